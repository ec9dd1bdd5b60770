package paint

import (
	"math"

	"medius/content/figure/body"
)

// joint is the rotation of a joint away from the bind posture, taken apart.
type joint struct {
	centre, shift body.Vec
	axis          body.Vec // of the swing
	swing         float64
	along         body.Vec // the limb
	twist         float64
}

// part does the joint's rotation in part.
func (j *joint) part(swing, twist float64) affine {
	m := screw(j.axis, float64(j.swing*swing))
	if j.twist != 0 {
		m = times(m, screw(j.along, float64(j.twist*twist)))
	}
	return about(m, j.centre, scale(j.shift, swing))
}

// screw turns about a unit axis by an angle in radians.
func screw(axis body.Vec, angle float64) body.Mat {
	if angle == 0 {
		return body.Level
	}
	s, c := math.Sincos(angle)
	of := func(v body.Vec) body.Vec {
		return snapVec(along(along(scale(v, c), cross(axis, v), s), axis, float64(dot(axis, v)*(1-c))))
	}
	return body.Mat{X: of(body.Vec{X: 1}), Y: of(body.Vec{Y: 1}), Z: of(body.Vec{Z: 1})}
}

// posed carries the skin of a build into a posture.
type posed struct {
	whole  [body.Bones]affine // from the bind posture, for each bone
	joints [body.Bones]joint
	bonds  []affine
}

func (s *skinned) pose(p *body.Posture, out *posed) {
	for b := range out.whole {
		f, g := snapFrame(p[b]), s.bones[b]
		m := times(f.Turn, transpose(g.Turn))
		out.whole[b] = affine{turn: m, at: sub(f.At, turn(m, g.At))}
	}
	for b := range out.joints {
		if parent, ok := body.Bone(b).Parent(); ok {
			out.joints[b] = s.joint(body.Bone(b), out.whole[parent], out.whole[b])
		}
	}
	out.bonds = out.bonds[:0]
	for i := range s.bonds {
		out.bonds = append(out.bonds, out.mix(&s.bonds[i]))
	}
}

// joint finds the rotation of a child bone as seen from its parent, and takes the twist about the limb out of it.
func (s *skinned) joint(b body.Bone, parent, child affine) joint {
	g := s.bones[b]
	m := times(transpose(parent.turn), child.turn)
	j := joint{centre: g.At, along: scale(g.Turn.Y, -1)}
	j.shift = snapVec(sub(back(parent.turn, sub(child.point(g.At), parent.at)), g.At))
	to := turn(m, j.along)
	j.axis = cross(j.along, to)
	l := length(j.axis)
	j.swing = math.Atan2(l, dot(j.along, to))
	if l < 1e-7 {
		j.axis, j.swing = g.Turn.X, 0
	} else {
		j.axis = scale(j.axis, 1/l)
	}
	rest := times(transpose(screw(j.axis, j.swing)), m)
	side := g.Turn.X
	turned := turn(rest, side)
	j.twist = math.Atan2(dot(cross(side, turned), j.along), dot(side, turned))
	if math.Abs(j.twist) < 1e-6 {
		j.twist = 0
	}
	return j
}

// mix makes the affine map of one bond.
func (p *posed) mix(b *bond) affine {
	if b.beside {
		return p.beside(b)
	}
	// Joints at the beginning of the chain that are followed fully need no work.
	base := p.whole[b.base]
	i := 0
	for ; i < int(b.n) && b.steps[i].swing == fine && b.steps[i].twist == fine; i++ {
		base = p.whole[b.steps[i].bone]
	}
	for ; i < int(b.n); i++ {
		s := b.steps[i]
		base = base.after(p.joints[s.bone].part(float64(s.swing)/fine, float64(s.twist)/fine))
	}
	return base
}

// beside adds up the displacements of joints that lie side by side.
func (p *posed) beside(b *bond) affine {
	sum := affine{turn: body.Level}
	for _, s := range b.steps[:b.n] {
		a := p.joints[s.bone].part(float64(s.swing)/fine, float64(s.twist)/fine)
		sum.at = add(sum.at, a.at)
		sum.turn.X = add(sum.turn.X, sub(a.turn.X, body.Level.X))
		sum.turn.Y = add(sum.turn.Y, sub(a.turn.Y, body.Level.Y))
		sum.turn.Z = add(sum.turn.Z, sub(a.turn.Z, body.Level.Z))
	}
	return p.whole[body.Pelvis].after(sum)
}
