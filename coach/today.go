package coach

// OpenDay finds or makes the diary's entry of today, with the sessions its slots plan, and settles what earlier days
// left open. Days are opened in order: when the member's clock went back over midnight (a new zone), the latest day
// goes on.
func (m *Member) OpenDay(today Date, slots []Slot) *Day {
	if today < m.Programme.LastOpened {
		today = m.Programme.LastOpened
	}
	if d := m.Day(today); d != nil {
		return d
	}
	m.closeDays()
	m.passDays(today)
	if m.InFlare() {
		m.Programme.LastFlare = today
	}
	day := Day{Date: today, Number: m.number(today), Off: m.OffDay(today)}
	for _, slot := range slots {
		round := Round{Slot: slot}
		switch {
		case m.Pause != nil:
			round.Outcome = Paused
		case m.Lock != nil:
			round.Outcome = Rested
		}
		day.Rounds = append(day.Rounds, round)
	}
	m.FitRounds(&day)
	m.Days = append(append([]Day(nil), m.Days...), day)
	if len(m.Days) > DaysLoaded {
		m.Days = m.Days[len(m.Days)-DaysLoaded:]
	}
	m.Programme.LastOpened = today
	return &m.Days[len(m.Days)-1]
}

// number is the programme day of a date; in a pause the count stands still.
func (m *Member) number(date Date) int {
	n := m.Programme.Day(date)
	if m.Pause != nil {
		n -= max(0, date.Since(m.Pause.Since))
	}
	return n
}

// FitRounds says what the sessions of a day are for. Up to rung 4 all of them load. On the every-other-day rungs one
// session of a loading day loads and the other is light; on a day in between one is light and the other rest.
func (m *Member) FitRounds(d *Day) {
	second := m.everySecondDay()
	loaded, light := false, false
	for i := range d.Rounds {
		r := &d.Rounds[i]
		if r.Outcome != "" || !r.Began.IsZero() {
			loaded = loaded || !r.Light && !r.Began.IsZero()
			light = light || r.Light && r.Outcome == Done
			continue
		}
		r.Light = d.Off || second && loaded
		switch {
		case r.Light && light && d.Off:
			r.Outcome = Rested
		case r.Light:
			light = true
		default:
			loaded = true
		}
	}
	if second && loaded {
		d.passOver()
	}
}

// passOver takes the loading out of a session that was let pass when another one of the day has taken it over, so that
// it is not missing from what was planned.
func (d *Day) passOver() {
	for i := range d.Rounds {
		if r := &d.Rounds[i]; r.Began.IsZero() && r.Outcome != "" {
			r.Light = true
		}
	}
}

// closeDays gives every session of the past that nobody answered its outcome: missed, where it was planned.
func (m *Member) closeDays() {
	left := Missed
	switch {
	case m.Pause != nil:
		left = Paused
	case m.Lock != nil, m.Resting():
		left = Rested
	}
	days := append([]Day(nil), m.Days...)
	for i := range days {
		days[i].Rounds = append([]Round(nil), days[i].Rounds...)
		days[i].CloseOpen(left)
	}
	m.Days = days
}

// Resting: every sore side is in a flare.
func (m *Member) Resting() bool {
	for _, c := range m.Courses {
		if !c.State.Flare {
			return false
		}
	}
	return len(m.Courses) > 0
}

// passDays walks over the dates since the diary was last opened: what step each ended with, and which of them do not
// count into a gap.
func (m *Member) passDays(today Date) {
	p := &m.Programme
	if p.LastOpened == "" {
		return
	}
	n := m.number(today)
	for i := range m.Courses {
		c := &m.Courses[i]
		for d := p.LastOpened; d < today; d = d.Add(1) {
			if d > c.LastLoading && (c.State.Flare || m.OffDay(d) || m.Programme.between(c.LastLoading, d)) {
				c.NotGap++
			}
		}
		for day := max(0, n-7); day < n; day++ {
			if len(c.Held) == 0 || c.Held[len(c.Held)-1].Day < day {
				c.hold(day)
			}
		}
		c.Held = c.Held[max(0, len(c.Held)-8):] // a week, and one day that may be decided again
	}
}

// hold notes the step at the end of a programme day.
func (c *Course) hold(day int) {
	c.forget(day)
	c.Held = append(c.Held, Held{Day: day, Rung: c.State.Rung, Step: c.State.Step})
}

// forget strikes out what was noted for a programme day and later ones.
func (c *Course) forget(day int) {
	var held []Held
	for _, h := range c.Held {
		if h.Day < day {
			held = append(held, h)
		}
	}
	c.Held = held
}

// everySecondDay: the plan in force is on a rung that is loaded every other day.
func (m *Member) everySecondDay() bool { return heavy(m.tasks()) }

// OffDay: on the every-other-day rungs, the day after a loading day. A missed loading day moves to the next day.
func (m *Member) OffDay(date Date) bool {
	return m.everySecondDay() && m.Programme.LastLoaded != "" && date == m.Programme.LastLoaded.Add(1)
}

// Gap is the longest of the sides' gaps: the number of whole days from the last completed loading session to a date,
// off days and flare days not counted (adaptation 8).
func (m *Member) Gap(date Date) int {
	longest := 0
	for _, c := range m.Courses {
		longest = max(longest, m.gap(c, date))
	}
	return longest
}

// gap is a side's own. What was done on the date itself does not end the gap that the date's decision is about.
func (m *Member) gap(c Course, date Date) int { return max(0, m.away(c, date)-c.NotGap) }

// away is the number of calendar days since a side's last completed loading session.
func (m *Member) away(c Course, date Date) int {
	from := c.LastLoading
	if from == "" {
		from = max(m.Programme.Start, c.Began)
	}
	return date.Since(from)
}
