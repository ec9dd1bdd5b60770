package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/alecthomas/kong"
)

// Where a document tells what to type: in back-quotes, and in a block of code at the beginning of a line or behind sudo.
var (
	inline  = regexp.MustCompile("`medius ([a-z]+)")
	block   = regexp.MustCompile("(?ms)^```.*?^```")
	inBlock = regexp.MustCompile(`(?m)^ *(?:sudo (?:-u medius )?)?medius ([a-z]+)`)
)

// commands are the verbs that a document tells people to type.
func commands(text string) []string {
	var all []string
	for _, m := range inline.FindAllStringSubmatch(text, -1) {
		all = append(all, m[1])
	}
	for _, code := range block.FindAllString(text, -1) {
		for _, m := range inBlock.FindAllStringSubmatch(code, -1) {
			all = append(all, m[1])
		}
	}
	return all
}

// A document that tells people to type what is no command leaves them standing there.
func TestThePapersNameRealVerbs(t *testing.T) {
	parser, err := kong.New(&cli{})
	if err != nil {
		t.Fatal(err)
	}
	var verbs []string
	for _, node := range parser.Model.Children {
		verbs = append(verbs, node.Name)
	}
	papers, err := filepath.Glob(repository + "/docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, paper := range append(papers, repository+"/README.md") {
		text, err := os.ReadFile(paper)
		if err != nil {
			t.Fatal(err)
		}
		for _, verb := range commands(string(text)) {
			if found++; !slices.Contains(verbs, verb) {
				t.Errorf("%s: medius has no verb %q", filepath.Base(paper), verb)
			}
		}
	}
	if found < 20 {
		t.Errorf("%d commands found", found)
	}
}
