package coach

import "testing"

// The comeback table, at both ends of every row.
func TestComebackTable(t *testing.T) {
	for _, c := range []struct {
		name       string
		gap        int
		rung, step int
		coolOff    int
		trial      bool
		action     Action
		wantRung   int
		wantStep   int
		wantCool   int
		wantTrial  bool
	}{
		{"two days", 2, 3, 20, 1, false, ActionHold, 3, 20, 1, false},
		{"three days: 80 %", 3, 3, 20, 0, false, ActionBack1, 3, 16, 2, false},
		{"six days keep a longer cool-off", 6, 3, 20, 3, false, ActionBack1, 3, 16, 3, false},
		{"six days at step 1 stay", 6, 3, 1, 0, false, ActionBack1, 3, 1, 2, false},
		{"six days at step 2", 6, 3, 2, 0, false, ActionBack1, 3, 1, 2, false},
		{"four days in a trial", 4, 5, 3, 0, true, ActionBack1, 5, 2, 2, true},
		{"seven days: half", 7, 3, 20, 0, false, ActionBack2, 3, 10, 3, false},
		{"thirteen days, no floor at 3×5", 13, 3, 3, 0, false, ActionBack2, 3, 2, 3, false},
		{"thirteen days at step 1", 13, 3, 1, 0, false, ActionBack2, 3, 1, 3, false},
		{"thirteen days in a trial", 13, 5, 3, 0, true, ActionBack2, 5, 2, 3, true},
		{"fourteen days: a rung", 14, 3, 20, 0, false, ActionRungDown, 2, 8, 3, false},
		{"twenty-seven days end a trial", 27, 5, 3, 0, true, ActionRungDown, 4, 8, 3, false},
		{"fourteen days on rung 0", 14, 0, 10, 0, false, ActionRungDown, 0, 5, 3, false},
		{"fourteen days on rung 0, never above 8", 14, 0, 28, 0, false, ActionRungDown, 0, 8, 3, false},
		{"fourteen days on rung 0 at step 1", 14, 0, 1, 0, false, ActionRungDown, 0, 1, 3, false},
		{"four weeks", 28, 7, 20, 0, false, ActionRungDown, 1, 3, 3, false},
		{"four weeks from rung 2", 28, 2, 20, 0, false, ActionRungDown, 1, 3, 3, false},
		{"four weeks from rung 1", 28, 1, 1, 0, false, ActionRungDown, 0, 3, 3, false},
		{"a year on rung 0 at step 3", 365, 0, 3, 0, true, ActionRungDown, 0, 2, 3, false},
		{"a clock that ran back", -1, 3, 20, 1, false, ActionHold, 3, 20, 1, false},
	} {
		s := State{Rung: c.rung, Step: c.step, UsualMorningPain: 2, Points: 3, Linger: 1, RedCountdown: 1, CoolOff: c.coolOff,
			UpsThisWeek: 2, WeekStartStep: 19, PeakStep7d: 21, Trial: c.trial, CalmDays: 1}
		want := s
		want.Rung, want.Step, want.Points, want.CoolOff, want.Trial = c.wantRung, c.wantStep, 0, c.wantCool, c.wantTrial
		d := Comeback(c.gap, s)
		if d.Action != c.action || d.State != want || d.Reason != ReasonComeback || d.Rules != RulesVersion {
			t.Errorf("%s: got %s %s %+v\nwant %s %+v", c.name, d.Action, d.Reason, d.State, c.action, want)
		}
	}
}

// What comes first on the day of return.
func TestReturn(t *testing.T) {
	silent := Answers{Completion: CompletionNone}
	base := Start(3, 2)
	base.Step = 20
	flare, red, trial, small := base, base, base, base
	flare.Flare = true
	red.RedCountdown = 1
	trial.Trial, trial.Step = true, 3
	small.Step = 3
	for _, c := range []struct {
		name  string
		gap   int
		s     State
		edit  func(*Answers)
		row   string
		want  Plan
		level Level
	}{
		{"no gap: the ordinary decision", 2, base, func(*Answers) {}, "C2", Plan{ActionHold, 3, 20}, LUnknown},
		{"silence: comeback alone", 3, base, func(*Answers) {}, "gap 3-6", Plan{ActionBack1, 3, 16}, LUnknown},
		{"calm", 9, base, func(a *Answers) { a.Morning = Rated(1) }, "gap 7-13", Plan{ActionBack2, 3, 10}, L0},
		{"felt", 9, base, func(a *Answers) { a.After = Rated(3) }, "gap 7-13", Plan{ActionBack2, 3, 10}, L1},
		{"hard effort is no level", 9, base, func(a *Answers) { a.Effort = Rated(3) }, "gap 7-13", Plan{ActionBack2, 3, 10}, LUnknown},
		{"lingering: first the decision", 3, base, func(a *Answers) { a.Night = Rated(2) }, "G4+gap 3-6", Plan{ActionBack1, 3, 16}, L2},
		{"red: half, then 80 % of it", 3, base, func(a *Answers) { a.Night = Rated(3) }, "F4+gap 3-6", Plan{ActionBack1, 3, 8}, L3},
		{"red at the smallest dose", 14, small, func(a *Answers) { a.Night = Rated(3) }, "F3+gap 14-27", Plan{ActionRungDown, 1, 8}, L3},
		{"red in a trial", 14, trial, func(a *Answers) { a.Night = Rated(3) }, "E1+gap 14-27", Plan{ActionRungDown, 1, 8}, L3},
		{"second red day: rest, no comeback", 9, red, func(a *Answers) { a.Night = Rated(3) }, "F1", Plan{ActionRest, 3, 20}, L3},
		{"severe: rest, no comeback", 40, base, func(a *Answers) { a.Morning = Rated(9) }, "D1", Plan{ActionRest, 3, 20}, L4},
		{"red flag: stop, no comeback", 40, base, func(a *Answers) { a.RedFlag = true }, "A1", Plan{ActionStop, 3, 20}, LFlag},
		{"in a flare its rules go on", 40, flare, func(a *Answers) { a.Morning = Rated(1) }, "B3", Plan{ActionRest, 3, 20}, L0},
		{"in a flare, silent", 40, flare, func(*Answers) {}, "B1", Plan{ActionRest, 3, 20}, LUnknown},
	} {
		a := silent
		c.edit(&a)
		d, err := Return(c.gap, c.s, a)
		if err != nil || d.Row != c.row || d.Plan() != c.want || d.Level != c.level {
			t.Errorf("%s: got %s %+v %s (%v), want %s %+v %s", c.name, d.Row, d.Plan(), d.Level, err, c.row, c.want, c.level)
		}
	}
	a := silent
	a.Night = Rated(3)
	d, err := Return(3, base, a)
	if err != nil || d.Reason != ReasonComeback || d.Cause != CauseNight || d.State.CoolOff != 3 || d.State.RedCountdown != 2 || d.State.Linger != 1 {
		t.Errorf("a red return keeps what the decision changed: %+v (%v)", d, err)
	}
}

func TestFlareThatEndsAfterFourWeeksWithoutLoading(t *testing.T) {
	s := Start(5, 2)
	s.Step, s.PeakStep7d, s.Flare, s.CalmDays = 20, 20, true, 1
	exit := mustDecide(s, Answers{Morning: Rated(1), Completion: CompletionNone})
	if got := FlareExitAfterGap(exit, 27); got != exit {
		t.Errorf("27 days: got %+v", got)
	}
	got := FlareExitAfterGap(exit, 28)
	if want := (Plan{ActionRungDown, 1, 3}); got.Plan() != want || got.State.Flare || got.Reason != ReasonFlareExit ||
		got.Row != "B4+gap 28+" || got.Level != L0 {
		t.Errorf("28 days: got %s %s %s %+v, want %+v", got.Row, got.Level, got.Reason, got.State, want)
	}
	hold := mustDecide(Start(5, 2), calmDay(1))
	if got := FlareExitAfterGap(hold, 99); got != hold {
		t.Errorf("no flare ended: got %+v", got)
	}
}

// A comeback is applied once; when no session follows and the gap grows into a later row, the row is computed from the
// state before the gap, and only when it gives less.
func TestGrowingGap(t *testing.T) {
	before := Start(3, 2)
	before.Step, before.UpsThisWeek = 20, 2
	silent := Answers{Completion: CompletionNone}
	inForce := NewWeek(Comeback(3, before).State)
	if inForce.Step != 16 {
		t.Fatalf("comeback leaves %+v", inForce)
	}
	for _, c := range []struct {
		gap  int
		want Plan
		row  string
	}{
		{4, Plan{ActionHold, 3, 16}, "C2"},
		{6, Plan{ActionHold, 3, 16}, "C2"},
		{7, Plan{ActionBack2, 3, 10}, "C2+gap 7-13"}, // half of 20, not of 16
		{14, Plan{ActionRungDown, 2, 8}, "C2+gap 14-27"},
		{28, Plan{ActionRungDown, 1, 3}, "C2+gap 28+"},
	} {
		got := GrowingGap(c.gap, before, mustDecide(inForce, silent))
		if got.Plan() != c.want || got.Row != c.row {
			t.Errorf("gap %d: got %s %+v, want %s %+v", c.gap, got.Row, got.Plan(), c.row, c.want)
		}
		if got.State.WeekStartStep != 16 || got.State.UpsThisWeek != 0 {
			t.Errorf("gap %d: the weekly fields went back to before the gap: %+v", c.gap, got.State)
		}
	}
	lower := inForce
	lower.Step = 9
	if got := GrowingGap(7, before, mustDecide(lower, silent)); got.Row != "C2" || got.State.Step != 9 {
		t.Errorf("a plan that is less already: got %s step %d", got.Row, got.State.Step)
	}
	if got := GrowingGap(40, before, mustDecide(inForce, Answers{Morning: Rated(9), Completion: CompletionNone})); got.Row != "D1" {
		t.Errorf("rest: got %s", got.Row)
	}
	if got := GrowingGap(3, before, mustDecide(before, silent)); got.Row != "C2+gap 3-6" || got.State.Step != 16 {
		t.Errorf("three days, the full plan in force: got %s step %d", got.Row, got.State.Step)
	}
	if got := GrowingGap(2, before, mustDecide(before, silent)); got.Row != "C2" {
		t.Errorf("no gap: got %s", got.Row)
	}
	trial := Start(5, 2)
	trial.Step, trial.Trial = 3, true
	now := Comeback(3, trial).State
	if got := GrowingGap(14, trial, mustDecide(now, silent)); got.State.Trial || got.State.Rung != 4 || got.State.CoolOff != 3 {
		t.Errorf("a trial two weeks old: got %+v", got.State)
	}
	if got := GrowingGap(13, trial, mustDecide(now, silent)); !got.State.Trial || got.State.Rung != 5 {
		t.Errorf("a trial thirteen days old: got %+v", got.State)
	}
}
