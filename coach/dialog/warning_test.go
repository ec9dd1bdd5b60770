package dialog_test

import (
	"strings"
	"testing"

	"medius/bot"
	"medius/coach"
	"medius/coach/dialog"
)

// told is what a turn says last, in English.
func (w *world) told(turn dialog.Turn) string {
	if len(turn.Say) == 0 {
		return ""
	}
	return bot.PlainText(library, "en", turn.Say[len(turn.Say)-1].Phrase)
}

// warnedAt brings a member to the places where people type: with nothing open, in a set, in a rest, below an answer of /ask.
var warnedAt = map[string]func(*world){
	"nothing open": func(*world) {},
	"a set":        func(w *world) { w.session(dialog.DueEvening, "set") },
	"a score":      func(w *world) { w.session(dialog.DueEvening, "pain") },
	"a rest":       func(w *world) { w.session(dialog.DueEvening, "rest") },
	"an answer": func(w *world) {
		w.say("/ask")
		w.say("can I swim?")
	},
}

// A saddle or heart sign leads to its question wherever it is typed, although the question about the leg was answered a minute ago, and
// although it was itself.
func TestASignOfAnEmergencyIsNeverTakenForAnswered(t *testing.T) {
	for place, there := range warnedAt {
		for text, want := range map[string]string{
			"my backside has gone numb": "between your legs or around your bottom", "I passed out after the session": "have you fainted",
			"havent been able to pee since yesterday": "bladder", "my leg has gone purple and cold": "cold or blue",
		} {
			w := coached(t, "2")
			there(w)
			w.say("my foot is numb")
			w.tap("no")
			for range 2 {
				if said := w.told(w.say(text)); !strings.Contains(said, want) {
					t.Errorf("%s, %q: %q%s", place, text, said, w.story())
				}
				w.tap("no")
			}
		}
	}
}

// A question about an emergency has the number above it, one that is merely urgent has not.
func TestTheNumberStandsAboveTheQuestionOfAnEmergency(t *testing.T) {
	for text, number := range map[string]bool{
		"my chest feels heavy": true, "cant breathe": true, "my calf is swollen": true, "cant feel when i wipe": true, "got a temp of 39": true, "I fell": true,
		"my foot slaps": false, "found a lump": false, "pain wakes me every night": false,
	} {
		w := coached(t, "2")
		said := w.told(w.say(text))
		if w.member.Place.Scene != "word" || strings.Contains(said, "do not wait for me and call 112") != number {
			t.Errorf("%q: %q", text, said)
		}
	}
}

// Typed while that very question of the screening is open, the sign gets the number and the question once more.
func TestASignTypedAtItsOwnQuestionGetsTheNumber(t *testing.T) {
	w := newWorld(t, coach.Auto)
	w.say("/start")
	for _, v := range []string{"yes", "yes", "no", "no", "no"} {
		w.tap(v)
	}
	if said := w.told(w.say("well my chest hurts")); !strings.Contains(said, "do not wait for me") || !strings.Contains(said, "chest pain") {
		t.Errorf("%q%s", said, w.story())
	}
	if w.tap("yes"); w.member.Lock == nil || w.member.Lock.Flag != coach.EmergencyClotHeart {
		t.Errorf("not locked%s", w.story())
	}
}

// Whoever is locked because of one sign hears the number about another that cannot wait, and where to turn when life is too much.
func TestAnEmergencyIsHeardInALock(t *testing.T) {
	w := coached(t, "2")
	w.say("found a lump")
	w.tap("yes")
	for text, want := range map[string]string{"my chest hurts": "word.locked", "I want to die": "word.life", "numb toes": "under"} {
		if got := keys(w.say(text)); len(got) == 0 || got[0] != want {
			t.Errorf("%q: %v, want %s%s", text, got, want, w.story())
		}
	}
	if w.member.Lock == nil || w.member.Lock.Flag != coach.UrgentCancer {
		t.Errorf("the lock is %+v", w.member.Lock)
	}
}

// "Yes, I fell last winter" where falls are asked: after a no to the question about a broken hip the yes stands.
func TestAYesAboutFallsOutlivesTheQuestionAboutAFall(t *testing.T) {
	for text, want := range map[string]string{"yes I fell last winter": "where", "I fell ten years ago, so no": "unsteady"} {
		w := newWorld(t, coach.Auto)
		w.say("/start")
		for _, v := range []string{"yes", "yes", "no", "no", "no", "no", "no", "no", "no", "no", "no", "yes", "no", "doctor"} {
			w.tap(v)
		}
		w.say(text)
		if w.tap("no"); w.member.Place.Scene != want {
			t.Errorf("%q leads to %s, want %s%s", text, w.member.Place.Scene, want, w.story())
		}
	}
}

// Pain beyond words in a set is heard as "it hurt", and the set does not go on without its score: at once, or after a no to the question
// that the words lead to, and also when that question was answered within a day.
func TestPainBeyondWordsEndsASet(t *testing.T) {
	for _, text := range []string{"only managed 3, hurts like hell", "killing me", "my hip is killing me, managed 4", "agony", "managed 4 but agony", "excruciating"} {
		w := coached(t, "2")
		w.session(dialog.DueEvening, "set")
		for range 2 {
			w.say(text)
			if w.member.Place.Scene == "word" {
				w.tap("no")
			}
			if w.member.Place.Scene != "pain" || !w.member.Session.Hurting {
				t.Fatalf("%q: at %q%s", text, w.member.Place.Scene, w.story())
			}
			w.say("undo")
		}
	}
	w := coached(t, "2")
	w.session(dialog.DueEvening, "set")
	if w.say("no agony"); w.member.Place.Scene == "word" {
		w.tap("no")
	}
	if w.member.Place.Scene != "set" {
		t.Errorf("no agony: at %q%s", w.member.Place.Scene, w.story())
	}
}

// Who may be pregnant is sent on like who is, whatever is open; /start asks before anything is taken up again.
func TestWhoMayBePregnantIsSentOn(t *testing.T) {
	for _, text := range []string{"i think im pregnant", "might be pregnant", "I could be pregnant", "positive pregnancy test"} {
		w := coached(t, "2")
		w.session(dialog.DueEvening, "set")
		if w.say(text); w.member.Stage != coach.StageStopped || w.member.Session != nil {
			t.Errorf("%q: %v%s", text, w.member.Stage, w.story())
		}
		if w.say("/start"); w.member.Place.Scene != "still_pregnant" {
			t.Errorf("%q: asked %q", text, w.member.Place.Scene)
		}
	}
}

// A man need not press a button to say that he is not pregnant.
func TestAManIsNotPregnant(t *testing.T) {
	w := newWorld(t, coach.Auto)
	w.say("/start")
	for _, v := range []string{"yes", "yes", "no", "no", "no", "no", "no", "no", "no", "no", "no", "yes"} {
		w.tap(v)
	}
	if w.say("I'm a man"); w.member.Place.Scene != "named" || *w.member.Intake.Pregnant {
		t.Errorf("at %q%s", w.member.Place.Scene, w.story())
	}
}

// Both hips, of which one is worse, are both hips.
func TestBothHipsOfWhichOneIsWorse(t *testing.T) {
	w := newWorld(t, coach.Auto)
	w.say("/start")
	for _, v := range []string{"yes", "yes", "no", "no", "no", "no", "no", "no", "no", "no", "no", "yes", "no", "doctor", "no", "outside", "no"} {
		w.tap(v)
	}
	if w.say("both, but the left is worse"); w.member.Place.Scene != "usual" || w.member.Intake.Sides != "both" {
		t.Errorf("at %q, sore: %q%s", w.member.Place.Scene, w.member.Intake.Sides, w.story())
	}
}
