package dialog

import (
	"strconv"
	"time"

	"medius/coach"
)

// The moments a member may have promised. One of a kind at a time.
const (
	DueMorning    coach.AppointmentKind = "morning"
	DueEvening    coach.AppointmentKind = "evening"
	DueNudge      coach.AppointmentKind = "nudge"
	DueSnooze     coach.AppointmentKind = "snooze"
	DueRest       coach.AppointmentKind = "rest"       // the rest between two sets is over
	DueHold       coach.AppointmentKind = "hold"       // the next moment of a held set
	DueLeft       coach.AppointmentKind = "left"       // an open session nobody came back to
	DueResume     coach.AppointmentKind = "resume"     // a pause ends
	DueLock       coach.AppointmentKind = "lock"       // asks once more whether somebody has been seen
	DueWeekly     coach.AppointmentKind = "weekly"     // the week is summed up
	DueUnfinished coach.AppointmentKind = "unfinished" // the first questions were left half answered
	DueRetention  coach.AppointmentKind = "retention"  // somebody has been silent for a year, or nearly; not of the member's making
	DueOuting     coach.AppointmentKind = "outing"     // the morning after an outing, where no reminder asks about it
	DueCalm       coach.AppointmentKind = "calm"       // the quiet hour, at which a questionnaire may be offered
	DueStand      coach.AppointmentKind = "stand"      // the thirty seconds on one leg are over
	DuePrescribed coach.AppointmentKind = "prescribed" // what a physiotherapist prescribed takes effect
	DueDigest     coach.AppointmentKind = "digest"     // the morning of a physiotherapist
)

// How long the moments stay useful, and what lies between them.
const (
	reminderUseful = 30 * time.Minute // later than this a reminder is recorded as missed, not sent
	nudgeAfter     = 75 * time.Minute
	nudgeUseful    = 30 * time.Minute
	timerUseful    = 10 * time.Minute
	leftAfter      = 4 * time.Hour
)

// spread are the moments nobody waits for: the coach speaks first. All others are kept to the second, since they belong to
// what a member does, or change what is so.
var spread = map[coach.AppointmentKind]bool{
	DueMorning: true, DueEvening: true, DueNudge: true, DueWeekly: true, DueDigest: true, DueCalm: true, DueOuting: true, DueLock: true,
	DueUnfinished: true, DueRetention: true,
}

// bothSlots of a day, in order.
var bothSlots = []coach.Slot{coach.Morning, coach.Evening}

func dueOf(slot coach.Slot) coach.AppointmentKind {
	if slot == coach.Morning {
		return DueMorning
	}
	return DueEvening
}

// remind makes the appointments of both slots anew from their wall-clock rules.
func (t *turn) remind() {
	if t.m.Stage != coach.StageActive {
		return
	}
	for _, slot := range bothSlots {
		t.remindSlot(slot)
	}
	t.remindWeekly()
	t.remindCalm()
}

// remindSlot keeps the next occurrence of a slot, always from the rule and never from the last instant.
func (t *turn) remindSlot(slot coach.Slot) {
	kind := dueOf(slot)
	next, ok := t.next(slot, t.now)
	if !ok || t.m.Pause != nil && t.m.Pause.Until == "" {
		t.drop(kind)
		return
	}
	t.out.Keep = append(t.out.Keep, coach.Appointment{
		Kind: kind, At: next.At.UTC(), Until: next.At.UTC().Add(reminderUseful), Slot: string(next.Date()) + " " + string(slot),
		Spread: spread[kind],
	})
}

func (t *turn) next(slot coach.Slot, after time.Time) (coach.Occurrence, bool) {
	expr := t.m.Schedule.Of(slot)
	if expr == "" {
		return coach.Occurrence{}, false
	}
	s, err := t.Schedule(expr)
	if err != nil {
		return coach.Occurrence{}, false
	}
	return coach.NextOccurrence(after, s, t.zone())
}

// nextReminder says when the next reminder comes.
func (t *turn) nextReminder() Phrase {
	var best coach.Occurrence
	for _, slot := range bothSlots {
		if o, ok := t.nextOpen(slot); ok && (best.At.IsZero() || o.At.Before(best.At)) {
			best = o
		}
	}
	if best.At.IsZero() {
		return phrase("next.none")
	}
	at := best.At.In(t.zone())
	return phrase("next.at", "day", t.dayPhrase(coach.DateOf(at)), "time", at.Format("15:04"))
}

// nextOpen is the next occurrence of a slot that is not settled already.
func (t *turn) nextOpen(slot coach.Slot) (coach.Occurrence, bool) {
	o, ok := t.next(slot, t.now)
	if day := t.m.Day(o.Date()); ok && day != nil {
		if r := day.Round(slot); r == nil || r.Outcome != "" || t.restsTonight(slot) {
			return t.next(slot, o.At)
		}
	}
	if rested := t.m.LoadedAt().Add(coach.MinimumBetween); ok && !t.m.LoadedAt().IsZero() && o.At.Before(rested) {
		local := rested.In(t.zone()) // after a change of the clock the six hours may not be over yet (postpone)
		if coach.DateOf(local) != o.Date() || local.Hour() >= 22 {
			return t.next(slot, o.At)
		}
		o.At = rested
	}
	return o, ok
}

// dayPhrase is a date as a member would say it.
func (t *turn) dayPhrase(d coach.Date) Phrase {
	switch d.Since(t.today()) {
	case 0:
		return phrase("day.today")
	case 1:
		return phrase("day.tomorrow")
	}
	return datePhrase(d)
}

func datePhrase(d coach.Date) Phrase {
	return phrase("date", "weekday", weekdayName(d.Weekday()), "day", d.Day(), "month", phrase("month."+strconv.Itoa(int(d.Month()))))
}

// slotsOn lists the slots planned on a date of the member's calendar; on the start date only those still to come.
func (t *turn) slotsOn(date coach.Date) []coach.Slot {
	var slots []coach.Slot
	for _, slot := range bothSlots {
		s, err := t.Schedule(t.m.Schedule.Of(slot))
		if err != nil {
			continue
		}
		midnight, err := time.Parse(time.DateOnly, string(date))
		if err != nil {
			continue
		}
		next := s.Next(midnight.Add(-time.Second))
		if next.IsZero() || coach.DateOf(next) != date {
			continue
		}
		if date == t.m.Programme.Start && coach.Resolve(next, t.zone()).Before(t.now) {
			continue
		}
		slots = append(slots, slot)
	}
	return slots
}

// openDay finds or makes today's entry in the diary.
func (t *turn) openDay() *coach.Day { return t.m.OpenDay(t.today(), t.slotsOn(t.today())) }
