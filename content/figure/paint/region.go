package paint

import "medius/content/figure/body"

// stuff is what a surface is made of.
type stuff uint8

const (
	skin stuff = iota
	shirt
	collar
	shorts
	waistband
	stripe // down the outer seam of the shorts
	calf   // of the sore leg: a long sock
	rings  // two rings round it
	sock
	shoe
	sole
	hair
	eye
	brow
	lip
)

// Muscle is a muscle whose work is shown.
type Muscle uint8

// The muscles, as a layman would point at them.
const (
	None      Muscle = iota
	GluteMed         // the outer hip: a fan from the crest of the pelvis to below the bony point
	GluteMax         // the seat
	Quads            // the front of the thigh
	HipFlexor        // the front of the hip
	Trunk            // the belly
	Muscles   int    = iota
)

// region tells how a triangle is coloured.
type region struct {
	stuff  stuff
	muscle Muscle
	other  bool // on the O side
}

// Where the clothes end: heights of the trunk, and ways down a bone.
const (
	waist     = .600
	hemline   = .596
	shortsEnd = .128
	sleeveEnd = .098
	calfFrom  = .098
	sockFrom  = .172
)

// naked is the body of the half of p, without head, hands and feet.
func (f *form) naked(p body.Vec) float64 {
	p = fold(p)
	d := blend(f.trunk(p), f.leg(p), .028)
	return blend(d, f.arm(p), .028)
}

// armward is 1 on the arm, 0 on the trunk.
func (f *form) armward(p body.Vec) float64 {
	return smooth(-.014, .014, f.trunk(p)-f.arm(p))
}

// dress cuts the body into clothes and skin.
func (f *form) dress(m *mesh) {
	become := func(s stuff) func(region) region { return func(region) region { return region{stuff: s} } }
	m.cut(bodyCell, func(p body.Vec) float64 {
		p = fold(p)
		_, t, _ := f.upper.local(p)
		w := f.armward(p)
		return (hemline-p.Y)*(1-w) + (t-sleeveEnd)*w
	}, become(shirt))
	only := func(from, to stuff) func(region) region {
		return func(r region) region {
			if r.stuff == from {
				r.stuff = to
			}
			return r
		}
	}
	// The shorts are all that is left above their ends: a second cut along the hem of the shirt would leave slivers.
	m.cut(bodyCell, func(p body.Vec) float64 {
		p = fold(p)
		_, t, _ := f.thigh.local(p)
		return max(t-shortsEnd, p.X-.14)
	}, only(skin, shorts))
	m.cut(bodyCell, func(p body.Vec) float64 { return max(hemline-.016-p.Y, fold(p).X-.2) }, only(shorts, waistband))
	m.cut(bodyCell, func(p body.Vec) float64 {
		x, _, z := f.thigh.local(fold(p))
		return max(abs(z-.002)-.0075, -x)
	}, only(shorts, stripe))
	m.cut(bodyCell, func(p body.Vec) float64 { return f.neckline(fold(p)) }, only(shirt, collar))
	m.cut(bodyCell, func(p body.Vec) float64 { return calfFrom - f.down(p) }, only(skin, calf))
	for _, t := range []float64{.116, .142} {
		m.cut(bodyCell, func(p body.Vec) float64 { return abs(f.down(p)-t) - .0062 }, only(calf, rings))
	}
	m.cut(bodyCell, func(p body.Vec) float64 { return sockFrom - f.down(p) }, only(calf, sock))
}

// down is how far down the shank a point is; elsewhere it is not.
func (f *form) down(p body.Vec) float64 {
	p = fold(p)
	_, t, _ := f.shank.local(p)
	if p.X > .25 {
		return -1
	}
	return t
}

// neckline is negative on a band round the neck.
func (f *form) neckline(p body.Vec) float64 {
	return skulls[f.build].cones[0].at(p) - .0095
}

func abs(x float64) float64 { return max(x, -x) }
