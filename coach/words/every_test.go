package words_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"medius/coach/words"
)

// every reads what members type in each language there is.
func every(t *testing.T) map[string]*words.Lexicon {
	t.Helper()
	files, err := filepath.Glob("../../content/texts/words.*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]*words.Lexicon{}
	for _, file := range files {
		l, err := load(file)
		if err != nil {
			t.Fatal(yaml.FormatError(err, false, true))
		}
		all[strings.TrimSuffix(strings.TrimPrefix(filepath.Base(file), "words."), ".yaml")] = l
	}
	if len(all) < 2 {
		t.Fatalf("%d languages", len(all))
	}
	return all
}

// Each language passes its own check, is the one its file is called after, and knows every command that English has.
func TestEveryLexiconPassesItsCheck(t *testing.T) {
	for lang, l := range every(t) {
		if err := l.Check(); err != nil {
			t.Errorf("%s: %v", lang, err)
		}
		if l.Language != lang {
			t.Errorf("words.%s.yaml is of %q", lang, l.Language)
		}
		for name := range lexicon(t).Commands {
			if len(l.Commands[name]) == 0 {
				t.Errorf("%s: no words for %s", lang, name)
			}
		}
	}
}

// In each language the answers that the coach asks for raise no flag, and every phrase of a command is that command.
func TestAnswersOfEveryLanguageRaiseNoFlag(t *testing.T) {
	for lang, l := range every(t) {
		var all []string
		for _, says := range [][]string{
			l.Reply.Yes, l.Reply.No, l.Reply.Unsure, l.Score.None, l.Score.About, l.Score.Filler, l.Filler, l.Days.Except,
		} {
			all = append(all, says...)
		}
		for name, says := range l.Commands {
			if name != "sharp" { // see TestAnswersRaiseNoFlag
				all = append(all, says...)
			}
			for _, say := range says {
				if got, ok := l.Command(say); !ok || got != name {
					t.Errorf("%s: Command(%q) is %q %v, want %q", lang, say, got, ok, name)
				}
			}
		}
		for _, text := range all {
			if flags := l.Flags(text); len(flags) > 0 {
				t.Errorf("%s: %q raises %v", lang, text, flags)
			}
		}
	}
}
