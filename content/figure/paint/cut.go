package paint

import "medius/content/figure/body"

// cut gives a new region to what lies where inside is negative. Triangles on the border are cut in two, so that it is a
// clean line; all of them, whatever region they are of, or else the net would get holes. give says the new region.
func (m *mesh) cut(cell float64, inside field, give func(region) region) {
	c := cutter{mesh: m, value: make([]float64, len(m.vertices)), halves: map[[2]int32]int32{}}
	for i := range m.vertices {
		c.value[i] = m.vertices[i].draw(cell, inside)
	}
	whole := m.triangles
	m.triangles = make([]triangle, 0, len(whole)+len(whole)/16)
	for _, t := range whole {
		c.split(t, give)
	}
}

// draw moves a vertex that is near to a border onto it, along the surface, so that the cut leaves no slivers. It gives
// the value of the field there, 0 on the border.
func (v *vertex) draw(cell float64, inside field) float64 {
	value := inside(v.at)
	if abs(value) > cell {
		return value
	}
	g := gradient(inside, v.at, cell/8)
	g = sub(g, scale(v.normal, dot(g, v.normal)))
	steep := dot(g, g)
	if steep < 1e-4 || abs(value)*abs(value) > .1*cell*cell*steep {
		return value
	}
	if !v.pinned {
		v.at, v.pinned = along(v.at, g, -value/steep), true
		return 0
	}
	if abs(value) < 1e-3*cell {
		return 0
	}
	return value
}

// cutter cuts a mesh along the zero of a value.
type cutter struct {
	mesh   *mesh
	value  []float64
	halves map[[2]int32]int32 // the vertex on a cut edge
}

// split sorts the corners of a triangle into the part inside and the part outside; what lies on the border belongs to
// both.
func (c *cutter) split(t triangle, give func(region) region) {
	var in, out []int32
	cutIn, cutOut := false, false
	for i, a := range t.corner {
		b := t.corner[(i+1)%3]
		u, v := c.value[a], c.value[b]
		if u <= 0 {
			in = append(in, a)
		}
		if u >= 0 {
			out = append(out, a)
		}
		cutIn, cutOut = cutIn || u < 0, cutOut || u > 0
		if u < 0 && v > 0 || u > 0 && v < 0 {
			h := c.half(a, b)
			in, out = append(in, h), append(out, h)
		}
	}
	switch {
	case cutIn && !cutOut:
		t.region = give(t.region)
		c.mesh.triangles = append(c.mesh.triangles, t)
	case !cutIn:
		c.mesh.triangles = append(c.mesh.triangles, t)
	default:
		c.fan(out, t.region)
		c.fan(in, give(t.region))
	}
}

// fan adds a polygon of three or four corners, cut along the shorter diagonal.
func (c *cutter) fan(corner []int32, r region) {
	add := func(p, q, s int) {
		c.mesh.triangles = append(c.mesh.triangles, triangle{corner: [3]int32{corner[p], corner[q], corner[s]}, region: r})
	}
	at := func(i int) body.Vec { return c.mesh.vertices[corner[i]].at }
	switch {
	case len(corner) == 3:
		add(0, 1, 2)
	case noLonger(at(0), at(2), at(1), at(3)):
		add(0, 1, 2)
		add(0, 2, 3)
	default:
		add(0, 1, 3)
		add(1, 2, 3)
	}
}

// half is the vertex where the border crosses an edge.
func (c *cutter) half(a, b int32) int32 {
	key := [2]int32{min(a, b), max(a, b)}
	if v, ok := c.halves[key]; ok {
		return v
	}
	p, q := c.mesh.vertices[key[0]], c.mesh.vertices[key[1]]
	t := c.value[key[0]] / (c.value[key[0]] - c.value[key[1]])
	v := int32(len(c.mesh.vertices))
	c.mesh.vertices = append(c.mesh.vertices, vertex{
		at: mix(p.at, q.at, t), normal: unit(mix(p.normal, q.normal, t)), open: p.open + (q.open-p.open)*t, pinned: true,
	})
	c.halves[key] = v
	return v
}
