package coach

import (
	"math/rand/v2"
	"testing"
)

// Repeating an answer changes nothing; correcting one gives what the right answer would have given at once (I8).
func TestCorrectedAnswersDoNotStack(t *testing.T) {
	p := newPerson(t, soreAt(Left, 2, 12, 2)).calm(0, 1, fine)
	p.on(2).morning(6, 0, false).want("rung 2 3×8", ReasonBack2Red)
	p.settle().settle().morning(6, 0, false).want("rung 2 3×8", ReasonBack2Red)
	p.equal("red countdown", p.state().RedCountdown, 2)
	p.morning(1, 0, false).want("rung 2 3×15", ReasonUpGreen)
	p.morning(9, 0, false).want("rest", ReasonRestFlare)
	p.morning(1, 0, false).want("rung 2 3×15", ReasonUpGreen)
	p.equal("flares", len(p.m.Programme.Flares), 0)
}

// An increase that was in force when the day began stays in force; one that comes later waits.
func TestAfterTheFirstSetNothingIsAdded(t *testing.T) {
	p := newPerson(t, soreAt(Left, 2, 12, 2)).calm(0, 1, fine)
	p.on(2).morning(1, 0, false).want("rung 2 3×15", ReasonUpGreen).train(Morning, fine)
	p.settle().want("rung 2 3×15", ReasonUpGreen)
	p.morning(2, 0, false).want("rung 2 3×15", ReasonUpGreen)
	p.morning(2, 2, false).want("rung 2 3×14", ReasonHoldLinger)

	q := newPerson(t, soreAt(Left, 2, 12, 2)).calm(0, 1, fine)
	q.on(2).settle().want("rung 2 3×14", ReasonHoldData).train(Morning, fine)
	q.morning(1, 0, false).want("rung 2 3×14", ReasonHoldLate)
	q.equal("points", q.state().Points, 2)
	q.morning(1, 0, true).want("rung 2 3×14", ReasonHoldPainkiller)
	q.morning(1, 0, false).want("rung 2 3×14", ReasonHoldLate)
	q.morning(8, 0, false).want("rest", ReasonRestFlare) // less is never late
}

// Who applies increases: auto at once, suggest after a tap, off not at all; reductions always.
func TestPolicies(t *testing.T) {
	for _, policy := range []Policy{Auto, Suggest, Off} {
		p := newPerson(t, soreAt(Left, 2, 12, 2))
		p.policy = policy
		p.calm(0, 1, fine)
		p.on(2).morning(1, 0, false)
		if policy == Auto {
			p.want("rung 2 3×15", ReasonUpGreen)
			p.day.Declined = true
			p.settle().want("rung 2 3×14", ReasonHoldDeclined)
			continue
		}
		p.want("rung 2 3×14", ReasonHoldDeclined)
		p.equal("offered", *p.day.Verdicts[0].Offered, Plan{ActionUp, 2, 13})
		p.day.Accepted = true
		p.settle()
		if policy == Suggest {
			p.want("rung 2 3×15", ReasonUpGreen)
			p.equal("nothing else is offered", p.day.Verdicts[0].Offered == nil, true)
		} else {
			p.want("rung 2 3×14", ReasonHoldDeclined)
		}
		p.morning(6, 0, false).want("rung 2 3×8", ReasonBack2Red)
	}
}

// Rung 0 is left after three calm days, points or no points; a red or lingering day begins the count anew.
func TestLeavingRungZero(t *testing.T) {
	p := newPerson(t, sore(Left, 0, 4)).trainAll(fine)
	p.on(1).morning(1, 0, false).want("rung 0 8×5s", ReasonHoldPoints).trainAll(fine)
	p.on(2).morning(4, 2, false).want("rung 0 8×5s", ReasonHoldLinger).trainAll(fine)
	p.on(3).morning(4, 0, false).trainAll(felt{3, 3, 1, 10})
	p.on(4).morning(4, 0, false).trainAll(felt{3, 3, 1, 10})
	p.equal("count", p.m.Courses[0].RungZero, 2)
	p.on(5).morning(4, 0, false).want("trial rung 1 3×5", ReasonRungUpFirst)
	p.settle().morning(3, 0, false).want("trial rung 1 3×5", ReasonRungUpFirst) // decided again, counted once
	p.equal("count", p.m.Courses[0].RungZero, 3)
	p.morning(4, 0, true).equal("after a painkiller", p.state().Rung, 0)
	p.equal("count", p.m.Courses[0].RungZero, 3)

	q := newPerson(t, sore(Left, 0, 4))
	q.policy = Suggest
	q.calm(0, 2, fine)
	q.on(3).morning(1, 0, false).equal("waits for a tap", q.day.Verdicts[0].Reason, ReasonHoldDeclined)
	q.day.Accepted = true
	q.settle().want("trial rung 1 3×5", ReasonRungUpFirst)
}

// A rung limit holds the way up to exercises on one leg until somebody has cleared it.
func TestTheRungLimit(t *testing.T) {
	yes := true
	p := newPerson(t, soreAt(Left, 3, TopStep, 2))
	p.m.Intake.Unsteady = &yes
	p.calm(0, 1, felt{1, 1, 0, 10})
	p.on(2).morning(1, 0, false).want("rung 3 3×30", ReasonHoldLimit).trainAll(felt{1, 1, 0, 10})
	p.equal("points wait", p.state().Points, 2)
	p.m.Intake.Cleared = true
	p.on(3).morning(1, 0, false).want("trial rung 4 3×5", ReasonRungUp)
}

// A wish comes on top of the decision: the day's answers still count, before and after it.
func TestWishes(t *testing.T) {
	p := newPerson(t, soreAt(Left, 2, 12, 2)).calm(0, 1, felt{1, 1, 1, 10})
	p.on(2).settle().trainAll(felt{7, 2, 1, 10}) // red; the next morning begins with a wish
	p.on(3)
	must(t, p.m.Swap(p.day, Left, "clam"))
	p.equal("dose", p.plan(Left), "rung 2 3×10")
	p.morning(1, 0, false).equal("the red day is not forgotten", p.day.Verdicts[0].Reason, ReasonBack2Red)
	p.equal("exercise", p.day.Tasks[0].Exercise, "clam")
	p.morning(9, 0, false).want("rest", ReasonRestFlare)

	q := newPerson(t, soreAt(Left, 2, 12, 2)).calm(0, 1, fine)
	q.on(2).morning(1, 0, false).want("rung 2 3×15", ReasonUpGreen)
	must(t, q.m.Swap(q.day, Left, "double_leg_bridge"))
	q.want("rung 1 3×10", ReasonUpGreen).equal("what is shown", q.day.Verdicts[0].State, q.state())
	q.morning(2, 0, false).want("rung 1 3×10", ReasonUpGreen)
	q.morning(8, 0, false).want("rest", ReasonRestFlare).equal("no swap in a flare", q.state().Rung, 2)
	if q.m.Swap(q.day, Left, "clam") == nil {
		t.Error("a swap in a flare was granted")
	}
	q.morning(1, 0, false).want("rung 1 3×10", ReasonUpGreen)

	for _, id := range []string{"hip_drop", "front_plank", "single_leg_balance", "straight_leg_raise", ""} {
		if q.m.Swap(q.day, Left, id) == nil {
			t.Errorf("%q was granted on rung 1", id)
		}
	}
	if q.m.Swap(q.day, Right, "clam") == nil {
		t.Error("a swap of a side that is not sore was granted")
	}
}

// The harder exercise ahead of time is a trial, only after seven easy calm decisions, and not when today's answers are
// corrected to worse.
func TestTheHarderExerciseAheadOfTime(t *testing.T) {
	p := newPerson(t, soreAt(Left, 2, 20, 2)).calm(0, 6, felt{1, 1, 0, 10})
	p.on(7)
	p.equal("after six", p.m.HarderSide(p.day), "")
	p.morning(1, 0, false).equal("after seven", p.m.HarderSide(p.day), Left)
	must(t, p.m.TryHarder(p.day, Left))
	p.want("trial rung 3 3×5", ReasonRungUpWish)
	p.equal("not twice", p.m.HarderSide(p.day), "")
	p.morning(1, 2, false).equal("corrected to lingering", p.day.Verdicts[0].Reason, ReasonHoldLinger)
	p.equal("rung", p.state().Rung, 2)
	p.morning(1, 1, false).want("trial rung 3 3×5", ReasonRungUpWish)
}

// What asks for more than the rules allow is refused (hazard H12).
func TestAPlanOutOfBoundsIsRefused(t *testing.T) {
	s := Start(2, 2)
	trial := s
	trial.Trial, trial.Step = true, TrialStep
	edit := func(s State, f func(*State)) Verdict {
		f(&s)
		return Verdict{Decision: Decision{Action: ActionUp, State: s, Reason: ReasonUpGreen}}
	}
	for _, c := range []struct {
		name    string
		from    State
		to      func(*State)
		refused bool
	}{
		{"the same", s, func(*State) {}, false},
		{"one step", s, func(n *State) { n.Step, n.UpsThisWeek = 9, 1 }, false},
		{"two steps", s, func(n *State) { n.Step, n.UpsThisWeek = 10, 1 }, true},
		{"beyond the week's allowance", s, func(n *State) { n.Step, n.UpsThisWeek = 9, 3 }, true},
		{"out of range", s, func(n *State) { n.Step = 29 }, true},
		{"a trial of the next rung", s, func(n *State) { n.Rung, n.Step, n.Trial = 3, TrialStep, true }, false},
		{"the next rung at the same dose", s, func(n *State) { n.Rung, n.Trial = 3, true }, true},
		{"the next rung without a trial", s, func(n *State) { n.Rung, n.Step = 3, TrialStep }, true},
		{"two rungs", s, func(n *State) { n.Rung, n.Step, n.Trial = 4, TrialStep, true }, true},
		{"a trial passed", trial, func(n *State) { n.Trial, n.Step = false, StartStep }, false},
		{"a trial that goes on at a larger dose", trial, func(n *State) { n.Step = StartStep }, true},
		{"less", s, func(n *State) { n.Step = 1 }, false},
		{"a rung down", s, func(n *State) { n.Rung, n.Step = 1, 28 }, false},
	} {
		v := bounded(c.from, edit(c.from, c.to))
		if v.Refused != c.refused || c.refused && (v.State != c.from || v.Action != ActionHold) {
			t.Errorf("%s: refused %v: %+v", c.name, v.Refused, v)
		}
	}
	manyCases(t, func(r *rand.Rand) string {
		s, a := anyTrial(r), anyAnswers(r)
		if bounded(s, decided(s, a)).Refused {
			return "the rules' own decision was refused: " + situation(s, a)
		}
		return ""
	})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Error(err)
	}
}
