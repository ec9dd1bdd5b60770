package coach

import (
	"fmt"
	"slices"
)

// Wish is the member's own choice of an exercise: another one in the place of a side's main exercise, or the harder one
// ahead of time (adaptation 9.6). It comes on top of the day's decision and never takes its place, so that the answers
// of the day still count.
type Wish struct {
	Side     Side   `json:"side"`
	Exercise string `json:"exercise,omitempty"`
	Harder   bool   `json:"harder,omitempty"`
}

// Swap puts another exercise in the place of a side's main one from this day on: an alternative of the same rung, or the
// main exercise of a lower one. It refuses in a flare, and anything above the rung.
func (m *Member) Swap(d *Day, side Side, id string) error {
	return m.wish(d, Wish{Side: side, Exercise: id})
}

// SwapInside is Swap in the middle of a session. What was done of the old exercise counts as the same share of the new
// one, which may be held where the old one was counted.
func (m *Member) SwapInside(d *Day, r *Round, side Side, id string) error {
	before := d.planned(side)
	if err := m.Swap(d, side, id); err != nil {
		return err
	}
	if before > 0 {
		mark := r.Mark(side)
		mark.Done = mark.Done * d.planned(side) / before
	}
	return nil
}

// TryHarder takes the harder exercise now, as a trial, where HarderSide offers it.
func (m *Member) TryHarder(d *Day, side Side) error { return m.wish(d, Wish{Side: side, Harder: true}) }

func (m *Member) wish(d *Day, w Wish) error {
	if err := m.grant(d, w); err != nil {
		return err
	}
	if d.Decided() {
		d.Wishes = append(d.Wishes, w)
	}
	d.Tasks = m.tasks()
	m.FitRounds(d)
	m.EndFullRanges(d.Date)
	return nil
}

// grant lets a wish change the course, where the rules allow it.
func (m *Member) grant(d *Day, w Wish) error {
	c := m.Course(w.Side)
	if c == nil {
		return fmt.Errorf("wish: side %q is not sore", w.Side)
	}
	defer m.KeepWithin(c)
	if w.Harder {
		return m.grantHarder(d, c)
	}
	if err := c.swap(w.Exercise); err != nil {
		return err
	}
	if v := d.Verdict(w.Side); v != nil {
		v.State = c.State
	}
	return nil
}

func (m *Member) grantHarder(d *Day, c *Course) error {
	if !m.harderOffered(c) {
		return fmt.Errorf("wish: the harder exercise is not offered")
	}
	decision, err := HarderNow(c.State)
	if err != nil {
		return err
	}
	if v := d.Verdict(c.Side); v != nil {
		decision.Level, decision.Cause = v.Level, v.Cause
		v.Decision, v.Rung0, v.Step0 = decision, c.State.Rung, c.State.Step
	}
	c.State, c.Instead = decision.State, ""
	return nil
}

func (c *Course) swap(id string) error {
	e, ok := ExerciseByID(id)
	if !ok || e.Role != Main && e.Role != Alternative {
		return fmt.Errorf("swap: no main exercise %q", id)
	}
	kind := SwapLower
	if e.Rung == c.State.Rung {
		kind = SwapSame
	}
	s, err := Swap(c.State, kind, e.Rung)
	if err != nil {
		return err
	}
	c.State, c.Instead = s, ""
	if e.Role != Main {
		c.Instead = e.ID
	}
	return nil
}

// SwapChoices are the exercises a side may change to: the others of its rung, and the main ones of lower rungs.
func (m *Member) SwapChoices(side Side) []Exercise {
	c := m.Course(side)
	if c == nil || c.State.Flare || m.Lock != nil {
		return nil
	}
	var out []Exercise
	for _, e := range append([]Exercise{MainExercise(c.State.Rung)}, Alternatives(c.State.Rung)...) {
		if e.ID != c.ExerciseID() {
			out = append(out, e)
		}
	}
	for rung := c.State.Rung - 1; rung >= 0; rung-- {
		out = append(out, MainExercise(rung))
	}
	return slices.DeleteFunc(out, func(e Exercise) bool { return slices.Contains(m.Prescribed.Without, e.ID) })
}

// ChangeSides takes other sore sides into use on a day: a side that was sore before goes on where it stands, with what
// the new entry says about its usual morning; a new one begins its own day 0.
func (m *Member) ChangeSides(d *Day, courses []Course) {
	old := m.Courses
	m.Courses = nil
	for _, c := range courses {
		c.Began = d.Date
		for _, o := range old {
			if o.Side == c.Side {
				o.State.UsualMorningPain = c.State.UsualMorningPain
				c = o
			}
		}
		for i := range d.Before {
			if d.Before[i].Side == c.Side {
				d.Before[i].State.UsualMorningPain = c.State.UsualMorningPain
			}
		}
		m.KeepWithin(&c)
		m.Courses = append(m.Courses, c)
	}
	var kept []Verdict
	for _, v := range d.Verdicts {
		if m.Course(v.Side) != nil {
			kept = append(kept, v)
		}
	}
	d.Verdicts, d.Tasks = kept, m.tasks()
	m.FitRounds(d)
	m.EndFullRanges(d.Date)
}
