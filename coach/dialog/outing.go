package dialog

import (
	"time"

	"medius/coach"
)

// An outing: noted in two taps, judged by the next morning, told with its reason.

// noteOuting notes an outing of today, whether it was due or not: what was done is done.
func (t *turn) noteOuting() {
	day := t.openDay()
	if run, ok := t.m.Running.Latest(); ok && run.Date >= day.Date {
		t.ask("run_pain")
		return
	}
	t.remember()
	if run, ok := t.m.Running.Due(day.Date); ok && run.Row == "" {
		t.judge(day, run) // it has waited long enough
	}
	t.m.Running = t.m.Running.Log(day.Date, nil)
	t.askNextMorning(day.Date.Add(1))
	t.ask("run_pain")
}

// askNextMorning promises the question about the morning after where no reminder would ask it.
func (t *turn) askNextMorning(date coach.Date) {
	if len(t.slotsOn(date)) > 0 || date <= t.today() {
		return
	}
	minute, ok := minuteOf(t.m.Schedule.Morning)
	if !ok {
		minute = 9 * 60
	}
	naive, err := time.Parse(time.DateOnly, string(date))
	if err != nil {
		return
	}
	t.keep(DueOuting, coach.Resolve(naive.Add(time.Duration(minute)*time.Minute), t.zone()), outingUseful)
}

// outingUseful is how long after its time the question about the morning is still about the morning.
const outingUseful = 8 * time.Hour

func sceneRunPain(t *turn) Message {
	day := t.openDay()
	key, rows := "run.pain", keypad()
	run, ok := t.m.Running.Latest()
	if ok && run.Date < day.Date {
		key = "run.pain_yesterday"
	}
	if _, may := t.m.Running.DayEarlier(); may && run.Date == day.Date && run.During == nil {
		rows = append(rows, row(button("run.yesterday", "yesterday")))
	}
	return Message{Phrase: phrase(key, "hip", t.hip("")), Buttons: t.withUndo(rows...)}
}

func answerRunPain(t *turn, v string) {
	day := t.openDay()
	if v == "yesterday" {
		if earlier, ok := t.m.Running.DayEarlier(); ok {
			t.m.Running = earlier
			t.drop(DueOuting)
		}
		t.ask("run_pain")
		return
	}
	n, ok := t.upTo(10, v)
	if !ok {
		return
	}
	run, ok := t.m.Running.Latest()
	if !ok || !t.m.Running.Active() { // it has ended while the question was open
		t.say("settings.closed")
		t.comeHome()
		return
	}
	t.remember()
	t.m.Running = t.m.Running.Rate(n)
	t.note("outing", "date", string(run.Date), "stage", run.Stage, "score", n)
	t.keepSore(run.Date, n)
	switch {
	case t.draft("run_morning") != "":
		t.checkIn()
	case coach.TooSore(n) && run.Date == day.Date, n >= 8:
		t.soreOut(day, n)
	case run.Date < day.Date && day.CheckIn.Done:
		t.afterRun(t.settle())
		t.comeHome()
	default:
		key := "run.noted"
		if run.Date < day.Date {
			key = "run.noted_yesterday"
		}
		t.say(key, "stage", run.Stage, "score", n)
		t.comeHome()
	}
}

// keepSore: 6 and more while out counts as the pain in the sets of that day. A score that is taken back takes it along.
func (t *turn) keepSore(date coach.Date, score int) {
	day := t.m.Day(date)
	if day == nil {
		return
	}
	if day.Run = nil; coach.TooSore(score) {
		day.Run = &score
	}
}

// soreOut: 6 and more on the feet. Nothing is loaded any more today; a severe score asks whether somebody should look.
func (t *turn) soreOut(day *coach.Day, score int) {
	if t.m.Session != nil {
		t.closeSession(false)
	}
	day.CloseOpen(coach.Rested)
	t.drop(DueNudge, DueSnooze)
	t.say("run.sore")
	if score >= 8 {
		t.screen(coach.AcuteScreening(), "session_over")
		return
	}
	t.idle()
}

// afterRun says what became of running: that it has ended, or what the morning after the latest outing decided.
func (t *turn) afterRun(day *coach.Day) {
	t.endRun()
	if r := &t.m.Running; r.Untold {
		r.Untold = false
		t.say("run.ended." + string(r.Ended))
		return
	}
	run, ok := t.m.Running.Due(day.Date)
	late := run.Date.Add(1) < day.Date
	if !ok || late && run.Row != "" || !late && !day.CheckIn.Done {
		return
	}
	before := t.m.Running
	if d, ok := t.judge(day, run); ok && (run.Row == "" || before.Stage != d.Stage || before.From != d.From || before.Clean != d.CleanSoFar) {
		t.saying(t.judged(d, run), nil)
	}
}

// judge applies the 24-hour rule to an outing.
func (t *turn) judge(day *coach.Day, run coach.Run) (coach.RunDecision, bool) {
	after := t.m.RunAftermath(run, t.m.Day(run.Date.Add(1)))
	r, d, ok := t.m.Running.Judge(after, t.m.RunHold(day.Date))
	if ok {
		t.m.Running = r
		t.drop(DueOuting)
		t.note("run_rule", "date", string(run.Date), "row", d.Row, "action", string(d.Action), "stage", d.Stage, "stage_before", d.Stage0,
			"from", string(d.From), "clean", d.CleanSoFar, "held", string(d.Held))
	}
	return d, ok
}

// judged tells what the rule made of an outing, and why.
func (t *turn) judged(d coach.RunDecision, run coach.Run) Phrase {
	key := "run.rule." + d.Row
	switch {
	case d.Row == "1" && d.AlsoInDiary != nil:
		key = "run.rule.1_out"
	case d.Row == "2" && d.Stage == d.Stage0:
		key = "run.rule.2_walk"
	case d.Held != "":
		key = "run.held." + string(d.Held)
	case d.Action == coach.RunUp:
		key = "run.rule.up"
	case d.CleanSoFar == 2:
		key = "run.rule.last"
	}
	return phrase(key, "date", datePhrase(run.Date), "stage", d.Stage, "outing", outingPhrase(coach.OutingAt(d.Stage)),
		"next", t.dayPhrase(max(d.From, t.m.Running.NextRun(t.today()))))
}

// outingDue asks about the morning after an outing, on a day that has no reminder.
func (t *turn) outingDue(late bool) {
	if late || t.m.Stage != coach.StageActive || t.m.Away || t.m.Lock != nil || t.m.Pause != nil || t.occupied() || t.m.Silence.Quiet(t.today()) {
		return
	}
	day := t.openDay()
	if run, waits := t.m.Running.Waiting(); !waits || run.Date.Add(1) != day.Date || day.CheckIn.Done {
		return
	}
	t.m.Place.Then = "outing"
	t.checkIn()
	t.headed(phrase("run.morning"))
}

// outingTold ends a check-in that was only about an outing: on a day without a session nothing else is decided.
func (t *turn) outingTold(day *coach.Day) {
	t.afterRun(day)
	t.say("run.told")
	t.idle()
}
