package dialog

import (
	"time"

	"medius/coach"
)

// The quiet hour: a moment in the middle of the day, away from both sessions, at which the questionnaires are offered. It
// comes every day and mostly leads to nothing.

// The quiet hour on the member's clock, how long it may be put off while something else is going on, and by how much.
const (
	calmAt     = 12*time.Hour + 30*time.Minute
	calmUntil  = 20 // o'clock
	calmAgain  = 45 * time.Minute
	calmUseful = 3 * time.Hour
)

// remindCalm promises the next quiet hour.
func (t *turn) remindCalm() {
	if t.m.Stage != coach.StageActive || t.m.Pause != nil && t.m.Pause.Until == "" {
		t.drop(DueCalm)
		return
	}
	for _, date := range []coach.Date{t.today(), t.today().Add(1)} {
		if at := t.clockOn(date, calmAt); at.After(t.now) {
			t.keep(DueCalm, at, calmUseful)
			return
		}
	}
}

// clockOn is a time of the clock on a date of the member's calendar.
func (t *turn) clockOn(d coach.Date, clock time.Duration) time.Time {
	naive, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return t.now
	}
	return coach.Resolve(naive.Add(clock), t.zone())
}

// calmDue is the quiet hour. Who does not answer is not asked. Whatever else is open goes first; it comes again a little later then, and tomorrow.
func (t *turn) calmDue(late bool) {
	t.remindCalm()
	if t.m.Stage != coach.StageActive || t.m.Away || t.m.Lock != nil || t.m.Pause != nil || late || t.m.Silence.Quiet(t.today()) {
		return
	}
	if !t.calm() {
		if at := t.now.Add(calmAgain); at.In(t.zone()).Hour() < calmUntil && coach.DateOf(at.In(t.zone())) == t.today() {
			t.keep(DueCalm, at, calmUseful)
		}
		return
	}
	if t.review() {
		return
	}
	if block, ok := t.dueBlock(); ok {
		t.idle()
		t.offerBlock(block, coach.LaneReminder)
	}
}

// calm: nothing is open that waits for an answer; what was left open on another day does not count.
func (t *turn) calm() bool {
	open := t.m.Place.Scene != "" && t.m.Place.Asked == t.today()
	return t.m.Session == nil && !open && !t.atNight()
}

// dueBlock is the questionnaire that is to be offered.
func (t *turn) dueBlock() (coach.Block, bool) {
	at := t.m.Moment(t.today())
	if t.m.Outcomes.FirstDue(at) {
		return coach.BlockFirst, true
	}
	return t.m.Outcomes.Due(at)
}
