package coach

import (
	"fmt"
	"math"
)

// gapRow is one line of the comeback table: what becomes of the plan after a gap of up to this many days.
type gapRow struct {
	id     string
	upTo   int
	action Action
	make   func(State) State
}

// gapRows is the comeback table. Unlike in the rules, nothing here takes "at least one step", there is no floor at
// 3×5, and a running trial goes on up to day 13. Linger, red countdown, the weekly fields and flares are not touched.
var gapRows = []gapRow{
	{"gap 0-2", 2, ActionHold, func(s State) State {
		s.Points = 0
		return s
	}},
	{"gap 3-6", 6, ActionBack1, func(s State) State {
		s.Step, s.Points, s.CoolOff = max(1, s.Step*4/5), 0, max(s.CoolOff, 2)
		return s
	}},
	{"gap 7-13", 13, ActionBack2, func(s State) State {
		s.Step, s.Points, s.CoolOff = half(s.Step), 0, 3
		return s
	}},
	{"gap 14-27", 27, ActionRungDown, longGap},
	{"gap 28+", math.MaxInt, ActionRungDown, func(s State) State {
		rung := max(0, min(s.Rung-1, 1))
		s = longGap(s)
		s.Rung, s.Step = rung, min(TrialStep, s.Step)
		return s
	}},
}

func longGap(s State) State {
	if s.Rung > 0 {
		s.Rung, s.Step = s.Rung-1, StartStep
	} else {
		s.Step = min(StartStep, half(s.Step))
	}
	s.Points, s.CoolOff, s.Trial = 0, 3, false
	return s
}

// LongGap is the gap in days from which the safety questions are asked before anything is planned.
const LongGap = 28

// Comeback replaces the decision on the first date a member is back after a gap. The gap is in whole days since the
// last completed loading session (at least half of its reps); off days of rungs 5-7 and flare days do not count,
// paused and locked days do. The dose never rises with the gap and is never above the plan before it. Below 3 days
// it is not used. The decision has no level; Return adds it.
func Comeback(gap int, s State) Decision {
	i := 0
	for gap > gapRows[i].upTo {
		i++
	}
	r := gapRows[i]
	return Decision{Row: r.id, Action: r.action, State: r.make(s), Reason: ReasonComeback, Rules: RulesVersion}
}

// Return decides on the day a member is back. A red flag comes first. In a flare the flare's rules go on (see
// FlareExitAfterGap). A sore day (L2 to L4) is decided as the state stood, and then, unless that ordered rest, the
// comeback is made from its result. Otherwise the comeback stands alone. A gap below 3 days is an ordinary decision.
func Return(gap int, s State, a Answers) (Decision, error) {
	d, err := Decide(s, a)
	if err != nil {
		return Decision{}, fmt.Errorf("return: %w", err)
	}
	if gap < 3 || d.Level == LFlag || s.Flare {
		return d, nil
	}
	if !d.Level.Sore() {
		back := Comeback(gap, s)
		back.Level, back.Cause = d.Level, d.Cause
		return back, nil
	}
	if d.Action == ActionRest || d.Action == ActionStop {
		return d, nil
	}
	return followed(d, Comeback(gap, d.State)), nil
}

// FlareExitAfterGap adds the last row of the comeback table to the end of a flare (row B4) when the last completed
// loading session is 28 or more calendar days ago. Any other decision is given back as it is.
func FlareExitAfterGap(d Decision, daysSinceLoading int) Decision {
	if d.Reason != ReasonFlareExit || daysSinceLoading < LongGap {
		return d
	}
	back := followed(d, Comeback(LongGap, d.State))
	back.Reason = ReasonFlareExit
	return back
}

// GrowingGap looks after a comeback that no session followed. Today's decision d was made from the state in force;
// when the gap has grown into a later row, that row is computed from the state before the gap, and used only if it
// gives less than d. What the comeback does not touch stays as in d.
func GrowingGap(gap int, before State, d Decision) Decision {
	if gap < 3 || d.State.Flare || d.Action == ActionStop || d.Action == ActionRest {
		return d
	}
	back := Comeback(gap, before)
	if !back.Plan().Less(d.Plan()) {
		return d
	}
	from := back.State
	back.State = d.State
	back.State.Rung, back.State.Step, back.State.Points = from.Rung, from.Step, 0
	back.State.CoolOff, back.State.Trial = max(d.State.CoolOff, from.CoolOff), d.State.Trial && from.Trial
	return followed(d, back)
}

// followed keeps, beside the comeback's result, what the decision before it found.
func followed(d, back Decision) Decision {
	back.Row = d.Row + "+" + back.Row
	back.Level, back.Cause = d.Level, d.Cause
	return back
}
