package coach

import (
	"fmt"
	"slices"
)

// Prescription is one limit or one permission that a physiotherapist sets for a member. The member reads it before it takes
// effect; what lowers the load takes effect at the latest on From, what raises it only when the member agrees. No
// prescription leads above the rules: it moves a limit, never a dose up.
type Prescription struct {
	Number int              `json:"number"` // of the member's prescriptions; 0 until it has arrived
	Kind   PrescriptionKind `json:"kind"`
	Rung   int              `json:"rung,omitempty"`  // PrescribeRung: the highest, 0-7; MaxRung lifts the limit
	Reps   int              `json:"reps,omitempty"`  // PrescribeReps: the most in a set; 0 lifts the limit
	What   string           `json:"what,omitempty"`  // PrescribeWithout, PrescribeWith: an exercise
	Until  Date             `json:"until,omitempty"` // PrescribePause: the first day of reminders
	Seat   int              `json:"seat"`
	From   Date             `json:"from,omitempty"`  // takes effect at the latest; "" = only when the member agrees
	Asked  int              `json:"asked,omitempty"` // its question; the buttons stay good beside whatever else is asked
}

// PrescriptionKind says what is prescribed.
type PrescriptionKind string

// The kinds of prescription.
const (
	PrescribeRung    PrescriptionKind = "rung"    // the hardest exercise
	PrescribeReps    PrescriptionKind = "reps"    // the most repetitions in a set
	PrescribeWithout PrescriptionKind = "without" // an exercise is left out
	PrescribeWith    PrescriptionKind = "with"    // an exercise that was left out may come again
	PrescribeRange   PrescriptionKind = "range"   // the full range of the hip drop
	PrescribeLevel   PrescriptionKind = "level"   // the hip drop to level only
	PrescribePause   PrescriptionKind = "pause"   // no loading until a date
)

// RepCeilings are the ceilings that can be set, in repetitions of a set.
var RepCeilings = []int{5, 8, 10, 12, 15, 20, 25}

// Prescribed are the limits in force.
type Prescribed struct {
	Capped  bool     `json:"capped,omitempty"` // Rung is a limit
	Rung    int      `json:"rung,omitempty"`
	Reps    int      `json:"reps,omitempty"`    // 0 = no limit
	Without []string `json:"without,omitempty"` // exercises left out, sorted
	Level   bool     `json:"level,omitempty"`   // the full range of the hip drop is not to be opened
}

// Any: there is a limit in force.
func (p Prescribed) Any() bool { return p.Capped || p.Reps > 0 || len(p.Without) > 0 || p.Level }

// topRung is the highest rung the prescriptions allow: not above the limit, and with an exercise left on it.
func (p Prescribed) topRung() int {
	top := MaxRung
	if p.Capped {
		top = p.Rung
	}
	for ; top > 0 && p.onRung(top) == ""; top-- {
	}
	return top
}

// onRung is the exercise of a rung that is not left out: the main one, or the first alternative; "" when there is none.
func (p Prescribed) onRung(rung int) string {
	for _, e := range append([]Exercise{MainExercise(rung)}, Alternatives(rung)...) {
		if !slices.Contains(p.Without, e.ID) {
			return e.ID
		}
	}
	return ""
}

// LightChoices are the exercises of a light session that are not left out.
func (p Prescribed) LightChoices() []string {
	return slices.DeleteFunc(LightChoices(), func(id string) bool { return slices.Contains(p.Without, id) })
}

// topStep is the highest step whose sets stay within the repetitions. Holds and stands have no repetitions to limit.
func (p Prescribed) topStep(rung int) int {
	if p.Reps == 0 || rung == 0 {
		return TopStep
	}
	top := 1
	for step := 1; step <= TopStep; step++ {
		if reps(step) <= p.Reps {
			top = step
		}
	}
	return top
}

// Bound brings a state down to what is prescribed; it never raises anything. A rung above the limit becomes the highest one
// allowed, at the start dose, as after the member's own change to an easier exercise; a flare goes on.
func (p Prescribed) Bound(s State) State {
	for top := p.topRung(); s.Rung > top || p.onRung(s.Rung) == ""; {
		lower := min(s.Rung-1, top)
		if lower < 0 {
			break // an exercise is always left, see Apply
		}
		s.Rung, s.Step, s.Points, s.Trial = lower, StartStep, 0, false
		s.WeekStartStep, s.PeakStep7d = StartStep, StartStep
	}
	if top := p.topStep(s.Rung); s.Step > top {
		s.Step, s.Points = top, 0
	}
	return s
}

// Lowers tells whether a prescription takes load away from what is in force; what does not, waits for the member's word.
func (p Prescribed) Lowers(rx Prescription) bool {
	switch rx.Kind {
	case PrescribeRung:
		top := MaxRung
		if p.Capped {
			top = p.Rung
		}
		return rx.Rung < top
	case PrescribeReps:
		return rx.Reps > 0 && (p.Reps == 0 || rx.Reps < p.Reps)
	case PrescribeWithout, PrescribeLevel, PrescribePause:
		return true
	}
	return false
}

// Check refuses a prescription that says nothing anybody could follow. It may have been forged.
func (p Prescribed) Check(rx Prescription, today Date) error {
	e, known := ExerciseByID(rx.What)
	ok := false
	switch rx.Kind {
	case PrescribeRung:
		ok = rx.Rung >= 0 && rx.Rung <= MaxRung
	case PrescribeReps:
		ok = rx.Reps == 0 || slices.Contains(RepCeilings, rx.Reps)
	case PrescribeWithout:
		left := p
		left.Without = append(slices.Clone(p.Without), rx.What)
		ok = known && e.Role != Optional && left.onRung(0) != "" && len(left.LightChoices()) > 0
	case PrescribeWith:
		ok = slices.Contains(p.Without, rx.What)
	case PrescribePause:
		ok = rx.Until > today && rx.Until.Since(today) <= mostPause
	case PrescribeRange, PrescribeLevel:
		ok = true
	}
	if !ok {
		return fmt.Errorf("prescription %q cannot be followed", rx.Kind)
	}
	return nil
}

// Plain is the prescription with what belongs to its kind and nothing else, so that nothing is kept that nobody reads.
func (rx Prescription) Plain() Prescription {
	p := Prescription{Kind: rx.Kind}
	switch rx.Kind {
	case PrescribeRung:
		p.Rung = rx.Rung
	case PrescribeReps:
		p.Reps = rx.Reps
	case PrescribeWithout, PrescribeWith:
		p.What = rx.What
	case PrescribePause:
		p.Until = rx.Until
	}
	return p
}

// mostPause is the longest pause that can be prescribed, in days: eight weeks, then somebody should look again.
const mostPause = 56

// With gives the limits after a prescription; a pause and the full range are no limits, and change nothing here.
func (p Prescribed) With(rx Prescription) Prescribed {
	p.Without = slices.Clone(p.Without)
	switch rx.Kind {
	case PrescribeRung:
		p.Capped, p.Rung = rx.Rung < MaxRung, rx.Rung
		if !p.Capped {
			p.Rung = 0
		}
	case PrescribeReps:
		p.Reps = rx.Reps
	case PrescribeWithout:
		if !slices.Contains(p.Without, rx.What) {
			p.Without = append(p.Without, rx.What)
			slices.Sort(p.Without)
		}
	case PrescribeWith:
		p.Without = slices.DeleteFunc(p.Without, func(id string) bool { return id == rx.What })
	case PrescribeRange:
		p.Level = false
	case PrescribeLevel:
		p.Level = true
	}
	if len(p.Without) == 0 {
		p.Without = nil
	}
	return p
}

// Prescribe puts a prescription in force, and brings the sides down to it at once. Today's plan is decided again within the
// limits the next time it is settled; what has been done today stays done.
func (m *Member) Prescribe(rx Prescription, today Date) {
	m.Prescribed = m.Prescribed.With(rx)
	for i := range m.Courses {
		c := &m.Courses[i]
		before := *c
		if m.KeepWithin(c); c.State != before.State || c.Instead != before.Instead {
			c.Bounded = today
		}
	}
}

// explain gives a decision that leaves the plan as it is the limit for its reason, where it was the limit that changed it.
func (v *Verdict) explain(bounded bool) {
	if bounded && (v.Action == ActionHold || v.Action == ActionUp) {
		v.Reason, v.Missing = ReasonHoldPrescribed, ""
	}
}

// KeepWithin brings a side down to the limits in force, and off an exercise that is left out.
func (m *Member) KeepWithin(c *Course) {
	c.State = m.bound(c.State)
	if slices.Contains(m.Prescribed.Without, c.ExerciseID()) {
		if c.Instead = m.Prescribed.onRung(c.State.Rung); c.Instead == MainExercise(c.State.Rung).ID {
			c.Instead = ""
		}
	}
}

// withinPrescribed holds back an increase that leads above the limits. A trial that was passed is let in: the bounds cut its
// dose afterwards. d is what the rules made of s and a.
func (p Prescribed) within(s State, a Answers, d Decision) (Decision, error) {
	above := d.State.Rung > s.Rung && d.State.Rung > p.topRung()
	above = above || d.State.Rung > s.Rung && p.onRung(d.State.Rung) == ""
	above = above || d.State.Rung == s.Rung && !s.Trial && d.State.Step > p.topStep(d.State.Rung)
	if !d.Action.Increase() || !above {
		return d, nil
	}
	return hold(s, a, ReasonHoldPrescribed)
}
