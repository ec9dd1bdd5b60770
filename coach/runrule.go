package coach

import "slices"

// Aftermath is what is known about an outing: the worst pain while out, and the next morning's level of the worse side.
type Aftermath struct {
	During *int  // 0-10
	Level  Level // LUnknown: neither the morning nor the night was told
	Told   bool  // every sore side's morning was told; without it no outing is clean
}

// RunHold is what keeps a stage from going up though two outings were clean.
type RunHold string

// The holds, in the order in which they are looked at.
const (
	RunHoldRung    RunHold = "rung_up"  // the exercise got harder this programme week: one thing is raised at a time
	RunHoldTrial   RunHold = "trial"    // a new exercise is being tried
	RunHoldCoolOff RunHold = "cool_off" // after a cut, before anything is added
)

// RunAction is what the 24-hour rule does.
type RunAction string

// The actions, from least to most.
const (
	RunBack2  RunAction = "back_2"
	RunBack1  RunAction = "back_1"
	RunRepeat RunAction = "repeat"
	RunUp     RunAction = "up"
)

// RunDecision is what became of an outing, and why.
type RunDecision struct {
	Row         string
	Action      RunAction
	Stage0      int // before
	Stage       int // of the next outing
	From        Date
	Held        RunHold // with RunRepeat after two clean outings: what stands in the way
	CleanSoFar  int
	AlsoInDiary *int // a score of 6 or more while out goes into the day's during, too
}

// runRow is one line of the 24-hour rule.
type runRow struct {
	id     string
	says   string
	when   func(runGiven) bool
	action RunAction
	back   int // stages
	clean  bool
	pause  int // days without an outing, counted from runPauseFrom
}

// runGiven is what a row may look at.
type runGiven struct {
	Aftermath
	clean int // in a row, this one not included
	held  RunHold
	stage int
}

// THE 24-HOUR RULE. The first row that holds. The article asks for no pain and no reaction for 24 hours; 0-2 is read as
// no pain. Whatever is missing never leads up. After row 1 no running for the seven days after the outing; after row 2
// none for the 48 hours after that morning; otherwise one day in between.
var runRules = []runRow{
	{"1", "pain 6 or more while out, or L3, L4", runGiven.red, RunBack2, 2, false, 7},
	{"2", "L2", func(g runGiven) bool { return g.Level == L2 }, RunBack1, 1, false, 2},
	{"3", "pain 3-5 while out, or L1", func(g runGiven) bool { return g.During != nil && *g.During > 2 || g.Level == L1 }, RunRepeat, 0, false, 1},
	{"4", "an answer is missing", func(g runGiven) bool { return g.During == nil || !g.Told || g.Level != L0 }, RunRepeat, 0, false, 1},
	{"5", "clean, the first in a row", func(g runGiven) bool { return g.clean == 0 }, RunRepeat, 0, true, 1},
	{"5", "clean, the second in a row, held back or on the last stage", func(g runGiven) bool { return g.held != "" || g.stage >= LastStage }, RunRepeat, 0, true, 1},
	{"5", "clean, the second in a row", func(runGiven) bool { return true }, RunUp, -1, true, 1},
}

// red: the outing hurt, or the morning after was red, severe, or brought a red flag.
func (g runGiven) red() bool {
	return g.During != nil && TooSore(*g.During) || slices.Contains([]Level{L3, L4, LFlag}, g.Level)
}

// Judge applies the 24-hour rule to the latest outing, ok false when there is none. Judging again, with an answer that
// came late or was corrected, begins from where the outing began; nothing stacks.
func (r Running) Judge(after Aftermath, held RunHold) (_ Running, d RunDecision, ok bool) {
	r.Runs = slices.Clone(r.Runs)
	run := r.last()
	if run == nil || !r.Active() {
		return r, RunDecision{}, false
	}
	if after.During == nil {
		after.During = run.During
	}
	g := runGiven{Aftermath: after, clean: run.Clean, held: held, stage: run.Stage}
	row := runRules[slices.IndexFunc(runRules, func(row runRow) bool { return row.when(g) })]
	d = RunDecision{
		Row: row.id, Action: row.action, Stage0: run.Stage, Stage: min(max(0, run.Stage-row.back), LastStage),
		From: row.from(run.Date),
	}
	if row.clean && row.action == RunRepeat {
		d.CleanSoFar = min(2, run.Clean+1)
	}
	if d.CleanSoFar == 2 {
		d.Held = held
	}
	if after.During != nil && TooSore(*after.During) {
		d.AlsoInDiary = after.During
	}
	run.Row, run.During = row.id, after.During
	r.Stage, r.Clean, r.From = d.Stage, d.CleanSoFar, d.From
	return r, d, true
}

// from is the first date on which there may be another outing.
func (row runRow) from(ran Date) Date {
	if row.id == "2" { // 48 hours from the morning after
		ran = ran.Add(1)
		return ran.Add(row.pause)
	}
	return ran.Add(row.pause + 1)
}

// RunHold says what keeps a stage from going up on this date; "" when nothing does.
func (m *Member) RunHold(today Date) RunHold {
	switch {
	case m.rungRose(today):
		return RunHoldRung
	case m.anyCourse(func(s State) bool { return s.Trial }):
		return RunHoldTrial
	case m.anyCourse(func(s State) bool { return s.CoolOff > 0 }):
		return RunHoldCoolOff
	}
	return ""
}

// rungRose: a side's exercise got harder in the programme week of this date. The steps held at the end of each day tell
// it, also where the member asked for the harder exercise after the decision.
func (m *Member) rungRose(today Date) bool {
	now := m.number(today)
	for _, c := range m.Courses {
		rung := -1 // before the week
		for _, h := range append(slices.Clone(c.Held), Held{Day: now, Rung: c.State.Rung}) {
			if week(h.Day) == week(now) && rung >= 0 && h.Rung > rung {
				return true
			}
			rung = h.Rung
		}
	}
	return false
}

// stageRose: a stage of running went up in the programme week of this date, so the exercise does not get harder by a wish:
// one thing is raised at a time.
func (m *Member) stageRose(today Date) bool {
	last := m.Running.last()
	if last == nil || !m.Running.Active() || m.Running.Stage <= last.Stage {
		return false
	}
	return week(m.number(last.Date.Add(1))) == week(m.number(today))
}

// RunAftermath reads the morning after an outing from the diary: the level of the morning and the night alone, of the
// worse side.
func (m *Member) RunAftermath(run Run, morning *Day) Aftermath {
	a := Aftermath{During: run.During, Level: LUnknown}
	if morning == nil {
		return a
	}
	a.Told = len(m.Courses) > 0
	for _, c := range m.Courses {
		said := Answers{Night: morning.CheckIn.Night, RedFlag: morning.RedFlag}
		if n, ok := morning.CheckIn.Morning[c.Side]; ok {
			said.Morning = &n
		} else {
			a.Told = false
		}
		level, _ := Grade(c.State, said)
		if a.Level == LUnknown || level != LUnknown && level > a.Level {
			a.Level = level
		}
	}
	return a
}

// SoreOuting: of what the decision of a date was made from, an outing hurt 6 or more.
func (m *Member) SoreOuting(date Date, side Side) bool {
	for i := len(m.Days) - 1; i >= 0; i-- {
		d := &m.Days[i]
		if d.Date >= date {
			continue
		}
		if d.Run != nil || d.Verdict(side) != nil {
			return d.Run != nil
		}
	}
	return false
}
