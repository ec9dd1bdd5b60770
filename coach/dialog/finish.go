package dialog

import (
	"slices"

	"medius/coach"
)

// The end of a session: the effort, the pain afterwards, one true sentence.

// finish: all sets are worked through; effort and the pain afterwards are asked.
func (t *turn) finish() {
	s := t.m.Session
	s.At = len(s.Sets)
	_, round := t.sessionRound()
	if s.Light || round.Cut && len(t.m.Courses) == 1 { // how many more is no question to somebody whom it hurt too much
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

func sceneEffort(t *turn) Message {
	return Message{Phrase: phrase("effort.ask"), Buttons: t.withUndo(
		row(button("effort.0", "0")), row(button("effort.1", "1")),
		row(button("effort.2", "2")), row(button("effort.3", "3")),
	)}
}

// readEffort reads how many more there could have been.
func readEffort(t *turn, text string) (string, bool) {
	n, ok := t.lex.Number(text)
	name, _ := t.lex.Command(text)
	switch {
	case t.lex.Scaled(text): // of what, is not known: of ten that could be done, or of the effort
		return "", false
	case name == "easy":
		return "0", true
	case name == "hard":
		return "2", true
	case t.lex.Unable(text):
		return "3", true
	case ok && t.lex.Achieved(text):
		return "", false // how many were done says nothing about how many were left
	case !ok: // "quite easy, I think"
		v, ok := t.chosen(t.lex.Unstressed(text), sceneEffort(t.probe()).Buttons)
		return v, ok && v != "undo"
	case n < 0 || n > mostCount:
		return "", false
	case n >= 5:
		return "0", true
	case n >= 2:
		return "1", true
	}
	return "2", true
}

func answerEffort(t *turn, v string) {
	n, ok := t.upTo(3, v)
	if !ok {
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

// askAfter asks about every sore side, one after the other.
func (t *turn) askAfter() {
	t.m.Session.Rate = t.m.SoreSides()
	t.ask("after")
}

func sceneAfter(t *turn) Message {
	side := coach.Side("")
	if r := t.m.Session.Rate; len(r) > 0 {
		side = r[0]
	}
	return Message{Phrase: phrase("after.ask", "hip", t.hip(side)), Buttons: t.withUndo(keypad()...)}
}

func answerAfter(t *turn, v string) {
	n, ok := t.upTo(10, v)
	if !ok {
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
	s, before := *t.m.Session, t.m.Place.Undo
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
	case round.Outcome != coach.Done || round.Short:
		key = "session.done_part"
	case t.restOfDay():
		key = "session.done_first"
	case t.m.Programme.TrainingDays > coach.TrainingGoal:
		key = "session.done_on"
	}
	words := phrase(key, "days", t.m.Programme.TrainingDays, "next", t.nextReminder())
	if evening, ok := t.broughtForward(round); ok && round.Outcome != coach.Hurt && worst < 6 {
		words = phrase("under", "head", words, "body", phrase("session.first_day", "day", t.dayPhrase(evening)))
	}
	t.saying(words, nil)
	if worst >= 8 {
		t.screen(coach.AcuteScreening(), "session_over")
		return
	}
	t.m.Place.Undo = before
	t.idle()
	if round.Outcome != coach.Hurt && worst < 6 {
		t.afterwards()
	}
}

// restOfDay: another session of today is still to come.
func (t *turn) restOfDay() bool {
	day := t.openDay()
	return day.Date == t.today() && slices.ContainsFunc(day.Rounds, func(r coach.Round) bool { return r.Outcome == "" && !r.Light })
}

// broughtForward: this was the first day's evening session, done in the morning (nameFirst), so that tonight's reminder does not
// come; the evenings begin on the date.
func (t *turn) broughtForward(round *coach.Round) (evenings coach.Date, ok bool) {
	day := t.openDay()
	tonight, ok := t.next(coach.Evening, t.now)
	if !ok || day.Date != t.m.Programme.Start || round.Slot != coach.Morning || tonight.Date() != day.Date || day.Round(coach.Evening) != nil {
		return "", false
	}
	first, ok := t.next(coach.Evening, tonight.At)
	return first.Date(), ok
}

// afterwards is what may follow a session that went well, one thing at most.
func (t *turn) afterwards() {
	switch {
	case t.oddHours() && t.askTravel(Phrase{}, "odd"):
	case t.offerFirst():
	case t.upkeepOffered():
	default:
		t.tellTip()
	}
}
