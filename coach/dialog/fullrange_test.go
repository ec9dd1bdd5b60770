package dialog_test

import (
	"fmt"
	"slices"
	"testing"

	"medius/coach"
	"medius/coach/dialog"
)

// dropper is a coached member on the hip drop, with this morning told and the full range open since.
func dropper(t *testing.T) *world {
	w := coached(t, "1")
	w.arrive(dialog.DueEvening)
	c := &w.member.Courses[0]
	c.State, c.LastLoading, w.member.Programme.LastLoading = coach.Start(4, 1), w.member.Programme.Start, w.member.Programme.Start
	w.morning("1", "0")
	w.say("/range")
	w.tap("physiotherapist")
	w.tap("yes")
	if !w.full() {
		t.Fatalf("not open%s", w.story())
	}
	return w
}

func (w *world) full() bool { return w.member.Courses[0].Range.Full() }

// ranges are the lines of the journal about the full range.
func (w *world) ranges() []string {
	var out []string
	for _, f := range w.facts {
		if f.Kind == "range" {
			out = append(out, fmt.Sprint(f.Data["what"], " ", f.Data["way"], f.Data["why"]))
		}
	}
	return out
}

// A red morning closes it, which is told once and before the plan; the answer taken back takes the closing back too. Both
// stand in the journal.
func TestARedDayClosesTheFullRange(t *testing.T) {
	w := dropper(t)
	turn := w.morning("5", "0")
	if got := keys(turn); w.full() || len(got) == 0 || got[0] != "range.closed.red" {
		t.Errorf("open: %t, said %v%s", w.full(), got, w.story())
	}
	if again := w.say("/plan"); slices.Contains(keys(again), "range.closed.red") {
		t.Error("told twice")
	}
	if got := keys(w.say("/range")); !slices.Equal(got[:1], []string{"range.barred.red"}) {
		t.Errorf("on the red day itself: %v", got)
	}
	w.say("/undo")
	if !w.full() {
		t.Errorf("the answer was taken back%s", w.story())
	}
	w.tap("no")
	want := []string{"opened physiotherapist<nil>", "closed <nil>red", "opened physiotherapist<nil>", "closed <nil>red"}
	if got := w.ranges(); w.full() || !slices.Equal(got, want) {
		t.Errorf("the journal says %q, want %q", got, want)
	}
}

// The member closes it at any time, and no answer that is taken back opens it again.
func TestTheMemberClosesTheFullRange(t *testing.T) {
	w := dropper(t)
	w.arrive(dialog.DueMorning)
	w.tap("start")
	w.tap("1")
	w.say("/range")
	w.tap("level")
	w.say("/undo")
	if w.full() {
		t.Errorf("it is open again%s", w.story())
	}
	if got := w.ranges(); !slices.Equal(got, []string{"opened physiotherapist<nil>", "closed <nil>wish"}) {
		t.Errorf("the journal says %q", got)
	}
}

// Under a lock, in a flare, with both hips sore it is refused with a sentence, and what was open is closed.
func TestTheFullRangeIsRefused(t *testing.T) {
	w := dropper(t)
	w.say("/wrong")
	w.tap("yes")
	if got := keys(w.say("/range")); w.full() || !slices.Equal(got, []string{"locked.waiting"}) && !slices.Equal(got, []string{"locked.e_trauma"}) {
		t.Errorf("under a lock: %v%s", got, w.story())
	}
	w = dropper(t)
	w.sideAdded()
	w.tap("close")
	if got := keys(w.say("/range")); w.full() || !slices.Contains(got, "range.barred.one_hip") || got[0] != "range.closed.one_hip" {
		t.Errorf("with both hips sore: %v%s", got, w.story())
	}
	w = dropper(t)
	w.member.Courses[0].State.Flare = true
	if got := keys(w.say("/range")); w.full() || !slices.Contains(got, "range.barred.flare") {
		t.Errorf("in a flare: %v%s", got, w.story())
	}
	w = coached(t, "1")
	w.member.Courses[0].State.Rung = 2
	if got := keys(w.say("/range")); !slices.Contains(got, "range.barred.exercise") {
		t.Errorf("on another exercise: %v%s", got, w.story())
	}
}

// The screen is no formality: nothing opens without its yes, and what has come in between counts.
func TestTheScreenIsReadFirst(t *testing.T) {
	for _, way := range []string{"no", "yes"} {
		w := dropper(t)
		w.say("/range")
		w.tap("level")
		w.say("/range")
		w.tap("physiotherapist")
		w.member.Days[len(w.member.Days)-1].Verdicts[0].Level = coach.L3
		if w.tap(way); w.full() {
			t.Errorf("%s: it is open%s", way, w.story())
		}
	}
}

// A test that hurts too much does not open it, and is not done again on the same day; a severe one asks what has to be asked.
func TestTheTestForTheFullRange(t *testing.T) {
	for score, want := range map[string]string{"2": "range.screen", "3": "range.too_early", "8": "under"} {
		w := dropper(t)
		w.say("/range")
		w.tap("level")
		first := w.member.Days[0].Date
		for n := range 14 {
			d := coach.Day{Date: first.Add(n - 14), Rounds: []coach.Round{{Slot: coach.Morning}}}
			d.Verdicts = []coach.Verdict{{Side: w.member.Courses[0].Side, Decision: coach.Decision{Level: coach.L0}}}
			w.member.Days = slices.Insert(w.member.Days, n, d)
		}
		w.say("/range")
		w.tap("test")
		w.tap("start")
		w.arrive(dialog.DueStand)
		if got := keys(w.tap(score)); !slices.Contains(got, want) {
			t.Errorf("%s: %v, want %s%s", score, got, want, w.story())
		}
		if score == "3" {
			w.say("/range")
			if slices.Contains(w.open().values, "test") {
				t.Error("the test is offered again")
			}
		}
	}
}

// Every caption of the full range fits, in the session and in the library, in words and in pictures.
func TestEveryCaptionOfTheFullRangeFits(t *testing.T) {
	e, _ := coach.ExerciseByID(coach.FullRangeExercise)
	w := dropper(t)
	w.session(dialog.DueEvening, "set")
	w.given(e)
	w.worn(t)
	for _, pictures := range []bool{true, false} {
		w = dropper(t)
		w.member.NoPictures = !pictures
		w.say("/exercise hip drop")
		turn := w.tap("full")
		if p := turn.Say[0].Picture; pictures != (p != nil && p.Full) {
			t.Errorf("the full range is looked at: %+v", p)
		}
		for _, v := range []string{"how", "mistakes"} {
			w.tap(v)
			for slices.Contains(w.open().values, "next") {
				w.tap("next")
			}
			w.tap("exercise")
		}
		w.tap("range")
		w.tap("close")
	}
}
