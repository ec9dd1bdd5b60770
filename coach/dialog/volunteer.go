package dialog

import (
	"slices"
	"strconv"
	"strings"

	"medius/coach"
	"medius/coach/words"
)

// How the hip is, told by somebody who was not asked. Before a session it is the pain right now, which may call it off; after one it is the
// pain afterwards, of which the highest counts.

// volunteered takes a score, or word that it has got worse, from somebody who has the plan before them or nothing at all.
func (t *turn) volunteered(text string) bool {
	if t.m.Session != nil || t.m.Stage != coach.StageActive || t.m.Lock != nil || len(t.heard) > 0 || isQuestion(text) {
		return false
	}
	if t.m.Pause != nil {
		return t.soreInPause(text)
	}
	if s := t.m.Place.Scene; s != "" && s != "plan" {
		return false
	}
	n, told := t.hipScore(text)
	if !told {
		n = -1
		if _, clearly := t.lex.Command(text); clearly || !t.lex.Mentions("worse", text) || t.lex.Denies(text) {
			return false
		}
	}
	return t.soreNow(text, n) || n >= 0 && t.inPain(text) && t.soreAnyway(n)
}

// soreAnyway answers a score of which nothing of today follows: a severe one leads to its questions on any day.
func (t *turn) soreAnyway(n int) bool {
	if n >= 8 {
		t.say("now.severe")
		t.screen(coach.AcuteScreening(), "")
		return true
	}
	t.sorry()
	return true
}

// sorry answers pain of which nothing follows now.
func (t *turn) sorry() {
	key := "hurts.rest"
	if t.maySkip() {
		key = "hurts.idle"
	}
	t.tell(key)
}

// tellsPain takes a score beside a word for pain from somebody who has a list or an answer before them: that is left, and the score counts.
func (t *turn) tellsPain(text string) bool {
	p := &t.m.Place
	if _, told := t.hipScore(text); !told || !t.inPain(text) || t.m.Session != nil || !slices.Contains(lists, p.Scene) {
		return false
	}
	before := *p
	t.idle()
	if t.volunteered(text) {
		return true
	}
	*p = before
	return false
}

// soreInPause: on a break nothing follows from a score, but a severe one leads to the questions that it always leads to.
func (t *turn) soreInPause(text string) bool {
	n, told := t.hipScore(text)
	switch {
	case !told || !t.inPain(text):
		return false
	case n >= 8:
		t.soreAnyway(n)
	default:
		t.under(phrase("hurts.paused"), "paused")
	}
	return true
}

// hipScore reads a score that nobody has asked for: "7", "my hip is a 6". A time of the clock is none.
func (t *turn) hipScore(text string) (n int, ok bool) {
	if _, _, clock := t.lex.Clock(text); clock && len(strings.Fields(text)) > 1 && !t.lex.Called(text) && !t.lex.OfNow(text) {
		return 0, false // "at 7 in the morning"
	}
	n, _, v := t.lex.Pain(text)
	return n, v == words.Understood
}

// soreNow asks how sore the hip is, or takes n where it was said (-1: it was not). It is false where nothing of today could follow from it.
func (t *turn) soreNow(text string, n int) bool {
	day := t.openDay()
	round := t.pickRound(day, t.m.Place.PromptSlot)
	left, right := t.lex.Sided(text)
	oneSide := n >= 0 && len(t.m.Courses) == 2 && left != right
	switch last := day.LastLoaded(); {
	case t.m.Place.Scene == "plan" && round != nil && !round.Light:
		for i := range round.Marks {
			if !oneSide {
				round.Marks[i].Now = nil
			}
		}
		t.m.Place.Scene = "now"
	case last != nil && t.m.Place.Scene == "":
		t.m.Place.Draft = map[string]string{"sore": sidesDraft(t.m.SoreSides())}
		t.m.Place.Scene = "sore"
	case last == nil && t.m.Place.Scene == "" && n >= 0 && t.onlyNow(day, round):
		t.m.Place.Scene = "now" // a fresh score of the morning is not the one that is told now
	case last == nil && t.m.Place.Scene == "" && t.mayGo():
		t.known(n, func() { t.command("go") }) // the questions begin with how the hip is
		return true
	default:
		return false
	}
	scene := t.m.Place.Scene
	if oneSide {
		t.given = strconv.Itoa(n)
		if scene == "now" {
			t.toldNow(day, round, sideOf(left), n)
		} else {
			t.setDraft("sore", string(sideOf(left)))
			answerSore(t, t.given)
		}
		t.headNoted(n)
		return true
	}
	if n >= 0 && len(t.m.Courses) == 1 {
		t.known(n, func() { t.ask(scene) })
		t.headNoted(n)
		return true
	}
	if n >= 0 {
		t.under(phrase("pain.side"), scene)
	} else {
		t.under(phrase("hurts.how"), scene)
	}
	return true
}

// onlyNow: the pain right now is all that is asked before a session of today.
func (t *turn) onlyNow(day *coach.Day, round *coach.Round) bool {
	return round != nil && !round.Light && !t.needsCheckIn(day) && !t.m.Resting() && len(t.plannedToday(day)) > 0 && t.untilLoading() == 0
}

// known moves on to a question whose score was typed already, and answers it; where it is of two hips, or another question, it is asked.
func (t *turn) known(n int, move func()) {
	t.unsaid = n >= 0
	move()
	if !t.unsaid {
		return
	}
	t.unsaid = false
	s, session := scenes[t.m.Place.Scene], t.m.Session
	if t.m.Place.Scene == "" {
		return // why nothing can be done now has been said
	}
	if !s.score || len(t.m.Courses) == 2 && (session == nil || len(session.Rate) != 1) {
		t.ask(t.m.Place.Scene)
		return
	}
	t.given = strconv.Itoa(n)
	s.answer(t, t.given)
}

// besideWord takes a score that was typed beside the word for a button: "done, 3", "it hurts, 6", "2 but sharp"; and one that was typed in a
// rest, which is about the set before it.
func (t *turn) besideWord(text string) bool {
	if t.tallied(text) {
		return true
	}
	if !t.exercising() || isQuestion(text) || t.lex.Denies(text) {
		return false
	}
	scene := t.m.Place.Scene
	if n, ok := t.lex.Beside("sharp", text); ok && scene == "pain" {
		t.stripShown()
		t.given = "sharp"
		t.known(n, func() { answerPain(t, "sharp") })
		return true
	}
	if !t.atWork() {
		return false
	}
	for _, name := range []string{"sharp", "hurts", "worse"} {
		n, ok := t.lex.Beside(name, text)
		switch {
		case !ok || t.hurtsLying(text):
			continue
		case scene == "rest" && name != "sharp" && !coach.TooSore(n): // it ends no session
			if !t.raisedScore(text, n) {
				t.bare("wait")
			}
		default:
			t.stripShown()
			t.known(n, func() { t.hurt(name == "sharp") })
		}
		return true
	}
	if n, ok := t.lex.Beside("done", text); ok && scene == "set" {
		t.stripShown()
		t.given = "done"
		t.known(n, func() { answerSet(t, "done") })
		return true
	}
	n, ok := t.hipScore(text)
	switch {
	case !ok:
		return false
	case scene == "rest":
		return t.mayBeCount(text, n) || t.raisedScore(text, n)
	case scene == "set":
		t.again("set_number")
	case scene == "holding" && coach.TooSore(n):
		t.stripShown()
		t.known(n, func() { t.hurt(false) })
	default:
		return false
	}
	return true
}

// hurts: somebody in pain is never told that the word is not known, wherever it is typed.
func (t *turn) hurts() {
	if t.m.Session != nil && looking(t.m.Place.Scene) {
		t.m.Place.Scene = t.m.Session.Scene // they were trying it
	}
	if !t.exercising() {
		if t.m.Stage != coach.StageActive || t.m.Lock != nil || t.m.Pause != nil {
			t.tell("hurts.apart") // nobody asks tomorrow morning
			return
		}
		if t.m.Session == nil && t.soreNow(t.ev.Text, -1) {
			return
		}
		t.sorry()
		return
	}
	if t.hurtsLying(t.ev.Text) {
		t.offTheSide()
		return
	}
	t.hurt(slices.Contains(t.painful(t.ev.Text), "sharp"))
}

// atWork: a set is being done, or rested after.
func (t *turn) atWork() bool {
	return t.exercising() && slices.Contains([]string{"set", "rest", "holding"}, t.m.Place.Scene)
}

// hurt asks how bad it is, and lets nothing go on meanwhile.
func (t *turn) hurt(sharp bool) {
	switch t.m.Session.Scene {
	case "set":
		answerSet(t, map[bool]string{true: "sharp", false: "hurts"}[sharp])
	case "rest":
		answerRest(t, "stop")
		t.m.Session.Sharp = sharp
	case "holding":
		answerHolding(t, "stop")
		t.m.Session.Sharp = sharp
	case "effort":
		t.askAfter()
	default:
		t.ask(t.m.Session.Scene) // the score is being asked already
	}
}

// inPain: somewhere in a text something hurts, and nothing says that it does not.
func (t *turn) inPain(text string) bool {
	return (t.lex.Mentions("hurts", text) || t.lex.Mentions("sharp", text)) && !t.lex.Denies(text)
}

// raisedScore puts the score of the set before a rest right where it was worse. A lower one may be how it is by now.
func (t *turn) raisedScore(text string, n int) bool {
	last, ok := t.lastAnswer()
	if !ok || last.Scene != "pain" || n <= atoi(last.Answer) {
		return false
	}
	t.putRight(text, last, []string{last.Scene}, n)
	return true
}

// headNoted says what was understood above a plan that stays as it is.
func (t *turn) headNoted(n int) {
	if t.m.Place.Scene == "plan" {
		t.headed(phrase("now.noted", "n", n))
	}
}

func sideOf(left bool) coach.Side {
	if left {
		return coach.Left
	}
	return coach.Right
}

// sidesDraft writes sides into a draft.
func sidesDraft(sides []coach.Side) string {
	var all []string
	for _, s := range sides {
		all = append(all, string(s))
	}
	return strings.Join(all, " ")
}

// soreLeft are the sides whose pain since the session is still to be told.
func (t *turn) soreLeft() []coach.Side {
	var left []coach.Side
	for _, s := range strings.Fields(t.draft("sore")) {
		left = append(left, coach.Side(s))
	}
	if len(left) == 0 {
		return t.m.SoreSides()
	}
	return left
}

func sceneSore(t *turn) Message {
	return Message{Phrase: phrase("sore.ask", "hip", t.hip(t.soreLeft()[0])), Buttons: keypad()}
}

func answerSore(t *turn, v string) {
	day := t.openDay()
	round := day.LastLoaded()
	if round == nil { // the day is over
		t.idle()
		t.lost()
		return
	}
	n, ok := t.upTo(10, v)
	if !ok {
		return
	}
	t.remember()
	left := t.soreLeft()
	side := left[0]
	if mark := round.Mark(side); mark.After == nil || n > *mark.After {
		mark.After = &n
	}
	t.note("after", "side", side, "score", n)
	worst := max(n, atoi(t.draft("sore_worst")))
	if left = slices.Delete(left, 0, 1); len(left) > 0 {
		t.setDraft("sore", sidesDraft(left))
		t.setDraft("sore_worst", strconv.Itoa(worst))
		t.ask("sore")
		return
	}
	t.soreTold(day, round, worst)
}

// soreTold says what follows from the pain since a session, the worst of what was told just now.
func (t *turn) soreTold(day *coach.Day, round *coach.Round, worst int) {
	off := round.Slot == coach.Morning && day.EveningCancelled() && day.CancelEvening()
	if off {
		t.noteRound(coach.Evening, coach.Rested)
		t.drop(DueNudge, DueSnooze)
	}
	t.idle()
	switch {
	case worst >= 8:
		t.say("now.severe")
		t.screen(coach.AcuteScreening(), "")
	case off:
		t.say("sore.off", "next", t.nextReminder())
	default:
		t.say("sore.noted", "next", t.nextReminder())
	}
}
