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
	for i, slot := range slots {
		round := Round{Slot: slot}
		if m.everySecondDay() {
			round.Light = day.Off || i > 0
			if day.Off && i > 0 {
				round.Outcome = Rested
			}
		}
		day.Rounds = append(day.Rounds, round)
	}
	m.Days = append(append([]Day(nil), m.Days...), day)
	if len(m.Days) > DaysLoaded {
		m.Days = m.Days[len(m.Days)-DaysLoaded:]
	}
	m.Programme.LastOpened = today
	return &m.Days[len(m.Days)-1]
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
