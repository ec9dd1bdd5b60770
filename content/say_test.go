package content

import (
	"strings"
	"testing"
	"testing/fstest"
)

// library loads texts written in a test.
func library(t *testing.T, texts map[string]string) (*Library, error) {
	t.Helper()
	fsys := fstest.MapFS{}
	for lang, data := range texts {
		fsys["texts/"+lang+".yaml"] = &fstest.MapFile{Data: []byte(data)}
	}
	return load(fsys)
}

func mustLibrary(t *testing.T, texts map[string]string) *Library {
	t.Helper()
	l, err := library(t, texts)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

const english = `
session:
  set.done: Set {n} of {of} done.
  rest:
    one: Rest for {n} second.
    other: Rest for {n} seconds.
  tips: [Slow., "Tall, {name}."]
`

// A text is found by its dotted key, its blanks filled, its plural form chosen by n.
func TestSayFillsBlanksAndChoosesPluralForms(t *testing.T) {
	l := mustLibrary(t, map[string]string{"en": english, "pl": `
session:
  set: {done: "Seria {n} z {of}."}
  rest: {one: "{n} sekunda.", few: "{n} sekundy.", many: "{n} sekund.", other: "{n} sekundy."}
  tips: [Powoli., "Prosto, {name}."]
`})
	for _, c := range []struct {
		about, lang, key string
		blanks           map[string]any
		want             string
	}{
		{"a dotted key in the file", "en", "session.set.done", map[string]any{"n": 1, "of": "3"}, "Set 1 of 3 done."},
		{"one in English", "en", "session.rest", map[string]any{"n": 1}, "Rest for 1 second."},
		{"zero in English", "en", "session.rest", map[string]any{"n": 0}, "Rest for 0 seconds."},
		{"few in Polish", "pl", "session.rest", map[string]any{"n": 22}, "22 sekundy."},
		{"many in Polish", "pl", "session.rest", map[string]any{"n": 15}, "15 sekund."},
		{"an item of a list", "en", "session.tips.2", map[string]any{"name": "a&amp;b"}, "Tall, a&amp;b."},
		{"a blank that looks like a blank", "en", "session.tips.2", map[string]any{"name": "{name}"}, "Tall, {name}."},
	} {
		t.Run(c.about, func(t *testing.T) {
			got, err := l.Say(c.lang, c.key, c.blanks)
			if err != nil || got != c.want {
				t.Errorf("got %q, %v; want %q", got, err, c.want)
			}
		})
	}
}

// What cannot be said rightly is not said at all.
func TestSayRefuses(t *testing.T) {
	l := mustLibrary(t, map[string]string{"en": english})
	for _, c := range []struct {
		about, lang, key string
		blanks           map[string]any
		want             string
	}{
		{"an unknown language", "xx", "session.rest", map[string]any{"n": 1}, "no such text"},
		{"an unknown key", "en", "session.rast", nil, "no such text"},
		{"a blank too few", "en", "session.set.done", map[string]any{"n": 1}, "{of} is not filled"},
		{"a blank too many", "en", "session.tips.1", map[string]any{"name": ""}, "no blank {name}"},
		{"a value that is neither", "en", "session.tips.2", map[string]any{"name": 1.5}, "neither"},
		{"a plural chosen by words", "en", "session.rest", map[string]any{"n": "2"}, "not an int"},
	} {
		t.Run(c.about, func(t *testing.T) {
			got, err := l.Say(c.lang, c.key, c.blanks)
			if err == nil || got != "" || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %q, %v; want an error with %q", got, err, c.want)
			}
		})
	}
}

// A slip in a text file is found when the program starts, with the key at fault.
func TestLoadRefuses(t *testing.T) {
	for _, c := range []struct{ about, yaml, want string }{
		{"a stray brace", "a: {b: 'x } y'}", "a.b: a stray brace"},
		{"an open brace", "a: 'x {reps'", "a: a stray brace"},
		{"a template of another engine", "a: 'x {{.Reps}}'", "a: a stray brace"},
		{"a blank with a capital", "a: 'x {Reps}'", "a: a stray brace"},
		{"a number", "a: 5", "quote it"},
		{"nothing", "a:", "quote it"},
		{"an empty text", "a: ' '", "a: other: empty"},
		{"a missing plural form", "a: {other: '{n} sets'}", `needs the form "one"`},
		{"a form English has not", "a: {one: x, few: y, other: z}", `never uses the form "few"`},
		{"one key twice", "a: {b: x}\na.b: y", "a.b: said twice"},
		{"the same key twice", "a: x\na: y", "yaml"},
		{"a key with a capital", "A: x", "not a key"},
		{"no yaml", "\t:", "yaml"},
		{"no texts", "", "no en.yaml"},
	} {
		t.Run(c.about, func(t *testing.T) {
			_, err := library(t, map[string]string{"en": c.yaml})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v; want an error with %q", err, c.want)
			}
		})
	}
}

// A language with a hole in it is not offered to anybody.
func TestOnlyCompleteLanguagesAreSwitchedOn(t *testing.T) {
	l := mustLibrary(t, map[string]string{
		"en": "a: x {b}\nc: y", "de": "a: x {b}\nc: y", "fr": "a: x {b}", "es": "a: x {d}\nc: y",
		"it": "a: x {b}\nc: y\ne: z", "pt-BR": "a: x {b}\nc: y",
	})
	if got, want := strings.Join(l.Languages(), " "), "en de pt-BR"; got != want {
		t.Errorf("languages %q, want %q", got, want)
	}
	if gaps := strings.Join(l.Gaps("fr"), "\n"); gaps != "c: missing" {
		t.Errorf("gaps of fr: %q", gaps)
	}
	if _, err := l.Say("fr", "a", map[string]any{"b": ""}); err == nil {
		t.Error("an incomplete language spoke")
	}
	for tag, want := range map[string]string{"de-AT": "de", "pt-br": "pt-BR", "pt": "pt-BR", "fr": "en", "ja": "en", "": "en", "?": "en"} {
		if got := l.Match(tag); got != want {
			t.Errorf("%q is spoken to in %q, want %q", tag, got, want)
		}
	}
}

// Whatever a text file holds, loading it says yes or no; a yes means that every key can be said with its blanks.
func FuzzLoad(f *testing.F) {
	for _, seed := range []string{english, "a: {one: x, other: y}", "a: &x {b: *x}", "- a", "a: |\n  x {b}\n", "a: !!binary x"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data string) {
		l, err := library(t, map[string]string{"en": data})
		if err != nil {
			return
		}
		for _, key := range l.Keys("en") {
			blanks := map[string]any{}
			for _, b := range l.Blanks(key) {
				blanks[b] = 3
			}
			if text, err := l.Say("en", key, blanks); err != nil || strings.TrimSpace(text) == "" {
				t.Errorf("%s: %q, %v", key, text, err)
			}
		}
	})
}

// What members type stands in a file of its own; a language that has none is not complete.
func TestLexiconIsReadStrictlyAndBelongsToALanguage(t *testing.T) {
	l := mustLibrary(t, map[string]string{"en": "a: x", "de": "a: x", "words.en": "yes: [aye]"})
	var into struct{ Yes []string }
	if err := l.Lexicon("en", &into); err != nil || len(into.Yes) != 1 {
		t.Errorf("got %v, %v", into, err)
	}
	if err := l.Lexicon("de", &into); err == nil {
		t.Error("words out of nowhere")
	}
	if err := l.Lexicon("en", &struct{ No []string }{}); err == nil {
		t.Error("a field that is not asked for passed")
	}
	if gaps := strings.Join(l.Gaps("de"), "\n"); gaps != "words.de.yaml: missing" || len(l.Languages()) != 1 {
		t.Errorf("gaps %q, languages %v", gaps, l.Languages())
	}
}
