package coach

import (
	"math/rand/v2"
	"testing"
)

// day makes a day of sessions that ended like this.
func dayOf(date Date, outcomes ...Outcome) Day {
	d := Day{Date: date}
	for i, o := range outcomes {
		d.Rounds = append(d.Rounds, Round{Slot: []Slot{Morning, Evening}[i%2], Outcome: o})
	}
	return d
}

// Every outcome in its column: what counts as planned, and what as kept.
func TestAdherenceCountsEveryOutcomeOnce(t *testing.T) {
	for _, c := range []struct {
		outcome       Outcome
		planned, kept int
		shown         Dot
	}{
		{Done, 1, 1, DotDone}, {Partly, 1, 1, DotDone}, {Begun, 1, 0, DotEmpty}, {Hurt, 1, 1, DotDone}, {Skipped, 1, 0, DotEmpty},
		{Missed, 1, 0, DotEmpty}, {Rested, 0, 0, DotRest}, {Paused, 0, 0, DotPaused}, {NotSent, 0, 0, DotNone}, {"", 0, 0, DotNone},
	} {
		d := dayOf("2026-03-02", c.outcome)
		a := Adhered([]Day{d}, "2026-03-02", "2026-03-02")
		if a.Planned != c.planned || a.Kept != c.kept || DotOf(d) != c.shown {
			t.Errorf("%q: planned %d, kept %d, %s; want %+v", c.outcome, a.Planned, a.Kept, DotOf(d), c)
		}
		columns := a.Done + a.Partly + a.Started + a.Stopped + a.Skipped + a.Missed + a.Rested + a.Paused + a.NotSent
		if want := map[bool]int{true: 0, false: 1}[c.outcome == ""]; columns != want {
			t.Errorf("%q stands in %d columns", c.outcome, columns)
		}
	}
}

// Below four planned sessions there is no figure; from then on it is done by planned.
func TestNoFigureBelowFourPlannedSessions(t *testing.T) {
	days := []Day{dayOf("2026-03-02", Done, Missed), dayOf("2026-03-03", Done, Rested)}
	if _, ok := Adhered(days, "2026-03-01", "2026-03-07").Percent(); ok {
		t.Error("a figure from three planned sessions")
	}
	days = append(days, dayOf("2026-03-04", Skipped, Paused))
	a := Adhered(days, "2026-03-01", "2026-03-07")
	if percent, ok := a.Percent(); !ok || percent != 50 || a.Low() {
		t.Errorf("got %d %t, low %t; want 50 and not low", percent, ok, a.Low())
	}
	if a := Adhered(days, "2026-03-03", "2026-03-04"); a.Planned != 2 {
		t.Errorf("%d planned within the dates, want 2", a.Planned)
	}
}

// The offer of a week and the rule of the decision mean the same by fewer than half.
func TestLowAdherenceIsTheRulesOwn(t *testing.T) {
	all := []Outcome{Done, Partly, Begun, Hurt, Skipped, Missed, Rested, Paused, NotSent}
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		m := Member{}
		for i := range 7 {
			m.Days = append(m.Days, dayOf(Date("2026-03-02").Add(i), all[r.IntN(len(all))], all[r.IntN(len(all))]))
		}
		if got := Adhered(m.Days, "2026-03-02", "2026-03-08").Low(); got != m.lowAdherence("2026-03-09") {
			t.Fatalf("low is %t here and not there: %+v", got, m.Days)
		}
	}
}

// Two sessions, one of them done: the day is filled. A pause nobody opened is grey, and a rest ordered is as good as done.
func TestDotsShowTheBestOfADay(t *testing.T) {
	days := []Day{
		dayOf("2026-03-02", Missed, Done), dayOf("2026-03-03", Rested, Missed), dayOf("2026-03-04", Missed), dayOf("2026-03-05", ""),
		dayOf("2026-03-06", Skipped, Paused),
	}
	got := Dots(days, &Pause{Since: "2026-03-06"}, "2026-03-08")
	want := [7]Dot{DotDone, DotRest, DotEmpty, DotNone, DotPaused, DotPaused, DotPaused}
	if got != want {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	if got := Dots(nil, &Pause{Since: "2026-03-08"}, "2026-03-08"); got[5] != DotNone || got[6] != DotPaused {
		t.Errorf("on the first day of a pause: %v", got)
	}
	if !DotRest.Filled() || !DotDone.Filled() || DotEmpty.Filled() || DotPaused.Filled() {
		t.Error("filled are done and ordered rest")
	}
}

// Whatever a day brings, no counter falls.
func TestCountersOnlyRise(t *testing.T) {
	all := []Outcome{Done, Partly, Begun, Hurt, Skipped, Missed, Rested, Paused, NotSent, ""}
	r := rand.New(rand.NewPCG(3, 4))
	p := Programme{Start: "2026-03-01"}
	var days []Day
	last := Counters{}
	for i := range 400 {
		today := p.Start.Add(i)
		o := all[r.IntN(len(all))]
		days = append(days, dayOf(today, o))
		if o == Done {
			p.TrainingDays++
		}
		c := Count(p, days, today)
		if c.Sessions < last.Sessions || c.TrainingDays < last.TrainingDays || c.Weeks < last.Weeks || c.Weeks != i/7 {
			t.Fatalf("day %d: %+v after %+v", i, c, last)
		}
		last = c
	}
}
