package content

import "fmt"

// Lexicon reads what members type in a language (texts/words.<language>.yaml) into a struct of the caller, who knows
// what the words mean. A field the struct does not have is an error.
func (l *Library) Lexicon(lang string, into any) error {
	data, ok := l.words[lang]
	if !ok {
		return fmt.Errorf("words of %q: %w", lang, ErrUnknown)
	}
	if err := decode(data, into); err != nil {
		return fmt.Errorf("words of %s: %w", lang, err)
	}
	return nil
}
