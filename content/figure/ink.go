package figure

import "image/color"

// The colours of marks, words and the tempo bar. Those of the figure are the painter's.
var (
	ink     = color.RGBA{0x24, 0x2f, 0x3a, 0xff}
	paper   = color.RGBA{0xfb, 0xfa, 0xf6, 0xff}
	accent  = color.RGBA{0x0e, 0x7c, 0x86, 0xff} // the sore side
	warning = color.RGBA{0xc0, 0x39, 0x2b, 0xff}
	right   = color.RGBA{0x2f, 0x7d, 0x4f, 0xff}
	faint   = color.RGBA{0x8a, 0x93, 0x99, 0xff}
	track   = color.RGBA{0xcf, 0xd3, 0xd2, 0xff} // of the tempo bar
	shelf   = color.RGBA{0xe9, 0xe9, 0xe3, 0xff} // what the tempo bar lies on
	slope   = color.RGBA{0x9a, 0xc9, 0xcc, 0xff} // the angle of the pelvis above level
	below   = color.RGBA{0xe3, 0x9a, 0x8f, 0xff} // and below
)

// inks lists them for the palette of moving pictures; edges is what lies between two of them that meet.
var inks = []color.RGBA{ink, paper, accent, warning, right, faint, track, shelf, slope, below}

var edges = [][2]color.RGBA{
	{ink, paper}, {accent, paper}, {warning, paper}, {right, paper}, {faint, paper}, {ink, shelf}, {accent, shelf}, {ink, track},
}

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
