package dialog

import (
	"slices"

	"medius/coach"
)

// A picture takes a small computer seconds the first time. Those that a member will want soon are named here, so that they
// can be drawn while nobody waits for one. Naming one too many costs nothing but idle time.

// mostChoices is how many of the exercises one may change to are drawn ahead: the nearest ones.
const mostChoices = 3

// ahead lists the pictures that may be wanted next, the first ones first.
func (t *turn) ahead() []Picture {
	switch scene := t.m.Place.Scene; {
	case t.m.Stage != coach.StageActive, t.m.Lock != nil, t.m.Pause != nil:
		return nil
	case scene == "swap":
		return t.ofChoices()
	case t.m.Session != nil:
		return nil // they have been named with the plan
	case scene == "begin", scene == "plan", t.ev.Kind == Arrived && t.m.Place.Prompt > 0:
		return t.ofPlan()
	}
	return nil
}

// ofPlan is what the next session shows: each exercise moving, then the still of the rest and the first step.
func (t *turn) ofPlan() []Picture {
	sets := t.m.Upcoming()
	var all []Picture
	for _, want := range []struct {
		view   View
		number int
	}{{Moving, 0}, {Step, 1}, {Step, 2}} {
		for i := range sets {
			p := t.picture(sets[i].Exercise, want.view, want.number, t.sideOf(&sets[i]))
			if p != nil && !slices.Contains(all, *p) {
				all = append(all, *p)
			}
		}
	}
	return all
}

// ofChoices is what may come in the place of an exercise.
func (t *turn) ofChoices() []Picture {
	var all []Picture
	for _, e := range t.m.SwapChoices(t.swapSide()) {
		if p := t.picture(e.ID, Moving, 0, t.lookSide(e.ID)); p != nil && len(all) < mostChoices {
			all = append(all, *p)
		}
	}
	return all
}
