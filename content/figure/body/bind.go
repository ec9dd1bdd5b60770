package body

import (
	"fmt"
	"math"
)

// bind collects what tells the pelvis its place, and a first guess at it. The spine is hung on a pelvis at the origin.
func (p Pose) bind(s *Stance) (rules, Vec) {
	var all rules
	all.fix("pelvis", Place{p.Pelvis.X, p.Pelvis.Y, p.Pelvis.Z}, Vec{})
	for l := range Landmark(Landmarks) {
		at, ok := p.Plant[l]
		if !ok || isKnee(l) {
			continue
		}
		at.Y = Deg(or(at.Y, s.ground))
		all.fix(l.String(), at, s.Point(l))
		s.plants = append(s.plants, planted{l, at})
	}
	for i, h := range halves {
		p.bindLeg(&all, s, i, h)
		if f := p.arm(i).Forearm; f != nil {
			elbow := f.hold(h, p, s.spine.chest, s.ground).point
			all = append(all, rule{
				what: h.name + " elbow under the shoulder", kind: onSphere, centre: elbow.Sub(s.Posture[Chest].Point(offsets[h.upper])), radius: UpperArm,
			})
		}
	}
	if !p.standing() && !p.held() {
		p.lieDown(&all, s)
	}
	return all, p.guess(s)
}

// bindLeg decides how a leg is held, and what that asks of the pelvis.
func (p Pose) bindLeg(all *rules, s *Stance, i int, h half) {
	l, off := p.leg(i), s.spine.pelvis.Apply(offsets[h.thigh])
	if at, ok := p.Plant[h.knee]; ok {
		knee := Vec{or(at.X, h.sign*HipWidth/2), or(at.Y, s.ground) + kneeRadius, or(at.Z, 0)}
		s.legs[i] = legHold{by: byKnee, knee: knee}
		*all = append(*all, rule{what: h.name + " knee on the ground", kind: onSphere, centre: knee.Sub(off), radius: ThighLength})
		return
	}
	foot := l.Foot
	if foot == nil && p.standing() && l == (LegPose{}) {
		foot = &FootPose{}
	}
	if foot != nil {
		s.legs[i] = legHold{by: byFoot, foot: foot.foothold(h, l, s.ground)}
		s.legs[i].foot.bind(all, h, l, off)
	}
}

func isKnee(l Landmark) bool { return l == WKnee || l == OKnee }

// held tells whether something else than lying on it keeps the pelvis off the ground.
func (p Pose) held() bool {
	return p.Pelvis.Y != nil || len(p.Plant) > 0 || p.WArm.Forearm != nil || p.OArm.Forearm != nil
}

// beds are the landmarks that may lie on the ground, by how the body lies.
var beds = map[Lie][]Landmark{
	Back: {Rump, Sacrum, UpperBack}, Front: {Belly, Breastbone}, WUp: {OOuterHip, OSide}, OUp: {WOuterHip, WSide},
}

// lieDown lays the body on the ground with what is lowest.
func (p Pose) lieDown(all *rules, s *Stance) {
	low := beds[p.Lie][0]
	for _, l := range beds[p.Lie] {
		if s.Point(l).Y < s.Point(low).Y {
			low = l
		}
	}
	at := Place{Y: Deg(s.ground)}
	all.fix(low.String(), at, s.Point(low))
	s.plants = append(s.plants, planted{low, at})
}

// guess is where the pelvis would be if nothing held it: a standing one as high as it can be, over its feet.
func (p Pose) guess(s *Stance) Vec {
	if !p.standing() {
		return Vec{Y: s.ground + 0.1}
	}
	var sum Vec
	n := 0.0
	for i, h := range halves {
		f := s.legs[i].foot
		if s.legs[i].by != byFoot || len(f.on) == 0 && !f.tiptoe {
			continue
		}
		if over := p.Pelvis.Over; over != "" && over != Both && over != None && string(over) != h.name {
			continue
		}
		sum = sum.Add(f.flat.Sub(s.spine.pelvis.Apply(offsets[h.thigh])))
		n++
	}
	if n == 0 {
		return Vec{Y: s.ground + HipHeight}
	}
	sum = sum.Mul(1 / n)
	sum.Y += reach
	return sum
}

// dragged complains of a standing body that its own knees pull far from its feet: two legs of given length that do not
// fit the tilt of the pelvis have a common place somewhere behind or before it.
func (p Pose) dragged(by Vec) error {
	far := math.Hypot(by.X, by.Z)
	if !p.standing() || far < 0.1 || len(p.Plant) > 0 || p.Pelvis.X != nil || p.Pelvis.Z != nil || p.W.Shank != nil || p.O.Shank != nil {
		return nil
	}
	return fmt.Errorf("both knees fit only with the pelvis %.2f H away; leave one knee out, change the tilt, or use tiptoe", far)
}

// check finds what no pose may say.
func (p Pose) check() error {
	for l := range Landmark(Landmarks) {
		if _, ok := p.Plant[l]; ok && !isKnee(l) && !isTrunk(l.Bone()) {
			return fmt.Errorf("plant: %s moves with a limb; plant w_knee or o_knee, a place of the trunk, or give the foot, hand or forearm", l)
		}
	}
	if p.standing() && p.Slope != nil {
		return fmt.Errorf("slope is for lying; a standing body has trunk: {lean: ...}")
	}
	for i, h := range halves {
		l := p.leg(i)
		switch {
		case l.Foot != nil && l.byAngles():
			return fmt.Errorf("%s: the foot is given, so hip, abd, rot, ankle, open and lies follow; leave them out, or the foot", h.name)
		case l.Shank != nil && (l.Foot == nil || l.Knee == nil):
			return fmt.Errorf("%s: a shank needs a foot and a knee", h.name)
		case l.Side != nil && l.Shank == nil:
			return fmt.Errorf("%s: side needs a shank", h.name)
		}
	}
	return nil
}

func isTrunk(b Bone) bool { return b <= Head }
