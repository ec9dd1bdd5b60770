package coach

import (
	"encoding/json"
	"slices"
)

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
	if m.Programme.Upkeep != 0 {
		policy = Off // what is kept up is not raised
	}
	today = max(today, m.Programme.LastOpened)
	for i := range m.Days {
		if d := &m.Days[i]; d.Date < today && m.leftUndecided(d) {
			m.decide(d, policy, m.leftOpen)
		}
	}
	if d := m.Day(today); d != nil {
		m.decide(d, policy, m.due)
		m.FitRounds(d)
	}
	m.EndFullRanges(today)
}

// due: a side is decided on every date after its own day 0; on a day between two loading days only in a flare, or when
// what was reported is red or severe.
func (m *Member) due(d *Day, c *Course) bool {
	return d.Date > m.Programme.Start && c.Began < d.Date && (!d.Off || c.State.Flare || m.alarming(d, c))
}

// leftOpen: a day of the past still wants a side's decision. Silent days from a gap of 3 on do not: the state waits for
// the return. Days on which nothing was planned do not either.
func (m *Member) leftOpen(d *Day, c *Course) bool {
	return c.Decided < d.Date && m.gap(*c, d.Date) < 3 && m.due(d, c)
}

func (m *Member) leftUndecided(d *Day) bool {
	return !d.Decided() && len(d.Rounds) > 0 && slices.ContainsFunc(m.Courses, func(c Course) bool { return m.leftOpen(d, &c) })
}

// decide makes, or makes again, the decisions of one date, about the sides that are due.
func (m *Member) decide(d *Day, policy Policy, due func(*Day, *Course) bool) {
	basis := m.basis(d)
	if d.Decided() && d.Basis == basis {
		return
	}
	m.rewind(d)
	for i := range m.Courses {
		if c := &m.Courses[i]; due(d, c) {
			m.decideSide(d, c, policy)
		}
	}
	d.Basis = basis
	if len(d.Verdicts) == 0 {
		d.Before, d.Basis = nil, ""
	}
	m.noteFlare(d)
	m.grantAgain(d)
	d.Tasks = nil
	if !d.Off {
		d.Tasks = m.tasks()
	}
}

func (m *Member) decideSide(d *Day, c *Course, policy Policy) {
	s := m.bound(m.newDay(c, d))
	v := bounded(s, m.verdict(c, s, d, policy))
	given := v.State
	v.State = m.bound(v.State)
	v.explain(c.Bounded == d.Date || v.State != given)
	v.Side, v.Rung0, v.Step0 = c.Side, c.State.Rung, c.State.Step
	v.Effort = m.answers(d, c).Effort
	c.State, c.Decided, c.DecidedDay = v.State, d.Date, d.Number
	m.KeepWithin(c)
	if c.LastLoading >= d.Date { // today's session has ended the gap, though today's plan is still a comeback
		c.GapBase = nil
	}
	c.hold(d.Number)
	d.Verdicts = append(d.Verdicts, v)
}

// grantAgain lets the wishes of the day change what has been decided once more, where the rules still allow them.
func (m *Member) grantAgain(d *Day) {
	for _, w := range d.Wishes {
		_ = m.grant(d, w) // what is not allowed any more is not done
	}
}

// basis is what a date is decided from, beside the state: every side's answers, what the member chose,
// and the limits in force. That the day's
// first set has been done is no reason to decide again; it only forbids an increase when there is one.
func (m *Member) basis(d *Day) string {
	b := struct {
		Answers  []Answers  `json:"answers"`
		Declined bool       `json:"declined,omitempty"`
		Accepted bool       `json:"accepted,omitempty"`
		Limits   Prescribed `json:"limits,omitzero"`
		Rung     int        `json:"rung,omitempty"`
	}{Rung: m.RungLimit() % MaxRung, Declined: d.Declined, Accepted: d.Accepted, Limits: m.Prescribed}
	for i := range m.Courses {
		b.Answers = append(b.Answers, m.answers(d, &m.Courses[i]))
	}
	raw, err := json.Marshal(b)
	if err != nil {
		return ""
	}
	return string(raw)
}

// rewind puts the courses back to where they stood before this date's decision. What was done since stays done.
func (m *Member) rewind(d *Day) {
	if d.Before == nil {
		d.Before = append([]Course{}, m.Courses...)
	}
	d.noteBegun()
	for i := range m.Courses {
		c := &m.Courses[i]
		c.forget(d.Number)
		if b := d.before(c.Side); b != nil {
			c.State, c.RungZero, c.GapBase, c.Instead = b.State, b.RungZero, b.GapBase, b.Instead
			c.Decided, c.DecidedDay = b.Decided, b.DecidedDay
		}
	}
	d.Verdicts = nil
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
func (m *Member) alarming(d *Day, c *Course) bool {
	a := m.answers(d, c)
	level, _ := Grade(c.State, a)
	return a.RedFlag || level == L3 || level == L4
}

// newDay applies what a new week and a new day change before the decision (adaptation 7). The step at hand stands in
// where no day has ended on this rung yet.
func (m *Member) newDay(c *Course, d *Day) State {
	var held []Held
	for _, h := range c.Held {
		if h.Day >= d.Number-7 && h.Day < d.Number {
			held = append(held, h)
		}
	}
	if len(held) == 0 || held[len(held)-1].Rung != c.State.Rung {
		held = append(held, Held{Rung: c.State.Rung, Step: c.State.Step})
	}
	// The week that is over: today's score is an answer to decide on, not a measure for itself. Counted in, a worse
	// morning could keep the usual value up and so be graded milder.
	week := m.mornings(d.Date.Add(-1), 7, c.Side, false)
	return NewDay(c.State, CrossesWeek(c.DecidedDay, d.Number), held, week)
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
