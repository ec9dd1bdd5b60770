package dialog

import "medius/coach"

// The way back to the question before.

func (t *turn) back() {
	if s, ok := scenes[t.m.Place.Scene]; ok && s.back != "" {
		t.stepBack(s)
		return
	}
	if t.m.Place.Scene == "screening" && len(t.m.Place.Queue) < len(t.screeningRow()) {
		answerScreening(t, "back")
		return
	}
	if look := &t.m.Place.Look; looking(t.m.Place.Scene) {
		t.lookBack(look)
		return
	}
	t.tell("back.nowhere")
}

// lookBack leaves what is looked at: the steps for the exercise or the session, the exercise for the list, the list.
func (t *turn) lookBack(look *coach.Look) {
	scene := t.m.Place.Scene
	switch {
	case (scene == "how" || scene == "wrong_way") && !(look.Session && t.m.Session != nil):
		t.ask("exercise")
	case scene == "exercise":
		t.ask("library")
	default:
		t.leaveLibrary()
	}
}

func (t *turn) meansBack(text string) bool {
	name, ok := t.lex.Command(text)
	return ok && (name == "back" || name == "quit")
}

// stepBack asks the question before: the same one for the first side, where the second was being asked.
func (t *turn) stepBack(s scene) {
	in := &t.m.Intake
	switch {
	case t.m.Place.Scene == "usual" && len(in.Usual) == 1 && len(t.intakeSides()) == 2:
		in.Usual = nil
		t.ask("usual")
	case t.m.Place.Scene == "stand" && len(in.Stand) == 1 && len(t.intakeSides()) == 2:
		in.Stand = nil
		t.ask("stand")
	default:
		t.ask(t.before(s))
	}
}

// before is the scene that "back" leads to; a question asked from the settings leads back to them.
func (t *turn) before(s scene) string {
	if t.settling() && shared(t.m.Place.Scene) {
		return "settings"
	}
	return s.back
}
