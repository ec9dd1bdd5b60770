package dialog

import "medius/coach"

// The light sessions of the every-other-day rungs.

func sceneLight(t *turn) Message {
	var rows [][]Button
	for _, id := range t.m.Prescribed.LightChoices() {
		rows = append(rows, row(Button{Label: exerciseName(id), Value: id}))
	}
	return Message{Phrase: phrase("light.ask"), Buttons: rows}
}

func answerLight(t *turn, v string) {
	day := t.openDay()
	round := t.pickRound(day, t.m.Place.PromptSlot)
	if round == nil { // settled while the question was open
		t.allDone()
		return
	}
	t.open(day, round, coach.LightSession(v, t.m.Courses))
}
