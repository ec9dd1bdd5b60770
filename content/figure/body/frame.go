package body

// Bone names a rigid part. The order is from the root outwards, so that a parent stands before its children.
type Bone int

// The bones. W is the working side (the right one), O the other side.
const (
	Pelvis Bone = iota
	Lumbar      // from the pelvis to the lower ribs
	Chest       // from the lower ribs to the neck; carries the shoulders
	Neck
	Head
	WThigh
	WShank
	WFoot
	WToes // from the ball of the foot
	OThigh
	OShank
	OFoot
	OToes
	WUpperArm
	WForearm
	WHand
	OUpperArm
	OForearm
	OHand
	Bones int = iota
)

// Vec is a point or a direction.
type Vec struct{ X, Y, Z float64 }

// Mat is a rotation; its columns are where the axes x, y and z go.
type Mat struct{ X, Y, Z Vec }

// Frame is where a bone is: At is its proximal joint (for the pelvis the middle between the hip joints), Turn how it
// stands. In the rest posture every Turn is the identity: y of a bone points up the body, z to the front, x to the left.
type Frame struct {
	At   Vec
	Turn Mat
}

// Posture is the whole body in the world.
type Posture [Bones]Frame
