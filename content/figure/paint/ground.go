package paint

import (
	"math"
	"slices"

	"medius/content/figure/body"
)

// Floor is the patch of floor that is shown: an ellipse round a point. Its zero value is a patch below the focus.
type Floor struct {
	At     body.Vec
	Rx, Rz float64 // half its width across the picture and half its depth, in body heights
}

// orUsual fills in what is not said: wide below a mat, so that it does not end beside one.
func (f Floor) orUsual(v View, props []Prop) Floor {
	if f.Rx == 0 {
		f.At = body.Vec{X: v.Focus.X, Z: v.Focus.Z}
		f.Rx = .46 * v.Span * float64(v.Width) / float64(max(v.Height, 1))
		f.Rz = f.Rx
		if slices.ContainsFunc(props, func(p Prop) bool { return p.Kind == Mat }) {
			f.Rx, f.Rz = 2*f.Rx, 1.1*f.Rx
		}
	}
	if f.Rz == 0 {
		f.Rz = f.Rx
	}
	return f
}

// steep is the pitch in degrees from which on the floor fills the picture.
const steep = 50

// ground is what lies behind everything: paper and floor, as colours of the palette, one per pixel.
type ground struct {
	w, h   int
	colour []uint8
}

// lay paints paper and floor.
func (g *ground) lay(v View, floor Floor, props []Prop) {
	if g.w != v.Width || g.h != v.Height {
		g.w, g.h, g.colour = v.Width, v.Height, make([]uint8, v.Width*v.Height)
	}
	ground := paperAt
	if v.Pitch > steep {
		ground = floorAt
	}
	for i := range g.colour {
		g.colour[i] = ground
	}
	f := floor.orUsual(v, props)
	cam := v.camera(1)
	sy, cy := math.Sincos(v.Yaw * math.Pi / 180)
	const n = 96
	var edge [n][2]float64
	for i := range edge {
		s, c := math.Sincos(float64(i) / n * 2 * math.Pi)
		across, deep := f.Rx*c, f.Rz*s
		at := body.Vec{X: float64(across*cy) + float64(deep*sy), Z: float64(deep*cy) - float64(across*sy)}
		x, y, _ := cam.project(add(f.At, at))
		edge[i] = [2]float64{snap(x), snap(y)}
	}
	for y := range g.h {
		g.row(edge[:], y)
	}
}

// row fills what lies between the left and the right edge of the floor.
func (g *ground) row(edge [][2]float64, y int) {
	at := float64(y) + .5
	left, right := math.Inf(1), math.Inf(-1)
	for i, p := range edge {
		q := edge[(i+1)%len(edge)]
		if (p[1] > at) != (q[1] > at) {
			x := p[0] + float64((q[0]-p[0])*((at-p[1])/(q[1]-p[1])))
			left, right = min(left, x), max(right, x)
		}
	}
	for x := max(int(math.Ceil(left-.5)), 0); float64(x)+.5 < min(right, float64(g.w)); x++ {
		g.colour[y*g.w+x] = floorAt
	}
}
