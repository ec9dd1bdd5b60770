package paint

import "medius/content/figure/body"

// Build is the kind of body that is drawn.
type Build int

// The builds.
const (
	Woman Build = iota
	Man
)

// bind is the posture the skin is made in: arms and legs spread a little, so that nothing grows together that has to
// come apart, and half-way between what shoulders and hips do.
func bind() body.Posture {
	p := body.Rest()
	spread(&p, body.OUpperArm, 42, body.OForearm, body.OHand)
	spread(&p, body.WUpperArm, -42, body.WForearm, body.WHand)
	spread(&p, body.OThigh, 7, body.OShank, body.OFoot, body.OToes)
	spread(&p, body.WThigh, -7, body.WShank, body.WFoot, body.WToes)
	for b := range p {
		p[b] = snapFrame(p[b])
	}
	return p
}

// spread turns a limb about the axis to the front.
func spread(p *body.Posture, root body.Bone, degrees float64, rest ...body.Bone) {
	turned := body.AboutZ(degrees)
	centre := p[root].At
	for _, b := range append(rest, root) {
		p[b] = body.Frame{At: add(centre, turn(turned, sub(p[b].At, centre))), Turn: turned}
	}
}

// form is the shape of a build: the fields of one half of the body (x > 0, the O side); the other is its mirror image.
type form struct {
	build Build
	bones body.Posture

	torso, thigh, shank, upper, fore *limb
	foot                             foot
	kneecap                          ball
	hand                             []cone
	palm                             []ball
	balls                            []flesh
	cones                            []tendon
}

// flesh is a ball that blends into the trunk, a tendon a bar that does.
type flesh struct {
	ball
	k float64
}

type tendon struct {
	cone
	k float64
}

func newForm(b Build) *form {
	f := &form{build: b, bones: bind()}
	at := func(bone body.Bone) body.Frame { return f.bones[bone] }
	f.torso = newLimb(body.Frame{Turn: body.Level}, 1, upward(trunkRings[b]))
	f.thigh = newLimb(at(body.OThigh), 1, thighRings[b])
	f.shank = newLimb(at(body.OShank), 1, shankRings[b])
	f.upper = newLimb(at(body.OUpperArm), 1, upperArmRings[b])
	f.fore = newLimb(at(body.OForearm), 1, forearmRings[b])
	f.foot = foot{frame: at(body.OFoot), loft: newLimb(at(body.OFoot), 1, footRings)}
	f.kneecap = ball{centre: at(body.OShank).Point(body.Vec{Y: .002, Z: .0225}), radii: body.Vec{X: .0165, Y: .0210, Z: .0145}, turn: at(body.OShank).Turn}
	f.hand, f.palm = handOf(at(body.OHand), b)
	f.balls, f.cones = fleshOf[b], tendonOf[b]
	return f
}

// upward turns a table by height into one from the joint down.
func upward(table []ring) []ring {
	var out []ring
	for i := range table {
		r := table[len(table)-1-i]
		r.t = -r.t
		out = append(out, r)
	}
	return out
}

// trunk is pelvis, belly, chest and shoulders, without neck and limbs.
func (f *form) trunk(p body.Vec) float64 {
	d := f.torso.at(p, 2.5)
	for _, b := range f.balls {
		d = blend(d, b.at(p), b.k)
	}
	for _, c := range f.cones {
		d = blend(d, c.at(p), c.k)
	}
	return d
}

func (f *form) leg(p body.Vec) float64 {
	return blend(blend(f.thigh.at(p, 2), f.shank.at(p, 2), .012), f.kneecap.at(p), .012)
}

func (f *form) arm(p body.Vec) float64 {
	return blend(f.upper.at(p, 2), f.fore.at(p, 2), 0.01)
}

// fold brings a point to the half that is described.
func fold(p body.Vec) body.Vec {
	if p.X < 0 {
		p.X = -p.X
	}
	return p
}
