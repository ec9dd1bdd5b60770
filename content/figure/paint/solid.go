package paint

import (
	"math"

	"medius/content/figure/body"
)

// solid is a prop made of triangles.
type solid struct {
	frame body.Frame
	parts []part
}

// part is a piece of one tone.
type part struct {
	tone  int
	at    []body.Vec
	faces []body.Vec // the normals
	tri   [][3]int32
	soft  bool // without lines where its faces meet
}

const corners = 4 // steps round a quarter of an edge

// box adds a box with rounded edges: a ball whose eighths are drawn apart.
func (b *solid) box(middle, size body.Vec, radius float64, tone int) {
	half := scale(size, .5)
	radius = min(radius, half.X, half.Y, half.Z)
	p := part{tone: tone, soft: tone == toneCushion}
	const around, rows = 4 * (corners + 1), 2 * (corners + 1)
	for row := range rows {
		up := row / (corners + 1) // the lower or the upper half
		lat := (float64(row-up)/(2*corners) - .5) * math.Pi
		for col := range around {
			quarter := col / (corners + 1)
			lon := float64(col-quarter) / (4 * corners) * 2 * math.Pi
			sl, cl := math.Sincos(lon)
			st, ct := math.Sincos(lat)
			n := body.Vec{X: float64(ct * cl), Y: st, Z: float64(ct * sl)}
			sign := func(positive bool, h float64) float64 {
				if positive {
					return h - radius
				}
				return radius - h
			}
			corner := body.Vec{
				X: sign(quarter == 0 || quarter == 3, half.X), Y: sign(up == 1, half.Y), Z: sign(quarter < 2, half.Z),
			}
			p.at = append(p.at, b.frame.Point(add(middle, along(corner, n, radius))))
			p.faces = append(p.faces, turn(b.frame.Turn, n))
		}
	}
	for row := range rows - 1 {
		for col := range around {
			a, d := int32(row*around+col), int32(row*around+(col+1)%around)
			p.quad(a, a+around, d+around, d)
		}
	}
	// The poles of the ball are flat faces here.
	for q := range int32(around - 2) {
		p.tri = append(p.tri, [3]int32{0, q + 1, q + 2})
		const last = (rows - 1) * around
		p.tri = append(p.tri, [3]int32{last, last + q + 2, last + q + 1})
	}
	b.parts = append(b.parts, p)
}

func (p *part) quad(a, b, c, d int32) {
	p.tri = append(p.tri, [3]int32{a, b, c}, [3]int32{a, c, d})
}

// band adds a tube through points.
func (b *solid) band(points []body.Vec, width float64) {
	const sides = 8
	p := part{tone: toneBand}
	for i, at := range points {
		dir := unit(sub(points[min(i+1, len(points)-1)], points[max(i-1, 0)]))
		u := unit(cross(dir, body.Vec{X: .3, Y: .2, Z: .93}))
		v := cross(dir, u)
		for k := range sides {
			s, c := math.Sincos(float64(k) / sides * 2 * math.Pi)
			n := along(scale(u, c), v, s)
			p.at = append(p.at, along(at, n, width/2))
			p.faces = append(p.faces, n)
		}
	}
	for i := range int32(len(points) - 1) {
		for k := range int32(sides) {
			a, d := i*sides+k, i*sides+(k+1)%sides
			p.quad(a, d, d+sides, a+sides)
		}
	}
	b.parts = append(b.parts, p)
}

// loop adds a strap round one or two limbs: the outline of their cross-sections, pulled taut.
func (b *solid) loop(s *skinned, posture *body.Posture, prop Prop, height float64, tone int) {
	if len(prop.Bones) == 0 {
		return
	}
	first := posture[prop.Bones[0]]
	down := scale(first.Turn.Y, -1)
	if len(prop.Bones) > 1 {
		down = unit(sub(down, posture[prop.Bones[1]].Turn.Y))
	}
	centre := along(first.At, first.Turn.Y, -prop.Down)
	side := first.Turn.X
	if len(prop.Bones) > 1 {
		second := posture[prop.Bones[1]]
		side = sub(along(second.At, second.Turn.Y, -prop.Down), centre)
	}
	side = unit(sub(side, scale(down, dot(side, down))))
	front := cross(side, scale(down, -1))
	var points [][2]float64
	for _, bone := range prop.Bones {
		f := posture[bone]
		for _, q := range s.form.section(bone, prop.Down) {
			d := sub(f.Point(q), centre)
			points = append(points, [2]float64{dot(d, side), dot(d, front)})
		}
	}
	hull := taut(points)
	p := part{tone: tone}
	for i, q := range hull {
		a, c := hull[(i+len(hull)-1)%len(hull)], hull[(i+1)%len(hull)]
		n := unit(along(scale(side, c[1]-a[1]), front, a[0]-c[0]))
		at := along(along(centre, side, q[0]), front, q[1])
		at = along(at, n, .0025)
		for _, h := range []float64{-height / 2, height / 2} {
			p.at = append(p.at, along(at, down, h), along(along(at, down, h), n, -.003))
			p.faces = append(p.faces, n, scale(n, -1))
		}
	}
	n := int32(len(hull))
	for i := range n {
		a, d := i*4, (i+1)%n*4
		p.quad(a, d, d+2, a+2)
		p.quad(a+1, a+3, d+3, d+1)
		p.quad(a, a+1, d+1, d)
		p.quad(a+2, d+2, d+3, a+3)
	}
	b.parts = append(b.parts, p)
}

// taut is the convex hull of points in the plane, counter-clockwise (Andrew's monotone chain).
func taut(points [][2]float64) [][2]float64 {
	sortPoints(points)
	var hull [][2]float64
	turns := func(a, b, c [2]float64) float64 {
		return float64((b[0]-a[0])*(c[1]-a[1])) - float64((b[1]-a[1])*(c[0]-a[0]))
	}
	for pass := range 2 {
		start := len(hull)
		for i := range points {
			q := points[i]
			if pass == 1 {
				q = points[len(points)-1-i]
			}
			for len(hull) >= start+2 && turns(hull[len(hull)-2], hull[len(hull)-1], q) <= 1e-9 {
				hull = hull[:len(hull)-1]
			}
			hull = append(hull, q)
		}
		hull = hull[:len(hull)-1]
	}
	return hull
}
