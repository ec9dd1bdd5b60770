package dialog

import (
	"slices"
	"strings"
	"time"

	"medius/coach"
)

// The lock: after a red flag nothing is loaded until a professional has seen the member.

// raise locks all loading for a red flag. Emergency: the number first, one sentence, nothing else.
func (t *turn) raise(f coach.Flag) {
	if t.m.Session != nil {
		t.closeSession(false)
	}
	if t.m.Stage == coach.StageActive {
		day := t.openDay()
		day.RedFlag = true
		t.settle().CloseOpen(coach.Rested)
	}
	t.m.Place.Undo = nil
	t.m.Lock = &coach.Lock{Flag: f, Since: t.instant()}
	t.paid(flagQuestion(f)) // what else is owed comes again if this was a wrong tap
	if t.m.Stage == coach.StageOnboarding && t.m.Place.Then == "onboarding" {
		t.m.Lock.Left = slices.Clone(t.m.Place.Queue)
	}
	t.endRun()
	t.m.EndFullRanges(t.today())
	t.note("red_flag", "flag", string(f))
	t.tellSeats(coach.Errand{Kind: coach.ErrandFlag, What: string(f)})
	t.drop(DueMorning, DueEvening, DueNudge, DueSnooze, DueRest, DueHold, DueLeft, DueUnfinished)
	t.out.Hush = append(t.out.Hush, coach.LaneReminder, coach.LaneTimer)
	t.keep(DueLock, t.now.Add(72*time.Hour), 48*time.Hour)
	t.m.Place.Prompt = 0
	t.ask("locked")
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
	if t.brief || t.lateInLock() || t.draft("seen") != "" {
		body = phrase("locked.waiting")
	}
	return Message{Phrase: body, Buttons: rows}
}

// lateInLock: what had to be done at once has been said long ago.
func (t *turn) lateInLock() bool { return t.now.Sub(t.m.Lock.Since) > 12*time.Hour }

// readLocked takes a yes or a no to "have you been able to see someone", which is asked days later.
func readLocked(t *turn, text string) (string, bool) {
	yes, ok := t.lex.YesNo(text)
	switch {
	case !ok || !t.lateInLock():
		return "", false
	case yes:
		return "seen", true
	}
	t.notSeen()
	return "", true
}

func answerLocked(t *turn, v string) {
	switch v {
	case "seen":
		t.setDraft("seen", "yes") // from here on nobody is sent to call for help
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

// The same question again, in the wider form if there is one: it may be that which got the yes. A clear no lifts the lock, and both answers stay in the journal.
func sceneMistake(t *turn) Message {
	return Message{
		Phrase:  phrase("screening.once_more", "question", typedQuestion(flagQuestion(t.m.Lock.Flag))),
		Buttons: [][]Button{row(button("yes", "yes"), button("no", "no"))},
	}
}

// flagQuestion is the screening question that a flag comes from.
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
		t.notSeen()
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
		t.notSeen()
		return
	}
	t.unlocked(v)
}

// notSeen: nobody has allowed exercise after all.
func (t *turn) notSeen() {
	delete(t.m.Place.Draft, "seen")
	t.brief = true
	t.under(phrase("unlock.not_yet"), "locked")
	t.brief = false
}

// readUnlockWho finds who is meant in a longer answer.
func readUnlockWho(t *turn, text string) (string, bool) {
	who, ok := t.lex.WhoNamed(text)
	switch {
	case t.lex.Hospital(text) && who != "unclear":
		return "hospital", true
	case who == "nobody":
		return "no", true
	}
	return who, ok && who != "unclear"
}

// unlocked: a professional has allowed exercise. The gap rule decides the dose.
func (t *turn) unlocked(by string) {
	t.note("unlock", "flag", string(t.m.Lock.Flag), "by", by)
	t.liftLock()
	t.m.Intake.Screened = t.today()
	t.m.Place.Owed = nil
	t.say("unlock.done")
	t.afterLock(false)
}

// liftLock opens the way again; the first questions go on where the flag cut them off.
func (t *turn) liftLock() {
	t.m.Place.Queue, t.m.Place.Reason = t.m.Lock.Left, "full"
	t.m.Lock = nil
	for i := range t.m.Days {
		t.m.Days[i].RedFlag = false
	}
	t.drop(DueLock)
}

// afterLock goes on where the flag had stopped everything.
func (t *turn) afterLock(mistake bool) {
	if t.m.Stage == coach.StageOnboarding {
		t.onboardingAfterLock()
		return
	}
	t.remind()
	t.idle()
	if mistake {
		day := t.openDay()
		for i := range day.Rounds {
			if day.Rounds[i].Outcome == coach.Rested && day.Rounds[i].Began.IsZero() {
				day.Rounds[i].Outcome = ""
			}
		}
	}
	key := "unlock.next_rest"
	if t.mayGo() {
		key = "unlock.next"
	}
	t.say(key, "next", t.nextReminder())
}

// onboardingAfterLock goes on with the questions that were left, or with the one at which the flag came up.
func (t *turn) onboardingAfterLock() {
	p := &t.m.Place
	from := p.Return != "" && p.Return != "screening"
	switch {
	case len(p.Queue) > 0 && from:
		p.Then, p.Reason = "", "acute"
		t.ask("screening")
	case len(p.Queue) > 0:
		p.Then, p.Return = "onboarding", ""
		t.ask("screening")
	case from:
		t.resumeOnboarding()
	default: // it came up at the last of the nine, and all are answered now
		p.Return = ""
		t.m.Intake.Screened = t.today()
		t.onward("screening")
	}
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

func (t *turn) emergencyNumber() any {
	if n := t.Places.EmergencyNumber(t.m.Zone); n != "" {
		return n
	}
	return phrase("locked.local_number")
}
