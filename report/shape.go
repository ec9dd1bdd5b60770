package report

import (
	"math"

	"gonum.org/v1/plot/vg"
)

// A shape is an outline around the origin, one unit in radius, made of straight lines: curves would be left to the
// canvas, and every canvas has its own.
type shape []vg.Point

// corner is the point on the circle at an angle in turns, on a fine grid: the last digits of a sine are not the same on
// every processor.
func corner(turns float64) vg.Point {
	const fine = 1 << 12
	sin, cos := math.Sincos(2 * math.Pi * turns)
	return vg.Point{X: vg.Length(math.Round(cos*fine) / fine), Y: vg.Length(math.Round(sin*fine) / fine)}
}

// around gives a regular shape with n corners; the first one stands at this angle in turns, 0.25 = on top.
func around(n int, from float64) shape {
	s := make(shape, n)
	for i := range s {
		s[i] = corner(from + float64(i)/float64(n))
	}
	return s
}

// sector is a piece of the disc, in turns, counted against the clock.
func sector(from, to float64) shape {
	const n = 24
	s := make(shape, 0, n+1)
	for i := range n + 1 {
		s = append(s, corner(from+(to-from)*float64(i)/n))
	}
	return s
}

// scaled stretches a shape.
func (s shape) scaled(by vg.Length) shape {
	out := make(shape, len(s))
	for i, p := range s {
		out[i] = vg.Point{X: p.X * by, Y: p.Y * by}
	}
	return out
}

var (
	disc      = around(32, 0)
	diamond   = around(4, 0)
	square    = around(4, 0.125).scaled(1.2)
	triangle  = around(3, 0.25).scaled(1.15)
	downwards = around(3, 0.75).scaled(1.15)
	star      = starred(5, 0.5)
	lowerHalf = sector(0.5, 1)
	quarter   = append(sector(0.5, 0.75), vg.Point{})
	barLeft   = shape{{X: -0.6, Y: -0.9}, {X: -0.16, Y: -0.9}, {X: -0.16, Y: 0.9}, {X: -0.6, Y: 0.9}}
	barRight  = shape{{X: 0.16, Y: -0.9}, {X: 0.6, Y: -0.9}, {X: 0.6, Y: 0.9}, {X: 0.16, Y: 0.9}}
	stopBar   = shape{{X: -0.55, Y: -0.2}, {X: 0.55, Y: -0.2}, {X: 0.55, Y: 0.2}, {X: -0.55, Y: 0.2}}
	octagon   = around(8, 1.0/16)
)

// starred is a star with n points; inner is the radius of the corners between them.
func starred(n int, inner vg.Length) shape {
	outside, inside := around(n, 0.25), around(n, 0.25+0.5/float64(n)).scaled(inner)
	var s shape
	for i := range n {
		s = append(s, outside[i], inside[i])
	}
	return s.scaled(1.25)
}

// at gives the path of a shape of this radius around a point.
func (s shape) at(center vg.Point, radius vg.Length) vg.Path {
	var p vg.Path
	for i, edge := range s {
		pt := vg.Point{X: center.X + edge.X*radius, Y: center.Y + edge.Y*radius}
		if i == 0 {
			p.Move(pt)
			continue
		}
		p.Line(pt)
	}
	p.Close()
	return p
}
