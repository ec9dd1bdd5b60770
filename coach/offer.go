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
	d.CloseOpen(Rested)
	m.Programme.RestOffered = d.Date
}

// HarderSide is the side whose next exercise may be tried ahead of time: the last seven decisions were all calm and
// easy. "" when there is none, or the day has begun.
func (m *Member) HarderSide(d *Day) Side {
	if d.Loaded() || m.Lock != nil || len(d.Wishes) > 0 || m.stageRose(d.Date) {
		return ""
	}
	for i := range m.Courses {
		if m.harderOffered(&m.Courses[i]) {
			return m.Courses[i].Side
		}
	}
	return ""
}

func (m *Member) harderOffered(c *Course) bool {
	if m.Programme.Upkeep != 0 {
		return false // what is kept up is not raised
	}
	var past []Past
	for i := range m.Days {
		if v := m.Days[i].Verdict(c.Side); v != nil {
			past = append(past, Past{Level: v.Level, Effort: v.Effort})
		}
	}
	return HarderOffered(c.State, past, min(m.RungLimit(), m.Prescribed.topRung())) && m.Prescribed.onRung(c.State.Rung+1) != ""
}
