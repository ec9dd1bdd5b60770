package coach

import (
	"slices"
	"testing"
)

// fuzzScore reads -1 as missing.
func fuzzScore(n int8) Score {
	if n == -1 {
		return nil
	}
	return Rated(int(n))
}

// FuzzDecide feeds any numbers at all: what is in range is decided, with one reason, like the second implementation;
// what is not is refused; nothing panics.
func FuzzDecide(f *testing.F) {
	trends := []Trend{TrendMissing, TrendDown, TrendFlat, TrendUp1, TrendUp2, "up3"}
	dones := []Completion{CompletionFull, CompletionPartial, CompletionNone, ""}
	seed := func(s Score) int8 {
		if s == nil {
			return -1
		}
		return int8(*s)
	}
	for _, c := range goldenCases(f) {
		s, a := c.State, c.Answers
		f.Add(s.Rung, s.Step, s.UsualMorningPain, s.Points, s.Linger, s.RedCountdown, s.CoolOff, s.UpsThisWeek, s.WeekStartStep,
			s.PeakStep7d, s.CalmDays, s.Trial, s.Flare, seed(a.During), seed(a.After), seed(a.Morning), seed(a.Night), seed(a.Effort),
			uint8(slices.Index(dones, a.Completion)), uint8(slices.Index(trends, a.Trend)), a.StoppedForPain, a.Painkiller,
			a.RedFlag, a.LowAdherence)
	}
	f.Fuzz(func(t *testing.T, rung, step, usual, points, linger, red, cool, ups, weekStart, peak, calm int, trial, flare bool,
		during, after, morning, night, effort int8, done, trend uint8, stopped, painkiller, redFlag, low bool) {
		s := State{rung, step, usual, points, linger, red, cool, ups, weekStart, peak, trial, flare, calm}
		a := Answers{fuzzScore(during), fuzzScore(after), fuzzScore(morning), fuzzScore(night), fuzzScore(effort),
			dones[int(done)%len(dones)], trends[int(trend)%len(trends)], stopped, painkiller, redFlag, low}
		valid := s.Check() == nil && a.Check() == nil
		d, err := Decide(s, a)
		if (err == nil) != valid {
			t.Fatalf("valid %v, but %v: %s", valid, err, situation(s, a))
		}
		if !valid {
			return
		}
		if !slices.Contains(reasonsOf[d.Row], d.Reason) || d.State.Check() != nil {
			t.Fatalf("%s %s %+v: %s", d.Row, d.Reason, d.State, situation(s, a))
		}
		if action, state, reason := reference(s, a); d.Action != action || d.State != state || d.Reason != reason {
			t.Fatalf("%s %s, second implementation %s %s %+v: %s", d.Action, d.Reason, action, reason, state, situation(s, a))
		}
	})
}

func BenchmarkDecide(b *testing.B) {
	s, a := Start(1, 2), calmDay(1)
	s.Points = 4
	for b.Loop() {
		if _, err := Decide(s, a); err != nil {
			b.Fatal(err)
		}
	}
}
