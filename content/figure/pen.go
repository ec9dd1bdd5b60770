package figure

import (
	"image"
	"image/color"
	"math"

	"git.sr.ht/~sbinet/gg"
)

// at is a place in a picture, in pixels from its upper left corner.
type at struct{ X, Y float64 }

func (a at) add(b at) at             { return at{a.X + b.X, a.Y + b.Y} }
func (a at) sub(b at) at             { return at{a.X - b.X, a.Y - b.Y} }
func (a at) mul(k float64) at        { return at{k * a.X, k * a.Y} }
func (a at) len() float64            { return math.Hypot(a.X, a.Y) }
func (a at) to(b at, t float64) at   { return at{a.X + (b.X-a.X)*t, a.Y + (b.Y-a.Y)*t} }
func (a at) left() at                { return at{a.Y, -a.X} } // a turned a quarter to the left, as the viewer sees it
func (a at) unit() at                { return a.mul(1 / math.Max(a.len(), 1e-9)) }
func polar(angle, radius float64) at { s, c := math.Sincos(angle); return at{radius * c, radius * s} }

// snap puts a coordinate on the grid of 1/64 pixel that the rasteriser counts in. Machines differ in the last bit of a
// float; the little more than a half keeps round numbers away from the border between two steps.
func snap(v float64) float64 { return math.Floor(v*64+0.50037) / 64 }

// pen draws on a picture. It knows straight lines only and snaps all their ends, so that everything after it is done in
// integers and comes out the same on every machine.
type pen struct{ dc *gg.Context }

func newPen(im *image.RGBA) pen {
	dc := gg.NewContextForRGBA(im)
	dc.SetLineCapRound()
	dc.SetLineJoinRound()
	return pen{dc}
}

func (p pen) trace(path []at) {
	for i, v := range path {
		if i == 0 {
			p.dc.MoveTo(snap(v.X), snap(v.Y))
		} else {
			p.dc.LineTo(snap(v.X), snap(v.Y))
		}
	}
}

// fill fills a closed path.
func (p pen) fill(path []at, c color.Color) {
	p.trace(path)
	p.dc.SetColor(c)
	p.dc.Fill()
}

// line draws an open path.
func (p pen) line(path []at, width float64, c color.Color) {
	p.trace(path)
	p.dc.SetColor(c)
	p.dc.SetLineWidth(snap(width))
	p.dc.Stroke()
}

// dashes draws an open path in pieces of the length on, with gaps of the length off.
func (p pen) dashes(path []at, on, off, width float64, c color.Color) {
	for _, piece := range cutUp(path, on, off) {
		p.trace(piece)
	}
	p.dc.SetColor(c)
	p.dc.SetLineWidth(snap(width))
	p.dc.Stroke()
}

// cutUp takes the dashes out of a path.
func cutUp(path []at, on, off float64) [][]at {
	var pieces [][]at
	var piece []at
	left, drawing := on, true
	for i := 1; i < len(path); i++ {
		from, to := path[i-1], path[i]
		length := to.sub(from).len()
		for done := 0.0; done < length; {
			step := math.Min(left, length-done)
			if drawing && len(piece) == 0 {
				piece = append(piece, from.to(to, done/length))
			}
			done += step
			left -= step
			if drawing {
				piece = append(piece, from.to(to, done/length))
			}
			if left > 0 {
				continue
			}
			if drawing {
				pieces = append(pieces, piece)
				piece, left = nil, off
			} else {
				left = on
			}
			drawing = !drawing
		}
	}
	if len(piece) > 1 {
		pieces = append(pieces, piece)
	}
	return pieces
}

// arc is a piece of a circle; angles in radians, clockwise from the right as the viewer sees it.
func arc(middle at, radius, from, to float64) []at {
	steps := max(2, int(math.Abs(to-from)*math.Sqrt(radius+1)*1.6)+1)
	path := make([]at, steps+1)
	for i := range path {
		path[i] = middle.add(polar(from+(to-from)*float64(i)/float64(steps), radius))
	}
	return path
}

// circle is a whole one.
func circle(middle at, radius float64) []at { return arc(middle, radius, 0, 2*math.Pi) }

// rounded is a rectangle with round corners.
func rounded(x, y, width, height, radius float64) []at {
	radius = math.Min(radius, math.Min(width, height)/2)
	var path []at
	for i, corner := range []at{
		{x + width - radius, y + height - radius}, {x + radius, y + height - radius},
		{x + radius, y + radius}, {x + width - radius, y + radius},
	} {
		path = append(path, arc(corner, radius, float64(i)*math.Pi/2, float64(i+1)*math.Pi/2)...)
	}
	return path
}

// bow is a curved line from a to b whose middle stands off by bend times its length, to the left as seen from a.
func bow(a, b at, bend float64) []at {
	if bend == 0 {
		return []at{a, b}
	}
	along := b.sub(a)
	top := a.to(b, 0.5).add(along.left().mul(2 * bend))
	const steps = 20
	path := make([]at, steps+1)
	for i := range path {
		t := float64(i) / steps
		path[i] = a.to(top, t).to(top.to(b, t), t)
	}
	return path
}
