package coach

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// "No increase" turns any increase into a hold that keeps the points, and leaves everything else as decided.
func TestNoIncreaseHoldsAndKeepsThePoints(t *testing.T) {
	held := 0
	manyCases(t, func(r *rand.Rand) string {
		s, a := anyState(r), anyAnswers(r)
		d := mustDecide(s, a)
		got, err := DecideNoIncrease(s, a, ReasonHoldLate)
		if err != nil {
			return err.Error()
		}
		if again, err := NoIncrease(s, a, d, ReasonHoldLate); err != nil || again != got {
			return fmt.Sprintf("two ways differ: %+v, %+v: %s", got, again, situation(s, a))
		}
		if !d.Action.Increase() {
			if got != d {
				return fmt.Sprintf("%+v instead of %+v: %s", got, d, situation(s, a))
			}
			return ""
		}
		held++
		points := s.Points
		if s.Trial {
			points = 0
		}
		if got.Action != ActionHold || got.Reason != ReasonHoldLate || got.State.Rung != s.Rung || got.State.Step != s.Step ||
			got.State.Points != points || got.State.Trial != s.Trial {
			return fmt.Sprintf("%s %s %+v: %s", got.Action, got.Reason, got.State, situation(s, a))
		}
		return ""
	})
	if held == 0 {
		t.Error("nothing was ever held back")
	}
}

// The member's own answers are not written to: the painkiller is only pretended.
func TestNoIncreaseLeavesTheAnswersAlone(t *testing.T) {
	s, a := Start(1, 2), calmDay(1)
	s.Points = 4
	d, err := DecideNoIncrease(s, a, ReasonHoldDeclined)
	if err != nil || d.Row != "I4" || d.Reason != ReasonHoldDeclined || d.State.Points != 4 || a.Painkiller {
		t.Errorf("got %s %s, points %d, painkiller %v (%v)", d.Row, d.Reason, d.State.Points, a.Painkiller, err)
	}
	if _, err := DecideNoIncrease(State{}, a, ReasonHoldLate); err == nil {
		t.Error("a state out of range was decided")
	}
}

func TestRungLimitHoldsTheNextExercise(t *testing.T) {
	s, a := Start(3, 2), calmDay(1)
	s.Step, s.Points, a.Effort = TopStep, 4, Rated(0)
	d := mustDecide(s, a)
	if d.Action != ActionRungUp {
		t.Fatalf("got %s", d.Action)
	}
	got, err := WithinLimit(s, a, d, 3)
	if err != nil || got.Action != ActionHold || got.Reason != ReasonHoldLimit || got.State.Rung != 3 || got.State.Points != 4 {
		t.Errorf("limit 3: got %s %s %+v (%v)", got.Action, got.Reason, got.State, err)
	}
	if got, err := WithinLimit(s, a, d, 4); err != nil || got != d {
		t.Errorf("limit 4: got %+v (%v)", got, err)
	}
	s.Step = 10
	up := mustDecide(s, a)
	if got, err := WithinLimit(s, a, up, 0); err != nil || got != up || up.Action != ActionUp {
		t.Errorf("more of the same exercise is no matter of the limit: got %+v (%v)", got, err)
	}
}

func TestThirdCalmDayLeavesRungZero(t *testing.T) {
	s, days := Start(0, 2), 0
	s.Linger, s.RedCountdown, s.UpsThisWeek, s.WeekStartStep, s.PeakStep7d = 1, 2, 1, 7, 9
	for i := range 3 {
		a := calmDay(1)
		if i == 1 {
			a.Completion = CompletionPartial // a calm day that earns nothing still counts
		}
		before := s
		var d Decision
		d, days = LeaveRungZero(before, a, mustDecide(before, a), days, MaxRung)
		if i < 2 {
			if d != mustDecide(before, a) || days != i+1 {
				t.Fatalf("day %d: got %s, count %d", i+1, d.Row, days)
			}
			s = d.State
			continue
		}
		want := State{Rung: 1, Step: TrialStep, UsualMorningPain: 2, Trial: true, UpsThisWeek: 1, WeekStartStep: 7, PeakStep7d: 9}
		if d.State != want || d.Action != ActionRungUp || d.Reason != ReasonRungUpFirst || days != 3 || d.Level != L0 {
			t.Errorf("day 3: got %s %s %+v, count %d\nwant %+v", d.Action, d.Reason, d.State, days, want)
		}
	}
}

// The weekly fields stay as before although decide itself added a step that day.
func TestLeavingRungZeroTakesBackTheStepOfTheDay(t *testing.T) {
	s, a := Start(0, 2), calmDay(1)
	s.Points, s.RedCountdown = 4, 2
	d := mustDecide(s, a)
	if d.Row != "I13" {
		t.Fatalf("got %s", d.Row)
	}
	got, _ := LeaveRungZero(s, a, d, 2, MaxRung)
	if got.State.UpsThisWeek != 0 || got.State.PeakStep7d != 8 || got.State.Points != 0 || got.State.RedCountdown != 1 {
		t.Errorf("got %+v", got.State)
	}
}

// Everything that keeps a member on rung 0, one at a time, and what it does to the count.
func TestWhatKeepsAMemberOnRungZero(t *testing.T) {
	for _, c := range []struct {
		name  string
		limit int
		days  int
		want  int
		state func(*State)
		a     func(*Answers)
	}{
		{"second day", 7, 1, 2, nil, nil},
		{"no score for the sets", 7, 5, 6, nil, func(a *Answers) { a.During = nil }},
		{"no morning", 7, 5, 6, nil, func(a *Answers) { a.Morning = nil }},
		{"no effort", 7, 5, 6, nil, func(a *Answers) { a.Effort = nil }},
		{"not full", 7, 5, 6, nil, func(a *Answers) { a.Completion = CompletionPartial }},
		{"painkiller", 7, 5, 6, nil, func(a *Answers) { a.Painkiller = true }},
		{"low adherence", 7, 5, 6, nil, func(a *Answers) { a.LowAdherence = true }},
		{"hard", 7, 5, 6, nil, func(a *Answers) { a.Effort = Rated(2) }},
		{"not finished", 7, 5, 6, nil, func(a *Answers) { a.Effort = Rated(3) }},
		{"cooling off", 7, 5, 6, func(s *State) { s.CoolOff = 1 }, nil},
		{"rung limit 0", 0, 5, 6, nil, nil},
		{"lingering", 7, 5, 0, nil, func(a *Answers) { a.Night = Rated(2) }},
		{"nothing reported", 7, 5, 0, nil, func(a *Answers) { *a = Answers{Completion: CompletionNone} }},
		{"red flag", 7, 5, 0, nil, func(a *Answers) { a.RedFlag = true }},
		{"in a trial", 7, 5, 0, func(s *State) { s.Trial = true }, nil},
		{"in a flare", 7, 5, 0, func(s *State) { s.Flare = true }, nil},
		{"on rung 1", 7, 5, 0, func(s *State) { s.Rung = 1 }, nil},
	} {
		s, a := Start(0, 2), calmDay(1)
		if c.state != nil {
			c.state(&s)
		}
		if c.a != nil {
			c.a(&a)
		}
		d := mustDecide(s, a)
		if got, days := LeaveRungZero(s, a, d, c.days, c.limit); got != d || days != c.want {
			t.Errorf("%s: got %s %s, count %d, want %s, count %d", c.name, got.Row, got.Reason, days, d.Row, c.want)
		}
	}
	if got, _ := LeaveRungZero(Start(0, 2), calmDay(1), mustDecide(Start(0, 2), calmDay(1)), 2, 1); got.State.Rung != 1 {
		t.Errorf("limit 1, third day: got %+v", got)
	}
}

// An offer to leave rung 0 that waits for a tap holds like any other increase, whatever row it came from.
func TestLeavingRungZeroCanWait(t *testing.T) {
	s, a := Start(0, 2), calmDay(1)
	offer, _ := LeaveRungZero(s, a, mustDecide(s, a), 2, MaxRung)
	got, err := NoIncrease(s, a, offer, ReasonHoldDeclined)
	if err != nil || got.Action != ActionHold || got.Reason != ReasonHoldDeclined || got.State.Rung != 0 || got.State.Trial {
		t.Errorf("got %s %s %+v (%v)", got.Action, got.Reason, got.State, err)
	}
}
