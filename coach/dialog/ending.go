package dialog

import "medius/coach"

// An end that is an end: closing words, nothing is sent any more, and the way back stays open.

func sceneEnding(t *turn) Message {
	rows := [][]Button{row(button("road.finish.yes", "yes"))}
	if t.m.MayKeepUp() && t.m.Programme.Upkeep == 0 {
		rows = append(rows, row(button("road.finish.upkeep", "upkeep")))
	}
	return Message{Phrase: phrase("road.finish.ask"), Buttons: append(rows, row(button("road.finish.no", "no")))}
}

func answerEnding(t *turn, v string) {
	switch v {
	case "yes":
		t.conclude()
	case "upkeep":
		t.ask("upkeep")
	default:
		t.say("road.finish.not")
		t.comeHome()
	}
}

// conclude ends the coaching with what it has come to. Only what is certain is said.
func (t *turn) conclude() {
	words := t.closingWords()
	t.endCoaching()
	t.note("finish")
	t.saying(words, noPanel())
}

func (t *turn) closingWords() Phrase {
	p := t.m.Programme
	if p.TrainingDays == 0 {
		return phrase("road.finish.early")
	}
	doses := phrase("list.none")
	for i := range t.m.Courses {
		c := &t.m.Courses[i]
		one := phrase("road.finish.at", "exercise", exerciseName(c.ExerciseID()), "dose", dosePhrase(c.Dose()))
		if i == 0 {
			doses = one
		} else if c.State != t.m.Courses[0].State {
			doses = phrase("list.pair", "a", doses, "b", one)
		}
	}
	key := "road.finish.so_far"
	if t.m.Outcomes.Compare(p.TrainingDays).Judged == coach.JudgedBetter {
		key = "road.finish.better"
	}
	return phrase("road.finish.done", "head", phrase(key, "n", p.TrainingDays, "date", datePhrase(p.Start), "used", doses))
}

// stopWhat: "stop" with nothing open may mean all of it, or a break.
func (t *turn) stopWhat() {
	if t.m.Stage != coach.StageActive || t.m.Place.Scene != "" && !scenes[t.m.Place.Scene].offer {
		t.tell("stop.how")
		return
	}
	t.ask("stopping")
}

func sceneStopping(*turn) Message {
	return Message{Phrase: phrase("stop.how"), Buttons: [][]Button{
		row(button("stop.all", "stop"), button("stop.break", "pause")), row(button("stop.neither", "neither")),
	}}
}

func answerStopping(t *turn, v string) {
	t.idle()
	switch v {
	case "stop", "yes":
		t.command("stop")
	case "pause":
		t.argument = ""
		t.command("pause")
	default:
		t.say("lost.polite")
	}
}
