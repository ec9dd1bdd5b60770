package report

import "strings"

// unknown stands for a letter that the font does not have.
const unknown = '?'

// printable gives a text in letters the font has: whatever a member wrote, the document can be made. Control characters
// and marks that only change the letter before them are left out.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= ' ' && r <= '~':
			return r
		case r == '\n' || r == '\t':
			return ' '
		case r < 0xa0 || r >= 0x200b && r <= 0x200f || r >= 0xfe00 && r <= 0xfe0f:
			return -1
		case r > 0xffff || regular().Index(r) == 0:
			return unknown
		}
		return r
	}, text)
}
