package dialog_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"medius/coach"
	"medius/coach/dialog"
)

// slip taps a button and, before a second has passed, another one in the same place: the second half of a double tap.
func (w *world) slip(second string, after time.Duration) dialog.Turn {
	b := w.open()
	w.now = w.now.Add(after)
	return w.atOnce(dialog.Event{Kind: dialog.Tapped, Question: b.question, Choice: second, Message: b.message, Callback: "c", Label: "x"})
}

// A wrong 0 earns an increase. The second half of a double tap may land on one, and is not taken for an answer, in no
// question of a session; what stops always counts.
func TestADoubleTapAnswersNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := coached(t, rapid.SampledFrom([]string{"1", "4", "6"}).Draw(rt, "usual"))
		w.session(dialog.DueEvening, "set")
		for range rapid.IntRange(1, 12).Draw(rt, "taps") {
			b := w.open()
			if w.member.Session == nil || w.member.Place.Scene == "holding" {
				return
			}
			w.tap(rapid.SampledFrom(b.values).Draw(rt, "first"))
			if w.member.Session == nil || w.member.Place.Scene != w.member.Session.Scene || !w.open().edited {
				continue
			}
			value := rapid.SampledFrom(w.open().values).Draw(rt, "second")
			before := saved(w.member)
			turn := w.slip(value, time.Duration(rapid.IntRange(0, 999).Draw(rt, "ms"))*time.Millisecond)
			if value == "stop" || value == "hurts" {
				if len(turn.Say) == 0 {
					rt.Fatalf("%q does not stop%s", value, w.story())
				}
				return
			}
			if turn.Toast == nil || turn.Toast.Key != "toast.too_quick" || len(turn.Facts)+len(turn.Say) > 0 || saved(turn.Member) != before {
				rt.Fatalf("%q counts: %v%s", value, keys(turn), w.story())
			}
		}
	})
}

// Who taps once more after the hint is heard.
func TestAfterASecondATapCounts(t *testing.T) {
	w := coached(t, "4")
	w.session(dialog.DueEvening, "set")
	w.tap("done")
	w.slip("0", 300*time.Millisecond)
	if turn := w.slip("0", time.Second); turn.Member.Place.Scene != "rest" || len(turn.Facts) == 0 {
		t.Errorf("the answer is not taken: %v%s", keys(turn), w.story())
	}
}

// What a message of its own asks has nothing before it that a finger could have meant.
func TestTheFirstSetMayBeAnsweredAtOnce(t *testing.T) {
	w := coached(t, "4")
	w.session(dialog.DueEvening, "set")
	if turn := w.slip("done", 100*time.Millisecond); turn.Member.Place.Scene != "pain" {
		t.Errorf("answered with %v", keys(turn))
	}
}

// The phone sounds when a rest is over: a short message below the card, taken back at the next move.
func TestTheBellIsTakenBack(t *testing.T) {
	for _, next := range []string{"tap", "word", "sticker", "nothing"} {
		w := coached(t, "4")
		w.session(dialog.DueEvening, "rest")
		turn := w.arrive(dialog.DueRest)
		if len(turn.Say) != 2 || turn.Say[0].Name == "" || turn.Say[0].Phrase.Key != "rest.over" || turn.Say[1].Edits == "" {
			t.Fatalf("the end of a rest says %+v", turn.Say)
		}
		bell := turn.Say[0].Name
		switch next {
		case "tap":
			turn = w.tap("done")
		case "word":
			turn = w.say("done")
		case "sticker":
			turn = w.step(dialog.Event{Kind: dialog.Sent, Media: "sticker"})
		case "nothing":
			turn = w.arrive(dialog.DueLeft)
		}
		if !slices.Contains(turn.Remove, bell) || turn.Member.Place.Bell != "" {
			t.Errorf("at a %s %v is taken back, not %s", next, turn.Remove, bell)
		}
	}
}

// When something has been said below the card, the next question takes it away and sends it anew, with its picture.
func TestTheCardIsTheLastThingInTheChat(t *testing.T) {
	for _, between := range []string{"/help", "/why", "what?", "about 4", "/settings", "/language", "I fell", "/exercises"} {
		w := coached(t, "4")
		w.session(dialog.DueEvening, "pain")
		w.say(between)
		for _, v := range []string{"close", "en", "no", "leave"} {
			if w.member.Place.Scene != w.member.Session.Scene && slices.Contains(w.open().values, v) {
				w.tap(v)
			}
		}
		turn := w.say("3")
		last := turn.Say[len(turn.Say)-1]
		if last.Edits != "" || last.Picture == nil || len(turn.Remove) != 1 || len(w.cards) != 1 {
			t.Errorf("after %q: %+v, %v taken away, %d cards%s", between, last, turn.Remove, len(w.cards), w.story())
		}
	}
}

// However a session ends, its card says what was done and has no buttons any more.
func TestASessionsCardEndsWithASummary(t *testing.T) {
	for name, end := range map[string]func(w *world) dialog.Turn{
		"done":       func(w *world) dialog.Turn { w.until("after"); return w.tap("1") },
		"stopped":    func(w *world) dialog.Turn { w.tap("stop"); w.tap("3"); return w.tap("2") },
		"severe":     func(w *world) dialog.Turn { w.tap("hurts"); return w.tap("9") },
		"left":       func(w *world) dialog.Turn { return w.arrive(dialog.DueLeft) },
		"red flag":   func(w *world) dialog.Turn { w.say("/wrong"); return w.tap("yes") },
		"paused":     func(w *world) dialog.Turn { w.say("/pause"); return w.tap("open") },
		"/stop":      func(w *world) dialog.Turn { return w.say("/stop") },
		"side added": func(w *world) dialog.Turn { return w.sideAdded() },
	} {
		w := coached(t, "4")
		w.session(dialog.DueEvening, "set")
		turn := end(w)
		i := slices.IndexFunc(turn.Say, func(m dialog.Message) bool { return m.Edits != "" && len(m.Buttons) == 0 })
		if i < 0 || turn.Member.Place.Card.Live() || len(w.cards) > 0 {
			t.Errorf("%s: %v%s", name, keys(turn), w.story())
		}
	}
}

func (w *world) sideAdded() dialog.Turn {
	w.say("/settings")
	for _, v := range []string{"side", "both", "no", "3", "3", "2"} {
		w.tap(v)
	}
	return w.tap("2")
}

// Without pictures nothing changes in place: every question is a message of its own.
func TestWithoutPicturesEveryQuestionIsAMessage(t *testing.T) {
	w := coached(t, "4")
	w.say("/settings")
	w.tap("pictures")
	w.tap("off")
	w.tap("close")
	w.session(dialog.DueEvening, "set")
	for _, v := range []string{"how", "mistakes", "steps", "leave", "done", "1"} {
		for _, m := range w.tap(v).Say {
			if m.Picture != nil || m.Edits != "" {
				t.Errorf("%s: %+v", v, m)
			}
		}
	}
	for _, m := range w.arrive(dialog.DueRest).Say {
		if m.Picture != nil || m.Edits != "" || len(m.Buttons) == 0 {
			t.Errorf("the end of the rest: %+v", m)
		}
	}
}

// A session begun with pictures goes on in words when they are turned off, and back again.
func TestPicturesMayBeTurnedOffOnTheWay(t *testing.T) {
	w := coached(t, "4")
	w.session(dialog.DueEvening, "pain")
	for _, v := range []string{"off", "m"} {
		w.say("/settings")
		w.tap("pictures")
		w.tap(v)
		turn := w.tap("close")
		last := turn.Say[len(turn.Say)-1]
		if (last.Picture == nil) != (v == "off") || last.Picture != nil && last.Picture.Build != coach.Man {
			t.Errorf("pictures %s: %+v%s", v, last, w.story())
		}
	}
}

// A look in the rest does not stop the clock, and leads back to the set that waits.
func TestALookDoesNotStopTheClock(t *testing.T) {
	w := coached(t, "4")
	w.session(dialog.DueEvening, "rest")
	w.tap("how")
	w.tap("next")
	w.arrive(dialog.DueRest)
	w.tap("next")
	if turn := w.tap("leave"); w.member.Place.Scene != "set" || turn.Say[0].Picture.View != dialog.Moving {
		t.Errorf("back in %q: %v%s", w.member.Place.Scene, keys(turn), w.story())
	}
}

// A word of warning calls the rest's end off; when it meant nothing the rest goes on to its end.
func TestARestGoesOnAfterAWordOfWarning(t *testing.T) {
	w := coached(t, "4")
	w.session(dialog.DueEvening, "rest")
	w.say("I fell asleep and then I fell")
	if _, ok := w.due[dialog.DueRest]; ok {
		t.Fatal("the rest's end is still promised")
	}
	w.tap("no")
	if _, ok := w.due[dialog.DueRest]; !ok || w.member.Place.Scene != "rest" {
		t.Errorf("in %q nothing ends the rest%s", w.member.Place.Scene, w.story())
	}
}
