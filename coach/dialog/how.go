package dialog

import (
	"slices"
	"strconv"

	"medius/coach"
)

// "How?": the steps of an exercise one by one, and its mistakes, right beside wrong. Opened from a set it leads back to it;
// the clock of the session goes on meanwhile.

// showHow opens the steps of a set's exercise.
func (t *turn) showHow(set *coach.Set) {
	t.m.Place.Look = coach.Look{Page: pageOwn, Exercise: set.Exercise, Number: 1, Session: true}
	t.ask("how")
}

func sceneHow(t *turn) Message {
	look := t.m.Place.Look
	id, sheet := look.Exercise, t.sheet(look.Exercise)
	of := sheet.steps()
	n := max(1, min(look.Number, of))
	msg := Message{Picture: t.picture(id, Step, n, t.lookSide(id))}
	if msg.Picture == nil { // in words all steps fit into one message
		msg.Phrase = phrase("how.all", "exercise", t.shownName(id, t.lookSide(id)), "steps", t.allSteps(id))
		msg.Buttons = t.lookRows(sheet.Mistakes > 0, false)
		return msg
	}
	msg.Phrase = phrase("how.step", "exercise", t.shownName(id, t.lookSide(id)), "n", n, "of", of, "text", t.stepText(id, n))
	msg.Buttons = append(pager(n, of), t.lookRows(sheet.Mistakes > 0, false)...)
	return msg
}

// stepText is what a still says: the start with what the hands do, then each phase, the last one with when to stop.
func (t *turn) stepText(id string, n int) Phrase {
	key := "exercise." + id
	if n <= 1 {
		return phrase("how.first", "text", phrase(key+".start"), "hands", phrase(key+".hands"))
	}
	move := phrase(key + ".move." + strconv.Itoa(n-1))
	if n-1 == t.sheet(id).FullMove && t.shownFull(id, t.lookSide(id)) {
		move = phrase(key + ".full.move")
	}
	if n < t.sheet(id).steps() {
		return move
	}
	return phrase("how.last", "text", move, "stop", phrase(key+".stop_when"))
}

func (t *turn) allSteps(id string) Phrase {
	of := t.sheet(id).steps()
	all := phrase("how.line", "n", 1, "text", t.stepText(id, 1))
	for n := 2; n <= of; n++ {
		all = phrase("list.lines", "a", all, "b", phrase("how.line", "n", n, "text", t.stepText(id, n)))
	}
	return all
}

// pager are the buttons to the step before and after.
func pager(n, of int) [][]Button {
	var buttons []Button
	if n > 1 {
		buttons = append(buttons, button("how.before", "before"))
	}
	if n < of {
		buttons = append(buttons, button("how.next", "next"))
	}
	if len(buttons) == 0 {
		return nil
	}
	return [][]Button{buttons}
}

// lookRows are the ways on: to the mistakes or back to the steps, and to where the look began. They share a row, so that
// more of the picture is seen above it.
func (t *turn) lookRows(mistakes, steps bool) [][]Button {
	var ways []Button
	if mistakes {
		ways = append(ways, button("how.mistakes", "mistakes"))
	}
	if steps {
		ways = append(ways, button("how.steps", "steps"))
	}
	if t.m.Place.Look.Session && t.m.Session != nil {
		return [][]Button{append(ways, t.leaveButton())}
	}
	return [][]Button{append(ways, button("how.exercise", "exercise"))}
}

func answerHow(t *turn, v string) {
	look := &t.m.Place.Look
	switch v {
	case "before", "next":
		t.turnPage(v, t.sheet(look.Exercise).steps())
		t.ask("how")
	case "mistakes":
		look.Number = 1
		t.ask("wrong_way")
	default:
		t.leaveLook(v)
	}
}

func (t *turn) turnPage(v string, of int) {
	look := &t.m.Place.Look
	if v == "next" {
		look.Number = min(of, look.Number+1)
		return
	}
	look.Number = max(1, look.Number-1)
}

// leaveLook goes back to the session or to the exercise's page; a name that was typed leads to that exercise.
func (t *turn) leaveLook(v string) {
	switch {
	case v == "leave":
		t.leaveLibrary()
	case v == "exercise":
		t.ask("exercise")
	case t.visible(v):
		t.turnTo(v)
	default:
		t.again("")
	}
}

func sceneWrongWay(t *turn) Message {
	look := t.m.Place.Look
	id, sheet := look.Exercise, t.sheet(look.Exercise)
	wrong := t.drawnWrong(id)
	n := max(1, min(look.Number, len(wrong)))
	msg := Message{Picture: t.picture(id, Wrong, n, t.lookSide(id))}
	if msg.Picture == nil || len(wrong) == 0 {
		msg.Picture = t.picture(id, Moving, 0, t.lookSide(id))
		msg.Phrase = phrase("wrong_way.all", "exercise", t.shownName(id, t.lookSide(id)), "list", t.mistakes(id, nil))
		msg.Buttons = t.lookRows(false, sheet.Moves > 0)
		return msg
	}
	text := phrase("exercise." + id + ".mistake." + strconv.Itoa(wrong[n-1]))
	msg.Phrase = phrase("wrong_way.one", "exercise", t.shownName(id, t.lookSide(id)), "n", n, "of", len(wrong), "text", text)
	if len(wrong) < t.mistaken(id) {
		msg.Phrase = phrase("wrong_way.also", "one", msg.Phrase, "list", t.mistakes(id, wrong))
	}
	msg.Buttons = append(pager(n, len(wrong)), t.lookRows(false, sheet.Moves > 0)...)
	return msg
}

// mistakes lists all mistakes but those that are drawn.
func (t *turn) mistakes(id string, drawn []int) Phrase {
	var all Phrase
	for n := 1; n <= t.sheet(id).Mistakes; n++ {
		if slices.Contains(drawn, n) || t.shownFull(id, t.lookSide(id)) && slices.Contains(t.sheet(id).NotFull, n) {
			continue
		}
		line := phrase("wrong_way.line", "text", phrase("exercise."+id+".mistake."+strconv.Itoa(n)))
		if all.Key != "" {
			line = phrase("list.lines", "a", all, "b", line)
		}
		all = line
	}
	return all
}

func answerWrongWay(t *turn, v string) {
	look := &t.m.Place.Look
	switch v {
	case "before", "next":
		t.turnPage(v, max(1, len(t.drawnWrong(look.Exercise))))
		t.ask("wrong_way")
	case "steps":
		look.Number = 1
		t.ask("how")
	default:
		t.leaveLook(v)
	}
}
