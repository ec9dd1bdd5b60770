package paint

import "medius/content/figure/body"

// skinned is the whole surface of a build in the bind posture, and what carries it.
type skinned struct {
	mesh
	bonds []bond
	bones body.Posture
	form  *form
}

// cells are how fine the nets are.
const (
	bodyCell = .0092
	headCell = .0052
	handCell = .0046
	hairCell = .0072
	footCell = .0070
)

// sculpt makes the surface of a build.
func sculpt(build Build) *skinned {
	f := newForm(build)
	b := &bonder{form: f, number: map[bond]int32{}}
	s := &skinned{bones: f.bones, form: f}
	s.trunk(f, b)
	s.ends(f, b)
	s.skull(f, b)
	for i, v := range s.vertices {
		s.vertices[i].at, s.vertices[i].normal, s.vertices[i].open = snapVec(v.at), snapVec(v.normal), snap(v.open)
	}
	s.bonds = b.bonds
	return s
}

// trunk makes the body up to the wrists and down to the ankles.
func (s *skinned) trunk(f *form, b *bonder) {
	shape := func(p body.Vec) float64 {
		q := fold(p)
		_, fore, _ := f.fore.local(q)
		_, shank, _ := f.shank.local(q)
		d := f.naked(p)
		if q.X > .2 {
			d = carve(d, fore-.138, .002)
		} else if p.Y < .2 {
			d = carve(d, shank-.232, .002)
		}
		return d
	}
	// The grid has no corner on the middle plane, so that both halves come out alike.
	m := wrap(shape, box{low: body.Vec{X: -bodyCell * 44.5, Y: .03, Z: -.11}, high: body.Vec{X: bodyCell * 44, Y: .875, Z: .105}, cell: bodyCell})
	m.shade(shape, .05)
	f.dress(&m)
	f.show(&m)
	b.join(&m, b.flesh)
	m = sided(m)
	f.drape(&m)
	s.mesh.join(m)
}

// ends makes hands and feet.
func (s *skinned) ends(f *form, b *bonder) {
	hand := f.bones[body.OHand]
	grip := func(p body.Vec) float64 {
		_, fore, _ := f.fore.local(p)
		return carve(f.grip(p), .126-fore, .002)
	}
	tip := hand.Point(body.Vec{Y: -.06})
	reach := body.Vec{X: .068, Y: .068, Z: .05}
	m := wrap(grip, box{low: sub(tip, reach), high: add(tip, reach), cell: handCell})
	m.shade(grip, .02)
	s.both(m, func(m *mesh) { b.join(m, b.grip) })

	shoeAt := func(p body.Vec) float64 {
		_, shank, _ := f.shank.local(p)
		return carve(f.shoe(p), .205-shank, .002)
	}
	ankle := f.bones[body.OFoot].At
	m = wrap(shoeAt, box{low: add(ankle, body.Vec{X: -.05, Y: -.052, Z: -.055}), high: add(ankle, body.Vec{X: .055, Y: .055, Z: .125}), cell: footCell})
	m.shade(shoeAt, .03)
	m.paint(region{stuff: sock})
	local := func(p body.Vec) body.Vec { return back(f.bones[body.OFoot].Turn, sub(p, ankle)) }
	m.cut(footCell, func(p body.Vec) float64 {
		q := local(p)
		return q.Y - (.006-.10*max(q.Z+.005, 0)+.25*max(-q.Z-.015, 0))*1
	}, func(region) region { return region{stuff: shoe} })
	m.cut(footCell, func(p body.Vec) float64 { q := local(p); return q.Y - (soleAt + .0095 + .05*max(-q.Z, 0)) }, func(region) region { return region{stuff: sole} })
	s.both(m, func(m *mesh) { b.join(m, b.lower) })
}

// skull makes head, neck and hair.
func (s *skinned) skull(f *form, b *bonder) {
	k := skulls[f.build]
	face := func(p body.Vec) float64 { return carve(k.face(fold(p)), .815-p.Y, .002) }
	hairy := func(p body.Vec) float64 { return k.cap(fold(p)) }
	if f.build == Woman {
		hairy = func(p body.Vec) float64 { return blend(k.cap(fold(p)), bun.at(p), .008) }
	}
	reach := box{low: body.Vec{X: -headCell * 12.5, Y: .80, Z: -.115}, high: body.Vec{X: headCell * 12, Y: 1.02, Z: .09}, cell: headCell}
	m := wrap(face, reach)
	m.shade(func(p body.Vec) float64 { return min(face(p), f.naked(p)) }, .035)
	m.join(k.lay(face, features[f.build]))
	b.join(&m, b.head)
	s.mesh.join(m)
	reach.cell = hairCell
	reach.low.X = -hairCell * 8.5
	m = wrap(hairy, reach)
	m.shade(hairy, .03)
	m.paint(region{stuff: hair})
	b.join(&m, b.head)
	s.mesh.join(m)
}

// both adds a part of the O side and its mirror image.
func (s *skinned) both(m mesh, bonds func(*mesh)) {
	bonds(&m)
	s.mesh.join(sided(m))
	for i, v := range m.vertices {
		m.vertices[i].at.X, m.vertices[i].normal.X = -v.at.X, -v.normal.X
	}
	for i, t := range m.triangles {
		m.triangles[i].corner[1], m.triangles[i].corner[2] = t.corner[2], t.corner[1]
	}
	bonds(&m)
	s.mesh.join(sided(m))
}

// sided marks the triangles of the O side. What lies on the middle plane does so but for the last digit of a float.
func sided(m mesh) mesh {
	triangles := make([]triangle, len(m.triangles))
	for i, t := range m.triangles {
		for _, c := range t.corner {
			t.region.other = t.region.other || m.vertices[c].at.X > 1e-7
		}
		triangles[i] = t
	}
	return mesh{vertices: m.vertices, triangles: triangles}
}

// shade finds how much of the sky each vertex sees: how far the field has grown at some distance along the normal.
func (m *mesh) shade(f field, far float64) {
	for i, v := range m.vertices {
		open := 0.0
		for _, d := range []float64{far, far / 2} {
			open += min(max(f(along(v.at, v.normal, d))/d, 0), 1) / 2
		}
		m.vertices[i].open = open
	}
}
