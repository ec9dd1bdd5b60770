package dialog

import "medius/coach"

// Pain somewhere else than in the hip that is trained: the other hip, a knee.

// otherHip asks whether the other hip is sore in place of the one that is trained, or as well. In a session it is put off: what is asked there is about the trained one.
func (t *turn) otherHip() {
	switch {
	case t.m.Stage != coach.StageActive || t.m.Lock != nil || t.m.Pause != nil:
		t.lostHere()
	case t.m.Session != nil:
		t.tell("session.other_hip", "side", sidesPhrase(t.m.SoreSides()))
	case len(t.m.Courses) != 1:
		t.hurts() // both are trained already
	default:
		t.setOut()
		t.m.Place.Draft = map[string]string{"settings": "side"}
		t.ask("other_hip")
	}
}

func sceneOtherHip(t *turn) Message {
	other := coach.Left
	if len(t.m.Courses) > 0 {
		other = t.m.Courses[0].Side.Other()
	}
	return Message{Phrase: phrase("sides.other", "side", sideName(other)), Buttons: [][]Button{
		row(button("sides.other_only", string(other), "side", sideName(other)), button("sides.both", "both")),
		row(button("sides.other_no", "no")),
	}}
}

func readOtherHip(t *turn, text string) (string, bool) {
	if yes, reply := t.lex.Agrees(text); reply && !yes {
		return "no", true
	}
	value, ok := readSide(t, text)
	if len(t.m.Courses) == 1 && value == string(t.m.Courses[0].Side) {
		return "no", ok // only the one that is trained
	}
	return value, ok
}

func answerOtherHip(t *turn, v string) {
	if v == "no" {
		t.m.Place.Draft = nil
		t.say("settings.unchanged")
		t.comeHome()
		return
	}
	t.changeSides(v)
}

// hurtsElsewhere answers pain in another place while a set is done: a score of it would be taken for the hip's.
func (t *turn) hurtsElsewhere() {
	t.leaveRest() // nothing goes on by itself meanwhile
	t.leaveHolds()
	t.tell("session.elsewhere")
}
