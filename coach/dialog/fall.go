package dialog

import (
	"slices"

	"medius/coach"
)

// A fall in the course of the programme: what the first conversation asks about falls holds from then on.

// fell leaves out the exercises on one leg after a fall that broke nothing, in the session at hand as well. hurt: how the set at hand felt is still asked.
func (t *turn) fell(hurt bool) {
	if t.m.Stage == coach.StageOnboarding && t.m.Intake.Unsteady == nil || t.m.RungLimit() <= coach.LimitUnsteady {
		return // it is asked about later, or they are left out already
	}
	t.m.Fall()
	t.m.Place.Undo = nil // a step back would lead to them again
	t.routine(coach.RoutineFalls, "word.fall")
	s := t.m.Session
	if s == nil || s.Current() == nil {
		return
	}
	from := s.At
	if hurt || !t.doingSet(s.Scene) {
		from++ // this one has been done
	}
	kept := slices.DeleteFunc(slices.Clone(s.Sets[from:]), func(set coach.Set) bool { return coach.OneLeg(set.Exercise) })
	if len(kept) == len(s.Sets[from:]) {
		return
	}
	t.drop(DueRest, DueHold)
	s.Sets = append(slices.Clone(s.Sets[:from]), kept...)
	s.Held = 0
	if t.doingSet(s.Scene) {
		s.Scene = "set"
	}
	if s.Current() == nil {
		s.Rate, s.Scene = t.m.SoreSides(), "after"
	}
}

// doingSet: the session's scene is one of a set that is not over.
func (t *turn) doingSet(scene string) bool {
	return slices.Contains([]string{"", "set", "rest", "holding"}, scene)
}
