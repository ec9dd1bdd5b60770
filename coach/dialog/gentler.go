package dialog

import (
	"slices"

	"medius/coach"
)

// Less, where a week was too full: one session a day, or the two-minute version. It is offered once a week, beside the plan,
// and asks for nothing to be made up for.

// setsOf lays out the sets of a day's session, as it is to be done today.
func (t *turn) setsOf(day *coach.Day, tasks []coach.Task) []coach.Set {
	sets := coach.NewSession(tasks, day.Less)
	if day.Short { // the warm-up of the hard exercises stays, the balance after the others does not
		sets = coach.NewSession(coach.Shortened(tasks), false)
		sets = slices.DeleteFunc(sets, func(s coach.Set) bool { return s.Kind == coach.DoseBalance && !s.Main })
	}
	// What a physiotherapist has left out does not come as a warm-up or an extra either.
	return slices.DeleteFunc(sets, func(s coach.Set) bool { return !s.Main && slices.Contains(t.m.Prescribed.Without, s.Exercise) })
}

// gentlerNow: less is offered with today's plan, as long as nothing has been loaded.
func (t *turn) gentlerNow(day *coach.Day) bool {
	return len(t.plannedToday(day)) > 0 && !t.lightToday(day) && !day.Loaded() && t.m.GentlerOffered(day.Date)
}

// withGentler adds the offer, or what was taken of it, to the words of the plan.
func (t *turn) withGentler(day *coach.Day, plan Phrase) Phrase {
	switch {
	case day.Short:
		return phrase("plan.less", "plan", plan, "used", tasksPhrase(coach.Shortened(t.plannedToday(day))))
	case t.gentlerNow(day):
		return phrase("plan.gentler", "plan", plan, "dose", t.shortDose(day))
	}
	return plan
}

func (t *turn) shortDose(day *coach.Day) Phrase {
	return dosesPhrase(coach.Shortened(t.plannedToday(day)))
}

func (t *turn) gentlerButtons(day *coach.Day) [][]Button {
	if day.Short || !t.gentlerNow(day) {
		return nil
	}
	rows := [][]Button{row(button("plan.short", "short", "dose", t.shortDose(day)))}
	if t.m.Schedule.Morning != "" && t.m.Schedule.Evening != "" {
		rows = append(rows, row(button("plan.one_a_day", "one")))
	}
	return rows
}

// oneADay keeps the reminder of the time of day at which the member is here, and lets the other one go.
func (t *turn) oneADay(day *coach.Day) {
	kept := coach.Morning
	if r := t.pickRound(day, t.m.Place.PromptSlot); r != nil {
		kept = r.Slot
	}
	t.setExpr(otherSlot(kept), "")
	t.drop(dueOf(otherSlot(kept)))
	t.m.Weekly.Gentler = day.Date.Add(-1) // taken: today's plan does not offer it once more
	t.note("choice", "what", "one")
	t.replan()
	t.remind()
	t.under(phrase("plan.one_done", "time", t.slotClock(kept)), "plan")
}
