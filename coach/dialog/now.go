package dialog

import (
	"slices"
	"time"

	"medius/coach"
)

// The pain right now, before anything is loaded.

func sceneNow(t *turn) Message {
	round := t.pickRound(t.openDay(), t.m.Place.PromptSlot)
	if round == nil { // settled while the question was open
		t.allDone()
		return Message{}
	}
	return Message{Phrase: phrase("now.ask", "hip", t.hip(t.nowSide(round))), Buttons: keypad()}
}

func answerNow(t *turn, v string) {
	day := t.openDay()
	round := t.pickRound(day, t.m.Place.PromptSlot)
	if round == nil {
		t.allDone()
		return
	}
	n, ok := t.upTo(10, v)
	if !ok {
		return
	}
	t.toldNow(day, round, t.nowSide(round), n)
}

// otherNow takes a score of the hip that the question about right now does not name, and asks on.
func (t *turn) otherNow(text string) bool {
	n, ok := t.hipScore(text)
	left, right := t.lex.Sided(text)
	day := t.openDay()
	round := t.pickRound(day, t.m.Place.PromptSlot)
	if t.m.Place.Scene != "now" || !ok || left == right || round == nil {
		return false
	}
	side := sideOf(left)
	t.toldNow(day, round, side, n)
	if t.m.Place.Scene == "now" {
		t.headed(phrase("pain.other_noted", "hip", t.hip(side), "n", n))
	}
	return true
}

// toldNow takes the pain right now of a side.
func (t *turn) toldNow(day *coach.Day, round *coach.Round, side coach.Side, n int) {
	t.remember()
	round.Mark(side).Now = &n
	t.note("now", "side", side, "score", n)
	if coach.TooSore(n) {
		t.noLoading(day, round)
		return
	}
	t.m.Place.Then = ""
	if !t.knownNow(day, round) {
		t.ask("now")
		return
	}
	t.ask("plan")
}

// nowSide is the side the question about right now is about.
func (t *turn) nowSide(round *coach.Round) coach.Side {
	for _, c := range t.m.Courses {
		if round.Mark(c.Side).Now == nil {
			return c.Side
		}
	}
	return t.m.Courses[len(t.m.Courses)-1].Side
}

// knownNow: the pain right now has been asked for this round, or answered in the check-in within the last half hour.
func (t *turn) knownNow(day *coach.Day, round *coach.Round) bool {
	told := 0
	for _, c := range t.m.Courses {
		if round.Mark(c.Side).Now != nil {
			told++
		}
	}
	return told == len(t.m.Courses) || told == 0 && t.freshCheckIn(day)
}

// worstNow is the worst of what is known of the pain right now, over the sore sides.
func (t *turn) worstNow(day *coach.Day, round *coach.Round) int {
	worst := 0
	for _, m := range round.Marks {
		if m.Now != nil {
			worst = max(worst, *m.Now)
		}
	}
	if t.freshCheckIn(day) {
		for _, n := range day.CheckIn.Morning {
			worst = max(worst, n)
		}
	}
	return worst
}

// freshCheckIn: the morning was told within the last half hour, so it is the pain right now as well.
func (t *turn) freshCheckIn(day *coach.Day) bool {
	return day.CheckIn.Done && t.now.Sub(day.CheckIn.At) < 30*time.Minute
}

// noLoading: with 6 or more right now nothing is loaded in this session. A score given to this question counts as pain
// after the last session, so the evening is off as well; a morning's score has its own place in tomorrow's decision.
func (t *turn) noLoading(day *coach.Day, round *coach.Round) {
	if r := day.Round(t.suggested()); r != nil && r != round && r.Outcome == coach.Rested && t.freshCheckIn(day) {
		t.say("now.too_sore_plan", "next", t.nextReminder()) // the session of now is closed already, and a later one asks anew
		t.idle()
		return
	}
	worst := t.worstNow(day, round)
	round.Outcome = coach.Rested
	t.drop(DueNudge, DueSnooze)
	asked := slices.ContainsFunc(round.Marks, func(m coach.Mark) bool { return m.Now != nil && coach.TooSore(*m.Now) })
	if round.Slot == coach.Morning && (asked || !t.freshCheckIn(day)) {
		day.CancelEvening()
	}
	t.noteRound(round.Slot, coach.Rested)
	t.m.Place.Then, t.m.Place.Prompt = "", 0
	if worst >= 8 && t.m.Place.Reason != "acute" {
		t.say("now.severe")
		t.screen(coach.AcuteScreening(), "")
		return
	}
	key := "now.too_sore"
	if day.Told && t.freshCheckIn(day) {
		key = "now.too_sore_plan" // the plan was shown a moment ago
	}
	t.say(key, "next", t.nextReminder())
	t.idle()
}
