package coach

import "testing"

// A severe score, or a second red day shortly after the first, is a flare: rest, and only the mornings are asked, until
// two calm ones have passed.
func TestAFlareAndTheWayBack(t *testing.T) {
	p := newPerson(t, soreAt(Left, 3, 12, 2)).calm(0, 1, fine)
	p.on(2).morning(8, 0, false).want("rest", ReasonRestFlare)
	p.equal("sets", len(NewSession(p.day.Tasks, false)), 0)
	p.on(3).morning(4, 0, false).want("rest", ReasonFlareSore)
	p.on(4).morning(1, 0, false).want("rest", ReasonFlareWait)
	p.on(5) // silence neither ends the flare nor begins it anew
	p.on(6).morning(1, 0, false).want("rung 2 3×8", ReasonFlareExit)
	p.equal("flares", p.m.Programme.Flares, []Date{startDate.Add(2)})
	p.equal("rest by the coach", p.m.Day(startDate.Add(3)).Rounds[0].Outcome, Rested)
	p.equal("silent rest by the coach", p.m.Day(startDate.Add(5)).Rounds[1].Outcome, Rested)
	p.equal("low adherence", p.m.lowAdherence(p.day.Date), false)
	p.trainAll(fine)
	p.on(7).morning(1, 0, false).want("rung 2 3×8", ReasonHoldCool)
}

func TestASecondRedDayIsAFlare(t *testing.T) {
	p := newPerson(t, soreAt(Left, 3, 12, 2)).calm(0, 1, fine)
	p.on(2).morning(1, 3, false).want("rung 3 3×8", ReasonBack2Red).trainAll(fine)
	p.on(3).morning(1, 0, false).want("rung 3 3×8", ReasonHoldCool).trainAll(fine)
	p.on(4).morning(1, 3, false).want("rest", ReasonRestFlare)
	p.equal("flares", len(p.m.Programme.Flares), 1)
}

// Flare days do not count into a gap: after a week of flare and two days the plan is that of the flare's end.
func TestFlareDaysMakeNoGap(t *testing.T) {
	p := newPerson(t, soreAt(Left, 3, 12, 2)).calm(0, 1, fine)
	for n := 2; n <= 8; n++ {
		p.on(n).morning(8, 0, false)
	}
	p.on(9).morning(1, 0, false)
	p.on(10).morning(1, 0, false).want("rung 2 3×8", ReasonFlareExit)
	p.equal("gap", p.m.Gap(p.day.Date), 1)
	p.equal("no comeback", p.m.Courses[0].GapBase == nil, true)
}

// A flare that ends 28 days or more after the last session ends on the smallest row of the comeback, also when the
// morning is corrected after the first session.
func TestAFlareThatEndsAfterFourWeeks(t *testing.T) {
	for _, c := range []struct {
		days int
		plan string
	}{{27, "rung 5 3×12"}, {28, "rung 1 3×5"}} {
		p := newPerson(t, soreAt(Left, 6, 20, 2)).trainAll(fine)
		for n := 1; n < c.days; n++ {
			p.on(n).morning(8, 0, false)
		}
		p.m.Courses[0].State.CalmDays = 1
		p.on(c.days).morning(1, 0, false).want(c.plan, ReasonFlareExit)
		p.train(Morning, fine).morning(0, 0, false).want(c.plan, ReasonFlareExit)
	}
}

// A red flag stops everything; after the lock nothing stops it a second time, and the gap decides.
func TestARedFlagAndTheWayBack(t *testing.T) {
	p := newPerson(t, soreAt(Left, 3, 20, 2)).calm(0, 2, fine)
	p.on(3).morning(1, 0, false).equal("points", p.state().Points, 2)
	p.day.RedFlag = true
	p.settle().equal("action", p.day.Verdicts[0].Action, ActionStop)
	p.equal("dose", p.state().Step, p.day.Before[0].State.Step)
	p.equal("points", p.state().Points, 0)
	p.m.Lock = &Lock{Flag: UrgentNerve}
	p.equal("plan", len(p.m.tasks()), 0)
	before := saved(p.m)
	p.settle().equal("locked: nothing is decided", saved(p.m), before)
	p.on(4).equal("locked: rest", p.day.Rounds[0].Outcome, Rested)

	p.m.Lock = nil
	for i := range p.m.Days {
		p.m.Days[i].RedFlag = false
	}
	p.on(9).morning(1, 0, false).want("rung 3 3×13", ReasonComeback) // locked days count into the gap
	p.trainAll(fine)
	p.on(10).morning(1, 0, false).want("rung 3 3×13", ReasonHoldCool)
}

// A flag raised by mistake and taken back leaves the day as it was.
func TestARedFlagTakenBack(t *testing.T) {
	p := newPerson(t, sore(Left, 3, 2)).calm(0, 1, fine)
	p.on(2).morning(1, 0, false)
	before := p.state()
	p.day.RedFlag = true
	p.settle()
	p.day.RedFlag = false
	p.settle().want("rung 3 3×11", ReasonUpGreen).equal("state", p.state(), before)
}
