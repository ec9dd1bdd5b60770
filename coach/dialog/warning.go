package dialog

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"medius/coach"
	"medius/coach/words"
)

// Words that may mean danger, and the permanent button.

// warned looks for words that may mean danger, in any state, before any other meaning. A match never locks by itself: it
// asks the questions it stands for, one after the other: of "my calf is swollen and warm" a no to the hot hip is no answer
// about the calf.
func (t *turn) warned(text string) bool {
	if t.m.Stage == coach.StagePractice || t.m.Stage == coach.StageOwner || scenes[t.m.Place.Scene].verbatim {
		return false
	}
	flags := t.lex.Flags(text)
	for _, class := range []string{words.Life, words.Stroke} {
		if slices.Contains(flags, words.Flag{Class: class}) { // nothing of the hip matters beside it, and nothing is asked
			t.note("word", "class", class)
			t.leaveInPeace()
			t.say("word."+class, "number", t.emergencyNumber())
			return true
		}
	}
	switch {
	case t.m.Stage == coach.StageNew:
		return false
	case t.m.Lock != nil:
		return t.warnedInLock(flags)
	}
	var asked []string
	repeated := false
	for _, f := range flags {
		if f.Class != words.Emergency && t.answeredLately(f) {
			t.heard = append(t.heard, f.Question)
			continue
		}
		if t.m.Place.Scene == "screening" && len(t.m.Place.Queue) > 0 && t.m.Place.Queue[0] == f.Question {
			repeated = repeated || f.Class == words.Emergency // that is the very question being asked
			continue
		}
		t.note("word", "class", f.Class, "question", f.Question)
		if f.Class == words.Emergency {
			t.hushReplies()
		}
		asked = append(asked, strconv.Itoa(f.Question))
	}
	switch {
	case len(asked) > 0:
	case repeated:
		t.under(t.callIfYes(), "screening")
		return true
	case len(t.heard) > 0 && t.atWork() && len(t.painful(text)) > 0 && !t.lex.Denies(text):
		t.hurts() // asked about within a day, but the set does not just go on
		return true
	default:
		return false
	}
	t.keepAnswer(text)
	if t.lex.Fell(text) {
		t.setDraft("fell", "yes")
	}
	if s := t.m.Place.Scene; s == "word" {
		asked = append(asked, t.wordsOpen()...)
	} else if s != "" {
		t.m.Place.Return = s
	}
	t.drop(DueRest, DueHold)
	t.askWords(asked)
	return true
}

// leaveInPeace: to somebody who has worse to worry about than a hip no clock runs on, and nothing comes until they write again.
func (t *turn) leaveInPeace() {
	t.hushReplies()
	t.drop(DueRest, DueHold, DueStand, DueNudge, DueSnooze, DueUnfinished)
	t.leaveHolds()
	t.leaveRest()
	if t.m.Stage == coach.StageActive {
		t.m.Silence = coach.LeftAlone(t.today())
	}
}

// hushReplies calls off what waits to be said: after many messages at once that may be a minute's worth, and this cannot wait.
func (t *turn) hushReplies() {
	t.out.Hush = append(t.out.Hush, coach.LaneReply, coach.LaneTimer)
}

// warnedInLock: whoever waits for a doctor because of one sign may get another that cannot wait. Nothing is asked, since all
// loading is stopped already; the number is said, again if need be.
func (t *turn) warnedInLock(flags []words.Flag) bool {
	if !slices.ContainsFunc(flags, func(f words.Flag) bool { return f.Class == words.Emergency }) {
		return false
	}
	t.note("word", "class", words.Emergency)
	t.hushReplies()
	t.tell("word.locked", "number", t.emergencyNumber())
	return true
}

// callIfYes is said above the question of an emergency: whoever answers it with yes in their heart must not wait for the tap.
func (t *turn) callIfYes() Phrase { return phrase("word.call", "number", t.emergencyNumber()) }

// wordsOpen are the questions that words of warning have led to and that are not answered yet, the one being asked first.
func (t *turn) wordsOpen() []string { return strings.Fields(t.draft("word")) }

func (t *turn) askWords(questions []string) {
	var once []string
	for _, q := range questions {
		if !slices.Contains(once, q) {
			once = append(once, q)
			t.owe(atoi(q))
		}
	}
	t.setDraft("word", strings.Join(once, " "))
	t.ask("word")
}

// wordAsked is the question being asked; 0 = none.
func (t *turn) wordAsked() int {
	open := t.wordsOpen()
	if len(open) == 0 {
		return 0
	}
	return atoi(open[0])
}

// answeredLately: the same word asked its question within a day, and the answer was no. An emergency is asked again.
func (t *turn) answeredLately(f words.Flag) bool {
	at, ok := t.m.Place.Answered[strconv.Itoa(f.Question)]
	return ok && t.now.Sub(at) < 24*time.Hour
}

// keepAnswer keeps the answer a text carried beside its word of warning, a score, the button for sharp pain or a yes about falls, so that it
// need not be typed again. The text itself is not kept.
func (t *turn) keepAnswer(text string) {
	s := scenes[t.m.Place.Scene]
	if s.score {
		if n, _, v := t.lex.Pain(text); v == words.Understood {
			t.setDraft("held", strconv.Itoa(n))
			return
		}
	}
	if t.m.Place.Scene == "unsteady" && t.yesFirst(text) {
		t.setDraft("held", "yes") // "yes, I fell last winter" answers the question about falls as well
		return
	}
	if !t.exercising() || t.lex.Denies(text) {
		return
	}
	for _, answer := range t.painful(text) {
		if t.atWork() || hasValue(s.ask(t.probe()).Buttons, answer) {
			t.setDraft("held", answer) // "it gave way", or "agony", in a set: the set does not just go on
			return
		}
	}
}

// painful are the buttons that a text about pain stands for. Words for pain that cannot be borne are warnings, and not among those for the
// button.
func (t *turn) painful(text string) []string {
	worst := slices.ContainsFunc(t.lex.Flags(text), func(f words.Flag) bool { return f.Question == unbearable })
	switch {
	case t.lex.Mentions("sharp", text):
		return []string{"sharp", "hurts"}
	case worst || t.lex.Mentions("hurts", text):
		return []string{"hurts"}
	}
	return nil
}

// unbearable is the question about pain that no position eases.
const unbearable = 6

// yesFirst: the text begins with a yes.
func (t *turn) yesFirst(text string) bool {
	first := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ,.!;:\n", r) })
	if len(first) == 0 {
		return false
	}
	yes, ok := t.lex.YesNo(first[0])
	return yes && ok
}

// toldOf: the answer to the question about cancer tells of one of the member's own, be it long ago: "I had breast cancer, cured".
func (t *turn) toldOf(text string) bool {
	p := t.m.Place
	if p.Scene != "screening" || len(p.Queue) == 0 || coach.ScreeningQuestion(p.Queue[0]).Flag != coach.UrgentCancer || isQuestion(text) || t.lex.Denies(text) {
		return false
	}
	flagged := slices.ContainsFunc(t.lex.Flags(text), func(f words.Flag) bool { return f.Question == p.Queue[0] })
	return flagged && t.lex.OfMe(text)
}

func sceneWord(t *turn) Message {
	n := t.wordAsked()
	body := typedQuestion(n)
	if n > 0 && coach.ScreeningQuestion(n).Emergency() {
		body = phrase("word.emergency", "call", t.callIfYes(), "question", body)
	}
	return Message{
		Phrase:  phrase("word.ask", "question", body),
		Buttons: [][]Button{row(button("yes", "yes"), button("no", "no"))},
	}
}

// wider are the questions that typed words lead to in a wider form: of somebody who has fainted, or has found a lump, the question at the
// start gets an honest no.
var wider = []int{1, 3, 4, 5, 7}

// typedQuestion is one of the nine, as it is asked about words that were typed.
func typedQuestion(n int) Phrase {
	if slices.Contains(wider, n) {
		return phrase("word.question." + strconv.Itoa(n))
	}
	return question(n)
}

func answerWord(t *turn, v string) {
	n := t.wordAsked()
	t.note("screening", "question", n, "yes", v == "yes", "word", true)
	if v == "yes" {
		t.raise(coach.ScreeningQuestion(n).Flag)
		return
	}
	t.paid(n)
	if coach.ScreeningQuestion(n).Flag == coach.EmergencyTrauma && t.draft("fell") != "" {
		t.fell(t.draft("held") != "") // whoever says so at the start is not put on one leg either
		delete(t.m.Place.Draft, "fell")
	}
	if t.m.Place.Answered == nil {
		t.m.Place.Answered = map[string]time.Time{}
	}
	t.m.Place.Answered[strconv.Itoa(n)] = t.instant()
	if rest := t.wordsOpen(); len(rest) > 1 {
		t.askWords(rest[1:])
		return
	}
	held, scene := t.draft("held"), t.m.Place.Return
	delete(t.m.Place.Draft, "held")
	delete(t.m.Place.Draft, "word")
	t.say("word.good")
	if held != "" && scene != "" {
		t.m.Place.Scene, t.m.Place.Return = scene, ""
		if t.atWork() {
			t.hurt(held == "sharp")
			return
		}
		scenes[scene].answer(t, held)
		return
	}
	t.comeHome()
}

// sceneHeard asks about a sign that was asked about within a day: a no of the morning is none about what has come since.
func sceneHeard(*turn) Message {
	return Message{Phrase: phrase("word.heard_idle"), Buttons: [][]Button{row(button("word.new", "yes"), button("no", "no"))}}
}

// numbersOf writes questions into a draft.
func numbersOf(questions []int) string {
	var all []string
	for _, n := range questions {
		all = append(all, strconv.Itoa(n))
	}
	return strings.Join(all, " ")
}

func answerHeard(t *turn, v string) {
	questions := strings.Fields(t.draft("heard"))
	delete(t.m.Place.Draft, "heard")
	switch {
	case v == "yes" && len(questions) > 0:
		t.askWords(questions)
		return
	case v == "yes":
		t.somethingWrong()
		return
	}
	t.say("lost.polite")
	t.comeHome()
}

// somethingWrong is the permanent way into the red-flag questions.
func (t *turn) somethingWrong() {
	switch {
	case t.m.Lock != nil:
		t.ask("locked")
	case t.m.Stage == coach.StagePractice:
		t.tell("practice.wrong")
	case t.m.Stage == coach.StageNew, t.m.Stage == coach.StageOwner, t.m.Place.Scene == "hello", t.m.Place.Scene == "health":
		t.tell("wrong.before")
	case t.m.Place.Scene == "screening":
		t.ask("screening") // the questions are being asked already
	default:
		t.drop(DueRest, DueHold)
		t.screen(coach.AcuteScreening(), "")
	}
}
