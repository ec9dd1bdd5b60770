package coach

// OpenDay finds or makes the diary's entry of today, with the sessions its slots plan, and settles what earlier days
// left open: an unanswered session was missed. Days are opened in order; an older date is only looked up.
func (m *Member) OpenDay(today Date, slots []Slot) *Day {
	if d := m.Day(today); d != nil {
		return d
	}
	if m.Programme.LastOpened != "" && today < m.Programme.LastOpened {
		return m.Day(m.Programme.LastOpened) // the member's clock went back over midnight (a new zone)
	}
	m.closeDays()
	m.passDays(today)
	day := Day{Date: today, Number: m.Programme.Day(today), Off: m.OffDay(today)}
	for _, slot := range slots {
		day.Rounds = append(day.Rounds, Round{Slot: slot})
	}
	m.FitRounds(&day)
	m.Days = append(append([]Day(nil), m.Days...), day)
	if len(m.Days) > DaysLoaded {
		m.Days = m.Days[len(m.Days)-DaysLoaded:]
	}
	m.Programme.LastOpened = today
	return &m.Days[len(m.Days)-1]
}

// FitRounds says what the sessions still open on a day are for. Up to rung 4 all of them load. On the every-other-day
// rungs the first one of a loading day loads and the other is light; on a day in between one is light and the other
// rest.
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
		r.Light = second && (d.Off || loaded)
		switch {
		case r.Light && light && d.Off:
			r.Outcome = Rested
		case r.Light:
			light = true
		default:
			loaded = true
		}
	}
}

// closeDays gives every session of the past that nobody answered its outcome.
func (m *Member) closeDays() {
	days := append([]Day(nil), m.Days...)
	for i := range days {
		rounds := append([]Round(nil), days[i].Rounds...)
		for j := range rounds {
			if rounds[j].Outcome == "" {
				rounds[j].Outcome = Missed
			}
		}
		days[i].Rounds = rounds
	}
	m.Days = days
}

// passDays walks over the dates since the diary was last opened: what step each ended with, and which of them do not
// count into a gap.
func (m *Member) passDays(today Date) {
	p := &m.Programme
	if p.LastOpened == "" {
		return
	}
	// Only the last week's steps are ever asked for; a walk over years of silence would be for nothing.
	for d := p.LastOpened; d < today; d = d.Add(1) {
		if d > p.LastLoading && (m.InFlare() || m.OffDay(d)) {
			p.NotGap++
		}
	}
	n := p.Day(today)
	for i := range m.Courses {
		c := &m.Courses[i]
		from := max(n-7, p.Day(p.LastOpened))
		held := append([]Held(nil), c.Held...)
		for day := from; day < n; day++ {
			if len(held) > 0 && held[len(held)-1].Day >= day {
				continue
			}
			held = append(held, Held{Day: day, Rung: c.State.Rung, Step: c.State.Step})
		}
		c.Held = held[max(0, len(held)-7):]
	}
}

// everySecondDay: the plan in force is on a rung that is loaded every other day.
func (m *Member) everySecondDay() bool {
	for _, t := range m.tasks() {
		if t.Rung >= FirstEverySecondDayRung {
			return true
		}
	}
	return false
}

// OffDay: on the every-other-day rungs, the day after a loading day. A missed loading day moves to the next day.
func (m *Member) OffDay(date Date) bool {
	return m.everySecondDay() && m.Programme.LastLoaded != "" && date == m.Programme.LastLoaded.Add(1)
}

// Gap is the number of whole days from the last completed loading session to a date, off days and flare days not
// counted (adaptation 8).
func (m *Member) Gap(date Date) int {
	from := m.Programme.LastLoading
	if from == "" {
		from = m.Programme.Start
	}
	return max(0, date.Since(from)-m.Programme.NotGap)
}
