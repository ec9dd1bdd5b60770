package dialog

import (
	"slices"
	"strconv"
	"time"

	"medius/coach"
)

// Settings: what they show, and those that have no place of their own: rest, usual morning pain, language, clearance.

func sceneSettings(t *turn) Message {
	rows := [][]Button{
		row(button("settings.times", "times"), button("settings.days", "days")),
		row(button("settings.zone", "zone"), button("settings.side", "side")),
		row(button("settings.rest", "rest"), button("settings.usual", "usual")),
	}
	last := row(button("settings.language", "language"), button("settings.pictures", "pictures"),
		button("settings.charts", "charts"))
	if t.m.RungLimit() < coach.MaxRung {
		rows = append(rows, row(button("settings.cleared", "cleared")))
	}
	rows = append(rows, last, row(button("settings.weekly", "weekly"), button("settings.unasked", "unasked")), row(button("settings.close", "close")))
	rest := phrase("settings.rest_feel")
	if t.m.RestFixed > 0 {
		rest = phrase("settings.rest_fixed", "seconds", t.m.RestFixed)
	}
	return Message{
		Phrase: phrase("settings.show", "morning", t.slotClock(coach.Morning), "evening", t.slotClock(coach.Evening), "days", daysPhrase(t.daysField()),
			"zone", t.m.Zone, "time", t.clockIn(t.m.Zone), "side", sidesPhrase(t.m.SoreSides()), "rest", rest, "pictures", t.picturesPhrase(), "charts", t.chartsPhrase(),
			"weekly", t.weeklyPhrase()),
		Buttons: rows,
	}
}

func answerSettings(t *turn, v string) {
	next := map[string]string{
		"times": "morning", "days": "days", "zone": "zone", "side": "sides", "rest": "rest_length", "usual": "usual_again",
		"language": "language", "cleared": "cleared", "pictures": "pictures", "charts": "charts",
		"weekly": "weekly", "unasked": "unasked",
	}
	if v == "close" {
		t.say("settings.closed")
		t.comeHome()
		return
	}
	scene, ok := next[v]
	if !ok {
		t.again("")
		return
	}
	t.m.Place.Draft = map[string]string{"settings": v}
	t.ask(scene)
}

// settling: a question of the first conversation is being asked again, to change its answer.
func (t *turn) settling() bool { return t.m.Stage != coach.StageOnboarding }

// settingsDone takes a changed setting into use. Both times are asked one after the other.
func (t *turn) settingsDone() {
	switch t.m.Place.Scene {
	case "morning":
		t.ask("evening")
		return
	case "usual", "stand":
		t.sidesAnswered()
		return
	}
	if t.draft("settings") == "travel" {
		t.travelled()
		return
	}
	t.fitUpkeep()
	t.m.Place.Draft = nil
	t.replan()
	t.remind()
	done := phrase("settings.done", "next", t.nextReminder())
	if t.m.Place.Scene == "wish" {
		t.saying(done, nil)
		t.comeHome()
		return
	}
	t.under(done, "settings")
}

// replan fits today's sessions to changed times: a slot still to come is added, one that was taken away is dropped. On the day of
// the start nothing is added to a session that has begun: it may be the evening's, brought forward.
func (t *turn) replan() {
	day := t.openDay()
	slots := t.slotsOn(day.Date)
	var rounds []coach.Round
	for _, r := range day.Rounds {
		if r.Outcome != "" || !r.Began.IsZero() || slices.Contains(slots, r.Slot) {
			rounds = append(rounds, r)
		}
	}
	day.Rounds = rounds
	if day.Date == t.m.Programme.Start && slices.ContainsFunc(rounds, func(r coach.Round) bool { return !r.Began.IsZero() }) {
		return
	}
	for _, slot := range slots {
		if o, ok := t.next(slot, t.now); ok && o.Date() == day.Date && day.Round(slot) == nil {
			day.Rounds = append(day.Rounds, coach.Round{Slot: slot, Light: day.Off})
		}
	}
}

func sceneRestLength(*turn) Message {
	return Message{Phrase: phrase("rest_length.ask"), Buttons: [][]Button{
		row(button("rest_length.feel", "0")),
		row(button("rest_length.seconds", "60", "seconds", 60), button("rest_length.seconds", "90", "seconds", 90),
			button("rest_length.seconds", "120", "seconds", 120)),
	}}
}

// readRestLength takes "2 mins" beside the seconds.
func readRestLength(t *turn, text string) (string, bool) {
	if d, ok := t.lex.Duration(text); ok {
		return strconv.Itoa(int(d / time.Second)), true
	}
	return readNumber(t, text)
}

func answerRestLength(t *turn, v string) {
	if !slices.Contains([]string{"0", "60", "90", "120"}, v) {
		t.again("")
		return
	}
	t.m.RestFixed = atoi(v)
	t.note("setting", "rest", t.m.RestFixed)
	t.settingsDone()
}

// The usual morning pain rises only here, on purpose, after a text that says why it matters.
func sceneUsualAgain(t *turn) Message {
	side := t.askedUsual()
	c := t.m.Course(side)
	return Message{Phrase: phrase("usual.again", "hip", t.hip(side), "usual", c.State.UsualMorningPain), Buttons: keypad()}
}

// askedUsual is the side whose usual morning is asked about.
func (t *turn) askedUsual() coach.Side {
	if s := t.draft("usual_side"); s != "" {
		return coach.Side(s)
	}
	return t.m.Courses[0].Side
}

func answerUsualAgain(t *turn, v string) {
	n, ok := t.upTo(10, v)
	if !ok {
		return
	}
	side := t.askedUsual()
	t.setUsual(side, n)
	if n >= 6 {
		t.routine(coach.RoutineUsualHigh, "usual.high")
	}
	if len(t.m.Courses) == 2 && side == t.m.Courses[0].Side {
		t.setDraft("usual_side", string(t.m.Courses[1].Side))
		t.ask("usual_again")
		return
	}
	t.settingsDone()
}

// setUsual changes the value now and for a decision of today that is made again.
func (t *turn) setUsual(side coach.Side, n int) {
	t.m.Course(side).State.UsualMorningPain = n
	day := t.openDay()
	for i := range day.Before {
		if day.Before[i].Side == side {
			day.Before[i].State.UsualMorningPain = n
		}
	}
	t.note("setting", "side", side, "usual", n)
}

func sceneLanguage(t *turn) Message {
	var rows [][]Button
	for _, l := range t.Languages {
		rows = append(rows, row(button("language.name."+l, l)))
	}
	return Message{Phrase: phrase("language.ask"), Buttons: rows}
}

func answerLanguage(t *turn, v string) {
	if !slices.Contains(t.Languages, v) {
		t.again("")
		return
	}
	t.m.Language = v
	t.lex = t.Words(v)
	t.note("setting", "language", v)
	t.saying(phrase("language.done"), wrongPanel())
	if t.draft("settings") == "" {
		t.comeHome()
		return
	}
	t.settingsDone()
}

func scenePictures(*turn) Message {
	return Message{Phrase: phrase("pictures.ask"), Buttons: [][]Button{
		row(button("pictures.f", string(coach.Woman)), button("pictures.m", string(coach.Man))),
		row(button("pictures.off", "off")),
	}}
}

// answerPictures chooses who shows the exercises. Without pictures everything is said in words, in messages of their own.
func answerPictures(t *turn, v string) {
	if !slices.Contains([]string{string(coach.Woman), string(coach.Man), "off"}, v) {
		t.again("")
		return
	}
	if t.m.NoPictures = v == "off"; !t.m.NoPictures {
		t.m.Build = coach.Build(v)
	}
	t.note("setting", "pictures", v)
	t.settingsDone()
}

// picturesPhrase says who shows the exercises.
func (t *turn) picturesPhrase() Phrase {
	switch {
	case t.m.NoPictures:
		return phrase("settings.pictures_off")
	case t.m.Build == coach.Man:
		return phrase("settings.pictures_m")
	}
	return phrase("settings.pictures_f")
}

func answerCleared(t *turn, v string) {
	if v == "yes" {
		t.m.Intake.Cleared = true
		t.note("cleared")
	}
	t.settingsDone()
}
