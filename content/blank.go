package content

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n/template"
)

// blankName is what may stand between braces.
var blankName = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// part is a piece of a text: words, or the name of a blank.
type part struct {
	text  string
	blank bool
}

// splitBlanks takes a text apart. A brace that does not belong to a blank is an error: it is always a slip.
func splitBlanks(text string) ([]part, error) {
	var parts []part
	for text != "" {
		at := strings.IndexAny(text, "{}")
		if at < 0 {
			return append(parts, part{text: text}), nil
		}
		if at > 0 {
			parts = append(parts, part{text: text[:at]})
		}
		inside, rest, closed := strings.Cut(text[at+1:], "}")
		if text[at] == '}' || !closed || !blankName.MatchString(inside) {
			return nil, fmt.Errorf("a stray brace before %q", clip(text[at:]))
		}
		parts = append(parts, part{text: inside, blank: true})
		text = rest
	}
	return parts, nil
}

// clip shortens a text for an error line.
func clip(text string) string {
	if runes := []rune(text); len(runes) > 24 {
		return string(runes[:24]) + "…"
	}
	return text
}

// blankParser makes {name} the blanks of go-i18n's texts, instead of text/template, whose {{.Name}} would let a
// translator call functions.
type blankParser struct{}

// Cacheable is true: a text is taken apart once.
func (blankParser) Cacheable() bool { return true }

// Parse takes a text apart; the delimiters are go-i18n's and unused.
func (blankParser) Parse(text, _, _ string) (template.ParsedTemplate, error) {
	parts, err := splitBlanks(text)
	if err != nil {
		return nil, err
	}
	return filledText(parts), nil
}

type filledText []part

// Execute fills the blanks; values is the map that was given to Say.
func (f filledText) Execute(values any) (string, error) {
	byName, _ := values.(map[string]any)
	return f.fill(byName), nil
}

// fill puts a value, a string or an int, into every blank.
func (f filledText) fill(values map[string]any) string {
	said := make([]string, len(f))
	for i, p := range f {
		said[i] = p.text
		if p.blank {
			said[i] = spelt(values[p.text])
		}
	}
	return strings.Join(said, "")
}

// spelt writes a blank's value.
func spelt(value any) string {
	if n, ok := value.(int); ok {
		return strconv.Itoa(n)
	}
	words, _ := value.(string)
	return words
}
