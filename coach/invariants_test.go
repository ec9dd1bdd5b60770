package coach

import (
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

const (
	wantCases = 100_000
	perSeed   = 1_100
)

// A failing case is printed in full, so rapid need not leave a file behind.
func init() { _ = flag.Set("rapid.nofailfile", "true") }

// manyCases runs a property at least 100,000 times. rapid draws the seeds; a case is cheap, so each seed is good for
// many. A broken case is reported with everything needed to repeat it.
func manyCases(t *testing.T, broken func(*rand.Rand) string) {
	t.Helper()
	cases := 0
	rapid.Check(t, func(rt *rapid.T) {
		seed := rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(rt, "seed")
		r := rand.New(rand.NewChaCha8([32]byte(seed)))
		for range perSeed {
			if why := broken(r); why != "" {
				rt.Fatal(why)
			}
			cases++
		}
	})
	if cases < wantCases && !testing.Short() && !t.Failed() {
		t.Errorf("%d cases, want at least %d", cases, wantCases)
	}
}

func situation(s State, a Answers) string {
	b, _ := json.Marshal(struct {
		State   State
		Answers Answers
	}{s, a})
	return string(b)
}

// mustDecide decides on input that is in range by construction.
func mustDecide(s State, a Answers) Decision {
	d, err := Decide(s, a)
	if err != nil {
		panic(fmt.Sprintf("%v: %s", err, situation(s, a)))
	}
	return d
}

// anyTrial draws a state as anyState does, but a trial only with a dose that a trial can have: 3×5, or less after a
// gap; on rung 0 never less, the one place where a red day would add a step. Other trials cannot arise, and the
// invariants about more and less say nothing about them.
func anyTrial(r *rand.Rand) State {
	s := anyState(r)
	if s.Trial {
		s.Step = 1 + r.IntN(TrialStep)
		if s.Rung == 0 {
			s.Step = TrialStep
		}
	}
	return s
}

// worsen makes one answer worse than it is and says which; "" when the one that was picked is at its worst already.
func worsen(r *rand.Rand, a Answers) (better, worse Answers, what string) {
	better, worse = a, a
	score := func(field func(*Answers) *Score, name string, hi int) string {
		low := r.IntN(hi)
		*field(&better), *field(&worse) = Rated(low), Rated(low+1+r.IntN(hi-low))
		return name
	}
	flag := func(field func(*Answers) *bool, name string) string {
		*field(&better), *field(&worse) = false, true
		return name
	}
	switch r.IntN(11) {
	case 0:
		what = score(func(a *Answers) *Score { return &a.During }, "during", 10)
	case 1:
		what = score(func(a *Answers) *Score { return &a.After }, "after", 10)
	case 2:
		what = score(func(a *Answers) *Score { return &a.Morning }, "morning", 10)
	case 3:
		what = score(func(a *Answers) *Score { return &a.Night }, "night", 3)
	case 4:
		what = score(func(a *Answers) *Score { return &a.Effort }, "effort", 3)
	case 5:
		trends := []Trend{TrendDown, TrendFlat, TrendUp1, TrendUp2}
		i := r.IntN(3)
		better.Trend, worse.Trend, what = trends[i], trends[i+1+r.IntN(3-i)], "trend"
	case 6:
		done := []Completion{CompletionFull, CompletionPartial, CompletionNone}
		i := r.IntN(2)
		better.Completion, worse.Completion, what = done[i], done[i+1+r.IntN(2-i)], "completion"
	case 7:
		what = flag(func(a *Answers) *bool { return &a.StoppedForPain }, "stopped_for_pain")
	case 8:
		what = flag(func(a *Answers) *bool { return &a.Painkiller }, "painkiller")
	case 9:
		what = flag(func(a *Answers) *bool { return &a.LowAdherence }, "low_adherence")
	case 10:
		what = flag(func(a *Answers) *bool { return &a.RedFlag }, "red_flag")
	}
	return better, worse, what
}

// I1: one worse answer never gives a higher plan, for one decision. Over weeks it need not hold: who rests earlier
// resumes earlier.
func TestI1WorseAnswerNeverMeansMore(t *testing.T) {
	manyCases(t, func(r *rand.Rand) string {
		s := anyTrial(r)
		better, worse, what := worsen(r, anyAnswers(r))
		b, w := mustDecide(s, better), mustDecide(s, worse)
		if b.Plan().Less(w.Plan()) {
			return fmt.Sprintf("worse %s gives %+v (%s) instead of %+v (%s): %s", what, w.Plan(), w.Row, b.Plan(), b.Row,
				situation(s, better))
		}
		return ""
	})
}

// I2: silence about pain or the night never gives a higher plan than the answer 0.
func TestI2SilenceNeverMeansMoreThanZero(t *testing.T) {
	manyCases(t, func(r *rand.Rand) string {
		s, a := anyTrial(r), anyAnswers(r)
		fields := []*Score{&a.During, &a.After, &a.Morning, &a.Night}
		which := 1 + r.IntN(1<<len(fields)-1) // any of them, or several
		for i, f := range fields {
			if which>>i&1 == 1 {
				*f = Rated(0)
			}
		}
		told := mustDecide(s, a)
		for i, f := range fields {
			if which>>i&1 == 1 {
				*f = nil
			}
		}
		if silent := mustDecide(s, a); told.Plan().Less(silent.Plan()) {
			return fmt.Sprintf("silence gives %+v (%s), zero %+v (%s): %s", silent.Plan(), silent.Row, told.Plan(), told.Row,
				situation(s, a))
		}
		return ""
	})
}

// I3: every state stays in its ranges, every dose within 3 sets, 30 reps, 180 s of holds, 10×15 s of balance.
func TestI3EverythingStaysInBounds(t *testing.T) {
	manyCases(t, func(r *rand.Rand) string {
		s, a := anyState(r), anyAnswers(r)
		gap := r.IntN(60)
		back, err := Return(gap, s, a)
		if err != nil {
			return err.Error()
		}
		first, _ := LeaveRungZero(s, a, mustDecide(s, a), r.IntN(5), MaxRung)
		for _, d := range []Decision{mustDecide(s, a), Comeback(gap, s), back, first, GrowingGap(gap, s, back)} {
			if err := d.State.Check(); err != nil {
				return fmt.Sprintf("%s gives %v: %s, gap %d", d.Row, err, situation(s, a), gap)
			}
			reps, hold := DoseAt(DoseReps, d.State.Step), DoseAt(DoseHold, d.State.Step)
			stand, plank := DoseAt(DoseBalance, d.State.Step), DoseAt(DosePlank, d.State.Step)
			if reps.Sets > 3 || reps.Count > 30 || hold.Total() > 180 || stand.Total() > 150 || plank.Total() > 90 {
				return fmt.Sprintf("dose out of bounds at step %d", d.State.Step)
			}
		}
		return ""
	})
}

// I4, one decision: at most one step more, and never a higher rung and a larger dose together. Passing a trial is the
// only exception.
func TestI4OneThingAndOneStepAtATime(t *testing.T) {
	manyCases(t, func(r *rand.Rand) string {
		s, a := anyTrial(r), anyAnswers(r)
		d := mustDecide(s, a)
		grew, climbed := d.State.Step-s.Step, d.State.Rung-s.Rung
		wrong := climbed > 1 || climbed > 0 && (grew > 0 || d.Action != ActionRungUp) ||
			climbed == 0 && grew > 0 && !(d.Action == ActionUp && (grew == 1 || d.Row == "E4"))
		if wrong || d.Row == "E4" && d.State.Step != StartStep {
			return fmt.Sprintf("%s leads from rung %d step %d to rung %d step %d: %s", d.Row, s.Rung, s.Step, d.State.Rung,
				d.State.Step, situation(s, a))
		}
		return ""
	})
}

// I6: a red flag gives STOP whatever else is said, changes nothing but the points, and nothing else gives STOP.
func TestI6RedFlagBeatsEverything(t *testing.T) {
	manyCases(t, func(r *rand.Rand) string {
		s, a := anyState(r), anyAnswers(r)
		a.RedFlag = r.IntN(2) == 0
		d, gap := mustDecide(s, a), r.IntN(60)
		back, err := Return(gap, s, a)
		if err != nil {
			return err.Error()
		}
		for _, d := range []Decision{d, back} {
			if (d.Action == ActionStop) != a.RedFlag || (d.Reason == ReasonStopFlag) != a.RedFlag || (d.Level == LFlag) != a.RedFlag {
				return fmt.Sprintf("%s %s: %s", d.Row, d.Action, situation(s, a))
			}
		}
		if want := s; a.RedFlag {
			want.Points = 0
			if d.State != want || back.State != want {
				return fmt.Sprintf("a red flag changed %+v", d.State)
			}
		}
		return ""
	})
}

// I7: the same state and answers give the same decision, wherever they are kept, and are not written to.
func TestI7DecisionDependsOnStateAndAnswersAlone(t *testing.T) {
	manyCases(t, func(r *rand.Rand) string {
		s, a := anyState(r), anyAnswers(r)
		said := situation(s, a)
		elsewhere := a
		for _, f := range []*Score{&elsewhere.During, &elsewhere.After, &elsewhere.Morning, &elsewhere.Night, &elsewhere.Effort} {
			if *f != nil {
				*f = Rated(**f)
			}
		}
		one := mustDecide(s, a)
		mustDecide(anyState(r), anyAnswers(r)) // what was decided in between does not matter
		if two := mustDecide(s, elsewhere); one != two || situation(s, a) != said {
			return fmt.Sprintf("%+v and %+v: %s, now %s", one, two, said, situation(s, a))
		}
		return ""
	})
}

// I8: corrected answers decide again from the state before, so only the last ones count; deciding from the result
// would stack.
func TestI8CorrectionsDoNotStack(t *testing.T) {
	stacked := 0
	manyCases(t, func(r *rand.Rand) string {
		before := anyState(r)
		last := anyAnswers(r)
		today := mustDecide(before, anyAnswers(r))
		wrongly := mustDecide(today.State, last)
		for range r.IntN(4) {
			today = mustDecide(before, anyAnswers(r))
		}
		today = mustDecide(before, last)
		again := mustDecide(before, last)
		if today != again {
			return fmt.Sprintf("%+v, then %+v: %s", today, again, situation(before, last))
		}
		if wrongly.State != today.State {
			stacked++
		}
		return ""
	})
	if stacked == 0 {
		t.Error("no case would have shown stacking")
	}
}

// I9: the comeback dose never rises with the gap and is never above the plan before it; neither is the plan on the day
// of return.
func TestI9ComebackNeverRisesWithTheGap(t *testing.T) {
	manyCases(t, func(r *rand.Rand) string {
		s, a := anyTrial(r), anyAnswers(r)
		short := r.IntN(59)
		long := short + 1 + r.IntN(60-short)
		plan, at, later := Plan{ActionHold, s.Rung, s.Step}, Comeback(short, s), Comeback(long, s)
		if plan.Less(at.Plan()) || at.Plan().Less(later.Plan()) {
			return fmt.Sprintf("plan %+v, gap %d %+v, gap %d %+v: %+v", plan, short, at.Plan(), long, later.Plan(), s)
		}
		back, err := Return(long, s, a)
		if err != nil {
			return err.Error()
		}
		if !s.Flare && long >= 3 && later.Plan().Less(back.Plan()) {
			return fmt.Sprintf("return after %d: %+v (%s), comeback alone %+v: %s", long, back.Plan(), back.Row, later.Plan(),
				situation(s, a))
		}
		if grown := GrowingGap(long, s, back); back.Plan().Less(grown.Plan()) {
			return fmt.Sprintf("growing gap %d: %+v above %+v", long, grown.Plan(), back.Plan())
		}
		return ""
	})
}

// I10: every decision comes from one row and has exactly one of that row's reasons.
func TestI10ExactlyOneReason(t *testing.T) {
	manyCases(t, func(r *rand.Rand) string {
		s, a := anyState(r), anyAnswers(r)
		d := mustDecide(s, a)
		if !slices.Contains(reasonsOf[d.Row], d.Reason) {
			return fmt.Sprintf("row %s gives reason %q: %s", d.Row, d.Reason, situation(s, a))
		}
		if c := Comeback(r.IntN(60), s); c.Reason != ReasonComeback || c.Row == "" {
			return fmt.Sprintf("comeback %q gives reason %q", c.Row, c.Reason)
		}
		return ""
	})
}

// I11: the usual morning pain never rises by itself.
func TestI11UsualMorningPainNeverRises(t *testing.T) {
	fell := 0
	manyCases(t, func(r *rand.Rand) string {
		s, a := anyState(r), anyAnswers(r)
		if u := mustDecide(s, a).State.UsualMorningPain; u != s.UsualMorningPain {
			return fmt.Sprintf("a decision changed it to %d: %s", u, situation(s, a))
		}
		if u := Comeback(r.IntN(60), s).State.UsualMorningPain; u != s.UsualMorningPain {
			return fmt.Sprintf("a comeback changed it to %d: %+v", u, s)
		}
		mornings := make([]int, r.IntN(8))
		for i := range mornings {
			mornings[i] = r.IntN(11)
		}
		n := NewDay(s, r.IntN(2) == 0, nil, mornings)
		if n.UsualMorningPain > s.UsualMorningPain {
			return fmt.Sprintf("mornings %v raised it from %d to %d", mornings, s.UsualMorningPain, n.UsualMorningPain)
		}
		if n.UsualMorningPain < s.UsualMorningPain {
			fell++
		}
		return ""
	})
	if fell == 0 {
		t.Error("it never fell either")
	}
}
