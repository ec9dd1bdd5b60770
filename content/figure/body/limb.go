package body

import "math"

// half is one side of the body.
type half struct {
	sign                       float64 // of x: -1 for W, +1 for O
	name                       string
	thigh, shank, foot, toes   Bone
	upper, forearm, hand       Bone
	knee, ankle, ball, heel    Landmark
	toeTip, elbow, palm, wrist Landmark
}

var (
	halfW = half{
		sign: -1, name: "w", thigh: WThigh, shank: WShank, foot: WFoot, toes: WToes, upper: WUpperArm, forearm: WForearm, hand: WHand,
		knee: WKnee, ankle: WAnkle, ball: WBall, heel: WHeel, toeTip: WToeTip, elbow: WElbow, palm: WPalm, wrist: WWrist,
	}
	halfO = half{
		sign: 1, name: "o", thigh: OThigh, shank: OShank, foot: OFoot, toes: OToes, upper: OUpperArm, forearm: OForearm, hand: OHand,
		knee: OKnee, ankle: OAnkle, ball: OBall, heel: OHeel, toeTip: OToeTip, elbow: OElbow, palm: OPalm, wrist: OWrist,
	}
	halves = [2]half{halfW, halfO}
)

// hang puts a bone on its parent.
func (p *Posture) hang(b Bone, turn Mat) {
	p[b] = Frame{At: p[parents[b]].Point(offsets[b]), Turn: turn}
}

// hinged is the turn whose y axis is along and whose x axis is as near to the hinge as it can be.
func hinged(along, hinge Vec) Mat {
	y := along.Unit()
	x := hinge.across(y).Unit()
	return Mat{x, y, x.Cross(y)}
}

// bend solves a limb of two bones: where its middle joint is when it goes from root to target and the joint points to
// the hint. It also gives the axis of the joint, which for a knee is x, and the end as far as the limb reaches.
func bend(root, target Vec, upper, lower float64, hint Vec) (joint, hinge, end Vec) {
	span := target.Sub(root)
	u := span.Unit()
	d := clamp(span.Len(), math.Abs(upper-lower), upper+lower)
	n := hint.across(u)
	if n.Len() < 1e-9 {
		n = frameOf(u, Vec{Z: 1}).Z
	}
	n = n.Unit()
	a := (upper*upper + d*d - lower*lower) / (2 * d)
	joint = root.Add(u.Mul(a)).Add(n.Mul(math.Sqrt(math.Max(0, upper*upper-a*a))))
	return joint, n.Cross(u), root.Add(u.Mul(d))
}

// legTo puts the ankle of a leg on a point; hint is where the knee points.
func (p *Posture) legTo(h half, ankle Vec, foot, toes Mat, hint Vec) {
	hip := p[Pelvis].Point(offsets[h.thigh])
	knee, hinge, end := bend(hip, ankle, ThighLength, ShankLength, hint)
	p.hang(h.thigh, hinged(hip.Sub(knee), hinge))
	p.hang(h.shank, hinged(knee.Sub(end), hinge))
	p.hang(h.foot, foot)
	p.hang(h.toes, toes)
}

// legBy hangs a leg on the pelvis by the angles of its joints.
func (p *Posture) legBy(h half, l LegPose) {
	hip := AboutX(-or(l.Hip, 0)).Mul(AboutZ(h.sign * or(l.Abd, 0))).Mul(AboutY(h.sign * or(l.Rot, 0)))
	p.hang(h.thigh, p[Pelvis].Turn.Mul(hip))
	p.below(h, l)
	if l.Open != nil {
		root := p[h.thigh].At
		p[h.thigh].Turn = About(p[h.foot].At.Sub(root).Unit(), -h.sign**l.Open).Mul(p[h.thigh].Turn)
		p.below(h, l)
	}
}

// below hangs shank and foot on a thigh.
func (p *Posture) below(h half, l LegPose) {
	p.hang(h.shank, p[h.thigh].Turn.Mul(AboutX(or(l.Knee, 0))))
	p.hang(h.foot, p[h.shank].Turn.Mul(AboutX(-or(l.Ankle, relaxedAnkle))))
	p.hang(h.toes, p[h.foot].Turn)
}

// relaxedAnkle is how a foot in the air hangs.
const relaxedAnkle = -10

// kneelingAnkle is how a foot lies whose back is on the ground.
const kneelingAnkle = -52

// kneel points the thigh at a knee that is planted. A knee without an angle lays the shank level, the toes pointed.
func (p *Posture) kneel(h half, knee Vec, l LegPose) {
	hip := p[Pelvis].Point(offsets[h.thigh])
	if l.Knee == nil {
		down := degrees(math.Asin(clamp((hip.Y-knee.Y)/ThighLength, -1, 1)))
		l.Knee, l.Ankle = &down, Deg(or(l.Ankle, kneelingAnkle))
	}
	p.hang(h.thigh, hinged(hip.Sub(knee), p[Pelvis].Turn.X).Mul(AboutY(h.sign*or(l.Rot, 0))))
	p.below(h, l)
}

// armBy hangs an arm on the chest by the angles of its joints.
func (p *Posture) armBy(h half, a ArmPose) {
	shoulder := AboutX(-or(a.Flex, 0)).Mul(AboutZ(h.sign * or(a.Abd, hangingAbd))).Mul(AboutY(h.sign * or(a.Rot, 0)))
	p.hang(h.upper, p[Chest].Turn.Mul(shoulder))
	half := AboutY(-h.sign * or(a.Turn, hangingTurn) / 2)
	p.hang(h.forearm, p[h.upper].Turn.Mul(AboutX(-or(a.Elbow, hangingElbow))).Mul(half))
	p.hang(h.hand, p[h.forearm].Turn.Mul(half).Mul(AboutZ(-h.sign*or(a.Wrist, 0))))
}

// A hanging arm stands a little off the hips, is a little bent, and shows the back of its hand a little.
const (
	hangingAbd   = 8
	hangingElbow = 12
	hangingTurn  = 15
)

// armTo brings the wrist to a point; hint is where the elbow points. The forearm takes half of the hand's turn.
func (p *Posture) armTo(h half, wrist Vec, hand Mat, hint Vec) {
	shoulder := p[Chest].Point(offsets[h.upper])
	elbow, hinge, end := bend(shoulder, wrist, UpperArm, ForearmLength, hint)
	p.armOver(h, elbow, end, hand, hinge.Mul(-1))
}

// armOver puts an arm over elbow and wrist, about the hinge of the elbow.
func (p *Posture) armOver(h half, elbow, wrist Vec, hand Mat, hinge Vec) {
	shoulder := p[Chest].Point(offsets[h.upper])
	p.hang(h.upper, hinged(shoulder.Sub(elbow), hinge))
	straight := hinged(elbow.Sub(wrist), hinge)
	pronation, _, _ := wristAngles(straight.Inverse().Mul(hand))
	p.hang(h.forearm, straight.Mul(AboutY(pronation/2)))
	p.hang(h.hand, hand)
}

// wristAngles takes apart how a hand stands to its forearm: about y, then x, then z, in degrees. In this order the blind
// spot is a hand bent sideways by 90, which no wrist does.
func wristAngles(m Mat) (y, x, z float64) {
	return degrees(math.Atan2(m.Z.X, m.Z.Z)), degrees(math.Asin(clamp(-m.Z.Y, -1, 1))), degrees(math.Atan2(m.X.Y, m.Y.Y))
}
