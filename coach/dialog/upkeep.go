package dialog

import (
	"strconv"
	"strings"
	"time"

	"medius/coach"
)

// Keeping it up: after the programme two or three sessions a week hold what has been gained. The dose is not raised any
// more, and cut back as ever. It is offered once, and to be had for the asking.

// upkeepDays are the weekdays that are offered, as cron fields.
var upkeepDays = []string{"1,4", "2,5", "1,3,5", "2,4,6"}

func (t *turn) showUpkeep() {
	if !t.m.MayKeepUp() && t.m.Programme.Upkeep == 0 {
		t.tell("road.upkeep.early", "n", t.m.Programme.TrainingDays)
		return
	}
	t.detour("upkeep")
}

func sceneUpkeep(t *turn) Message {
	var days []Button
	for _, field := range upkeepDays {
		days = append(days, Button{Label: fieldPhrase(field), Value: field})
	}
	body, rows := phrase("road.upkeep.ask"), grid(2, days)
	if t.m.Programme.Upkeep != 0 {
		body = phrase("road.upkeep.on", "days", daysPhrase(t.daysField()))
		rows = append(rows, row(button("road.upkeep.build", "build")))
	}
	if t.draft("upkeep") == "offer" {
		body = phrase("road.upkeep.offer", "ask", body)
	}
	return Message{Phrase: body, Buttons: append(rows, row(button("road.upkeep.no", "no")))}
}

// readUpkeep takes two or three weekdays, or a no.
func readUpkeep(t *turn, text string) (string, bool) {
	if v, ok := readDays(t, text); ok {
		if !upkeepField(v) {
			t.again("road.upkeep.unclear")
			return "", true
		}
		return v, true
	}
	if yes, ok := t.lex.Agrees(text); ok && !yes {
		return "no", true
	}
	return "", false
}

func answerUpkeep(t *turn, v string) {
	switch {
	case v == "build" && t.m.Programme.Upkeep != 0:
		t.buildUp()
	case upkeepField(v):
		t.keepUp(v)
	default:
		t.say("road.upkeep.not")
	}
	t.m.Place.Draft = nil
	t.comeHome()
}

// keepUp plans one session on each of these weekdays.
func (t *turn) keepUp(field string) {
	if t.m.Programme.Upkeep == 0 {
		t.m.Road.Schedule, t.m.Road.UpkeepSince = t.m.Schedule, t.today()
	}
	if t.m.Schedule.Morning != "" && t.m.Schedule.Evening != "" {
		t.setExpr(coach.Evening, "")
	}
	t.setDays(field)
	t.m.Programme.Upkeep = weekdaysIn(field)
	t.note("upkeep", "days", field)
	t.replan()
	t.remind()
	t.say("road.upkeep.done", "days", fieldPhrase(field), "next", t.nextReminder())
}

// buildUp goes back to the reminders of before, and to raising the dose.
func (t *turn) buildUp() {
	t.m.Programme.Upkeep = 0
	t.setExpr(coach.Morning, t.m.Road.Schedule.Morning)
	t.setExpr(coach.Evening, t.m.Road.Schedule.Evening)
	t.m.Road.Schedule = coach.Schedules{}
	t.note("upkeep", "days", "")
	t.replan()
	t.remind()
	t.say("road.upkeep.ended", "next", t.nextReminder())
}

// fitUpkeep follows weekdays that were changed in the settings; more than three a week is no upkeep any more.
func (t *turn) fitUpkeep() {
	if t.m.Programme.Upkeep == 0 {
		return
	}
	field := t.daysField()
	if t.m.Programme.Upkeep = weekdaysIn(field); !upkeepField(field) {
		t.m.Programme.Upkeep, t.m.Road.Schedule = 0, coach.Schedules{}
		t.note("upkeep", "days", "")
	}
}

// keptReasons speak of more to come; where it is only kept up, one sentence stands for them.
var keptReasons = []coach.Reason{
	coach.ReasonHoldPoints, coach.ReasonHoldCap, coach.ReasonHoldCool, coach.ReasonHoldTop, coach.ReasonHoldDeclined,
}

// keptUp: on this day the dose was only kept up.
func (t *turn) keptUp(day *coach.Day) bool {
	return t.m.Programme.Upkeep != 0 && day.Date > t.m.Road.UpkeepSince && !day.Declined
}

// upkeepOffered offers it once, after a session, to who has done the programme and is better, or has come to its top.
func (t *turn) upkeepOffered() bool {
	m := t.m
	if !m.MayKeepUp() || m.Programme.Upkeep != 0 || m.Road.UpkeepOffered != "" || m.InFlare() {
		return false
	}
	if m.Outcomes.Compare(m.Programme.TrainingDays).Judged != coach.JudgedBetter && !m.AtTop() {
		return false
	}
	m.Road.UpkeepOffered = t.today()
	m.Place.Draft = map[string]string{"upkeep": "offer"}
	t.ask("upkeep")
	return true
}

// weekdaysIn reads the weekday field of a plain cron expression, such as "1,4"; anything else is no set.
func weekdaysIn(field string) coach.Weekdays {
	var days []time.Weekday
	for d := range strings.SplitSeq(field, ",") {
		n, err := strconv.Atoi(d)
		if err != nil || n < 0 || n > 6 {
			return 0
		}
		days = append(days, time.Weekday(n))
	}
	return coach.WeekdaysOf(days...)
}

// upkeepField: two or three weekdays.
func upkeepField(field string) bool {
	n := weekdaysIn(field).Count()
	return n >= coach.FewestUpkeep && n <= coach.MostUpkeep
}

// fieldPhrase lists the weekdays of a field, Monday first.
func fieldPhrase(field string) Phrase {
	var names []Phrase
	for _, d := range []time.Weekday{1, 2, 3, 4, 5, 6, 0} {
		if weekdaysIn(field).Has(d) {
			names = append(names, weekdayName(d))
		}
	}
	return list(names)
}
