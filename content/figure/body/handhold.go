package body

import "math"

// handhold is where an arm is held, made good.
type handhold struct {
	kind  holdKind
	grip  string // on the own body
	point Vec    // of the world: what the palm, the fingertips or the elbow touch
	touch Landmark
	hand  Mat
	hint  Vec // where the elbow points
	wrist Vec // of a forearm on the ground
}

type holdKind int

const (
	held   holdKind = iota // by angles: hangs on the chest
	onSelf                 // on the own body
	there                  // at a point of the world, touching it
	inAir                  // at a point of the world, touching nothing
	beside                 // on the floor beside the body, sliding along
	leant                  // forearm on the ground
)

const (
	palmDepth   = 0.012 // half the thickness of a hand
	elbowRadius = 0.024
	kneeRadius  = 0.038
)

// handTurn is the hand whose palm faces one way and whose fingers point another, as near as they can.
func handTurn(h half, palm, fingers Vec) Mat {
	x := palm.Unit().Mul(-h.sign)
	y := fingers.Mul(-1).across(x).Unit()
	return Mat{x, y, x.Cross(y)}
}

// lean reads a forearm on the ground.
func (l LeanPose) hold(h half, p Pose, chest Mat, ground float64) handhold {
	elbow := Vec{or(l.X, h.sign*ShoulderWidth/2), or(l.Y, ground) + elbowRadius, or(l.Z, 0)}
	if l.X == nil && p.Lie != Front {
		elbow.X = 0
	}
	natural := Direction("front")
	if p.Lie == Front {
		natural = "head"
	}
	to := along(chest, h, or(l.To, natural))
	return handhold{
		kind: leant, point: elbow, touch: h.elbow, wrist: elbow.Add(to.Mul(ForearmLength)), hand: handTurn(h, Vec{Y: -1}, to),
	}
}

// place puts an arm where it is held, on a posture whose trunk and legs are done.
func (a handhold) place(p *Posture, h half) {
	switch a.kind {
	case onSelf:
		g := gripOf(a.grip, h)
		turn := p[g.bone].Turn
		a.hand = handTurn(h, turn.Apply(g.facing), turn.Apply(g.fingers))
		a.point = p[g.bone].Point(g.palm)
		p.armTo(h, a.wristOf(a.hand), a.hand, a.hint)
	case there, inAir, beside:
		p.armTo(h, a.wristOf(a.hand), a.hand, a.hint)
	case leant:
		shoulder := p[Chest].Point(offsets[h.upper])
		p.armOver(h, a.point, a.wrist, a.hand, shoulder.Sub(a.point).Cross(a.wrist.Sub(a.point)))
	}
}

// wristOf is where the wrist is for the hand to touch its point.
func (a handhold) wristOf(hand Mat) Vec { return a.point.Sub(hand.Apply(spots[a.touch].offset)) }

// hold reads a hand. The posture has its trunk and legs.
func (a ArmPose) hold(p *Posture, h half, ground float64) handhold {
	hand, chest := a.Hand, p[Chest].Turn
	if hand.On != "" && hand.On != onFloor {
		g := gripOf(hand.On, h)
		out := handhold{kind: onSelf, grip: hand.On, touch: h.palm, hint: chest.Apply(g.elbow)}
		if a.Bend != nil {
			out.hint = a.Bend.of(chest, h.sign)
		}
		return out
	}
	out := handhold{kind: there, touch: h.palm, hint: or(a.Bend, "out feet back").of(chest, h.sign)}
	if or(hand.Free, false) {
		out.kind = inAir
	}
	if or(hand.Tips, false) {
		out.touch = fingertipsOf(h)
	}
	if hand.On == onFloor {
		shoulder := p[Chest].Point(offsets[h.upper])
		out.kind = beside
		out.point = shoulder.Add(along(chest, h, "feet").Mul(0.35)).Add(along(chest, h, "out").Mul(0.06))
		out.point.Y = ground
		out.hint = or(a.Bend, "out").of(chest, h.sign)
		hand = &HandPose{On: onFloor, Palm: toward("down"), Fingers: toward("feet")}
	} else {
		out.point = Vec{or(hand.X, 0), or(hand.Y, ground), or(hand.Z, 0)}
	}
	if hand.Fingers == nil && hand.Palm != nil {
		hand = hand.upright(chest, h)
	}
	if a.Bend == nil && hand.Palm != nil && hand.On != onFloor {
		return out.comfortable(p, h, a, hand)
	}
	out.hand = out.aim(p, h, a, hand)
	return out
}

// upright is a hand on a wall: its fingers point up. Elsewhere they go on from the forearm.
func (hand HandPose) upright(chest Mat, h half) *HandPose {
	if palm := hand.Palm.of(chest, h.sign); math.Abs(palm.Y) < 0.5 {
		hand.Fingers = toward("up")
	}
	return &hand
}

// along is a direction of the body, laid on the ground.
func along(chest Mat, h half, d Direction) Vec {
	v := d.of(chest, h.sign)
	v.Y = 0
	return v.Unit()
}

func toward(d Direction) *Direction { return &d }

func fingertipsOf(h half) Landmark {
	if h.sign < 0 {
		return WFingertips
	}
	return OFingertips
}

// aim turns the hand. Where the fingers follow the forearm and the forearm follows the hand, a few rounds settle it.
func (a handhold) aim(p *Posture, h half, arm ArmPose, hand *HandPose) Mat {
	chest := p[Chest].Turn
	shoulder := p[Chest].Point(offsets[h.upper])
	fingers := a.point.Sub(shoulder)
	turn := Level
	p[h.hand].Turn = chest
	for range 16 {
		if hand.Fingers != nil {
			fingers = hand.Fingers.of(chest, h.sign)
		}
		if hand.Palm != nil {
			turn = handTurn(h, hand.Palm.of(chest, h.sign), fingers)
		} else {
			turn = hinged(fingers.Mul(-1), p[h.hand].Turn.X)
		}
		elbow, hinge, end := bend(shoulder, a.wristOf(turn), UpperArm, ForearmLength, a.hint)
		fingers = end.Sub(elbow)
		if hand.Palm == nil {
			straight := hinged(elbow.Sub(end), hinge.Mul(-1)).Mul(AboutY(-h.sign * or(arm.Turn, hangingTurn)))
			p[h.hand].Turn = straight
		}
	}
	return turn
}
