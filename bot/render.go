package bot

import (
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"

	"medius/coach/dialog"
)

// Speaker knows the texts. Say fills the blanks of a key; Blanks lists the names it wants.
type Speaker interface {
	Say(lang, key string, blanks map[string]any) (string, error)
	Blanks(key string) []string
}

// Render gives a phrase in a language as HTML. This is the one place where blanks are escaped: a string is shown as it
// was typed, a phrase inside a phrase is rendered first, and only the blanks that the text has are looked at.
func Render(s Speaker, lang string, p dialog.Phrase) (string, error) {
	wanted := s.Blanks(p.Key)
	blanks := make(map[string]any, len(wanted))
	for name, value := range p.Args {
		if !slices.Contains(wanted, name) {
			continue
		}
		switch v := value.(type) {
		case dialog.Phrase:
			inner, err := Render(s, lang, v)
			if err != nil {
				return "", err
			}
			blanks[name] = inner
		case string:
			blanks[name] = html.EscapeString(v)
		case int:
			blanks[name] = v
		default:
			return "", fmt.Errorf("phrase %s: blank %s has type %T", p.Key, name, value)
		}
	}
	text, err := s.Say(lang, p.Key, blanks)
	if err != nil {
		return "", err
	}
	return strings.TrimRight(text, "\n"), nil
}

// PlainText gives a phrase without markup: for buttons, toasts, and to recognise a label that was typed. A phrase that
// cannot be said is its key, so that a defect is seen and nothing breaks.
func PlainText(s Speaker, lang string, p dialog.Phrase) string {
	text, err := Render(s, lang, p)
	if err != nil {
		return p.Key
	}
	return unmarked(text)
}

var markup = regexp.MustCompile(`<[^<>]*>`)

// unmarked is a text without its HTML.
func unmarked(text string) string { return html.UnescapeString(markup.ReplaceAllString(text, "")) }
