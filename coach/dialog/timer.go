package dialog

import (
	"slices"
	"time"

	"medius/coach"
)

// Timers: the rest between sets, and the holds of a timed set. Each moment is an appointment, so a restart forgets none.

// rest starts the pause after a set: 90 s, or by how the set felt; 30 s between planks.
func (t *turn) rest(last *coach.Set, v coach.SetVerdict) {
	s := t.m.Session
	s.RestFrom = t.instant()
	s.RestFor = coach.RestSeconds(nil)
	switch {
	case last.Kind == coach.DosePlank:
		s.RestFor = coach.PlankRest
	case t.m.RestFixed > 0:
		s.RestFor = t.m.RestFixed
	}
	t.keep(DueRest, s.RestFrom.Add(time.Duration(s.RestFor)*time.Second), timerUseful)
	switch {
	case v.Next == coach.NextOfferFewer:
		t.under(phrase("rest.technique", "cue", phrase("exercise."+last.Exercise+".cue.1")), "rest")
	case v.Next == coach.NextFewer && s.Current().Exercise == last.Exercise:
		t.under(phrase("rest.fewer", "n", v.Reps), "rest")
	default:
		t.ask("rest")
	}
}

// sayRemaining says how long a rest still is, and how many sets come after it or after the one that is being done. The message that counts a rest
// stays where it is.
func (t *turn) sayRemaining() {
	s := t.m.Session
	if !t.exercising() || s.Current() == nil {
		t.lostHere()
		return
	}
	switch left := len(s.Sets) - s.At; {
	case t.m.Place.Scene == "rest":
		over := s.RestFrom.Add(time.Duration(s.RestFor) * time.Second)
		t.say("rest.remaining", "seconds", int(max(over.Sub(t.now), 0)/time.Second), "n", left)
	case left > 1:
		t.tell("session.remaining", "n", left-1)
	default:
		t.tell("session.last")
	}
}

func sceneRest(t *turn) Message {
	s := t.m.Session
	next := s.Current()
	rows := [][]Button{}
	if s.RestFor == coach.RestSeconds(nil) && t.m.RestFixed == 0 {
		rows = append(rows, row(button("rest.easy", "easy"), button("rest.hard", "hard")))
	}
	rows = append(rows, row(button("rest.skip", "skip"), button("rest.less", "less")))
	if more := t.lookButtons(next, s.Worst >= 3); len(more) > 0 {
		rows = append(rows, more)
	}
	rows = append(rows, append(row(stopButton()), t.undoButtons()...))
	return Message{
		Phrase: phrase("rest.now", "seconds", t.restLeft(), "exercise", exerciseName(next.Exercise), "number", next.Number, "of", next.Of,
			"amount", amountPhrase(next), "side", sidePhrase(next)),
		Buttons: rows,
	}
}

func answerRest(t *turn, v string) {
	s := t.m.Session
	switch v {
	case "skip":
		t.drop(DueRest)
		t.ask("set")
	case "easy":
		t.restFor(coach.RestSeconds(coach.Rated(0)))
	case "hard":
		t.restFor(coach.RestSeconds(coach.Rated(2)))
	case "less":
		s.At--
		count := max(1, s.Sets[s.At+1].Count*4/5)
		s.Fewer(count)
		s.At++
		t.reshape("rest", coach.LaneReply, 0)
	case "how":
		t.showHow(s.Current())
	case "swap":
		t.swapSet(s.Current())
	case "stop":
		s.At--
		s.Rate = slices.Clone(s.Current().Sides)
		t.stopSession()
	default:
		t.again("")
	}
}

// restFor changes the length of the rest at hand; what has passed counts.
func (t *turn) restFor(seconds int) {
	s := t.m.Session
	s.RestFor = seconds
	end := s.RestFrom.Add(time.Duration(seconds) * time.Second)
	t.note("rest", "seconds", seconds)
	if !end.After(t.now) {
		t.drop(DueRest)
		t.ask("set")
		return
	}
	t.keep(DueRest, end, timerUseful)
	t.reshape("rest", coach.LaneReply, 0)
}

// restDue: the rest is over; the next set is a message of its own, so that the phone says so.
func (t *turn) restDue() {
	if t.m.Session == nil || t.m.Session.Scene != "rest" || t.m.Lock != nil {
		return
	}
	if t.m.Place.Scene != "rest" { // in a detour: the detour comes back to the set
		t.m.Session.Scene = "set"
		if card := t.m.Place.Card; card.Live() && !card.Buried {
			t.bell(phrase("rest.over_meanwhile"))
			return
		}
		t.say("rest.over_meanwhile")
		return
	}
	t.ring(phrase("rest.over"), "set")
}

// restGoesOn: after a detour, the rest is not over yet; its end is promised anew, since a word of warning calls it off.
func (t *turn) restGoesOn() bool {
	s := t.m.Session
	end := s.RestFrom.Add(time.Duration(s.RestFor) * time.Second)
	if !end.After(t.now) {
		t.drop(DueRest)
		return false
	}
	t.keep(DueRest, end, timerUseful)
	return true
}

// restLeft is how much of the rest is left, in seconds, as a round number.
func (t *turn) restLeft() int {
	s := t.m.Session
	left := s.RestFor - int(t.now.Sub(s.RestFrom).Seconds())
	return max(5, min(s.RestFor, (left+4)/5*5))
}

// startTimer gives time to get into position.
func (t *turn) startTimer() {
	s := t.m.Session
	t.remember()
	s.Hold, s.Resting = s.Held, s.Held > 0
	t.keep(DueHold, t.now.Add(coach.GetReady*time.Second), timerUseful)
	t.ask("holding")
}

func sceneHolding(t *turn) Message {
	s := t.m.Session
	set := s.Current()
	key := "hold.ready"
	switch {
	case s.Held > 0 && s.Hold == s.Held && s.Resting:
		key = "hold.ready_again"
	case s.Hold > 0 && s.Resting:
		key = "hold.rest"
	case s.Hold > 0 && set.Count > 1:
		key = "hold.now"
	case s.Hold > 0:
		key = "hold.one"
	}
	return Message{
		Phrase: phrase(key, "number", s.Hold, "next", s.Hold+1, "of", set.Count, "seconds", set.Seconds, "ready", coach.GetReady,
			"rest", coach.HoldRest),
		Buttons: [][]Button{row(stopButton())},
	}
}

func answerHolding(t *turn, v string) {
	if v != "stop" {
		t.again("")
		return
	}
	s := t.m.Session
	set := s.Current()
	t.worked(set, s.HeldSoFar()*set.Seconds)
	s.Worst, s.Sharp, s.Hurting = 0, false, false
	s.Rate = slices.Clone(set.Sides)
	t.stopSession()
}

// haltWords are commands that end the holds at hand where they are typed.
var haltWords = []string{"stop", "tired", "skip", "omit", "pause", "wait", "wobble", "done", "fewer", "enough"}

// holding: the holds of a set are being counted.
func (t *turn) holding() bool { return t.exercising() && t.m.Place.Scene == "holding" }

// halt ends the holds at hand: nobody shall be told to breathe on who has put the leg down.
func (t *turn) halt(name string) {
	t.drop(DueHold)
	switch name {
	case "pause", "wait", "wobble":
		t.leaveHolds()
		s, words := t.m.Session, phrase("session.wait")
		switch {
		case name == "wobble":
			words = phrase("session.wobble")
		case s.Held > 0:
			words = phrase("hold.wait", "n", s.Held, "of", s.Current().Count)
		}
		t.brief = true
		t.under(words, "set")
		t.brief = false
	case "done", "fewer", "enough":
		answerSet(t, "fewer")
	default:
		answerHolding(t, "stop")
	}
}

// leaveHolds stops the timer of a set, wherever the way leads from there. What was held counts when it goes on.
func (t *turn) leaveHolds() {
	if s := t.m.Session; s != nil && s.Scene == "holding" {
		s.Held = s.HeldSoFar()
		t.toSet()
	}
}

// leaveRest stops the clock of a rest: the set waits until the member is there.
func (t *turn) leaveRest() {
	if s := t.m.Session; s != nil && s.Scene == "rest" {
		t.toSet()
	}
}

// toSet lets the session wait at its set, with no clock running.
func (t *turn) toSet() {
	if t.exercising() {
		t.m.Place.Scene = "set"
	}
	t.m.Session.Scene = "set"
	t.drop(DueRest, DueHold)
}

// holdDue is the next moment of a timed set: begin, let go, again, and the end as a message of its own.
func (t *turn) holdDue() {
	s := t.m.Session
	if s == nil || s.Scene != "holding" || t.m.Lock != nil {
		return
	}
	if t.m.Place.Scene != "holding" { // in a detour: the detour comes back to the set
		t.leaveHolds()
		return
	}
	if !t.ev.Due.Until.IsZero() && t.now.After(t.ev.Due.Until) {
		t.leaveHolds()
		t.say("hold.lost")
		t.home()
		return
	}
	set := s.Current()
	e, _ := coach.ExerciseByID(set.Exercise)
	switch {
	case s.Hold == set.Count && !s.Resting:
		t.holdsDone()
		return
	case s.Hold > 0 && !s.Resting:
		s.Resting = true
		t.keep(DueHold, t.due().Add(time.Duration(e.OutOf+coach.HoldRest)*time.Second), timerUseful)
	default:
		s.Hold, s.Resting = s.Hold+1, false
		t.keep(DueHold, t.due().Add(time.Duration(e.Into+set.Seconds)*time.Second), timerUseful)
	}
	if s.Hold == s.Held+1 && !s.Resting {
		t.beginHolds()
		return
	}
	t.reshape("holding", coach.LaneTimer, time.Minute)
}

// due is when this moment was meant to be, so that lateness does not add up; a moment that is late by more than a second
// or two counts from now.
func (t *turn) due() time.Time {
	if t.now.Sub(t.ev.Due.At) > 2*time.Second {
		return t.now
	}
	return t.ev.Due.At
}

// holdsDone ends a timed set: the whole of it was held.
func (t *turn) holdsDone() {
	s := t.m.Session
	set := s.Current()
	t.worked(set, set.Units())
	s.Worst, s.Sharp, s.Hurting, s.Stopping = 0, false, false, false
	s.Rate = slices.Clone(set.Sides)
	t.ring(phrase("hold.end"), "pain")
}

// beginHolds: the phone says that the first hold begins.
func (t *turn) beginHolds() {
	if t.m.Place.Card.Live() {
		t.ring(phrase("hold.begin"), "holding")
		return
	}
	t.ask("holding")
}

// stripShown takes the buttons off a timer that has run out.
func (t *turn) stripShown() { t.out.Strip = append(t.out.Strip, questionName(t.m.Place.Shown)) }
