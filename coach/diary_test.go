package coach

import "testing"

// The first week of somebody who is calm, in the words of the plan.
func TestTheFirstWeek(t *testing.T) {
	p := newPerson(t, sore(Left, 1, 2))
	p.want("rung 1 3×10", ReasonStart).trainAll(fine)
	p.equal("verdicts of day 0", len(p.day.Verdicts), 0)
	for n, want := range []struct {
		plan   string
		reason Reason
	}{
		{"rung 1 3×10", ReasonHoldPoints}, {"rung 1 3×11", ReasonUpGreen}, {"rung 1 3×11", ReasonHoldPoints},
		{"rung 1 3×12", ReasonUpGreen}, {"rung 1 3×12", ReasonHoldPoints}, {"rung 1 3×12", ReasonHoldCap},
		{"rung 1 3×12", ReasonHoldCap}, {"rung 1 3×13", ReasonUpGreen},
	} {
		p.on(n+1).morning(1, 0, false).want(want.plan, want.reason).trainAll(fine)
	}
	p.equal("training days", p.m.Programme.TrainingDays, 9)
}

// The four courses of the rules, told to the diary as a member tells them: mornings, sessions, scores.
func TestCoursesOverWeeksThroughTheDiary(t *testing.T) {
	for _, c := range []struct {
		name    string
		rung    int
		morning func(n int) int
		felt    func(n int, s State) felt
		plans   map[int]string
	}{
		{
			name: "always calm, easy at 3×30", rung: 1, morning: func(int) int { return 1 },
			felt: func(_ int, s State) felt {
				if s.Step == TopStep {
					return felt{1, 1, 0, 10}
				}
				return fine
			},
			plans: map[int]string{
				0: "rung 1 3×10", 7: "rung 1 3×12", 14: "rung 1 3×15", 21: "rung 1 3×18", 28: "rung 1 3×21", 35: "rung 1 3×24",
				42: "rung 1 3×27", 46: "rung 1 3×29", 47: "rung 1 3×30", 48: "rung 1 3×30", 49: "trial rung 2 3×5", 50: "rung 2 3×10",
				56: "rung 2 3×12",
			},
		},
		{
			name: "always felt but settled", rung: 1, morning: func(int) int { return 2 },
			felt: func(int, State) felt { return felt{4, 3, 1, 10} },
			plans: map[int]string{
				7: "rung 1 3×11", 14: "rung 1 3×13", 21: "rung 1 3×15", 28: "rung 1 3×17", 42: "rung 1 3×20", 56: "rung 1 3×24",
				70: "rung 1 3×27", 84: "rung 1 3×30",
			},
		},
		{
			name: "calm, one red day reported on day 10", rung: 1, morning: func(int) int { return 1 },
			felt: func(n int, _ State) felt {
				if n == 9 {
					return felt{6, 1, 1, 10}
				}
				return fine
			},
			plans: map[int]string{
				9: "rung 1 3×13", 10: "rung 1 3×8", 11: "rung 1 3×8", 12: "rung 1 3×8", 13: "rung 1 3×8", 14: "rung 1 3×9",
				18: "rung 1 3×11", 21: "rung 1 3×11", 22: "rung 1 3×12", 23: "rung 1 3×12", 24: "rung 1 3×13",
			},
		},
		{
			name: "rung 2, calm, 8 reported on day 10, 4 the next morning", rung: 2,
			morning: func(n int) int {
				if n == 11 {
					return 4
				}
				return 1
			},
			felt: func(n int, _ State) felt {
				if n == 9 {
					return felt{8, 3, 1, 3}
				}
				return fine
			},
			plans: map[int]string{
				9: "rung 2 3×13", 10: "rest", 11: "rest", 12: "rest", 13: "rung 1 3×8", 14: "rung 1 3×8", 15: "rung 1 3×8",
				16: "rung 1 3×8", 17: "rung 1 3×9", 24: "rung 1 3×12",
			},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := newPerson(t, sore(Right, c.rung, 2))
			for n := 0; n <= 84; n++ {
				p.on(n)
				if n > 0 {
					p.morning(c.morning(n), 0, false)
				}
				if want, ok := c.plans[n]; ok && p.plan(Right) != want {
					t.Errorf("day %d: %s (%s), want %s", n, p.plan(Right), p.day.Verdicts[0].Reason, want)
				}
				p.trainAll(c.felt(n, p.state()))
			}
		})
	}
}

// Programme days and weeks leave the days of a pause out; what was allowed in a week is not allowed twice.
func TestAPauseStopsTheCount(t *testing.T) {
	p := newPerson(t, sore(Left, 1, 2)).calm(0, 6, fine)
	p.equal("increases this week", p.state().UpsThisWeek, 2)
	p.on(7).m.Pause = &Pause{Since: startDate.Add(7)}
	p.m.Day(startDate.Add(7)).Rounds[0].Outcome, p.m.Day(startDate.Add(7)).Rounds[1].Outcome = Paused, Paused

	p.on(8).equal("number in the pause", p.day.Number, 7)
	p.equal("sessions in the pause", p.day.Rounds[0].Outcome, Paused)
	p.settle().equal("decisions in the pause", len(p.day.Verdicts), 0)

	p.m.Pause = nil
	p.m.Programme.PausedDays = 2
	p.on(9).equal("number after it", p.day.Number, 7)
	p.morning(1, 0, false)
	p.equal("the week goes on", p.state().UpsThisWeek, 2)
	p.trainAll(fine)
	p.on(10).morning(1, 0, false).equal("number", p.day.Number, 8)
	p.equal("a new week", p.state().WeekStartStep, p.state().Step-p.state().UpsThisWeek)
}

// A pause over what would have been the end of a week does not begin a week by itself.
func TestAPauseBeginsNoWeek(t *testing.T) {
	p := newPerson(t, sore(Left, 1, 2)).calm(0, 9, fine) // the second week has begun: days 8 and 9
	ups := p.state().UpsThisWeek
	p.equal("increases of the second week", ups > 0, true)
	p.m.Pause = &Pause{Since: startDate.Add(10)}
	p.m.Pause, p.m.Programme.PausedDays = nil, 2 // two days later
	p.on(12).equal("number", p.day.Number, 10)
	p.morning(1, 0, false)
	p.equal("increases of the second week", p.state().UpsThisWeek, ups)
}

// The highest step of the last seven days, no further back than the last change of rung, decides the dose after a flare.
func TestThePeakLooksBackSevenDaysAndToTheLastRung(t *testing.T) {
	p := newPerson(t, soreAt(Left, 2, 20, 2)).calm(0, 2, fine)
	p.on(3).morning(1, 3, false).want("rung 2 3×13", ReasonBack2Red) // a night that kept awake: half
	p.equal("peak", p.day.Verdicts[0].State.PeakStep7d, 21)
	p.trainAll(fine).calm(4, 10, fine)
	p.equal("peak a week later", p.state().PeakStep7d < 20, true)

	q := newPerson(t, soreAt(Left, 2, 3, 2)).calm(0, 1, fine)
	q.on(2).morning(1, 3, false).want("rung 1 3×10", ReasonRungDownMin).trainAll(fine)
	q.on(3).morning(1, 0, false).equal("peak on the new rung", q.state().PeakStep7d, 8)
}

// The usual morning pain follows the median of the week down, when the week begins, never up.
func TestTheUsualMorningOnlyFalls(t *testing.T) {
	p := newPerson(t, sore(Left, 1, 4)).calm(0, 6, fine)
	p.equal("usual within the week", p.state().UsualMorningPain, 4)
	p.on(7).morning(1, 0, false).trainAll(fine)
	p.equal("usual on day 7", p.state().UsualMorningPain, 4)
	p.on(8).morning(1, 0, false).trainAll(fine)
	p.equal("usual when the second week begins", p.state().UsualMorningPain, 1)
	for n := 9; n <= 15; n++ {
		p.on(n).morning(2, 0, false).trainAll(fine)
	}
	p.equal("usual after a worse week", p.state().UsualMorningPain, 1)

	masked := newPerson(t, sore(Left, 1, 4))
	for n := 1; n <= 8; n++ {
		masked.on(n).morning(1, 0, n > 3).trainAll(fine)
	}
	masked.equal("usual when most mornings were after a painkiller", masked.state().UsualMorningPain, 4)
}

// Each morning's answers count once, on the day after: yesterday's sessions with this morning's pain.
func TestWhatADayIsDecidedFrom(t *testing.T) {
	p := newPerson(t, sore(Left, 1, 2))
	p.train(Morning, felt{2, 0, 0, 10}).train(Evening, felt{5, 4, 2, 10})
	p.on(1).morning(2, 1, false)
	a := p.m.answers(p.day, &p.m.Courses[0])
	want := Answers{During: Rated(5), After: Rated(4), Morning: Rated(2), Night: Rated(1), Effort: Rated(2), Completion: CompletionFull}
	if situation(p.state(), a) != situation(p.state(), want) {
		t.Errorf("got %s\nwant %s", situation(p.state(), a), situation(p.state(), want))
	}
	p.trainAll(fine)
	p.on(2).morning(0, 0, false)
	if a := p.m.answers(p.day, &p.m.Courses[0]); *a.During != 1 || *a.Morning != 0 || *a.Effort != 1 {
		t.Errorf("the day before the last one still counts: %s", situation(p.state(), a))
	}
}

// "Pain right now" of 6 or more counts as pain after the last session, also where nothing was done.
func TestPainBeforeASessionCounts(t *testing.T) {
	p := newPerson(t, sore(Left, 1, 2)).calm(0, 1, fine)
	p.on(2).morning(1, 0, false)
	p.day.Rounds[0].Mark(Left).Now, p.day.Rounds[0].Outcome = Rated(7), Rested
	p.day.CancelEvening()
	p.on(3).morning(1, 0, false).want("rung 1 3×7", ReasonBack2Red)
	p.equal("cause", p.day.Verdicts[0].Cause, CauseAfter)
	p.equal("a rest ordered by the coach leaves no gap", p.m.Gap(p.day.Date), 2)
}

// Completion is that of the whole day, against what was decided: less than decided earns nothing.
func TestCompletionIsOfTheWholeDay(t *testing.T) {
	for _, c := range []struct {
		name             string
		morning, evening int // tenths
		less             bool
		want             Completion
	}{
		{"both whole", 10, 10, false, CompletionFull},
		{"nine tenths", 9, 9, false, CompletionFull},
		{"eight in the evening", 9, 8, false, CompletionPartial},
		{"one of two", 10, 0, false, CompletionPartial},
		{"less than half", 9, 0, false, CompletionNone},
		{"do less today", 10, 10, true, CompletionPartial},
	} {
		p := newPerson(t, soreAt(Left, 1, 10, 2)).calm(0, 0, fine)
		p.on(1).morning(1, 0, false)
		tenths := []int{c.morning, c.evening}
		for i := range p.day.Rounds {
			r := &p.day.Rounds[i]
			all := 0
			for _, set := range NewSession(p.day.Tasks, c.less) {
				all += set.Units()
			}
			r.Mark(Left).Done = (all*tenths[i] + 9) / 10
			if tenths[i] == 0 {
				r.Outcome = Skipped
				continue
			}
			p.m.CloseRound(p.day, r, true, p.at(r.Slot))
		}
		p.on(2)
		p.pain(Left, 1).settle()
		if got := p.m.answers(p.day, &p.m.Courses[0]).Completion; got != c.want {
			t.Errorf("%s: completion %s, want %s", c.name, got, c.want)
		}
		if c.want != CompletionFull && p.state().Points != 0 {
			t.Errorf("%s: it earned %d points", c.name, p.state().Points)
		}
	}
}

// Who does less than half of a week's sessions is not given more.
func TestLowAdherence(t *testing.T) {
	p := newPerson(t, sore(Left, 1, 2))
	for n := 0; n < 5; n++ {
		p.on(n)
		if n > 0 {
			p.morning(1, 0, false)
		}
		if n%2 == 0 {
			p.day.Rounds = p.day.Rounds[:1] // the evening was taken off the calendar
			p.train(Morning, fine)
		} // else nothing: both are missed
	}
	p.on(5).morning(1, 0, false).want("rung 1 3×10", ReasonHoldAdherence)

	q := newPerson(t, sore(Left, 1, 2))
	for n := 0; n < 4; n++ {
		q.on(n)
		q.day.Rounds[0].Outcome, q.day.Rounds[1].Outcome = Rested, Paused
	}
	q.on(4)
	q.equal("rest and pauses are not planned", q.m.lowAdherence(q.day.Date), false)
}

// The coach waits six hours between two loadings; opening a session without doing a set is no loading.
func TestSixHoursLieBetweenTwoLoadings(t *testing.T) {
	p := newPerson(t, sore(Left, 1, 2))
	p.equal("before any session", p.m.LoadedAt().IsZero(), true)
	r := p.day.Round(Morning)
	r.Began = p.at(Morning)
	r.Mark(Left).Now = Rated(2)
	p.m.CloseRound(p.day, r, false, p.at(Morning))
	p.equal("opened and left", p.m.LoadedAt().IsZero(), true)
	p.equal("outcome", r.Outcome, Begun)
	r.Outcome = ""
	p.train(Morning, fine)
	p.equal("after a session", p.m.LoadedAt(), p.at(Morning).Add(20*60*1e9))
}

// A score of 6 or more in the morning takes the evening off, whatever came later.
func TestTheEveningIsCancelled(t *testing.T) {
	for _, f := range []felt{{6, 0, 1, 10}, {0, 6, 1, 10}} {
		p := newPerson(t, sore(Left, 1, 2)).train(Morning, f)
		p.equal("evening", p.day.Round(Evening).Outcome, Rested)
	}
	p := newPerson(t, sore(Left, 1, 2)).train(Morning, felt{5, 5, 1, 10})
	p.equal("evening after a 5", p.day.Round(Evening).Outcome, Outcome(""))
}

// A session ended by a set rule counts as done, though its few sets make no training day.
func TestASessionCutByARuleCountsAsDone(t *testing.T) {
	p := newPerson(t, sore(Left, 1, 2))
	p.day.Rounds[0].Cut = true
	p.train(Morning, felt{6, 2, 1, 3})
	p.equal("outcome", p.day.Rounds[0].Outcome, Hurt)
	p.equal("kept", Hurt.Kept(), true)
	p.equal("training days", p.m.Programme.TrainingDays, 0)
	p.on(1).pain(Left, 1).settle()
	p.equal("not stopped by the member", p.m.answers(p.day, &p.m.Courses[0]).StoppedForPain, false)
}

// Who starts sore is coached cautiously for 14 days: pain in and after the sets counts one higher, the morning does not.
func TestCautiousForFourteenDays(t *testing.T) {
	c := sore(Left, 0, 5)
	c.Cautious = true
	p := newPerson(t, c)
	for n := 0; n <= 15; n++ {
		p.on(n)
		if n > 0 {
			p.morning(5, 0, false)
			want := levelOfDay(p)
			if n <= 14 && want != L3 || n == 15 && want != L1 {
				t.Errorf("day %d: level %s", n, want)
			}
			if during, after := p.m.Raised(p.day, Left, p.m.answers(p.day, &p.m.Courses[0])); (during == 1) != (n <= 14) || during != after {
				t.Errorf("day %d: said to be raised by %d and %d", n, during, after)
			}
		}
		p.m.Courses[0].State = Start(0, 5) // the level is what is looked at here
		p.day.Tasks = p.m.tasks()
		p.trainAll(felt{5, 2, 1, 10})
	}
}

// levelOfDay is today's level.
func levelOfDay(p *person) Level { return p.day.Verdicts[0].Level }
