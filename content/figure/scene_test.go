package figure

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// record is what of an exercise file matters here.
type record struct {
	ID        string `yaml:"id"`
	Origin    string `yaml:"origin"`
	Licence   string `yaml:"licence"`
	Symmetric bool   `yaml:"symmetric"`
	Phases    []struct {
		Name        string `yaml:"name"`
		Seconds     int    `yaml:"seconds"`
		Hold        bool   `yaml:"hold"`
		Once        string `yaml:"once"`
		SecondsFull int    `yaml:"seconds_full"`
	} `yaml:"phases"`
	Figure Scene                     `yaml:"figure"`
	Texts  map[string]map[string]any `yaml:"texts"`
}

var only = flag.String("only", "", "the exercises to look at: a part of the name")

// exercises reads the exercise files that have a figure, or all of them.
func exercises(t testing.TB, all bool) []record {
	t.Helper()
	names, err := filepath.Glob("../exercises/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatalf("%d exercises: %v", len(names), err)
	}
	var found []record
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !all && !bytes.Contains(data, []byte("\nfigure:")) || !strings.Contains(name, *only) {
			continue
		}
		var r record
		if err := yaml.Unmarshal(data, &r); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		found = append(found, r)
	}
	return found
}

// ask asks for the pictures of a record, with its own words.
func (r record) ask(words func(string) string, full bool) Ask {
	a := Ask{ID: r.ID, Scene: r.Figure, Side: "right", Full: full, Alike: r.Symmetric, Say: words}
	for _, p := range r.Phases {
		q := Phase{Name: p.Name, Seconds: p.Seconds, Hold: p.Hold, Once: p.Once != "", Count: "exercise." + r.ID + ".count." + p.Name}
		if full && p.SecondsFull > 0 {
			q.Seconds, q.Full, q.Count = p.SecondsFull, true, "exercise."+r.ID+".full.count"
		}
		a.Phases = append(a.Phases, q)
	}
	return a
}

// hasFull tells whether the exercise has a full range.
func (r record) hasFull() bool {
	for _, p := range r.Phases {
		if p.SecondsFull > 0 {
			return true
		}
	}
	return false
}

// languages are those that there are texts of.
func languages(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("../texts/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, file := range files {
		if lang := strings.TrimSuffix(filepath.Base(file), ".yaml"); !strings.HasPrefix(lang, "words.") {
			all = append(all, lang)
		}
	}
	if !slices.Contains(all, "en") {
		t.Fatalf("languages: %v", all)
	}
	return all
}

// words reads what the pictures say in a language.
func words(t testing.TB, lang string) func(string) string {
	t.Helper()
	data, err := os.ReadFile("../texts/" + lang + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	var tree map[string]any
	if err := yaml.Unmarshal(data, &tree); err != nil {
		t.Fatal(err)
	}
	said := map[string]string{}
	gather(said, "figure", tree["figure"])
	for _, r := range exercises(t, true) {
		gather(said, "exercise."+r.ID, any(r.Texts[lang]))
	}
	return func(key string) string {
		if text, ok := said[key]; ok {
			return text
		}
		t.Errorf("%s: no text %s", lang, key)
		return key
	}
}

func gather(said map[string]string, key string, node any) {
	switch node := node.(type) {
	case string:
		said[key] = node
	case map[string]any:
		for name, below := range node {
			gather(said, key+"."+name, below)
		}
	}
}
