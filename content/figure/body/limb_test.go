package body

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// angleIn draws an angle within the limits of a joint, shrunk a little.
func angleIn(t *rapid.T, j Joint, name string) *float64 {
	l := LimitOf(j)
	v := rapid.Float64Range(l.Least+1, l.Most-1).Draw(t, name)
	return &v
}

// anyLeg draws a leg by angles.
func anyLeg(t *rapid.T, side string) LegPose {
	return LegPose{
		Hip: angleIn(t, WHipFlexion, side+" hip"), Abd: angleIn(t, WHipAbduction, side+" abd"), Rot: angleIn(t, WHipRotation, side+" rot"),
		Knee: angleIn(t, WKneeFlexion, side+" knee"), Ankle: angleIn(t, WDorsiflexion, side+" ankle"),
	}
}

// anyTrunk draws a pelvis, a trunk and a head.
func anyTrunk(t *rapid.T, p *Pose) {
	draw := func(name string, most float64) *float64 { return Deg(rapid.Float64Range(-most, most).Draw(t, name)) }
	p.Lie = rapid.SampledFrom([]Lie{Stand, Back, Front, WUp, OUp}).Draw(t, "lie")
	p.Pelvis = PelvisPose{Tilt: draw("tilt", 15), Lean: draw("pelvis lean", 10), Turn: draw("pelvis turn", 15), Y: draw("height", 1)}
	p.Trunk = TrunkPose{Lean: draw("lean", 10), Bend: draw("bend", 15), Turn: draw("turn", 15)}
	p.Head = HeadPose{Nod: draw("nod", 40), Tilt: draw("head tilt", 30), Turn: draw("head turn", 50)}
}

// TestAnglesAreMeasuredAsTheyWereGiven: what a pose says of a leg is what a clinic would read off it, however the body
// lies, and bones keep their lengths.
func TestAnglesAreMeasuredAsTheyWereGiven(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var p Pose
		anyTrunk(t, &p)
		p.W, p.O = anyLeg(t, "w"), anyLeg(t, "o")
		s, err := p.settle(Vec{})
		if err != nil && !p.standing() {
			t.Fatal(err)
		}
		a := Angles(s.Posture)
		for i, l := range []LegPose{p.W, p.O} {
			for _, c := range []struct {
				joint Joint
				want  float64
			}{{WHipFlexion, *l.Hip}, {WHipAbduction, *l.Abd}, {WHipRotation, *l.Rot}, {WKneeFlexion, *l.Knee}, {WDorsiflexion, *l.Ankle}} {
				joint := c.joint + Joint(i)
				if got := a[joint]; math.Abs(got-c.want) > 1e-6 {
					t.Fatalf("%s: got %v, want %v", joint, got, c.want)
				}
			}
		}
		if bone, by := stretched(s.Posture); by > 1e-12 {
			t.Fatalf("bone %d is %v longer", bone, by)
		}
	})
}

// TestLegsComeBackFromTheirFeet: a leg posed by angles, taken away and put back by its ankle and the way its knee points,
// stands as before.
func TestLegsComeBackFromTheirFeet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := Rest()
		for _, h := range halves {
			l := anyLeg(t, h.name)
			p.legBy(h, l)
			was := p
			p.legTo(h, was[h.foot].At, was[h.foot].Turn, was[h.toes].Turn, was[h.thigh].Turn.Z)
			for _, b := range []Bone{h.thigh, h.shank, h.foot, h.toes} {
				// A straight knee says little about its direction: what is lost there is the root of what is rounded.
				if off := p[b].At.Sub(was[b].At).Len(); off > 1e-7 {
					t.Fatalf("bone %d is off by %v", b, off)
				}
				if off := p[b].Turn.Inverse().Mul(was[b].Turn).Angle(); off > 1e-3 {
					t.Fatalf("bone %d is turned by %v degrees", b, off)
				}
			}
		}
	})
}

// TestArmsComeBackFromTheirHands: the same for an arm, whose forearm shares the turn of the hand.
func TestArmsComeBackFromTheirHands(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := Rest()
		for _, h := range halves {
			a := ArmPose{
				Flex: Deg(rapid.Float64Range(-40, 160).Draw(t, "flex")), Abd: Deg(rapid.Float64Range(0, 80).Draw(t, "abd")),
				Rot: Deg(rapid.Float64Range(-60, 60).Draw(t, "rot")), Elbow: Deg(rapid.Float64Range(2, 140).Draw(t, "elbow")),
				Turn: Deg(rapid.Float64Range(-80, 80).Draw(t, "turn")), Wrist: Deg(rapid.Float64Range(-70, 70).Draw(t, "wrist")),
			}
			p.armBy(h, a)
			was := p
			p.armTo(h, was[h.hand].At, was[h.hand].Turn, was[h.upper].Turn.Z.Mul(-1))
			for _, b := range []Bone{h.upper, h.forearm, h.hand} {
				if off := p[b].Turn.Inverse().Mul(was[b].Turn).Angle(); off > 1e-3 {
					t.Fatalf("bone %d is turned by %v degrees", b, off)
				}
			}
			angles := Angles(p)
			side := Joint(0)
			if h.sign > 0 {
				side = 1
			}
			if got := angles[WElbowFlexion+side]; math.Abs(got-*a.Elbow) > 1e-3 {
				t.Fatalf("elbow: got %v, want %v", got, *a.Elbow)
			}
			if got := angles[WPronation+side]; math.Abs(got-*a.Turn) > 1e-3 {
				t.Fatalf("pronation: got %v, want %v", got, *a.Turn)
			}
			if got := angles[WWristFlexion+side]; math.Abs(got-*a.Wrist) > 1e-3 {
				t.Fatalf("wrist: got %v, want %v", got, *a.Wrist)
			}
		}
	})
}

// mirrored is a pose with its sides swapped.
func mirrored(p Pose) Pose {
	minus := func(v *float64) *float64 {
		if v == nil {
			return nil
		}
		return Deg(-*v)
	}
	p.W, p.O = p.O, p.W
	p.Pelvis.Tilt, p.Pelvis.Turn, p.Pelvis.X = minus(p.Pelvis.Tilt), minus(p.Pelvis.Turn), minus(p.Pelvis.X)
	p.Trunk.Bend, p.Trunk.Turn = minus(p.Trunk.Bend), minus(p.Trunk.Turn)
	p.Head.Tilt, p.Head.Turn = minus(p.Head.Tilt), minus(p.Head.Turn)
	switch p.Lie {
	case WUp:
		p.Lie = OUp
	case OUp:
		p.Lie = WUp
	}
	return p
}

// TestTheMirroredPoseIsTheMirroredPosture: no side has rules of its own.
func TestTheMirroredPoseIsTheMirroredPosture(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var p Pose
		anyTrunk(t, &p)
		p.W, p.O = anyLeg(t, "w"), anyLeg(t, "o")
		p.WArm = ArmPose{Hand: &HandPose{On: "hip"}}
		p.OArm = ArmPose{Hand: &HandPose{On: "hip"}}
		a, _ := p.settle(Vec{})
		b, _ := mirrored(p).settle(Vec{})
		want := a.Posture.Mirror()
		for bone := range want {
			if off := b.Posture[bone].At.Sub(want[bone].At).Len(); off > 1e-9 {
				t.Fatalf("bone %d is off by %v", bone, off)
			}
			if off := b.Posture[bone].Turn.Inverse().Mul(want[bone].Turn).Angle(); off > 1e-6 {
				t.Fatalf("bone %d is turned by %v degrees", bone, off)
			}
		}
	})
}
