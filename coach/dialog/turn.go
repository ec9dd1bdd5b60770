package dialog

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"medius/coach"
	"medius/coach/words"
)

// turn is one event being thought through.
type turn struct {
	*Coach
	now time.Time
	m   *coach.Member
	ev  Event
	out *Turn
	lex *words.Lexicon
	loc *time.Location // of the member's zone, once it has been asked for
	// brief: the question is asked again, so what was explained need not be repeated.
	brief bool
	// unsaid: a question is moved to and not asked, since its answer is known already.
	unsaid bool
	// meantCount: the score at hand was said to be a number of repetitions.
	meantCount bool
	// given is what the answer at hand was understood as.
	given string
	// argument is what stood after a command.
	argument string
	// heard are the questions about danger that a word of the text stands for, and that the member has answered with no within a day.
	heard []int
	// onPrompt: the tap was on a reminder, beside the open question.
	onPrompt bool
}

// zone is the member's, UTC until it is known.
func (t *turn) zone() *time.Location {
	if t.loc == nil || t.loc.String() != t.m.Zone {
		loc, err := t.zones.at(t.m.Zone) // "" is UTC
		if err != nil {
			return time.UTC
		}
		t.loc = loc
	}
	return t.loc
}

func (t *turn) local() time.Time { return t.now.In(t.zone()) }

func (t *turn) today() coach.Date { return coach.DateOf(t.local()) }

// instant is now as it is kept: UTC, in whole seconds.
func (t *turn) instant() time.Time { return t.now.UTC().Truncate(time.Second) }

// say adds a message without a question.
func (t *turn) say(key string, pairs ...any) { t.saying(phrase(key, pairs...), nil) }

// saying adds a phrase as a message without a question, with another keyboard under the input field unless panel is nil.
func (t *turn) saying(p Phrase, panel *Panel) {
	t.bury()
	t.out.Say = append(t.out.Say, Message{Phrase: p, Panel: panel, Lane: coach.LaneReply})
}

// wrongPanel is the permanent button under the input field; noPanel takes it away.
func wrongPanel() *Panel { return &Panel{Rows: [][]Phrase{{phrase("panel.wrong")}}} }

func noPanel() *Panel { return &Panel{Remove: true} }

// ask moves to a scene and asks its question. Its buttons carry a new number.
func (t *turn) ask(name string) {
	s, ok := scenes[name]
	if !ok {
		panic(fmt.Sprintf("dialog: no scene %q", name))
	}
	if t.m.Lock != nil && !s.locked {
		name, s = "locked", scenes["locked"] // nothing leads past a red flag
	}
	if s.loads && t.m.Stage == coach.StageActive && t.askOwed(s.owedThen()) {
		return
	}
	t.m.Place.Scene, t.m.Place.Asked = name, t.today()
	if s.session && t.m.Session != nil {
		t.m.Session.Scene = name
	}
	if t.unsaid {
		return
	}
	msg := s.ask(t)
	if t.m.Place.Scene != name {
		return // the scene sent the member on
	}
	if s.back != "" && !s.aside && t.m.Stage == coach.StageOnboarding {
		msg.Buttons = append(msg.Buttons, row(button("back.button", "back")))
	}
	if (s.patient || s.owner) && s.back != "" && !hasValue(msg.Buttons, "back") {
		msg.Buttons = append(msg.Buttons, row(button("back.button", "back")))
	}
	if s.session && t.m.Session != nil {
		msg.Picture = t.ofSession()
	}
	t.number(&msg)
	t.m.Place.Open, t.m.Place.Changed = msg.Question, time.Time{}
	t.noteCopy()
	t.put(msg, s)
}

// put says a question: on the card where there is a picture, else as a message of its own.
func (t *turn) put(msg Message, s scene) {
	switch {
	case msg.Picture != nil:
		t.deal(&msg)
	default:
		if s.session || looking(t.m.Place.Scene) {
			t.dropCard() // the pictures were turned off meanwhile, or there is none of this exercise
		}
		t.bury()
		t.m.Place.Shown, msg.Name = msg.Question, questionName(msg.Question)
	}
	t.out.Say = append(t.out.Say, msg)
}

// reshape asks a scene by changing the message that its question already stands in.
func (t *turn) reshape(name string, lane coach.Lane, useful time.Duration) {
	shown := t.m.Place.Shown
	t.ask(name)
	if t.m.Place.Scene != name {
		return
	}
	msg := &t.out.Say[len(t.out.Say)-1]
	if msg.Picture == nil {
		msg.Name, msg.Edits = "", questionName(shown)
		t.m.Place.Shown, t.m.Place.Changed = shown, t.now
	}
	if msg.Edits != "" {
		msg.Lane, msg.Expires = lane, useful
	}
}

// under asks a scene with a sentence above its question, in one message.
func (t *turn) under(head Phrase, name string) {
	t.ask(name)
	t.headed(head)
}

// headed puts a sentence above what was asked last.
func (t *turn) headed(head Phrase) {
	if n := len(t.out.Say); n > 0 && !t.unsaid {
		msg := &t.out.Say[n-1]
		msg.Phrase = phrase("under", "head", head, "body", msg.Phrase)
	}
}

// questionName is the name of the message a question stands in.
func questionName(question int) string { return "q" + strconv.Itoa(question) }

// number gives a message the next question number.
func (t *turn) number(msg *Message) {
	t.m.Place.Question++
	msg.Question = t.m.Place.Question
	if msg.Lane == 0 {
		msg.Lane = coach.LaneReply
	}
}

// idle leaves the member in no scene and on the way to nothing: whatever is typed next begins something new.
func (t *turn) idle() {
	t.m.Place.Scene, t.m.Place.Open, t.m.Place.Then, t.m.Place.Return = "", 0, "", ""
	t.m.Place.Draft, t.m.Place.Queue, t.m.Place.Reason = nil, nil, ""
}

// home goes back to what was going on before a detour: the session, the unfinished first questions, or nothing.
func (t *turn) home() {
	switch {
	case t.m.Session != nil && t.m.Lock == nil:
		t.resumeSession()
	case t.m.Stage == coach.StageOnboarding:
		t.resumeOnboarding()
	default:
		t.idle()
	}
}

func (t *turn) draft(key string) string { return t.m.Place.Draft[key] }

func (t *turn) setDraft(key, value string) {
	if t.m.Place.Draft == nil {
		t.m.Place.Draft = map[string]string{}
	}
	t.m.Place.Draft[key] = value
}

// keep makes or moves an appointment.
func (t *turn) keep(kind coach.AppointmentKind, at time.Time, useful time.Duration) {
	a := coach.Appointment{Kind: kind, At: at.UTC().Truncate(time.Second), Spread: spread[kind]}
	if useful > 0 {
		a.Until = a.At.Add(useful)
	}
	t.out.Keep = append(t.out.Keep, a)
}

// drop calls appointments off, those too that this very turn has made.
func (t *turn) drop(kinds ...coach.AppointmentKind) {
	t.out.Drop = append(t.out.Drop, kinds...)
	t.out.Keep = slices.DeleteFunc(t.out.Keep, func(a coach.Appointment) bool { return slices.Contains(kinds, a.Kind) })
}
