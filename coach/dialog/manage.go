package dialog

import (
	"strings"
	"time"

	"medius/coach"
)

// Pause, stop, delete: the member leaves with one command.

func scenePause(*turn) Message {
	return Message{Phrase: phrase("pause.ask"), Buttons: [][]Button{
		row(button("pause.days", "3", "n", 3), button("pause.days", "7", "n", 7), button("pause.days", "14", "n", 14)),
		row(button("pause.open", "open")),
		row(button("pause.no", "no")),
	}}
}

func readPause(t *turn, text string) (string, bool) {
	if yes, reply := t.lex.Agrees(text); reply && !yes {
		return "no", true
	}
	until, ok := t.lex.Until(text, t.today())
	if t.m.Place.Scene == "pause" && (t.lex.From(text, t.today()) || !ok && t.lex.Ahead(text)) {
		t.again("pause.ahead")
		return "", true
	}
	if !ok && t.lex.Over(text, t.today()) {
		t.again("pause.past")
		return "", true
	}
	return "until:" + string(until), ok && until > t.today()
}

// longBreak is how many days ahead a typed date is asked about once more: one that is over this year means the next one to
// the calendar, and hardly ever to whoever typed it.
const longBreak = 120

func answerPause(t *turn, v string) {
	switch {
	case v == "no":
		t.say("pause.not")
		t.comeHome()
	case v == "open":
		t.pause("")
	case strings.HasPrefix(v, "until:"):
		t.pauseUntil(coach.Date(v[len("until:"):]))
	case atoi(v) > 0:
		t.pause(t.today().Add(atoi(v)))
	default:
		t.again("")
	}
}

// pauseUntil begins a break, or asks once more when it would be a very long one.
func (t *turn) pauseUntil(until coach.Date) {
	if until.Since(t.today()) < longBreak {
		t.pause(until)
		return
	}
	t.setDraft("until", string(until))
	t.ask("pause_sure")
}

func scenePauseSure(t *turn) Message {
	until := coach.Date(t.draft("until"))
	year, _, _ := strings.Cut(string(until), "-")
	return Message{
		Phrase:  phrase("pause.sure", "date", datePhrase(until), "year", year, "days", until.Since(t.today())),
		Buttons: [][]Button{row(button("pause.yes", "yes")), row(button("pause.another", "no"))},
	}
}

// readPauseSure takes the day that was meant as well.
func readPauseSure(t *turn, text string) (string, bool) {
	if v, ok := readAgreement(t, text); ok {
		return v, true
	}
	return readPause(t, text)
}

func answerPauseSure(t *turn, v string) {
	if strings.HasPrefix(v, "until:") {
		answerPause(t, v)
		return
	}
	until := coach.Date(t.draft("until"))
	delete(t.m.Place.Draft, "until")
	if v == "yes" && until > t.today() {
		t.pause(until)
		return
	}
	t.ask("pause")
}

// pause begins a break, and says what follows.
func (t *turn) pause(until coach.Date) {
	t.beginPause(until)
	t.pauseBegun()
}

// pauseBegun says how long the break lasts, and what comes after it.
func (t *turn) pauseBegun() {
	until := t.m.Pause.Until
	if until == "" {
		t.say("pause.open_done")
		return
	}
	done := phrase("pause.done", "date", datePhrase(until))
	if lower, ok := t.breakPhrase(until); ok {
		done = phrase("under", "head", done, "body", lower)
	}
	t.saying(done, nil)
}

// beginPause stops reminders; open sessions of today count as paused.
func (t *turn) beginPause(until coach.Date) {
	if t.m.Session != nil {
		t.closeSession(false)
	}
	t.m.Place.Undo = nil
	since := t.today()
	if t.m.Pause != nil {
		since = t.m.Pause.Since // a break that is made longer goes on
	}
	t.m.Pause = &coach.Pause{Since: since, Until: until}
	t.openDay().CloseOpen(coach.Paused)
	t.note("pause", "until", string(until))
	t.drop(DueMorning, DueEvening, DueNudge, DueSnooze, DueRest, DueHold, DueLeft)
	t.m.Place.Prompt = 0
	t.idle()
	if until == "" {
		t.drop(DueResume)
		return
	}
	t.keep(DueResume, t.dayStart(until), 0)
}

// dayStart is 4:00 on a date of the member's calendar: before any reminder.
func (t *turn) dayStart(d coach.Date) time.Time {
	naive, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return t.now
	}
	return coach.Resolve(naive.Add(4*time.Hour), t.zone())
}

func scenePaused(t *turn) Message {
	return Message{Phrase: phrase("pause.still"), Buttons: [][]Button{row(button("pause.resume", "yes"), button("pause.stay", "no"))}}
}

func answerPaused(t *turn, v string) {
	if v != "yes" {
		t.say("pause.stays")
		t.idle()
		return
	}
	t.resume()
}

// resume ends the pause; the gap table decides the dose when the next session comes.
func (t *turn) resume() {
	if t.m.Pause == nil {
		t.say("pause.none")
		t.home()
		return
	}
	was := *t.m.Pause
	t.endPause()
	t.remind()
	t.note("resume")
	t.idle()
	key := "pause.over_rest"
	if t.mayGo() {
		key = "pause.over"
	}
	over := phrase(key, "next", t.nextReminder())
	if seat := t.m.Seat(was.Seat); seat != nil && seat.State == coach.SeatGranted && was.Wished > t.today() {
		t.report(seat, coach.Prescription{Kind: coach.PrescribePause, Until: was.Wished}, "resumed")
		over = phrase("under", "head", over, "body", phrase("pause.wished", "label", seat.Label, "date", datePhrase(was.Wished)))
	}
	t.saying(over, nil)
}

// endPause takes the paused days out of the count of programme days.
func (t *turn) endPause() {
	if t.m.Pause == nil {
		return
	}
	paused := max(0, t.today().Since(t.m.Pause.Since))
	t.m.Pause = nil
	t.m.Programme.PausedDays += paused
	t.drop(DueResume)
	day := t.openDay()
	for i := range day.Rounds {
		if day.Rounds[i].Outcome == coach.Paused {
			day.Rounds[i].Outcome = ""
		}
	}
}

func (t *turn) resumeDue() {
	if t.m.Pause == nil || t.m.Stage != coach.StageActive {
		return
	}
	t.endPause()
	t.remind()
	t.m.Road.Back = true // the next reminder says so; it is 4 in the morning
	t.note("resume")
}

// stop ends the coaching at once: nothing is sent any more until /start. The data stay until /delete.
func (t *turn) stop() {
	switch practice := t.m.Stage == coach.StagePractice; {
	case t.m.Stage == coach.StageNew, practice && t.m.Practice == nil:
		t.say("stop.nothing")
		return
	case practice:
		t.m.Practice.DigestOff = true
		t.note("setting", "digest", false)
		t.remindDigest()
		t.idle()
		t.say("practice.stop")
		return
	}
	t.endCoaching()
	t.note("stop")
	done := phrase("stop.done")
	if t.m.Practice != nil && len(t.m.Practice.Patients) > 0 {
		done = phrase("stop.patients_stay")
	}
	t.saying(done, noPanel())
}

// endCoaching: nothing waits for the member any more, and what is on its way is held back.
func (t *turn) endCoaching() {
	if t.m.Session != nil {
		t.closeSession(false)
	}
	if t.m.Stage != coach.StageOnboarding && t.m.Programme.Start != "" && t.m.Pause == nil {
		t.m.Pause = &coach.Pause{Since: t.today()}
	}
	t.m.Stage = coach.StageStopped
	t.drop(DueMorning, DueEvening, DueNudge, DueSnooze, DueRest, DueHold, DueLeft, DueResume, DueLock, DueUnfinished, DueOuting, DueCalm, DueStand)
	t.out.Hush = []coach.Lane{coach.LaneReply, coach.LaneTimer, coach.LaneReminder, coach.LaneBroadcast}
	t.m.Place.Prompt = 0
	t.m.Place.Return = ""
	t.idle()
}

func sceneDelete(*turn) Message {
	return Message{Phrase: phrase("delete.ask"), Buttons: [][]Button{row(button("delete.go_on", "yes")), row(button("delete.keep", "no"))}}
}

func answerDelete(t *turn, v string) {
	if v == "yes" {
		t.ask("delete_sure")
		return
	}
	t.keepData()
}

// readDeleteSure takes a typed no; for the rest only the button's own words will do.
func readDeleteSure(t *turn, text string) (string, bool) {
	yes, ok := t.lex.Agrees(text)
	return "no", ok && !yes
}

func sceneDeleteSure(*turn) Message {
	return Message{Phrase: phrase("delete.sure"), Buttons: [][]Button{
		row(button("delete.really", "really")), row(button("delete.keep", "no")),
	}}
}

func answerDeleteSure(t *turn, v string) {
	if v != "really" {
		t.keepData()
		return
	}
	t.dropCard()
	t.saying(phrase("delete.done"), noPanel())
	t.out.Erase = true
}

func (t *turn) keepData() {
	t.say("delete.kept")
	t.comeHome()
}
