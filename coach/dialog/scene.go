package dialog

import (
	"strconv"
	"strings"
	"time"

	"medius/coach"
	"medius/coach/words"
)

// scene is one place in the conversation: a question and what its answers mean.
type scene struct {
	// ask words the question with its buttons. It may also send the member on to another scene; then nothing is asked.
	ask func(*turn) Message
	// read turns typed text into a value; nil or "not understood" leaves it to the labels of the buttons. An empty value
	// that was understood means that read has answered by itself.
	read func(*turn, string) (value string, ok bool)
	// answer gets the value of a button that the question really has, or what read made of a text; "back" and "undo" are
	// taken before.
	answer func(*turn, string)
	// shows is a typed answer in a word or two, where no button shows it; nil leaves it at "noted".
	shows func(t *turn, value string) Phrase
	// again is the text key for an answer that was not understood; "" = the general one.
	again string
	// back is the scene before, asked when the member says "back"; "" = there is none.
	back string
	// session: the scene belongs to the open session, which comes back to it after a detour.
	session bool
	// aside: a detour; what was asked before it is asked again afterwards.
	aside bool
	// day: it is about the date on which it was asked; on the next one it is over.
	day bool
	// locked: it may be asked while a red flag stops all loading; in place of any other the lock is asked.
	locked bool
	// offer: something the member may take up or leave; it is not asked again when something was said in between.
	offer bool
	// towns: its buttons are places that were looked up, so that asking it once more does not show them.
	towns bool
	// verbatim: what is typed is a name, or words for somebody else: words of warning in it are not about the member.
	verbatim bool
	// owner: it is the owner's alone.
	owner bool
	// patient: it stands on a patient's page.
	patient bool
	// loads: it leads to an exercise, so that questions about danger come before it.
	loads bool
	// score: the answer is a pain score, which is kept when a word of warning stands beside it.
	score bool
	// counts: the answer is a number of repetitions.
	counts bool
}

// owedThen is what the questions before this scene lead on to.
func (s scene) owedThen() string {
	if s.session {
		return "" // home, which is the session
	}
	return "session"
}

// The readers of typed answers.

func readYesNo(t *turn, text string) (string, bool) {
	yes, ok := t.lex.YesNo(text)
	if yes {
		return "yes", ok
	}
	return "no", ok
}

// readPlainly reads the answer to a question about danger, where "not really" is no no. Whoever is not sure is told what is on the safe side.
func readPlainly(t *turn, text string) (string, bool) {
	yes, ok := t.lex.PlainYesNo(text)
	switch {
	case yes:
		return "yes", ok
	case !ok && t.yesFirst(text) && !t.lex.Unsure(text) && !isQuestion(text), t.toldOf(text):
		return "yes", true // "yes, 20 years ago"
	case !ok && t.lex.Unsure(text):
		t.again("screening.unsure")
		return "", true
	}
	return "no", ok
}

// readAgreement reads the answer to terms or an offer, where "ok" is a yes.
func readAgreement(t *turn, text string) (string, bool) {
	yes, ok := t.lex.Agrees(text)
	if yes {
		return "yes", ok
	}
	return "no", ok
}

// readAdult takes an age as well: "54".
func readAdult(t *turn, text string) (string, bool) {
	switch age, ok := ageIn(text); {
	case !ok:
		return readYesNo(t, text)
	case age >= 18:
		if t.m.Place.Scene == "adult" && age >= 60 { // it answers more than the question; the age itself is not kept
			t.setDraft("aged", map[bool]string{true: "65", false: "60"}[age >= 65])
		}
		return "yes", true
	}
	return "no", true
}

// readUnsteady takes an age of 65 or more for a yes. A lower one says nothing about falls.
func readUnsteady(t *turn, text string) (string, bool) {
	if age, ok := ageIn(text); ok && age >= 65 {
		return "yes", true
	}
	return readYesNo(t, text)
}

// ageIn finds a number that may be an age.
func ageIn(text string) (age int, ok bool) {
	for f := range strings.FieldsSeq(text) {
		if n, err := strconv.Atoi(strings.Trim(f, ".,!")); err == nil && n > 0 && n < 120 {
			return n, true
		}
	}
	return 0, false
}

// readAmong finds the one button that a word of a longer answer means: "my physio told me".
func readAmong(t *turn, text string) (string, bool) {
	found := ""
	buttons := scenes[t.m.Place.Scene].ask(t.probe()).Buttons
	for _, word := range strings.Fields(t.lex.Normal(text)) {
		if len([]rune(word)) < 4 {
			continue
		}
		if v, ok := t.chosen(word, buttons); ok {
			if found != "" && found != v {
				return "", false
			}
			found = v
		}
	}
	return found, found != ""
}

// readPain reads a score; "3-4" asks which of the two.
func readPain(t *turn, text string) (string, bool) {
	switch {
	case t.m.Place.Scene == "pain" && t.m.Session.Stopping && t.lex.Painless(text):
		return "other", true // "no pain, I am just tired"
	case t.hurtsLying(text):
		t.offTheSide()
		return "", true
	case t.otherSide(text):
		if !t.otherNow(text) {
			t.again("pain.side")
		}
		return "", true
	}
	score, between, verdict := t.lex.Pain(text)
	switch verdict {
	case words.Understood:
		return strconv.Itoa(score), true
	case words.Ambiguous:
		t.sayAgain(Message{
			Phrase: phrase("pain.which", "low", between[0], "high", between[1]),
			Buttons: [][]Button{row(
				button("number", strconv.Itoa(between[0]), "value", between[0]),
				button("number", strconv.Itoa(between[1]), "value", between[1]),
			)},
		})
		return "", true
	case words.OutOfScale:
		t.again("pain.out_of_scale")
		return "", true
	}
	return "", false
}

// otherSide: a text names another hip than the one whose score is asked for.
func (t *turn) otherSide(text string) bool {
	left, right := t.lex.Sided(text)
	switch t.scoredSide() {
	case coach.Left:
		return right
	case coach.Right:
		return left
	}
	return false
}

// scoredSide is the hip whose score the open question asks for, where both are sore.
func (t *turn) scoredSide() coach.Side {
	in, s := t.m.Intake, t.m.Session
	switch t.m.Place.Scene {
	case "usual", "stand":
		if sides := t.intakeSides(); len(sides) == 2 {
			answers := map[string][]int{"usual": in.Usual, "stand": in.Stand}[t.m.Place.Scene]
			return sides[len(answers)%2]
		}
		return ""
	}
	if len(t.m.Courses) < 2 {
		return ""
	}
	switch t.m.Place.Scene {
	case "morning_pain":
		return t.askedMorning()
	case "now":
		if round := t.pickRound(t.openDay(), t.m.Place.PromptSlot); round != nil {
			return t.nowSide(round)
		}
	case "sore":
		return t.soreLeft()[0]
	case "pain", "after":
		if s != nil && len(s.Rate) > 0 {
			return s.Rate[0]
		}
	}
	return ""
}

// readNumber reads a count, such as repetitions done.
func readNumber(t *turn, text string) (string, bool) {
	n, ok := t.lex.Number(text)
	return strconv.Itoa(n), ok && n >= 0 && n <= mostCount
}

// mostCount is the highest number that is taken for a count.
const mostCount = 999

// upTo reads an answer's number, 0 to most; for any other value the question is asked again.
func (t *turn) upTo(most int, v string) (int, bool) {
	n, err := strconv.Atoi(v)
	if err != nil || n < 0 || n > most {
		t.again("")
		return 0, false
	}
	return n, true
}

// atoi is the number that a value or a draft carries, 0 when there is none.
func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// sayAgain asks the question at hand in other words; the scene stays.
func (t *turn) sayAgain(msg Message) {
	t.number(&msg)
	t.m.Place.Open, t.m.Place.Changed = msg.Question, time.Time{}
	t.noteCopy()
	if scenes[t.m.Place.Scene].session && t.m.Session != nil {
		msg.Picture = t.ofSession()
	}
	if msg.Picture != nil {
		t.deal(&msg)
	} else {
		t.bury()
	}
	t.out.Say = append(t.out.Say, msg)
}

// again repeats the question at hand under a kind word about what was not understood.
func (t *turn) again(key string, pairs ...any) {
	if key == "" {
		key = "again.general"
	}
	if len(t.heard) > 0 {
		key, pairs = "word.heard", nil
	}
	if c := t.out.Closed; c != nil { // what is asked again was no answer after all
		t.out.Strip, t.out.Closed = append(t.out.Strip, c.Name), nil
	}
	t.brief = true
	t.under(phrase(key, pairs...), t.m.Place.Scene)
	t.brief = false
}
