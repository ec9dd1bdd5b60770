package paint

import (
	"math"

	"medius/content/figure/body"
)

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

// cloth tells whether it covers skin of the trunk or the thigh.
func (s stuff) cloth() bool { return s >= shirt && s <= stripe }

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
	d = blend(d, skulls[f.build].stump(p), .022)
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
	// A band is cut along one border and then along the other: a triangle could have all corners outside of it.
	between := func(from, to field, old, new stuff) {
		m.cut(bodyCell, from, only(old, new))
		m.cut(bodyCell, to, only(new, old))
	}
	// The shorts are all that is left above their ends: a second cut along the hem of the shirt would leave slivers.
	m.cut(bodyCell, func(p body.Vec) float64 {
		p = fold(p)
		_, t, _ := f.thigh.local(p)
		return max(t-shortsEnd, p.X-.14)
	}, only(skin, shorts))
	m.cut(bodyCell, func(p body.Vec) float64 { return max(hemline-.016-p.Y, fold(p).X-.2) }, only(shorts, waistband))
	seam := func(to float64) field {
		return func(p body.Vec) float64 {
			x, _, z := f.thigh.local(fold(p))
			return max(to-z, -x)
		}
	}
	between(seam(-.0055), seam(.0095), shorts, stripe)
	m.cut(bodyCell, func(p body.Vec) float64 { return f.neckline(p) - .0075 }, only(shirt, collar))
	m.cut(bodyCell, f.neckline, only(collar, skin))
	below := func(t float64) field { return func(p body.Vec) float64 { return t - f.down(p) } }
	m.cut(bodyCell, below(calfFrom), only(skin, calf))
	between(below(.110), below(.1225), calf, rings)
	between(below(.136), below(.1485), calf, rings)
	m.cut(bodyCell, below(sockFrom), only(calf, sock))
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

// neckline is negative inside of the collar, which lies lower in front.
func (f *form) neckline(p body.Vec) float64 {
	wide, z := .0355, p.Z+.014
	deep := .034
	if z < 0 {
		deep = .027
	}
	if f.build == Man {
		wide, deep = wide*1.08, deep*1.05
	}
	dx, dz := p.X/wide, z/deep
	return (math.Sqrt(dx*dx+dz*dz)-1)*deep + max(.79-p.Y, 0)*4
}

func abs(x float64) float64 { return max(x, -x) }
