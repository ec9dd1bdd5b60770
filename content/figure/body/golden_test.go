package body

import "testing"

// TestTheSamePoseIsTheSameEverywhere: far more digits than a picture can show are the same on every machine, also on
// those that fuse a product and a sum. The numbers change only with what the body is or how it solves.
func TestTheSamePoseIsTheSameEverywhere(t *testing.T) {
	all := figures(t)
	for _, c := range []struct {
		file, from, to string
		at             Landmark
		want           Vec
	}{
		{"hip_drop", "P2", "P3", OToeTip, Vec{0.0855208254, -0.0000000000, -0.0499378873}},
		{"hip_drop", "P3", "P4", OFingertips, Vec{0.3580000000, 0.8550000000, 0.0400000000}},
		{"double_leg_bridge", "P1", "P2", WKnee, Vec{-0.0800000000, 0.2474887525, 0.4297179306}},
		{"single_limb_squat", "P1", "P2", Crown, Vec{-0.0922715705, 0.9805190045, 0.0229467450}},
		{"side_plank", "P1", "P2", WToeTip, Vec{-0.5883373379, 0.1890432775, 0.1024248148}},
		{"sit_to_stand", "P2", "P3", Nose, Vec{-0.0013130133, 0.8018885344, 0.0448291538}},
		{"side_lying_abduction", "P1", "P2", OAnkle, Vec{-0.4173707797, 0.0300000000, -0.0010235563}},
	} {
		s := Blend(stance(t, all[c.file][c.from]), stance(t, all[c.file][c.to]), 0.4)
		if got := s.Point(c.at); got.Sub(c.want).Len() > 1e-8 {
			t.Errorf("%s %s to %s: %s is at {%.10f, %.10f, %.10f}, want %v", c.file, c.from, c.to, c.at, got.X, got.Y, got.Z, c.want)
		}
	}
}

func BenchmarkSettle(b *testing.B) {
	p, err := read("{weight: w, w: {foot: {}, knee: 60}, o: {hip: 85, knee: 75}, trunk: {lean: 30}, w_arm: {hand: {x: -0.2, y: 0.75, z: 0.3, palm: down}}}")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Settle(p); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBlend(b *testing.B) {
	p, err := read("{lie: back, plant: {upper_back: {z: 0}}, w: {foot: {z: 0.56}}, o: {foot: {z: 0.56}}, w_arm: {hand: floor}}")
	if err != nil {
		b.Fatal(err)
	}
	from, _ := Settle(p)
	p.Slope = Deg(-19)
	to, _ := Settle(p)
	for b.Loop() {
		Blend(from, to, 0.4)
	}
}
