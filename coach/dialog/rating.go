package dialog

import (
	"slices"

	"medius/coach"
)

// How a set felt, and what that means for the next one: the rules of the same day act at once.

func scenePain(t *turn) Message {
	s := t.m.Session
	side := coach.Side("")
	if len(s.Rate) > 0 {
		side = s.Rate[0]
	}
	key := "pain.set"
	if s.Stopping {
		key = "pain.stopped"
	}
	rows := keypad(row(button("pain.sharp", "sharp")))
	if s.Stopping {
		rows = append(rows, row(button("pain.no_pain_stop", "other")))
	} else {
		rows = t.withUndo(rows...)
	}
	return Message{Phrase: phrase(key, "hip", t.hip(side)), Buttons: rows}
}

func answerPain(t *turn, v string) {
	s := t.m.Session
	_, round := t.sessionRound()
	switch v {
	case "sharp":
		t.remember()
		s.Sharp = true
		t.note("sharp", "exercise", s.Current().Exercise)
		t.under(phrase("pain.sharp_noted"), "pain")
		return
	case "other":
		round.Stopped = false
		for _, side := range s.Current().Sides {
			round.Mark(side).Stopped = false
		}
		t.note("stopped_other")
		t.finishEarly()
		return
	}
	n, ok := t.upTo(10, v)
	if !ok {
		return
	}
	t.remember()
	t.rated(round, n)
	switch {
	case len(s.Rate) > 0:
		t.ask("pain")
	case s.Hurting && !s.Sharp && n < 8:
		t.ask("count")
	default:
		t.verdictOfSet()
	}
}

// rated writes a set's score down for the side it was asked for.
func (t *turn) rated(round *coach.Round, n int) {
	s := t.m.Session
	set := s.Current()
	side := s.Rate[0]
	s.Rate = s.Rate[1:]
	s.Worst = max(s.Worst, n)
	mark := round.Mark(side)
	if mark.During == nil || n > *mark.During {
		mark.During = &n
	}
	if mark.Pain == nil {
		mark.Pain = map[string]int{}
	}
	mark.Pain[set.Exercise] = max(mark.Pain[set.Exercise], n)
	t.note("during", "side", side, "exercise", set.Exercise, "set", set.Number, "score", n)
}

// verdictOfSet applies the rules of the same day at once (adaptation 11).
func (t *turn) verdictOfSet() {
	s := t.m.Session
	day, round := t.sessionRound()
	set := s.Current()
	set.Worked = true
	v := coach.AfterSet(s.Worst, s.Sharp, set.Kind == coach.DoseBalance, set.Count)
	if s.Stopping && v.Next != coach.NextEndSession {
		t.finishEarly()
		return
	}
	if v.Next == coach.NextEndSession || v.Next == coach.NextEndExercise && set.Main {
		round.Cut = true
	}
	off := v.CancelEvening && s.Slot == coach.Morning && day.CancelEvening()
	switch v.Next {
	case coach.NextEndSession:
		before := t.m.Place.Undo
		t.closeSession(false)
		t.say("session.ended")
		t.screen(coach.AcuteScreening(), "session_over")
		t.m.Place.Undo = before // the number may have been of repetitions
	case coach.NextEndExercise:
		t.say("session.exercise_over", "exercise", exerciseName(set.Exercise), "hip", t.hip(t.sorer(round, set)))
		if off {
			t.say("session.evening_off")
		}
		s.DropExercise(set.Exercise, set.Side)
		s.DropExercise(set.Exercise, t.sorer(round, set))
		t.nextSet(v)
	case coach.NextFewer:
		s.Fewer(v.Reps)
		t.nextSet(v)
	default:
		t.nextSet(v)
	}
}

// sorer is the hip that a set was too much for: its own, or, where it lies on the other one and that is sorer, that one.
func (t *turn) sorer(round *coach.Round, set *coach.Set) coach.Side {
	if set.Side == "" || len(t.m.Courses) < 2 {
		return set.Side
	}
	other := set.Side.Other()
	if round.Mark(other).Pain[set.Exercise] > round.Mark(set.Side).Pain[set.Exercise] && lying(set.Exercise) {
		return other
	}
	return set.Side
}

// hurtsLying: with two sore hips, the one that is lain on is said to hurt.
func (t *turn) hurtsLying(text string) bool {
	if len(t.m.Courses) < 2 || !t.exercising() || t.m.Session.Current() == nil || !t.inPain(text) {
		return false
	}
	set := t.m.Session.Current()
	left, right := t.lex.Sided(text)
	return lying(set.Exercise) && (set.Side == coach.Right && left || set.Side == coach.Left && right)
}

// offTheSide ends an exercise for one hip because the other one hurts to lie on, as its instructions ask to be told, and asks how much.
func (t *turn) offTheSide() {
	t.remember()
	s := t.m.Session
	set := s.Current()
	t.drop(DueRest, DueHold)
	set.Worked = true
	s.DropExercise(set.Exercise, set.Side)
	s.Worst, s.Sharp, s.Hurting, s.Stopping = 0, false, false, false
	rate := []coach.Side{set.Side.Other()}
	if t.m.Place.Scene == "pain" {
		rate = append(rate, s.Rate...)
	}
	s.Rate = slices.Compact(rate)
	t.note("off_side", "exercise", set.Exercise, "side", set.Side)
	t.under(phrase("both.lying_stopped", "exercise", exerciseName(set.Exercise)), "pain")
}

// nextSet goes on to the next set: by way of a rest, or straight to the other side.
func (t *turn) nextSet(v coach.SetVerdict) {
	s := t.m.Session
	last := s.Current()
	s.At++
	next := s.Current()
	if next == nil {
		t.finish()
		return
	}
	if next.Exercise == last.Exercise && next.Side != last.Side && next.Number == last.Number {
		t.ask("set")
		again := slices.ContainsFunc(s.Sets[s.At:], func(set coach.Set) bool { return set.Exercise == last.Exercise && set.Side == last.Side })
		if v.Next == coach.NextFewer && again {
			t.headed(phrase("rest.fewer_side", "n", v.Reps, "hip", t.hip(last.Side)))
		}
		return
	}
	t.rest(last, v)
}
