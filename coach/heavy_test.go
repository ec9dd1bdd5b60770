package coach

import (
	"slices"
	"testing"
)

// Rungs 5-7: a day of loading, a day in between; the other slot and the day in between are light.
func TestLoadingEveryOtherDay(t *testing.T) {
	p := newPerson(t, sore(Left, 6, 2))
	p.equal("loading day", lights(p), []bool{false, true})
	p.trainAll(fine)
	p.on(1).equal("off", p.day.Off, true)
	p.equal("off day", lights(p), []bool{true, true})
	p.equal("its second slot", p.day.Rounds[1].Outcome, Rested)
	p.morning(1, 0, false).equal("decisions on an off day", len(p.day.Verdicts), 0)
	p.equal("loading on an off day", p.plan(Left), "rest")
	p.trainAll(fine)
	p.on(2).equal("off", p.day.Off, false)
	p.morning(1, 0, false).want("rung 6 3×10", ReasonHoldPoints).trainAll(fine)
	p.on(3).morning(1, 0, false).trainAll(fine)
	p.on(4).morning(1, 0, false).want("rung 6 3×11", ReasonUpGreen) // "day" means such a window
}

func lights(p *person) []bool {
	var out []bool
	for _, r := range p.day.Rounds {
		out = append(out, r.Light)
	}
	return out
}

// The decision of a loading day looks at everything since the one before: the worst scores, the light sessions' pain too,
// but effort and completion of the loading session only.
func TestTheWindowOfALoadingDay(t *testing.T) {
	p := newPerson(t, sore(Left, 6, 2))
	p.train(Morning, felt{2, 1, 0, 10}).train(Evening, felt{4, 0, 0, 10})
	p.on(1).morning(2, 1, true).train(Morning, felt{1, 5, 0, 10})
	p.on(2).morning(0, 0, false)
	a := p.m.answers(p.day, &p.m.Courses[0])
	want := Answers{During: Rated(4), After: Rated(5), Morning: Rated(2), Night: Rated(1), Effort: Rated(0),
		Completion: CompletionFull, Painkiller: true}
	if situation(p.state(), a) != situation(p.state(), want) {
		t.Errorf("got  %s\nwant %s", situation(p.state(), a), situation(p.state(), want))
	}
	p.want("rung 6 3×10", ReasonHoldPainkiller)
}

// A red morning on the day in between is decided at once; corrected to calm, nothing has happened.
func TestARedOffDayIsDecidedAtOnce(t *testing.T) {
	p := newPerson(t, soreAt(Left, 6, 12, 2)).trainAll(fine)
	p.on(1).morning(5, 0, false)
	p.equal("reason", p.day.Verdicts[0].Reason, ReasonBack2Red)
	p.equal("step", p.state().Step, 6)
	p.equal("no loading today", lights(p), []bool{true, true})
	p.morning(1, 0, false)
	p.equal("corrected", len(p.day.Verdicts), 0)
	p.equal("step", p.state().Step, 12)
	p.on(2).morning(1, 0, false).want("rung 6 3×14", ReasonHoldPoints) // the loading session still counts

	q := newPerson(t, soreAt(Left, 6, 12, 2)).trainAll(fine)
	q.on(1).morning(8, 0, false).equal("severe", q.day.Verdicts[0].Reason, ReasonRestFlare)
	q.equal("flares", len(q.m.Programme.Flares), 1)
	q.morning(1, 0, false).equal("taken back", len(q.m.Programme.Flares), 0)
}

// A missed loading day moves to the next one; an evening takes over what the morning let pass, and the day is whole.
func TestAMissedLoadingDayMovesOn(t *testing.T) {
	p := newPerson(t, sore(Left, 6, 2)).trainAll(fine)
	p.on(1).morning(1, 0, false).trainAll(fine)
	p.on(2).morning(1, 0, false) // missed
	p.on(3).equal("off", p.day.Off, false)
	p.morning(1, 0, false).equal("loading", lights(p), []bool{false, true})
	p.day.Rounds[0].Outcome = Missed
	p.m.FitRounds(p.day)
	p.equal("the evening takes over", lights(p), []bool{true, false})
	p.train(Evening, fine)
	p.on(4).equal("off", p.day.Off, true)
	p.morning(1, 0, false)
	p.on(5).morning(1, 0, false)
	p.equal("completion", p.m.answers(p.day, &p.m.Courses[0]).Completion, CompletionFull)
}

// Off days are no gap: a loading every other day is the plan.
func TestOffDaysMakeNoGap(t *testing.T) {
	p := newPerson(t, sore(Left, 6, 2)).calm(0, 2, fine)
	p.on(3).morning(1, 0, false)
	p.equal("off day", p.m.Gap(p.day.Date), 1)
	p.on(4).equal("next loading day", p.m.Gap(p.day.Date), 1)
	p.on(5).equal("one day later", p.m.Gap(p.day.Date), 2)
	p.on(6).morning(1, 0, false).want("rung 6 3×8", ReasonComeback)
	p.equal("silent day 4, in spite of the off day's morning", p.m.Day(startDate.Add(4)).Verdicts[0].Reason, ReasonHoldData)
}

// The step from rung 4 to 5 makes the second session of the same day a light one, and the next day a day in between.
func TestTheWayUpToTheEveryOtherDayRungs(t *testing.T) {
	p := newPerson(t, soreAt(Left, 4, TopStep, 2))
	for n := 0; n <= 2; n++ {
		p.on(n)
		if n > 0 {
			p.morning(1, 0, false)
		}
		if n < 2 {
			p.trainAll(felt{1, 1, 0, 10})
		}
	}
	p.want("trial rung 5 3×5", ReasonRungUp).equal("sessions", lights(p), []bool{false, true})
	p.trainAll(fine)
	p.on(3).equal("off", p.day.Off, true)
	p.morning(1, 0, false).trainAll(fine)
	p.on(4).morning(1, 0, false).want("rung 5 3×10", ReasonTrialOK)

	q := newPerson(t, soreAt(Left, 5, TrialStep, 2))
	q.m.Courses[0].State.Trial = true
	q.settle().trainAll(felt{6, 1, 1, 10})
	q.on(1).morning(1, 0, false)
	q.equal("failed on the off day", q.day.Verdicts[0].Reason, ReasonTrialBack)
	q.equal("no loading today", lights(q), []bool{true, true})
	q.on(2).morning(1, 0, false).want("rung 4 3×15", ReasonHoldData)
	q.equal("both load again", lights(q), []bool{false, false})
}

// A session has a warm-up from rung 5 on, balance on rung 4, and never more than three exercises.
func TestWhatASessionIsMadeOf(t *testing.T) {
	for _, c := range []struct {
		courses []Course
		want    []string
	}{
		{[]Course{sore(Left, 2, 2)}, []string{"side_lying_abduction"}},
		{[]Course{sore(Left, 4, 2)}, []string{"hip_drop", "single_leg_balance"}},
		{[]Course{sore(Left, 6, 2)}, []string{"double_leg_bridge", "single_limb_squat"}},
		{[]Course{sore(Left, 2, 2), sore(Right, 6, 2)}, []string{"double_leg_bridge", "side_lying_abduction", "single_limb_squat"}},
		{[]Course{sore(Left, 4, 2), sore(Right, 6, 2)}, []string{"double_leg_bridge", "hip_drop", "single_limb_squat"}},
	} {
		m := Member{Courses: c.courses}
		var got []string
		for _, s := range NewSession(m.tasks(), false) {
			if !slices.Contains(got, s.Exercise) {
				got = append(got, s.Exercise)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("rungs %d: %v, want %v", c.courses[len(c.courses)-1].State.Rung, got, c.want)
		}
	}
}

// A light session follows the gentler side, and leaves out a side that rests.
func TestALightSession(t *testing.T) {
	left, right := soreAt(Left, 6, 28, 2), soreAt(Right, 6, 3, 2)
	sets := LightSession("single_leg_balance", []Course{left, right})
	if len(sets) != 2 || sets[0].Count != 3 || sets[1].Count != 3 || sets[0].Main {
		t.Errorf("balance: %+v", sets)
	}
	right.State.Flare = true
	if sets := LightSession("side_lying_abduction", []Course{left, right}); len(sets) != 1 || sets[0].Side != Left || sets[0].Count != 10 {
		t.Errorf("one side rests: %+v", sets)
	}
	if sets := LightSession("static_abduction_lying", []Course{left}); len(sets) != 1 || sets[0].Units() != 50 {
		t.Errorf("holds: %+v", sets)
	}
}
