package body

import "math"

// swivels is how many ways an elbow is tried to point.
const swivels = 24

// comfortable finds where the elbow points for a hand that has only its place and its palm: round the line from shoulder
// to wrist, where the joints of the arm are least strained and the elbow hangs rather than being held up.
func (a handhold) comfortable(p *Posture, h half, arm ArmPose, hand *HandPose) handhold {
	shoulder := p[Chest].Point(offsets[h.upper])
	u := a.point.Sub(shoulder).Unit()
	first := frameOf(u, Vec{Y: -1}).Z
	best, least := a, math.Inf(1)
	for i := range swivels {
		// From straight down outwards and round, first one side, then the other: of two alike the lower one is taken.
		angle := float64((i+1)/2) * 360 / swivels * math.Copysign(1, float64(i%2)-0.5)
		try := a
		try.hint = About(u, angle).Apply(first)
		try.hand = try.aim(p, h, arm, hand)
		p.armTo(h, try.wristOf(try.hand), try.hand, try.hint)
		// Rounded, so that every machine sees the same ties.
		if cost := math.Round(p.strain(h)*1e4) / 1e4; cost < least {
			best, least = try, cost
		}
	}
	return best
}

// strain adds up how near the joints of an arm are to their limits, squared, and how high the elbow is held.
func (p Posture) strain(h half) float64 {
	side := 0
	if h.sign > 0 {
		side = 1
	}
	var angles [Joints]float64
	p.armAngles(h, func(w Joint) *float64 { return &angles[int(w)+side] })
	sum := 0.0
	for _, j := range []Joint{WArmRotation, WPronation, WWristFlexion, WWristDeviation, WArmBackward, WArmAcross} {
		l := limits[j]
		middle, reach := (l.Most+l.Least)/2, (l.Most-l.Least)/2
		over := math.Abs(angles[int(j)+side]-middle) / reach
		sum += over * over
		if over > 0.97 {
			sum += 20 * (over - 0.97) // a limit is worse than many a lesser strain
		}
	}
	return sum + 8*(p[h.forearm].At.Y-p[h.upper].At.Y+UpperArm)
}
