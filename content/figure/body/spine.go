package body

import "math"

// bases are how the body lies, without a slope.
var bases = map[Lie]Mat{
	"":    Level,
	Stand: Level,
	Back:  {X: Vec{X: 1}, Y: Vec{Z: -1}, Z: Vec{Y: 1}},
	Front: {X: Vec{X: 1}, Y: Vec{Z: 1}, Z: Vec{Y: -1}},
	WUp:   {X: Vec{Y: -1}, Y: Vec{X: 1}, Z: Vec{Z: 1}},
	OUp:   {X: Vec{Y: 1}, Y: Vec{X: -1}, Z: Vec{Z: 1}},
}

// sideSlope is how much higher the head end of somebody is who lies on a side, because the shoulders are wider than the
// hips.
const sideSlope = 5

// base is how the body lies, with its slope.
func (p Pose) base() Mat {
	b := bases[p.Lie]
	switch p.Lie {
	case Back:
		return b.Mul(AboutX(or(p.Slope, 0)))
	case Front:
		return b.Mul(AboutX(-or(p.Slope, 0)))
	case WUp:
		return b.Mul(AboutZ(or(p.Slope, sideSlope)))
	case OUp:
		return b.Mul(AboutZ(-or(p.Slope, sideSlope)))
	}
	return b
}

// turned is a part of the trunk against its base: turned to W, bent to W, leaning forwards, the bend measured in the
// plane that the turn leaves.
func turned(turn, bend, lean float64) Mat {
	return AboutY(-turn).Mul(AboutZ(bend)).Mul(AboutX(lean))
}

// hinge is how much of a lean is done in the hips; the rest is done in the back.
const hinge = 0.85

// spine is how pelvis, chest and head stand in the world; the bones between them share the difference.
type spine struct{ pelvis, chest, head Mat }

func (p Pose) spine() spine {
	base := p.base()
	lean := or(p.Trunk.Lean, 0)
	s := spine{
		pelvis: base.Mul(turned(or(p.Pelvis.Turn, 0), or(p.Pelvis.Tilt, 0), or(p.Pelvis.Lean, hinge*lean))),
		chest:  base.Mul(turned(or(p.Trunk.Turn, 0), or(p.Trunk.Bend, 0), lean)),
	}
	nod, tilt := 0.0, 0.0
	switch {
	case p.standing():
		nod, tilt = -lean*0.6, -or(p.Trunk.Bend, 0)
	case p.Lie == Back: // the head stays on the mat while the chest is raised from the feet's end
		nod = math.Max(0, -lean-or(p.Slope, 0))
	}
	s.head = s.chest.Mul(turned(or(p.Head.Turn, 0), or(p.Head.Tilt, tilt), or(p.Head.Nod, nod)))
	return s
}

// blend goes from one spine to another.
func (s spine) blend(to spine, t float64) spine {
	return spine{s.pelvis.Slerp(to.pelvis, t), s.chest.Slerp(to.chest, t), s.head.Slerp(to.head, t)}
}

// posture hangs the spine on a pelvis at a point. The limbs are left as they are.
func (s spine) posture(p *Posture, at Vec) {
	p[Pelvis] = Frame{At: at, Turn: s.pelvis}
	p.hang(Lumbar, s.pelvis.Slerp(s.chest, 0.5))
	p.hang(Chest, s.chest)
	p.hang(Neck, s.chest.Slerp(s.head, 0.5))
	p.hang(Head, s.head)
}
