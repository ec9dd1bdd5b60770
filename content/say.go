package content

import (
	"fmt"
	"maps"
	"slices"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// Say gives the text for key in a language that is switched on, with its blanks filled. A blank's value is a string,
// ready to stand in HTML, or an int; a blank too few or too many is an error, and so is any other type. The blank n
// chooses among plural forms and is an int there.
func (l *Library) Say(lang, key string, blanks map[string]any) (string, error) {
	localizer, ok := l.localizers[lang]
	if !ok {
		return "", fmt.Errorf("say %s: language %q: %w", key, lang, ErrUnknown)
	}
	p, ok := l.texts[lang][key]
	if !ok {
		return "", fmt.Errorf("say %s in %s: %w", key, lang, ErrUnknown)
	}
	if err := p.accepts(blanks); err != nil {
		return "", fmt.Errorf("say %s in %s: %w", key, lang, err)
	}
	if !p.plural() {
		return p.fill(blanks), nil
	}
	text, err := localizer.Localize(&i18n.LocalizeConfig{
		MessageID: key, TemplateData: blanks, TemplateParser: blankParser{}, PluralCount: blanks["n"],
	})
	if err != nil {
		return "", fmt.Errorf("say %s in %s: %w", key, lang, err)
	}
	return text, nil
}

// Languages lists the languages that are switched on: the complete ones, Reference first, then by name.
func (l *Library) Languages() []string { return slices.Clone(l.languages) }

// Match gives the switched-on language that suits a language tag best ("de-AT" -> "de"), Reference when none does.
func (l *Library) Match(tag string) string {
	wanted, err := language.Parse(tag)
	if err != nil {
		return Reference
	}
	_, i, confidence := l.matcher.Match(wanted)
	if confidence == language.No {
		return Reference
	}
	return l.languages[i]
}

// Keys lists the keys of a language, sorted, also of one that is not switched on.
func (l *Library) Keys(lang string) []string { return slices.Sorted(maps.Keys(l.texts[lang])) }

// Has tells whether a key exists.
func (l *Library) Has(key string) bool {
	_, ok := l.texts[Reference][key]
	return ok
}

// Blanks lists the blanks of a key, sorted; nil when it has none or does not exist. Every language has the same.
func (l *Library) Blanks(key string) []string { return slices.Clone(l.texts[Reference][key].blanks) }

// Gaps says what a language lacks or has too much, compared with Reference: one line per key. A language with gaps is
// not switched on.
func (l *Library) Gaps(lang string) []string {
	var gaps []string
	for key, want := range l.texts[Reference] {
		got, ok := l.texts[lang][key]
		switch {
		case !ok:
			gaps = append(gaps, key+": missing")
		case !slices.Equal(got.blanks, want.blanks):
			gaps = append(gaps, fmt.Sprintf("%s: blanks %v, want %v", key, got.blanks, want.blanks))
		}
	}
	for key := range l.texts[lang] {
		if !l.Has(key) {
			gaps = append(gaps, key+": not in "+Reference)
		}
	}
	if _, wanted := l.words[Reference]; wanted {
		if _, ok := l.words[lang]; !ok {
			gaps = append(gaps, "words."+lang+".yaml: missing")
		}
	}
	slices.Sort(gaps)
	return gaps
}
