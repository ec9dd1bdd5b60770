package paint

import "medius/content/figure/body"

// layer is how many clothes lie over each other: 0 is skin, 1 the shorts, 2 the shirt over them.
func (s stuff) layer() int {
	switch s {
	case shirt, collar:
		return 2
	case shorts, waistband, stripe:
		return 1
	}
	return 0
}

const layers = 3

// thickness is how far a layer stands off the skin at a point; towards a hem it stands off more.
func (f *form) thickness(layer int, p body.Vec) float64 {
	p = fold(p)
	switch layer {
	case 1:
		_, t, _ := f.thigh.local(p)
		return .0025 + .0060*smooth(.02, shortsEnd, t)
	case 2:
		_, t, _ := f.upper.local(p)
		arm := f.armward(p)
		trunk := .0030 + .0035*smooth(hemline+.11, hemline, p.Y)
		sleeve := .0028 + .0042*smooth(.01, sleeveEnd, t)
		return trunk + (sleeve-trunk)*arm
	}
	return 0
}

// drape lifts the clothes off the skin. Where two layers meet, the upper one gets a rim down to the lower one, so that
// a hem is a real edge and the net stays closed.
func (f *form) drape(m *mesh) {
	d := draper{mesh: m, copies: make([][layers]int32, len(m.vertices)), owner: make(map[[2]int32]int, len(m.triangles)*3)}
	for i := range d.copies {
		d.copies[i] = [layers]int32{-1, -1, -1}
	}
	for i := range m.triangles {
		t := &m.triangles[i]
		for k := range t.corner {
			d.owner[[2]int32{t.corner[k], t.corner[(k+1)%3]}] = i
		}
	}
	skin := m.triangles
	m.triangles = make([]triangle, 0, len(skin)+len(skin)/16)
	for _, t := range skin {
		layer := t.region.stuff.layer()
		for k, a := range t.corner {
			b := t.corner[(k+1)%3]
			below := skin[d.owner[[2]int32{b, a}]].region.stuff.layer()
			if below < layer {
				d.rim(a, b, layer, below, t.region)
			}
		}
		for k := range t.corner {
			t.corner[k] = d.at(t.corner[k], layer)
		}
		m.triangles = append(m.triangles, t)
	}
	for i, copies := range d.copies {
		from := m.vertices[i]
		for layer, c := range copies {
			if c >= 0 {
				m.vertices[c].at = along(from.at, from.normal, f.thickness(layer, from.at))
			}
		}
	}
}

// draper gives every vertex one copy for each layer that it is a corner of; the first one is the vertex itself.
type draper struct {
	mesh   *mesh
	copies [][layers]int32
	owner  map[[2]int32]int // the triangle on the left of an edge
}

func (d *draper) at(v int32, layer int) int32 {
	c := &d.copies[v]
	if c[layer] < 0 {
		c[layer] = v
		if *c != (only(layer, v)) {
			c[layer] = int32(len(d.mesh.vertices))
			d.mesh.vertices = append(d.mesh.vertices, d.mesh.vertices[v])
		}
	}
	return c[layer]
}

// only is the state of a vertex whose first copy is the one of a layer.
func only(layer int, v int32) [layers]int32 {
	c := [layers]int32{-1, -1, -1}
	c[layer] = v
	return c
}

func (d *draper) rim(a, b int32, upper, lower int, r region) {
	r.muscle = None
	au, bu, al, bl := d.at(a, upper), d.at(b, upper), d.at(a, lower), d.at(b, lower)
	d.mesh.triangles = append(d.mesh.triangles,
		triangle{corner: [3]int32{bu, au, al}, region: r}, triangle{corner: [3]int32{bu, al, bl}, region: r})
}
