package dialog

import "medius/coach"

// Silence: after three days without a word the reminders end. Four messages come in their place, then nothing until the
// member writes. Nobody is chased, and nobody is reproached.

// breakSilence sends one of the four messages, or nothing, where a reminder would have come.
func (t *turn) breakSilence(day *coach.Day, round *coach.Round) {
	n, last := t.m.Silence.Due(day.Date)
	if n == 0 {
		round.Outcome = coach.NotSent
		if t.m.Resting() {
			round.Outcome = coach.Rested
		}
		return
	}
	t.m.Silence.Told = n
	if last {
		t.fallSilent()
		return
	}
	msg := Message{Phrase: phrase("prompt.silent"), Buttons: [][]Button{
		row(button("prompt.start", "start")), row(button("prompt.pause", "pause")),
	}}
	if tasks := t.tasksNow(); len(tasks) > 0 {
		msg.Phrase = phrase("prompt.silent_dose", "dose", dosesPhrase(tasks))
	}
	t.sendPrompt(day.Date, round.Slot, "silent", msg)
}

// tasksNow is what today would come to if the member began now; nothing is decided by asking.
func (t *turn) tasksNow() []coach.Task {
	p := t.probe()
	p.m.Settle(p.today(), t.Settings.Policy)
	return p.plannedToday(p.openDay())
}

// dosesPhrase lists the doses alone: they may be read on a lock screen.
func dosesPhrase(tasks []coach.Task) Phrase {
	var doses []Phrase
	for _, task := range tasks {
		doses = append(doses, dosePhrase(task.Dose()))
	}
	return list(doses)
}

// fallSilent is the last word; the member's next one begins the reminders again.
func (t *turn) fallSilent() {
	t.m.Pause = &coach.Pause{Since: t.today()}
	t.openDay().CloseOpen(coach.Paused)
	t.drop(DueMorning, DueEvening, DueNudge, DueSnooze)
	t.note("pause", "until", "", "by", "coach")
	t.m.Place.Prompt = 0
	t.idle()
	t.under(phrase("prompt.quiet"), "paused")
}
