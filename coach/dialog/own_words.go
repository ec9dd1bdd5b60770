package dialog

import (
	"slices"
	"strconv"

	"medius/coach"
)

// What is typed in a set or a rest and says more than a button: to stop and why, how many and how much it hurt.

// halted takes an order to stop that has something beside it for the button: "stop, it hurts", "I have to go, bus".
func (t *turn) halted(text string) bool {
	s := t.m.Session
	if s == nil || s.Current() == nil || t.m.Lock != nil || scenes[t.m.Place.Scene].verbatim || isQuestion(text) {
		return false
	}
	n, ok := t.lex.Halts(text)
	if !ok || scenes[t.m.Place.Scene].score && n >= 0 {
		return false
	}
	t.stripShown()
	sharp := slices.Contains(t.painful(text), "sharp")
	t.known(n, func() {
		t.stopHere()
		s.Sharp = sharp
	})
	return true
}

// stopHere is the button to stop, from wherever a session has led.
func (t *turn) stopHere() {
	if t.atWork() {
		scenes[t.m.Place.Scene].answer(t, "stop")
		return
	}
	t.m.Session.Rate = slices.Clone(t.m.Session.Current().Sides)
	t.stopSession()
}

// tallied takes how many were done and how much it hurt in one: in the set, or about the set before a rest.
func (t *turn) tallied(text string) bool {
	scene := t.m.Place.Scene
	n, score, ok := t.lex.Tally(text)
	if !ok || !t.atWork() || scene == "holding" || isQuestion(text) || t.hurtsLying(text) {
		return false
	}
	if scene == "rest" {
		return n >= 0 && n <= mostCount && t.recount(text, n, score)
	}
	value := "done"
	if n >= 0 {
		value = repsTyped + strconv.Itoa(n)
	}
	t.stripShown()
	t.given = value
	t.known(score, func() { answerSet(t, value) })
	return true
}

// mayBeCount: a number alone that is typed in a rest is the score of the set before, or how many were done. From six on that is asked: as a score it
// ends an exercise, or a session.
func (t *turn) mayBeCount(text string, n int) bool {
	if !coach.TooSore(n) || t.lex.Called(text) || t.inPain(text) {
		return false
	}
	if _, ok := t.lastSet(); !ok {
		return false
	}
	t.setOut()
	t.m.Place.Return = "rest"
	t.setDraft("meant", strconv.Itoa(n))
	t.ask("meant")
	return true
}

func sceneMeant(t *turn) Message {
	return Message{
		Phrase:  phrase("meant.ask", "n", atoi(t.draft("meant"))),
		Buttons: [][]Button{row(button("meant.pain", "pain"), button("meant.reps", "reps")), row(button("meant.neither", "neither"))},
	}
}

func readMeant(t *turn, text string) (string, bool) {
	switch yes, reply := t.lex.Agrees(text); {
	case t.lex.Counts(text) && !t.inPain(text):
		return "reps", true
	case t.inPain(text) && !t.lex.Counts(text):
		return "pain", true
	case reply && !yes:
		return "neither", true
	}
	return "", false
}

func answerMeant(t *turn, v string) {
	n := atoi(t.draft("meant"))
	delete(t.m.Place.Draft, "meant")
	t.m.Place.Return = ""
	switch {
	case v == "pain" && t.raisedScore("", n):
	case v == "reps" && t.recount("", n, -1):
	default:
		t.home()
	}
}

// lastSet is how things stood before the set that the rest at hand follows was told of.
func (t *turn) lastSet() (s snapshot, ok bool) {
	rated, ok := t.lastAnswer()
	if !ok || rated.Scene != "pain" {
		return s, false
	}
	s, ok = t.answerBefore(rated)
	return s, ok && s.Scene == "set" && (s.Answer == "done" || isReps(s.Answer))
}

// recount gives the set before a rest anew: how many were done, and its score where a worse one is told.
func (t *turn) recount(text string, n, score int) bool {
	rated, _ := t.lastAnswer()
	s, ok := t.lastSet()
	if !ok {
		return false
	}
	t.unsaid = true
	t.putRight(text, s, []string{"pain", s.Scene}, n)
	t.unsaid = false
	t.given = strconv.Itoa(max(atoi(rated.Answer), score))
	scenes["pain"].answer(t, t.given)
	t.headed(phrase("undo.corrected", "n", n))
	return true
}

// notPain takes back a score that was meant as a number of repetitions.
func (t *turn) notPain() {
	t.meantCount = true
	if s, ok := t.lastAnswer(); !ok || !scenes[s.Scene].score {
		t.lostHere()
		return
	}
	t.undo()
}
