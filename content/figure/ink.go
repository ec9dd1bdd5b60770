package figure

import (
	"image/color"

	"medius/content/figure/paint"
)

// The colours of marks, words and the tempo bar. Those of the figure are the painter's.
var (
	ink     = paint.Ink
	paper   = paint.White
	accent  = paint.Accent // the sore side
	warning = paint.Warning
	right   = paint.Right
	faint   = paint.Faint
	track   = color.RGBA{0xcf, 0xc9, 0xbd, 0xff} // of the tempo bar
	shelf   = color.RGBA{0xf4, 0xf1, 0xea, 0xff} // what the tempo bar lies on
	slope   = color.RGBA{0x9c, 0xb7, 0xc9, 0xff} // the angle of the pelvis above level
	below   = color.RGBA{0xe0, 0x8f, 0x84, 0xff} // and below
)

// inks lists them for the palette of moving pictures; edges is what lies between two of them that meet.
var inks = []color.RGBA{ink, paper, accent, warning, right, faint, track, shelf, slope, below}

var edges = [][2]color.RGBA{
	{ink, paper}, {accent, paper}, {warning, paper}, {slope, ink}, {right, paper}, {faint, paper}, {ink, shelf}, {accent, shelf}, {ink, track},
}

// grounds are the colours of large even areas.
var grounds = []color.RGBA{paint.Paper, paint.Ground, shelf}

// colour of a tone.
func (t Tone) colour() color.RGBA {
	switch t {
	case Accent:
		return accent
	case Warn:
		return warning
	case Faint:
		return faint
	case Good:
		return right
	}
	return ink
}

// mix is a with part of b, in steps of 1/256.
func mix(a, b color.RGBA, part int) color.RGBA {
	part8 := func(x, y uint8) uint8 { return uint8((int(x)*(256-part) + int(y)*part) >> 8) }
	return color.RGBA{part8(a.R, b.R), part8(a.G, b.G), part8(a.B, b.B), 0xff}
}
