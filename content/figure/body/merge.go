package body

// Over is a pose written on top of another: what p leaves out is as in base. Two ways to say the same push each other
// out: an arm that is given a hand forgets the angles it had, a leg that is given hip angles forgets its foot. What is
// planted is given anew as a whole.
func (p Pose) Over(base Pose) Pose {
	word(&p.Lie, base.Lie)
	word(&p.Weight, base.Weight)
	over(&p.Slope, base.Slope)
	over(&p.Ground, base.Ground)
	p.Pelvis = p.Pelvis.over(base.Pelvis)
	p.Trunk = p.Trunk.over(base.Trunk)
	p.Head = p.Head.over(base.Head)
	p.W, p.O = p.W.over(base.W), p.O.over(base.O)
	p.WArm, p.OArm = p.WArm.over(base.WArm), p.OArm.over(base.OArm)
	if p.Plant == nil {
		p.Plant = base.Plant
	}
	return p
}

// over fills what is left out.
func over[T any](v **T, base *T) {
	if *v == nil {
		*v = base
	}
}

// word fills a word that is left out.
func word[T ~string](v *T, base T) {
	if *v == "" {
		*v = base
	}
}

func (p PelvisPose) over(base PelvisPose) PelvisPose {
	over(&p.Tilt, base.Tilt)
	over(&p.Lean, base.Lean)
	over(&p.Turn, base.Turn)
	over(&p.X, base.X)
	over(&p.Y, base.Y)
	over(&p.Z, base.Z)
	word(&p.Over, base.Over)
	return p
}

func (t TrunkPose) over(base TrunkPose) TrunkPose {
	over(&t.Lean, base.Lean)
	over(&t.Bend, base.Bend)
	over(&t.Turn, base.Turn)
	return t
}

func (h HeadPose) over(base HeadPose) HeadPose {
	over(&h.Nod, base.Nod)
	over(&h.Tilt, base.Tilt)
	over(&h.Turn, base.Turn)
	return h
}

// byAngles tells a leg that is said to hang on the pelvis.
func (l LegPose) byAngles() bool {
	return l.Hip != nil || l.Abd != nil || l.Rot != nil || l.Ankle != nil || l.Open != nil || l.Lies != nil
}

func (l LegPose) over(base LegPose) LegPose {
	switch {
	case l.byAngles() && base.Foot != nil:
		base = LegPose{Knee: base.Knee}
	case l.Foot != nil && base.byAngles():
		base = LegPose{Knee: base.Knee}
	}
	over(&l.Hip, base.Hip)
	over(&l.Abd, base.Abd)
	over(&l.Rot, base.Rot)
	over(&l.Knee, base.Knee)
	over(&l.Ankle, base.Ankle)
	over(&l.Shank, base.Shank)
	over(&l.Side, base.Side)
	over(&l.In, base.In)
	over(&l.Open, base.Open)
	over(&l.Lies, base.Lies)
	if l.Foot != nil && base.Foot != nil {
		foot := l.Foot.over(*base.Foot)
		l.Foot = &foot
	}
	over(&l.Foot, base.Foot)
	return l
}

// tips tells a foot whose heel is said to be off the ground, or whose toes are.
func (f FootPose) tips() bool {
	return f.Heel != nil || f.Pitch != nil || f.Tiptoe != nil || f.Up != nil
}

func (f FootPose) over(base FootPose) FootPose {
	if !f.tips() {
		f.Heel, f.Pitch, f.Tiptoe, f.Up = base.Heel, base.Pitch, base.Tiptoe, base.Up
	}
	over(&f.X, base.X)
	over(&f.Y, base.Y)
	over(&f.Z, base.Z)
	over(&f.Out, base.Out)
	return f
}

// byAngles tells an arm that is said to hang on the chest.
func (a ArmPose) byAngles() bool {
	return a.Flex != nil || a.Abd != nil || a.Rot != nil || a.Elbow != nil || a.Wrist != nil
}

func (a ArmPose) over(base ArmPose) ArmPose {
	ways := func(a ArmPose) [3]bool { return [3]bool{a.byAngles(), a.Hand != nil, a.Forearm != nil} }
	if now := ways(a); now != [3]bool{} && now != ways(base) {
		base = ArmPose{}
	}
	over(&a.Flex, base.Flex)
	over(&a.Abd, base.Abd)
	over(&a.Rot, base.Rot)
	over(&a.Elbow, base.Elbow)
	over(&a.Turn, base.Turn)
	over(&a.Wrist, base.Wrist)
	over(&a.Bend, base.Bend)
	if a.Hand != nil && base.Hand != nil {
		hand := a.Hand.over(*base.Hand)
		a.Hand = &hand
	}
	over(&a.Hand, base.Hand)
	over(&a.Forearm, base.Forearm)
	return a
}

func (h HandPose) over(base HandPose) HandPose {
	if (h.On == "") != (base.On == "") || h.On != "" {
		return h // a place on the body has no coordinates
	}
	over(&h.X, base.X)
	over(&h.Y, base.Y)
	over(&h.Z, base.Z)
	over(&h.Palm, base.Palm)
	over(&h.Fingers, base.Fingers)
	over(&h.Tips, base.Tips)
	over(&h.Free, base.Free)
	return h
}
