package dialog

import (
	"time"

	"medius/coach"
)

// The pain right now, before anything is loaded.

// askedNow: the pain right now is known: asked for this round, or answered in the check-in within the last half hour.
func (t *turn) askedNow(day *coach.Day, round *coach.Round) bool {
	if day.CheckIn.Done && t.now.Sub(day.CheckIn.At) < 30*time.Minute {
		for _, c := range t.m.Courses {
			if n, ok := day.CheckIn.Morning[c.Side]; ok && round.Mark(c.Side).Now == nil {
				round.Mark(c.Side).Now = coach.Rated(n)
			}
		}
		if t.soreNow(round) {
			t.noLoading(day, round)
			return false
		}
	}
	for _, c := range t.m.Courses {
		if round.Mark(c.Side).Now == nil {
			return false
		}
	}
	return true
}

func (t *turn) nowSide(round *coach.Round) coach.Side {
	for _, c := range t.m.Courses {
		if round.Mark(c.Side).Now == nil {
			return c.Side
		}
	}
	return t.m.Courses[len(t.m.Courses)-1].Side
}

func sceneNow(t *turn) Message {
	round := t.pickRound(t.openDay(), t.m.Place.PromptSlot)
	if round == nil {
		return Message{Phrase: phrase("session.all_done", "next", t.nextReminder())}
	}
	return Message{Phrase: phrase("now.ask", "hip", t.hip(t.nowSide(round))), Buttons: keypad()}
}

func answerNow(t *turn, v string) {
	n, ok := score(v)
	day := t.openDay()
	round := t.pickRound(day, t.m.Place.PromptSlot)
	if !ok || round == nil {
		t.again("")
		return
	}
	t.remember()
	side := t.nowSide(round)
	round.Mark(side).Now = &n
	t.note("now", "side", side, "score", n)
	if n >= 6 {
		t.noLoading(day, round)
		return
	}
	if t.m.Place.Then == "session" {
		t.m.Place.Then = ""
	}
	if !t.askedNow(day, round) {
		t.m.Place.Then = "session"
		t.ask("now")
		return
	}
	t.ask("plan")
}

func (t *turn) soreNow(round *coach.Round) bool {
	for _, m := range round.Marks {
		if m.Now != nil && coach.TooSore(*m.Now) {
			return true
		}
	}
	return false
}

// noLoading: with 6 or more right now nothing is loaded in this session; the score counts as pain after the last one.
func (t *turn) noLoading(day *coach.Day, round *coach.Round) {
	worst := 0
	for _, m := range round.Marks {
		if m.Now != nil {
			worst = max(worst, *m.Now)
		}
	}
	round.Outcome = coach.Rested
	t.drop(DueNudge, DueSnooze)
	if round.Slot == coach.Morning {
		day.CancelEvening()
	}
	t.note("round", "slot", string(round.Slot), "outcome", string(coach.Rested))
	t.m.Place.Then = ""
	if worst >= 8 {
		t.say("now.severe")
		t.screen(coach.AcuteScreening(), "")
		return
	}
	t.say("now.too_sore")
	t.idle()
}
