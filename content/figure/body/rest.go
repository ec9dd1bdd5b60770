package body

// The proportions, as fractions of body height. Heights of the joints are the drawing convention of the programme; the
// lengths between them follow. The joints of the spine, which the convention leaves open, stand where the lumbosacral
// joint, the lowest ribs, the first thoracic vertebra and the base of the skull are in an upright adult.
const (
	ThighLength   = 0.245
	ShankLength   = 0.245
	FootLength    = 0.15
	UpperArm      = 0.19
	ForearmLength = 0.145
	HandLength    = 0.105
	HipWidth      = 0.16 // between the hip joints
	ShoulderWidth = 0.22 // between the shoulder joints
	AnkleHeight   = 0.04
	HipHeight     = 0.53
)

// parents holds for every bone the one it hangs on; the pelvis hangs on nothing.
var parents = [Bones]Bone{
	Pelvis: -1, Lumbar: Pelvis, Chest: Lumbar, Neck: Chest, Head: Neck,
	WThigh: Pelvis, WShank: WThigh, WFoot: WShank, WToes: WFoot,
	OThigh: Pelvis, OShank: OThigh, OFoot: OShank, OToes: OFoot,
	WUpperArm: Chest, WForearm: WUpperArm, WHand: WForearm,
	OUpperArm: Chest, OForearm: OUpperArm, OHand: OForearm,
}

// joints are the proximal joints of the bones in the rest posture.
var joints = [Bones]Vec{
	Pelvis: {0, HipHeight, 0}, Lumbar: {0, 0.575, -0.015}, Chest: {0, 0.66, -0.018}, Neck: {0, 0.832, -0.022}, Head: {0, 0.9, -0.006},
	WThigh: {-HipWidth / 2, HipHeight, 0}, WShank: {-0.08, 0.285, 0}, WFoot: {-0.08, AnkleHeight, 0}, WToes: {-0.08, 0.012, 0.068},
	OThigh: {HipWidth / 2, HipHeight, 0}, OShank: {0.08, 0.285, 0}, OFoot: {0.08, AnkleHeight, 0}, OToes: {0.08, 0.012, 0.068},
	WUpperArm: {-ShoulderWidth / 2, 0.82, 0}, WForearm: {-0.11, 0.63, 0}, WHand: {-0.11, 0.485, 0},
	OUpperArm: {ShoulderWidth / 2, 0.82, 0}, OForearm: {0.11, 0.63, 0}, OHand: {0.11, 0.485, 0},
}

// offsets are the joints as seen from the parent bone's joint.
var offsets = func() (o [Bones]Vec) {
	for b := Lumbar; b < Bone(Bones); b++ {
		o[b] = joints[b].Sub(joints[parents[b]])
	}
	return o
}()

// Rest is the posture every bone is measured in: standing on the floor, facing z, arms hanging straight down with the
// palms towards the body, feet parallel. Every Turn is Level.
func Rest() Posture {
	var p Posture
	for b := range p {
		p[b] = Frame{At: joints[b], Turn: Level}
	}
	return p
}

// Parent is the bone that b hangs on; ok is false for the pelvis.
func (b Bone) Parent() (parent Bone, ok bool) { return parents[b], parents[b] >= 0 }

// Other is the same bone of the other side; a bone of the middle is its own other.
func (b Bone) Other() Bone {
	switch {
	case b >= WThigh && b <= WToes:
		return b - WThigh + OThigh
	case b >= OThigh && b <= OToes:
		return b - OThigh + WThigh
	case b >= WUpperArm && b <= WHand:
		return b - WUpperArm + OUpperArm
	case b >= OUpperArm && b <= OHand:
		return b - OUpperArm + WUpperArm
	}
	return b
}

// Point gives the place in the world of a point of a bone, offset from the bone's joint in the rest posture.
func (f Frame) Point(offset Vec) Vec { return f.At.Add(f.Turn.Apply(offset)) }

// Mirror swaps the sides: the mirrored posture of W is that of O.
func (p Posture) Mirror() Posture {
	var out Posture
	for b, f := range p {
		out[Bone(b).Other()] = Frame{At: f.At.Mirror(), Turn: f.Turn.Mirror()}
	}
	return out
}

// Move shifts the whole body.
func (p Posture) Move(by Vec) Posture {
	for b := range p {
		p[b].At = p[b].At.Add(by)
	}
	return p
}
