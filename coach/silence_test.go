package coach

import "testing"

// Silent days up to a gap of 2 are decided afterwards with what there is; from 3 on the state waits.
func TestSilentDays(t *testing.T) {
	for _, c := range []struct {
		name    string
		back    int // day of return; the last session was on day 4
		decided []int
		plan    string
		reason  Reason
	}{
		{"the next day", 5, nil, "rung 1 3×12", ReasonHoldPoints},
		{"one silent day", 6, []int{5}, "rung 1 3×12", ReasonHoldData},
		{"two silent days: a gap of 3", 7, []int{5, 6}, "rung 1 3×10", ReasonComeback},
		{"four silent days", 9, []int{5, 6}, "rung 1 3×10", ReasonComeback},
		{"a week", 11, []int{5, 6}, "rung 1 3×7", ReasonComeback},
		{"two weeks", 18, []int{5, 6}, "rung 0 8×5s", ReasonComeback},
		{"four weeks", 32, []int{5, 6}, "rung 0 3×5s", ReasonComeback},
	} {
		p := newPerson(t, sore(Left, 1, 2)).calm(0, 4, fine)
		for n := 5; n < c.back; n++ {
			p.on(n) // the reminder opens the day; nobody answers
		}
		p.on(c.back).morning(1, 0, false).want(c.plan, c.reason)
		for _, n := range c.decided {
			if d := p.m.Day(startDate.Add(n)); d != nil && !d.Decided() {
				t.Errorf("%s: day %d has no decision", c.name, n)
			}
		}
		for n := 7; n < c.back; n++ {
			if d := p.m.Day(startDate.Add(n)); d != nil && d.Decided() {
				t.Errorf("%s: silent day %d was decided: %+v", c.name, n, d.Verdicts)
			}
		}
	}
}

// A silent day that follows a red one is decided red, before the return.
func TestASilentDayAfterARedOneIsRed(t *testing.T) {
	p := newPerson(t, soreAt(Left, 1, 12, 2)).calm(0, 1, fine)
	p.on(2).morning(1, 0, false).trainAll(felt{7, 2, 1, 10})
	p.on(3) // silence
	p.on(4).morning(1, 0, false).want("rung 1 3×9", ReasonHoldData)
	if v := p.m.Day(startDate.Add(3)).Verdicts; len(v) != 1 || v[0].Reason != ReasonBack2Red {
		t.Errorf("day 3: %+v", v)
	}
}

// Days on which nothing is planned (the member's weekdays) cost nothing, though something may have opened the diary.
func TestDaysWithoutSlotsAreNotSilent(t *testing.T) {
	p := newPerson(t, sore(Left, 1, 2)).trainAll(fine)
	points := 0
	for n := 2; n <= 8; n += 2 {
		p.slots = nil
		p.on(n - 1)
		p.slots = []Slot{Morning}
		p.on(n).morning(1, 0, false).trainAll(fine)
		if p.state().Points == 0 && p.day.Verdicts[0].Action != ActionUp {
			t.Errorf("day %d: %s, points %d after %d", n, p.day.Verdicts[0].Reason, p.state().Points, points)
		}
		points = p.state().Points
	}
	p.equal("dose", p.plan(Left), "rung 1 3×12")
}

// The comeback is made once. Without a session after it the gap grows, and a later row counts from the state before.
func TestAGrowingGap(t *testing.T) {
	p := newPerson(t, soreAt(Left, 3, 20, 2)).trainAll(fine)
	before := p.state()
	p.on(4).morning(1, 0, false).want("rung 3 3×18", ReasonComeback)
	p.on(5).morning(1, 0, false).want("rung 3 3×18", ReasonHoldData) // no second cut
	p.on(7).morning(1, 0, false).want("rung 3 3×12", ReasonComeback) // half of 20, not of 16
	p.equal("computed from", p.m.Courses[0].GapBase.Step, before.Step)
	p.on(8).morning(1, 0, false).want("rung 3 3×12", ReasonHoldData).trainAll(fine)
	p.equal("the gap is over", p.m.Courses[0].GapBase == nil, true)
	p.on(9).morning(1, 0, false).want("rung 3 3×12", ReasonHoldAdherence) // the week was mostly missed
}

// A sore morning of return is judged first, and then comes the comeback; only rest and stop leave it out.
func TestASoreReturn(t *testing.T) {
	for _, c := range []struct {
		name        string
		pain, night int
		plan        string
		reason      Reason
	}{
		{"calm", 1, 0, "rung 3 3×12", ReasonComeback},
		{"lingering", 1, 2, "rung 3 3×12", ReasonComeback},
		{"red", 1, 3, "rung 3 3×7", ReasonComeback},
		{"severe", 8, 0, "rest", ReasonRestFlare},
	} {
		p := newPerson(t, soreAt(Left, 3, 20, 2)).trainAll(fine)
		p.on(8).morning(c.pain, c.night, false).want(c.plan, c.reason)
	}
	p := newPerson(t, soreAt(Left, 3, 20, 2)).trainAll(fine)
	p.on(8).day.RedFlag = true
	p.morning(1, 0, false).equal("action", p.day.Verdicts[0].Action, ActionStop)
}

// After the comeback's session the gap is over, but the day's own plan stays a comeback, whatever is answered later.
func TestTheComebackSurvivesItsSession(t *testing.T) {
	p := newPerson(t, soreAt(Left, 3, 20, 2)).trainAll(fine)
	p.on(8).morning(1, 0, false).want("rung 3 3×12", ReasonComeback).train(Morning, fine)
	p.settle().want("rung 3 3×12", ReasonComeback)
	p.morning(2, 0, false).want("rung 3 3×12", ReasonComeback) // corrected
	p.equal("cool-off", p.state().CoolOff, 3)
	p.train(Evening, fine)
	p.equal("the gap tomorrow", p.m.Gap(p.day.Date.Add(1)), 1)
	p.on(9).morning(1, 0, false).want("rung 3 3×12", ReasonHoldCool)
}

// Less than half of the reps is no completed session: the gap goes on.
func TestAFewRepsDoNotEndAGap(t *testing.T) {
	p := newPerson(t, soreAt(Left, 3, 20, 2)).trainAll(fine)
	p.on(8).morning(1, 0, false)
	p.day.Rounds[1].Outcome = Skipped
	p.train(Morning, felt{1, 1, 1, 4})
	p.equal("gap", p.m.Gap(p.day.Date.Add(1)), 9)
	p.on(9).morning(1, 0, false).want("rung 3 3×12", ReasonHoldPartial)
}

// The clock may go back over midnight when the member changes the zone: the later day goes on, nothing is decided twice.
func TestAClockThatGoesBackOverMidnight(t *testing.T) {
	p := newPerson(t, sore(Left, 1, 2)).calm(0, 2, fine)
	p.on(3).morning(1, 0, false)
	before := saved(p.m)
	p.equal("the day that goes on", p.m.OpenDay(startDate.Add(2), p.slots).Date, startDate.Add(3))
	p.m.Settle(startDate.Add(2), Auto)
	p.equal("the diary", saved(p.m), before)
}

// A break that begins on the day of the start is a break: the gap table decides the return, though the count of programme
// days has stood still.
func TestABreakFromTheFirstDay(t *testing.T) {
	m := &Member{
		Stage:     StageActive,
		Programme: Programme{Start: "2026-03-02", LastOpened: "2026-03-02", LastLoading: "2026-03-02", PausedDays: 150},
		Courses:   []Course{{Side: Left, Began: "2026-03-02", LastLoading: "2026-03-02", State: Start(4, 1)}},
	}
	back := Date("2026-03-02").Add(150)
	m.OpenDay(back, []Slot{Morning})
	m.Settle(back, Auto)
	if s := m.Courses[0].State; s.Rung != 1 || s.Step != TrialStep {
		t.Errorf("begins with %+v", s)
	}
}
