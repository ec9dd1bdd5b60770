package body

import (
	"math"
	"strings"
	"testing"
)

// must reads and settles a pose that is right.
func must(t *testing.T, text string) Stance {
	t.Helper()
	p, err := read(text)
	if err != nil {
		t.Fatal(err)
	}
	return stance(t, p)
}

// TestTheHipDropTiltsThePelvisOverAPlantedLeg: T is +10, 0 and -12 degrees at its positions and even in between, the W leg
// is straight and upright from ankle to hip all the way down, and the chest stays upright.
func TestTheHipDropTiltsThePelvisOverAPlantedLeg(t *testing.T) {
	poses := figures(t)["hip_drop"]
	for _, c := range []struct {
		from, to string
		first    float64
		last     float64
	}{{"P3", "P4", 10, 0}, {"P3", "P4_full", 10, -12}} {
		a, b := stance(t, poses[c.from]), stance(t, poses[c.to])
		for i := range 21 {
			part := float64(i) / 20
			s := Blend(a, b, part)
			if got, want := PelvisTilt(s.Posture), c.first+part*(c.last-c.first); math.Abs(got-want) > 1e-6 {
				t.Errorf("%s at %v: tilt %v, want %v", c.to, part, got, want)
			}
			hip, ankle := s.Point(WHip), s.Point(WAnkle)
			if math.Hypot(hip.X-ankle.X, hip.Z-ankle.Z) > 1e-6 {
				t.Errorf("%s at %v: the W hip at %v is not over the W ankle at %v", c.to, part, hip, ankle)
			}
			angles := Angles(s.Posture)
			if angles[WKneeFlexion] > 0.01 {
				t.Errorf("%s at %v: the W knee bends by %v", c.to, part, angles[WKneeFlexion])
			}
			if got, want := angles[WHipAbduction], PelvisTilt(s.Posture); math.Abs(got-want) > 0.01 {
				t.Errorf("%s at %v: the W hip is abducted by %v, want %v", c.to, part, got, want)
			}
			if up := s.Posture[Chest].Turn.Y.Y; up < 1-1e-9 {
				t.Errorf("%s at %v: the chest leans", c.to, part)
			}
		}
	}
}

// TestTiptoeLiftsTheHipByTheHeel: with the O hip ten degrees higher the heel makes up for it, on the ball of the foot.
func TestTiptoeLiftsTheHipByTheHeel(t *testing.T) {
	s := stance(t, figures(t)["hip_drop"]["P2"])
	if rise := s.Point(OAnkle).Y - AnkleHeight; rise < 0.02 || rise > 0.035 {
		t.Errorf("the O ankle is %.4f H higher, want about 0.03", rise)
	}
	if y := s.Point(OBall).Y; math.Abs(y) > 1e-9 {
		t.Errorf("the ball of the O foot is at %v", y)
	}
	if y := s.Point(OToeTip).Y; y < 0 {
		t.Errorf("the toes are at %v", y)
	}
}

// TestAnEmptyPoseStands: upright on both feet, as high as the programme draws a body, its mass over its feet.
func TestAnEmptyPoseStands(t *testing.T) {
	s := stance(t, Pose{})
	for l, want := range map[Landmark]float64{WHip: 0.53, OKnee: 0.285, WAnkle: 0.04, OHeel: 0, WBall: 0, WShoulder: 0.82} {
		if got := s.Point(l).Y; math.Abs(got-want) > 1e-6 {
			t.Errorf("%s: height %v, want %v", l, got, want)
		}
	}
	c := s.CentreOfMass()
	if c.Y < 0.54 || c.Y > 0.6 {
		t.Errorf("the centre of mass is at %.3f H, want a little over the hips", c.Y)
	}
	if m := Margin(s.Support(), c); m < 0.02 {
		t.Errorf("the centre of mass is %.3f H inside the feet", m)
	}
}

// TestWeightBringsTheMassOverTheFoot: on one leg, bowed and bent, somebody does not fall.
func TestWeightBringsTheMassOverTheFoot(t *testing.T) {
	for _, c := range []struct{ name, text string }{
		{"one leg, straight", "{weight: w, w: {foot: {}, knee: 0}, o: {hip: 30, knee: 60}}"},
		{"one leg, bent", "{weight: w, w: {foot: {}, knee: 60}, o: {hip: 85, knee: 75}, trunk: {lean: 30}}"},
		{"the other leg", "{weight: o, o: {foot: {x: 0.1, z: 0.2}, knee: 20}, w: {hip: 35, knee: 75}}"},
		{"both, in a squat", "{weight: both, w: {foot: {}, knee: 70}, o: {foot: {}, knee: 70}, trunk: {lean: 35}}"},
		{"both, one before the other", "{weight: both, w: {foot: {z: -0.1}}, o: {foot: {z: 0.1}}}"},
	} {
		s := must(t, c.text)
		if m := Margin(s.Support(), s.CentreOfMass()); m < 0.015 {
			t.Errorf("%s: the centre of mass at %.3f has a margin of %.3f", c.name, s.CentreOfMass(), m)
		}
	}
}

// TestErrorsTellWhatToChange: an author reads which part, by how much, and what would help.
func TestErrorsTellWhatToChange(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"a foot too far", "{pelvis: {x: 0, y: 0.53, z: 0}, o: {foot: {x: 0.4}}}", []string{"o foot", "out of reach"}},
		{"a hand too far", "w_arm: {hand: {x: -0.9, y: 0.8}}", []string{"w hand", "out of reach", "nearer"}},
		{"a knee bent too far", "w: {hip: 100, knee: 160}", []string{"w knee flexion is 160.0", "145"}},
		{"a knee bent backwards", "w: {hip: 20, knee: -10}", []string{"w knee flexion"}},
		{"two legs that do not fit the tilt", "{pelvis: {tilt: 10}, w: {foot: {}, knee: 0}, o: {foot: {}, knee: 0}}", []string{"both knees"}},
		{"a shank and a place", "{pelvis: {y: 0.5}, w: {foot: {}, knee: 0, shank: 0}}", []string{"pelvis", "off its place"}},
		{"a foot and a hip angle", "w: {foot: {}, hip: 20}", []string{"leave them out"}},
		{"a hand that is planted", "plant: {w_palm: {x: 1}}", []string{"w_palm", "moves with a limb"}},
		{"a slope to stand on", "slope: 10", []string{"slope is for lying"}},
		{"a free foot through the floor", "{w: {hip: 0, knee: 0}, pelvis: {y: 0.5}, o: {foot: {}}}", []string{"w foot", "under the floor"}},
		{"weight on a foot in the air", "{weight: w, w: {hip: 40, knee: 80}, o: {foot: {}}}", []string{"weight", "not on the ground"}},
	} {
		p, err := read(c.text)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		_, err = Solve(p)
		for _, want := range c.want {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: got %v, want it to say %q", c.name, err, want)
			}
		}
	}
}

// TestALaterPoseSaysOnlyWhatChanges: two ways to hold the same limb push each other out, the rest is kept.
func TestALaterPoseSaysOnlyWhatChanges(t *testing.T) {
	base, err := read("{pelvis: {tilt: 5}, w: {foot: {x: -0.1}, knee: 20}, o: {foot: {heel: 0.02}}, w_arm: {hand: hip}, o_arm: {flex: 90}}")
	if err != nil {
		t.Fatal(err)
	}
	later, err := read("{w: {hip: 30}, o: {foot: {z: 0.1}}, w_arm: {flex: 20}, o_arm: {hand: chest}}")
	if err != nil {
		t.Fatal(err)
	}
	p := later.Over(base)
	switch {
	case p.W.Foot != nil || *p.W.Knee != 20 || *p.W.Hip != 30:
		t.Errorf("the W leg should hang by its angles, and keep its knee: %+v", p.W)
	case p.O.Foot.Heel == nil || *p.O.Foot.Heel != 0.02 || *p.O.Foot.Z != 0.1:
		t.Errorf("the O foot should keep its heel where it was: %+v", p.O.Foot)
	case p.WArm.Hand != nil || p.OArm.Flex != nil || p.OArm.Hand.On != "chest":
		t.Errorf("the arms should be held one way: %+v %+v", p.WArm, p.OArm)
	case *p.Pelvis.Tilt != 5:
		t.Error("the tilt is lost")
	case *base.O.Foot != (FootPose{Heel: base.O.Foot.Heel}):
		t.Error("the pose below was written to")
	}
}

// TestTheClamKeepsTheFeetTogether: the knee opens about the line from hip to ankle, and nothing else moves.
func TestTheClamKeepsTheFeetTogether(t *testing.T) {
	poses := figures(t)["clam"]
	a, b := stance(t, poses["P1"]), stance(t, poses["P2"])
	for i := range 11 {
		s := Blend(a, b, float64(i)/10)
		if by := s.Point(WAnkle).Sub(a.Point(WAnkle)).Len(); by > 1e-9 {
			t.Errorf("at %d/10 the W ankle is off by %v", i, by)
		}
		if by := s.Point(OKnee).Sub(a.Point(OKnee)).Len(); by > 1e-9 {
			t.Errorf("at %d/10 the O knee is off by %v", i, by)
		}
	}
	if up := b.Point(WKnee).Y - a.Point(WKnee).Y; up < 0.06 {
		t.Errorf("the W knee comes up by %.3f H, want an opening that is seen", up)
	}
}

// TestASteppingFootIsLifted: it goes from place to place through the air, the other one stays.
func TestASteppingFootIsLifted(t *testing.T) {
	poses := figures(t)["side_steps"]
	s := Blend(stance(t, poses["P1"]), stance(t, poses["P2"]), 0.5)
	if y := s.Point(WHeel).Y; y < 0.02 {
		t.Errorf("in the middle of the step the W heel is at %.3f", y)
	}
	if y := s.Point(OHeel).Y; math.Abs(y) > 1e-9 {
		t.Errorf("the O heel is at %v", y)
	}
}

// TestWhoLiesIsCarriedByAllThatLies: one point of the trunk tells where a body lies, but hip, chest and leg carry it.
func TestWhoLiesIsCarriedByAllThatLies(t *testing.T) {
	s := must(t, "{lie: w_up, o: {hip: 30, knee: 60, lies: true}, o_arm: {flex: 110, abd: 10, elbow: 135}, w: {hip: -10, abd: 20}}")
	if m := Margin(s.Support(), s.CentreOfMass()); m < 0.01 {
		t.Errorf("the centre of mass at %.3f has a margin of %.3f", s.CentreOfMass(), m)
	}
}
