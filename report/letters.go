package report

import (
	"strings"
	"sync"

	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font/sfnt"
)

// letters is the font, read once.
var letters = sync.OnceValue(func() *sfnt.Font {
	font, err := sfnt.Parse(liberationsansregular.TTF)
	if err != nil {
		panic(err) // it is built in
	}
	return font
})

// unknown stands for a letter that the font does not have.
const unknown = '?'

// printable gives a text in letters the font has: whatever a member wrote, the document can be made. Control characters
// and marks that only change the letter before them are left out.
func printable(text string) string {
	plain := true
	for _, r := range text {
		plain = plain && r >= ' ' && r <= '~'
	}
	if plain {
		return text
	}
	font := letters()
	var buffer sfnt.Buffer
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x200b && r <= 0x200f || r >= 0xfe00 && r <= 0xfe0f:
			return -1
		case r > 0xffff:
			return unknown
		}
		if glyph, err := font.GlyphIndex(&buffer, r); err != nil || glyph == 0 {
			return unknown
		}
		return r
	}, text)
}
