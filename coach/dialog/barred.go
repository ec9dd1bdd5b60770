package dialog

import (
	"slices"

	"medius/coach"
)

// A member whom the owner has blocked: the coaching is over, the rights to one's own data are not.

// barring is the owner's word about this member. It counts only from the owner, and never against one.
func (t *turn) barring(e coach.Errand) {
	if !t.Settings.owns(e.Chat, e.Claimed) {
		return
	}
	if t.m.Chat < 0 { // a group has a number, too, and is no member
		t.out.Errands = append(t.out.Errands, coach.Errand{Kind: coach.ErrandGone, To: e.From})
		return
	}
	done := coach.BarDone
	switch bar := e.Kind == coach.ErrandBar; {
	case t.owner():
		done = coach.BarOwner
	case bar && !t.m.Barred:
		t.bar()
	case !bar:
		done = coach.BarLifted
		t.unbar()
	}
	t.out.Errands = append(t.out.Errands, coach.Errand{Kind: coach.ErrandBarred, To: e.From, Bar: done})
}

// bar ends the coaching at once.
func (t *turn) bar() {
	if t.m.Session != nil {
		t.closeSession(false)
	}
	t.m.Barred = true
	t.note("barred", "on", true)
	t.m.Place.Prompt = 0
	t.drop(everyMoment...)
	t.out.Hush = append(t.out.Hush, coach.LaneTimer, coach.LaneReminder, coach.LaneBroadcast)
	t.out.Say = nil
	if !t.m.Away {
		t.saying(t.barredLine(), noPanel())
	}
}

func (t *turn) unbar() {
	if !t.m.Barred {
		return
	}
	t.m.Barred = false
	t.note("barred", "on", false)
	switch t.m.Stage {
	case coach.StageActive:
		t.remind()
	case coach.StagePractice:
		t.remindDigest()
	}
	t.remindPrescribed()
	t.unasked(phrase("barred.over"))
}

// everyMoment are all appointments a conversation makes.
var everyMoment = []coach.AppointmentKind{
	DueMorning, DueEvening, DueNudge, DueSnooze, DueRest, DueHold, DueLeft, DueResume, DueLock, DueWeekly, DueUnfinished, DueOuting, DueCalm, DueStand,
	DuePrescribed, DueDigest,
}

func (t *turn) barredLine() Phrase {
	return phrase("barred.line", "contact", t.contact(), "number", t.emergencyNumber())
}

// Where a blocked member may still go: reading, taking and erasing what is kept.
var (
	barredCommands = []string{"export", "delete", "privacy", "about"}
	barredScenes   = []string{"export", "delete", "delete_sure", "handed"}
)

// barredOut answers a blocked member, once a day in the chat: more would be an answer to a flood.
func (t *turn) barredOut() bool {
	if !t.m.Barred || t.owner() {
		return false
	}
	name, _, slash := commandOf(t.ev.Text)
	if t.ev.Kind == Said && slash && slices.Contains(barredCommands, name) || !slash && slices.Contains(barredScenes, t.m.Place.Scene) {
		return false
	}
	t.sayBarred()
	return true
}

func (t *turn) sayBarred() {
	t.saying(t.barredLine(), nil)
	t.out.Say[len(t.out.Say)-1].Slot = "barred " + string(t.today())
}

// barredStays: what leads on from where a blocked member may go is not asked.
func (t *turn) barredStays() {
	if !t.m.Barred || t.owner() || t.out.Erase || slices.Contains(barredScenes, t.m.Place.Scene) {
		return
	}
	t.m.Place.Open = 0
	t.out.Say = slices.DeleteFunc(t.out.Say, func(m Message) bool { return len(m.Buttons) > 0 })
	if len(t.out.Say) == 0 {
		t.sayBarred()
	}
}
