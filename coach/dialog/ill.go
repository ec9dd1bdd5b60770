package dialog

import (
	"slices"

	"medius/coach"
)

// ill: nobody trains with a fever. What may be the hip itself is asked about by the button.
func (t *turn) ill() {
	if t.m.Stage != coach.StageActive || t.m.Pause != nil || t.m.Lock != nil {
		t.lostHere()
		return
	}
	round := t.roundAhead()
	if round != nil && t.m.Resting() { // there are only questions, and nothing to leave out
		t.say("ill_now")
		t.idle()
		return
	}
	if round != nil {
		t.note("skip_reason", "reason", "ill")
		t.leaveOut(round)
		t.say("ill_today", "next", t.nextReminder())
		t.idle()
		return
	}
	if s := t.m.Session; s != nil && s.Current() != nil {
		t.say("ill_now")
		t.stopHere()
		return
	}
	t.tell("ill")
}

// roundAhead is the session that somebody is on the way into: its reminder waits, or its questions are being asked. nil: there is none.
func (t *turn) roundAhead() *coach.Round {
	if t.m.Session != nil {
		return nil
	}
	if t.newestIsPrompt() || t.m.Place.Scene == "" && t.m.Place.Prompt != 0 {
		return t.promptRound()
	}
	if t.answering() || slices.Contains([]string{"morning_pain", "night", "painkiller", "now", "plan", "light"}, t.m.Place.Scene) {
		return t.pickRound(t.openDay(), t.m.Place.PromptSlot)
	}
	return nil
}
