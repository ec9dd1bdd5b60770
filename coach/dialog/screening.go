package dialog

import (
	"slices"
	"strconv"

	"medius/coach"
)

// The screening questions: all nine before the first session and from time to time, the acute ones when something is wrong.

// screen asks a row of screening questions; then says what follows when all are answered no.
func (t *turn) screen(questions []int, then string) {
	p := &t.m.Place
	if p.Scene != "" && p.Scene != "screening" && p.Scene != "word" && then == "" {
		p.Return = p.Scene
	}
	p.Queue, p.Then = slices.Clone(questions), then
	p.Reason = "full"
	if len(questions) < 9 {
		p.Reason = "acute"
		t.owe(questions...)
	}
	if then != "onboarding" {
		t.under(phrase("screening.intro."+p.Reason, "number", t.emergencyNumber()), "screening")
		return
	}
	t.ask("screening")
}

// screeningDue: all nine are asked again after a gap of 28 days or more, and every six weeks.
func (t *turn) screeningDue(day *coach.Day) bool {
	if day.Date <= t.m.Programme.Start {
		return false
	}
	return t.today().Since(t.m.Intake.Screened) >= coach.ScreeningEveryDays ||
		t.m.Gap(day.Date) >= coach.ScreeningGapDays && t.today().Since(t.m.Intake.Screened) >= coach.ScreeningGapDays
}

func sceneScreening(t *turn) Message {
	if len(t.m.Place.Queue) == 0 { // nothing left to ask: the question was answered in the meantime
		t.m.Place.Queue = coach.AcuteScreening()
	}
	n := t.m.Place.Queue[0]
	if t.m.Place.Reason == "owed" {
		return Message{Phrase: phrase("screening.owed", "question", typedQuestion(n)), Buttons: [][]Button{row(button("yes", "yes"), button("no", "no"))}}
	}
	asked := t.screeningRow()
	number := len(asked) - len(t.m.Place.Queue) + 1
	rows := [][]Button{row(button("yes", "yes"), button("no", "no"))}
	if number > 1 {
		rows = append(rows, row(button("back.button", "back")))
	}
	return Message{
		Phrase:  phrase("screening.ask", "number", number, "of", len(asked), "question", question(n)),
		Buttons: rows,
	}
}

// question is one of the nine, in words.
func question(n int) Phrase { return phrase("screening." + strconv.Itoa(n)) }

// screeningRow is the row of questions that is being asked.
func (t *turn) screeningRow() []int {
	switch t.m.Place.Reason {
	case "acute":
		return coach.AcuteScreening()
	case "owed":
		return t.m.Place.Owed // there is no way back to what was answered before
	}
	return coach.FullScreening()
}

func answerScreening(t *turn, v string) {
	p := &t.m.Place
	if len(p.Queue) == 0 {
		t.ask("screening")
		return
	}
	n := p.Queue[0]
	if row := t.screeningRow(); v == "back" && len(p.Queue) < len(row) {
		p.Queue = row[len(row)-len(p.Queue)-1:]
		t.owe(p.Queue[0])
		t.ask("screening")
		return
	}
	p.Queue = p.Queue[1:]
	t.note("screening", "question", n, "yes", v == "yes")
	switch {
	case v == "yes":
		t.raise(coach.ScreeningQuestion(n).Flag)
	case v != "no":
		p.Queue = append([]int{n}, p.Queue...)
		t.again("")
	case len(p.Queue) > 0:
		t.paid(n)
		t.ask("screening")
	default:
		t.paid(n)
		t.screened()
	}
}

// gentleOffers are the ways to do less that are open now.
func (t *turn) gentleOffers() Phrase {
	var offers []Phrase
	if t.maySkip() {
		offers = append(offers, phrase("screening.offer.skip"))
	}
	if t.maySwap() {
		offers = append(offers, phrase("screening.offer.swap"))
	}
	return list(append(offers, phrase("screening.offer.pause")))
}

// owe remembers questions that have to be answered before the next exercise.
func (t *turn) owe(questions ...int) {
	for _, q := range questions {
		if !slices.Contains(t.m.Place.Owed, q) {
			t.m.Place.Owed = append(t.m.Place.Owed, q)
		}
	}
}

func (t *turn) paid(questions ...int) {
	t.m.Place.Owed = slices.DeleteFunc(t.m.Place.Owed, func(q int) bool { return slices.Contains(questions, q) })
}

// askOwed asks what is owed, if anything is, and says so: something else was said instead of an answer. then is what it leads on to.
func (t *turn) askOwed(then string) bool {
	p := &t.m.Place
	if len(p.Owed) == 0 {
		return false
	}
	p.Queue, p.Reason, p.Then, p.Return = slices.Clone(p.Owed), "owed", then, ""
	t.ask("screening")
	return true
}

// screened: every question was answered no.
func (t *turn) screened() {
	p := &t.m.Place
	then := p.Then
	p.Then = ""
	if p.Reason == "full" {
		t.m.Intake.Screened = t.today()
	}
	switch then {
	case "onboarding":
	case "session_over":
		t.say("screening.clear_rest")
	case "":
		if t.m.Session == nil && p.Return == "" && t.m.Stage == coach.StageActive {
			t.say("screening.clear_idle", "offers", t.gentleOffers())
			break
		}
		t.say("screening.clear")
	default:
		t.say("screening.clear")
	}
	switch then {
	case "onboarding":
		t.onward("screening")
	case "session":
		p.Reason = ""
		t.beginSession(p.PromptSlot)
	case "plan":
		t.planTurn()
		p.Reason = ""
	case "outing":
		p.Reason = ""
		t.outingTold(t.openDay())
	case "session_over":
		t.idle()
	default:
		t.comeHome()
	}
}
