package coach

import "encoding/json"

// Policy is the owner's setting for increases (adaptation 9.5).
type Policy string

// The policies. Reductions, rest and stops apply at once in all of them.
const (
	Auto    Policy = "auto"    // increases as decided
	Suggest Policy = "suggest" // an increase waits for the member's tap
	Off     Policy = "off"     // no increases by themselves
)

// Settle brings the plan up to today: decisions that silence left open are made with what there is, then today's. It
// may be called as often as answers arrive; a date is decided from the state before its decision, never from its own
// result. The diary must be open (OpenDay).
func (m *Member) Settle(today Date, policy Policy) {
	if m.Lock != nil || m.Pause != nil || m.Programme.Start == "" {
		return
	}
	for i := range m.Days {
		d := &m.Days[i]
		if d.Date <= m.Programme.LastDecided || d.Date >= today || d.Decided() || d.Number < 1 {
			continue
		}
		if m.Gap(d.Date) < 3 {
			m.decide(d, policy)
		}
	}
	if d := m.Day(today); d != nil {
		m.decide(d, policy)
		m.FitRounds(d)
	}
}

// decide makes, or makes again, the decisions of one date.
func (m *Member) decide(d *Day, policy Policy) {
	if d.Fixed {
		d.Tasks = m.tasks()
		return
	}
	basis := m.basis(d)
	if d.Decided() && d.Basis == basis {
		return
	}
	m.rewind(d)
	d.Basis = basis
	if d.Number < 1 {
		d.Before, d.Tasks = nil, m.tasks()
		return
	}
	if d.Off && !m.alarming(d) {
		d.Before, d.Tasks = nil, nil
		return
	}
	newWeek := CrossesWeek(m.Programme.Day(d.Since), d.Number)
	for i := range m.Courses {
		c := &m.Courses[i]
		s := m.newDay(c, d, newWeek)
		v := m.verdict(c, s, d, policy)
		v.Side, v.Rung0, v.Step0 = c.Side, c.State.Rung, c.State.Step
		v.Effort = m.answers(d, c).Effort
		if v.State.Rung == s.Rung && v.State.Step > s.Step+1 && v.Row != "E4" {
			v.State, v.Refused = s, true
		}
		c.State = v.State
		d.Verdicts = append(d.Verdicts, v)
	}
	m.noteFlare(d)
	m.Programme.LastDecided = d.Date
	d.Tasks = m.tasks()
}

// basis is what a date is decided from, beside the state: every side's answers, and what the member chose. That the day's
// first set has been done is no reason to decide again; it only forbids an increase when there is one.
func (m *Member) basis(d *Day) string {
	since := d.Since
	if since == "" {
		since = m.lastDecided()
	}
	b := struct {
		Answers  []Answers `json:"answers"`
		Declined bool      `json:"declined,omitempty"`
		Accepted bool      `json:"accepted,omitempty"`
	}{Declined: d.Declined, Accepted: d.Accepted}
	for i := range m.Courses {
		b.Answers = append(b.Answers, m.answersSince(since, d, &m.Courses[i]))
	}
	raw, err := json.Marshal(b)
	if err != nil {
		return ""
	}
	return string(raw)
}

// lastDecided is the date of the latest decision; before the first one, the start date.
func (m *Member) lastDecided() Date {
	if m.Programme.LastDecided == "" {
		return m.Programme.Start
	}
	return m.Programme.LastDecided
}

// rewind puts the courses back to where they stood before this date's decision.
func (m *Member) rewind(d *Day) {
	if d.Before == nil {
		d.Before, d.Since = append([]Course{}, m.Courses...), m.lastDecided()
	}
	m.Courses = append([]Course{}, d.Before...)
	d.Verdicts = nil
}

// alarming: what has been reported since the last decision is red or severe, which decides at once even on an off day.
func (m *Member) alarming(d *Day) bool {
	for i := range m.Courses {
		a := m.answers(d, &m.Courses[i])
		if level, _ := Grade(m.Courses[i].State, a); a.RedFlag || level == L3 || level == L4 {
			return true
		}
	}
	return false
}

// newDay applies what a new week and a new day change before the decision (adaptation 7). The step at hand stands in
// where no day has ended on this rung yet.
func (m *Member) newDay(c *Course, d *Day, newWeek bool) State {
	var held []Held
	for _, h := range c.Held {
		if h.Day >= d.Number-7 {
			held = append(held, h)
		}
	}
	if len(held) == 0 || held[len(held)-1].Rung != c.State.Rung {
		held = append(held, Held{Rung: c.State.Rung, Step: c.State.Step})
	}
	return NewDay(c.State, newWeek, held, m.mornings(d.Date, 7, c.Side, false))
}

// noteFlare keeps the dates on which flares began, four weeks back.
func (m *Member) noteFlare(d *Day) {
	var kept []Date
	for _, f := range m.Programme.Flares {
		if f != d.Date && d.Date.Since(f) < 28 {
			kept = append(kept, f)
		}
	}
	for _, v := range d.Verdicts {
		if v.Reason == ReasonRestFlare {
			kept = append(kept, d.Date)
			break
		}
	}
	m.Programme.Flares = kept
}
