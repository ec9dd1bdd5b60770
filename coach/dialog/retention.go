package dialog

import (
	"strings"
	"time"

	"medius/coach"
)

// The hours of the member's day in which the end of the data is spoken of.
const (
	dayBegins = 9
	dayEnds   = 20
)

// retentionDue looks after the data of somebody who has been silent for very long. The moment is not of the member's own
// making: the house asks once a day for everybody it may concern. Nobody is woken by it.
func (t *turn) retentionDue() {
	what := t.m.Keeping(t.today())
	if what == coach.KeepData {
		return
	}
	if hour := t.local().Hour(); !t.m.Away && (hour < dayBegins || hour >= dayEnds) {
		t.keep(DueRetention, t.nextDayHour(dayBegins), 0)
		return
	}
	switch what {
	case coach.AnnounceEnd:
		t.announceEnd()
	case coach.EraseSilent:
		t.eraseSilent()
	}
}

// announceEnd says once that everything will be erased, and when. One word keeps it.
func (t *turn) announceEnd() {
	t.m.Retention.Told = t.today()
	end := t.m.EndOfData(t.today())
	t.note("retention", "until", string(end))
	t.saying(phrase("retention.notice", "date", datePhrase(end)), nil)
	t.out.Say[len(t.out.Say)-1].Lane = coach.LaneReminder
}

// keptAfterAll says that nothing will be erased, to who was told so and has written a word. It is no time for that when the
// word has led on to something, or was about leaving.
func (t *turn) keptAfterAll(told coach.Date) {
	if told == "" || t.ev.Kind != Said || strings.HasPrefix(t.ev.Text, "/") || t.m.Place.Scene != "" || t.m.Lock != nil {
		return
	}
	t.say("retention.kept")
}

// eraseSilent erases everything. Who can be told is told; what was left of the conversation goes with it.
func (t *turn) eraseSilent() {
	t.out.Erase = true
	if t.m.Away || t.m.Stage == coach.StageNew {
		return
	}
	t.dropCard()
	t.saying(phrase("retention.erased"), noPanel())
	t.out.Say[len(t.out.Say)-1].Lane = coach.LaneReminder
}

// nextDayHour is the next moment at which the member's clock shows an hour.
func (t *turn) nextDayHour(hour int) time.Time {
	for day := t.today(); ; day = day.Add(1) {
		if at := coach.Resolve(naive(day).Add(time.Duration(hour)*time.Hour), t.zone()); at.After(t.now) {
			return at
		}
	}
}
