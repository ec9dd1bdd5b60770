package body

import "math"

// blendLeg hangs a leg on a pelvis on the way from one stance to another.
func (s *Stance) blendLeg(a, b Stance, i int, h half, t float64) {
	hint := a.Posture[h.thigh].Turn.Z.Lerp(b.Posture[h.thigh].Turn.Z, t)
	switch l := s.legs[i]; {
	case l.by == byFoot:
		s.legTo(h, l.foot.ankle, l.foot.foot, l.foot.toes, hint)
		return
	case l.by == byKnee:
		s.kneel(h, l.knee, LegPose{})
		s.Posture[h.thigh].Turn = s.rolled(a, b, h, t)
		s.swing(a, b, t, h.shank, h.foot, h.toes)
		return
	case a.legs[i].by == byFoot && b.legs[i].by == byFoot:
		s.step(a, b, i, h, t, hint)
	default:
		s.swing(a, b, t, h.thigh, h.shank, h.foot, h.toes)
	}
	s.clearFloor(a, b, h, t)
}

// rolled gives a kneeling thigh the roll about its length that it has on the way.
func (s *Stance) rolled(a, b Stance, h half, t float64) Mat {
	thigh := s.Posture[h.thigh].Turn
	roll := func(p Posture) float64 {
		along := p[h.thigh].Turn.Y
		_, _, y := limbAngles(hinged(along, p[Pelvis].Turn.X), p[h.thigh].Turn)
		return y
	}
	return thigh.Mul(AboutY(roll(a.Posture)*(1-t) + roll(b.Posture)*t))
}

// swing hangs bones by how they stand to their parents in both stances.
func (s *Stance) swing(a, b Stance, t float64, bones ...Bone) {
	for _, bone := range bones {
		own := func(p Posture) Mat { return p[parents[bone]].Turn.Inverse().Mul(p[bone].Turn) }
		s.Posture.hang(bone, s.Posture[parents[bone]].Turn.Mul(own(a.Posture).Slerp(own(b.Posture), t)))
	}
}

// stepHeight is how high a foot is lifted that steps far.
const stepHeight = 0.035

// step carries a foot from one place to another, over the ground if both are on it.
func (s *Stance) step(a, b Stance, i int, h half, t float64, hint Vec) {
	from, to := a.legs[i].foot, b.legs[i].foot
	ankle := from.ankle.Lerp(to.ankle, t)
	if len(from.on) > 0 && len(to.on) > 0 {
		lift := stepHeight * math.Min(1, from.flat.Sub(to.flat).Len()/0.1)
		ankle.Y += lift * math.Sin(math.Pi*t)
	}
	s.legTo(h, ankle, from.foot.Slerp(to.foot, t), from.toes.Slerp(to.toes, t), hint)
}

// clearFloor lifts a swinging foot by as much as it would be deeper than on the way it should be.
func (s *Stance) clearFloor(a, b Stance, h half, t float64) {
	ends := math.Min(0, a.above(h))*(1-t) + math.Min(0, b.above(h))*t
	if deep := ends - s.above(h); deep > 0 && s.above(h) < 0 {
		ankle := s.Point(h.ankle).Add(Vec{Y: deep})
		s.legTo(h, ankle, s.Posture[h.foot].Turn, s.Posture[h.toes].Turn, s.Posture[h.thigh].Turn.Z)
	}
}

// above is how high over the ground the lowest of a foot is.
func (s Stance) above(h half) float64 {
	low := math.Inf(1)
	for _, l := range []Landmark{h.heel, h.ball, h.toeTip} {
		low = math.Min(low, s.Point(l).Y)
	}
	return low - s.ground
}

// blendArm hangs an arm on a chest on the way from one stance to another.
func (s *Stance) blendArm(a, b Stance, i int, h half, t float64) {
	if s.arms[i].kind == held {
		s.swing(a, b, t, h.upper, h.forearm, h.hand)
		return
	}
	s.arms[i].place(&s.Posture, h)
}
