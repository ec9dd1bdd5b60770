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
	today = max(today, m.Programme.LastOpened)
	for i := range m.Days {
		if d := &m.Days[i]; d.Date < today && m.leftOpen(d) {
			m.decide(d, policy)
		}
	}
	if d := m.Day(today); d != nil {
		m.decide(d, policy)
		m.FitRounds(d)
	}
}

// leftOpen: a day of the past still wants its decision. Days on which nothing was planned do not, and neither do silent
// days from a gap of 3 on: the state waits for the return.
func (m *Member) leftOpen(d *Day) bool {
	if d.Date <= m.Programme.LastDecided || d.Decided() || d.Number < 1 || len(d.Rounds) == 0 {
		return false
	}
	for _, c := range m.Courses {
		if m.gap(c, d.Date) < 3 {
			return true
		}
	}
	return false
}

// decide makes, or makes again, the decisions of one date.
func (m *Member) decide(d *Day, policy Policy) {
	basis := m.basis(d)
	if d.Decided() && d.Basis == basis {
		return
	}
	m.rewind(d)
	d.Basis = basis
	if d.Number < 1 || d.Off && !m.alarming(d) {
		m.leave(d)
		return
	}
	newWeek := CrossesWeek(d.SinceDay, d.Number)
	for i := range m.Courses {
		c := &m.Courses[i]
		if c.Began >= d.Date {
			continue
		}
		s := m.newDay(c, d, newWeek)
		v := bounded(s, m.verdict(c, s, d, policy))
		v.Side, v.Rung0, v.Step0 = c.Side, c.State.Rung, c.State.Step
		v.Effort = m.answers(d, c).Effort
		c.State = v.State
		d.Verdicts = append(d.Verdicts, v)
	}
	m.Programme.LastDecided, m.Programme.DecidedDay = d.Date, d.Number
	m.noteFlare(d)
	m.grantAgain(d)
	for i := range m.Courses {
		m.Courses[i].hold(d.Number)
	}
	d.Tasks = m.tasks()
}

// leave lets a date pass without a decision: day 0, with the start dose, and a calm day between two loading days.
func (m *Member) leave(d *Day) {
	d.Before, d.Tasks = nil, nil
	if !d.Off {
		d.Tasks = m.tasks()
	}
	m.noteFlare(d)
}

// grantAgain lets the wishes of the day change what has been decided once more, where the rules still allow them.
func (m *Member) grantAgain(d *Day) {
	for _, w := range d.Wishes {
		_ = m.grant(d, w) // what is not allowed any more is not done
	}
}

// basis is what a date is decided from, beside the state: every side's answers, and what the member chose. That the day's
// first set has been done is no reason to decide again; it only forbids an increase when there is one.
func (m *Member) basis(d *Day) string {
	since := d.Since
	if since == "" {
		since, _ = m.lastDecided()
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

// lastDecided is the date and the programme day of the latest decision; before the first one, the start.
func (m *Member) lastDecided() (Date, int) {
	if m.Programme.LastDecided == "" {
		return m.Programme.Start, 0
	}
	return m.Programme.LastDecided, m.Programme.DecidedDay
}

// rewind puts the courses back to where they stood before this date's decision. What was done since stays done.
func (m *Member) rewind(d *Day) {
	if d.Before == nil {
		d.Before = append([]Course{}, m.Courses...)
		d.Since, d.SinceDay = m.lastDecided()
	}
	d.noteBegun()
	for i := range m.Courses {
		c := &m.Courses[i]
		if b := d.before(c.Side); b != nil {
			c.State, c.RungZero, c.GapBase, c.Instead = b.State, b.RungZero, b.GapBase, b.Instead
		}
	}
	d.Verdicts = nil
	m.Programme.LastDecided, m.Programme.DecidedDay = d.Since, d.SinceDay
}

// noteBegun keeps what was in force when the first set of the day was done.
func (d *Day) noteBegun() {
	if d.Begun != nil || !d.Loaded() || len(d.Verdicts) == 0 {
		return
	}
	d.Begun = map[Side]Plan{}
	for _, v := range d.Verdicts {
		d.Begun[v.Side] = v.Plan()
	}
}

func (d *Day) before(side Side) *Course {
	for i := range d.Before {
		if d.Before[i].Side == side {
			return &d.Before[i]
		}
	}
	return nil
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
		if h.Day >= d.Number-7 && h.Day < d.Number {
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
