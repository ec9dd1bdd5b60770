package dialog

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"medius/coach"
	"medius/coach/words"
)

// Words that may mean danger, and the permanent button.

// warned looks for words that may mean danger, in any state, before any other meaning. A match never locks by itself: it
// asks the questions it stands for, one after the other: of "my calf is swollen and warm" a no to the hot hip is no answer
// about the calf.
func (t *turn) warned(text string) bool {
	if t.m.Stage == coach.StageNew || t.m.Stage == coach.StagePractice || t.m.Stage == coach.StageOwner || t.m.Lock != nil || scenes[t.m.Place.Scene].verbatim {
		return false
	}
	var asked []string
	for _, f := range t.lex.Flags(text) {
		if f.Class == words.Life {
			t.note("word", "class", "life")
			t.say("word.life", "number", t.emergencyNumber())
			return true
		}
		if f.Class != words.Emergency && t.answeredLately(f) {
			t.heard = true
			continue
		}
		if t.m.Place.Scene == "screening" && len(t.m.Place.Queue) > 0 && t.m.Place.Queue[0] == f.Question {
			continue // that is the very question being asked
		}
		t.note("word", "class", f.Class, "question", f.Question)
		asked = append(asked, strconv.Itoa(f.Question))
	}
	if len(asked) == 0 {
		return false
	}
	t.keepAnswer(text)
	if s := t.m.Place.Scene; s == "word" {
		asked = append(asked, t.wordsOpen()...)
	} else if s != "" {
		t.m.Place.Return = s
	}
	t.drop(DueRest, DueHold)
	t.askWords(asked)
	return true
}

// wordsOpen are the questions that words of warning have led to and that are not answered yet, the one being asked first.
func (t *turn) wordsOpen() []string { return strings.Fields(t.draft("word")) }

func (t *turn) askWords(questions []string) {
	var once []string
	for _, q := range questions {
		if !slices.Contains(once, q) {
			once = append(once, q)
			t.owe(atoi(q))
		}
	}
	t.setDraft("word", strings.Join(once, " "))
	t.ask("word")
}

// wordAsked is the question being asked; 0 = none.
func (t *turn) wordAsked() int {
	open := t.wordsOpen()
	if len(open) == 0 {
		return 0
	}
	return atoi(open[0])
}

// answeredLately: the same word asked its question within a day, and the answer was no. An emergency is asked again.
func (t *turn) answeredLately(f words.Flag) bool {
	at, ok := t.m.Place.Answered[strconv.Itoa(f.Question)]
	return ok && t.now.Sub(at) < 24*time.Hour
}

// keepAnswer keeps the answer a text carried beside its word of warning, a score or the button for sharp pain, so that it need not be typed
// again. The text itself is not kept.
func (t *turn) keepAnswer(text string) {
	s := scenes[t.m.Place.Scene]
	if s.score {
		if n, _, v := t.lex.Pain(text); v == words.Understood {
			t.setDraft("held", strconv.Itoa(n))
			return
		}
	}
	if t.exercising() && t.lex.Mentions("sharp", text) && !t.lex.Denies(text) {
		if buttons := s.ask(t.probe()).Buttons; hasValue(buttons, synonym("sharp", buttons)) {
			t.setDraft("held", synonym("sharp", buttons)) // "it gave way" in a set: the set does not just go on
		}
	}
}

func sceneWord(t *turn) Message {
	return Message{
		Phrase:  phrase("word.ask", "question", question(t.wordAsked())),
		Buttons: [][]Button{row(button("yes", "yes"), button("no", "no"))},
	}
}

func answerWord(t *turn, v string) {
	n := t.wordAsked()
	t.note("screening", "question", n, "yes", v == "yes", "word", true)
	if v == "yes" {
		t.raise(coach.ScreeningQuestion(n).Flag)
		return
	}
	t.paid(n)
	if coach.ScreeningQuestion(n).Flag == coach.EmergencyTrauma && t.m.RungLimit() > coach.LimitUnsteady {
		t.say("word.fall") // whoever says so at the start is not put on one leg either
	}
	if t.m.Place.Answered == nil {
		t.m.Place.Answered = map[string]time.Time{}
	}
	t.m.Place.Answered[strconv.Itoa(n)] = t.instant()
	if rest := t.wordsOpen(); len(rest) > 1 {
		t.askWords(rest[1:])
		return
	}
	held, scene := t.draft("held"), t.m.Place.Return
	delete(t.m.Place.Draft, "held")
	delete(t.m.Place.Draft, "word")
	t.say("word.good")
	if held != "" && scene != "" {
		t.m.Place.Scene, t.m.Place.Return = scene, ""
		scenes[scene].answer(t, held)
		return
	}
	t.comeHome()
}

// somethingWrong is the permanent way into the red-flag questions.
func (t *turn) somethingWrong() {
	switch {
	case t.m.Lock != nil:
		t.ask("locked")
	case t.m.Stage == coach.StagePractice:
		t.tell("practice.wrong")
	case t.m.Stage == coach.StageNew, t.m.Stage == coach.StageOwner, t.m.Place.Scene == "hello", t.m.Place.Scene == "health":
		t.tell("wrong.before")
	case t.m.Place.Scene == "screening":
		t.ask("screening") // the questions are being asked already
	default:
		t.drop(DueRest, DueHold)
		t.screen(coach.AcuteScreening(), "")
	}
}
