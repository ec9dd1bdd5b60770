package dialog

import (
	"slices"

	"medius/coach"
)

// A painkiller that is told of after the question about it: nothing is added on such a day.

// tellsOfMedicine: a painkiller was taken, and more is said than yes or no, which may be to something else.
func (t *turn) tellsOfMedicine(text string) bool {
	_, bare := t.lex.YesNo(text)
	taken, ok := t.lex.Medicine(text)
	return ok && taken && !bare
}

// tookAfterAll puts the answer right that no painkiller was taken, when one is told of later: at the plan, in a session, in between.
func (t *turn) tookAfterAll(text string) bool {
	scene := t.m.Place.Scene
	if t.m.Stage != coach.StageActive || t.m.Lock != nil || t.m.Pause != nil || scene != "" && scene != "plan" && !t.exercising() || !t.tellsOfMedicine(text) {
		return false
	}
	day := t.openDay()
	denied := day.CheckIn.Painkiller
	s, last := t.lastAnswer()
	switch {
	case denied == nil || *denied:
		if !t.exercising() {
			return false // it is asked about, or known
		}
		t.tell("checkin.took_known")
	case last && s.Scene == "painkiller":
		t.stripShown()
		t.goBack(s)
		t.m.Place.Scene = s.Scene
		t.note("undo", "scene", s.Scene)
		t.given = "yes"
		answerPainkiller(t, t.given)
		t.headed(phrase("checkin.took"))
	default:
		day.CheckIn.Painkiller = flag("yes")
		t.note("painkiller", "taken", true)
		t.m.Place.Undo = nil // what was decided without it
		t.fitSession(t.settle())
		if scene == "plan" {
			t.under(phrase("checkin.took_late"), "plan")
			return true
		}
		t.tell("checkin.took_late")
	}
	return true
}

// fitSession takes off the open session what today's plan does not have any more. Nothing is added to it.
func (t *turn) fitSession(day *coach.Day) {
	s := t.m.Session
	if s == nil || s.Light || s.Current() == nil {
		return
	}
	laid := t.setsOf(day, t.plannedToday(day))
	if !slices.ContainsFunc(s.Sets, func(set coach.Set) bool { return set.Worked }) && s.Scene == "set" {
		s.Sets, s.At = laid, 0
		return
	}
	s.Sets = slices.Clone(s.Sets)
	for i := range s.Sets {
		set := &s.Sets[i]
		for _, now := range laid {
			if i >= s.At && !set.Worked && set.Exercise == now.Exercise && set.Side == now.Side {
				set.Count, set.Seconds = min(set.Count, now.Count), min(set.Seconds, now.Seconds)
			}
		}
	}
}
