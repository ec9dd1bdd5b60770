package dialog

import (
	"slices"
	"strconv"
	"strings"

	"medius/coach"
	"medius/coach/words"
)

// One set: what to do, how it went, what it means for the next one.

func sceneSet(t *turn) Message {
	s := t.m.Session
	set := s.Current()
	body := t.setPhrase(set)
	if t.firstOf(s) && !t.brief {
		body = phrase("set.first", "set", body, "how", t.howTo(set))
	} else if s.At > 0 && set.Side != "" && s.Sets[s.At-1].Side != set.Side && s.Sets[s.At-1].Exercise == set.Exercise {
		if lying(set.Exercise) {
			body = phrase("under", "head", t.lieOn(set.Side), "body", body)
		}
		body = phrase("set.switch", "side", sideName(set.Side), "set", body)
	}
	// Rows are few, so that the picture stays in sight above them.
	look, last := t.lookButtons(set, true), append(row(stopButton()), t.undoButtons()...)
	if set.Timed() {
		around := append(row(button("set.hurts", "hurts")), look...)
		return Message{Phrase: body, Buttons: [][]Button{row(button("set.timer", "timer"), button("set.myself", "done")), around, last}}
	}
	rows := [][]Button{row(button("set.done", "done"), button("set.fewer", "fewer"), button("set.hurts", "hurts"))}
	if len(look) > 0 {
		rows = append(rows, look)
	}
	return Message{Phrase: body, Buttons: append(rows, last)}
}

// lookButtons lead to the steps of a set's exercise, and to another exercise where there is one to change to.
func (t *turn) lookButtons(set *coach.Set, swap bool) []Button {
	var out []Button
	if t.sheet(set.Exercise).Moves > 0 {
		out = append(out, button("how.button", "how"))
	}
	if swap && set.Main && len(t.m.SwapChoices(set.Sides[0])) > 0 {
		out = append(out, button("swap.button", "swap"))
	}
	return out
}

// setPhrase says which set of what, how many, how slowly, on which side.
func (t *turn) setPhrase(set *coach.Set) Phrase {
	key := "set.reps"
	switch {
	case set.Kind == coach.DoseSideSteps:
		key = "set.steps"
	case set.Timed():
		key = "set.holds"
	}
	return phrase(key, "exercise", t.shownName(set.Exercise, t.sideOf(set)), "number", set.Number, "of", set.Of, "n", set.Count, "seconds", set.Seconds,
		"side", sidePhrase(set), "tempo", phrase(t.words(set.Exercise, t.sideOf(set))+"tempo"))
}

// sidePhrase says where a set is done.
func sidePhrase(set *coach.Set) Phrase {
	if set.Side == "" {
		return phrase("side.both_short")
	}
	return phrase("set.side", "side", sideName(set.Side))
}

// firstOf: no set of this exercise came before, so it is explained.
func (t *turn) firstOf(s *coach.Session) bool {
	for _, set := range s.Sets[:s.At] {
		if set.Exercise == s.Sets[s.At].Exercise {
			return false
		}
	}
	return true
}

// howTo explains an exercise; with both hips sore there is something to add. Below a picture it is folded, so that picture
// and buttons are seen together on a phone.
func (t *turn) howTo(set *coach.Set) Phrase {
	how := phrase(t.words(set.Exercise, t.sideOf(set)) + "how")
	if t.ofSet(set) != nil {
		how = phrase("set.folded", "how", how)
	}
	switch {
	case len(t.m.Courses) < 2:
	case set.Exercise == "hip_drop":
		return phrase("under", "head", how, "body", phrase("both.standing"))
	case lying(set.Exercise):
		lie := phrase("under", "head", t.lieOn(set.Side), "body", how)
		return phrase("under", "head", lie, "body", phrase("both.lying"))
	}
	return how
}

// lying: done lying on the side.
func lying(id string) bool {
	return slices.Contains([]string{"side_lying_abduction", "clam", "side_plank_abduction_up", "side_plank_abduction_down"}, id)
}

// lieOn says which side to lie on, where neither is the good one.
func (t *turn) lieOn(side coach.Side) Phrase {
	return phrase("both.lie_on", "other", sideName(side.Other()), "side", sideName(side))
}

// repsTyped begins the value of a set of which somebody has typed how many they did.
const repsTyped = "reps:"

// readSet takes "did 8" and "8 reps". A number alone may as well be a pain score, which is asked for next, so it is no answer here.
func readSet(t *turn, text string) (string, bool) {
	n, ok := t.lex.Number(text)
	_, _, pain := t.lex.Pain(text)
	return repsTyped + strconv.Itoa(n), ok && n >= 0 && n <= mostCount && pain != words.Understood
}

func isReps(value string) bool { return strings.HasPrefix(value, repsTyped) }

func repsShown(t *turn, v string) Phrase { return numberShown(t, strings.TrimPrefix(v, repsTyped)) }

func answerSet(t *turn, v string) {
	s := t.m.Session
	v, reps, typed := strings.Cut(v, ":")
	switch v {
	case "timer":
		t.startTimer()
		return
	case "how":
		t.showHow(s.Current())
		return
	case "swap":
		t.swapSet(s.Current())
		return
	case "done", "fewer", "hurts", "sharp", "stop", "reps":
	default:
		t.again("")
		return
	}
	n := 0
	if typed {
		var ok bool
		if n, ok = t.upTo(mostCount, reps); !ok {
			return
		}
	}
	t.remember()
	set := s.Current()
	s.Worst, s.Sharp, s.Hurting, s.Stopping = 0, false, false, false
	s.Rate = slices.Clone(set.Sides)
	switch v {
	case "done":
		t.worked(set, set.Units())
		t.ask("pain")
	case "reps":
		t.counted(set, n)
		t.ask("pain")
	case "fewer":
		t.ask("count")
	case "hurts":
		s.Hurting = true
		t.ask("pain")
	case "sharp": // typed: the rule is the same as where the score is asked
		s.Sharp = true
		t.note("sharp", "exercise", set.Exercise)
		t.under(phrase("pain.sharp_noted"), "pain")
	case "stop":
		t.stopSession()
	}
}

// counted writes down how many were done of a set, all of them at most.
func (t *turn) counted(set *coach.Set, n int) { t.worked(set, min(n, set.Count)*max(1, set.Seconds)) }

// worked writes down what was done of a set.
func (t *turn) worked(set *coach.Set, units int) {
	set.Done, set.Worked, t.m.Session.Held = units, true, 0
	_, round := t.sessionRound()
	if set.Main && round != nil {
		for _, side := range set.Sides {
			mark := round.Mark(side)
			mark.Done += units
			mark.Full = mark.Full || t.full(set.Exercise, side)
		}
	}
	t.note("set", "exercise", set.Exercise, "side", set.Side, "number", set.Number, "done", units, "of", set.Units())
}

// stopSession: "stop, it hurts" ends the session at once; the score is asked.
func (t *turn) stopSession() {
	t.m.Session.Stopping, t.m.Session.Hurting = true, false
	t.m.Session.Worst, t.m.Session.Sharp = 0, false
	_, round := t.sessionRound()
	round.Stopped = true
	for _, side := range t.m.Session.Rate {
		round.Mark(side).Stopped = true
	}
	t.drop(DueRest, DueHold)
	t.note("stopped")
	t.under(phrase("session.stopped"), "pain")
}

func sceneCount(t *turn) Message {
	set := t.m.Session.Current()
	most := set.Count - 1
	if t.m.Session.Hurting {
		most = set.Count // all of them, although it hurt
	}
	rows := t.withUndo(grid(5, numbers(0, most))...)
	return Message{Phrase: phrase("count.ask", "of", set.Count), Buttons: rows}
}

func answerCount(t *turn, v string) {
	s := t.m.Session
	set := s.Current()
	n, ok := t.upTo(mostCount, v)
	if !ok {
		return
	}
	if n > set.Count { // a score may be meant
		t.again("count.more", "of", set.Count)
		return
	}
	t.remember()
	t.counted(set, n)
	if s.Hurting {
		t.verdictOfSet()
		return
	}
	t.ask("pain")
}

// stopButton is the one button that must never be looked for.
func stopButton() Button {
	b := button("set.stop", "stop")
	b.Danger = true
	return b
}
