package coach

import (
	"slices"
	"time"
)

// Day is one local date in the member's diary. It is saved as JSON under (member, Date).
type Day struct {
	Date   Date `json:"date"`
	Number int  `json:"number"` // programme day

	CheckIn CheckIn `json:"check_in,omitzero"`
	Rounds  []Round `json:"rounds,omitempty"` // the planned sessions, morning first
	// Off: on the every-other-day rungs, the day between two loading days.
	Off bool `json:"off,omitempty"`
	// Run is the worst pain of an outing of this day where it was 6 or more: then it counts as the sets' own.
	Run *int `json:"run,omitempty"`
	// RedFlag: one was raised on this day and has not been cleared.
	RedFlag bool `json:"red_flag,omitempty"`

	// Before are the courses as they were before this day's decision; nil = not decided. A later or corrected answer
	// decides again from here, so nothing stacks (invariant I8).
	Before []Course `json:"before,omitempty"`
	// Basis are the answers and wishes the decision was made from, as JSON; the same basis is not decided again.
	Basis    string    `json:"basis,omitempty"`
	Verdicts []Verdict `json:"verdicts,omitempty"`
	Declined bool      `json:"declined,omitempty"` // the member chose "same as yesterday"
	Accepted bool      `json:"accepted,omitempty"` // the member took a suggested increase
	Less     bool      `json:"less,omitempty"`     // the member chose "less today"
	Short    bool      `json:"short,omitempty"`    // the member took the two-minute version that was offered
	Told     bool      `json:"told,omitempty"`     // the member has seen this day's plan
	// Wishes are the member's own choices after the decision, in order; deciding again applies them again.
	Wishes []Wish `json:"wishes,omitempty"`
	// Begun are the plans in force when the first set of the day was done: no later answer leads above them.
	Begun map[Side]Plan `json:"begun,omitempty"`
	// Tasks is what the decision came to: completion is measured against it, whatever is done less today.
	Tasks []Task `json:"tasks,omitempty"`
}

// CheckIn holds the morning answers of a day.
type CheckIn struct {
	Morning    map[Side]int `json:"morning,omitempty"`
	Night      *int         `json:"night,omitempty"`
	Painkiller *bool        `json:"painkiller,omitempty"`
	Done       bool         `json:"done,omitempty"` // all questions asked
	At         time.Time    `json:"at,omitzero"`
}

// Verdict is a decision about one side, as it was told to the member.
type Verdict struct {
	Side Side `json:"side"`
	Decision
	Rung0 int `json:"rung0"` // rung and step before
	Step0 int `json:"step0"`
	Gap   int `json:"gap,omitempty"` // days, for a comeback
	// Effort is the hardest effort the decision knew of.
	Effort *int `json:"effort,omitempty"`
	// Offered is what the rules would have given where no increase was wanted or allowed.
	Offered *Plan `json:"offered,omitempty"`
	// Refused: the rules asked for more than their own bounds allow, a defect; the dose stayed (hazard H12).
	Refused bool `json:"refused,omitempty"`
}

// Outcome is how a planned session ended (docs/adaptation.md, adherence).
type Outcome string

// The outcomes. The empty one is still open.
const (
	Done    Outcome = "done"    // at least 90 %
	Partly  Outcome = "partly"  // 50 to below 90 %
	Begun   Outcome = "started" // above 0, below 50 %
	Hurt    Outcome = "stopped_for_pain"
	Skipped Outcome = "skipped"
	Missed  Outcome = "missed"
	Rested  Outcome = "rest_by_coach"
	Paused  Outcome = "paused"
	NotSent Outcome = "not_sent"
)

// Planned: the session counts as one that was to be done.
func (o Outcome) Planned() bool { return o != Rested && o != Paused && o != NotSent && o != "" }

// Kept: the session counts as done; stopping for pain was the right thing.
func (o Outcome) Kept() bool { return o == Done || o == Partly || o == Hurt }

// Round is one planned morning or evening session.
type Round struct {
	Slot    Slot      `json:"slot"`
	Light   bool      `json:"light,omitempty"`
	Short   bool      `json:"short,omitempty"` // the two-minute version was agreed on: it counts as kept, and earns nothing
	Outcome Outcome   `json:"outcome,omitempty"`
	Began   time.Time `json:"began,omitzero"`
	Ended   time.Time `json:"ended,omitzero"`
	Effort  *int      `json:"effort,omitempty"`
	Stopped bool      `json:"stopped,omitempty"` // the member pressed "stop, it hurts"
	Cut     bool      `json:"cut,omitempty"`     // a set rule ended the session or its main exercise
	Marks   []Mark    `json:"marks,omitempty"`   // one per sore side
}

// Mark holds one side's scores of a session, and how much of the main exercise was done (reps, or seconds held).
type Mark struct {
	Side   Side           `json:"side"`
	Now    *int           `json:"now,omitempty"`
	During *int           `json:"during,omitempty"`
	After  *int           `json:"after,omitempty"`
	Done   int            `json:"done,omitempty"`
	Pain   map[string]int `json:"pain,omitempty"` // worst per exercise
	// Stopped: with both hips sore, this is the one for which "stop, it hurts" was pressed.
	Stopped bool `json:"stopped,omitempty"`
	// Full: the hip drop went below level.
	Full bool `json:"full,omitempty"`
}

// Mark gives the entry of a side, made when it is not there yet.
func (r *Round) Mark(side Side) *Mark {
	for i := range r.Marks {
		if r.Marks[i].Side == side {
			return &r.Marks[i]
		}
	}
	r.Marks = append(slices.Clip(r.Marks), Mark{Side: side})
	return &r.Marks[len(r.Marks)-1]
}

// Round gives the round of a slot, nil when none is planned.
func (d *Day) Round(slot Slot) *Round {
	for i := range d.Rounds {
		if d.Rounds[i].Slot == slot {
			return &d.Rounds[i]
		}
	}
	return nil
}

// CloseOpen gives every session of the day that is still open this outcome.
func (d *Day) CloseOpen(o Outcome) {
	for i := range d.Rounds {
		if d.Rounds[i].Outcome == "" {
			d.Rounds[i].Outcome = o
		}
	}
}

// Loaded: a set of the main exercise was begun on this day.
func (d *Day) Loaded() bool { return slices.ContainsFunc(d.Rounds, Round.loaded) }

func (r Round) loaded() bool {
	return !r.Light && slices.ContainsFunc(r.Marks, func(m Mark) bool { return m.Done > 0 || m.During != nil })
}

// LastLoaded is the latest session of the day that has ended and loaded; nil: none.
func (d *Day) LastLoaded() (last *Round) {
	for i := range d.Rounds {
		if r := &d.Rounds[i]; r.loaded() && !r.Ended.IsZero() && (last == nil || r.Ended.After(last.Ended)) {
			last = r
		}
	}
	return last
}

// Decided: the plan of this day stands (on day 0 and on off days without a decision).
func (d *Day) Decided() bool { return d.Before != nil }

// Verdict finds the decision about a side, nil when there is none.
func (d *Day) Verdict(side Side) *Verdict {
	for i := range d.Verdicts {
		if d.Verdicts[i].Side == side {
			return &d.Verdicts[i]
		}
	}
	return nil
}

// Day finds the diary's entry of a date, nil when it has none.
func (m *Member) Day(date Date) *Day {
	for i := range m.Days {
		if m.Days[i].Date == date {
			return &m.Days[i]
		}
	}
	return nil
}

// worse gives the higher of two scores; a missing one counts for nothing.
func worse(a, b *int) *int {
	if a == nil || b != nil && *b > *a {
		return b
	}
	return a
}
