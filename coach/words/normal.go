package words

import (
	"strings"
	"unicode"
)

// Normal gives text in lower case, apostrophes dropped, punctuation turned into spaces, single spaces. Digits of any
// script become 0-9, keycap digits too; emoji stay as words of their own, because a thumb is an answer. The text has been
// NFKC-normalised at the edge. Normal(Normal(x)) == Normal(x).
func (l *Lexicon) Normal(text string) string {
	var b strings.Builder
	space := func() {
		if s := b.String(); s != "" && s[len(s)-1] != ' ' {
			b.WriteByte(' ')
		}
	}
	for _, r := range fold(text) {
		switch {
		case isWord(r):
			b.WriteRune(r)
		case isSign(r):
			space()
			b.WriteRune(r)
			space()
		default:
			space()
		}
	}
	return strings.TrimSuffix(b.String(), " ")
}

// pictured are numbers in a single character: the keycap ten, and the fractions the way NFKC leaves them.
var pictured = map[rune]string{'\U0001F51F': " 10 ", '½': " 1⁄2", '¼': " 1⁄4", '¾': " 3⁄4"}

// fold lowers the case, drops what cannot be seen or heard (apostrophes, joiners, variation selectors, skin tones) and
// writes digits and full-width signs in ASCII. Punctuation stays.
func fold(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for _, r := range text {
		switch {
		case isApostrophe(r), isInvisible(r):
		case pictured[r] != "":
			b.WriteString(pictured[r])
		case r == 'ß' || r == 'ẞ': // Switzerland, and many a keyboard, write ss
			b.WriteString("ss")
		case r >= 0xFF01 && r <= 0xFF5E:
			b.WriteRune(unicode.ToLower(r - 0xFEE0))
		case unicode.Is(unicode.Nd, r):
			b.WriteRune(digit(r))
		case r == unicode.ReplacementChar:
			b.WriteByte(' ')
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// digit gives the ASCII digit of a decimal digit of any script: Unicode keeps them in runs of ten that begin with zero.
func digit(r rune) rune {
	if r <= '9' {
		return r
	}
	for _, x := range unicode.Nd.R16 {
		if r >= rune(x.Lo) && r <= rune(x.Hi) {
			return '0' + (r-rune(x.Lo))%10
		}
	}
	for _, x := range unicode.Nd.R32 {
		if r >= rune(x.Lo) && r <= rune(x.Hi) {
			return '0' + (r-rune(x.Lo))%10
		}
	}
	return ' '
}

func isApostrophe(r rune) bool { return strings.ContainsRune("'’‘‛ʼʹ`´′＇", r) }

// isInvisible holds for joiners, direction marks, soft hyphens, variation selectors, the keycap frame and skin tones.
func isInvisible(r rune) bool {
	return unicode.Is(unicode.Cf, r) || r >= 0xFE00 && r <= 0xFE0F || r == 0x20E3 || r >= 0x1F3FB && r <= 0x1F3FF
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || isDigit(r) }

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// isSign holds for emoji and other pictures; a degree sign is a unit and no picture.
func isSign(r rune) bool { return r >= 0x2190 && unicode.Is(unicode.So, r) }
