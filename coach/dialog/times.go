package dialog

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"medius/coach"
)

// Reminder times and weekdays. They are kept as cron expressions, the owner's defaults included.

var morningOffers = []string{"06:00", "06:30", "07:00", "07:30", "08:00", "09:00"}

var eveningOffers = []string{"17:00", "18:00", "19:00", "20:00", "20:30", "21:00"}

func sceneMorning(t *turn) Message { return t.timeQuestion(coach.Morning, morningOffers) }

func sceneEvening(t *turn) Message { return t.timeQuestion(coach.Evening, eveningOffers) }

func (t *turn) timeQuestion(slot coach.Slot, offers []string) Message {
	usual := clockOf(t.Settings.Defaults.Of(slot))
	if _, plain := minuteOf(t.Settings.Defaults.Of(slot)); plain && !slices.Contains(offers, usual) {
		offers = append([]string{usual}, offers[1:]...)
	}
	var times []Button
	for _, o := range offers {
		times = append(times, button("clock", o, "time", o))
	}
	rows := append(grid(3, times), row(button("time.none."+string(slot), "none")))
	ask := "time.ask." + string(slot)
	if slot == coach.Evening && t.m.Schedule.Morning == "" {
		ask = "time.ask.evening_only"
	}
	return Message{Phrase: phrase(ask, "time", usual), Buttons: rows}
}

// eveningFrom is the hour from which a time is taken for one of the evening.
const eveningFrom = 16

func readMorning(t *turn, text string) (string, bool) {
	if a, b, ok := t.lex.TwoTimes(text); ok && t.setTime(coach.Morning, clockText(a[0], a[1])) {
		t.ask("evening") // which is answered as well
		t.out.Say = t.out.Say[:len(t.out.Say)-1]
		answerEvening(t, clockText(b[0], b[1]))
		return "", true
	}
	if late, ok := t.lex.DayPart(text); ok && late { // "evenings only"
		return "none", true
	}
	if h, _, ok := t.lex.ClockNear(text, false); ok && h >= eveningFrom {
		t.again("time.is_evening")
		return "", true
	}
	return readTime(t, text, false)
}

func readEvening(t *turn, text string) (string, bool) {
	if late, ok := t.lex.DayPart(text); ok && !late { // "mornings only"
		return "none", true
	}
	return readTime(t, text, true)
}

func readTime(t *turn, text string, evening bool) (string, bool) {
	h, m, ok := t.lex.ClockNear(text, evening)
	return clockText(h, m), ok
}

func answerMorning(t *turn, v string) {
	if !t.setTime(coach.Morning, v) {
		return
	}
	t.onward("morning")
}

func answerEvening(t *turn, v string) {
	if !t.setTime(coach.Evening, v) {
		return
	}
	if t.m.Schedule.Morning == "" && t.m.Schedule.Evening == "" {
		t.say("time.one_at_least")
		t.ask("morning")
		return
	}
	t.onward("evening")
}

// setTime keeps a time as a cron expression on the weekdays chosen so far. Six hours lie between the two slots.
func (t *turn) setTime(slot coach.Slot, v string) bool {
	if v == "none" {
		t.setDraft("weekdays", t.daysField())
		t.setExpr(slot, "")
		return true
	}
	at, err := time.Parse("15:04", v)
	if err != nil {
		t.again(scenes[t.m.Place.Scene].again)
		return false
	}
	// Looked at in the evening only: the morning is asked first, and may be on its way past the old evening.
	if slot == coach.Evening && t.tooClose(slot, at) {
		t.again("time.too_close")
		return false
	}
	t.setExpr(slot, fmt.Sprintf("%d %d * * %s", at.Minute(), at.Hour(), t.daysField()))
	return true
}

// tooClose: with this time there would be less than six hours between the two reminders.
func (t *turn) tooClose(slot coach.Slot, at time.Time) bool {
	other, set := minuteOf(t.m.Schedule.Of(otherSlot(slot)))
	gap := at.Hour()*60 + at.Minute() - other
	if slot == coach.Morning {
		gap = -gap
	}
	return set && gap < 6*60
}

func otherSlot(s coach.Slot) coach.Slot {
	if s == coach.Morning {
		return coach.Evening
	}
	return coach.Morning
}

// setExpr sets a slot's cron expression; "" = no reminder.
func (t *turn) setExpr(slot coach.Slot, expr string) {
	if slot == coach.Morning {
		t.m.Schedule.Morning = expr
	} else {
		t.m.Schedule.Evening = expr
	}
	t.note("schedule", "slot", string(slot), "cron", expr)
}

// minuteOf is the minute of the day of a plain daily expression.
func minuteOf(expr string) (int, bool) {
	f := strings.Fields(expr)
	if len(f) != 5 {
		return 0, false
	}
	m, err := strconv.Atoi(f[0])
	h, err2 := strconv.Atoi(f[1])
	return h*60 + m, err == nil && err2 == nil
}

// clockOf shows a plain daily expression as "HH:MM", another expression as it is written.
func clockOf(expr string) string {
	if n, ok := minuteOf(expr); ok {
		return clockText(n/60, n%60)
	}
	return expr
}
