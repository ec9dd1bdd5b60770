package figure

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// lacks lists what a figure section still needs.
func (r record) lacks() []string {
	var gaps []string
	need := func(ok bool, format string, a ...any) {
		if !ok {
			gaps = append(gaps, fmt.Sprintf(format, a...))
		}
	}
	s := r.Figure
	need(len(s.Cycle) > 0, "a cycle")
	for _, p := range r.Phases {
		i := slices.IndexFunc(s.Cycle, func(m Move) bool { return m.Phase == p.Name })
		need(i >= 0, "a move for phase %s", p.Name)
		need(p.SecondsFull == 0 || i >= 0 && s.Cycle[i].Full != "", "a pose for phase %s in the full range", p.Name)
	}
	tinted := slices.ContainsFunc(s.Cycle, func(m Move) bool { return len(m.Tint) > 0 })
	need(tinted, "a tint: which muscle works, and how hard")
	marked := slices.ContainsFunc(s.Cycle, func(m Move) bool { return len(m.Marks) > 0 })
	need(marked, "marks: an arrow, a level line")
	need(len(s.Mistakes) > 0, "a picture of right beside wrong")
	mistakes, _ := r.Texts["en"]["mistake"].([]any)
	for i, m := range s.Mistakes {
		need(m.Shows >= 1 && m.Shows <= len(mistakes), "mistake %d shows text %d of %d", i+1, m.Shows, len(mistakes))
	}
	need(r.Origin != "" && r.Licence != "", "an origin and a licence")
	for lang, texts := range r.Texts {
		for _, key := range []string{"start", "move", "how"} { // what the picture says, in words
			need(texts[key] != nil, "the text %s in %s, which says the same as the picture", key, lang)
		}
	}
	return gaps
}

// Every exercise is shown, whole. A new one is told what is missing.
func TestEveryExerciseIsShown(t *testing.T) {
	for _, r := range exercises(t, true) {
		for _, gap := range r.lacks() {
			t.Errorf("%s.yaml: the figure section needs %s", r.ID, gap)
		}
	}
}

// A guard that cannot fail is none.
func TestGapsAreSeen(t *testing.T) {
	var r record
	if err := yaml.Unmarshal([]byte("phases: [{name: a, seconds: 1, seconds_full: 2}]\nfigure: {cycle: [{phase: b}], mistakes: [{shows: 2}]}"), &r); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"phase a", "full range", "tint", "marks", "shows text 2", "licence"} {
		if !strings.Contains(strings.Join(r.lacks(), "\n"), want) {
			t.Errorf("not seen: %s", want)
		}
	}
}

// A word in the pictures that no picture shows would be translated for nothing; one without a text would be shown as a key.
func TestWordsOfThePictures(t *testing.T) {
	said := map[string]bool{}
	for _, key := range general {
		said[key] = true
	}
	for _, r := range exercises(t, true) {
		for _, key := range r.Figure.Says() {
			said[key] = true
		}
	}
	for _, lang := range languages(t) {
		data, err := os.ReadFile("../texts/" + lang + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		var texts struct {
			Figure map[string]string `yaml:"figure"`
		}
		if err := yaml.Unmarshal(data, &texts); err != nil {
			t.Fatal(err)
		}
		for name, text := range texts.Figure {
			if !said["figure."+name] {
				t.Errorf("%s: no picture says figure.%s", lang, name)
			}
			if w := letters(true, smallSize).width(text); w > 230 {
				t.Errorf("%s: figure.%s is %.0f pixels wide: %s", lang, name, w, text)
			}
		}
		for key := range said {
			if _, ok := texts.Figure[strings.TrimPrefix(key, "figure.")]; !ok {
				t.Errorf("%s: no text %s", lang, key)
			}
		}
	}
}

// The words of the tempo bar are not cut off.
func TestTempoWordsFit(t *testing.T) {
	for _, lang := range languages(t) {
		say := words(t, lang)
		for _, r := range exercises(t, true) {
			a := r.ask(say, r.hasFull())
			w, _ := a.Size(Moving, 0)
			for _, p := range a.Phases {
				left := max(letters(true, wordSize+1).width("88 "+say("figure.seconds")), letters(true, wordSize+1).width(say("figure.plan")))
				if got, room := letters(true, smallSize).width(say(p.Count)), float64(w)-46-left; got > room {
					t.Errorf("%s: %s is %.0f pixels wide, there are %.0f", lang, p.Count, got, room)
				}
			}
		}
	}
}
