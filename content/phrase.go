package content

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// phrase is one text: a single form, or plural forms by their CLDR names.
type phrase struct {
	text   string
	parts  filledText        // text taken apart, where it has blanks
	forms  map[string]string // plural forms; nil: the phrase has a single one
	blanks []string          // sorted, of all forms together; a plural phrase always has n
}

// phrases are texts by key.
type phrases map[string]phrase

// forms are the CLDR plural categories.
var forms = map[string]plural.Form{
	"zero": plural.Zero, "one": plural.One, "two": plural.Two,
	"few": plural.Few, "many": plural.Many, "other": plural.Other,
}

// countsTo is how far the plural forms of a language are checked; nothing the coach counts goes further.
const countsTo = 1000

func newPhrase(texts map[string]string, isPlural bool) (phrase, error) {
	p := phrase{forms: texts}
	if !isPlural {
		p = phrase{text: texts["other"]}
	}
	for form, text := range texts {
		if strings.TrimSpace(text) == "" {
			return phrase{}, fmt.Errorf("%s: empty", form)
		}
		parts, err := splitBlanks(text)
		if err != nil {
			return phrase{}, err
		}
		for _, part := range parts {
			if part.blank {
				p.blanks = append(p.blanks, part.text)
			}
		}
		if !isPlural && len(p.blanks) > 0 {
			p.parts = parts
		}
	}
	if isPlural {
		p.blanks = append(p.blanks, "n")
	}
	slices.Sort(p.blanks)
	p.blanks = slices.Compact(p.blanks)
	return p, nil
}

func (p phrase) plural() bool { return p.forms != nil }

// fill is a phrase of a single form with its blanks filled.
func (p phrase) fill(blanks map[string]any) string {
	if p.parts == nil {
		return p.text
	}
	return p.parts.fill(blanks)
}

// fits tells whether a plural phrase has the forms that counting in this language needs, and no other.
func (p phrase) fits(tag language.Tag) error {
	if !p.plural() {
		return nil
	}
	needed := map[plural.Form]bool{plural.Other: true}
	for n := range countsTo + 1 {
		needed[plural.Cardinal.MatchPlural(tag, n, 0, 0, 0, 0)] = true
	}
	for name, form := range forms {
		_, has := p.forms[name]
		if needed[form] && !has {
			return fmt.Errorf("counting in %s needs the form %q", tag, name)
		}
		// Some languages have a form of their own for millions: allowed, not asked for.
		if has && !needed[form] && form != plural.Many {
			return fmt.Errorf("counting in %s never uses the form %q", tag, name)
		}
	}
	return nil
}

// accepts tells whether the values fill exactly the blanks.
func (p phrase) accepts(values map[string]any) error {
	for _, blank := range p.blanks {
		value, ok := values[blank]
		if !ok {
			return fmt.Errorf("blank {%s} is not filled", blank)
		}
		_, number := value.(int)
		_, words := value.(string)
		if !number && !words {
			return fmt.Errorf("blank {%s} is neither a string nor an int: %T", blank, value)
		}
		if p.plural() && blank == "n" && !number {
			return fmt.Errorf("blank {n} chooses the plural form and is not an int: %T", value)
		}
	}
	if len(values) > len(p.blanks) {
		for name := range values {
			if !slices.Contains(p.blanks, name) {
				return fmt.Errorf("there is no blank {%s}", name)
			}
		}
	}
	return nil
}

func (p phrase) message(key string) *i18n.Message {
	return &i18n.Message{
		ID: key, Zero: p.forms["zero"], One: p.forms["one"], Two: p.forms["two"],
		Few: p.forms["few"], Many: p.forms["many"], Other: p.forms["other"],
	}
}
