package dialog

import (
	"slices"

	"medius/coach"
)

// begin turns the answers into a programme: the starting rung of each sore side, day 0 today, the reminders.
func (t *turn) begin() {
	if t.m.Stage == coach.StageActive { // a programme is begun once
		t.m.Place.Draft = nil
		t.ask("settings")
		return
	}
	in := &t.m.Intake
	if sides := len(t.intakeSides()); len(in.Usual) < sides || len(in.Stand) < sides { // a question was passed over
		t.ask("sides")
		return
	}
	t.m.Stage = coach.StageActive
	t.m.Programme = coach.Programme{Start: t.today()}
	t.m.Courses = nil
	for i, side := range t.intakeSides() {
		c := newCourse(t.m, side, in.Usual[i], in.Stand[i])
		t.m.KeepWithin(&c) // what a physiotherapist has set before this start holds from its first day
		t.m.Courses = append(t.m.Courses, c)
	}
	t.drop(DueUnfinished)
	t.openDay()
	t.m.Settle(t.today(), t.Settings.Policy)
	t.noteStart()
	t.remind()
	t.m.Place.Draft = nil
	t.sayStart()
	t.ask("begin")
}

// newCourse puts a side on its starting rung (adaptation 9.1); who starts sore is coached cautiously for 14 days.
func newCourse(m *coach.Member, side coach.Side, usual, stand int) coach.Course {
	woken := m.Intake.WokenMost != nil && *m.Intake.WokenMost
	check := coach.StandCheck{Pain: max(0, stand), Impossible: stand < 0}
	rung := min(coach.StartRung(usual, woken, check), m.RungLimit())
	return coach.Course{Side: side, State: coach.Start(rung, usual), Cautious: usual >= 5 || woken}
}

// sayStart explains where each side begins.
func (t *turn) sayStart() {
	limited := t.m.RungLimit() < coach.MaxRung
	for _, c := range t.m.Courses {
		limited = limited && t.startCause(c) != "limit" // which says it
		t.say("begin.rung", "side", sideName(c.Side), "exercise", exerciseName(c.ExerciseID()), "dose", dosePhrase(c.Dose()),
			"why", phrase("begin.why."+t.startCause(c)))
	}
	if tasks := t.openDay().Tasks; t.gentler(tasks) {
		t.say("begin.both", "used", tasksPhrase(tasks))
	}
	if limited {
		t.say("begin.limit")
	}
}

func sceneBegin(t *turn) Message {
	times := phrase("begin.times.both", "morning", t.slotClock(coach.Morning), "evening", t.slotClock(coach.Evening))
	for _, slot := range bothSlots {
		if t.m.Schedule.Of(otherSlot(slot)) == "" {
			times = phrase("begin.times."+string(slot), "time", t.slotClock(slot))
		}
	}
	return Message{
		Phrase:  phrase("begin.ready", "times", times, "days", daysPhrase(t.daysField())),
		Buttons: [][]Button{row(button("begin.now", "now")), row(button("begin.later", "later"))},
	}
}

// untested: nothing but the test that was left out, or could not be done, speaks against a higher rung.
func (t *turn) untested(c coach.Course) bool {
	in := t.m.Intake
	i := slices.Index(t.intakeSides(), c.Side)
	return i >= 0 && i < len(in.Stand) && in.Stand[i] < 0 && newCourse(t.m, c.Side, c.State.UsualMorningPain, 0).State.Rung > 0
}

// startCause names why a course begins on its rung.
func (t *turn) startCause(c coach.Course) string {
	in, i := t.m.Intake, slices.Index(t.intakeSides(), c.Side)
	switch {
	case i >= 0 && i < len(in.Stand) && newCourse(t.m, c.Side, in.Usual[i], in.Stand[i]).State != c.State:
		return "prescribed"
	case c.State.Rung == 3 && t.m.RungLimit() == 3:
		return "limit"
	case c.State.Rung == 0 && t.untested(c):
		return "untested"
	case c.State.Rung == 0:
		return "sore"
	case c.State.Rung == 2:
		return "middle"
	}
	return "calm"
}

// readBegin takes "yes" and "not now" as well.
func readBegin(t *turn, text string) (string, bool) {
	yes, ok := t.lex.Agrees(text)
	if yes {
		return "now", ok
	}
	return "later", ok
}

func answerBegin(t *turn, v string) {
	if v == "now" {
		t.beginSession("")
		return
	}
	t.say("begin.see_you", "next", t.nextReminder())
	t.idle()
	t.offerFirst()
}

// slotClock is a reminder time as the member reads it.
func (t *turn) slotClock(slot coach.Slot) any {
	if expr := t.m.Schedule.Of(slot); expr != "" {
		return clockOf(expr)
	}
	return phrase("time.off")
}
