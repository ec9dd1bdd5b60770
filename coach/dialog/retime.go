package dialog

import (
	"strings"
	"time"

	"medius/coach"
	"medius/coach/words"
)

// Wishes about the reminders that are typed wherever somebody happens to be: "remind me at 8 in the morning", "not on Wednesdays any
// more". They are shown as they were understood, and take effect with a yes.

// wishesReminders understands such a wish, and asks whether that is what was meant.
func (t *turn) wishesReminders(text string) bool {
	if t.m.Stage != coach.StageActive || t.m.Lock != nil || t.exercising() {
		return false
	}
	open := t.m.Place.Scene == "settings"
	about := open || t.lex.Mentions("settings", text) || t.lex.Mentions("remind", text) || t.lex.Mentions("retime", text)
	if a, b, ok := t.lex.TwoTimes(text); ok {
		return t.confirmWish("both", clockText(a[0], a[1])+" "+clockText(b[0], b[1]))
	}
	if h, m, ok := t.lex.ClockNear(text, t.m.Schedule.Morning == ""); ok && about {
		slot := coach.Morning
		if h >= 12 {
			slot = coach.Evening
		}
		return t.confirmWish(string(slot), clockText(h, m))
	}
	days, off, ok := t.lex.ChangedWeekdays(text)
	if !ok || !about && !off {
		return false
	}
	if off { // of the days there are, not of all seven
		now := daysOf(t.daysField())
		for d := range days {
			days[d] = days[d] && now[d]
		}
	}
	field := daysFieldOf(days)
	return field != "" && t.confirmWish("days", field)
}

// confirmWish asks whether a wish was understood.
func (t *turn) confirmWish(what, value string) bool {
	t.m.Place.Draft = map[string]string{"settings": "wish", "wish": what, "value": value}
	if old, same := t.wishBefore(); same {
		t.tell("settings.wish.same", "old", old)
		return true
	}
	t.ask("wish")
	return true
}

// wishBefore is how it has been so far, and whether that is what is wished for.
func (t *turn) wishBefore() (old any, same bool) {
	what, value := t.draft("wish"), t.draft("value")
	if what == "days" {
		return daysPhrase(t.daysField()), daysOf(value) == daysOf(t.daysField())
	}
	if what == "both" {
		a, b := t.slotClock(coach.Morning), t.slotClock(coach.Evening)
		m, e, _ := strings.Cut(value, " ")
		return phrase("list.pair", "a", a, "b", b), a == any(m) && b == any(e)
	}
	old = t.slotClock(coach.Slot(what))
	return old, old == any(value)
}

func sceneWish(t *turn) Message {
	what, value := t.draft("wish"), t.draft("value")
	old, _ := t.wishBefore()
	var shown any = value
	if what == "days" {
		shown = daysPhrase(value)
	}
	if m, e, two := strings.Cut(value, " "); two && what == "both" {
		shown = phrase("list.pair", "a", m, "b", e)
	}
	return Message{
		Phrase:  phrase("settings.wish."+what, "new", shown, "old", old),
		Buttons: [][]Button{row(button("yes", "yes"), button("no", "no")), row(button("settings.all", "settings"))},
	}
}

func answerWish(t *turn, v string) {
	what, value := t.draft("wish"), t.draft("value")
	switch {
	case v == "no":
		t.say("settings.unchanged")
		t.comeHome()
		return
	case v == "settings":
		t.ask("settings")
		return
	case what == "days":
		t.chooseDays(value)
	case what == "both":
		m, e, _ := strings.Cut(value, " ")
		old := t.m.Schedule
		if !t.setTime(coach.Morning, m) {
			return
		}
		if at, err := time.Parse("15:04", e); err != nil || t.tooClose(coach.Evening, at) {
			t.m.Schedule = old
			t.under(phrase("time.too_close"), "settings")
			return
		}
		t.setTime(coach.Evening, e)
	case t.wishTooClose():
		t.under(phrase("time.too_close"), "settings")
		return
	case !t.setTime(coach.Slot(what), value):
		return
	}
	t.settingsDone()
}

func (t *turn) wishTooClose() bool {
	at, err := time.Parse("15:04", t.draft("value"))
	return err == nil && t.tooClose(coach.Slot(t.draft("wish")), at)
}

// untilClock is how long it is until a time of today that was typed at a reminder: "at 8", "remind me at 20:15".
func (t *turn) untilClock(text string) (time.Duration, bool) {
	now := t.local()
	h, m, ok := t.lex.ClockNear(text, now.Hour() >= 12)
	if _, _, score := t.lex.Pain(text); !ok || score == words.Understood && (len(strings.Fields(text)) == 1 || t.lex.Called(text)) { // a number alone may be anything
		return 0, false
	}
	wait := time.Duration(h*60+m-now.Hour()*60-now.Minute()) * time.Minute
	return wait, wait > 0
}
