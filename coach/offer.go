package coach

// What may be offered beside the plan: a free rest day, and the harder exercise ahead of time (adaptation 9.6 and 9.9).

// RestOffered tells whether one free rest day is offered today. It is offered at most once a week, and never forced.
func (m *Member) RestOffered(today Date) bool {
	if last := m.Programme.RestOffered; last != "" && last != today && today.Since(last) < 7 {
		return false
	}
	loading := 0
	for i := len(m.Days) - 1; i >= 0; i-- {
		d := &m.Days[i]
		if d.Date >= today {
			continue
		}
		if d.Date != today.Add(-loading-1) || !d.Loaded() {
			break
		}
		loading++
	}
	var efforts []Score
	for i := range m.Days {
		if d := &m.Days[i]; d.Date < today && d.Date >= today.Add(-7) {
			efforts = append(efforts, d.effort())
		}
	}
	return RestOffer(loading, efforts)
}

// effort is the hardest effort of a day's loading sessions.
func (d *Day) effort() Score {
	var worst Score
	for _, r := range d.Rounds {
		if !r.Light {
			worst = worse(worst, r.Effort)
		}
	}
	return worst
}

// TakeRest takes the offered rest day: it counts as rest ordered by the coach.
func (m *Member) TakeRest(d *Day) {
	for i := range d.Rounds {
		if d.Rounds[i].Outcome == "" {
			d.Rounds[i].Outcome = Rested
		}
	}
	m.Programme.RestOffered = d.Date
}

// HarderSide is the side whose next exercise may be tried ahead of time: the last seven decisions were all calm and
// easy. "" when there is none, or the day has begun.
func (m *Member) HarderSide(d *Day) Side {
	if d.Fixed || d.Loaded() || m.Lock != nil {
		return ""
	}
	for _, c := range m.Courses {
		var past []Past
		for i := range m.Days {
			if v := m.Days[i].Verdict(c.Side); v != nil {
				past = append(past, Past{Level: v.Level, Effort: v.Effort})
			}
		}
		if HarderOffered(c.State, past, m.RungLimit()) {
			return c.Side
		}
	}
	return ""
}

// TryHarder takes the harder exercise now, as a trial; the day is not decided again.
func (m *Member) TryHarder(d *Day, side Side) error {
	c := m.Course(side)
	decision, err := HarderNow(c.State)
	if err != nil {
		return err
	}
	if v := d.Verdict(side); v != nil {
		decision.Level, decision.Cause = v.Level, v.Cause
		v.Decision, v.Rung0, v.Step0 = decision, c.State.Rung, c.State.Step
	}
	c.State, c.Instead = decision.State, ""
	m.Fix(d)
	return nil
}
