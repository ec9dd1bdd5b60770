package dialog

import (
	"time"
	"unicode/utf8"

	"medius/coach"
)

// The summary of the week: on Sunday evening, when nothing else is going on, and whenever it is asked for.

// When the summary may come, on the member's clock. It waits for an open question until weeklyLatest, then for Monday.
const (
	weeklyEarliest = 18 * time.Hour
	weeklyUsual    = 19 * time.Hour // where no session is planned on Sunday evening
	weeklyLatest   = 21*time.Hour + 30*time.Minute
	weeklyAgain    = 30 * time.Minute
	weeklyAfter    = 2 * time.Hour // after the evening's reminder, so that the session is over
	weeklyUseful   = 12 * time.Hour
)

// weeklyClock is the time of day at which the summary of a Sunday comes: the member's own, or what fits, after the
// evening's session or before a late one.
func (t *turn) weeklyClock(sunday coach.Date) time.Duration {
	if own := time.Duration(t.m.Weekly.At) * time.Minute; own > 0 {
		return own
	}
	at := weeklyUsual
	if s, err := t.Schedule(t.m.Schedule.Evening); err == nil {
		midnight := naive(sunday)
		if next := s.Next(midnight.Add(-time.Second)); !next.IsZero() && coach.DateOf(next) == sunday {
			if at = next.Sub(midnight) + weeklyAfter; at > weeklyLatest-weeklyAgain {
				at = next.Sub(midnight) - weeklyAfter/2
			}
		}
	}
	return max(weeklyEarliest, min(weeklyLatest-weeklyAgain, at))
}

// naive is the midnight of a date, held as if it were UTC.
func naive(d coach.Date) time.Time {
	at, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return time.Time{}
	}
	return at
}

// weeklySunday is the Sunday whose summary is told next: yesterday's or a later one, not before the fourth day.
func (t *turn) weeklySunday() coach.Date {
	d := t.today().Add(-1)
	for d.Weekday() != time.Sunday || d <= t.m.Weekly.Told || d < t.m.Programme.Start.Add(weeklyFirst) {
		d = d.Add(1)
	}
	return d
}

// weeklyFirst is the programme's day from which there is something to sum up.
const weeklyFirst = 3

// weeklyAt is the moment of the next summary, after now: its own time, the same time on Monday, or, when these have passed,
// half an hour on.
func (t *turn) weeklyAt(sunday coach.Date) time.Time {
	for _, day := range []coach.Date{sunday, sunday.Add(1)} {
		midnight := naive(day)
		first := coach.Resolve(midnight.Add(t.weeklyClock(sunday)), t.zone())
		if first.After(t.now) {
			return first
		}
		again := t.now.Add(weeklyAgain).Truncate(weeklyAgain)
		if last := coach.Resolve(midnight.Add(weeklyLatest), t.zone()); !again.After(last) {
			return again
		}
	}
	return time.Time{}
}

// remindWeekly keeps the next summary, from the rule.
func (t *turn) remindWeekly() {
	if t.m.Weekly.Off || t.m.Pause != nil && t.m.Pause.Until == "" || t.m.Programme.Start == "" {
		t.drop(DueWeekly)
		return
	}
	sunday := t.weeklySunday()
	at := t.weeklyAt(sunday)
	if at.IsZero() { // Monday has passed, too
		t.m.Weekly.Told = sunday
		sunday = t.weeklySunday()
		at = t.weeklyAt(sunday)
	}
	t.out.Keep = append(t.out.Keep, coach.Appointment{
		Kind: DueWeekly, At: at.UTC(), Until: at.UTC().Add(reminderUseful), Slot: string(sunday) + " weekly", Spread: true,
	})
}

// weeklyDue tells the week, lets it pass, or waits for a better moment.
func (t *turn) weeklyDue(late bool) {
	if t.m.Stage != coach.StageActive || t.m.Away {
		return
	}
	sunday := t.weeklySunday()
	came := !t.now.Before(coach.Resolve(naive(sunday).Add(t.weeklyClock(sunday)), t.zone()))
	switch {
	case !came || late || t.occupied():
	case t.weeklyFits(sunday):
		t.tellWeek(sunday, false)
		t.m.Weekly.Told = sunday
	default:
		t.m.Weekly.Told = sunday
	}
	t.remindWeekly()
}

// weeklyFits: nobody is written to who has asked for silence, is locked, does not answer, or has just reported a red flag.
func (t *turn) weeklyFits(sunday coach.Date) bool {
	if t.m.Weekly.Off || t.m.Pause != nil || t.m.Lock != nil || t.m.Silence.Quiet(t.today()) {
		return false
	}
	for _, d := range t.m.Days {
		if d.RedFlag && d.Date >= sunday {
			return false
		}
	}
	return true
}

// occupied: something is going on that a message from nowhere would disturb.
func (t *turn) occupied() bool {
	p := t.m.Place
	return t.m.Session != nil || p.Scene != "" && !scenes[p.Scene].offer && p.Asked == t.today()
}

// showWeek tells the last seven days on demand.
func (t *turn) showWeek() {
	t.tellWeek(t.today(), true)
	t.askAgain()
}

// tellWeek says the summary of the seven days up to a date, below the chart of the sorer hip where that is wanted.
func (t *turn) tellWeek(to coach.Date, asked bool) {
	s := coach.Summarise(t.m, t.m.Outcomes, to)
	msg := Message{Phrase: t.weekPhrase(s), Lane: coach.LaneReply}
	if !asked {
		msg.Lane, msg.Slot, msg.Expires = coach.LaneReminder, "weekly:"+string(to), weeklyUseful
	}
	if side := sorer(s); side != "" && !t.m.Weekly.Words && !t.m.NoPictures && t.captions(msg.Phrase) {
		msg.Paper = &Paper{Kind: PaperPain, Days: weeklyDays, Side: side, Dark: t.m.Weekly.Dark, Date: to}
		if weeklyDays >= t.daysSoFar() {
			msg.Paper.Days = 0
		}
	}
	t.bury()
	t.out.Say = append(t.out.Say, msg)
	t.note("summary", "to", string(to), "asked", asked)
}

// weeklyDays is the span of the chart above a summary.
const weeklyDays = 28

// longestCaption is how many characters may stand below a picture.
const longestCaption = 1024

// captions: the words are short enough to stand below a picture.
func (t *turn) captions(p Phrase) bool {
	return utf8.RuneCountInString(t.Say(t.m.Language, p)) <= longestCaption
}

// sorer is the side whose mornings were the worse ones; "" when none was told.
func sorer(s coach.Summary) coach.Side {
	var side coach.Side
	var worst coach.Points
	for _, w := range s.Sides {
		if w.ThisWeek.Known() && (side == "" || w.ThisWeek.Compare(worst) > 0) {
			side, worst = w.Side, w.ThisWeek
		}
	}
	return side
}

// Whether the summary comes, and with a chart.
func sceneWeekly(t *turn) Message {
	return Message{Phrase: phrase("weekly.ask", "time", t.weeklyTime()), Buttons: [][]Button{
		row(button("weekly.chart", "chart")), row(button("weekly.words", "words")), row(button("weekly.time", "time")), row(button("weekly.off", "off")),
	}}
}

func (t *turn) weeklyTime() string {
	at := t.weeklyClock(t.weeklySunday())
	return clockText(int(at/time.Hour), int(at%time.Hour/time.Minute))
}

func answerWeekly(t *turn, v string) {
	if v == "time" {
		t.ask("weekly_time")
		return
	}
	if v != "chart" && v != "words" && v != "off" {
		t.again("")
		return
	}
	t.m.Weekly.Off, t.m.Weekly.Words = v == "off", v == "words"
	t.note("setting", "weekly", v)
	t.settingsDone()
}

// When the summary comes: late enough on Sunday that there is a week to sum up, and early enough to be put off twice.

var weeklyOffers = []string{"16:00", "17:00", "18:00", "19:00", "20:00", "21:00"}

const weeklySoonest = 16 * time.Hour

func sceneWeeklyTime(t *turn) Message {
	var times []Button
	for _, o := range weeklyOffers {
		times = append(times, button("clock", o, "time", o))
	}
	return Message{Phrase: phrase("weekly.time_ask", "time", t.weeklyTime()), Buttons: append(grid(3, times), row(button("weekly.time_usual", "usual")))}
}

func answerWeeklyTime(t *turn, v string) {
	own := 0
	if v != "usual" {
		at, err := time.Parse("15:04", v)
		if err != nil {
			t.again(scenes[t.m.Place.Scene].again)
			return
		}
		own = at.Hour()*60 + at.Minute()
		if clock := time.Duration(own) * time.Minute; clock < weeklySoonest || clock > weeklyLatest-weeklyAgain {
			t.again("weekly.time_range")
			return
		}
	}
	t.m.Weekly.At, t.m.Weekly.Off = own, false
	t.note("setting", "weekly_at", own)
	t.settingsDone()
}

func (t *turn) weeklyPhrase() Phrase {
	switch {
	case t.m.Weekly.Off:
		return phrase("settings.weekly_off")
	case t.m.Weekly.Words || t.m.NoPictures:
		return phrase("settings.weekly_words", "time", t.weeklyTime())
	}
	return phrase("settings.weekly_chart", "time", t.weeklyTime())
}
