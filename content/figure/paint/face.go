package paint

import (
	"math"

	"medius/content/figure/body"
)

// feature is a part of the face that is only colour: an outline as the viewer in front sees it, laid onto the skin.
type feature struct {
	stuff   stuff
	outline [][2]float64
}

// features of the half of the face with x > 0.
var features = [...][]feature{
	Woman: {
		{eye, oval(.0172, .9270, .0058, .0044)},
		{brow, arch(.0090, .0265, .9385, .0026, .0011, .0007)},
		{lip, arch(0, .0115, .8972, -.0022, .0021, .0008)},
	},
	Man: {
		{eye, oval(.0175, .9265, .0055, .0041)},
		{brow, arch(.0085, .0280, .9368, .0020, .0017, .0011)},
		{lip, arch(0, .0120, .8955, -.0018, .0016, .0007)},
	},
}

func oval(x, y, a, b float64) [][2]float64 {
	const n = 12
	out := make([][2]float64, n)
	for i := range out {
		s, c := math.Sincos(float64(i) / n * 2 * math.Pi)
		out[i] = [2]float64{x + a*c, y + b*s}
	}
	return out
}

// arch is a stroke from x0 to x1 that rises by rise in its middle; half its width goes from w0 to w1.
func arch(x0, x1, y, rise, w0, w1 float64) [][2]float64 {
	const n = 6
	var over, under [][2]float64
	for i := range n + 1 {
		t := float64(i) / n
		bow := rise * (1 - (2*t-1)*(2*t-1))
		if x0 == 0 { // from the middle of the face: half of an arch
			bow = rise * (1 - t*t)
		}
		w := w0 + (w1-w0)*t
		x := x0 + (x1-x0)*t
		over = append(over, [2]float64{x, y + bow + w})
		under = append([][2]float64{{x, y + bow - w}}, under...)
	}
	return append(under, over[:]...)
}

// lay puts the features onto the face, as closed sheets just above the skin.
func (k skull) lay(f field, parts []feature) mesh {
	var m mesh
	for _, part := range parts {
		for _, side := range []float64{1, -1} {
			m.sheet(f, part, side)
		}
	}
	return m
}

func (m *mesh) sheet(f field, part feature, side float64) {
	base := int32(len(m.vertices))
	var middle [2]float64
	n := int32(len(part.outline))
	for _, p := range part.outline {
		middle[0], middle[1] = middle[0]+p[0]/float64(n), middle[1]+p[1]/float64(n)
	}
	for _, p := range append([][2]float64{middle}, part.outline...) {
		at := meet(f, side*p[0], p[1])
		normal := slope(f, at, .004)
		m.vertices = append(m.vertices, vertex{at: along(at, normal, .0009), normal: normal, open: 1})
	}
	add := func(a, b, c int32) {
		if side < 0 {
			b, c = c, b
		}
		t := triangle{corner: [3]int32{base + a, base + b, base + c}, region: region{stuff: part.stuff}}
		m.triangles = append(m.triangles, t)
		t.corner[1], t.corner[2] = t.corner[2], t.corner[1]
		m.triangles = append(m.triangles, t)
	}
	for i := range n {
		add(0, 1+i, 1+(i+1)%n)
	}
}

// meet finds the skin behind a point of the picture plane, coming from the front.
func meet(f field, x, y float64) body.Vec {
	z := .12
	for range 60 {
		z -= max(f(body.Vec{X: x, Y: y, Z: z})*.8, 1e-6)
	}
	return body.Vec{X: x, Y: y, Z: z}
}
