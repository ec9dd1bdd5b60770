package words_test

import (
	"testing"

	"medius/coach/words"
)

// "I can't" is an answer to a test that was asked for, and to an offer. To a question of the screening it is none: "can you
// hardly stand on the leg" would be a yes.
func TestUnableIsNoNo(t *testing.T) {
	for language, texts := range map[string][]string{
		"en": {"I can't", "cannot", "I could not do it", "no, I can't", "impossible"},
		"de": {"Ich kann nicht", "kann ich nicht", "ging nicht", "ich kann das nicht", "nein, geht nicht"},
	} {
		l := map[string]*words.Lexicon{"en": lexicon(t), "de": german(t)}[language]
		for _, text := range texts {
			if yes, ok := l.YesNo(text); ok {
				t.Errorf("%s: %q passes for an answer (yes %v)", language, text, yes)
			}
			if !l.Unable(text) {
				t.Errorf("%s: %q is not read as: could not", language, text)
			}
			if yes, ok := l.Agrees(text); yes || !ok {
				t.Errorf("%s: %q does not decline an offer", language, text)
			}
		}
		for _, text := range []string{"", "3", "yes", "ja", "no", "nein"} {
			if l.Unable(text) {
				t.Errorf("%s: %q is read as: could not", language, text)
			}
		}
	}
}
