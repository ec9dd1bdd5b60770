package dialog

import (
	"strconv"
	"strings"
	"time"

	"medius/coach"
)

// The weekdays on which reminders come: the last field of both cron expressions.

func sceneDays(t *turn) Message {
	if picked, ok := t.m.Place.Draft["days"]; ok {
		return t.dayPicker(picked)
	}
	return Message{Phrase: phrase("days.ask"), Buttons: [][]Button{
		row(button("days.all", "*"), button("days.work", "1,2,3,4,5")),
		row(button("days.pick", "pick")),
	}}
}

// dayPicker shows the week as switches.
func (t *turn) dayPicker(picked string) Message {
	var days []Button
	for _, d := range []int{1, 2, 3, 4, 5, 6, 0} {
		key := "days.off"
		if strings.Contains(picked, strconv.Itoa(d)) {
			key = "days.on"
		}
		days = append(days, button(key, "toggle:"+strconv.Itoa(d), "day", weekdayName(time.Weekday(d))))
	}
	rows := append(grid(4, days), row(button("days.done", "done")))
	return Message{Phrase: phrase("days.pick_ask"), Buttons: rows}
}

func readDays(t *turn, text string) (string, bool) {
	days, ok := t.lex.Weekdays(text)
	field := daysFieldOf(days)
	return field, ok && field != ""
}

// daysFieldOf is the weekday field of a cron expression, "*" for all seven and "" for none.
func daysFieldOf(days [7]bool) string {
	var list []string
	for d, on := range days {
		if on {
			list = append(list, strconv.Itoa(d))
		}
	}
	if len(list) == 7 {
		return "*"
	}
	return strings.Join(list, ",")
}

func answerDays(t *turn, v string) {
	switch {
	case v == "pick":
		t.setDraft("days", "")
		t.ask("days")
		return
	case strings.HasPrefix(v, "toggle:"):
		t.setDraft("days", toggled(t.draft("days"), v[len("toggle:"):]))
		t.reshape("days", coach.LaneReply, 0)
		return
	case v == "done":
		v = daysFieldOf(daysOf(t.draft("days")))
	}
	if v == "" {
		t.again("days.none")
		return
	}
	delete(t.m.Place.Draft, "days")
	t.chooseDays(v)
	if t.settling() {
		t.settingsDone()
		return
	}
	t.begin()
}

// daysApart: two days in a row have no reminder, which is a gap of three days every week (adaptation 8).
func daysApart(field string) bool {
	days := daysOf(field)
	for d := range days {
		if !days[d] && !days[(d+1)%7] {
			return true
		}
	}
	return false
}

// daysOf reads the weekday field of a cron expression, or the days picked so far ("135"), Sunday first.
func daysOf(field string) (days [7]bool) {
	for d := range days {
		days[d] = field == "*" || field == "1-5" && d >= 1 && d <= 5 || strings.Contains(field, string(rune('0'+d)))
	}
	return days
}

// toggled switches a weekday in a set such as "135".
func toggled(set, day string) string {
	if strings.Contains(set, day) {
		return strings.ReplaceAll(set, day, "")
	}
	return set + day
}

// chooseDays takes the member's weekdays, and says what it costs when there are two in a row without a session.
func (t *turn) chooseDays(field string) {
	t.setDays(field)
	if daysApart(field) {
		t.say("days.wide")
	}
}

// setDays puts the weekdays into both expressions.
func (t *turn) setDays(field string) {
	for _, slot := range bothSlots {
		f := strings.Fields(t.m.Schedule.Of(slot))
		if len(f) == 5 {
			f[4] = field
			t.setExpr(slot, strings.Join(f, " "))
		}
	}
}

// daysField is the weekday field of the member's expressions so far, "*" for every day.
func (t *turn) daysField() string {
	for _, expr := range []string{t.m.Schedule.Morning, t.m.Schedule.Evening} {
		if f := strings.Fields(expr); len(f) == 5 {
			return f[4]
		}
	}
	if kept := t.draft("weekdays"); kept != "" {
		return kept // both times have been put off for the moment
	}
	return "*"
}

// daysPhrase says on which weekdays of a cron field reminders come.
func daysPhrase(field string) Phrase {
	switch field {
	case "*":
		return phrase("days.every")
	case "1,2,3,4,5", "1-5":
		return phrase("days.weekdays")
	}
	var names []Phrase
	for _, d := range []string{"1", "2", "3", "4", "5", "6", "0"} {
		if strings.Contains(field, d) {
			names = append(names, phrase("weekday."+d))
		}
	}
	return list(names)
}

func weekdayName(d time.Weekday) Phrase { return phrase("weekday." + strconv.Itoa(int(d))) }
