package coach

import (
	"slices"
	"testing"
)

// aWeek is a member with a fortnight behind them: morning scores, one exercise that hurt, a step up on Thursday.
func aWeek() *Member {
	m := &Member{
		Stage:     StageActive,
		Programme: Programme{Start: "2026-03-01", TrainingDays: 12},
		Courses:   []Course{{Side: Left, State: State{Rung: 2, Step: 10, UsualMorningPain: 2}}},
	}
	for i := range 14 {
		date := Date("2026-03-02").Add(i)
		d := dayOf(date, Done, Missed)
		d.Number = i + 1
		d.CheckIn.Morning = map[Side]int{Left: 3 - i/7}
		d.Tasks = []Task{{Exercise: "side_lying_abduction", Rung: 2, Step: 9 + i/10, Sides: []Side{Left}}}
		d.Rounds[0].Marks = []Mark{{Side: Left, Pain: map[string]int{"side_lying_abduction": 4, "clam": 1 + i%2}}}
		v := Verdict{Side: Left, Rung0: 2, Step0: 9 + i/10, Decision: Decision{Reason: ReasonHoldPoints, State: State{Rung: 2, Step: 9 + i/10}}}
		if i == 10 {
			v.Step0, v.Reason = 9, ReasonUpGreen
		}
		d.Verdicts = []Verdict{v}
		m.Days = append(m.Days, d)
	}
	return m
}

// A week as data: everything that stands on the screen.
func TestTheSummaryOfAWeek(t *testing.T) {
	m := aWeek()
	o := outcomesOf([2]int{6, 3}, [2]int{5, 4}, [2]int{5, 6}) // the last one on 15 March
	m.Days[2].Rounds[0].Marks[0].During = Rated(9)            // the week before
	m.Days[9].Rounds[0].Marks[0].During = Rated(6)
	m.Days[10].Rounds[0].Marks[0].During = Rated(2)
	s := Summarise(m, o, "2026-03-15")
	if s.From != "2026-03-09" || s.TrainingDay != 12 || s.Adherence.Planned != 14 || s.Adherence.Kept != 7 {
		t.Errorf("%s, day %d, %+v", s.From, s.TrainingDay, s.Adherence)
	}
	w := s.Sides[0]
	if w.ThisWeek != (Points{2, 1}) || w.LastWeek != (Points{3, 1}) || w.Usual != 2 {
		t.Errorf("mornings %v after %v, usual %d", w.ThisWeek, w.LastWeek, w.Usual)
	}
	if *w.HighestMorning != 2 || *w.HighestSets != 6 || w.HighestAfter != nil {
		t.Errorf("highest %v %v %v", w.HighestMorning, w.HighestSets, w.HighestAfter)
	}
	if w.From.Step != 9 || w.To.Step != 10 || w.Last.Reason != ReasonUpGreen || w.Decided != "2026-03-12" {
		t.Errorf("dose from %+v to %+v, %+v of %s", w.From, w.To, w.Last, w.Decided)
	}
	if s.Best.Exercise != "clam" || s.Worst.Exercise != "side_lying_abduction" || s.Worst.Highest != 4 {
		t.Errorf("best %+v, worst %+v", s.Best, s.Worst)
	}
	if len(s.Activities) != 1 || s.Activities[0].First != 3 || *s.Activities[0].Before != 4 || s.Activities[0].Now != 6 {
		t.Errorf("activities %+v", s.Activities)
	}
	if s.Compared.Judged != JudgedNotYet || s.Masked || s.WorseNights != 0 {
		t.Errorf("%+v", s)
	}
}

// In a week without a change the latest decision says why.
func TestTheSummarySaysWhyNothingChanged(t *testing.T) {
	m := aWeek()
	m.Days[10].Verdicts[0].Step0 = 10
	m.Days[13].Verdicts[0].Reason = ReasonHoldCap
	if w := Summarise(m, Outcomes{}, "2026-03-15").Sides[0]; w.Last.Reason != ReasonHoldCap || w.Decided != "2026-03-15" {
		t.Errorf("%+v of %s", w.Last, w.Decided)
	}
}

// Best and worst are named only when they lie 2 apart; an activity only when it was answered this week.
func TestTheSummaryLeavesOutWhatSaysNothing(t *testing.T) {
	m := aWeek()
	for i := range m.Days {
		m.Days[i].Rounds[0].Marks[0].Pain["clam"] = 3
	}
	s := Summarise(m, outcomesOf([2]int{6, 3}, [2]int{5, 4}), "2026-03-15")
	if s.Best != nil || s.Worst != nil || len(s.Activities) != 0 {
		t.Errorf("best %+v, worst %+v, %+v", s.Best, s.Worst, s.Activities)
	}
	if empty := Summarise(&Member{}, Outcomes{}, "2026-03-15"); empty.Praise != "" || empty.Best != nil || empty.Adherence.Planned != 0 {
		t.Errorf("of nothing: %+v", empty)
	}
}

// Painkillers on three days, and nights that were worse.
func TestTheSummarySaysWhenScoresAreMasked(t *testing.T) {
	m := aWeek()
	yes := true
	for i := range 3 {
		m.Days[11+i].CheckIn.Painkiller, m.Days[11+i].CheckIn.Night = &yes, Rated(1+i)
	}
	if s := Summarise(m, Outcomes{}, "2026-03-15"); !s.Masked || s.WorseNights != 2 {
		t.Errorf("masked %t, %d worse nights", s.Masked, s.WorseNights)
	}
	m.Days[13].CheckIn.Painkiller = nil
	if Summarise(m, Outcomes{}, "2026-03-15").Masked {
		t.Error("two days are not three")
	}
}

// What comes next week: one thing, the weightiest first.
func TestOneThingIsComing(t *testing.T) {
	for _, c := range []struct {
		want Coming
		is   func(*Member)
	}{
		{ComingSteady, func(*Member) {}},
		{ComingCoolOff, func(m *Member) { m.Courses[0].State.CoolOff = 1 }},
		{ComingTrial, func(m *Member) { m.Courses[0].State.Trial, m.Courses[0].State.CoolOff = true, 1 }},
		{ComingTop, func(m *Member) { m.Courses[0].State.Rung, m.Courses[0].State.Step = MaxRung, TopStep }},
		{ComingReview, func(m *Member) { m.Programme.TrainingDays = 13 }},
		{ComingFlare, func(m *Member) { m.Courses[0].State.Flare, m.Programme.TrainingDays = true, 13 }},
		{ComingLock, func(m *Member) { m.Lock, m.Courses[0].State.Flare = &Lock{}, true }},
		{ComingPause, func(m *Member) { m.Pause, m.Lock = &Pause{Since: "2026-03-14"}, &Lock{} }},
	} {
		m := aWeek()
		c.is(m)
		if got := Summarise(m, Outcomes{}, "2026-03-15").Coming; got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
	m := aWeek()
	m.Programme.TrainingDays = 18
	if got := Summarise(m, Outcomes{Reviewed: []Milestone{Training20}}, "2026-03-15").Coming; got != ComingSteady {
		t.Errorf("a review that was given is coming: %s", got)
	}
}

// The encouragement is true: it names an act of the week that is over, and nothing where there was none.
func TestThePraiseIsTrue(t *testing.T) {
	outcome := func(o Outcome) func(*Member) {
		return func(m *Member) {
			for i := range m.Days {
				m.Days[i].CheckIn.Morning = nil
				for j := range m.Days[i].Rounds {
					m.Days[i].Rounds[j].Outcome = o
				}
			}
		}
	}
	decided := func(then func(*Member), reason Reason) func(*Member) {
		return func(m *Member) {
			then(m)
			m.Days[9].Verdicts[0].Reason = reason
		}
	}
	for _, c := range []struct {
		want Praise
		is   func(*Member)
	}{
		{PraiseTold, func(*Member) {}},
		{PraiseAll, outcome(Done)},
		{"", outcome(Missed)},
		{"", outcome(Skipped)},
		{"", outcome(Rested)}, // without a flare nobody rested by choice
		{PraiseStopped, outcome(Hurt)},
		{PraiseRested, decided(outcome(Rested), ReasonFlareWait)},
		{PraiseReturned, decided(outcome(Done), ReasonComeback)},
		{"", decided(outcome(Missed), ReasonComeback)},
		{PraiseKept, func(m *Member) { outcome(Missed)(m); m.Days[10].Rounds[0].Outcome = Partly }},
		{PraiseAnswered, func(m *Member) { outcome(Missed)(m); m.Days[10].CheckIn.Morning = map[Side]int{Left: 2} }},
	} {
		m := aWeek()
		c.is(m)
		if got := Summarise(m, Outcomes{}, "2026-03-15").Praise; got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	// An act of the week before is not praised again.
	m := aWeek()
	outcome(Missed)(m)
	m.Days[3].Rounds[0].Outcome = Hurt
	if got := Summarise(m, Outcomes{}, "2026-03-15").Praise; got != "" {
		t.Errorf("%q for last week", got)
	}
}

// A review is near a week ahead, and every week has seven dots.
func TestTheSummaryHasSevenDots(t *testing.T) {
	s := Summarise(aWeek(), Outcomes{}, "2026-03-17")
	if want := []Dot{DotDone, DotDone, DotDone, DotDone, DotDone, DotNone, DotNone}; !slices.Equal(s.Dots[:], want) {
		t.Errorf("%v", s.Dots)
	}
}
