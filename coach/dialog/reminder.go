package dialog

import (
	"time"

	"medius/coach"
)

// arrived handles a moment that has come.
func (t *turn) arrived() {
	due := t.ev.Due
	late := !due.Until.IsZero() && t.now.After(due.Until)
	switch due.Kind {
	case DueMorning:
		t.reminderDue(coach.Morning, late)
	case DueEvening:
		t.reminderDue(coach.Evening, late)
	case DueSnooze:
		t.snoozeDue(late)
	case DueNudge:
		t.nudgeDue(late)
	case DueRest:
		t.restDue()
	case DueHold:
		t.holdDue()
	case DueLeft:
		t.leftDue()
	case DueResume:
		t.resumeDue()
	case DueLock:
		t.lockDue(late)
	case DueOuting:
		t.outingDue(late)
	case DueWeekly:
		t.weeklyDue(late)
	case DueRetention:
		t.retentionDue()
	case DueUnfinished:
		t.unfinishedDue(late)
	case DueCalm:
		t.calmDue(late)
	case DueStand:
		t.standDue(late)
	case DuePrescribed:
		t.prescribedDue()
	case DueDigest:
		t.digestDue(late)
	}
}

// stillUseful is for how long a message is still useful: what the moment that led to it has waited for its turn is gone.
func (t *turn) stillUseful(useful time.Duration) time.Duration {
	until := t.ev.Due.Until
	if t.ev.Kind != Arrived || until.IsZero() {
		return useful
	}
	return min(max(until.Sub(t.now), time.Second), useful)
}

// reminderDue sends a slot's reminder, unless it is too late to be useful or there is nothing to remind of. The next
// one follows from the rule, whatever became of this one.
func (t *turn) reminderDue(slot coach.Slot, late bool) {
	t.remindSlot(slot)
	t.remindCalm()
	if t.m.Stage != coach.StageActive || t.m.Away || t.m.Lock != nil {
		return
	}
	if t.m.Pause != nil {
		t.openDay().CloseOpen(coach.Paused)
		return
	}
	t.remindWeekly()
	day := t.openDay()
	round := day.Round(slot)
	if round == nil || round.Outcome != "" {
		return
	}
	if late {
		round.Outcome = coach.NotSent
		t.note("prompt", "slot", string(slot), "kind", "reminder", "outcome", "too_late")
		return
	}
	if earlier := day.Round(coach.Morning); slot == coach.Evening && earlier != nil && earlier.Outcome == "" && t.m.Session == nil {
		earlier.Outcome = coach.Missed
		t.noteRound(coach.Morning, coach.Missed)
		t.m.FitRounds(day)
	}
	if round.Outcome != "" {
		return
	}
	if t.m.Silence.Quiet(t.today()) {
		t.breakSilence(day, round)
		return
	}
	if t.m.Session != nil || !t.worthReminding(day, round) {
		return
	}
	if wait := t.untilLoading(); wait > 0 && !round.Light {
		t.postpone(day, round, wait)
		return
	}
	t.prompt(day.Date, slot, "reminder")
}

// worthReminding: in a flare only the morning's questions are asked; a cancelled evening is rest.
func (t *turn) worthReminding(day *coach.Day, round *coach.Round) bool {
	if t.restsTonight(round.Slot) || round.Slot == coach.Evening && day.EveningCancelled() {
		round.Outcome = coach.Rested
		t.noteRound(round.Slot, coach.Rested)
		return false
	}
	return true
}

// restsTonight: there is nothing to ask in the evening of a flare, where the morning asks.
func (t *turn) restsTonight(slot coach.Slot) bool {
	return slot == coach.Evening && t.m.Schedule.Morning != "" && t.m.InFlare() && len(t.m.Courses) == 1
}

// untilLoading is how long loading must still wait for the six hours after the session before.
func (t *turn) untilLoading() time.Duration {
	last := t.m.LoadedAt()
	if last.IsZero() {
		return 0
	}
	return max(0, last.Add(coach.MinimumBetween).Sub(t.now))
}

// postpone moves a reminder to when six hours have passed, or gives the slot up where that would be late at night.
func (t *turn) postpone(day *coach.Day, round *coach.Round, wait time.Duration) {
	at := t.now.Add(wait)
	if local := at.In(t.zone()); coach.DateOf(local) != day.Date || local.Hour() >= 22 {
		round.Outcome = coach.Rested
		t.noteRound(round.Slot, round.Outcome)
		return
	}
	t.m.Place.PromptSlot, t.m.Place.PromptDate, t.m.Place.Nudged = round.Slot, day.Date, false
	t.keep(DueSnooze, at, reminderUseful)
}

// promptRound is the round the open reminder is about, nil when it is settled.
func (t *turn) promptRound() *coach.Round {
	p := t.m.Place
	if t.m.Stage != coach.StageActive || t.m.Pause != nil || t.m.Lock != nil || p.PromptDate != t.today() {
		return nil
	}
	day := t.m.Day(p.PromptDate)
	if day == nil {
		return nil
	}
	round := day.Round(p.PromptSlot)
	if round == nil || round.Outcome != "" || !round.Began.IsZero() {
		return nil
	}
	return round
}

// snoozeDue repeats a reminder the member put off.
func (t *turn) snoozeDue(late bool) {
	if round := t.promptRound(); round != nil && !late && !t.m.Away && t.m.Session == nil {
		t.prompt(t.m.Place.PromptDate, round.Slot, "snoozed")
	}
}

// nudgeDue reminds once more, then there is silence.
func (t *turn) nudgeDue(late bool) {
	round := t.promptRound()
	if round == nil || late || t.m.Away || t.m.Session != nil || t.m.Place.Nudged || t.answering() {
		return
	}
	t.m.Place.Nudged = true
	t.prompt(t.m.Place.PromptDate, round.Slot, "nudge")
}

// answering: the member is on the way into the session already.
func (t *turn) answering() bool {
	return t.m.Place.Scene != "" && t.m.Place.Then == "session"
}

// unfinishedDue reminds once of half-answered first questions.
func (t *turn) unfinishedDue(late bool) {
	if t.m.Stage != coach.StageOnboarding || late || t.m.Away {
		return
	}
	t.say("start.unfinished")
	t.resumeOnboarding()
}
