package words_test

import (
	"os"
	"sync"
	"testing"

	"github.com/goccy/go-yaml"

	"medius/coach/words"
)

// english is the lexicon as it ships.
var english = sync.OnceValues(func() (*words.Lexicon, error) {
	return load("../../content/texts/words.en.yaml")
})

func load(path string) (*words.Lexicon, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	l := &words.Lexicon{}
	return l, yaml.UnmarshalWithOptions(data, l, yaml.DisallowUnknownField())
}

func lexicon(t testing.TB) *words.Lexicon {
	t.Helper()
	l, err := english()
	if err != nil {
		t.Fatal(yaml.FormatError(err, false, true))
	}
	return l
}

// The shipped lexicon has every class, every number, every command, and each warning pattern finds its test sentence.
func TestTheEnglishLexiconPassesItsOwnCheck(t *testing.T) {
	if err := lexicon(t).Check(); err != nil {
		t.Error(err)
	}
}
