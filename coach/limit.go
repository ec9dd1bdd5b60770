package coach

import "fmt"

// DecideNoIncrease serves every case where load must not be added although the rules would: the member declined or
// has not accepted (ReasonHoldDeclined), the day has begun (ReasonHoldLate), the next exercise is beyond the rung
// limit (ReasonHoldLimit). It decides again as if a painkiller had been taken, which holds and keeps the points. When
// Decide adds nothing, its own result stands.
func DecideNoIncrease(s State, a Answers, reason Reason) (Decision, error) {
	d, err := Decide(s, a)
	if err != nil || !d.Action.Increase() {
		return d, err
	}
	return hold(s, a, reason)
}

func hold(s State, a Answers, reason Reason) (Decision, error) {
	a.Painkiller = true
	d, err := Decide(s, a)
	if err != nil {
		return Decision{}, fmt.Errorf("no increase: %w", err)
	}
	d.Reason = reason
	return d, nil
}

// WithinLimit replaces the step to an exercise beyond the member's rung limit by a hold. d is what Decide made of s
// and a.
func WithinLimit(s State, a Answers, d Decision, limit int) (Decision, error) {
	if d.Action != ActionRungUp || d.State.Rung <= limit {
		return d, nil
	}
	return hold(s, a, ReasonHoldLimit)
}

// LeaveRungZero ends the introduction with holds after three calm days: no points are needed. before and d are the
// state and the result of today's decision, days the count so far; the new count comes back and is kept outside the
// state. limit is the member's rung limit: with 0 rung 0 is not left.
func LeaveRungZero(before State, a Answers, d Decision, days, limit int) (Decision, int) {
	if before.Rung != 0 || before.Flare || before.Trial || !d.Level.Calm() {
		return d, 0
	}
	days++
	g := weigh(before, a)
	if days < 3 || limit < 1 || anyOf(missingDuring, missingMorning, missingEffort, notFull, painkiller, lowAdherence,
		effort(2, 3), coolingOff).holds(g) {
		return d, days
	}
	s := d.State
	s.Rung, s.Step, s.Trial, s.Points, s.Linger, s.CoolOff = 1, TrialStep, true, 0, 0, 0
	s.UpsThisWeek, s.WeekStartStep, s.PeakStep7d = before.UpsThisWeek, before.WeekStartStep, before.PeakStep7d
	d.Row, d.Action, d.State, d.Reason, d.Missing = d.Row+"+first", ActionRungUp, s, ReasonRungUpFirst, ""
	return d, days
}

// NoIncrease holds back a decision that came out as an increase in the end, LeaveRungZero's included, so that every
// increase can wait for the member's tap. Any other decision is given back as it is.
func NoIncrease(s State, a Answers, d Decision, reason Reason) (Decision, error) {
	if !d.Action.Increase() {
		return d, nil
	}
	return hold(s, a, reason)
}
