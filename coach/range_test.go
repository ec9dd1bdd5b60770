package coach

import (
	"strings"
	"testing"
)

// Values out of their range are refused and named; nothing is decided.
func TestOutOfRangeIsRefused(t *testing.T) {
	good := Answers{Completion: CompletionFull}
	fields := []struct {
		name   string
		of     func(*State) *int
		lo, hi int
	}{
		{"rung", func(s *State) *int { return &s.Rung }, 0, 7},
		{"step", func(s *State) *int { return &s.Step }, 1, 28},
		{"usual_morning_pain", func(s *State) *int { return &s.UsualMorningPain }, 0, 10},
		{"points", func(s *State) *int { return &s.Points }, 0, 4},
		{"linger", func(s *State) *int { return &s.Linger }, 0, unbounded},
		{"red_countdown", func(s *State) *int { return &s.RedCountdown }, 0, 2},
		{"cool_off", func(s *State) *int { return &s.CoolOff }, 0, 3},
		{"ups_this_week", func(s *State) *int { return &s.UpsThisWeek }, 0, unbounded},
		{"week_start_step", func(s *State) *int { return &s.WeekStartStep }, 1, 28},
		{"peak_step_7d", func(s *State) *int { return &s.PeakStep7d }, 1, 28},
		{"calm_days", func(s *State) *int { return &s.CalmDays }, 0, 1},
	}
	for _, f := range fields {
		for _, n := range []int{f.lo - 1, f.lo, f.hi, f.hi + 1} { // one above the highest int is far below zero
			s := Start(1, 3)
			*f.of(&s) = n
			in := n == f.lo || n == f.hi
			d, err := Decide(s, good)
			if (err == nil) != in || err != nil && (!strings.Contains(err.Error(), f.name) || d != (Decision{})) {
				t.Errorf("%s %d: decided %+v, %v", f.name, n, d, err)
			}
		}
	}
	scores := []struct {
		name string
		of   func(*Answers) *Score
		hi   int
	}{
		{"during", func(a *Answers) *Score { return &a.During }, 10},
		{"after", func(a *Answers) *Score { return &a.After }, 10},
		{"morning", func(a *Answers) *Score { return &a.Morning }, 10},
		{"night", func(a *Answers) *Score { return &a.Night }, 3},
		{"effort", func(a *Answers) *Score { return &a.Effort }, 3},
	}
	for _, f := range scores {
		for _, n := range []int{-1, 0, f.hi, f.hi + 1} {
			a := good
			*f.of(&a) = Rated(n)
			in := n == 0 || n == f.hi
			d, err := Decide(Start(1, 3), a)
			if (err == nil) != in || err != nil && (!strings.Contains(err.Error(), f.name) || d != (Decision{})) {
				t.Errorf("%s %d: decided %+v, %v", f.name, n, d, err)
			}
			if _, err := Return(5, Start(1, 3), a); (err == nil) != in {
				t.Errorf("%s %d: a return gives %v", f.name, n, err)
			}
		}
	}
	for name, a := range map[string]Answers{
		"completion": {}, "trend": {Completion: CompletionFull, Trend: "sideways"},
	} {
		if d, err := Decide(Start(1, 3), a); err == nil || !strings.Contains(err.Error(), name) || d != (Decision{}) {
			t.Errorf("%s: decided %+v, %v", name, d, err)
		}
	}
	edge := State{Rung: 7, Step: 28, UsualMorningPain: 10, Points: 4, Linger: 99, RedCountdown: 2, CoolOff: 3,
		UpsThisWeek: 99, WeekStartStep: 28, PeakStep7d: 28, CalmDays: 1, Trial: true, Flare: true}
	if err := edge.Check(); err != nil {
		t.Errorf("the upper edge is refused: %v", err)
	}
	if err := (State{Step: 1, WeekStartStep: 1, PeakStep7d: 1}).Check(); err != nil {
		t.Errorf("the lower edge is refused: %v", err)
	}
}

// A lingering day is counted as far as one can count, and not beyond.
func TestLingerDoesNotOverflow(t *testing.T) {
	s := Start(1, 3)
	s.Step = 1
	for _, n := range []int{unbounded - 1, unbounded} {
		s.Linger = n
		d := mustDecide(s, Answers{Night: Rated(2), Completion: CompletionFull})
		if d.Row != "G1" || d.State.Linger != unbounded {
			t.Errorf("linger %d: %s leaves %d", n, d.Row, d.State.Linger)
		}
	}
}
