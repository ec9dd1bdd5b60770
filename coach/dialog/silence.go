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
	switch tasks := t.tasksNow(); {
	case len(tasks) > 0 && t.easier(tasks):
		msg.Phrase = phrase("prompt.silent_easier", "dose", dosesPhrase(tasks))
	case len(tasks) > 0:
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

// easier: after a long gap the way leads over an easier exercise, whose dose may sound like more.
func (t *turn) easier(tasks []coach.Task) bool {
	for _, task := range tasks {
		if c := t.m.Course(task.Sides[0]); task.Rung < c.State.Rung {
			return true
		}
	}
	return false
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
