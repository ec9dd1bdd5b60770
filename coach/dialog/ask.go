package dialog

import (
	"slices"
	"strings"

	"medius/coach"
	"medius/coach/words"
)

// Questions that members ask, found by their words. The words of warning come before them, as everywhere.

// askAbout answers the question that stands after the command, or lists those that have an answer.
func (t *turn) askAbout() {
	t.m.Place.Reading = coach.Reading{}
	if t.argument == "" {
		t.detour("ask")
		return
	}
	if found := t.topics(t.argument); len(found) > 0 {
		t.m.Place.Reading = coach.Reading{Topic: found[0], Also: others(found)}
		t.detour("answer")
		return
	}
	t.detour("ask")
	t.headed(phrase("answer.unknown"))
}

// mostOthers is how many other answers are offered beside the one that fits best.
const mostOthers = 3

func others(found []string) []string { return found[1:min(len(found), 1+mostOthers)] }

// topics are the answers that a text asks for, the best first.
func (t *turn) topics(text string) []string {
	var all []words.Topic
	for _, a := range t.Advice.Answers {
		all = append(all, words.Topic{ID: a.ID, Keywords: a.Keywords[t.m.Language]})
	}
	return t.lex.Topics(text, all)
}

func sceneAsk(t *turn) Message {
	var rows [][]Button
	for _, a := range t.Advice.Answers {
		if !a.Aside {
			rows = append(rows, row(button("answer."+a.ID+".question", a.ID)))
		}
	}
	return Message{Phrase: phrase("advice.ask"), Buttons: append(rows, row(button("library.close", "leave")))}
}

// readTopic takes a question in the member's words.
func readTopic(t *turn, text string) (string, bool) {
	if found := t.topics(text); len(found) > 0 {
		t.m.Place.Reading.Also = others(found)
		return found[0], true
	}
	return "", false
}

func sceneAnswer(t *turn) Message {
	reading := t.m.Place.Reading
	a, ok := t.answer(reading.Topic)
	if !ok { // it is not in the program any more
		t.ask("ask")
		return Message{}
	}
	var rows [][]Button
	for _, id := range reading.Also {
		if _, ok := t.answer(id); ok && id != a.ID {
			rows = append(rows, row(button("answer."+id+".question", id)))
		}
	}
	rows = append(rows, row(button("advice.all", "list")), row(button("library.close", "leave")))
	if t.brief { // it stands above
		return Message{Phrase: phrase("advice.more"), Buttons: rows}
	}
	return Message{Phrase: t.answerPhrase(a), Buttons: rows}
}

// answerAnswer serves the list of questions and a single answer alike.
func answerAnswer(t *turn, v string) {
	_, known := t.answer(v)
	switch {
	case v == "list":
		t.m.Place.Reading = coach.Reading{}
		t.ask("ask")
	case v == "leave":
		t.m.Place.Reading = coach.Reading{}
		t.say("library.closed")
		t.comeHome()
	case known:
		reading := &t.m.Place.Reading
		if t.ev.Kind == Tapped { // what was offered beside the one before is not offered beside this one
			reading.Also = slices.DeleteFunc(slices.Clone(reading.Also), func(id string) bool { return id == v })
		}
		reading.Topic = v
		t.ask("answer")
	default:
		t.again("")
	}
}

// wonders answers a question that was typed where nothing like it was asked. Where another question is open, only what
// has a question mark is taken for one, and the open question is asked again.
func (t *turn) wonders(text string) bool {
	if t.m.Stage != coach.StageActive || t.m.Lock != nil || len(t.Advice.Answers) == 0 {
		return false
	}
	idle, asks := t.m.Place.Scene == "", isQuestion(text)
	if !idle && !asks && !scenes[t.m.Place.Scene].offer {
		return false
	}
	found := t.topics(text)
	switch {
	case len(found) > 0 && idle:
		t.m.Place.Reading = coach.Reading{Topic: found[0], Also: others(found)}
		t.ask("answer")
	case len(found) > 0:
		a, _ := t.answer(found[0])
		t.saying(t.answerPhrase(a), nil)
		t.askAgain()
	case asks && idle:
		t.m.Place.Reading = coach.Reading{}
		t.under(phrase("answer.unknown"), "ask")
	default:
		return false
	}
	return true
}

// isQuestion: two words or more, and a question mark at the end.
func isQuestion(text string) bool {
	return strings.HasSuffix(strings.TrimSpace(text), "?") && len(strings.Fields(text)) > 1
}
