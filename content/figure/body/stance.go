package body

import (
	"errors"
	"fmt"
	"slices"
)

// Stance is a pose made good: every bone has its place, and what touches something is known, so that it can stay there
// while one stance turns into another.
type Stance struct {
	Posture
	lying  bool
	ground float64
	spine  spine
	legs   [2]legHold
	arms   [2]handhold
	plants []planted
}

// legHold is how a leg is held: by its foot, by its planted knee, or else it hangs on the pelvis.
type legHold struct {
	by   legBy
	foot foothold
	knee Vec
}

type legBy int

const (
	byAngles legBy = iota
	byFoot
	byKnee
)

// planted is a part of the trunk that lies or sits somewhere.
type planted struct {
	at    Landmark
	place Place
}

// Contact is a point of the body that touches something, and the point it touches.
type Contact struct {
	At    Landmark
	Point Vec
}

// Contacts are what of the body touches the world, by landmark. Hands on the own body are none.
func (s Stance) Contacts() []Contact {
	var all []Contact
	add := func(l Landmark) { all = append(all, Contact{l, s.Point(l)}) }
	for _, p := range s.plants {
		add(p.at)
	}
	for i, h := range halves {
		switch s.legs[i].by {
		case byFoot:
			for _, l := range s.legs[i].foot.on {
				add(l)
			}
		case byKnee:
			add(h.knee)
		}
		switch s.arms[i].kind {
		case there:
			add(s.arms[i].touch)
		case leant:
			add(h.elbow)
			add(h.wrist)
		}
	}
	slices.SortFunc(all, func(a, b Contact) int { return int(a.At - b.At) })
	return all
}

// Solve makes a pose good. The error names what cannot be: a target out of reach, two wishes that contradict each other,
// a joint beyond its limit; and what to change.
func Solve(p Pose) (Posture, error) {
	s, err := Settle(p)
	return s.Posture, err
}

// Settle is Solve for whoever goes on to blend: it also remembers what touches what. With an error the stance is as near
// as it came, for a look at it.
func Settle(p Pose) (Stance, error) {
	if err := p.check(); err != nil {
		return Stance{Posture: Rest()}, err
	}
	s, err := p.settle(Vec{})
	if p.Weight != "" && p.Weight != None && err == nil {
		s, err = p.balance(s)
	}
	return s, errors.Join(err, s.WithinLimits())
}

// settle finds the place of the pelvis and hangs the limbs on it; lean shifts the first guess.
func (p Pose) settle(lean Vec) (Stance, error) {
	s := Stance{Posture: Rest(), lying: !p.standing(), ground: or(p.Ground, 0), spine: p.spine()}
	s.spine.posture(&s.Posture, Vec{})
	binds, guess := p.bind(&s)
	guess = binds.lowered(guess.Add(lean))
	at := binds.settle(guess)
	errs := []error{binds.broken(at), p.dragged(at.Sub(guess))}
	s.spine.posture(&s.Posture, at)
	for i, h := range halves {
		errs = append(errs, p.stepOn(&s, i, h), p.sunk(s, i, h))
	}
	for i, h := range halves {
		errs = append(errs, p.reachFor(&s, i, h))
	}
	return s, errors.Join(errs...)
}

// leg and arm of a side.
func (p Pose) leg(i int) LegPose { return [2]LegPose{p.W, p.O}[i] }
func (p Pose) arm(i int) ArmPose { return [2]ArmPose{p.WArm, p.OArm}[i] }

// standing tells a body that stands or sits.
func (p Pose) standing() bool { return p.Lie == "" || p.Lie == Stand }

// stepOn puts a leg where it belongs. The pelvis has its place.
func (p Pose) stepOn(s *Stance, i int, h half) error {
	l, hold := p.leg(i), &s.legs[i]
	switch hold.by {
	case byKnee:
		s.kneel(h, hold.knee, l)
		return nil
	case byAngles:
		if or(l.Lies, false) {
			l = p.lay(&s.Posture, h, l, s.ground)
		}
		s.legBy(h, l)
		return nil
	}
	hip := s.Posture[Pelvis].Point(offsets[h.thigh])
	if hold.foot.tiptoe {
		var ok bool
		if hold.foot, ok = hold.foot.raised(h, hip, legLength(or(l.Knee, 0))); !ok {
			return fmt.Errorf("%s tiptoe: no heel makes up for the height of the hip; move the pelvis, or change the knee", h.name)
		}
	}
	hold.foot.tiptoe = false
	f := hold.foot
	s.legTo(h, f.ankle, f.foot, f.toes, f.hint(h, hip))
	if off := f.ankle.Sub(s.Posture.Point(h.ankle)).Len(); off > 1e-6 {
		return fmt.Errorf("%s foot: %.3f H out of reach; move the pelvis or the foot", h.name, off)
	}
	return nil
}

// sunk tells of a foot in the air that is under the floor.
func (p Pose) sunk(s Stance, i int, h half) error {
	if deep := -s.above(h); p.standing() && s.legs[i].by == byAngles && deep > 0.004 {
		return fmt.Errorf("%s foot: %.3f H under the floor; bend the knee more, or give it a foot", h.name, deep)
	}
	return nil
}

// reachFor puts an arm where it belongs. Trunk and legs have their places.
func (p Pose) reachFor(s *Stance, i int, h half) error {
	a := p.arm(i)
	switch {
	case a.Forearm != nil:
		s.arms[i] = a.Forearm.hold(h, p, s.Posture[Chest].Turn, s.ground)
	case a.Hand != nil:
		s.arms[i] = a.hold(&s.Posture, h, s.ground)
	default:
		s.armBy(h, a)
		return nil
	}
	s.arms[i].place(&s.Posture, h)
	if off := s.arms[i].off(s.Posture, h); off > 1e-6 {
		return fmt.Errorf("%s hand: %.3f H out of reach; move it nearer to the shoulder, or the body to it", h.name, off)
	}
	return nil
}

// off is how far a hand is from what it should touch.
func (a handhold) off(p Posture, h half) float64 {
	if a.kind == onSelf {
		g := gripOf(a.grip, h)
		a.point = p[g.bone].Point(g.palm)
	}
	return p.Point(a.touch).Sub(a.point).Len()
}
