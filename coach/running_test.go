package coach

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

func yes() *bool {
	b := true
	return &b
}

// open is an entry with every gate open.
func openEntry() RunEntry {
	return RunEntry{SinceFlare: NoFlare, TrainingDays: 20, Rung: 5, CalmWeek: true,
		Walk: yes(), Stand: Rated(2), Squats: Rated(2), Jog: Rated(2), Hop: Rated(2)}
}

// Every gate closes by itself, by a hair and by a missing answer.
func TestEveryGateCloses(t *testing.T) {
	if closed := openEntry().Closed(); len(closed) != 0 {
		t.Fatalf("closed: %v", closed)
	}
	no := false
	for _, c := range []struct {
		gate RunGate
		by   func(*RunEntry)
	}{
		{GateLock, func(e *RunEntry) { e.Locked = true }},
		{GateFlare, func(e *RunEntry) { e.SinceFlare = 27 }},
		{GateTraining, func(e *RunEntry) { e.TrainingDays = 19 }},
		{GateRung, func(e *RunEntry) { e.Rung = 4 }},
		{GateCalm, func(e *RunEntry) { e.CalmWeek = false }},
		{GateWalk, func(e *RunEntry) { e.Walk = nil }},
		{GateWalk, func(e *RunEntry) { e.Walk = &no }},
		{GateStand, func(e *RunEntry) { e.Stand = Rated(3) }},
		{GateStand, func(e *RunEntry) { e.Stand = nil }},
		{GateSquats, func(e *RunEntry) { e.Squats = Rated(3) }},
		{GateJog, func(e *RunEntry) { e.Jog = nil }},
		{GateHop, func(e *RunEntry) { e.Hop = Rated(3) }},
	} {
		e := openEntry()
		c.by(&e)
		if closed := e.Closed(); !slices.Equal(closed, []RunGate{c.gate}) {
			t.Errorf("%s: closed are %v", c.gate, closed)
		}
	}
	if !GateHop.Asked() || GateRung.Asked() {
		t.Error("the hop is asked, the rung is known")
	}
}

// A member 60 days in, on rung 5, with decisions every other day.
func aRunner() *Member {
	m := &Member{
		Stage: StageActive, Programme: Programme{Start: "2026-03-01", TrainingDays: 40, LastLoading: "2026-04-29"},
		Courses: []Course{{Side: Left, LastLoading: "2026-04-29", State: State{Rung: 5, Step: 10, UsualMorningPain: 1}}},
	}
	for i := range 14 {
		d := Day{Date: Date("2026-04-17").Add(i), Number: 47 + i, CheckIn: CheckIn{Morning: map[Side]int{Left: 1}, Night: Rated(0)}}
		if i%2 == 1 {
			d.Verdicts = []Verdict{{Side: Left, Decision: Decision{Level: L0, State: State{Rung: 5}}}}
		}
		m.Days = append(m.Days, d)
		m.Courses[0].Held = append(m.Courses[0].Held, Held{Day: 47 + i, Rung: 5, Step: 10})
	}
	return m
}

// What the programme says about the gates.
func TestTheEntryReadsTheProgramme(t *testing.T) {
	const today = Date("2026-04-30")
	e := aRunner().RunEntry(nil, today)
	if e.Locked || e.SinceFlare != NoFlare || e.TrainingDays != 40 || e.Rung != 5 || !e.CalmWeek {
		t.Errorf("%+v", e)
	}
	m := aRunner()
	m.Days[13].Verdicts[0].Level = L1
	if m.RunEntry(nil, today).CalmWeek {
		t.Error("a week with an L1 is not all L0")
	}
	m = aRunner()
	m.Days[11].Verdicts = nil
	if !m.RunEntry(nil, today).CalmWeek {
		t.Error("three calm decisions are enough")
	}
	m.Days[9].Verdicts = nil
	if m.RunEntry(nil, today).CalmWeek {
		t.Error("two leave days unknown")
	}
	m = aRunner()
	old := []Day{{Date: "2026-04-05", Verdicts: []Verdict{{Decision: Decision{State: State{Flare: true}}}}}}
	if got := m.RunEntry(old, today).SinceFlare; got != 25 {
		t.Errorf("%d days since the flare, want 25", got)
	}
	m.Programme.Flares, m.Courses = []Date{"2026-04-20"}, append(m.Courses, Course{Side: Right, State: State{Rung: 3}})
	if e := m.RunEntry(old, today); e.SinceFlare != 10 || e.Rung != 3 || e.CalmWeek {
		t.Errorf("%+v", e)
	}
	last := []Day{{Date: "2026-04-24", Verdicts: []Verdict{{Decision: Decision{Reason: ReasonFlareExit}}}}}
	if got := m.RunEntry(last, today).SinceFlare; got != 6 {
		t.Errorf("%d days since the morning the flare ended, want 6", got)
	}
	m.Courses[1].State.Flare = true
	if got := m.RunEntry(nil, today).SinceFlare; got != 0 {
		t.Errorf("in a flare: %d", got)
	}
}

// The ladder, written a second time in seconds: the whole outing, and the part that is run; it only rises.
func TestTheLadderOfOutings(t *testing.T) {
	want := [][2]int{{1800, 0}, {1200, 120}, {1200, 240}, {1200, 480}, {1200, 720}, {1200, 960}, {1200, 1080}, {1200, 1200}, {1500, 1500}, {1500, 1500}}
	for stage, w := range want {
		o := OutingAt(stage)
		if o.Stage != stage || o.Seconds() != w[0] || o.Running() != w[1] || o.Hills != (stage == LastStage) {
			t.Errorf("stage %d: %+v", stage, o)
		}
		if stage > 0 && o.Running() < OutingAt(stage-1).Running() {
			t.Errorf("stage %d runs less than the one before", stage)
		}
	}
	if OutingAt(-1).Stage != 0 || OutingAt(99).Stage != LastStage {
		t.Error("off the ladder")
	}
	if offered, most := MoreTime(4000); offered != 4400 || most != 4800 {
		t.Errorf("%d, %d", offered, most)
	}
}

// The 24-hour rule, row by row.
func TestTheRowsOfTheDayAfter(t *testing.T) {
	for _, c := range []struct {
		about  string
		during *int
		level  Level
		told   bool
		clean  int
		held   RunHold
		want   RunDecision
	}{
		{"6 while out", Rated(6), L0, true, 1, "", RunDecision{Row: "1", Action: RunBack2, Stage: 3, From: "2026-05-09"}},
		{"6 while out and nothing else known", Rated(6), LUnknown, false, 1, "", RunDecision{Row: "1", Action: RunBack2, Stage: 3, From: "2026-05-09"}},
		{"a red morning", Rated(0), L3, true, 1, "", RunDecision{Row: "1", Action: RunBack2, Stage: 3, From: "2026-05-09"}},
		{"a severe morning", nil, L4, true, 1, "", RunDecision{Row: "1", Action: RunBack2, Stage: 3, From: "2026-05-09"}},
		{"a red flag", Rated(0), LFlag, true, 1, "", RunDecision{Row: "1", Action: RunBack2, Stage: 3, From: "2026-05-09"}},
		{"lingering", Rated(0), L2, true, 1, "", RunDecision{Row: "2", Action: RunBack1, Stage: 4, From: "2026-05-04"}},
		{"lingering and 5", Rated(5), L2, true, 1, "", RunDecision{Row: "2", Action: RunBack1, Stage: 4, From: "2026-05-04"}},
		{"3 while out", Rated(3), L0, true, 1, "", RunDecision{Row: "3", Action: RunRepeat, Stage: 5, From: "2026-05-03"}},
		{"felt in the morning", Rated(0), L1, true, 1, "", RunDecision{Row: "3", Action: RunRepeat, Stage: 5, From: "2026-05-03"}},
		{"no score", nil, L0, true, 1, "", RunDecision{Row: "4", Action: RunRepeat, Stage: 5, From: "2026-05-03"}},
		{"no morning", Rated(0), LUnknown, false, 1, "", RunDecision{Row: "4", Action: RunRepeat, Stage: 5, From: "2026-05-03"}},
		{"a night alone", Rated(0), L0, false, 1, "", RunDecision{Row: "4", Action: RunRepeat, Stage: 5, From: "2026-05-03"}},
		{"clean", Rated(2), L0, true, 0, "", RunDecision{Row: "5", Action: RunRepeat, Stage: 5, CleanSoFar: 1, From: "2026-05-03"}},
		{"clean twice", Rated(2), L0, true, 1, "", RunDecision{Row: "5", Action: RunUp, Stage: 6, From: "2026-05-03"}},
		{"clean twice, held", Rated(2), L0, true, 1, RunHoldRung, RunDecision{Row: "5", Action: RunRepeat, Stage: 5, CleanSoFar: 2, Held: RunHoldRung, From: "2026-05-03"}},
		{"clean a third time", Rated(0), L0, true, 2, "", RunDecision{Row: "5", Action: RunUp, Stage: 6, From: "2026-05-03"}},
	} {
		r := Running{Since: "2026-04-01", Stage: 5, Clean: c.clean}.Log("2026-05-01", c.during)
		after, d, ok := r.Judge(Aftermath{Level: c.level, Told: c.told}, c.held)
		c.want.Stage0 = 5
		if c.during != nil && *c.during >= 6 {
			c.want.AlsoInDiary = c.during
		}
		if !ok || d != c.want || after.Stage != d.Stage || after.Clean != d.CleanSoFar || after.From != d.From {
			t.Errorf("%s:\ngot  %+v\nwant %+v", c.about, d, c.want)
		}
	}
}

// The ends of the ladder: nobody goes below the walk or above the hills.
func TestStagesStayOnTheLadder(t *testing.T) {
	r, d, _ := Running{Since: "2026-04-01", Stage: 1}.Log("2026-05-01", Rated(8)).Judge(Aftermath{Level: L0, Told: true}, "")
	if r.Stage != 0 || d.Stage0 != 1 {
		t.Errorf("%+v", d)
	}
	r, d, _ = Running{Since: "2026-04-01", Stage: LastStage, Clean: 2}.Log("2026-05-01", Rated(0)).Judge(Aftermath{Level: L0, Told: true}, "")
	if r.Stage != LastStage || d.Action != RunRepeat || d.Held != "" {
		t.Errorf("%+v", d)
	}
}

var levels = []Level{L0, L1, L2, L3, L4}

func anyScore(r *rand.Rand) *int {
	if n := r.IntN(12); n < 11 {
		return &n
	}
	return nil
}

// More pain, a worse morning or a missing answer never gives a higher stage or an earlier outing; nor does a hold.
func TestMorePainIsNeverAHigherStage(t *testing.T) {
	manyCases(t, func(r *rand.Rand) string {
		run := Running{Since: "2026-04-01", Stage: r.IntN(LastStage + 1), Clean: r.IntN(3)}.Log("2026-05-01", anyScore(r))
		a := Aftermath{Level: levels[r.IntN(len(levels))], Told: r.IntN(4) > 0}
		b := a
		other, held := run, []RunHold{"", "", RunHoldTrial}[r.IntN(3)]
		worse := held
		switch r.IntN(4) {
		case 0: // more pain
			if run.Runs[0].During == nil {
				return ""
			}
			other = Running{Since: run.Since, Stage: run.Stage, Clean: run.Clean}.Log("2026-05-01", Rated(min(10, *run.Runs[0].During+r.IntN(5))))
		case 1: // a worse morning
			b.Level = levels[min(len(levels)-1, slices.Index(levels, a.Level)+r.IntN(3))]
		case 2: // less said: 0 is not more than nothing
			a.Level, a.Told, b.Level, b.Told = L0, true, LUnknown, false
		case 3:
			worse = RunHoldCoolOff
		}
		_, d, _ := run.Judge(a, held)
		_, e, _ := other.Judge(b, worse)
		if e.Stage > d.Stage || e.From < d.From || e.CleanSoFar > d.CleanSoFar && e.Stage >= d.Stage {
			return fmt.Sprintf("%+v %+v\n%+v\n%+v", run, a, d, e)
		}
		if d.Stage > d.Stage0+1 || d.Stage < 0 || d.Stage > LastStage || held != "" && d.Stage > d.Stage0 {
			return fmt.Sprintf("%+v", d)
		}
		return ""
	})
}

// A late or corrected answer judges again from where the outing began; nothing stacks.
func TestJudgingAgainStacksNothing(t *testing.T) {
	r := Running{Since: "2026-04-01", Stage: 4, Clean: 1}.Log("2026-05-01", Rated(1))
	up, d, _ := r.Judge(Aftermath{Level: L0, Told: true}, "")
	again, e, _ := up.Judge(Aftermath{Level: L0, Told: true}, "")
	if up.Stage != 5 || again.Stage != 5 || d != e {
		t.Errorf("%d, then %d", up.Stage, again.Stage)
	}
	if back, _, _ := up.Judge(Aftermath{Level: L3, Told: true}, ""); back.Stage != 2 || back.From != "2026-05-09" {
		t.Errorf("corrected to red: stage %d from %s", back.Stage, back.From)
	}
	if _, _, ok := (Running{Since: "2026-04-01"}).Judge(Aftermath{}, ""); ok {
		t.Error("judged without an outing")
	}
}

// An outing that nobody told the morning of is judged when the next one is logged: its own pain counts, and it is not clean.
func TestAnUntoldMorningIsNeverClean(t *testing.T) {
	r := Running{Since: "2026-04-01", Stage: 4, Clean: 1}.Log("2026-05-01", Rated(1)).Log("2026-05-03", Rated(0))
	if r.Clean != 0 || r.Stage != 4 || r.Runs[0].Row != "4" {
		t.Errorf("%+v", r)
	}
	if r := (Running{Since: "2026-04-01", Stage: 4}.Log("2026-05-01", Rated(7)).Log("2026-05-03", Rated(0))); r.Stage != 2 || r.Runs[1].Stage != 2 {
		t.Errorf("%+v", r)
	}
}

// Not on consecutive days, three in seven days, not while an answer is missing or a pause runs.
func TestOutingsAreSpaced(t *testing.T) {
	r := StartRunning("2026-05-01")
	clean := Aftermath{Level: L0, Told: true}
	run := func(on Date) {
		r = r.Log(on, Rated(0))
		r, _, _ = r.Judge(clean, "")
	}
	expect := func(on Date, want RunRefusal, next Date) {
		t.Helper()
		if why, ok := r.MayRun(on); why != want || ok != (want == "") || r.NextRun(on) != next {
			t.Errorf("%s: %q, next %s; want %q, next %s", on, why, r.NextRun(on), want, next)
		}
	}
	expect("2026-05-01", "", "2026-05-01")
	run("2026-05-01")
	expect("2026-05-01", RunTooSoon, "2026-05-03")
	expect("2026-05-02", RunTooSoon, "2026-05-03")
	run("2026-05-03")
	run("2026-05-05")
	expect("2026-05-07", RunEnough, "2026-05-08")
	r = r.Log("2026-05-08", Rated(0))
	expect("2026-05-10", RunUnjudged, "")
	r, _, _ = r.Judge(Aftermath{Level: L2, Told: true}, "")
	expect("2026-05-10", RunForbidden, "2026-05-11")
	r, _, _ = r.Judge(Aftermath{Level: L3, Told: true}, "")
	expect("2026-05-15", RunForbidden, "2026-05-16")
	r = r.End(RunEndFlare)
	expect("2026-05-16", RunNotBegun, "")
	if r.Stage != 0 || r.Clean != 0 || len(r.Runs) != 4 {
		t.Errorf("%+v", r)
	}
}

// Whatever happens over half a year: never two days in a row, never four in seven days, one stage at a time.
func TestHalfAYearOfRunning(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for range 100 {
		run, highest := StartRunning("2026-05-01"), 0
		var dates []Date
		for n := range 180 {
			today := Date("2026-05-01").Add(n)
			if _, waits := run.Waiting(); waits && r.IntN(8) > 0 {
				before := run.Stage
				level := L0
				if r.IntN(6) == 0 {
					level = levels[r.IntN(len(levels))]
				}
				run, _, _ = run.Judge(Aftermath{Level: level, Told: true}, "")
				if run.Stage > before+1 {
					t.Fatalf("from %d to %d", before, run.Stage)
				}
			}
			if _, may := run.MayRun(today); may && r.IntN(3) > 0 {
				run, dates = run.Log(today, Rated(r.IntN(4))), append(dates, today)
			}
			highest = max(highest, run.Stage)
		}
		for i, d := range dates {
			if i > 0 && d.Since(dates[i-1]) < 2 || i > 2 && d.Since(dates[i-3]) < 7 {
				t.Fatalf("%v", dates[max(0, i-3):i+1])
			}
		}
		if highest == 0 || len(run.Runs) > keptRuns {
			t.Fatalf("stage %d, %d outings kept", highest, len(run.Runs))
		}
	}
}

// No stage goes up in a week in which the rung went up, in a trial, or in a cool-off.
func TestStrengthHoldsRunningBack(t *testing.T) {
	const today = Date("2026-04-30") // day 60 of the programme; its week began on day 57
	m := aRunner()
	if got := m.RunHold(today); got != "" {
		t.Errorf("held by %s", got)
	}
	raise := func(day int) *Member {
		m := aRunner()
		for i := range m.Courses[0].Held {
			if m.Courses[0].Held[i].Day < day {
				m.Courses[0].Held[i].Rung = 4
			}
		}
		return m
	}
	for day, want := range map[int]RunHold{56: "", 57: RunHoldRung, 60: RunHoldRung} {
		if got := raise(day).RunHold(today); got != want {
			t.Errorf("rung up on day %d: %q, want %q", day, got, want)
		}
	}
	m.Courses[0].State.Rung = 6 // the member's own wish, after the day was noted
	if got := m.RunHold(today); got != RunHoldRung {
		t.Errorf("on the day itself: %q", got)
	}
	m = aRunner()
	m.Courses[0].State.CoolOff = 1
	if got := m.RunHold(today); got != RunHoldCoolOff {
		t.Error(got)
	}
	m.Courses[0].State.Trial = true
	if got := m.RunHold(today); got != RunHoldTrial {
		t.Error(got)
	}
}

// A flare, a lock, or 14 days without a session or an outing end running.
func TestWhatEndsRunning(t *testing.T) {
	r := Running{Since: "2026-04-01", Stage: 3}.Log("2026-04-29", Rated(0))
	const today = Date("2026-05-01")
	for _, c := range []struct {
		want RunEnd
		by   func(*Member, *Running)
	}{
		{"", func(*Member, *Running) {}},
		{RunEndFlare, func(m *Member, _ *Running) { m.Courses[0].State.Flare = true }},
		{RunEndLock, func(m *Member, _ *Running) { m.Lock = &Lock{} }},
		{RunEndGap, func(m *Member, _ *Running) { m.Courses[0].LastLoading = "2026-04-17" }},
		{"", func(m *Member, _ *Running) { m.Courses[0].LastLoading = "2026-04-18" }},
		{RunEndGap, func(_ *Member, r *Running) { r.Runs = []Run{{Date: "2026-04-17"}} }},
		{"", func(_ *Member, r *Running) { *r = Running{Runs: r.Runs} }},
	} {
		m, run := aRunner(), r
		c.by(m, &run)
		if got := m.RunEnds(run, today); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// The morning after, read from the diary: the worse side, the night besides, and a side that was not told.
func TestTheMorningAfterIsTheWorseSides(t *testing.T) {
	m := aRunner()
	m.Courses = append(m.Courses, Course{Side: Right, State: State{UsualMorningPain: 1}})
	day := &Day{CheckIn: CheckIn{Morning: map[Side]int{Left: 1, Right: 3}, Night: Rated(0)}}
	run := Run{During: Rated(2)}
	if a := m.RunAftermath(run, day); a.Level != L3 || !a.Told || *a.During != 2 {
		t.Errorf("%+v", a)
	}
	day.CheckIn = CheckIn{Morning: map[Side]int{Left: 1}, Night: Rated(2)}
	if a := m.RunAftermath(run, day); a.Level != L2 || a.Told {
		t.Errorf("%+v", a)
	}
	day.CheckIn.Night = nil
	if a := m.RunAftermath(run, day); a.Level != L0 || a.Told {
		t.Errorf("a side that said nothing is not the worse one: %+v", a)
	}
	if a := m.RunAftermath(run, &Day{RedFlag: true}); a.Level != LFlag {
		t.Errorf("%+v", a)
	}
	if a := m.RunAftermath(run, nil); a.Level != LUnknown || a.Told {
		t.Errorf("%+v", a)
	}
}

// Running ended and begun again stands at the walk, and keeps what it must not forget: a pause, and the latest outing.
func TestRunningBegunAgainKeepsThePause(t *testing.T) {
	r := Running{Since: "2026-04-01", Stage: 5}.Log("2026-05-01", Rated(7))
	r, _, _ = r.Judge(Aftermath{Level: L0, Told: true}, "")
	r = r.End(RunEndWish).Again("2026-05-03")
	if r.Stage != 0 || len(r.Runs) != 1 || r.Ended != "" {
		t.Errorf("%+v", r)
	}
	if why, _ := r.MayRun("2026-05-08"); why != RunForbidden {
		t.Errorf("in the pause: %q", why)
	}
	if _, may := r.MayRun("2026-05-09"); !may {
		t.Error("after the pause")
	}
	if _, due := r.Due("2026-05-04"); due {
		t.Error("an outing from before is not judged: it would lead back to its stage")
	}
	open := Running{Since: "2026-04-01", Stage: 5}.Log("2026-05-01", Rated(1)).End(RunEndWish).Again("2026-05-02")
	if _, waits := open.Waiting(); waits {
		t.Error("an outing from before waits for nothing")
	}
}

// An outing noted a day late goes to the day before, but never onto or over another one, nor before the beginning.
func TestAnOutingNotedADayLate(t *testing.T) {
	for _, c := range []struct {
		about string
		r     Running
		want  Date
	}{
		{"the first", Running{Since: "2026-04-01"}.Log("2026-05-03", nil), "2026-05-02"},
		{"after another one", Running{Since: "2026-04-01"}.Log("2026-05-01", Rated(0)).Log("2026-05-03", nil), "2026-05-02"},
		{"the day before is taken", Running{Since: "2026-04-01"}.Log("2026-05-02", Rated(0)).Log("2026-05-03", nil), ""},
		{"before the beginning", StartRunning("2026-05-03").Log("2026-05-03", nil), ""},
		{"none", StartRunning("2026-05-03"), ""},
	} {
		earlier, ok := c.r.DayEarlier()
		if ok != (c.want != "") {
			t.Errorf("%s: %v", c.about, ok)
		}
		if run, _ := earlier.Latest(); ok && run.Date != c.want {
			t.Errorf("%s: %s", c.about, run.Date)
		}
	}
	r := Running{Since: "2026-04-01"}.Log("2026-05-03", nil)
	if run, _ := r.Rate(4).Latest(); run.During == nil || *run.During != 4 || r.Runs[0].During != nil {
		t.Errorf("%+v, and %+v", run, r.Runs[0])
	}
}

// A flare that is over is remembered by its last day, for as long as the check asks.
func TestTheLastFlareIsRemembered(t *testing.T) {
	m := aRunner()
	m.Programme.LastOpened, m.Courses[0].State.Flare = "2026-04-30", true
	m.OpenDay("2026-05-01", nil)
	m.Courses[0].State.Flare, m.Programme.Flares = false, nil
	m.OpenDay("2026-05-02", nil)
	m.Days = nil
	for today, want := range map[Date]bool{"2026-05-28": false, "2026-05-29": true} {
		closed := slices.Contains(m.RunEntry(nil, today).Closed(), GateFlare)
		if closed == want {
			t.Errorf("%s: closed is %v", today, closed)
		}
	}
}

// 6 and more while out is what the sets of that day would have told: the next decision takes it in.
func TestASoreOutingCountsAsTheSetsDo(t *testing.T) {
	m := aRunner()
	m.Programme.LastOpened = "2026-04-30"
	m.Courses[0].Decided, m.Courses[0].DecidedDay = "2026-04-29", 59
	day := m.Day("2026-04-29")
	day.Rounds = []Round{{Slot: Morning, Outcome: Done}, {Slot: Evening}}
	day.Run = Rated(7)
	today := m.OpenDay("2026-05-01", []Slot{Morning})
	if a := m.answers(today, &m.Courses[0]); a.During == nil || *a.During != 7 {
		t.Errorf("%+v", a)
	}
	if !day.EveningCancelled() {
		t.Error("the evening after it still loads")
	}
}

// In the week in which a stage went up, the harder exercise is not offered ahead of time.
func TestARaisedStageHoldsTheWishBack(t *testing.T) {
	m := aRunner()
	today := m.OpenDay("2026-04-30", []Slot{Morning}) // day 60; the week began on day 57
	for stage, want := range map[int]bool{2: false, 3: true} {
		m.Running = Running{Since: "2026-04-01", Stage: stage, Runs: []Run{{Date: "2026-04-28", Stage: 2, Row: "5"}}}
		if got := m.stageRose(today.Date); got != want {
			t.Errorf("stage 2, then %d: %v", stage, got)
		}
	}
	if m.stageRose("2026-05-10") {
		t.Error("in another week")
	}
}
