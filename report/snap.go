package report

import (
	"math"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// snapped is a canvas on whose grid everything lies: 1/16 of a point, text on a grid of its own. Some processors round a
// product and a sum together and some apart; on the grid both come out the same, and so does the picture.
type snapped struct {
	vg.Canvas
	text vg.Length // the grid of text
}

const grid = 16

func snap(l vg.Length) vg.Length { return vg.Length(math.Round(float64(l)*grid) / grid) }

func snapPoint(p vg.Point) vg.Point { return vg.Point{X: snap(p.X), Y: snap(p.Y)} }

func snapPath(p vg.Path) vg.Path {
	out := make(vg.Path, len(p))
	for i, c := range p {
		c.Pos = snapPoint(c.Pos)
		out[i] = c
	}
	return out
}

// Stroke draws a path of straight lines.
func (s snapped) Stroke(p vg.Path) { s.Canvas.Stroke(snapPath(p)) }

// Fill fills a path of straight lines.
func (s snapped) Fill(p vg.Path) { s.Canvas.Fill(snapPath(p)) }

// FillString writes a line of text.
func (s snapped) FillString(f font.Face, pt vg.Point, text string) {
	round := func(l vg.Length) vg.Length { return vg.Length(math.Round(float64(l/s.text))) * s.text }
	s.Canvas.FillString(f, vg.Point{X: round(pt.X), Y: round(pt.Y)}, text)
}
