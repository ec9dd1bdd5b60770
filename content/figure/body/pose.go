package body

// Pose says in clinical words how a body is held, as a pose file writes it. Angles are degrees, lengths body heights.
// Whatever is left out has a natural value: see the package comment. W is the working side, O the other one; of two
// directions the plus is towards W.
type Pose struct {
	Lie    Lie      `yaml:"lie"`    // how the body lies in the world; standing and sitting are "stand"
	Slope  *float64 `yaml:"slope"`  // lying: by how much the head end is higher than the feet's
	Ground *float64 `yaml:"ground"` // how high the mat or the floor lies, 0
	Weight Side     `yaml:"weight"` // the centre of mass comes over this foot, or between both; the legs then lean by themselves
	Pelvis PelvisPose
	Trunk  TrunkPose
	Head   HeadPose
	W      LegPose
	O      LegPose
	WArm   ArmPose `yaml:"w_arm"`
	OArm   ArmPose `yaml:"o_arm"`
	Plant  Plants  // what else of the body lies or sits somewhere
}

// Lie is the way a body lies in the world.
type Lie string

// The ways to lie. Standing looks along z. On the back the head is towards -z, on the front towards z; lying on a side
// the face is towards z, and the head towards x with W on top, towards -x with O on top.
const (
	Stand Lie = "stand"
	Back  Lie = "back"
	Front Lie = "front"
	WUp   Lie = "w_up"
	OUp   Lie = "o_up"
)

// Side names a leg, or both.
type Side string

// The sides. None takes a word back that the pose below has.
const (
	SideW Side = "w"
	SideO Side = "o"
	Both  Side = "both"
	None  Side = "none"
)

// PelvisPose turns the pelvis against the way the body lies, and says where it is if nothing else does: a coordinate
// that is left out follows from what the body stands, sits or lies on.
type PelvisPose struct {
	Tilt *float64 // T of the programme: the bar between the hip joints against the horizontal, plus = the O hip is higher
	Lean *float64 // forwards; left out, the pelvis leans with the trunk, as in a bow
	Turn *float64 // its front towards W
	Over Side     // the leg whose hip comes over its ankle; left out, the only one that stands, or both
	X    *float64
	Y    *float64
	Z    *float64
}

// TrunkPose turns the chest against the way the body lies. The spine between pelvis and chest bends by itself, so that a
// tilted pelvis leaves the chest where it was.
type TrunkPose struct {
	Lean *float64 // forwards
	Bend *float64 // sideways, plus to W
	Turn *float64 // its front towards W
}

// HeadPose turns the head against the chest; left out, a standing person looks ahead.
type HeadPose struct {
	Nod  *float64 // forwards
	Tilt *float64 // sideways, plus to W
	Turn *float64 // the face towards W
}

// LegPose holds a leg either by joint angles or by where its foot is. A leg by angles hangs on the pelvis. A leg by its
// foot carries the pelvis if it also has a knee angle, and follows it if not.
type LegPose struct {
	Hip   *float64 // flexion
	Abd   *float64 // abduction, away from the other leg
	Rot   *float64 // rotation outwards
	Knee  *float64 // flexion; 0 is straight
	Ankle *float64 // the toes drawn up; of a foot in the air
	Foot  *FootPose
	Shank *float64 // with a foot and a knee: how far the shank leans forwards, which leaves the pelvis no choice
	Side  *float64 // with a shank: how far the leg leans outwards
	In    *float64 // with a foot: the knee this far inwards of the foot's direction; plus is the mistake
	Open  *float64 // by angles: the knee then swings outwards about the line from hip to ankle, as in the clam
	Lies  *bool    // by angles, in lying: the leg sinks until it touches the ground
}

// FootPose is where a foot is. A foot on the ground is a contact and stays where it is while poses blend.
type FootPose struct {
	X      *float64 // below the ankle as long as the foot is flat; left out, below its own hip of a standing person
	Y      *float64 // the height of what it stands on; left out, the ground
	Z      *float64
	Out    *float64 // the toes outwards, 5
	Heel   *float64 // the ankle this much higher, on the ball of the foot
	Pitch  *float64 // the same as an angle: plus on the ball, minus on the heel
	Tiptoe *bool    // on the ball, the heel as high as the knee angle wants it
	Up     *float64 // the foot this high in the air, in no contact
}

// ArmPose holds an arm by joint angles, by where its hand is, or by the forearm it leans on.
type ArmPose struct {
	Flex    *float64   // forwards
	Abd     *float64   // away from the body
	Rot     *float64   // the upper arm rotated outwards
	Elbow   *float64   // flexion
	Turn    *float64   // pronation of the forearm: 0 thumb forward, plus palm to the back
	Wrist   *float64   // towards the palm
	Hand    *HandPose  // where the hand is
	Forearm *LeanPose  // the forearm on the ground
	Bend    *Direction // where the elbow points, of a hand that is somewhere; left out, where a hand with a palm strains it least
}

// HandPose is where a hand is: on a place of the own body, on the floor beside it, or at a point of the world, which
// then is a contact.
type HandPose struct {
	On      string // hip, waist (on the crest, above the hip), shoulder (the other one), chest, thigh, knee, head, floor
	X       *float64
	Y       *float64
	Z       *float64
	Palm    *Direction // where the palm faces
	Fingers *Direction // where the fingers point; left out, up on a wall, else on from the forearm
	Tips    *bool      // the fingertips are at the point, not the palm
	Free    *bool      // the hand is in the air, in no contact
}

// LeanPose is a forearm on the ground.
type LeanPose struct {
	X  *float64   // of the elbow
	Y  *float64   // of what it lies on; left out, the ground
	Z  *float64   // of the elbow
	To *Direction // where it points: on the front towards the head, on a side to the front
}

// Plants are parts of the body that lie, sit or kneel somewhere.
type Plants map[Landmark]Place

// Place is a point of the world. A coordinate that is left out is free; but y is the ground.
type Place struct {
	X *float64
	Y *float64
	Z *float64
}

// Deg makes an angle or a length optional.
func Deg(v float64) *float64 { return &v }

// or is the value, or what is natural.
func or[T any](v *T, natural T) T {
	if v != nil {
		return *v
	}
	return natural
}
