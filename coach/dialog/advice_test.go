package dialog_test

import (
	"slices"
	"testing"

	"medius/coach"
	"medius/coach/dialog"
)

// Every tip, every answer and every source can be said in every language, each page within one message.
func TestEverythingThereIsToReadCanBeSaid(t *testing.T) {
	for _, lang := range library.Languages() {
		w := coached(t, "4")
		w.member.Language = lang
		seen := map[string]int{}
		read := func(turn dialog.Turn) {
			for _, m := range turn.Say {
				w.rendersIn(lang, m.Phrase, 4096)
				inside(m.Phrase, seen)
			}
		}
		for _, command := range []string{"/tips", "/sources"} {
			read(w.say(command))
			for slices.Contains(w.open().values, "next") {
				read(w.tap("next"))
			}
			read(w.tap("leave"))
		}
		for _, a := range library.Answers() {
			if a.Aside { // it is not in the list: its words find it
				read(w.say("/ask " + a.Keywords[lang][0]))
			} else {
				read(w.say("/ask"))
				read(w.tap(a.ID))
			}
			read(w.tap("leave"))
		}
		for _, tip := range library.Tips() {
			if seen["tip."+tip.ID] != 1 {
				t.Errorf("%s: the tip %s stands in /tips %d times", lang, tip.ID, seen["tip."+tip.ID])
			}
		}
		for _, s := range library.Sources() {
			if seen["source."+s.ID+".about"] != 1 {
				t.Errorf("%s: the source %s stands in /sources %d times", lang, s.ID, seen["source."+s.ID+".about"])
			}
		}
	}
}

// inside counts the keys of a phrase and of those inside it.
func inside(p dialog.Phrase, seen map[string]int) {
	seen[p.Key]++
	for _, v := range p.Args {
		if inner, ok := v.(dialog.Phrase); ok {
			inside(inner, seen)
		}
	}
}

// tipsOf are the tips that were told in a turn.
func tipsOf(turn dialog.Turn) (ids []string) {
	for _, f := range turn.Facts {
		if f.Kind == "tip" {
			ids = append(ids, f.Data["id"].(string))
		}
	}
	return ids
}

// worked plays the session of a reminder to its last answer.
func (w *world) worked(kind coach.AppointmentKind, after string) dialog.Turn {
	w.session(kind, "after")
	return w.tap(after)
}

// The tip comes under the first session of a day, once; not on the first day, not after a sore one, not when it is off.
func TestTheTipComesUnderASession(t *testing.T) {
	w := coached(t, "2")
	if got := tipsOf(w.worked(dialog.DueEvening, "1")); got != nil {
		t.Errorf("on the first day: %v", got)
	}
	turn := w.worked(dialog.DueMorning, "1")
	if got := tipsOf(turn); len(got) != 1 || turn.Say[len(turn.Say)-1].Phrase.Key != "under" {
		t.Errorf("after the first session: %v %v", got, keys(turn))
	}
	if got := tipsOf(w.worked(dialog.DueEvening, "1")); got != nil {
		t.Errorf("twice on a day: %v", got)
	}
	if got := tipsOf(w.worked(dialog.DueMorning, "6")); got != nil {
		t.Errorf("after a sore session: %v", got)
	}
	w.say("/tips")
	w.tap("off")
	w.tap("leave")
	w.arrive(dialog.DueEvening)
	if got := tipsOf(w.worked(dialog.DueMorning, "1")); got != nil {
		t.Errorf("turned off: %v", got)
	}
	w.say("/tips")
	w.tap("on")
	w.tap("leave")
	if got := tipsOf(w.worked(dialog.DueEvening, "1")); len(got) != 1 {
		t.Errorf("turned on again: %v", got)
	}
}

// A question is answered where it is typed, and what was open is asked again. A word of warning in it comes first.
func TestAQuestionIsAnsweredWhereItIsTyped(t *testing.T) {
	for _, scene := range []string{"", "morning_pain", "plan", "set", "pain", "rest", "after"} {
		for text, says := range map[string]string{"can I swim?": "advice.answer", "can I swim with a fever?": "word.ask"} {
			w := coached(t, "2")
			w.tap("later")
			if scene != "" {
				w.arrive(dialog.DueEvening)
				w.session(dialog.DueMorning, scene)
			}
			seen := map[string]int{}
			for _, m := range w.say(text).Say {
				inside(m.Phrase, seen)
			}
			if seen[says] == 0 || says == "word.ask" && seen["advice.answer"] > 0 {
				t.Errorf("%q in %q: %v", text, scene, seen)
			}
			if at := w.member.Place.Scene; says == "advice.answer" && scene != "" && at != scene {
				t.Errorf("%q in %q: now in %q", text, scene, at)
			}
		}
	}
}

// Without a question mark, an open question is not left for a word that a topic has.
func TestAnAnswerIsNoQuestion(t *testing.T) {
	w := coached(t, "2")
	w.arrive(dialog.DueEvening)
	w.session(dialog.DueMorning, "night")
	turn := w.say("slept on the side")
	if w.member.Place.Scene != "night" {
		t.Errorf("now in %q: %v", w.member.Place.Scene, keys(turn))
	}
	for _, m := range turn.Say {
		seen := map[string]int{}
		if inside(m.Phrase, seen); seen["advice.answer"] > 0 {
			t.Error("answered what was no question")
		}
	}
}
