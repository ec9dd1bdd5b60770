package report

import (
	"strings"
	"unicode"
)

// unknown stands for a letter that the font does not have.
const unknown = '?'

const joiner = '\u200d' // makes one picture of two

// printable gives a text in letters the font has: whatever a member wrote, the document can be made. Control characters,
// marks that only change the letter before them, and pictures such as emoji are left out, these with a blank beside them.
func printable(text string) string {
	var out strings.Builder
	blank, gone, joined := true, false, false // the last letter written is a blank; a picture was left out since; another one belongs to it
	for _, r := range text {
		if r == joiner && gone {
			joined = true
			continue
		}
		shown := letter(r)
		switch {
		case shown == picture || joined && unicode.Is(unicode.So, r):
			gone, joined = true, false
		case shown < 0, shown == ' ' && gone && blank:
		default:
			out.WriteRune(shown)
			blank, gone, joined = shown == ' ', false, false
		}
	}
	if gone {
		return strings.TrimSuffix(out.String(), " ")
	}
	return out.String()
}

// picture is what letter gives for one that the font does not have.
const picture = -2

// letter gives the one to print, below 0 for none.
func letter(r rune) rune {
	switch {
	case r >= ' ' && r <= '~':
		return r
	case r == '\n' || r == '\t':
		return ' '
	case r < 0xa0 || r >= 0x200b && r <= 0x200f || r >= 0xfe00 && r <= 0xfe0f:
		return -1
	case r <= 0xffff && regular().Index(r) != 0:
		return r
	case unicode.In(r, unicode.So, unicode.Sk):
		return picture
	case unicode.In(r, unicode.M, unicode.Cf):
		return -1
	}
	return unknown
}
