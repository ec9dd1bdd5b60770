package coach

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// openRange is an entry with every gate open.
func openRange() RangeEntry {
	return RangeEntry{Hips: 1, OneLeg: true, Exercise: FullRangeExercise, Morning: true, Today: L0, CalmDays: 14, Usual: 2, Stand: &Stand{30, 2}}
}

// Every gate closes by itself, by a hair and by a missing answer. The physiotherapist's word replaces the last four only.
func TestEveryGateOfTheFullRangeCloses(t *testing.T) {
	if closed := openRange().Closed(RangeTested); len(closed) != 0 {
		t.Fatalf("closed: %v", closed)
	}
	for _, c := range []struct {
		gate RangeGate
		by   func(*RangeEntry)
	}{
		{RangeLock, func(e *RangeEntry) { e.Locked = true }},
		{RangeFlare, func(e *RangeEntry) { e.Flare = true }},
		{RangeOneHip, func(e *RangeEntry) { e.Hips = 2 }},
		{RangeOneLeg, func(e *RangeEntry) { e.OneLeg = false }},
		{RangeExercise, func(e *RangeEntry) { e.Exercise = "clam" }},
		{RangeMorning, func(e *RangeEntry) { e.Morning = false }},
		{RangeRed, func(e *RangeEntry) { e.Today = L3 }},
		{RangeRed, func(e *RangeEntry) { e.Today = L4 }},
		{RangeRed, func(e *RangeEntry) { e.Today = LFlag }},
		{RangeOneThing, func(e *RangeEntry) { e.Raised = true }},
		{RangeCalm, func(e *RangeEntry) { e.CalmDays = 13 }},
		{RangeUsual, func(e *RangeEntry) { e.Usual = 3 }},
		{RangeNights, func(e *RangeEntry) { e.BadNight = true }},
		{RangeStand, func(e *RangeEntry) { e.Stand = nil }},
		{RangeStand, func(e *RangeEntry) { e.Stand = &Stand{29, 0} }},
		{RangeStand, func(e *RangeEntry) { e.Stand = &Stand{30, 3} }},
	} {
		e := openRange()
		c.by(&e)
		if closed := e.Closed(RangeTested); !slices.Equal(closed, []RangeGate{c.gate}) {
			t.Errorf("%s: closed are %v", c.gate, closed)
		}
		said := len(e.Closed(RangePhysiotherapist)) == 0
		if own := slices.Contains(RangeGates(), c.gate); own != said {
			t.Errorf("%s: the physiotherapist's word opens it: %t", c.gate, said)
		}
	}
}

// dropper is a person on the hip drop who has had calm days since day 0, with this morning told and nothing raised today.
func dropper(t testing.TB, days int) *person {
	p := newPerson(t, soreAt(Left, 4, 8, 1))
	p.policy = Off
	for n := range days + 1 {
		p.on(n)
		if n > 0 {
			p.morning(1, 0, false)
		}
		if n < days {
			p.trainAll(fine)
		}
	}
	return p
}

func (p *person) stood(seconds, pain int) *person {
	p.m.Outcomes = p.m.Outcomes.Note(Survey{Date: p.day.Date, Stands: map[Side]Stand{Left: {seconds, pain}}})
	return p
}

func (p *person) opens(way RangeWay) error { return p.m.OpenFullRange(Left, way, p.day.Date) }

// The diary says when two weeks have been calm, and what is missing from them.
func TestTheFullRangeReadsTheDiary(t *testing.T) {
	p := dropper(t, 13).stood(30, 2)
	if e := p.m.RangeEntry(Left, p.day.Date); e.CalmDays != 13 || p.opens(RangeTested) == nil {
		t.Errorf("after 13 days: %+v", e)
	}
	p = dropper(t, 14)
	if p.opens(RangeTested) == nil {
		t.Error("nobody has stood on the leg")
	}
	if p.stood(30, 2); p.opens(RangeTested) != nil {
		t.Errorf("closed: %v", p.m.RangeEntry(Left, p.day.Date).Closed(RangeTested))
	}
	for about, spoil := range map[string]func(p *person){
		"a lingering day":       func(p *person) { p.m.Days[5].Verdicts[0].Level = L2 },
		"nothing told":          func(p *person) { p.m.Days[9].Verdicts[0].Level = LUnknown },
		"three days unknown":    func(p *person) { p.m.Days[4].Verdicts, p.m.Days[5].Verdicts, p.m.Days[6].Verdicts = nil, nil, nil },
		"a bad night, days ago": func(p *person) { p.m.Days[3].CheckIn.Night = Rated(2) },
		"a stop since the morning": func(p *person) {
			p.day.Rounds[0].Marks = []Mark{{Side: Left, Stopped: true}}
			p.day.Rounds[0].Stopped = true
		},
		"a painkiller at the test": func(p *person) { p.day.CheckIn.Painkiller = yes() },
		"an old test":              func(p *person) { p.m.Outcomes.Surveys[0].Date = p.day.Date.Add(-14) },
		"a worse test since":       func(p *person) { p.m.Outcomes.Surveys[0].Date = p.day.Date.Add(-3); p.stood(30, 3) },
	} {
		p := dropper(t, 14).stood(30, 2)
		if spoil(p); p.opens(RangeTested) == nil {
			t.Errorf("%s: open all the same", about)
		}
		if p.opens(RangePhysiotherapist) != nil {
			t.Errorf("%s: the physiotherapist's word is another way: %v", about, p.m.RangeEntry(Left, p.day.Date).Closed(RangePhysiotherapist))
		}
	}
	p = dropper(t, 14).stood(30, 2)
	p.m.Days[4].Verdicts, p.m.Days[5].Verdicts = nil, nil // a weekend without sessions
	if err := p.opens(RangeTested); err != nil {
		t.Error(err)
	}
}

// Two hips, another exercise, an untold morning, more today: whoever says it, it stays closed.
func TestTheFullRangeStaysClosedWhateverIsSaid(t *testing.T) {
	for about, spoil := range map[string]func(p *person){
		"a lock":               func(p *person) { p.m.Lock = &Lock{} },
		"a flare":              func(p *person) { p.m.Courses[0].State.Flare = true },
		"two hips":             func(p *person) { p.m.Courses = append(p.m.Courses, sore(Right, 4, 1)) },
		"not on one leg":       func(p *person) { p.m.Intake.Unsteady = yes() },
		"another exercise":     func(p *person) { p.m.Courses[0].State.Rung = 5 },
		"an untold morning":    func(p *person) { p.day.CheckIn.Done = false },
		"a red morning":        func(p *person) { p.day.Verdicts[0].Level = L3 },
		"a red session, today": func(p *person) { p.train(Morning, felt{7, 2, 1, 10}) },
		"a larger dose, today": func(p *person) { p.day.Verdicts[0].Action = ActionUp },
		"a new exercise":       func(p *person) { p.m.Courses[0].State.Trial = true },
	} {
		for _, way := range []RangeWay{RangeTested, RangePhysiotherapist} {
			p := dropper(t, 14).stood(30, 0)
			if spoil(p); p.opens(way) == nil {
				t.Errorf("%s: opened by %s", about, way)
			}
		}
	}
	p := dropper(t, 14).stood(30, 0)
	if p.opens("hearsay") == nil || p.m.OpenFullRange(Right, RangePhysiotherapist, p.day.Date) == nil {
		t.Error("opened in a way that is none, or on a side that is not sore")
	}
}

// What closes it, and that it stays closed.
func TestWhatClosesTheFullRange(t *testing.T) {
	for _, c := range []struct {
		about string
		why   RangeEnd
		live  func(p *person)
	}{
		{"a red morning", RangeEndRed, func(p *person) { p.on(15).morning(3, 0, false) }},
		{"a night awake", RangeEndRed, func(p *person) { p.on(15).morning(1, 3, false) }},
		{"a severe morning", RangeEndRed, func(p *person) { p.on(15).morning(9, 0, false) }},
		{"6 in the sets, seen the same day", RangeEndRed, func(p *person) { p.train(Morning, felt{6, 1, 1, 10}).settle() }},
		{"6 in the sets, seen the next day", RangeEndRed, func(p *person) { p.train(Morning, felt{6, 1, 1, 10}).on(15).morning(1, 0, false) }},
		{"6 right before", RangeEndRed, func(p *person) { p.day.Rounds[0].Mark(Left).Now = Rated(6); p.on(15).morning(1, 0, false) }},
		{"a red flag", RangeEndLock, func(p *person) { p.day.RedFlag = true; p.settle() }},
		{"a lock", RangeEndLock, func(p *person) { p.m.Lock = &Lock{}; p.m.EndFullRanges(p.day.Date) }},
		{"the other hip", RangeEndOneHip, func(p *person) {
			p.m.ChangeSides(p.day, []Course{sore(Left, 4, 1), sore(Right, 2, 1)})
		}},
		{"another exercise by wish", RangeEndExercise, func(p *person) {
			if err := p.m.Swap(p.day, Left, "offset_bridge"); err != nil {
				t.Error(err)
			}
		}},
		{"a week without", RangeEndGap, func(p *person) { p.trainAll(fine).on(21).morning(1, 0, false) }},
		{"a physiotherapist's limit", RangeEndLevel, func(p *person) {
			p.m.Prescribe(Prescription{Kind: PrescribeLevel}, p.day.Date)
			p.m.EndFullRanges(p.day.Date)
		}},
		{"two weeks without", RangeEndExercise, func(p *person) { p.trainAll(fine).on(29).morning(1, 0, false) }},
	} {
		p := dropper(t, 14)
		if err := p.opens(RangePhysiotherapist); err != nil {
			t.Fatal(err)
		}
		if p.settle(); !p.m.Courses[0].Range.Full() {
			t.Fatalf("%s: it closed on its first day", c.about)
		}
		if c.live(p); p.m.Courses[0].Range.Full() || p.m.Courses[0].Range.Why != c.why || !p.m.Courses[0].Range.Untold {
			t.Errorf("%s: %+v", c.about, p.m.Courses[0].Range)
		}
		p.m.Lock = nil
		if p.on(40).settle(); p.m.Courses[0].Range.Full() {
			t.Errorf("%s: it opened by itself", c.about)
		}
	}
}

// What does not close it: a day that is felt and settles, a lingering one, a few days away, more repetitions.
func TestWhatLeavesTheFullRangeOpen(t *testing.T) {
	p := dropper(t, 14)
	if err := p.opens(RangePhysiotherapist); err != nil {
		t.Fatal(err)
	}
	p.trainAll(felt{5, 5, 1, 10}).on(15).morning(1, 2, false).trainAll(fine)
	p.on(21).morning(1, 0, false)
	if r := p.m.Courses[0].Range; !r.Full() || r.Opened != startDate.Add(14) {
		t.Errorf("%+v", r)
	}
	if !p.m.CloseFullRange(Left, RangeEndWish, p.day.Date) || p.m.CloseFullRange(Left, RangeEndWish, p.day.Date) || p.m.CloseFullRange(Right, RangeEndWish, p.day.Date) {
		t.Error("it closes once, and on a sore side")
	}
}

// Whatever happens to somebody who asks for the full range as often as they can: it is never open on or after an L3 or L4
// day without having been opened anew, never with two sore hips, in a flare or on another exercise; and by the programme's
// own way never without fourteen calm days before it.
func TestTheFullRangeIsNeverOpenAfterARedDay(t *testing.T) {
	opened, closed := map[RangeWay]int{}, map[RangeEnd]int{}
	rapid.Check(t, func(rt *rapid.T) {
		seed := rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(rt, "seed")
		w := wisher{person: newPerson(t, soreAt(Left, 4, 8, 1)), r: rand.New(rand.NewChaCha8([32]byte(seed)))}
		for n := 1; n < 90; n++ {
			if w.one(60) {
				n += 1 + w.r.IntN(20) // away
			}
			before := slices.Clone(w.m.Courses)
			w.live(n, opened)
			if broken := brokenRange(&w.m); broken != "" {
				rt.Fatalf("day %d: %s\n%s", n, broken, saved(w.m))
			}
			if len(before) == 1 && before[0].Range.Full() && !w.m.Courses[0].Range.Full() {
				closed[w.m.Courses[0].Range.Why]++
			}
		}
	})
	for _, way := range []RangeWay{RangeTested, RangePhysiotherapist} {
		if opened[way] < 5 {
			t.Errorf("opened %v", opened)
		}
	}
	for _, end := range rangeEnds {
		if end.is != RangeEndLock && end.is != RangeEndLevel && closed[end.is] == 0 {
			t.Errorf("closed %v", closed)
		}
	}
}

// wisher is a person on the hip drop, mostly calm, who asks for the full range whenever it can be asked for.
type wisher struct {
	*person
	r *rand.Rand
}

func (w *wisher) one(n int) bool { return w.r.IntN(n) == 0 }

// live lives a day: the morning, a session, and what they wish for.
func (w *wisher) live(n int, opened map[RangeWay]int) {
	pain, night, during := 1, 0, 1
	switch w.r.IntN(90) {
	case 0:
		pain = w.r.IntN(11)
	case 1:
		night = 2 + w.r.IntN(2)
	case 2:
		during = w.r.IntN(11)
	}
	w.on(n)
	if w.one(40) {
		w.settle() // a silent day
		return
	}
	w.morning(pain, night, w.one(20))
	w.trainAll(felt{during, during, 1, 10}).settle()
	if len(w.m.Courses) == 1 && w.one(100) {
		w.m.ChangeSides(w.day, []Course{sore(Left, 4, 1), sore(Right, 4, 1)})
	} else if len(w.m.Courses) == 2 && w.one(3) && !w.m.Courses[1].State.Flare {
		w.m.ChangeSides(w.day, w.m.Courses[:1])
	}
	c := &w.m.Courses[0]
	if c.State.Rung > 4 && !c.State.Flare || c.State.Rung == 4 && w.one(80) && !c.State.Flare {
		_ = w.m.Swap(w.day, Left, MainExercise(min(4, c.State.Rung-1)).ID)
	} else if c.State.Rung < 4 && !c.State.Flare { // the way up is somebody else's test
		c.State = Start(4, 1)
	}
	if w.one(4) {
		w.stood(30, w.r.IntN(4))
	}
	for _, way := range []RangeWay{RangeTested, RangePhysiotherapist} {
		if !w.m.Courses[0].Range.Full() && (way == RangeTested || w.one(10)) && w.opens(way) == nil {
			opened[way]++
		}
	}
}

// brokenRange says what is open that must not be; the rule in its own words, day by day.
func brokenRange(m *Member) string {
	for _, c := range m.Courses {
		if !c.Range.Full() {
			continue
		}
		if len(m.Courses) != 1 || c.State.Flare || c.State.Rung != 4 || m.Lock != nil {
			return fmt.Sprintf("open: %+v", c)
		}
		calm := 0
		for _, d := range m.Days {
			v := d.Verdict(c.Side)
			switch {
			case v == nil:
			case d.Date >= c.Range.Opened && v.Level != L0 && v.Level != L1 && v.Level != L2 && v.Level != LUnknown:
				return fmt.Sprintf("open since %s after %s on %s", c.Range.Opened, v.Level, d.Date)
			case d.Date <= c.Range.Opened && d.Date > c.Range.Opened.Add(-14) && (v.Level == L0 || v.Level == L1):
				calm++
			case d.Date < c.Range.Opened && d.Date > c.Range.Opened.Add(-14) && c.Range.Way == RangeTested && len(d.Rounds) > 0:
				return fmt.Sprintf("opened on %s by the test, with %s on %s", c.Range.Opened, v.Level, d.Date)
			}
		}
		if c.Range.Way == RangeTested && c.Range.Opened == m.Programme.LastOpened && calm < 5 {
			return fmt.Sprintf("opened on %s after %d calm days", c.Range.Opened, calm)
		}
	}
	return ""
}
