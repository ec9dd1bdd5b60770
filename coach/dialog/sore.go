package dialog

import (
	"slices"

	"medius/coach"
	"medius/coach/words"
)

// Which hip is sore, and how sore: what the starting rung follows from.

func sceneSides(*turn) Message {
	return Message{Phrase: phrase("sides.ask"), Buttons: [][]Button{
		row(button("sides.left", "left"), button("sides.right", "right")), row(button("sides.both", "both")),
	}}
}

func readSide(t *turn, text string) (string, bool) {
	left, right, ok := t.lex.Side(text)
	switch {
	case left && right:
		return "both", ok
	case left:
		return "left", ok
	}
	return "right", ok
}

func answerSides(t *turn, v string) {
	if t.settling() {
		t.changeSides(v)
		return
	}
	t.m.Intake.Sides = v
	t.m.Intake.Usual, t.m.Intake.Stand = nil, nil
	t.onward("sides")
}

// intakeSides lists the sore sides named so far.
func (t *turn) intakeSides() []coach.Side {
	if t.m.Intake.Sides == "both" {
		return []coach.Side{coach.Left, coach.Right}
	}
	return []coach.Side{coach.Side(t.m.Intake.Sides)}
}

// askedSide is the side a per-side question is about, given the answers so far.
func (t *turn) askedSide(answers int) coach.Side {
	sides := t.intakeSides()
	return sides[min(answers, len(sides)-1)]
}

func sceneUsual(t *turn) Message {
	if len(t.m.Intake.Usual) >= len(t.intakeSides()) {
		t.m.Intake.Usual = nil // back to this question: asked anew
	}
	side := t.askedSide(len(t.m.Intake.Usual))
	return Message{Phrase: phrase("usual.ask", "side", sideName(side)), Buttons: keypad()}
}

func answerUsual(t *turn, v string) {
	n, ok := t.upTo(10, v)
	if !ok {
		return
	}
	t.m.Intake.Usual = append(t.m.Intake.Usual, n)
	if len(t.m.Intake.Usual) < len(t.intakeSides()) {
		t.ask("usual")
		return
	}
	if slices.Max(t.m.Intake.Usual) >= 6 {
		t.routine(coach.RoutineUsualHigh, "usual.high")
	}
	t.onward("usual")
}

func answerWoken(t *turn, v string) {
	t.m.Intake.WokenMost = flag(v)
	t.onward("woken")
}

// readStand takes a score, or a no: "I can't", "rather not".
func readStand(t *turn, text string) (string, bool) {
	if yes, ok := t.lex.YesNo(text); ok && !yes || t.lex.Unable(text) {
		if _, _, v := t.lex.Pain(text); v == words.Unclear {
			return "-1", true
		}
	}
	return readPain(t, text)
}

func sceneStand(t *turn) Message {
	if len(t.m.Intake.Stand) >= len(t.intakeSides()) {
		t.m.Intake.Stand = nil
	}
	test := "stand.ask"
	if t.m.RungLimit() <= coach.LimitUnsteady {
		test = "stand.held" // who may fall holds on: the exercises on one leg wait for a professional's word
	}
	return Message{
		Phrase:  phrase(test, "side", sideName(t.askedSide(len(t.m.Intake.Stand)))),
		Buttons: keypad(row(button("stand.impossible", "-1"))),
	}
}

func answerStand(t *turn, v string) {
	n, ok := -1, v == "-1"
	if !ok {
		n, ok = t.upTo(10, v)
	}
	if !ok {
		return
	}
	t.m.Intake.Stand = append(t.m.Intake.Stand, n)
	if len(t.m.Intake.Stand) < len(t.intakeSides()) {
		t.ask("stand")
		return
	}
	t.onward("stand")
}
