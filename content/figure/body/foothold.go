package body

import (
	"fmt"
	"math"
)

// foothold is where a foot is, made good.
type foothold struct {
	ankle       Vec
	pitch       float64
	foot, toes  Mat
	on          []Landmark // what of the foot is on the ground: heel and ball, one of them, or nothing
	flat        Vec        // where the ankle is when the foot is flat
	yaw         Mat        // how the foot stands when it is flat
	tiptoe      bool       // the pitch is not known yet
	inward      float64    // of the knee, degrees
	carriesKnee *float64
}

// Natural feet.
const (
	naturalOut = 5
	maxPitch   = 88
)

// foothold reads a foot; ground is the height of the floor.
func (f FootPose) foothold(h half, l LegPose, ground float64) foothold {
	flat := Vec{or(f.X, h.sign*HipWidth/2), or(f.Y, ground) + AnkleHeight, or(f.Z, 0)}
	held := foothold{flat: flat, yaw: AboutY(h.sign * or(f.Out, naturalOut)), inward: or(l.In, 0), tiptoe: or(f.Tiptoe, false)}
	if f.Up != nil {
		held.foot = held.yaw.Mul(AboutX(or(f.Pitch, 0)))
		held.ankle, held.toes = flat.Add(Vec{Y: *f.Up}), held.foot
		return held
	}
	if !held.tiptoe {
		held.carriesKnee = l.Knee
	}
	pitch := or(f.Pitch, 0)
	if f.Heel != nil {
		pitch = heelPitch(*f.Heel)
	}
	return held.pitched(h, pitch)
}

// heelPitch is how far a foot tips on its ball for the ankle to come so much higher.
func heelPitch(rise float64) float64 {
	to := offsets[WToes] // from the ankle to the ball
	lever := math.Hypot(to.Y, to.Z)
	return degrees(math.Asin(clamp((rise-to.Y)/lever, -1, 1)) - math.Atan2(-to.Y, to.Z))
}

// pitched tips a foothold on its ball (plus) or heel (minus).
func (f foothold) pitched(h half, pitch float64) foothold {
	tip := AboutX(pitch)
	f.pitch, f.foot = pitch, f.yaw.Mul(tip)
	switch {
	case pitch > 0:
		f.toes, f.on = f.yaw, []Landmark{h.ball}
		f.ankle = f.flat.Add(f.yaw.Apply(offsets[h.toes])).Sub(f.foot.Apply(offsets[h.toes]))
	case pitch < 0:
		f.toes, f.on = f.foot, []Landmark{h.heel}
		heel := spots[h.heel].offset
		f.ankle = f.flat.Add(f.yaw.Apply(heel)).Sub(f.foot.Apply(heel))
	default:
		f.toes, f.on, f.ankle = f.yaw, []Landmark{h.heel, h.ball}, f.flat
	}
	return f
}

// raised lifts the heel until the leg between hip and ankle is as long as it should be; ok is false if no heel does.
func (f foothold) raised(h half, hip Vec, length float64) (held foothold, ok bool) {
	long := func(pitch float64) float64 { return f.pitched(h, pitch).ankle.Sub(hip).Len() - length }
	lo, hi := 0.0, float64(maxPitch)
	if long(lo) <= 0 {
		return f.pitched(h, 0), long(lo) > -1e-6
	}
	for range 60 { // as the heel rises, the ankle comes nearer to the hip
		if mid := (lo + hi) / 2; long(mid) > 0 {
			lo = mid
		} else {
			hi = mid
		}
	}
	return f.pitched(h, hi), math.Abs(long(hi)) < 1e-6
}

// hint is where the knee points: in the plane of the foot, at right angles to the way from hip to ankle.
func (f foothold) hint(h half, hip Vec) Vec {
	u := f.ankle.Sub(hip).Unit()
	return About(u, h.sign*f.inward).Apply(u.Cross(f.yaw.X))
}

// legLength is from hip to ankle with the knee at an angle in degrees.
func legLength(knee float64) float64 {
	_, c := sincos(knee)
	return math.Sqrt(ThighLength*ThighLength + ShankLength*ShankLength + 2*ThighLength*ShankLength*c)
}

// reach is the length of a straight leg.
const reach = ThighLength + ShankLength

// bind adds what a foot asks of the pelvis. off is from the pelvis to the hip.
func (f foothold) bind(rs *rules, h half, l LegPose, off Vec) {
	centre := f.ankle.Sub(off)
	switch {
	case f.tiptoe:
	case f.carriesKnee != nil && l.Shank != nil:
		rs.point(h.name+" leg", centre.Add(f.leg(h, *l.Shank, *l.Knee, or(l.Side, 0))))
	case f.carriesKnee != nil:
		rule := rule{what: fmt.Sprintf("%s knee at %.0f", h.name, *l.Knee), kind: onSphere, centre: centre, radius: legLength(*l.Knee)}
		*rs = append(*rs, rule)
	default:
		*rs = append(*rs, rule{what: h.name + " foot", kind: inBall, centre: centre, radius: reach})
	}
}

// leg goes from the ankle to the hip of a leg whose shank leans forwards and whose knee is bent.
func (f foothold) leg(h half, shank, knee, side float64) Vec {
	s, c := sincos(side)
	up := Vec{Y: c}.Add(f.yaw.X.Mul(h.sign * s))
	lean := func(angle, length float64) Vec {
		s, c := sincos(angle)
		return up.Mul(c * length).Add(f.yaw.Z.Mul(s * length))
	}
	return lean(shank, ShankLength).Add(lean(shank-knee, ThighLength))
}
