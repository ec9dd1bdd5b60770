package body

import "math"

// Blend goes from one stance (t = 0) to another (t = 1). What touches the same place in both stays there exactly: a foot,
// a planted knee, a forearm, a hand, a part of the trunk that lies or sits. The other limbs swing about their joints, a
// foot that steps is lifted, and no foot goes through the floor. Bones keep their lengths. The contacts of the stance in
// between are those that both have.
func Blend(a, b Stance, t float64) Stance {
	switch {
	case t <= 0:
		return a
	case t >= 1:
		return b
	}
	s := Stance{Posture: Rest(), lying: a.lying && b.lying, ground: a.ground + t*(b.ground-a.ground), spine: a.spine.blend(b.spine, t)}
	s.spine.posture(&s.Posture, Vec{})
	for i, h := range halves {
		s.legs[i] = a.legs[i].shared(b.legs[i], h, t)
		s.arms[i] = a.arms[i].shared(b.arms[i], t)
	}
	for _, p := range a.plants {
		for _, q := range b.plants {
			if p.at == q.at && p.place.same(q.place) {
				s.plants = append(s.plants, p)
			}
		}
	}
	s.spine.posture(&s.Posture, s.between(a, b, t))
	for i, h := range halves {
		s.blendLeg(a, b, i, h, t)
	}
	for i, h := range halves {
		s.blendArm(a, b, i, h, t)
	}
	return s
}

// same tells whether two places bind the same coordinates to the same values.
func (p Place) same(q Place) bool {
	equal := func(a, b *float64) bool { return (a == nil) == (b == nil) && (a == nil || near(*a, *b)) }
	return equal(p.X, q.X) && equal(p.Y, q.Y) && equal(p.Z, q.Z)
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-7 }

func (v Vec) near(u Vec) bool { return v.Sub(u).Len() < 1e-7 }

// shared is how a leg is held on the way: by a foot or a knee that stays, or else by its angles.
func (l legHold) shared(to legHold, h half, t float64) legHold {
	switch {
	case l.by == byKnee && to.by == byKnee && l.knee.near(to.knee):
		return legHold{by: byKnee, knee: l.knee}
	case l.by == byFoot && to.by == byFoot && l.foot.stays(to.foot):
		foot := l.foot.pitched(h, l.foot.pitch+t*(to.foot.pitch-l.foot.pitch))
		foot.on = both(l.foot.on, to.foot.on)
		return legHold{by: byFoot, foot: foot}
	}
	return legHold{}
}

// stays tells whether a foot is on the same spot of the ground, however much its heel is up.
func (f foothold) stays(to foothold) bool {
	return len(f.on) > 0 && len(to.on) > 0 && f.flat.near(to.flat) && f.yaw.X.near(to.yaw.X)
}

// both keeps what is in both.
func both(a, b []Landmark) []Landmark {
	var out []Landmark
	for _, l := range a {
		for _, k := range b {
			if l == k {
				out = append(out, l)
			}
		}
	}
	return out
}

// shared is how an arm is held on the way.
func (a handhold) shared(b handhold, t float64) handhold {
	stays := a.kind == b.kind && a.touch == b.touch
	switch a.kind {
	case held:
		stays = false
	case onSelf:
		stays = stays && a.grip == b.grip
	case beside:
		a.point = a.point.Lerp(b.point, t)
	default:
		stays = stays && a.point.near(b.point) && a.wrist.near(b.wrist)
	}
	if !stays {
		return handhold{}
	}
	a.hint = a.hint.Lerp(b.hint, t)
	a.hand = a.hand.Slerp(b.hand, t)
	return a
}

// between is the place of the pelvis on the way. Where a foot stays, the leg above it swings and takes the pelvis along;
// what else stays then has its say.
func (s *Stance) between(a, b Stance, t float64) Vec {
	at := a.Posture[Pelvis].At.Lerp(b.Posture[Pelvis].At, t)
	carrier, straightest := -1, math.Inf(1)
	for i, h := range halves {
		if knee := math.Max(a.knee(h), b.knee(h)); s.legs[i].by == byFoot && knee < straightest-1e-6 {
			carrier, straightest = i, knee
		}
	}
	if carrier >= 0 && len(s.plants) == 0 {
		h := halves[carrier]
		at = s.legs[carrier].foot.ankle
		for _, b2 := range []Bone{h.shank, h.thigh} {
			turn := a.Posture[b2].Turn.Slerp(b.Posture[b2].Turn, t)
			at = at.Add(turn.Y.Mul(ThighLength))
		}
		at = at.Sub(s.spine.pelvis.Apply(offsets[h.thigh]))
	}
	return s.staying(at).settle(at)
}

// knee is the flexion of a knee in degrees.
func (s Stance) knee(h half) float64 {
	return degrees(math.Acos(clamp(s.Posture[h.thigh].Turn.Y.Dot(s.Posture[h.shank].Turn.Y), -1, 1)))
}

// staying collects the rules of what stays. A foot that is on its ball lifts its heel rather than pull at the pelvis.
func (s *Stance) staying(at Vec) rules {
	var all rules
	for _, p := range s.plants {
		all.fix(p.at.String(), p.place, s.Point(p.at))
	}
	for i, h := range halves {
		off := s.spine.pelvis.Apply(offsets[h.thigh])
		switch l := &s.legs[i]; l.by {
		case byKnee:
			all = append(all, rule{kind: onSphere, centre: l.knee.Sub(off), radius: ThighLength})
		case byFoot:
			if hip := at.Add(off); l.foot.pitch > 0 && l.foot.ankle.Sub(hip).Len() > reach {
				on := l.foot.on
				l.foot, _ = l.foot.raised(h, hip, reach)
				l.foot.on = on
			}
			all = append(all, rule{kind: inBall, centre: l.foot.ankle.Sub(off), radius: reach})
		}
		if s.arms[i].kind == leant {
			shoulder := s.Posture[Chest].Point(offsets[h.upper])
			all = append(all, rule{kind: onSphere, centre: s.arms[i].point.Sub(shoulder), radius: UpperArm})
		}
	}
	return all
}
