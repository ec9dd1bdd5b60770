package dialog

import (
	"slices"
	"strings"
	"time"

	"medius/coach"
)

// Step decides what one event leads to. It is pure: the member that comes in is not changed, and the same input gives
// the same turn.
func (c *Coach) Step(now time.Time, m coach.Member, ev Event) Turn {
	out := Turn{Member: m.Clone()}
	next := &out.Member
	t := &turn{Coach: c, now: now, m: next, ev: ev, out: &out}
	shown := questionName(next.Place.Shown)
	t.chooseLanguage()
	switch ev.Kind {
	case Blocked:
		t.leave()
	case Unblocked:
		t.comeBack()
	case Flooded:
		t.flooded()
	case Arrived:
		if !next.Barred || ev.Due.Kind == DueRetention {
			t.arrived()
		}
	case Told:
		t.told(ev.Errand)
		if m.Barred && next.Barred {
			out.Say = nil
		}
	default:
		if t.atDoor() || t.barredOut() {
			break
		}
		t.comeBack()
		t.spoken()
		t.barredStays()
	}
	t.noteRanges(m.Courses)
	t.leaveAlone(shown)
	out.Ahead = t.ahead()
	if out.Erase {
		t.partWays()
	}
	if next.Barred && !t.owner() {
		out.Keep = nil // nothing is promised to who is blocked
	}
	out.Language = next.Language
	if out.Erase || next.Stage == coach.StageNew && !next.Place.Greeted {
		*next = coach.Member{} // nothing is kept of somebody who has not begun
	}
	return out
}

// spoken handles what the member did: a word, a tap, a location, or something without words.
func (t *turn) spoken() {
	defer t.keptAfterAll(t.m.Retention.Told)
	t.m.Programme.LastSeen, t.m.Retention = t.today(), coach.Retention{}
	if t.m.Stage == coach.StageActive {
		t.m.Silence = coach.Silence{}
	}
	if p := &t.m.Place; p.LeftOf > 0 && t.m.Stage == coach.StageActive {
		t.say("session.left", "n", p.LeftDone, "of", p.LeftOf)
		p.LeftDone, p.LeftOf = 0, 0
	}
	switch s := scenes[t.m.Place.Scene]; {
	case s.owner && !t.owner(): // the configuration names others by now
		t.idle()
	case s.session && t.m.Session == nil: // the session ended while its question was open
		t.idle()
	case s.day && t.m.Place.Asked != t.today(): // yesterday's question is not today's
		t.idle()
	}
	t.unring()
	if t.ev.Kind != Tapped {
		t.bury() // the member's own words stand below it
	}
	switch {
	case t.ev.Kind == Sent && t.ev.Media == "group":
		t.greetGroup()
	case t.ev.Kind == Tapped:
		t.tapped()
	case t.ev.Kind == Located:
		t.located()
	case t.ev.Kind == Sent:
		t.wordless()
	default:
		t.said(strings.TrimSpace(t.ev.Text))
	}
}

// leaveAlone: a message that was changed or taken away in this turn does not shrink to the button that was chosen in it.
func (t *turn) leaveAlone(name string) {
	gone := slices.Contains(t.out.Remove, name) || slices.ContainsFunc(t.out.Say, func(m Message) bool { return m.Edits == name })
	if !gone {
		return
	}
	if t.ev.Kind == Tapped && !t.onPrompt {
		t.out.Chosen = false
	}
	if c := t.out.Closed; c != nil && c.Name == name {
		t.out.Closed = nil
	}
	t.out.Strip = slices.DeleteFunc(t.out.Strip, func(n string) bool { return n == name })
}

// chooseLanguage takes the language of the member's app when the member has not chosen one.
func (t *turn) chooseLanguage() {
	if t.m.Language == "" {
		t.m.Language = t.Languages[0]
		tag, _, _ := strings.Cut(strings.ToLower(t.ev.Language), "-")
		for _, l := range t.Languages {
			if l == tag {
				t.m.Language = l
			}
		}
	}
	t.lex = t.Words(t.m.Language)
}

// tapped handles a button. A tap counts only for the question that is open, so old buttons and double taps are harmless.
func (t *turn) tapped() {
	p := &t.m.Place
	open := p.Scene != "" && t.ev.Question > 0 && (t.ev.Question == p.Open || t.copied(t.ev.Question)) && t.offered(t.ev.Choice)
	switch {
	case open && t.tooQuick(t.ev.Choice):
		t.toast("toast.too_quick")
	case open:
		p.Tapped, t.out.Chosen = t.ev.Message, true
		t.touch()
		t.take(scenes[p.Scene], t.ev.Choice)
	case t.ev.Question > 0 && t.ev.Question == p.Prompt && (t.ev.Message != p.Tapped || p.Scene == ""):
		p.Tapped, t.out.Chosen, t.onPrompt = t.ev.Message, true, true
		t.prompted(t.ev.Choice)
	case t.ev.Message != 0 && t.ev.Message == p.Tapped, t.ev.Question == 0: // 0: a keyboard that shows what was chosen
		t.toast("toast.already")
	case t.besideTapped():
	default:
		t.toast("toast.stale")
	}
}

// offered: the open question really has such a button; what comes with a tap can be forged.
func (t *turn) offered(value string) bool {
	s := scenes[t.m.Place.Scene]
	switch {
	case value == "back":
		return s.back != "" || hasValue(s.ask(t.probe()).Buttons, value)
	case s.towns && (value == "other" || strings.HasPrefix(value, "place:")):
		return true // a forged place must be a time zone and is confirmed all the same
	case value == "mistake" && t.m.Place.Scene == "locked":
		return true // the button has its time; who comes too late is told so
	}
	return hasValue(s.ask(t.probe()).Buttons, value)
}

func (t *turn) toast(key string) {
	p := phrase(key)
	t.out.Toast = &p
}

// said handles a text. Words that may mean danger come before any other meaning; then commands, the open question, bare
// words that mean a command, and last a kind "I did not understand".
func (t *turn) said(text string) {
	name, argument, slash := commandOf(text)
	t.argument = argument
	if t.warned(argument) {
		return
	}
	if slash {
		t.command(name)
		return
	}
	t.touch()
	if (t.newestIsPrompt() || t.m.Place.Scene == "") && t.answersPrompt(text) {
		return
	}
	if t.corrected(text, false) || t.halted(text) {
		return
	}
	if t.tookAfterAll(text) || t.putsOff(text) || t.tellsPain(text) || t.besideWord(text) {
		return
	}
	if t.m.Place.Scene != "" && (t.understood(text) || t.scored(text)) || t.corrected(text, true) || t.recounted(text) {
		return
	}
	if t.volunteered(text) {
		return
	}
	if name, ok := t.lex.Command(text); ok {
		t.bare(name)
		return
	}
	rest, breaks := t.lex.After("pause", text)
	if !breaks || !t.namesDay(rest) && !t.lex.Ahead(rest) {
		rest, breaks = t.lex.Within("pause", text, func(s string) bool { return t.namesDay(s) || t.lex.Ahead(s) })
	}
	if breaks && t.lex.Ahead(rest) && t.m.Stage == coach.StageActive && t.m.Pause == nil {
		t.say("pause.ahead")
		t.command("pause")
		return
	}
	if breaks && t.namesDay(rest) {
		t.argument = rest
		t.command("pause")
		return
	}
	if t.wishesReminders(text) {
		return
	}
	if t.m.Place.Scene == "" && t.namesExercise(text) || t.wonders(text) {
		return
	}
	if t.newestIsPrompt() && t.promptRound() != nil && len(t.heard) == 0 && !t.inPain(text) {
		t.say("prompt.unclear") // and not the list that was left open before it
		return
	}
	t.lostHere()
}

// lost answers a text that belongs to no question.
func (t *turn) lost() {
	switch t.m.Stage {
	case coach.StageTurnedAway:
		t.say("lost.turned_away")
	case coach.StageStopped:
		t.say("lost.stopped")
	case coach.StageNew:
		t.say("lost.start")
	case coach.StagePractice:
		t.say("practice.lost")
	case coach.StageOwner:
		t.say("owner.lost")
	case coach.StageActive:
		if t.m.Pause != nil {
			t.ask("paused")
			return
		}
		if len(t.heard) > 0 {
			t.setDraft("heard", numbersOf(t.heard))
			t.ask("heard")
			return
		}
		if t.inPain(t.ev.Text) {
			t.say("lost.pain")
			return
		}
		t.say("lost.idle")
	default:
		t.say("lost.idle")
	}
}

// wordless answers a sticker, a voice note, a poll: text, please, and the open question again. Several pictures sent together are
// answered once. Words below a picture, or in place of others, that may mean danger are heard as if they had been said.
func (t *turn) wordless() {
	album := t.ev.Album != "" && t.ev.Album == t.m.Place.Album
	t.m.Place.Album = t.ev.Album
	switch {
	case t.ev.Text != "" && t.warned(t.ev.Text):
	case t.ev.Media == "edit":
		t.tell("edited")
	case !album:
		t.tell("wordless")
	}
}

// greetGroup says once that this works in private only.
func (t *turn) greetGroup() {
	if !t.m.Place.Greeted {
		t.m.Place.Greeted = true
		t.say("group")
	}
}

// touch notes that the member is there, so that an open session does not count as left.
func (t *turn) touch() {
	if t.m.Session != nil {
		t.m.Session.Touched = t.instant()
		t.keep(DueLeft, t.now.Add(leftAfter), 0)
	}
}

// leave: the member cannot be reached; nothing waits for them any more.
func (t *turn) leave() {
	t.m.Away = true
	t.drop(DueMorning, DueEvening, DueNudge, DueSnooze, DueRest, DueHold, DueLock, DueUnfinished)
	t.out.Hush = []coach.Lane{coach.LaneReply, coach.LaneTimer, coach.LaneReminder, coach.LaneBroadcast}
}

// comeBack: the member is there again.
func (t *turn) comeBack() {
	if !t.m.Away {
		return
	}
	t.m.Away, t.m.Silence = false, coach.Silence{}
	t.remind()
}

// commandOf cuts "/plan now" into its name and the rest; a text that is no command is all rest.
func commandOf(text string) (name, rest string, ok bool) {
	if !strings.HasPrefix(text, "/") || len(text) < 2 {
		return "", text, false
	}
	name, rest, _ = strings.Cut(text[1:], " ")
	return strings.ToLower(name), strings.TrimSpace(rest), true
}
