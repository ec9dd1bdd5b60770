package dialog

import (
	"slices"

	"medius/coach"
)

// The full range of the hip drop: what it waits for, the screen to read and confirm, the way back to level.

// showRange says how far the hip drop goes, and what may be done about it.
func (t *turn) showRange() {
	if t.m.Pause != nil {
		t.ask("paused")
		return
	}
	day := t.openDay()
	t.m.EndFullRanges(day.Date)
	t.afterRange()
	switch gate := t.rangeBarred(day); {
	case t.ranged().Range.Full():
		t.detour("range")
	case gate != "":
		t.tell("range.barred."+string(gate), "exercise", exerciseName(t.ranged().ExerciseID()))
	case t.m.Session != nil:
		t.tell("range.in_session")
	default:
		t.detour("range")
	}
}

// ranged is the side it is about. With both hips sore there is none that may, so either will do.
func (t *turn) ranged() *coach.Course { return &t.m.Courses[0] }

// rangeBarred is the first gate in the way whatever anybody says; "" when there is none.
func (t *turn) rangeBarred(day *coach.Day) coach.RangeGate {
	if closed := t.m.RangeEntry(t.ranged().Side, day.Date).Closed(coach.RangePhysiotherapist); len(closed) > 0 {
		return closed[0]
	}
	return ""
}

func sceneRange(t *turn) Message {
	day, c := t.openDay(), t.ranged()
	if r := c.Range; r.Full() {
		return Message{
			Phrase:  phrase("range.open", "date", datePhrase(r.Opened), "way", phrase("range.way."+string(r.Way))),
			Buttons: [][]Button{row(button("range.to_level", "level")), row(button("settings.close", "close"))},
		}
	}
	if gate := t.rangeBarred(day); gate != "" {
		return Message{
			Phrase:  phrase("range.barred."+string(gate), "exercise", exerciseName(c.ExerciseID())),
			Buttons: [][]Button{row(button("settings.close", "close"))},
		}
	}
	e := t.m.RangeEntry(c.Side, day.Date)
	rows := [][]Button{row(button("range.physiotherapist", "physiotherapist")), row(button("settings.close", "close"))}
	key := "range.not_yet"
	switch closed := e.Closed(coach.RangeTested); {
	case len(closed) == 0:
		key, rows = "range.ready", append([][]Button{row(button("range.read", "read"))}, rows...)
	case t.mayStand(e):
		key, rows = "range.to_test", append([][]Button{row(button("range.test", "test"))}, rows...)
	}
	return Message{Phrase: phrase(key, "gates", t.rangeLines(e)), Buttons: rows}
}

// mayStand: only the test is missing, and it has not been done today already.
func (t *turn) mayStand(e coach.RangeEntry) bool {
	return slices.Equal(e.Closed(coach.RangeTested), []coach.RangeGate{coach.RangeStand}) && !t.stoodToday() && t.m.Session == nil
}

// stoodToday: the test has been done today. What it says stands for the day, so that nobody stands until it fits.
func (t *turn) stoodToday() bool {
	for _, s := range t.m.Outcomes.Surveys {
		if _, stood := s.Stands[t.ranged().Side]; stood && s.Date == t.today() {
			return true
		}
	}
	return false
}

// rangeLines are the programme's own conditions, one a line, each with what is still missing.
func (t *turn) rangeLines(e coach.RangeEntry) Phrase {
	closed := e.Closed(coach.RangeTested)
	var lines Phrase
	for _, g := range coach.RangeGates() {
		key, n := "range.gate."+string(g), e.CalmDays
		if slices.Contains(closed, g) {
			key = "range.missing." + string(g)
		}
		if g == coach.RangeUsual {
			n = e.Usual
		}
		line := phrase(key, "n", n)
		if g == coach.RangeStand && e.Stand != nil {
			line = phrase("range.stood", "line", line, "seconds", e.Stand.Seconds, "score", e.Stand.Pain)
		}
		if lines.Key != "" {
			line = phrase("list.lines", "a", lines, "b", line)
		}
		lines = line
	}
	return lines
}

func answerRange(t *turn, v string) {
	day, c := t.openDay(), t.ranged()
	switch v {
	case "level":
		if t.m.CloseFullRange(c.Side, coach.RangeEndWish, day.Date) {
			t.m.Place.Undo = nil // what was before must not come back with an answer that is taken back
			t.say("range.closed.wish")
		}
		t.comeHome()
	case "test":
		t.m.Place.Asking = coach.Asking{Block: coach.BlockRange, Left: []string{"stand:" + string(c.Side)}}
		t.ask("thirty")
	case "read":
		t.readRange(coach.RangeTested)
	case "physiotherapist":
		t.readRange(coach.RangePhysiotherapist)
	default:
		t.say("settings.closed")
		t.comeHome()
	}
}

// rangeTested goes on after the half minute on the sore leg.
func (t *turn) rangeTested() {
	answered := t.m.Place.Asking.Answered
	t.m.Place.Asking = coach.Asking{}
	e := t.m.RangeEntry(t.ranged().Side, t.openDay().Date)
	switch {
	case !answered:
		t.ask("range")
	case len(e.Closed(coach.RangeTested)) == 0:
		t.readRange(coach.RangeTested)
	default:
		t.say("range.too_early")
		t.comeHome()
	}
}

// readRange asks to read and confirm, which nothing replaces.
func (t *turn) readRange(way coach.RangeWay) {
	t.setDraft("range_way", string(way))
	t.ask("range_screen")
}

func sceneRangeScreen(t *turn) Message {
	body := phrase("range.screen")
	if coach.RangeWay(t.draft("range_way")) == coach.RangePhysiotherapist {
		body = phrase("under", "head", phrase("range.told"), "body", body)
	}
	return Message{Phrase: body, Buttons: [][]Button{row(button("range.confirm", "yes")), row(button("range.stay", "no"))}}
}

func answerRangeScreen(t *turn, v string) {
	way, day := coach.RangeWay(t.draft("range_way")), t.openDay()
	delete(t.m.Place.Draft, "range_way")
	switch {
	case v != "yes":
		t.say("range.stayed")
	case t.m.OpenFullRange(t.ranged().Side, way, day.Date) != nil:
		t.showRange() // something has come between the screen and the answer
		return
	default:
		t.m.Place.Undo = nil
		t.say("range.opened", "dose", dosePhrase(t.ranged().Dose()))
	}
	t.comeHome()
}

// afterRange tells of what has closed by itself, once, and why.
func (t *turn) afterRange() {
	for i := range t.m.Courses {
		if r := &t.m.Courses[i].Range; r.Untold {
			r.Untold = false
			t.say("range.closed." + string(r.Why))
		}
	}
}

// noteRanges writes down what has become of the full range in this turn, however it came.
func (t *turn) noteRanges(before []coach.Course) {
	was, is := map[coach.Side]coach.Range{}, map[coach.Side]coach.Range{}
	for _, c := range before {
		was[c.Side] = c.Range
	}
	for _, c := range t.m.Courses {
		is[c.Side] = c.Range
	}
	for _, side := range []coach.Side{coach.Left, coach.Right} {
		old, now := was[side], is[side]
		switch {
		case old.Opened == now.Opened:
		case now.Full():
			t.note("range", "side", side, "what", "opened", "way", string(now.Way))
		case t.m.Course(side) == nil:
			t.note("range", "side", side, "what", "closed", "why", "side")
		default:
			t.note("range", "side", side, "what", "closed", "why", string(now.Why))
		}
	}
}
