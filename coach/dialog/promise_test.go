package dialog_test

import (
	"slices"
	"testing"
	"time"

	"medius/coach"
	"medius/coach/dialog"
)

// coached is a member who has just answered the first questions: left hip, calm, rung 4, reminders at 7 and 19 in Berlin.
func coached(t *testing.T, usual string) *world {
	w := almost(t, usual)
	w.tap("*")
	w.say("/privacy")
	if w.member.Stage != coach.StageActive {
		t.Fatalf("not coached yet: %s", w.story())
	}
	return w
}

// almost is that member before the last of these questions, about the days.
func almost(t *testing.T, usual string) *world {
	w := newWorld(t, coach.Auto)
	w.say("/start")
	for _, v := range []string{"yes", "yes", "no", "no", "no", "no", "no", "no", "no", "no", "no", "yes", "no", "doctor", "no", "outside", "no",
		"left", usual, "no", usual} {
		w.tap(v)
	}
	w.say("Europe/Berlin")
	for _, v := range []string{"yes", "07:00", "19:00"} {
		w.tap(v)
	}
	return w
}

// until goes on with the first value of the list that is offered, until a scene is reached.
func (w *world) until(scene string) {
	for range 200 {
		if w.member.Place.Scene == scene {
			return
		}
		b := w.open()
		i := slices.IndexFunc(sensible[w.member.Place.Scene], func(v string) bool { return slices.Contains(b.values, v) })
		if w.member.Place.Scene == "" || i < 0 {
			w.fail("no way to %s%s", scene, w.story())
		}
		w.tap(sensible[w.member.Place.Scene][i])
	}
	w.fail("no way to %s%s", scene, w.story())
}

// session begins the session of a reminder and goes to a scene in it.
func (w *world) session(kind coach.AppointmentKind, scene string) {
	w.arrive(kind)
	w.tap("start")
	w.until(scene)
}

// Nothing is lost by swapping before the first set: the session is laid out anew, with the other exercise.
func TestASwapBeforeTheFirstSetBeginsAnew(t *testing.T) {
	for _, by := range []string{"button", "word"} {
		w := coached(t, "4")
		w.session(dialog.DueEvening, "set")
		if by == "button" {
			w.tap("swap")
		} else {
			w.say("/swap")
		}
		turn := w.tap("clam")
		s := w.member.Session
		if s == nil || s.Current().Exercise != "clam" || w.member.Place.Scene != "set" {
			t.Fatalf("by %s: %+v%s", by, s, w.story())
		}
		if p := turn.Say[len(turn.Say)-1].Picture; p == nil || p.Exercise != "clam" || p.Side != coach.Left {
			t.Errorf("by %s: the card shows %+v", by, p)
		}
		w.until("after")
		w.tap("1")
		if r := w.member.Days[len(w.member.Days)-1].Round(coach.Evening); r.Outcome != coach.Done {
			t.Errorf("by %s: the session counts as %q", by, r.Outcome)
		}
	}
}

// Between two sets the session goes on with the other exercise: with the sets that were left, cut as they were, shown moving.
func TestASwapBetweenSetsGoesOn(t *testing.T) {
	for _, c := range []struct {
		scene, pain string
		count       int
	}{{"rest", "2", 10}, {"set", "2", 10}, {"rest", "5", 8}} {
		w := coached(t, "4")
		w.session(dialog.DueEvening, "set")
		w.tap("done")
		w.tap(c.pain)
		if c.scene == "set" {
			w.tap("skip")
		}
		w.say("/swap")
		turn := w.tap("clam")
		s := w.member.Session
		if s == nil || w.member.Place.Scene != "set" || s.At != 1 || len(s.Sets) != 3 {
			t.Fatalf("%+v: %+v%s", c, s, w.story())
		}
		if set := s.Current(); set.Exercise != "clam" || set.Number != 2 || set.Count != c.count {
			t.Errorf("%+v: %+v", c, set)
		}
		if p := turn.Say[len(turn.Say)-1].Picture; p == nil || p.Exercise != "clam" || p.View != dialog.Moving {
			t.Errorf("%+v: the card shows %+v", c, p)
		}
		w.until("after")
		w.tap("1")
		if r := w.member.Days[len(w.member.Days)-1].Round(coach.Evening); r.Outcome != coach.Done && c.count == 10 {
			t.Errorf("%+v: the session counts as %q", c, r.Outcome)
		}
	}
}

// What was too much is not done on with something else.
func TestNoSwapGoesOnAfterSix(t *testing.T) {
	w := coached(t, "4")
	w.session(dialog.DueEvening, "set")
	w.tap("done")
	w.tap("6")
	w.say("/swap")
	w.tap("clam")
	if s := w.member.Session; s != nil && s.Current() != nil {
		t.Errorf("%+v%s", s.Current(), w.story())
	}
}

func TestASwapEndsTheSessionItInterrupts(t *testing.T) {
	for _, scene := range []string{"pain", "effort", "after"} {
		w := coached(t, "4")
		w.session(dialog.DueEvening, scene)
		w.say("/swap")
		w.tap("clam")
		if w.member.Session != nil || slices.Contains([]string{"set", "pain", "rest", "effort", "after"}, w.member.Place.Scene) {
			t.Errorf("in %s: the session goes on in %q%s", scene, w.member.Place.Scene, w.story())
		}
	}
}

func TestASessionLeftInADetourIsOver(t *testing.T) {
	for _, command := range []string{"/settings", "/swap", "/pause", "/delete", "/wrong", "/language"} {
		w := coached(t, "4")
		w.session(dialog.DueEvening, "rest")
		w.say(command)
		w.arrive(dialog.DueLeft)
		for _, text := range []string{"back", "no", "close", "keep the one i have", "that is all", "/go", "3"} {
			w.say(text)
		}
		if w.member.Session != nil {
			t.Errorf("after %s the session is open again%s", command, w.story())
		}
	}
}

// Undo takes back the latest answer of today, never one of another day: what has been decided since would go with it.
func TestUndoDoesNotReachAnotherDay(t *testing.T) {
	w := coached(t, "4")
	w.arrive(dialog.DueEvening)
	w.arrive(dialog.DueMorning)
	w.tap("start")
	w.tap("1")
	w.arrive(dialog.DueEvening)
	w.arrive(dialog.DueMorning)
	before := w.member.Clone()
	turn := w.say("/undo")
	if !slices.Contains(keys(turn), "undo.nothing") {
		t.Errorf("said %v", keys(turn))
	}
	before.Programme.LastSeen = w.member.Programme.LastSeen
	diary := func(m coach.Member) string {
		return saved(coach.Member{Programme: m.Programme, Courses: m.Courses, Days: m.Days})
	}
	if diary(before) != diary(w.member) {
		t.Errorf("undo changed the diary:\n%s\n%s", diary(before), diary(w.member))
	}
}

// What comes with a tap can be forged: only what the open question offers is taken.
func TestForgedTapsAreNotTaken(t *testing.T) {
	w := newWorld(t, coach.Auto)
	w.say("/start")
	forged := func() {
		t.Helper()
		w.step(dialog.Event{Kind: dialog.Tapped, Question: 9999, Message: 999}) // that somebody was there is noted
		before := saved(w.member)
		for _, v := range []string{"", "maybe", "11", "-2", "until:tomorrow", "toggle:9", "accept", "harder", "*/5 * * * *"} {
			turn := w.step(dialog.Event{Kind: dialog.Tapped, Question: w.member.Place.Open, Choice: v, Message: 999})
			if turn.Toast == nil || len(turn.Facts) > 0 || saved(w.member) != before {
				t.Errorf("in %s %q was taken: %v%s", w.member.Place.Scene, v, keys(turn), w.story())
			}
		}
	}
	for _, v := range []string{"yes", "yes", "no", "no", "no", "no", "no", "no", "no", "no", "no", "yes", "no", "doctor", "no", "outside", "no",
		"left", "4", "no", "4"} {
		forged()
		w.tap(v)
	}
	w.say("Europe/Berlin")
	for _, v := range []string{"yes", "07:00", "19:00", "*"} {
		forged()
		w.tap(v)
	}
	forged()
}

// Two sessions a day: a third one is not to be had, by any word.
func TestNoThirdSession(t *testing.T) {
	w := coached(t, "4")
	w.arrive(dialog.DueEvening)
	w.session(dialog.DueMorning, "after")
	w.tap("1")
	w.session(dialog.DueEvening, "after")
	w.tap("1")
	for _, text := range []string{"/go", "start", "/plan", "go"} {
		w.say(text)
		if w.member.Session != nil || w.member.Place.Scene == "plan" || w.member.Place.Scene == "now" {
			t.Errorf("%q leads to %q%s", text, w.member.Place.Scene, w.story())
		}
	}
	loaded := 0
	for _, f := range w.facts {
		if f.Kind == "session" {
			loaded++
		}
	}
	if loaded != 2 {
		t.Errorf("%d sessions", loaded)
	}
}

// Six hours lie between two loadings: a morning session done late puts the evening off.
func TestALateMorningPutsTheEveningOff(t *testing.T) {
	w := coached(t, "4")
	w.arrive(dialog.DueEvening)
	w.arrive(dialog.DueMorning)
	w.now = w.now.Add(8 * time.Hour) // three in the afternoon
	w.say("/go")
	w.until("after")
	w.tap("1")
	ended := w.now
	turn := w.arrive(dialog.DueEvening)
	if len(turn.Say) > 0 || w.due[dialog.DueSnooze].At.Before(ended.Add(6*time.Hour)) {
		t.Errorf("at 19:00: %v, next at %s%s", keys(turn), w.due[dialog.DueSnooze].At, w.story())
	}
	w.say("/go")
	if w.member.Session != nil || w.member.Place.Scene == "plan" {
		t.Errorf("loading begins anyway%s", w.story())
	}
	if turn := w.arrive(dialog.DueSnooze); !slices.Contains(keys(turn), "prompt.snoozed") {
		t.Errorf("at 21:00: %v", keys(turn))
	}
}

// Red flags are reachable in every state, and a lock ends everything that loads.
func TestARedFlagIsReachableEverywhere(t *testing.T) {
	for _, scene := range []string{"morning_pain", "night", "painkiller", "plan", "set", "pain", "rest", "effort", "after"} {
		for _, text := range []string{"Something is wrong", "/wrong", "I fell on the stairs"} {
			w := coached(t, "4")
			w.arrive(dialog.DueEvening)
			w.session(dialog.DueMorning, scene)
			w.say(text)
			if s := w.member.Place.Scene; s != "screening" && s != "word" {
				t.Errorf("in %s %q leads to %q", scene, text, s)
				continue
			}
			w.tap("yes")
			if w.member.Lock == nil || w.member.Session != nil || w.member.Place.Scene != "locked" {
				t.Errorf("in %s %q does not lock%s", scene, text, w.story())
			}
			for _, kind := range []coach.AppointmentKind{dialog.DueMorning, dialog.DueEvening, dialog.DueNudge, dialog.DueRest, dialog.DueSnooze} {
				if _, ok := w.due[kind]; ok {
					t.Errorf("in %s: %s is still promised", scene, kind)
				}
			}
		}
	}
}

// A setting left half changed is left as it was: nothing that comes later takes the question for the first conversation.
func TestAHalfChangedSettingIsLeftAlone(t *testing.T) {
	for _, setting := range []string{"times", "days", "zone", "side", "rest", "usual", "language"} {
		for _, away := range []string{"/settings", "/delete", "/language", "/swap", "/wrong", "/pause", "I fell"} {
			w := coached(t, "4")
			w.arrive(dialog.DueEvening)
			start, courses := w.member.Programme.Start, len(w.member.Courses)
			w.now = w.now.Add(50 * time.Hour)
			w.say("/settings")
			w.tap(setting)
			w.say(away)
			for range 12 {
				b := w.open()
				for _, v := range []string{"no", "keep", "close", "en", "*", "07:00", "19:00", "0", "pick"} {
					if w.member.Place.Scene != "" && slices.Contains(b.values, v) {
						w.tap(v)
						break
					}
				}
			}
			if w.member.Programme.Start != start || len(w.member.Courses) != courses || w.member.Stage != coach.StageActive {
				t.Errorf("%s, then %s: %+v%s", setting, away, w.member.Programme, w.story())
			}
		}
	}
}

// A red flag in the middle of the first questions leads back to the question at which it came up, none passed over.
func TestAFlagInTheFirstQuestionsLeadsBack(t *testing.T) {
	answers := []string{"yes", "yes", "no", "no", "no", "no", "no", "no", "no", "no", "no", "yes", "no", "doctor", "no", "outside", "no", "left", "4", "no", "4"}
	for n := 12; n <= len(answers); n++ {
		for _, text := range []string{"/wrong", "fever"} {
			w := newWorld(t, coach.Auto)
			w.say("/start")
			for _, v := range answers[:n] {
				w.tap(v)
			}
			scene := w.member.Place.Scene
			w.say(text)
			w.tap("yes")
			for _, v := range []string{"seen", "yes", "doctor"} {
				w.tap(v)
			}
			for range 4 {
				if w.member.Place.Scene == "screening" {
					w.tap("no")
				}
			}
			if w.member.Place.Scene != scene {
				t.Errorf("%s at %s: now at %q%s", text, scene, w.member.Place.Scene, w.story())
			}
		}
	}
}

// A word of warning in the library leads back to it, unless something else was looked at and left meanwhile.
func TestALookThatWasLeftIsOver(t *testing.T) {
	for _, page := range []string{"exercise", "mistakes", "how"} {
		w := coached(t, "4")
		w.say("/exercise hip drop")
		if page != "exercise" {
			w.tap(page)
		}
		w.say("fever")
		w.say("/exercise clam")
		if w.tap("leave"); w.member.Place.Scene != "" {
			t.Errorf("from %s back to %q%s", page, w.member.Place.Scene, w.story())
		}
	}
}
