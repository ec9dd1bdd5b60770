package dialog

import "medius/coach"

// Swapping an exercise that does not suit: to another of the same rung, or to an easier rung. Never to a harder one.

// swap asks for the first sore side that has a choice.
func (t *turn) swap() {
	delete(t.m.Place.Draft, "swap_side")
	for _, c := range t.m.Courses {
		if len(t.m.SwapChoices(c.Side)) > 0 {
			t.detour("swap")
			return
		}
	}
	t.tell("swap.none")
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
	return Message{Phrase: phrase("swap.ask", "hip", t.hip(t.swapSide())), Buttons: rows}
}

// answerSwap changes the exercise; an open session ends, since it was laid out for another one.
func answerSwap(t *turn, v string) {
	side := t.swapSide()
	if v != "keep" {
		t.m.Place.Undo = nil
		if t.m.Session != nil {
			t.closeSession(false)
		}
		if err := t.m.Swap(t.openDay(), side, v); err != nil {
			t.again("")
			return
		}
		t.note("swap", "side", side, "exercise", v)
		t.say("swap.done", "exercise", exerciseName(v), "dose", dosePhrase(t.m.Course(side).Dose()))
	}
	if len(t.m.Courses) == 2 && side == t.m.Courses[0].Side {
		t.setDraft("swap_side", string(t.m.Courses[1].Side))
		t.ask("swap")
		return
	}
	if v == "keep" {
		t.say("swap.kept")
	}
	t.m.Place.Draft = nil
	t.comeHome()
}
