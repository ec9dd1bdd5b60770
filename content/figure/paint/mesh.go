package paint

import "medius/content/figure/body"

// vertex is a point of the skin or the cloth in the bind posture.
type vertex struct {
	at, normal body.Vec
	open       float64 // how much of the sky it sees, 0..1: armpits and creases are darker
	bond       int32   // which mixture of bones carries it
	pinned     bool    // it lies on a border and must not be moved to another
}

// triangle joins three vertices, counter-clockwise seen from outside.
type triangle struct {
	corner [3]int32
	region region
}

// mesh is a surface.
type mesh struct {
	vertices  []vertex
	triangles []triangle
}

// quad adds two triangles round four vertices; out tells which way is outside.
func (m *mesh) quad(a, b, c, d int32, out bool) {
	if !out {
		b, d = d, b
	}
	// The shorter diagonal makes the rounder surface.
	if p := m.vertices; noLonger(p[a].at, p[c].at, p[b].at, p[d].at) {
		m.triangles = append(m.triangles, triangle{corner: [3]int32{a, b, c}}, triangle{corner: [3]int32{a, c, d}})
	} else {
		m.triangles = append(m.triangles, triangle{corner: [3]int32{a, b, d}}, triangle{corner: [3]int32{b, c, d}})
	}
}

// noLonger tells whether it is no further from a to c than from b to d. Where the form is the same on both sides the two
// are equal but for the last digit of a float, which is not asked.
func noLonger(a, c, b, d body.Vec) bool { return length(sub(a, c)) <= length(sub(b, d))+1e-9 }

// join adds another surface.
func (m *mesh) join(n mesh) {
	base := int32(len(m.vertices))
	m.vertices = append(m.vertices, n.vertices...)
	for _, t := range n.triangles {
		for i := range t.corner {
			t.corner[i] += base
		}
		m.triangles = append(m.triangles, t)
	}
}

// paint gives all triangles one region.
func (m *mesh) paint(r region) {
	for i := range m.triangles {
		m.triangles[i].region = r
	}
}
