package coach

// verdict decides about one side: the ordinary rules, the gap table for who comes back, and the rules around the
// decision (adaptation 8 and 9).
func (m *Member) verdict(c *Course, s State, d *Day, policy Policy) Verdict {
	a := m.answers(d, c)
	asOf := *c
	if b := d.before(c.Side); b != nil && c.LastLoading >= d.Date {
		asOf = *b // what has been done today does not end the gap that today's plan is about
	}
	gap := m.gap(asOf, d.Date)
	switch {
	case a.RedFlag || s.Flare:
		c.RungZero = 0
		v := decided(s, a)
		// In a flare there is no comeback, but a flare that ends after 28 days without loading ends on its smallest row.
		v.Decision = FlareExitAfterGap(v.Decision, m.away(asOf, d.Date))
		return v
	case gap >= 3:
		c.RungZero = 0
		return c.comeback(gap, s, a)
	}
	c.GapBase = nil
	return m.ordinary(c, s, a, d, policy)
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
	if prescribed, err := m.Prescribed.within(s, a, v.Decision); err == nil {
		v.Decision = prescribed
	}
	if _, ok := d.CheckIn.Morning[c.Side]; !ok && v.Action.Increase() {
		// Mornings of days in between may have been told, but no answer today never means more today.
		less, err := NoIncrease(s, a, v.Decision, ReasonHoldData)
		v.Decision, v.Missing = less, "morning"
		return checked(v, err, s)
	}
	reason, held := d.holdsBack(c.Side, v.Plan(), policy)
	if !v.Action.Increase() || !held {
		return v
	}
	offered := v.Plan()
	less, err := NoIncrease(s, a, v.Decision, reason)
	v.Offered = &offered
	v.Decision = less
	return checked(v, err, s)
}

// holdsBack says whether an increase to this plan must not happen today, and why. After the first set of the day nothing
// is added to what was in force then.
func (d *Day) holdsBack(side Side, more Plan, policy Policy) (Reason, bool) {
	begun, known := d.Begun[side]
	switch {
	case d.Declined, policy == Off, policy == Suggest && !d.Accepted:
		return ReasonHoldDeclined, true
	case d.Loaded() && (!known || begun.Less(more)):
		return ReasonHoldLate, true
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
		return refused(v, s)
	}
	return v
}

func refused(v Verdict, s State) Verdict {
	return Verdict{Refused: true, Decision: Decision{
		Row: v.Row, Level: v.Level, Cause: v.Cause, Action: ActionHold, State: s, Reason: ReasonHoldData, Missing: "morning", Rules: RulesVersion,
	}}
}

// bounded enforces the bounds of the rules once more when a plan is written (hazard H12): at most one step up on a rung,
// within the week's allowance, or one rung up at the trial dose; only a passed trial leads straight to the start dose.
// What asks for more is a defect: it is refused, and the dose stays.
func bounded(s State, v Verdict) Verdict {
	n := v.State
	ok := n.Check() == nil
	switch {
	case n.Rung > s.Rung:
		ok = ok && n.Rung == s.Rung+1 && n.Step == TrialStep && n.Trial
	case n.Rung == s.Rung && n.Step > s.Step:
		passed := s.Trial && !n.Trial && n.Step == StartStep
		ok = ok && (passed || n.Step == s.Step+1 && n.UpsThisWeek <= WeekCap(n.WeekStartStep))
	}
	if !ok {
		return refused(v, s)
	}
	return v
}
