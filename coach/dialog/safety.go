package dialog

import (
	"slices"
	"strings"
	"time"

	"medius/coach"
	"medius/coach/words"
)

// Red flags: the screening questions, the lock, the words that may mean danger.

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
	}
	if then != "onboarding" {
		t.under(phrase("screening.intro."+p.Reason), "screening")
		return
	}
	t.ask("screening")
}

// screeningDue: all nine are asked again after a gap of 28 days or more, and every six weeks.
func (t *turn) screeningDue(day *coach.Day) bool {
	if day.Number < 1 {
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
	asked := t.screeningRow()
	number := len(asked) - len(t.m.Place.Queue) + 1
	rows := [][]Button{row(button("yes", "yes"), button("no", "no"))}
	if number > 1 {
		rows = append(rows, row(button("back.button", "back")))
	}
	return Message{
		Phrase:  phrase("screening.ask", "number", number, "of", len(asked), "question", phrase("screening."+itoa(n))),
		Buttons: rows,
	}
}

// screeningRow is the row of questions that is being asked.
func (t *turn) screeningRow() []int {
	if t.m.Place.Reason == "acute" {
		return coach.AcuteScreening()
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
		t.ask("screening")
	default:
		t.screened()
	}
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
	case "session_over":
		t.idle()
	default:
		t.comeHome()
	}
}

// comeHome goes back to the scene a detour left, or home.
func (t *turn) comeHome() {
	scene := t.m.Place.Return
	t.m.Place.Return = ""
	if scene == "" || t.m.Session != nil || scenes[scene].session {
		t.home()
		return
	}
	t.ask(scene)
}

// raise locks all loading for a red flag. Emergency: the number first, one sentence, nothing else.
func (t *turn) raise(f coach.Flag) {
	if t.m.Session != nil {
		t.closeSession(false)
	}
	if t.m.Stage == coach.StageActive {
		day := t.openDay()
		day.RedFlag = true
		t.settle()
		for i := range t.m.Days {
			if d := &t.m.Days[i]; d.Date == t.today() {
				restRounds(d)
			}
		}
	}
	t.m.Place.Undo = nil
	t.m.Lock = &coach.Lock{Flag: f, Since: t.now.UTC().Truncate(time.Second), Locked: t.today()}
	t.note("red_flag", "flag", string(f))
	t.drop(DueMorning, DueEvening, DueNudge, DueSnooze, DueRest, DueHold, DueLeft, DueUnfinished)
	t.out.Hush = append(t.out.Hush, coach.LaneReminder, coach.LaneTimer)
	t.keep(DueLock, t.now.Add(72*time.Hour), 48*time.Hour)
	t.m.Place.Prompt = 0
	t.ask("locked")
}

func restRounds(d *coach.Day) {
	for i := range d.Rounds {
		if d.Rounds[i].Outcome == "" {
			d.Rounds[i].Outcome = coach.Rested
		}
	}
}

// wrongButton is how long a mistaken yes may be taken back.
const wrongButton = 10 * time.Minute

func sceneLocked(t *turn) Message {
	l := t.m.Lock
	call := phrase("locked.number", "number", t.emergencyNumber())
	rows := [][]Button{row(button("locked.seen", "seen"))}
	if t.now.Sub(l.Since) < wrongButton {
		rows = append(rows, row(button("locked.mistake", "mistake")))
	}
	body := phrase("locked."+strings.ToLower(string(l.Flag)), "call", call)
	if t.now.Sub(l.Since) > 24*time.Hour {
		body = phrase("locked.waiting")
	}
	return Message{Phrase: body, Buttons: rows}
}

func answerLocked(t *turn, v string) {
	switch v {
	case "seen":
		t.ask("unlock")
	case "mistake":
		if t.now.Sub(t.m.Lock.Since) >= wrongButton {
			t.say("locked.too_late")
			t.ask("locked")
			return
		}
		t.ask("mistake")
	default:
		t.again("")
	}
}

// The same question again; a clear no lifts the lock, and both answers stay in the journal.
func sceneMistake(t *turn) Message {
	return Message{
		Phrase:  phrase("screening.once_more", "question", phrase("screening."+itoa(flagQuestion(t.m.Lock.Flag)))),
		Buttons: [][]Button{row(button("yes", "yes"), button("no", "no"))},
	}
}

func flagQuestion(f coach.Flag) int {
	for _, n := range coach.FullScreening() {
		if coach.ScreeningQuestion(n).Flag == f {
			return n
		}
	}
	return 1
}

func answerMistake(t *turn, v string) {
	t.note("screening", "question", flagQuestion(t.m.Lock.Flag), "yes", v == "yes", "again", true)
	if v != "no" {
		t.ask("locked")
		return
	}
	t.note("unlock", "flag", string(t.m.Lock.Flag), "by", "mistake")
	t.liftLock()
	t.say("unlock.mistake")
	t.afterLock(true)
}

func sceneUnlock(t *turn) Message {
	return Message{Phrase: phrase("unlock.ask"), Buttons: [][]Button{
		row(button("unlock.yes", "yes")), row(button("unlock.no", "no")),
	}}
}

func answerUnlock(t *turn, v string) {
	if v != "yes" {
		t.say("unlock.not_yet")
		t.ask("locked")
		return
	}
	if coach.ScreeningQuestion(flagQuestion(t.m.Lock.Flag)).Emergency() {
		t.ask("unlock_who")
		return
	}
	t.unlocked("professional")
}

func sceneUnlockWho(*turn) Message {
	return Message{Phrase: phrase("unlock.who"), Buttons: [][]Button{
		row(button("unlock.hospital", "hospital")), row(button("unlock.doctor", "doctor")),
		row(button("unlock.physiotherapist", "physiotherapist")), row(button("unlock.no", "no")),
	}}
}

func answerUnlockWho(t *turn, v string) {
	if v == "no" {
		t.ask("locked")
		return
	}
	t.unlocked(v)
}

// unlocked: a professional has allowed exercise. The gap rule decides the dose.
func (t *turn) unlocked(by string) {
	t.note("unlock", "flag", string(t.m.Lock.Flag), "by", by)
	t.liftLock()
	t.m.Intake.Screened = t.today()
	t.say("unlock.done")
	t.afterLock(false)
}

func (t *turn) liftLock() {
	t.m.Lock = nil
	for i := range t.m.Days {
		t.m.Days[i].RedFlag = false
	}
	t.drop(DueLock)
}

// afterLock goes on where the flag had stopped everything.
func (t *turn) afterLock(mistake bool) {
	p := &t.m.Place
	if t.m.Stage == coach.StageOnboarding {
		if len(p.Queue) > 0 {
			t.ask("screening")
			return
		}
		t.onward("screening")
		return
	}
	t.remind()
	p.Then = ""
	t.idle()
	if mistake {
		day := t.openDay()
		for i := range day.Rounds {
			if day.Rounds[i].Outcome == coach.Rested && day.Rounds[i].Began.IsZero() {
				day.Rounds[i].Outcome = ""
			}
		}
	}
	t.say("unlock.next", "next", t.nextReminder())
}

// lockDue asks once after 3 days and once after 10 whether somebody has been seen; then there is silence.
func (t *turn) lockDue(late bool) {
	if t.m.Lock == nil || t.m.Away {
		return
	}
	if t.now.Sub(t.m.Lock.Since) < 9*24*time.Hour {
		t.keep(DueLock, t.m.Lock.Since.Add(10*24*time.Hour), 48*time.Hour)
	}
	if late {
		return
	}
	t.under(phrase("locked.seen_someone"), "locked")
}

// warned looks for words that may mean danger, in any state, before any other meaning. A match never locks by itself: it
// asks the question it stands for.
func (t *turn) warned(text string) bool {
	if t.m.Stage == coach.StageNew || t.m.Lock != nil {
		return false
	}
	for _, f := range t.lex.Flags(text) {
		if f.Class == words.Life {
			t.note("word", "class", "life")
			t.say("word.life", "number", t.emergencyNumber())
			return true
		}
		if f.Class != words.Emergency && t.answeredLately(f) {
			continue
		}
		if t.m.Place.Scene == "screening" && len(t.m.Place.Queue) > 0 && t.m.Place.Queue[0] == f.Question {
			continue // that is the very question being asked
		}
		t.note("word", "class", f.Class, "question", f.Question)
		t.keepAnswer(text)
		if s := t.m.Place.Scene; s != "" && s != "word" {
			t.m.Place.Return = s
		}
		t.drop(DueRest, DueHold)
		t.setDraft("word", itoa(f.Question))
		t.ask("word")
		return true
	}
	return false
}

func (t *turn) emergencyNumber() any {
	if n := t.Places.EmergencyNumber(t.m.Zone); n != "" {
		return n
	}
	return phrase("locked.local_number")
}

func (t *turn) answeredLately(f words.Flag) bool {
	at, ok := t.m.Place.Answered[itoa(f.Question)]
	return ok && t.now.Sub(at) < 24*time.Hour
}

// keepAnswer keeps the score a text carried beside its word of warning, so that it need not be typed again. The text
// itself is not kept.
func (t *turn) keepAnswer(text string) {
	if s := scenes[t.m.Place.Scene]; s.score {
		if n, _, v := t.lex.Pain(text); v == words.Understood {
			t.setDraft("held", itoa(n))
		}
	}
}

func sceneWord(t *turn) Message {
	return Message{
		Phrase:  phrase("word.ask", "question", phrase("screening."+t.draft("word"))),
		Buttons: [][]Button{row(button("yes", "yes"), button("no", "no"))},
	}
}

func answerWord(t *turn, v string) {
	n := atoi(t.draft("word"))
	t.note("screening", "question", n, "yes", v == "yes", "word", true)
	if v == "yes" {
		t.raise(coach.ScreeningQuestion(n).Flag)
		return
	}
	if t.m.Place.Answered == nil {
		t.m.Place.Answered = map[string]time.Time{}
	}
	t.m.Place.Answered[itoa(n)] = t.now.UTC().Truncate(time.Second)
	held, scene := t.draft("held"), t.m.Place.Return
	delete(t.m.Place.Draft, "held")
	delete(t.m.Place.Draft, "word")
	t.say("word.good")
	if held != "" && scene != "" {
		t.m.Place.Scene, t.m.Place.Return = scene, ""
		scenes[scene].answer(t, held)
		return
	}
	t.comeHome()
}

// somethingWrong is the permanent way into the red-flag questions.
func (t *turn) somethingWrong() {
	switch {
	case t.m.Lock != nil:
		t.ask("locked")
	case t.m.Stage == coach.StageNew, t.m.Place.Scene == "hello", t.m.Place.Scene == "health":
		t.tell("wrong.before")
	case t.m.Place.Scene == "screening":
		t.ask("screening") // the questions are being asked already
	default:
		t.drop(DueRest, DueHold)
		t.screen(coach.AcuteScreening(), "")
	}
}
