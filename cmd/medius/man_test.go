package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// The man page has every verb with every flag, and every setting: nothing of it is kept by hand.
func TestTheManPageHasEverything(t *testing.T) {
	manual := strings.NewReplacer(`\-`, "-", `\&`, "").Replace(printed(t, "man"))
	parser, err := world{}.grammar(&cli{})
	if err != nil {
		t.Fatal(err)
	}
	for _, verb := range parser.Model.Leaves(true) {
		_, section, found := strings.Cut(manual, ".SS medius "+strings.TrimPrefix(verb.Path(), "medius ")+"\n")
		section, _, _ = strings.Cut(section, "\n.S")
		if !found || !strings.Contains(section, strings.TrimSuffix(verb.Help, ".")+".") {
			t.Errorf("the man page does not explain %s", verb.Path())
		}
		for _, flag := range verb.Flags {
			if !strings.Contains(section, "--"+flag.Name) || flag.Help == "" {
				t.Errorf("the man page does not explain --%s of %s", flag.Name, verb.Path())
			}
		}
	}
	for _, k := range keys {
		if !strings.Contains(manual, "\n.B "+k.env()+"\n") {
			t.Errorf("the man page does not name %s", k.env())
		}
	}
}

// groff reads the page without a complaint.
func TestTheManPageCanBeRead(t *testing.T) {
	groff, err := exec.LookPath("groff")
	if err != nil {
		t.Skip("groff is not installed (package groff)")
	}
	read := exec.CommandContext(t.Context(), groff, "-man", "-Tutf8", "-ww", "-z")
	read.Stdin = strings.NewReader(printed(t, "man"))
	if said, err := read.CombinedOutput(); err != nil || len(said) > 0 {
		t.Errorf("%v: %s", err, said)
	}
}

// The README shows every verb there is.
func TestTheReadmeShowsEveryVerb(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	parser, err := world{}.grammar(&cli{})
	if err != nil {
		t.Fatal(err)
	}
	for _, verb := range parser.Model.Leaves(true) {
		if !strings.Contains(string(readme), "`medius "+strings.TrimPrefix(verb.Path(), "medius ")) {
			t.Errorf("README.md does not show %s", verb.Path())
		}
	}
}
