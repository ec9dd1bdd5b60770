package dialog

import (
	"slices"
	"strconv"

	"medius/coach"
)

// One set: what to do, how it went, what it means for the next one.

func sceneSet(t *turn) Message {
	s := t.m.Session
	set := s.Current()
	body := t.setPhrase(set)
	if t.firstOf(s) && !t.brief {
		body = phrase("set.first", "set", body, "how", t.howTo(set))
	} else if s.At > 0 && set.Side != "" && s.Sets[s.At-1].Side != set.Side && s.Sets[s.At-1].Exercise == set.Exercise {
		body = phrase("set.switch", "side", sideName(set.Side), "set", body)
		if lying(set.Exercise) {
			body = phrase("under", "head", t.lieOn(set.Side), "body", body)
		}
	}
	if set.Timed() {
		return Message{Phrase: body, Buttons: [][]Button{
			row(button("set.timer", "timer"), button("set.myself", "done")),
			row(button("set.hurts", "hurts"), button("set.stop", "stop")),
			row(button("undo.button", "undo")),
		}}
	}
	return Message{Phrase: body, Buttons: [][]Button{
		row(button("set.done", "done"), button("set.fewer", "fewer")),
		row(button("set.hurts", "hurts"), button("set.stop", "stop")),
		row(button("undo.button", "undo")),
	}}
}

// howTo explains an exercise; with both hips sore there is something to add.
func (t *turn) howTo(set *coach.Set) Phrase {
	how := phrase("exercise." + set.Exercise + ".how")
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

// firstOf: no set of this exercise came before, so it is explained.
func (t *turn) firstOf(s *coach.Session) bool {
	for _, set := range s.Sets[:s.At] {
		if set.Exercise == s.Sets[s.At].Exercise {
			return false
		}
	}
	return true
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
	side := phrase("side.both_short")
	if set.Side != "" {
		side = phrase("set.side", "side", sideName(set.Side))
	}
	return phrase(key, "exercise", exerciseName(set.Exercise), "number", set.Number, "of", set.Of, "n", set.Count, "seconds", set.Seconds,
		"side", side, "tempo", phrase("exercise."+set.Exercise+".tempo"))
}

func answerSet(t *turn, v string) {
	s := t.m.Session
	switch v {
	case "timer":
		t.startTimer()
		return
	case "undo":
		t.undo()
		return
	case "done", "fewer", "hurts", "stop":
	default:
		t.again("")
		return
	}
	t.remember()
	set := s.Current()
	s.Worst, s.Sharp, s.Hurting, s.Stopping = 0, false, false, false
	s.Rate = slices.Clone(set.Sides)
	switch v {
	case "done":
		t.worked(set, set.Units())
		t.ask("pain")
	case "fewer":
		t.ask("count")
	case "hurts":
		s.Hurting = true
		t.ask("pain")
	case "stop":
		t.stopSession()
	}
}

// worked writes down what was done of a set.
func (t *turn) worked(set *coach.Set, units int) {
	set.Done, set.Worked = units, true
	_, round := t.sessionRound()
	if set.Main && round != nil {
		for _, side := range set.Sides {
			round.Mark(side).Done += units
		}
	}
	t.note("set", "exercise", set.Exercise, "side", set.Side, "number", set.Number, "done", units, "of", set.Units())
}

// stopSession: "stop, it hurts" ends the session at once; the score is asked.
func (t *turn) stopSession() {
	t.m.Session.Stopping = true
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
	var rows [][]Button
	most := set.Count - 1
	if t.m.Session.Hurting {
		most = set.Count // all of them, although it hurt
	}
	for n := 0; n <= most; n++ {
		if n%5 == 0 {
			rows = append(rows, nil)
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], button("number", strconv.Itoa(n), "value", n))
	}
	rows = append(rows, row(button("undo.button", "undo")))
	return Message{Phrase: phrase("count.ask", "of", set.Count), Buttons: rows}
}

func answerCount(t *turn, v string) {
	s := t.m.Session
	set := s.Current()
	if v == "undo" {
		t.undo()
		return
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < 0 {
		t.again("")
		return
	}
	t.remember()
	t.worked(set, min(n, set.Count)*max(1, set.Seconds))
	if s.Hurting {
		t.verdictOfSet()
		return
	}
	t.ask("pain")
}

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
		rows = append(rows, row(button("undo.button", "undo")))
	}
	return Message{Phrase: phrase(key, "hip", t.hip(side)), Buttons: rows}
}

func answerPain(t *turn, v string) {
	s := t.m.Session
	_, round := t.sessionRound()
	switch v {
	case "undo":
		t.undo()
		return
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
	n, ok := score(v)
	if !ok {
		t.again("")
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
		t.closeSession(false)
		t.say("session.ended")
		t.screen(coach.AcuteScreening(), "session_over")
	case coach.NextEndExercise:
		t.say("session.exercise_over", "exercise", exerciseName(set.Exercise))
		if off {
			t.say("session.evening_off")
		}
		s.DropExercise(set.Exercise)
		t.nextSet(v)
	case coach.NextFewer:
		s.Fewer(v.Reps)
		t.nextSet(v)
	default:
		t.nextSet(v)
	}
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
		return
	}
	t.rest(last, v)
}

// finish: all sets are worked through; effort and the pain afterwards are asked.
func (t *turn) finish() {
	s := t.m.Session
	s.At = len(s.Sets)
	if s.Light {
		t.askAfter()
		return
	}
	t.ask("effort")
}

// finishEarly: the session ends before its last set.
func (t *turn) finishEarly() {
	t.m.Session.At = len(t.m.Session.Sets)
	t.drop(DueRest, DueHold)
	t.askAfter()
}

func sceneEffort(*turn) Message {
	return Message{Phrase: phrase("effort.ask"), Buttons: [][]Button{
		row(button("effort.0", "0")), row(button("effort.1", "1")),
		row(button("effort.2", "2")), row(button("effort.3", "3")),
		row(button("undo.button", "undo")),
	}}
}

func answerEffort(t *turn, v string) {
	if v == "undo" {
		t.undo()
		return
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < 0 || n > 3 {
		t.again("")
		return
	}
	t.remember()
	_, round := t.sessionRound()
	if round.Effort == nil || n > *round.Effort {
		round.Effort = &n
	}
	t.note("effort", "value", n)
	t.askAfter()
}

func (t *turn) askAfter() {
	t.m.Session.Rate = t.m.SoreSides()
	t.ask("after")
}

func sceneAfter(t *turn) Message {
	side := coach.Side("")
	if r := t.m.Session.Rate; len(r) > 0 {
		side = r[0]
	}
	return Message{Phrase: phrase("after.ask", "hip", t.hip(side)), Buttons: keypad(row(button("undo.button", "undo")))}
}

func answerAfter(t *turn, v string) {
	if v == "undo" {
		t.undo()
		return
	}
	n, ok := score(v)
	if !ok {
		t.again("")
		return
	}
	t.remember()
	s := t.m.Session
	_, round := t.sessionRound()
	side := s.Rate[0]
	s.Rate = s.Rate[1:]
	if mark := round.Mark(side); mark.After == nil || n > *mark.After {
		mark.After = &n
	}
	t.note("after", "side", side, "score", n)
	if len(s.Rate) > 0 {
		t.ask("after")
		return
	}
	t.farewell(round)
}

// farewell closes the session with one true sentence about it.
func (t *turn) farewell(round *coach.Round) {
	s := *t.m.Session
	worst := 0
	for _, m := range round.Marks {
		if m.After != nil {
			worst = max(worst, *m.After)
		}
	}
	t.closeSession(true)
	key := "session.done"
	switch {
	case round.Outcome == coach.Hurt:
		key = "session.done_stopped"
	case worst >= 6:
		key = "session.done_sore"
	case s.Light:
		key = "session.done_light"
	case round.Outcome != coach.Done:
		key = "session.done_part"
	}
	t.say(key, "days", t.m.Programme.TrainingDays, "next", t.nextReminder())
	if worst >= 8 {
		t.screen(coach.AcuteScreening(), "session_over")
		return
	}
	t.idle()
}
