package figure

import (
	"fmt"
	"image/color"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// lettering writes words. Letters are filled as outlines by the pen's rasteriser rather than by the font package's own,
// which counts in floats that differ from machine to machine.
type lettering struct {
	font *sfnt.Font
	size float64 // pixels
}

var fonts = sync.OnceValues(func() (both [2]*sfnt.Font, err error) {
	for i, data := range [][]byte{goregular.TTF, gobold.TTF} {
		if both[i], err = sfnt.Parse(data); err != nil {
			return both, fmt.Errorf("font %d: %w", i, err)
		}
	}
	return both, nil
})

// letters gives a lettering of a size in pixels. The Go fonts have Latin, Greek and Cyrillic letters.
func letters(bold bool, size float64) lettering {
	both, err := fonts()
	if err != nil {
		panic(err) // the fonts are built in: the program itself is broken
	}
	if bold {
		return lettering{both[1], size}
	}
	return lettering{both[0], size}
}

func (l lettering) ppem() fixed.Int26_6 { return fixed.Int26_6(snap(l.size) * 64) }

// glyphs calls f with each letter and where it begins, and gives the width of the whole.
func (l lettering) glyphs(text string, f func(i sfnt.GlyphIndex, x fixed.Int26_6)) fixed.Int26_6 {
	var buf sfnt.Buffer
	var x fixed.Int26_6
	previous := sfnt.GlyphIndex(0)
	for _, r := range text {
		i, err := l.font.GlyphIndex(&buf, r)
		if err != nil {
			continue
		}
		if previous != 0 {
			if kern, err := l.font.Kern(&buf, previous, i, l.ppem(), font.HintingNone); err == nil {
				x += kern
			}
		}
		if f != nil {
			f(i, x)
		}
		if advance, err := l.font.GlyphAdvance(&buf, i, l.ppem(), font.HintingNone); err == nil {
			x += advance
		}
		previous = i
	}
	return x
}

// width of a text in pixels.
func (l lettering) width(text string) float64 { return float64(l.glyphs(text, nil)) / 64 }

// write puts a text on the picture; from is the left end of its baseline.
func (l lettering) write(p pen, text string, from at, c color.Color) {
	x0, y0 := fixed.Int26_6(snap(from.X)*64), fixed.Int26_6(snap(from.Y)*64)
	var buf sfnt.Buffer
	place := func(v fixed.Point26_6, dx fixed.Int26_6) (x, y float64) {
		return float64(x0+dx+v.X) / 64, float64(y0+v.Y) / 64
	}
	l.glyphs(text, func(i sfnt.GlyphIndex, dx fixed.Int26_6) {
		outline, err := l.font.LoadGlyph(&buf, i, l.ppem(), nil)
		if err != nil {
			return
		}
		for _, s := range outline {
			switch x, y := place(s.Args[0], dx); s.Op {
			case sfnt.SegmentOpMoveTo:
				p.dc.MoveTo(x, y)
			case sfnt.SegmentOpLineTo:
				p.dc.LineTo(x, y)
			case sfnt.SegmentOpQuadTo:
				x1, y1 := place(s.Args[1], dx)
				p.dc.QuadraticTo(x, y, x1, y1)
			}
		}
	})
	p.dc.SetColor(c)
	p.dc.Fill()
}

// fit is the text, its end cut off where it would be wider than the width; the caption has it whole.
func (l lettering) fit(text string, width float64) string {
	if l.width(text) <= width {
		return text
	}
	for runes := []rune(text); len(runes) > 0; runes = runes[:len(runes)-1] {
		if short := string(runes) + "…"; l.width(short) <= width {
			return short
		}
	}
	return ""
}
