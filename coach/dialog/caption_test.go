package dialog_test

import (
	"fmt"
	"slices"
	"testing"

	"medius/bot"
	"medius/coach"
	"medius/coach/dialog"
)

// given puts an exercise into the open session: a set for each sore side, at the largest numbers there are.
func (w *world) given(e coach.Exercise) {
	s := w.member.Session
	dose := coach.DoseAt(e.Dose, coach.TopStep)
	s.Sets, s.At, s.Scene, w.member.Place.Undo = nil, 0, "set", nil
	for n := 1; n <= 3; n++ {
		for i, side := range w.member.SoreSides() {
			set := coach.Set{Exercise: e.ID, Side: side, Sides: []coach.Side{side}, Main: true, Number: n, Of: 3, Kind: dose.Kind, Count: dose.Count, Seconds: dose.Seconds}
			if e.Symmetric {
				set.Side, set.Sides = "", w.member.SoreSides()
			}
			if i == 0 || !e.Symmetric {
				s.Sets = append(s.Sets, set)
			}
		}
	}
}

// worn plays a session in all its turns, so that every caption there is comes up; each is measured by the world in every
// language.
func (w *world) worn(t *testing.T) {
	t.Helper()
	for _, v := range []string{
		"/go", "what?", "swap", "keep", "how", "leave", "done", "/undo", "done", "sharp", "4", "3", "/undo", "3", "less", "what?", "how",
		"leave", "skip", "done", "4", "4", "fewer", "1", "5", "skip", "timer", "hurts", "4", "1",
	} {
		b := w.open()
		switch {
		case w.member.Session == nil:
			return
		case slices.Contains(b.values, v):
			w.tap(v)
		case v[0] == '/' || v == "what?":
			w.say(v)
		}
	}
	for _, v := range []string{"stop", "10", "no", "no", "no", "no"} {
		if slices.Contains(w.open().values, v) {
			w.tap(v)
		}
	}
}

// A caption holds 1,024 characters; what is longer could not be sent beside its picture.
func TestEveryCaptionFits(t *testing.T) {
	for _, usual := range []string{"one", "both"} {
		for _, e := range coach.Exercises() {
			t.Run(fmt.Sprint(e.ID, " ", usual), func(t *testing.T) {
				w := coached(t, "4")
				if usual == "both" {
					w.sideAdded()
					w.tap("close")
				}
				w.session(dialog.DueEvening, "set")
				w.given(e)
				w.worn(t)
			})
		}
	}
}

// The same for the library: each exercise, each step, each mistake, under the kind word about what was not understood.
func TestEveryCaptionOfTheLibraryFits(t *testing.T) {
	longest := map[string]int{}
	for _, e := range coach.Exercises() {
		w := coached(t, "4")
		measure := func(turn dialog.Turn) {
			for _, m := range turn.Say {
				if m.Picture == nil {
					t.Errorf("%s: no picture with %s", e.ID, m.Phrase.Key)
				}
				for _, lang := range library.Languages() {
					longest[lang] = max(longest[lang], len([]rune(bot.PlainText(library, lang, m.Phrase))))
				}
			}
		}
		measure(w.say("/exercise " + e.ID))
		measure(w.say("what?"))
		for _, v := range []string{"how", "mistakes"} {
			measure(w.tap(v))
			measure(w.say("what?"))
			for slices.Contains(w.open().values, "next") {
				measure(w.tap("next"))
				measure(w.say("what?"))
			}
			measure(w.tap("exercise"))
		}
		if got := w.tap("leave"); got.Say[0].Edits == "" || len(got.Say[0].Buttons) > 0 || got.Member.Place.Card.Live() {
			t.Errorf("%s is left with %+v", e.ID, got.Say)
		}
	}
	for lang, n := range longest {
		if n < 300 {
			t.Errorf("%s: the longest caption has %d characters, which cannot be", lang, n)
		}
	}
}

// Every exercise is found by its id, its name in every language and the beginning of it, and nothing else is.
func TestExercisesAreFoundByName(t *testing.T) {
	for _, lang := range library.Languages() {
		w := coached(t, "4")
		w.say("/language")
		w.tap(lang)
		for _, e := range coach.Exercises() {
			name := bot.PlainText(library, lang, dialog.Phrase{Key: "exercise." + e.ID + ".name"})
			for _, typed := range []string{e.ID, name} {
				w.say("/exercise " + typed)
				if got := w.member.Place.Look.Exercise; got != e.ID || w.member.Place.Scene != "exercise" {
					t.Errorf("%s: %q finds %q%s", lang, typed, got, w.story())
				}
				w.tap("leave")
			}
		}
	}
	w := coached(t, "4")
	for typed, want := range map[string][]string{
		"CLAM": {"clam"}, "calm": {"clam"}, "brige": {"double_leg_bridge", "offset_bridge"}, "sit to": {"sit_to_stand"},
		"hip": {"hip_drop", "sitting_hip_flexion", "standing_resisted_hip_flexion"}, "wall climbing": nil, "": nil,
	} {
		w.say("/exercise " + typed)
		look := w.member.Place.Look
		got := look.Found
		if w.member.Place.Scene == "exercise" {
			got = []string{look.Exercise}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q finds %v, want %v", typed, got, want)
		}
		w.tap("leave")
	}
}
