package coach

import "testing"

// The corners of the rules, numbered as in the document they come from.

func levelOf(usual int, a Answers) Level {
	l, _ := Grade(State{UsualMorningPain: usual}, a)
	return l
}

func TestCorner01MorningTwoAndThree(t *testing.T) {
	if got := levelOf(0, Answers{Morning: Rated(2)}); got != L2 {
		t.Errorf("morning 2, usual 0: %s", got)
	}
	for usual := range 2 {
		if got := levelOf(usual, Answers{Morning: Rated(3)}); got != L3 {
			t.Errorf("morning 3, usual %d: %s", usual, got)
		}
	}
}

func TestCorner02OnlySixSignalsMakeALevel(t *testing.T) {
	for name, a := range map[string]Answers{
		"effort":     {Effort: Rated(1)},
		"completion": {Completion: CompletionNone},
		"painkiller": {Painkiller: true},
		"adherence":  {LowAdherence: true},
	} {
		if got := levelOf(2, a); got != LUnknown {
			t.Errorf("%s alone: %s", name, got)
		}
	}
}

func TestCorner03StoppingAloneIsLingering(t *testing.T) {
	d := mustDecide(Start(1, 2), Answers{StoppedForPain: true, Completion: CompletionNone})
	if d.Level != L2 || d.Row != "G4" || d.Reason != ReasonHoldPainStop {
		t.Errorf("got %s %s %s", d.Level, d.Row, d.Reason)
	}
}

// Only a calm day counts a cool-off down; E3, E4 and C leave it alone, B4 sets it to 3.
func TestCorner04CoolOffIsCountedDownOnCalmDaysOnly(t *testing.T) {
	for _, c := range []struct {
		name  string
		trial bool
		flare bool
		a     Answers
		row   string
		want  int
	}{
		{"trial repeated", true, false, Answers{During: Rated(1), Morning: Rated(1), Completion: CompletionPartial}, "E3", 2},
		{"trial passed", true, false, calmDay(1), "E4", 2},
		{"trial lingering", true, false, Answers{Night: Rated(2), Completion: CompletionFull}, "E2", 2},
		{"nothing reported", false, false, Answers{Completion: CompletionNone}, "C2", 2},
		{"nothing but a hard effort", false, false, Answers{Effort: Rated(3), Completion: CompletionNone}, "C1", 2},
		{"lingering", false, false, Answers{Night: Rated(2), Completion: CompletionFull}, "G4", 2},
		{"severe", false, false, Answers{After: Rated(9), Completion: CompletionFull}, "D1", 2},
		{"end of a flare", false, true, Answers{Morning: Rated(0), Completion: CompletionNone}, "B4", 3},
		{"calm", false, false, calmDay(1), "I7", 1},
		{"calm, not finished", false, false, Answers{During: Rated(1), Effort: Rated(3), Completion: CompletionFull}, "H2", 2},
		{"calm, no morning", false, false, Answers{During: Rated(1), Completion: CompletionFull}, "I1", 1},
	} {
		s := Start(2, 2)
		s.Step, s.CoolOff, s.Trial, s.Flare, s.CalmDays = 3, 2, c.trial, c.flare, 1
		if d := mustDecide(s, c.a); d.Row != c.row || d.State.CoolOff != c.want {
			t.Errorf("%s: row %s leaves cool-off %d, want %s, %d", c.name, d.Row, d.State.CoolOff, c.row, c.want)
		}
	}
}

func TestCorner05RedNearTheSmallestDose(t *testing.T) {
	red := Answers{During: Rated(6), Completion: CompletionFull}
	for step, want := range map[int]Plan{
		4: {ActionBack2, 3, 3}, 5: {ActionBack2, 3, 3}, 6: {ActionBack2, 3, 3}, 7: {ActionBack2, 3, 4},
		3: {ActionRungDown, 2, 8}, 2: {ActionRungDown, 2, 8}, 1: {ActionRungDown, 2, 8},
	} {
		s := Start(3, 2)
		s.Step = step
		d := mustDecide(s, red)
		if d.Plan() != want || !d.Plan().Less(Plan{ActionHold, 3, step}) {
			t.Errorf("red at step %d: %+v, want %+v, and less than before", step, d.Plan(), want)
		}
	}
}

func flareEnds(rung, step, peak int) State {
	s := Start(rung, 2)
	s.Step, s.PeakStep7d, s.Flare, s.CalmDays = step, peak, true, 1
	return mustDecide(s, Answers{Morning: Rated(0), Completion: CompletionNone}).State
}

func TestCorner06FlareNeverEndsAboveTheStepBefore(t *testing.T) {
	for step := 1; step <= 2; step++ {
		for rung := range 2 {
			if got := flareEnds(rung, step, 20); got.Step != step || got.Rung != 0 {
				t.Errorf("rung %d step %d: ends on rung %d step %d", rung, step, got.Rung, got.Step)
			}
		}
	}
}

func TestCorner07FlareEndsAtHalfThePeakOrTheStep(t *testing.T) {
	for _, c := range []struct{ step, peak, want int }{{20, 20, 10}, {10, 20, 10}, {6, 20, 6}, {20, 3, 3}, {20, 13, 7}} {
		if got := flareEnds(3, c.step, c.peak); got.Step != c.want || got.Rung != 2 {
			t.Errorf("step %d, peak %d: rung %d step %d, want rung 2 step %d", c.step, c.peak, got.Rung, got.Step, c.want)
		}
	}
}

func TestCorner08SevereTrialReturnsToTheRungBefore(t *testing.T) {
	s := Start(5, 2)
	s.Step, s.Trial = TrialStep, true
	d := mustDecide(s, Answers{During: Rated(8), Completion: CompletionFull})
	if d.Row != "D1" || d.State.Trial || d.State.Rung != 5 || !d.State.Flare {
		t.Fatalf("%s leaves %+v", d.Row, d.State)
	}
	morning := Answers{Morning: Rated(1), Completion: CompletionNone}
	d = mustDecide(mustDecide(d.State, morning).State, morning)
	if d.Row != "B4" || d.State.Rung != 4 || d.State.Step != 3 {
		t.Errorf("%s leaves rung %d step %d, want rung 4 step 3", d.Row, d.State.Rung, d.State.Step)
	}
}

func TestCorner09RedSoonAfterAFailedTrialStartsAFlare(t *testing.T) {
	red := Answers{During: Rated(7), Completion: CompletionFull}
	for calmDays, wantRow := range []string{"F1", "F1", "F4"} {
		s := Start(5, 2)
		s.Step, s.Trial = TrialStep, true
		s = mustDecide(s, red).State
		if s.Rung != 4 || s.Step != ReturnStep || s.RedCountdown != 2 {
			t.Fatalf("failed trial leaves %+v", s)
		}
		for range calmDays {
			s = mustDecide(s, calmDay(1)).State
		}
		if d := mustDecide(s, red); d.Row != wantRow {
			t.Errorf("red after %d calm days: %s, want %s", calmDays, d.Row, wantRow)
		}
	}
}

func TestCorner10And11CoolOffOneHoldsTodayAndPointsGrowOn(t *testing.T) {
	s := Start(1, 2)
	s.CoolOff = 3
	for i, want := range []struct{ points, cool int }{{2, 2}, {4, 1}, {4, 0}} {
		d := mustDecide(s, calmDay(1))
		if d.Row != "I7" || d.State.Points != want.points || d.State.CoolOff != want.cool {
			t.Errorf("day %d: %s, points %d, cool-off %d, want I7, %+v", i+1, d.Row, d.State.Points, d.State.CoolOff, want)
		}
		s = d.State
	}
	if d := mustDecide(s, calmDay(1)); d.Row != "I13" || d.State.Points != 0 {
		t.Errorf("first day after it: %s, points %d", d.Row, d.State.Points)
	}
}

func TestCorner12FullPointsWaitForTheFirstFreeDay(t *testing.T) {
	felt := calmDay(1)
	felt.During = Rated(4)
	for _, c := range []struct {
		row    string
		rung   int
		step   int
		ups    int
		a      Answers
		free   func(*State)
		next   Answers
		wanted string
	}{
		{"I12", 1, 10, 2, calmDay(1), func(s *State) { *s = NewWeek(*s) }, felt, "I13"},
		{"I11", 1, TopStep, 0, calmDay(1), func(*State) {}, Answers{During: Rated(0), Morning: Rated(0), Effort: Rated(0),
			Completion: CompletionFull}, "I10"},
		{"I9", MaxRung, TopStep, 0, calmDay(1), func(s *State) { s.Step-- }, felt, "I13"},
	} {
		s := Start(c.rung, 2)
		s.Step, s.UpsThisWeek, s.Points = c.step, c.ups, 3
		d := mustDecide(s, c.a)
		if d.Row != c.row || d.State.Points != FullPoints {
			t.Fatalf("%s leaves %d points, want %s with 4", d.Row, d.State.Points, c.row)
		}
		again := d.State
		c.free(&again)
		if d := mustDecide(again, c.next); d.Row != c.wanted {
			t.Errorf("after %s: %s, want %s", c.row, d.Row, c.wanted)
		}
	}
}

func TestCorner13FailedTrialGivesNoNewAllowance(t *testing.T) {
	s := Start(1, 2)
	s.Step, s.Points, s.UpsThisWeek, s.WeekStartStep, s.PeakStep7d = TopStep, 4, 2, 26, TopStep
	easy := calmDay(1)
	easy.Effort = Rated(0)
	week := func(s State) [3]int { return [3]int{s.UpsThisWeek, s.WeekStartStep, s.PeakStep7d} }
	up := mustDecide(s, easy)
	if up.Row != "I10" || week(up.State) != week(s) {
		t.Errorf("%s leaves %v, want %v", up.Row, week(up.State), week(s))
	}
	back := mustDecide(up.State, Answers{During: Rated(6), Completion: CompletionFull})
	if back.Row != "E1" || week(back.State) != week(s) {
		t.Errorf("%s leaves %v, want %v", back.Row, week(back.State), week(s))
	}
	passed := mustDecide(up.State, calmDay(1))
	if passed.Row != "E4" || week(passed.State) != [3]int{0, 8, 8} {
		t.Errorf("%s leaves %v", passed.Row, week(passed.State))
	}
}

func TestCorner14LingeringIsRememberedThroughATrial(t *testing.T) {
	s := Start(2, 2)
	s.Step, s.Trial = TrialStep, true
	badNight := calmDay(1)
	badNight.Night = Rated(2)
	s = mustDecide(s, badNight).State
	partial := calmDay(1)
	partial.Completion = CompletionPartial
	s = mustDecide(s, partial).State
	passed := mustDecide(s, calmDay(1))
	if passed.Row != "E4" || passed.State.Linger != 1 {
		t.Fatalf("%s leaves linger %d", passed.Row, passed.State.Linger)
	}
	if d := mustDecide(passed.State, badNight); d.Row != "G2" {
		t.Errorf("a bad night after the trial: %s, want G2", d.Row)
	}
}

func TestCorner15SilenceNeitherEndsNorResetsAFlare(t *testing.T) {
	s := Start(3, 2)
	s.Flare = true
	calm, silent := Answers{Morning: Rated(1), Completion: CompletionNone}, Answers{Completion: CompletionNone}
	for i, step := range []struct {
		a    Answers
		want string
	}{{silent, "B1"}, {calm, "B3"}, {silent, "B1"}, {silent, "B1"}, {calm, "B4"}} {
		d := mustDecide(s, step.a)
		if d.Row != step.want {
			t.Fatalf("morning %d: %s, want %s", i+1, d.Row, step.want)
		}
		s = d.State
	}
}
