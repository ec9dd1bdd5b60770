package dialog_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"medius/bot"
	"medius/coach"
	"medius/coach/dialog"
	"medius/coach/words"
	"medius/content"
	"medius/scheduler"
)

// A failing case is printed in full, so rapid need not leave a file behind.
func init() { _ = flag.Set("rapid.nofailfile", "true") }

// library and atlas are loaded once; they do not change.
var library = func() *content.Library {
	l, err := content.Load()
	if err != nil {
		panic(err)
	}
	return l
}()

var atlas = func() content.Atlas {
	p, err := content.OpenPlaces()
	if err != nil {
		panic(err)
	}
	return content.Atlas{Places: p}
}()

var lexicons = func() map[string]*words.Lexicon {
	all := map[string]*words.Lexicon{}
	for _, lang := range library.Languages() {
		var l words.Lexicon
		if err := library.Lexicon(lang, &l); err != nil {
			panic(err)
		}
		all[lang] = &l
	}
	return all
}()

func theCoach(policy coach.Policy) *dialog.Coach {
	return &dialog.Coach{
		Schedule:  scheduler.Parse,
		Words:     func(lang string) *words.Lexicon { return lexicons[lang] },
		Say:       func(lang string, p dialog.Phrase) string { return bot.PlainText(library, lang, p) },
		Languages: library.Languages(),
		Places:    atlas,
		Sheet:     sheetOf,
		Advice:    advice(),
		Settings: dialog.Settings{
			Defaults: coach.Schedules{Morning: "0 7 * * *", Evening: "0 19 * * *"},
			Policy:   policy, Owner: "The owner of this bot", Contact: "owner@example.org", Version: "test",
			Username: "medius_bot", Secret: []byte("of the world"), Access: coach.AccessOpen,
		},
	}
}

// advice is what the library has to tell.
func advice() dialog.Advice {
	var a dialog.Advice
	for _, tip := range library.Tips() {
		a.Tips = append(a.Tips, dialog.Tip(tip))
	}
	for _, answer := range library.Answers() {
		a.Answers = append(a.Answers, dialog.Answer(answer))
	}
	for _, source := range library.Sources() {
		a.Sources = append(a.Sources, dialog.Source(source))
	}
	return a
}

// sheetOf is what the library has of an exercise; two of its mistakes are drawn, and those that are none in the full range.
func sheetOf(id string) dialog.Sheet {
	e, ok := library.Exercise(id)
	s := dialog.Sheet{Moves: e.Moves, Mistakes: e.Mistakes, Drawn: ok}
	for n := 1; n <= min(2, e.Mistakes); n++ {
		s.Wrong = append(s.Wrong, n)
	}
	for i, p := range e.Phases {
		if p.SecondsFull > 0 {
			s.FullMove = i + 1
		}
	}
	for _, m := range e.Figure.Mistakes {
		if m.NotFull {
			s.Wrong, s.NotFull = append(s.Wrong, m.Shows), append(s.NotFull, m.Shows)
		}
	}
	return s
}

// marker stands in every text of the fuzzed members; nothing that is kept may contain it.
const marker = "zqxjv"

// board is a message in the chat whose buttons can be tapped.
type board struct {
	message  int64
	name     string
	edited   bool // it took the place of another question
	question int
	values   []string
}

// world is one member, a clock, what was promised and what stands in the chat. It checks every turn; fail must not return.
type world struct {
	coach  *dialog.Coach
	member coach.Member
	now    time.Time
	due    map[coach.AppointmentKind]coach.Appointment
	past   []coach.Appointment // delivered before
	boards []board
	names  map[string]bool
	cards  map[string]*dialog.Message // messages with a picture whose buttons are still there, by name
	// pictures are those of all messages, by name.
	pictures map[string]*dialog.Picture
	own      map[string]bool // the own activities of the member, in their words
	facts    []coach.Fact
	said     int64
	fail     func(format string, args ...any)
	log      []string
}

func newWorld(t testing.TB, policy coach.Policy) *world {
	return &world{
		coach: theCoach(policy), now: time.Date(2026, 3, 2, 17, 0, 0, 0, time.UTC), due: map[coach.AppointmentKind]coach.Appointment{},
		names: map[string]bool{}, cards: map[string]*dialog.Message{}, pictures: map[string]*dialog.Picture{}, own: map[string]bool{}, fail: func(format string, args ...any) { t.Helper(); t.Fatalf(format, args...) },
	}
}

// open is the latest message with buttons.
func (w *world) open() *board {
	if len(w.boards) == 0 {
		return nil
	}
	return &w.boards[len(w.boards)-1]
}

// step lets one event happen, checks the turn, and takes it over as storage would: through JSON. Between two taps a
// moment passes; atOnce lets none pass.
func (w *world) step(ev dialog.Event) dialog.Turn {
	if ev.Kind == dialog.Tapped {
		w.now = w.now.Add(2 * time.Second)
	}
	return w.atOnce(ev)
}

func (w *world) atOnce(ev dialog.Event) dialog.Turn {
	w.meet()
	before := ""
	if w.closely() {
		before = saved(w.member)
	}
	turn := w.coach.Step(w.now, w.member, ev)
	w.log = append(w.log, fmt.Sprintf("%s %s %q %d:%s %s -> %s %v", w.now.Format("01-02 15:04:05"), ev.Kind, short(ev.Text+ev.Media),
		ev.Question, short(ev.Choice), ev.Due.Kind, turn.Member.Place.Scene, keys(turn)))
	if before != "" {
		if after := saved(w.member); before != after {
			w.fail("the member that came in was changed:\n%s\n%s%s", before, after, w.story())
		}
		if again := w.coach.Step(w.now, w.member, ev); !reflect.DeepEqual(turn, again) {
			w.fail("the same event gave another turn:\n%+v\n%+v%s", turn, again, w.story())
		}
	}
	w.checkTurn(ev, turn)
	w.take(ev, turn)
	return turn
}

// closely: this step is looked at in every way; looking costs more than stepping.
func (w *world) closely() bool { return len(w.log)%5 == 0 }

func (w *world) take(ev dialog.Event, turn dialog.Turn) {
	for _, k := range turn.Drop {
		delete(w.due, k)
	}
	for _, a := range turn.Keep {
		w.due[a.Kind] = a
	}
	if turn.Erase {
		clear(w.due)
	}
	w.facts = append(w.facts, turn.Facts...)
	for _, m := range turn.Say {
		w.post(m)
	}
	w.tidy(turn)
	w.checkCards(turn)
	door := w.member.Door
	w.member = turn.Member
	w.member.Door = door // it comes from beside the document
	if w.closely() {
		w.member = loaded(w.fail, turn.Member)
	}
}

// post puts a message into the chat.
func (w *world) post(m dialog.Message) {
	if m.Name != "" {
		w.names[m.Name] = true
	}
	if len(m.Buttons) == 0 {
		return
	}
	w.said++
	b := board{message: w.said, question: m.Question, name: m.Name + m.Edits}
	for _, old := range w.boards {
		if m.Edits != "" && old.name == m.Edits {
			b.message, b.edited = old.message, true // as it was, it may still be tapped
		}
	}
	for _, row := range m.Buttons {
		for _, button := range row {
			b.values = append(b.values, button.Value)
		}
	}
	w.boards = append(w.boards, b)
}

// tap presses a button of the latest message.
func (w *world) tap(value string) dialog.Turn {
	b := w.open()
	if b == nil || !slices.Contains(b.values, value) {
		w.fail("there is no button %q%s", value, w.story())
	}
	return w.step(dialog.Event{Kind: dialog.Tapped, Question: b.question, Choice: value, Message: b.message, Callback: "c", Label: "x"})
}

func (w *world) say(text string) dialog.Turn {
	return w.step(dialog.Event{Kind: dialog.Said, Text: text, Language: "en"})
}

// arrive delivers a promised moment at its time, or now when that has passed.
func (w *world) arrive(kind coach.AppointmentKind) dialog.Turn {
	a, ok := w.due[kind]
	if !ok {
		w.fail("nothing of kind %s is promised%s", kind, w.story())
	}
	if a.At.After(w.now) {
		w.now = a.At
	}
	delete(w.due, kind)
	w.past = append(w.past, a)
	return w.step(dialog.Event{Kind: dialog.Arrived, Due: a})
}

// next is the promised moment that comes first.
func (w *world) next() (coach.AppointmentKind, bool) {
	var first coach.AppointmentKind
	for _, k := range slices.Sorted(maps.Keys(w.due)) {
		if first == "" || w.due[k].At.Before(w.due[first].At) {
			first = k
		}
	}
	return first, first != ""
}

func (w *world) story() string {
	return "\n  " + strings.Join(w.log[max(0, len(w.log)-25):], "\n  ")
}

func short(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "..."
	}
	return s
}

func keys(turn dialog.Turn) []string {
	var out []string
	for _, m := range turn.Say {
		out = append(out, m.Phrase.Key)
	}
	if turn.Toast != nil {
		out = append(out, "toast:"+turn.Toast.Key)
	}
	return out
}

// saved is a member as storage writes it.
func saved(m coach.Member) string {
	one, err := json.Marshal(m)
	if err != nil {
		return err.Error()
	}
	days, err := json.Marshal(m.Days)
	if err != nil {
		return err.Error()
	}
	return string(one) + string(days)
}

// loaded is a member as storage reads it back; it must be the same one.
func loaded(fail func(string, ...any), m coach.Member) coach.Member {
	var back coach.Member
	one, _ := json.Marshal(m)
	days, _ := json.Marshal(m.Days)
	if err := json.Unmarshal(one, &back); err != nil {
		fail("member: %v", err)
	}
	if err := json.Unmarshal(days, &back.Days); err != nil {
		fail("days: %v", err)
	}
	back.ID, back.Chat, back.Door, back.Overview = m.ID, m.Chat, m.Door, m.Overview
	if saved(back) != saved(m) {
		fail("saved and loaded, the member is another one:\n%s\n%s", saved(m), saved(back))
	}
	return back
}
