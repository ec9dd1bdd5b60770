package dialog

import (
	"slices"
	"time"

	"medius/coach"
)

// Swapping an exercise that does not suit: to another of the same rung, or to an easier rung. Never to a harder one.

// swap asks for the first sore side that has a choice.
func (t *turn) swap() {
	delete(t.m.Place.Draft, "swap_side")
	if !t.maySwap() {
		t.tell("swap.none")
		return
	}
	t.detour("swap")
}

// swapSide is the side that is asked about.
func (t *turn) swapSide() coach.Side {
	if side := t.draft("swap_side"); side != "" {
		return coach.Side(side)
	}
	return t.m.Courses[0].Side
}

func sceneSwap(t *turn) Message {
	var rows [][]Button
	for _, e := range t.m.SwapChoices(t.swapSide()) {
		rows = append(rows, row(Button{Label: exerciseName(e.ID), Value: e.ID}))
	}
	rows = append(rows, row(button("swap.keep", "keep")))
	msg := Message{Phrase: phrase("swap.ask", "hip", t.hip(t.swapSide())), Buttons: rows}
	if s := t.m.Session; s != nil {
		msg.Picture = t.ofSession()
		switch {
		case !s.Light && untouched(s):
		case t.goesOn():
			msg.Phrase = phrase("under", "head", msg.Phrase, "body", phrase("swap.keeps_session"))
		default:
			msg.Phrase = phrase("under", "head", msg.Phrase, "body", phrase("swap.ends_session"))
		}
	}
	return msg
}

// swapSet asks about the exercise of the set at hand, on its card.
func (t *turn) swapSet(set *coach.Set) {
	t.m.Place.Draft, t.m.Place.Return = nil, ""
	if len(set.Sides) == 1 {
		t.setDraft("swap_side", string(set.Sides[0]))
		t.setDraft("swap_only", "yes")
	}
	t.ask("swap")
}

// answerSwap changes the exercise. A session in which nothing has been done yet is laid out anew; one that is between two
// sets goes on with the other exercise; any other one ends, since it was laid out for what it was.
func answerSwap(t *turn, v string) {
	side := t.swapSide()
	if v != "keep" && !t.swapTo(side, v) {
		return
	}
	head := phrase("swap.kept")
	if v != "keep" {
		key := "swap.done"
		if t.m.Session != nil {
			key = "swap.goes_on"
		}
		head = phrase(key, "exercise", exerciseName(v), "dose", dosePhrase(t.m.Course(side).Dose()))
	}
	if len(t.m.Courses) == 2 && side == t.m.Courses[0].Side && t.draft("swap_only") == "" {
		t.setDraft("swap_side", string(t.m.Courses[1].Side))
		t.under(head, "swap")
		return
	}
	slot := coach.Slot(t.draft("swap_slot"))
	t.m.Place.Draft = nil
	switch {
	case slot != "":
		t.layOutAnew(slot, head)
	case t.m.Session != nil:
		t.resumeSession()
		t.headed(head)
	case v == "keep":
		t.saying(head, nil)
		t.comeHome()
	default: // it is new to the member, so it is shown; from there the way leads on to where they were
		t.m.Place.Look = coach.Look{Page: pageOwn, Exercise: v}
		t.under(head, "exercise")
	}
}

// swapTo changes one side's exercise.
func (t *turn) swapTo(side coach.Side, id string) bool {
	t.m.Place.Undo = nil
	swap := t.m.Swap
	switch s := t.m.Session; {
	case s == nil:
	case !s.Light && untouched(s):
		t.setDraft("swap_slot", string(s.Slot))
		t.setAside()
	case t.goesOn():
		swap = t.swapInside
	default:
		t.closeSession(false)
		t.say("swap.session_over")
	}
	if err := swap(t.openDay(), side, id); err != nil {
		t.again("")
		return false
	}
	t.note("swap", "side", side, "exercise", id)
	return true
}

// goesOn: the session can go on with another exercise. It cannot where a set waits for its score, and not with both hips
// sore, where the sets of one side lie between those of the other.
func (t *turn) goesOn() bool {
	s := t.m.Session
	return !s.Light && len(t.m.Courses) == 1 && (s.Scene == "set" || s.Scene == "rest") && s.Date == t.openDay().Date && s.Exchangeable()
}

// swapInside changes the exercise and goes on with the sets that are left.
func (t *turn) swapInside(day *coach.Day, side coach.Side, id string) error {
	_, round := t.sessionRound()
	if err := t.m.SwapInside(day, round, side, id); err != nil {
		return err
	}
	s := t.m.Session
	s.Exchange(t.setsOf(day, t.plannedToday(day)))
	s.Scene = "set"
	t.drop(DueRest)
	return nil
}

// untouched: nothing has been done or told in the session yet.
func untouched(s *coach.Session) bool {
	return !slices.ContainsFunc(s.Sets, func(set coach.Set) bool { return set.Worked || set.Done > 0 })
}

// setAside takes an untouched session back, as if it had not begun. Its card stays for the one that follows.
func (t *turn) setAside() {
	if _, round := t.sessionRound(); round != nil {
		round.Began = time.Time{}
	}
	t.m.Session = nil
	t.drop(DueRest, DueHold, DueLeft)
}

// layOutAnew begins the session that was set aside with what is planned now.
func (t *turn) layOutAnew(slot coach.Slot, head Phrase) {
	day := t.openDay()
	round, tasks := day.Round(slot), t.plannedToday(day)
	if round == nil || round.Outcome != "" || round.Light || len(tasks) == 0 {
		t.layDown(phrase("summary.nothing"))
		t.saying(head, nil)
		t.comeHome()
		return
	}
	t.open(day, round, t.setsOf(day, tasks))
	t.headed(head)
}
