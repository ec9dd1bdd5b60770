package paint

import "medius/content/figure/body"

// vertex is a point of the skin or the cloth in the bind posture.
type vertex struct {
	at, normal body.Vec
	open       float64 // how much of the sky it sees, 0..1: armpits and creases are darker
	bond       int32   // which mixture of bones carries it
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
	if p := m.vertices; length(sub(p[a].at, p[c].at)) <= length(sub(p[b].at, p[d].at)) {
		m.triangles = append(m.triangles, triangle{corner: [3]int32{a, b, c}}, triangle{corner: [3]int32{a, c, d}})
	} else {
		m.triangles = append(m.triangles, triangle{corner: [3]int32{a, b, d}}, triangle{corner: [3]int32{b, c, d}})
	}
}

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

// cut gives a new region to what lies where inside is negative. Triangles on the border are cut in two, so that it is a
// clean line; all of them, whatever region they are of, or else the net would get holes. give says the new region.
func (m *mesh) cut(inside field, give func(region) region) {
	c := cutter{mesh: m, value: make([]float64, len(m.vertices)), halves: map[[2]int32]int32{}}
	for i, v := range m.vertices {
		c.value[i] = inside(v.at)
		if c.value[i] == 0 {
			c.value[i] = 1e-9
		}
	}
	whole := m.triangles
	m.triangles = make([]triangle, 0, len(whole)+len(whole)/16)
	for _, t := range whole {
		c.split(t, give)
	}
}

// cutter cuts a mesh along the zero of a value.
type cutter struct {
	mesh   *mesh
	value  []float64
	halves map[[2]int32]int32 // the vertex on a cut edge
}

func (c *cutter) inside(v int32) bool { return c.value[v] < 0 }

// split cuts one triangle into the corner that stands alone and the rest.
func (c *cutter) split(t triangle, give func(region) region) {
	keep := func(in bool, corners ...int32) {
		piece := triangle{region: t.region}
		if in {
			piece.region = give(t.region)
		}
		for i := 2; i < len(corners); i++ {
			piece.corner = [3]int32{corners[0], corners[i-1], corners[i]}
			c.mesh.triangles = append(c.mesh.triangles, piece)
		}
	}
	for i := range t.corner {
		a, b, d := t.corner[i], t.corner[(i+1)%3], t.corner[(i+2)%3]
		if in := c.inside(a); in != c.inside(b) && in != c.inside(d) {
			ab, da := c.half(a, b), c.half(d, a)
			keep(in, a, ab, da)
			keep(!in, ab, b, d, da)
			return
		}
	}
	keep(c.inside(t.corner[0]), t.corner[:]...)
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
		at: mix(p.at, q.at, t), normal: unit(mix(p.normal, q.normal, t)), open: p.open + (q.open-p.open)*t,
	})
	c.halves[key] = v
	return v
}
