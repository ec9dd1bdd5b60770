package coach

import "testing"

// Both hips sore: each side has its own answers and its own plan; where an exercise loads both, the gentler one is used.
func TestBothSides(t *testing.T) {
	p := newPerson(t, soreAt(Left, 2, 10, 2), soreAt(Right, 2, 12, 2)).trainAll(fine)
	p.on(1).pain(Left, 1).pain(Right, 5).settle()
	p.wantFor(Left, "rung 2 3×12", ReasonHoldPoints).wantFor(Right, "rung 2 3×8", ReasonBack2Red)

	q := newPerson(t, soreAt(Left, 4, 10, 2), soreAt(Right, 4, 14, 2))
	q.wantFor(Left, "rung 4 3×12", ReasonStart).wantFor(Right, "rung 4 3×12", ReasonStart)
	q.equal("tasks", len(q.day.Tasks), 1)
	q.trainAll(fine)
	q.on(1).morning(1, 0, false)
	q.equal("completion of the stronger side", q.m.answers(q.day, &q.m.Courses[1]).Completion, CompletionFull)
	q.equal("its own state", q.m.Courses[1].State.Step, 14)
	q.equal("its own points", q.m.Courses[1].State.Points, 2)
}

// The gentler plan goes by rest, then rung, then step; its exercise is used too.
func TestTheGentlerPlan(t *testing.T) {
	flare := func(c Course) Course {
		c.State.Flare = true
		return c
	}
	for _, c := range []struct {
		name        string
		left, right Course
		plans       [2]string
	}{
		{"the lower rung", soreAt(Left, 3, 20, 2), soreAt(Right, 1, 12, 2), [2]string{"rung 1 3×14", "rung 1 3×14"}},
		{"one hip only: its own", soreAt(Left, 2, 20, 2), soreAt(Right, 1, 12, 2), [2]string{"rung 2 3×22", "rung 1 3×14"}},
		{"loads both, the other is above", soreAt(Left, 1, 12, 2), soreAt(Right, 5, 8, 2), [2]string{"rung 1 3×14", "rung 5 3×10"}},
		{"a flare on the other side", soreAt(Left, 3, 20, 2), flare(soreAt(Right, 1, 12, 2)), [2]string{"rest", "rest"}},
		{"a flare, but one hip only", soreAt(Left, 2, 20, 2), flare(soreAt(Right, 1, 12, 2)), [2]string{"rung 2 3×22", "rest"}},
	} {
		p := newPerson(t, c.left, c.right)
		if got := [2]string{p.plan(Left), p.plan(Right)}; got != c.plans {
			t.Errorf("%s: %v, want %v", c.name, got, c.plans)
		}
	}
}

// One side in a flare does not keep the other one's gap from growing, nor does the other's training end its own.
func TestGapsAreOfOneSide(t *testing.T) {
	p := newPerson(t, soreAt(Left, 2, 20, 2), soreAt(Right, 2, 20, 2)).trainAll(fine)
	for n := 1; n <= 7; n++ {
		p.on(n).pain(Left, 9).settle()
		switch n {
		case 3:
			p.wantFor(Left, "rest", ReasonFlareSore).wantFor(Right, "rung 2 3×18", ReasonComeback)
		case 7:
			p.wantFor(Left, "rest", ReasonFlareSore).wantFor(Right, "rung 2 3×12", ReasonComeback)
		}
	}

	q := newPerson(t, soreAt(Left, 6, 20, 2), soreAt(Right, 2, 20, 2)).trainAll(fine)
	for n := 1; n < 30; n++ {
		q.on(n).pain(Left, 9).pain(Right, 1).settle().trainAll(fine)
	}
	q.m.Courses[0].State.CalmDays = 1
	q.on(30).pain(Left, 1).pain(Right, 1).settle()
	q.wantFor(Left, "rung 1 3×5", ReasonFlareExit)
	q.equal("the trained side", q.m.Courses[1].State.Step > 20, true)
}

// "Stop, it hurts" belongs to the side it was pressed for.
func TestStoppingBelongsToASide(t *testing.T) {
	p := newPerson(t, sore(Left, 2, 2), sore(Right, 2, 2)).train(Morning, felt{2, 1, 1, 10})
	r := p.day.Round(Morning)
	r.Stopped, r.Mark(Left).Stopped = true, true
	p.on(1).morning(1, 0, false)
	p.wantFor(Left, "rung 2 3×10", ReasonHoldPainStop).wantFor(Right, "rung 2 3×10", ReasonHoldPartial)
}

// A side on holds and a side on repetitions weigh the same in a session.
func TestSidesWeighTheSame(t *testing.T) {
	p := newPerson(t, sore(Left, 2, 2), soreAt(Right, 0, 28, 2)) // 30 reps, 180 s
	p.day.Tasks = []Task{
		{Exercise: "side_lying_abduction", Rung: 2, Step: 8, Sides: []Side{Left}},
		{Exercise: "static_abduction_lying", Rung: 0, Step: 28, Sides: []Side{Right}},
	}
	r := p.day.Round(Morning)
	r.Mark(Left).Done, r.Mark(Right).Done = 0, 180
	p.equal("one whole side of two", p.m.share(p.day, r), CompletionPartial)
	r.Mark(Left).Done, r.Mark(Right).Done = 27, 162
	p.equal("nine tenths of each", p.m.share(p.day, r), CompletionFull)
}

// With sides on different rungs the every-other-day rule still holds for the heavy one.
func TestOneHeavySideMakesAnOffDay(t *testing.T) {
	p := newPerson(t, sore(Left, 2, 2), sore(Right, 6, 2))
	p.equal("loading day", lights(p), []bool{false, true})
	p.trainAll(fine)
	p.on(1).equal("off", p.day.Off, true)
}

// A side that becomes sore later begins its own day 0; the other goes on from where it stands, and its answers count.
func TestASideBecomesSore(t *testing.T) {
	p := newPerson(t, soreAt(Left, 2, 12, 2)).calm(0, 1, fine)
	p.on(2).trainAll(fine)
	p.m.ChangeSides(p.day, []Course{sore(Left, 4, 1), sore(Right, 1, 3)})
	p.equal("left goes on", p.m.Courses[0].State.Step, 12)
	p.equal("its usual morning", p.m.Courses[0].State.UsualMorningPain, 1)
	p.on(3).pain(Left, 5).pain(Right, 3).settle()
	p.wantFor(Left, "rung 2 3×8", ReasonBack2Red).wantFor(Right, "rung 1 3×10", ReasonHoldData)

	q := newPerson(t, soreAt(Left, 2, 12, 2)).calm(0, 1, fine)
	q.on(2).morning(5, 0, false).want("rung 2 3×8", ReasonBack2Red)
	q.m.ChangeSides(q.day, []Course{sore(Left, 4, 2), sore(Right, 1, 3)})
	q.settle().wantFor(Left, "rung 2 3×8", ReasonBack2Red) // not cut a second time
	q.equal("right's day 0", q.day.Verdict(Right) == nil, true)
	q.equal("right's plan", q.plan(Right), "rung 1 3×10")
	q.morning(1, 0, false).wantFor(Left, "rung 2 3×15", ReasonUpGreen) // corrected
	q.m.ChangeSides(q.day, []Course{sore(Right, 1, 3)})
	q.equal("one side is left", len(q.day.Verdicts), 0)
	q.equal("sore", q.m.SoreSides(), []Side{Right})
}
