package dialog

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"medius/coach"
)

// A reminder and its buttons: begin, later, not this time. They stay good beside whatever else is asked.

// prompt sends the reminder with its buttons. The wording is neutral: it may be read on a lock screen.
func (t *turn) prompt(date coach.Date, slot coach.Slot, kind string) {
	words := phrase("prompt." + kind)
	switch {
	case t.m.Road.Back:
		words = t.backPrompt()
	case kind == "nudge" && t.m.Resting():
		words = phrase("prompt.nudge_rest") // there are only questions
	}
	t.sendPrompt(date, slot, kind, Message{Phrase: words, Buttons: promptButtons()})
	if kind != "nudge" && !t.m.Place.Nudged {
		t.keep(DueNudge, t.now.Add(nudgeAfter), nudgeUseful)
	}
}

func promptButtons() [][]Button {
	return [][]Button{
		row(button("prompt.start", "start")),
		row(button("prompt.snooze15", "15"), button("prompt.snooze60", "60")),
		row(button("prompt.skip", "skip")),
	}
}

// lists are what somebody looks at and leaves open.
var lists = []string{"settings", "progress", "chart", "report", "handed", "tips", "sources", "ask", "answer", "access", "library", "exercise", "how", "wrong_way"}

// sendPrompt sends a reminder in the words of a message.
func (t *turn) sendPrompt(date coach.Date, slot coach.Slot, kind string, msg Message) {
	p := &t.m.Place
	if p.PromptDate != date || p.PromptSlot != slot {
		p.Nudged = false
	}
	if t.m.Session == nil && p.Asked != t.today() && slices.Contains(lists, p.Scene) {
		t.idle() // what was looked at yesterday takes no answer of today
	}
	p.PromptDate, p.PromptSlot = date, slot
	t.m.Silence = t.m.Silence.Reminded(date, t.m.Programme.LastSeen)
	msg.Lane, msg.Expires = coach.LaneReminder, t.stillUseful(reminderUseful)
	t.number(&msg)
	msg.Slot = strings.Join([]string{kind, string(date), string(slot)}, ":")
	if kind == "snoozed" {
		msg.Slot += ":" + t.now.UTC().Format("1504")
	}
	if p.Prompt != 0 && p.PromptName != "" {
		t.out.Strip = append(t.out.Strip, p.PromptName) // one reminder with live buttons at a time
	}
	p.Prompt, p.PromptName = msg.Question, "slot:"+msg.Slot
	t.bury()
	t.out.Say = append(t.out.Say, msg)
	t.note("prompt", "slot", string(slot), "kind", kind, "outcome", "sent")
}

// prompted handles the buttons of a reminder; they stay good beside whatever else is asked.
func (t *turn) prompted(choice string) {
	p := &t.m.Place
	if p.PromptDate != t.today() && choice != "start" && choice != "pause" {
		t.promptOver()
		t.m.Place.Prompt = 0
		return
	}
	switch choice {
	case "start":
		t.beginSession(p.PromptSlot)
	case "15", "60":
		t.snooze(time.Duration(atoi(choice)) * time.Minute)
	case "skip":
		t.skip(p.PromptSlot)
	case "pause":
		t.openPause()
	default:
		t.out.Chosen = false
		t.toast("toast.stale")
	}
}

// longestSnooze is how long a reminder may be put off by typing.
const longestSnooze = 4 * time.Hour

// newestIsPrompt says that nothing was asked since the reminder.
func (t *turn) newestIsPrompt() bool { return t.m.Place.Prompt > t.m.Place.Open }

// answersPrompt takes a text as the answer to the reminder that waits: a button in its words or in others, a yes or a no, "later",
// "in half an hour".
func (t *turn) answersPrompt(text string) bool {
	if t.m.Place.Prompt == 0 || t.promptRound() == nil {
		return false
	}
	choice, known := t.chosen(text, promptButtons())
	command, _ := t.lex.Command(text)
	wait, long := t.lex.Duration(text)
	if !long {
		wait, long = t.untilClock(text)
	}
	yes, replied := t.lex.Agrees(text)
	if !known && t.lex.Mentions("retime", text) && t.wishesReminders(text) {
		return true // "the evening to 20:00" is no wish for today
	}
	switch {
	case known:
	case command == "start" || replied && yes:
		choice = "start"
	case command == "later":
		choice = "60"
	case command == "wait":
		choice = "15"
	case long && wait > longestSnooze:
		t.say("prompt.too_long", "hours", int(longestSnooze/time.Hour))
		return true
	case long && wait >= time.Minute:
		choice = strconv.Itoa(int(wait / time.Minute))
	case replied:
		choice = "skip"
	case t.tellsOfHip(text):
		choice = "start" // the questions begin with how the hip is
	case t.tellsOfMedicine(text):
		if day := t.openDay(); t.needsCheckIn(day) { // and this is one of them
			day.CheckIn.Painkiller = flag("yes")
			t.note("painkiller", "taken", true)
		}
		choice = "start"
	default:
		return false
	}
	t.out.Closed = &Closed{Name: t.m.Place.PromptName, Label: labelOf(promptButtons(), choice, phrase("noted"))}
	if n, told := t.toldAtPrompt(text); told && choice == "start" && len(t.m.Courses) == 1 {
		t.known(n, func() { t.prompted(choice) }) // the first question is answered already
		return true
	}
	switch choice {
	case "start", "skip":
		t.prompted(choice)
	default:
		t.snooze(time.Duration(atoi(choice)) * time.Minute)
	}
	return true
}

// putsOff takes "later" and "at 9" at the questions before a session for what it is at the reminder, and leaves them.
func (t *turn) putsOff(text string) bool {
	if !t.answering() || !slices.Contains([]string{"morning_pain", "night", "painkiller", "now"}, t.m.Place.Scene) || isQuestion(text) {
		return false
	}
	command, _ := t.lex.Command(text)
	_, long := t.lex.Duration(text)
	_, at := t.untilClock(text)
	if command != "later" && !long && !(at && t.lex.AtClock(text)) {
		return false
	}
	round := t.promptRound()
	t.idle()
	if round == nil || t.m.Place.Prompt == 0 || !t.answersPrompt(text) {
		t.say("plan.when_ready")
	}
	return true
}

// tellsOfHip: somebody answers "time for your routine" with how the hip is: "8", "bad night", "it hurts".
func (t *turn) tellsOfHip(text string) bool {
	if isQuestion(text) {
		return false
	}
	_, score := t.hipScore(text)
	_, _, _, both := t.lex.MorningTold(text)
	night, slept := t.lex.Night(text)
	order, _ := t.lex.Command(text) // and nothing else: a knee that hurts is another matter
	return score || both || slept && night >= 2 || order == "hurts" || order == "sharp"
}

// toldAtPrompt reads the score in the answer to a reminder, and keeps what is said of the night and of a painkiller beside it.
func (t *turn) toldAtPrompt(text string) (n int, ok bool) {
	if n, night, medicine, both := t.lex.MorningTold(text); both {
		t.alsoTold(night, medicine)
		return n, true
	}
	return t.hipScore(text)
}

// promptOver: the reminder at hand is from another time, or its session is settled.
func (t *turn) promptOver() {
	if t.mayGo() {
		t.say("prompt.over")
		return
	}
	t.say("prompt.over_rest")
}

// snooze puts the open reminder off; it never moves the series.
func (t *turn) snooze(wait time.Duration) {
	if t.promptRound() == nil {
		t.promptOver()
		return
	}
	at := t.now.Add(wait).In(t.zone())
	if coach.DateOf(at) != t.m.Place.PromptDate {
		t.say("prompt.past_midnight", "time", at.Format("15:04"))
		return
	}
	t.keep(DueSnooze, at, reminderUseful)
	t.drop(DueNudge)
	t.note("snooze", "minutes", int(wait/time.Minute))
	t.say("prompt.put_off", "time", at.Format("15:04"))
}

// skipNow skips the session that is due.
func (t *turn) skipNow() {
	if t.m.Pause != nil {
		t.ask("paused")
		return
	}
	if s := t.m.Session; s != nil && s.Current() != nil && slices.ContainsFunc(s.Sets, func(s coach.Set) bool { return s.Worked }) {
		s.Rate = slices.Clone(s.Current().Sides)
		t.stopSession() // what was done counts
		return
	}
	day := t.openDay()
	if t.m.Place.Scene == "plan" { // the one whose plan is being shown, and not the next one
		if r := t.pickRound(day, t.m.Place.PromptSlot); r != nil {
			t.skip(r.Slot)
			return
		}
	}
	for _, r := range day.Rounds {
		if r.Outcome == "" {
			t.skip(r.Slot)
			return
		}
	}
	t.tell("skip.nothing")
}

// skip settles a slot as skipped; the reason may be told.
func (t *turn) skip(slot coach.Slot) {
	day := t.openDay()
	round := day.Round(slot)
	if round == nil || round.Outcome != "" && round.Outcome != coach.Missed {
		t.say("skip.nothing")
		t.home()
		return
	}
	if t.m.Session != nil {
		t.closeSession(false)
	}
	ahead := (t.m.Place.PromptDate != t.today() || t.m.Place.PromptSlot != slot) && t.m.Place.Scene != "plan"
	t.leaveOut(round)
	if ahead { // it was not asked for yet
		t.under(phrase("skip.ahead."+string(slot)), "skip_reason")
		return
	}
	t.ask("skip_reason")
}

// leaveOut settles a session as skipped.
func (t *turn) leaveOut(round *coach.Round) {
	round.Outcome = coach.Skipped
	t.drop(DueNudge, DueSnooze)
	t.m.Place.Prompt, t.m.Place.Then = 0, ""
	t.noteRound(round.Slot, coach.Skipped)
}

// readSkipReason takes what is no button for another reason, and pain for pain. It asks for no second try: nobody has to say why.
func readSkipReason(t *turn, text string) (string, bool) {
	switch name, order := t.lex.Command(text); {
	case name == "back" || name == "quit": // "never mind"
		return "other", true
	case order || isQuestion(text):
		return "", false
	}
	if value, ok := t.chosen(text, sceneSkipReason(t).Buttons); ok {
		return value, true
	}
	if t.inPain(text) {
		return "pain", true
	}
	return "other", true
}

func sceneSkipReason(*turn) Message {
	return Message{Phrase: phrase("skip.done"), Buttons: [][]Button{
		row(button("skip.no_time", "no_time"), button("skip.pain", "pain")),
		row(button("skip.ill", "ill"), button("skip.travelling", "travelling")),
		row(button("skip.forgot", "forgot"), button("skip.other", "other")),
	}}
}

func answerSkipReason(t *turn, v string) {
	t.note("skip_reason", "reason", v)
	thanks := phrase("skip.thanks", "next", t.nextReminder())
	switch {
	case v == "pain":
		t.say("skip.pain_offer", "next", t.nextReminder())
	case v == "travelling" && t.askTravel(thanks, "skip"):
		return
	default:
		t.saying(thanks, nil)
	}
	t.idle()
}
