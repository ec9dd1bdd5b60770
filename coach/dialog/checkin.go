package dialog

import (
	"slices"
	"strconv"
	"strings"

	"medius/coach"
)

// The morning questions, asked before the first session of a day: pain per sore side, the night, painkillers.

// checkIn asks what is still missing of today's morning, then goes on to Then.
func (t *turn) checkIn() {
	day := t.openDay()
	for _, c := range t.m.Courses {
		if _, ok := day.CheckIn.Morning[c.Side]; !ok {
			t.ask("morning_pain")
			return
		}
	}
	switch {
	case day.CheckIn.Night == nil:
		t.ask("night")
	case day.CheckIn.Painkiller == nil:
		t.ask("painkiller")
	case t.outingUnrated(day):
		t.setDraft("run_morning", "yes")
		t.ask("run_pain")
	default:
		t.checkedIn(day)
	}
}

// outingUnrated: yesterday's outing was noted without its score.
func (t *turn) outingUnrated(day *coach.Day) bool {
	run, waits := t.m.Running.Waiting()
	return waits && run.During == nil && run.Date.Add(1) == day.Date
}

// outingWorst is the score of an outing that was told this morning only; another one has asked what it asks already.
func (t *turn) outingWorst() int {
	run, ok := t.m.Running.Latest()
	if !ok || run.During == nil || t.draft("run_morning") == "" {
		return 0
	}
	delete(t.m.Place.Draft, "run_morning")
	return *run.During
}

// needsCheckIn: today's morning has not been asked about. The day of the start has no morning of the programme yet.
func (t *turn) needsCheckIn(day *coach.Day) bool {
	return day.Date > t.m.Programme.Start && !day.CheckIn.Done
}

func sceneMorningPain(t *turn) Message {
	key := "checkin.morning"
	switch {
	case len(t.openDay().CheckIn.Morning) > 0:
		key = "checkin.morning_and"
	case t.local().Hour() >= 12:
		key = "checkin.morning_later"
	}
	return Message{Phrase: phrase(key, "hip", t.hip(t.askedMorning())), Buttons: keypad()}
}

// readMorningPain takes the night or a painkiller as well, where they stand beside the score.
func readMorningPain(t *turn, text string) (string, bool) {
	n, night, medicine, ok := t.lex.MorningTold(text)
	if !ok || t.otherSide(text) {
		return readPain(t, text)
	}
	t.alsoTold(night, medicine)
	return strconv.Itoa(n), true
}

// alsoTold notes what was said beside the score of the morning.
func (t *turn) alsoTold(night int, medicine bool) {
	day := t.openDay()
	if !t.needsCheckIn(day) {
		return
	}
	if night >= 0 && day.CheckIn.Night == nil {
		day.CheckIn.Night = &night
		t.note("night", "value", night)
	}
	if medicine && day.CheckIn.Painkiller == nil {
		day.CheckIn.Painkiller = flag("yes")
		t.note("painkiller", "taken", true)
	}
}

func answerMorningPain(t *turn, v string) {
	n, ok := t.upTo(10, v)
	if !ok {
		return
	}
	t.remember()
	t.toldMorning(t.askedMorning(), n)
	t.checkIn()
}

// toldMorning notes a side's score of the morning.
func (t *turn) toldMorning(side coach.Side, n int) {
	day := t.openDay()
	if day.CheckIn.Morning == nil {
		day.CheckIn.Morning = map[coach.Side]int{}
	}
	day.CheckIn.Morning[side] = n
	day.CheckIn.At = t.instant()
	t.note("morning", "side", side, "score", n)
	if n >= 8 {
		t.owe(coach.AcuteScreening()...) // asked at the end of these questions, or before anything else that loads
	}
}

// askedMorning is the side the morning question is about.
func (t *turn) askedMorning() coach.Side {
	day := t.openDay()
	for _, c := range t.m.Courses {
		if _, ok := day.CheckIn.Morning[c.Side]; !ok {
			return c.Side
		}
	}
	return t.m.Courses[len(t.m.Courses)-1].Side
}

func sceneNight(t *turn) Message {
	return Message{Phrase: phrase("checkin.night"), Buttons: t.withUndo(
		row(button("night.0", "0"), button("night.1", "1")),
		row(button("night.2", "2"), button("night.3", "3")),
	)}
}

func readNight(t *turn, text string) (string, bool) {
	if _, bare := t.lex.YesNo(text); bare { // no pain, or no good night?
		t.again("night.unclear")
		return "", true
	}
	n, ok := t.lex.Night(text)
	return strconv.Itoa(n), ok
}

func answerNight(t *turn, v string) {
	n, ok := t.upTo(3, v)
	if !ok {
		return
	}
	t.remember()
	t.openDay().CheckIn.Night = &n
	t.note("night", "value", n)
	t.checkIn()
}

func scenePainkiller(t *turn) Message {
	return Message{Phrase: phrase("checkin.painkiller"), Buttons: t.withUndo(row(button("yes", "yes"), button("no", "no")))}
}

// readPainkiller takes what was taken as well, and "yes, for my head" for the yes it begins with: a yes adds nothing to the plan.
func readPainkiller(t *turn, text string) (string, bool) {
	taken, ok := t.lex.Medicine(text)
	if !ok {
		first, _, _ := strings.Cut(strings.ReplaceAll(text, ",", " "), " ")
		taken, ok = t.lex.YesNo(first)
		ok = ok && taken
	}
	if taken {
		return "yes", ok
	}
	return "no", ok
}

func answerPainkiller(t *turn, v string) {
	t.remember()
	day := t.openDay()
	day.CheckIn.Painkiller = flag(v)
	t.note("painkiller", "taken", v == "yes")
	t.checkIn()
}

// checkedIn decides the day. A morning of 8 or more leads to the acute questions first.
func (t *turn) checkedIn(day *coach.Day) {
	day.CheckIn.Done = true
	then := "plan"
	if t.m.Place.Then == "outing" && len(day.Rounds) == 0 {
		then = "outing"
	} else {
		day = t.settle()
	}
	worst := t.outingWorst()
	for _, n := range day.CheckIn.Morning {
		worst = max(worst, n)
	}
	switch {
	case worst >= 8 && t.m.Place.Reason != "acute":
		t.screen(coach.AcuteScreening(), then)
	case then == "outing":
		t.outingTold(day)
	default:
		t.planTurn()
	}
}

// settle makes the decisions that are due and writes them into the journal.
func (t *turn) settle() *coach.Day {
	day := t.openDay()
	before := slices.Clone(day.Verdicts)
	courses := slices.Clone(t.m.Courses)
	t.m.Settle(t.today(), t.Settings.Policy)
	t.sayUsual(courses)
	day = t.m.Day(day.Date)
	if !slices.EqualFunc(before, day.Verdicts, sameVerdict) {
		t.noteVerdicts(day)
	}
	t.endRun()
	return day
}

// sayUsual says what a morning is compared with from now on, where that has fallen by itself (adaptation 7, rule 3). Whoever had an unusually
// good week can raise it again.
func (t *turn) sayUsual(before []coach.Course) {
	var lower []Phrase
	for _, c := range before {
		now := t.m.Course(c.Side)
		if now == nil || now.State.UsualMorningPain >= c.State.UsualMorningPain {
			continue
		}
		lower = append(lower, phrase("usual.lower", "hip", t.hip(c.Side), "old", c.State.UsualMorningPain, "new", now.State.UsualMorningPain))
	}
	if len(lower) > 0 {
		t.saying(joined("list.lines", "a", "b", lower), nil)
	}
}
