package coach

// verdict decides about one side: the ordinary rules, the gap table for who comes back, and the rules around the
// decision (adaptation 8 and 9).
func (m *Member) verdict(c *Course, s State, d *Day, policy Policy) Verdict {
	a := m.answers(d, c)
	gap := m.Gap(d.Date)
	switch {
	case a.RedFlag || s.Flare:
		c.RungZero = 0
		return m.flareVerdict(s, a, d)
	case gap >= 3:
		c.RungZero = 0
		return c.comeback(gap, s, a)
	}
	c.GapBase = nil
	return m.ordinary(c, s, a, d, policy)
}

// flareVerdict: a red flag beats everything; in a flare there is no comeback, but a flare that ends after 28 days
// without loading ends on the comeback's smallest row.
func (m *Member) flareVerdict(s State, a Answers, d *Day) Verdict {
	v := decided(s, a)
	last := m.Programme.LastLoading
	if last == "" {
		last = m.Programme.Start
	}
	v.Decision = FlareExitAfterGap(v.Decision, d.Date.Since(last))
	return v
}

// comeback applies the gap table once; days after it without a session are decided as usual, unless the gap grows into
// a later row that gives less.
func (c *Course) comeback(gap int, s State, a Answers) Verdict {
	if c.GapBase == nil {
		base := s
		c.GapBase = &base
		d, err := Return(gap, s, a)
		return checked(Verdict{Decision: d, Gap: gap}, err, s)
	}
	v := decided(s, a)
	v.Decision = GrowingGap(gap, *c.GapBase, v.Decision)
	v.Gap = gap
	return v
}

// ordinary is the day's decision, with no increase where it is not wanted, not allowed or too late.
func (m *Member) ordinary(c *Course, s State, a Answers, d *Day, policy Policy) Verdict {
	v := decided(s, a)
	first, days := LeaveRungZero(s, a, v.Decision, c.RungZero, m.RungLimit())
	v.Decision, c.RungZero = first, days
	within, err := WithinLimit(s, a, v.Decision, m.RungLimit())
	if err == nil {
		v.Decision = within
	}
	reason, held := d.holdsBack(policy)
	if !v.Action.Increase() || !held {
		return v
	}
	offered := v.Plan()
	less, err := NoIncrease(s, a, v.Decision, reason)
	v.Offered = &offered
	v.Decision = less
	return checked(v, err, s)
}

// holdsBack says whether an increase must not happen today, and why.
func (d *Day) holdsBack(policy Policy) (Reason, bool) {
	switch {
	case d.Declined:
		return ReasonHoldDeclined, true
	case d.Loaded():
		return ReasonHoldLate, true
	case policy == Off, policy == Suggest && !d.Accepted:
		return ReasonHoldDeclined, true
	}
	return "", false
}

func decided(s State, a Answers) Verdict {
	d, err := Decide(s, a)
	return checked(Verdict{Decision: d}, err, s)
}

// checked keeps the state where the rules refuse an input: a defect must not move a dose.
func checked(v Verdict, err error, s State) Verdict {
	if err != nil {
		return Verdict{Decision: Decision{Action: ActionHold, State: s, Reason: ReasonHoldData, Missing: "morning"}, Refused: true}
	}
	return v
}
