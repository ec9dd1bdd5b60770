package body

import "math"

// Joint names a movement of a joint, as a clinic measures it.
type Joint int

// The movements. Those with a side stand in pairs, W first.
const (
	BackFlexion Joint = iota // chest against pelvis
	BackBend                 // to W
	BackTwist                // to W
	NeckFlexion              // head against chest
	NeckBend
	NeckTwist
	WHipFlexion
	OHipFlexion
	WHipAbduction
	OHipAbduction
	WHipRotation // outwards
	OHipRotation
	WKneeFlexion
	OKneeFlexion
	WDorsiflexion
	ODorsiflexion
	WInversion // the sole to the middle
	OInversion
	WFootTurn // the toes outwards, against the shank
	OFootTurn
	WToeExtension
	OToeExtension
	WArmElevation // the upper arm against the trunk, in whatever direction
	OArmElevation
	WArmBackward // the upper arm behind the plane of the trunk
	OArmBackward
	WArmAcross // the upper arm past the middle plane's direction
	OArmAcross
	WArmRotation // outwards, about its own length
	OArmRotation
	WElbowFlexion
	OElbowFlexion
	WPronation // 0 is the thumb forward
	OPronation
	WWristFlexion // to the palm
	OWristFlexion
	WWristDeviation // to the thumb
	OWristDeviation
	Joints int = iota
)

var jointNames = [...]string{
	"back flexion", "back bend", "back twist", "neck flexion", "neck bend", "neck twist",
	"hip flexion", "hip abduction", "hip rotation", "knee flexion", "ankle dorsiflexion", "ankle inversion", "foot turn", "toe extension",
	"arm elevation", "arm backward", "arm across", "arm rotation", "elbow flexion", "pronation", "wrist flexion", "wrist deviation",
}

// String is the name in words, with the side before it.
func (j Joint) String() string {
	if j < WHipFlexion {
		return jointNames[j]
	}
	pair := int(j - WHipFlexion)
	return [2]string{"w ", "o "}[pair%2] + jointNames[int(WHipFlexion)+pair/2]
}

// Angles measures every movement of a posture, in degrees, by joint. Hip and ankle are taken apart as flexion, then
// abduction, then rotation (Grood and Suntay 1983); the shoulder, which that way would have a blind spot, by where the
// upper arm points.
func Angles(p Posture) [Joints]float64 {
	var a [Joints]float64
	a[BackFlexion], a[BackBend], a[BackTwist] = trunkAngles(p[Pelvis].Turn, p[Chest].Turn)
	a[NeckFlexion], a[NeckBend], a[NeckTwist] = trunkAngles(p[Chest].Turn, p[Head].Turn)
	for i, h := range halves {
		j := func(w Joint) *float64 { return &a[int(w)+i] }
		flex, abd, rot := limbAngles(p[Pelvis].Turn, p[h.thigh].Turn)
		*j(WHipFlexion), *j(WHipAbduction), *j(WHipRotation) = -flex, h.sign*abd, h.sign*rot
		*j(WKneeFlexion), _, _ = limbAngles(p[h.thigh].Turn, p[h.shank].Turn)
		flex, abd, rot = limbAngles(p[h.shank].Turn, p[h.foot].Turn)
		*j(WDorsiflexion), *j(WInversion), *j(WFootTurn) = -flex, -h.sign*abd, h.sign*rot
		flex, _, _ = limbAngles(p[h.foot].Turn, p[h.toes].Turn)
		*j(WToeExtension) = -flex
		p.armAngles(h, j)
	}
	return a
}

// limbAngles takes apart how a bone stands to another: about x, then z, then y, in degrees.
func limbAngles(from, to Mat) (x, z, y float64) {
	m := from.Inverse().Mul(to)
	return degrees(math.Atan2(m.Y.Z, m.Y.Y)), degrees(math.Asin(clamp(-m.Y.X, -1, 1))), degrees(math.Atan2(m.Z.X, m.X.X))
}

// trunkAngles takes apart how a part of the trunk stands to another: twist, bend, lean, as turned puts them together.
func trunkAngles(from, to Mat) (lean, bend, twist float64) {
	m := from.Inverse().Mul(to)
	return degrees(math.Atan2(-m.Z.Y, m.Y.Y)), degrees(math.Asin(clamp(m.X.Y, -1, 1))), degrees(math.Atan2(m.X.Z, m.X.X))
}

// armAngles measures an arm.
func (p Posture) armAngles(h half, j func(Joint) *float64) {
	along := p[Chest].Turn.Unapply(p[h.upper].Turn.Y).Mul(-1) // down the upper arm, seen from the chest
	*j(WArmElevation) = degrees(math.Acos(clamp(-along.Y, -1, 1)))
	*j(WArmBackward) = degrees(math.Asin(clamp(-along.Z, -1, 1)))
	*j(WArmAcross) = degrees(math.Asin(clamp(-h.sign*along.X, -1, 1)))
	// The shortest way that brings a hanging arm there turns it by nothing about its length; what is left is rotation.
	swing := shortest(Vec{Y: -1}, along)
	_, _, twist := limbAngles(swing, p[Chest].Turn.Inverse().Mul(p[h.upper].Turn))
	*j(WArmRotation) = h.sign * twist
	flex, _, turn := limbAngles(p[h.upper].Turn, p[h.forearm].Turn)
	*j(WElbowFlexion) = -flex
	y, x, z := wristAngles(AboutY(turn).Mul(p[h.forearm].Turn.Inverse().Mul(p[h.hand].Turn)))
	*j(WPronation), *j(WWristFlexion), *j(WWristDeviation) = -h.sign*y, -h.sign*z, -x
}

// shortest is the turn that brings a unit vector to another on the shortest way.
func shortest(from, to Vec) Mat {
	axis := from.Cross(to)
	if axis.Len() < 1e-12 {
		if from.Dot(to) > 0 {
			return Level
		}
		return AboutX(180)
	}
	return About(axis.Unit(), degrees(math.Atan2(axis.Len(), from.Dot(to))))
}

// PelvisTilt is T of the programme: the bar between the hip joints against the horizontal, plus where the O hip is higher,
// in degrees.
func PelvisTilt(p Posture) float64 {
	bar := p.Point(OHip).Sub(p.Point(WHip))
	return degrees(math.Asin(clamp(bar.Y/bar.Len(), -1, 1)))
}
