package dialog

import (
	"encoding/json"
	"strconv"
	"strings"

	"medius/coach"
	"medius/coach/words"
)

// Numbers that are put right by typing, instead of by going back to their question.

// corrected puts a number right that was said a moment ago: "sorry, 3 not 7". What can only be that goes before the open question;
// what may also answer it comes after (last), and answers it where nothing was said before.
func (t *turn) corrected(text string, last bool) bool {
	open := scenes[t.m.Place.Scene]
	c, ok := t.lex.Corrected(text)
	if !ok || !c.Firm && !last || open.verbatim {
		return false
	}
	if t.m.Place.Scene == "locked" && c.Firm && hasValue(open.ask(t.probe()).Buttons, "mistake") {
		open.answer(t, "mistake")
		return true
	}
	var gone []string // scenes whose answers go
	s, known := t.lastAnswer()
	for ok = known; ok; s, ok = t.answerBefore(s) {
		gone = append(gone, s.Scene)
		if t.puts(c, s) {
			t.putRight(text, s, gone, c.To)
			return true
		}
	}
	switch {
	case known && t.putsMorning(c):
	case last && c.From < 0 && open.score && !t.otherSide(text):
		t.given = strconv.Itoa(c.To)
		open.answer(t, t.given)
	case last && c.Firm && !known && t.m.Stage == coach.StageActive:
		t.tell("undo.late")
	default:
		return false
	}
	return true
}

// putsMorning puts the score of the morning right when the questions after it are answered already: it may be too far back to go there.
func (t *turn) putsMorning(c words.Correction) bool {
	s, ok := t.lastAnswer()
	if !ok || len(t.m.Courses) != 1 || s.Scene != "night" && s.Scene != "painkiller" || c.To > 10 {
		return false
	}
	side := t.m.Courses[0].Side
	if said, told := s.Day.CheckIn.Morning[side]; !told || c.From >= 0 && c.From != said {
		return false
	}
	t.stripShown()
	t.goBack(s)
	t.m.Place.Scene = s.Scene
	t.note("undo", "scene", "morning_pain")
	t.toldMorning(side, c.To)
	t.given = s.Answer
	scenes[s.Scene].answer(t, s.Answer)
	t.headed(phrase("undo.corrected", "n", c.To))
	return true
}

// answerBefore is how things stood an answer earlier, where that is known.
func (t *turn) answerBefore(s snapshot) (before snapshot, ok bool) {
	ok = len(s.Before) > 0 && json.Unmarshal(s.Before, &before) == nil && t.undoable(before)
	return before, ok
}

// puts: a correction may be about this answer.
func (t *turn) puts(c words.Correction, s snapshot) bool {
	said, err := strconv.Atoi(strings.TrimPrefix(s.Answer, repsTyped))
	if err != nil || c.From >= 0 && c.From != said {
		return false
	}
	return scenes[s.Scene].score && c.To <= 10 || scenes[s.Scene].counts && c.To <= mostCount
}

// putRight gives an answer anew, with another number.
func (t *turn) putRight(text string, s snapshot, gone []string, n int) {
	t.stripShown()
	t.goBack(s)
	t.m.Place.Scene = s.Scene
	for _, scene := range gone {
		t.note("undo", "scene", scene)
	}
	if t.otherSide(text) {
		t.again("pain.side")
		return
	}
	t.given = strconv.Itoa(n)
	if s.Scene == "set" {
		t.given = repsTyped + t.given
	}
	scenes[s.Scene].answer(t, t.given)
	t.headed(phrase("undo.corrected", "n", n))
}

// recounted puts right how many were done, while the score of that set is asked for, and in the rest after it: "I only did 8".
func (t *turn) recounted(text string) bool {
	value, ok := readSet(t, text)
	n := atoi(strings.TrimPrefix(value, repsTyped))
	switch s, known := t.lastAnswer(); {
	case !ok:
		return false
	case t.m.Place.Scene == "rest":
		return t.recount(text, n, -1)
	case !known || t.m.Place.Scene != "pain" || s.Scene != "set" || s.Answer != "done" && !isReps(s.Answer):
		return false
	default:
		t.putRight(text, s, []string{s.Scene}, n)
		return true
	}
}
