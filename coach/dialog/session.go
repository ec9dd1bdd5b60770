package dialog

import (
	"slices"

	"medius/coach"
)

// A session: how is it right now, today's exercises, then set by set.

// beginSession leads into a session of a slot ("" = the one that is due), by way of whatever has to be asked first.
func (t *turn) beginSession(slot coach.Slot) {
	if !t.mayTrain() {
		return
	}
	if t.m.Session != nil {
		t.resumeSession()
		return
	}
	if t.outdated() != "" {
		t.renew()
		return
	}
	day := t.openDay()
	then := t.m.Place.Then
	if slot != "" {
		t.m.Place.PromptSlot, t.m.Place.PromptDate = slot, day.Date
	}
	t.m.Place.Then = "session"
	switch {
	case t.screeningDue(day):
		t.screen(coach.FullScreening(), "session")
		return
	case t.m.NewEpisode(day.Date):
		t.ask("episode")
		return
	case t.needsCheckIn(day):
		t.checkIn()
		return
	}
	day = t.settle()
	round := t.pickRound(day, slot)
	switch {
	case t.m.Resting():
		t.restDay(day)
	case round == nil:
		t.allDone()
	case !round.Light && len(t.plannedToday(day)) == 0:
		t.restDay(day)
	case !round.Light && t.untilLoading() > 0:
		t.tooSoon()
	case !t.knownNow(day, round):
		t.ask("now")
	case coach.TooSore(t.worstNow(day, round)):
		t.noLoading(day, round)
	case then == "now": // the plan has been seen
		t.layOut(day, round)
	default:
		t.ask("plan")
	}
}

// mayTrain: an active member who is neither paused nor locked, and owes no answer about danger.
func (t *turn) mayTrain() bool {
	switch {
	case t.m.Lock != nil:
		t.ask("locked")
	case t.m.Stage != coach.StageActive:
		t.lost()
	case t.m.Pause != nil:
		t.ask("paused")
	default:
		return !t.askOwed("session")
	}
	return false
}

// allDone: there is no session left for today, and perhaps none was done.
func (t *turn) allDone() {
	key := "session.none_left"
	if slices.ContainsFunc(t.openDay().Rounds, func(r coach.Round) bool { return !r.Began.IsZero() }) {
		key = "session.all_done"
	}
	t.say(key, "next", t.nextReminder())
	t.idle()
}

// mayGo: /go leads to a session today, or to the morning's questions that decide about one.
func (t *turn) mayGo() bool {
	p := t.probe()
	day := p.openDay()
	if p.m.Resting() {
		return p.needsCheckIn(day)
	}
	return p.pickRound(day, "") != nil
}

// maySkip: a session of today is still open, and would load.
func (t *turn) maySkip() bool {
	return !t.m.Resting() && slices.ContainsFunc(t.probe().openDay().Rounds, func(r coach.Round) bool { return r.Outcome == "" })
}

// maySwap: some side has another exercise to change to.
func (t *turn) maySwap() bool {
	return slices.ContainsFunc(t.m.Courses, func(c coach.Course) bool { return len(t.m.SwapChoices(c.Side)) > 0 })
}

// tooSoon: the six hours after the session before are not over.
func (t *turn) tooSoon() {
	at := t.now.Add(t.untilLoading()).In(t.zone())
	t.say("session.too_soon", "time", at.Format("15:04"))
	t.idle()
}

// pickRound finds the round a session is for: the slot asked for, else the one the time of day suggests, else any that is
// open. A round that was missed or skipped earlier today may still be done; nothing beyond two a day.
func (t *turn) pickRound(day *coach.Day, slot coach.Slot) *coach.Round {
	prefer := t.suggested()
	if slot == "" || t.m.Place.PromptDate != day.Date {
		slot = prefer
	}
	for _, s := range []coach.Slot{slot, prefer, otherSlot(slot)} {
		if r := day.Round(s); r != nil && (r.Outcome == "" || r.Outcome == coach.NotSent || s == slot && reopens(r.Outcome)) {
			return r
		}
	}
	if len(day.Rounds) == 0 { // a day without reminders: one session is always possible
		light := day.Off
		day.Rounds = append(day.Rounds, coach.Round{Slot: prefer, Light: light})
		return &day.Rounds[0]
	}
	return nil
}

func reopens(o coach.Outcome) bool { return o == coach.Missed || o == coach.Skipped }

// layOut begins the session itself.
func (t *turn) layOut(day *coach.Day, round *coach.Round) {
	if t.m.Place.Card.Buried {
		t.dropCard() // of a look at the exercises; the session begins with its own
	}
	if round.Light {
		t.ask("light")
		return
	}
	t.open(day, round, t.setsOf(day, t.plannedToday(day)))
}

// open starts a session with these sets.
func (t *turn) open(day *coach.Day, round *coach.Round, sets []coach.Set) {
	now := t.instant()
	t.nameFirst(day, round)
	t.m.Session = &coach.Session{Date: day.Date, Slot: round.Slot, Light: round.Light, Sets: sets, Began: now, Touched: now}
	round.Began, round.Outcome, round.Short = now, "", day.Short && !round.Light
	t.m.Place.Then, t.m.Place.Prompt = "", 0
	t.drop(DueNudge, DueSnooze)
	t.keep(DueLeft, t.now.Add(leftAfter), 0)
	t.note("session", "slot", string(round.Slot), "light", round.Light, "sets", len(sets))
	t.ask("set")
}

// nameFirst lets a first session that begins in the morning be one. When the morning's reminder is over on the day of the start,
// the evening's session is all that is planned, and it is brought forward.
func (t *turn) nameFirst(day *coach.Day, round *coach.Round) {
	if day.Date == t.m.Programme.Start && t.suggested() == coach.Morning && day.Round(coach.Morning) == nil {
		round.Slot = coach.Morning
	}
}

// suggested is the slot that the time of day suggests.
func (t *turn) suggested() coach.Slot {
	if t.local().Hour() >= 14 {
		return coach.Evening
	}
	return coach.Morning
}

// sessionRound is the diary's entry of the open session.
func (t *turn) sessionRound() (*coach.Day, *coach.Round) {
	day := t.m.Day(t.m.Session.Date)
	if day == nil {
		return nil, nil
	}
	return day, day.Round(t.m.Session.Slot)
}

// resumeSession asks the session's own question again, wherever the member had wandered to.
func (t *turn) resumeSession() {
	t.leaveHolds()
	scene := t.m.Session.Scene
	t.m.Place.Return = ""
	if scene == "" {
		scene = "set"
	}
	if scene == "rest" && !t.restGoesOn() {
		scene = "set"
	}
	t.ask(scene)
}

// closeSession ends the open session: how full it was decides its outcome.
func (t *turn) closeSession(worked bool) {
	day, round := t.sessionRound()
	t.unring()
	t.layDown(t.summary(round))
	t.m.Session = nil
	t.m.Place.Undo = nil
	t.drop(DueRest, DueHold, DueLeft)
	if round == nil {
		return
	}
	t.m.CloseRound(day, round, worked, t.instant())
	if round.Slot == coach.Morning && day.EveningCancelled() && day.CancelEvening() {
		t.noteRound(coach.Evening, coach.Rested)
	}
	t.noteRound(round.Slot, round.Outcome)
}

// leftDue closes a session nobody came back to, honestly: what was done counts, the rest does not.
func (t *turn) leftDue() {
	s := t.m.Session
	if s == nil {
		return
	}
	if wait := s.Touched.Add(leftAfter).Sub(t.now); wait > 0 {
		t.keep(DueLeft, t.now.Add(wait), 0)
		return
	}
	done := 0
	for _, set := range s.Sets {
		if set.Worked {
			done++
		}
	}
	of := len(s.Sets)
	_, round := t.sessionRound()
	t.closeSession(done == of)
	t.idle()
	switch {
	case t.atNight(), t.m.Silence.Quiet(t.today()):
		t.m.Place.LeftDone, t.m.Place.LeftOf = done, of
	case round != nil && round.Stopped:
		t.say("session.done_stopped", "next", t.nextReminder())
	default:
		t.say("session.left", "n", done, "of", of)
	}
}

// atNight: nobody is to be woken for something that can wait.
func (t *turn) atNight() bool { h := t.local().Hour(); return h >= 22 || h < 7 }
