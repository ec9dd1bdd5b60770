package figure

import (
	"image/color"
	"slices"

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

// stills are those of what stands still round the figure.
var stills = append(paint.Things(), paint.Ghost)

// How far apart the levels of a shade are in a moving picture. With few of them a round limb breaks into patches that look
// like stains; only where the body moves for long, bytes are too short for more. Stills have them all.
const (
	smooth = 450
	patchy = 3000
)

// colours are those of moving pictures: the painter's, those of the marks, and what lies between two that meet.
func colours(step int) []color.RGBA {
	var all []color.RGBA
	levels := paint.Palette()
	for i, c := range levels {
		lightest := i+1 < len(levels) && apart(c, levels[i+1]) > step
		if n := len(all); n == 0 || slices.Contains(grounds, c) || apart(all[n-1], c) > step || lightest && apart(all[n-1], c) > step/4 {
			all = append(all, c)
		}
	}
	all = append(all, inks...)
	for _, e := range edges {
		all = append(all, mix(e[0], e[1], 128))
	}
	return all
}

// apart is the distance of two colours.
func apart(a, b color.RGBA) int {
	return distance(int(a.R)-int(b.R), int(a.G)-int(b.G), int(a.B)-int(b.B))
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
