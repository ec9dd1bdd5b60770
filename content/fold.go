package content

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// unaccented are letters that do not come apart into a base letter and an accent.
var unaccented = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ð", "d",
	"þ", "th", "ħ", "h", "ı", "i", "ə", "e")

// fold makes names comparable: small letters without accents, everything but letters and digits a single blank.
func fold(text string) string {
	var out strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(unaccented.Replace(strings.ToLower(text))) {
		switch {
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’' || r == 'ʻ':
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mc, r):
			if gap && out.Len() > 0 {
				out.WriteByte(' ')
			}
			gap = false
			out.WriteRune(r)
		default:
			gap = true
		}
	}
	return out.String()
}
