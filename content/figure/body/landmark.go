package body

import (
	"fmt"
	"strings"
)

// Landmark is a point of the body that a picture or a pose may name: a joint, or a place on the skin.
type Landmark int

// The landmarks. Those with a side stand in pairs, W first.
const (
	Middle     Landmark = iota // between the hip joints
	Seat                       // below, what one sits on
	Rump                       // behind, what one lies on
	Sacrum                     // the back of the pelvis
	Belly                      // the front of the pelvis
	UpperBack                  // between the shoulder blades
	Breastbone                 // the front of the chest
	Shoulders                  // between the shoulder joints
	Nape
	Occiput // the back of the head
	Crown
	Chin
	Nose
	WHip // the joint
	OHip
	WOuterHip // the skin over the greater trochanter
	OOuterHip
	WCrest // the iliac crest at the side
	OCrest
	WGroin // the front of the hip
	OGroin
	WKnee // the joint
	OKnee
	WKneecap
	OKneecap
	WOuterKnee
	OOuterKnee
	WThighMiddle
	OThighMiddle
	WShankMiddle
	OShankMiddle
	WAnkle // the joint
	OAnkle
	WHeel // the sole below the heel
	OHeel
	WBall // the sole below the ball of the foot
	OBall
	WToeTip
	OToeTip
	WSide // the side of the chest below the shoulder: what one lies on
	OSide
	WShoulder // the joint
	OShoulder
	WOuterShoulder
	OOuterShoulder
	WElbow // the joint
	OElbow
	WElbowTip
	OElbowTip
	WForearmMiddle
	OForearmMiddle
	WWrist
	OWrist
	WPalm // the middle of the palm
	OPalm
	WFingertips
	OFingertips
	WEar
	OEar
	Landmarks int = iota
)

// spot is where a landmark sits: on a bone, offset from its joint in the rest posture.
type spot struct {
	name   string
	bone   Bone
	offset Vec
}

// middles are the landmarks without a side.
var middles = []spot{
	Middle: {"middle", Pelvis, Vec{}}, Seat: {"seat", Pelvis, Vec{0, -0.075, -0.03}}, Rump: {"rump", Pelvis, Vec{0, -0.02, -0.083}},
	Sacrum: {"sacrum", Pelvis, Vec{0, 0.04, -0.075}}, Belly: {"belly", Pelvis, Vec{0, 0.02, 0.066}},
	UpperBack: {"upper_back", Chest, Vec{0, 0.11, -0.06}}, Breastbone: {"breastbone", Chest, Vec{0, 0.08, 0.092}}, Shoulders: {"shoulders", Chest, Vec{0, 0.16, 0.018}},
	Nape: {"nape", Neck, Vec{0, 0.03, -0.03}}, Occiput: {"occiput", Head, Vec{0, 0.04, -0.067}}, Crown: {"crown", Head, Vec{0, 0.105, 0}},
	Chin: {"chin", Head, Vec{0, -0.03, 0.05}}, Nose: {"nose", Head, Vec{0, 0.025, 0.072}},
}

// pairs are the landmarks of the W side, without the letter; O has them mirrored.
var pairs = []spot{
	{"hip", WThigh, Vec{}}, {"outer_hip", Pelvis, Vec{-0.107, -0.005, 0}}, {"crest", Pelvis, Vec{-0.075, 0.07, 0}},
	{"groin", Pelvis, Vec{-0.06, 0.01, 0.06}},
	{"knee", WShank, Vec{}}, {"kneecap", WShank, Vec{0, 0, 0.041}}, {"outer_knee", WShank, Vec{-0.035, 0, 0}},
	{"thigh", WThigh, Vec{0, -ThighLength / 2, 0}}, {"shank", WShank, Vec{0, -ShankLength / 2, 0}},
	{"ankle", WFoot, Vec{}}, {"heel", WFoot, Vec{0, -AnkleHeight, -0.032}}, {"ball", WToes, Vec{0, -0.012, 0}},
	{"toes", WToes, Vec{0, -0.006, 0.042}},
	{"side", Chest, Vec{-0.132, 0.15, 0.018}},
	{"shoulder", WUpperArm, Vec{}}, {"outer_shoulder", WUpperArm, Vec{-0.028, 0, 0}},
	{"elbow", WForearm, Vec{}}, {"elbow_tip", WForearm, Vec{0, 0, -0.024}}, {"forearm", WForearm, Vec{0, -ForearmLength / 2, 0}},
	{"wrist", WHand, Vec{}}, {"palm", WHand, Vec{0.012, -0.05, 0}}, {"fingertips", WHand, Vec{0, -HandLength, 0}},
	{"ear", Head, Vec{-0.043, 0.02, -0.004}},
}

// spots holds all landmarks by number.
var spots = func() (all [Landmarks]spot) {
	copy(all[:], middles)
	for i, s := range pairs {
		w := int(WHip) + 2*i
		all[w] = spot{"w_" + s.name, s.bone, s.offset}
		all[w+1] = spot{"o_" + s.name, s.bone.Other(), s.offset.Mirror()}
	}
	return all
}()

// String is the name that pose files use: w_hip, seat.
func (l Landmark) String() string { return spots[l].name }

// Bone is the bone that the landmark belongs to.
func (l Landmark) Bone() Bone { return spots[l].bone }

// Other is the same landmark of the other side; one of the middle is its own other.
func (l Landmark) Other() Landmark {
	switch {
	case l < WHip:
		return l
	case (l-WHip)%2 == 0:
		return l + 1
	}
	return l - 1
}

// UnmarshalText reads a landmark by its name.
func (l *Landmark) UnmarshalText(text []byte) error {
	for i, s := range spots {
		if s.name == string(text) {
			*l = Landmark(i)
			return nil
		}
	}
	var names []string
	for _, s := range spots {
		names = append(names, s.name)
	}
	return fmt.Errorf("%s is no landmark; there are %s", text, strings.Join(names, ", "))
}

// MarshalText writes the name.
func (l Landmark) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// Point is where a landmark is in the world.
func (p Posture) Point(l Landmark) Vec { return p[spots[l].bone].Point(spots[l].offset) }
