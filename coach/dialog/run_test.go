package dialog_test

import (
	"slices"
	"testing"
	"time"

	"medius/coach"
	"medius/coach/dialog"
)

// runner is a coached member on rung 5 who has run before; the evening of the first day has passed.
func runner(t *testing.T, stage, clean int) *world {
	w := coached(t, "1")
	w.arrive(dialog.DueEvening)
	w.member.Programme.TrainingDays, w.member.Programme.LastLoading = 24, w.member.Programme.Start
	c := &w.member.Courses[0]
	c.State, c.LastLoading = coach.Start(5, 1), w.member.Programme.Start
	w.member.Running = coach.Running{Since: "2026-02-01", Stage: stage, Clean: clean, Runs: []coach.Run{{Date: "2026-02-25", Stage: stage, During: coach.Rated(0), Row: "5"}}}
	return w
}

// out notes an outing of now.
func (w *world) out(score string) {
	w.say("/run")
	w.tap("done")
	w.tap(score)
}

// morning answers the questions of a reminder.
func (w *world) morning(pain, night string) dialog.Turn {
	w.arrive(dialog.DueMorning)
	w.tap("start")
	w.tap(pain)
	w.tap(night)
	return w.tap("no")
}

// The tale of an outing is told once, before the plan, and the stage follows it.
func TestTheMorningJudgesTheOuting(t *testing.T) {
	for _, c := range []struct {
		about, score, pain, night string
		clean, stage              int
		says                      string
	}{
		{"the first clean one", "1", "1", "0", 0, 4, "run.rule.5"},
		{"the second", "2", "1", "1", 1, 5, "run.rule.up"},
		{"felt", "3", "1", "0", 1, 4, "run.rule.3"},
		{"a bad night", "0", "1", "2", 1, 3, "run.rule.2"},
		{"a red morning", "0", "4", "0", 1, 2, "run.rule.1"},
		{"too much", "6", "1", "0", 1, 2, "run.rule.1_out"},
	} {
		w := runner(t, 4, c.clean)
		w.out(c.score)
		turn := w.morning(c.pain, c.night)
		if !slices.Contains(keys(turn), c.says) || w.member.Running.Stage != c.stage {
			t.Errorf("%s: stage %d, %v%s", c.about, w.member.Running.Stage, keys(turn), w.story())
		}
		if again := w.say("/plan"); slices.Contains(keys(again), c.says) {
			t.Errorf("%s: told twice", c.about)
		}
	}
}

// No stage goes up while a new exercise is being tried; the member is told why.
func TestTheStageWaitsForTheExercise(t *testing.T) {
	w := runner(t, 4, 1)
	w.member.Courses[0].State.Trial = true
	w.out("0")
	turn := w.morning("1", "0")
	if !slices.Contains(keys(turn), "run.held.trial") || w.member.Running.Stage != 4 || w.member.Running.Clean != 2 {
		t.Errorf("%+v, %v%s", w.member.Running, keys(turn), w.story())
	}
}

// A correction judges again from where the outing began, and says so.
func TestACorrectedMorningJudgesAgain(t *testing.T) {
	w := runner(t, 4, 1)
	w.out("0")
	w.arrive(dialog.DueMorning)
	w.tap("start")
	w.tap("1")
	w.tap("0")
	w.tap("no")
	if w.member.Running.Stage != 5 {
		t.Fatalf("stage %d", w.member.Running.Stage)
	}
	w.say("undo") // the painkiller's answer
	if turn := w.tap("yes"); w.member.Running.Stage != 5 || !slices.Contains(keys(turn), "run.rule.up") {
		t.Errorf("stage %d, %v%s", w.member.Running.Stage, keys(turn), w.story())
	}
}

// An outing that was taken back is gone.
func TestAnOutingCanBeTakenBack(t *testing.T) {
	w := runner(t, 4, 1)
	w.say("/run")
	w.tap("done")
	w.say("undo")
	if n := len(w.member.Running.Runs); n != 1 || w.member.Place.Scene != "run" {
		t.Errorf("%d outings, in %q%s", n, w.member.Place.Scene, w.story())
	}
	w.tap("done")
	w.tap("7")
	if day := w.member.Day("2026-03-02"); day.Run == nil || *day.Run != 7 {
		t.Errorf("the diary has %+v", day)
	}
}

// The score that was not told is asked for with the morning's questions.
func TestTheMorningAsksForAMissingScore(t *testing.T) {
	for score, want := range map[string]struct {
		says  string
		scene string
	}{"1": {"run.rule.up", "plan"}, "9": {"under", "screening"}} {
		w := runner(t, 4, 1)
		w.say("/run")
		w.tap("done")
		w.morning("1", "0")
		if w.member.Place.Scene != "run_pain" {
			t.Fatalf("asked is %q%s", w.member.Place.Scene, w.story())
		}
		if turn := w.tap(score); w.member.Place.Scene != want.scene || !slices.Contains(keys(turn), want.says) {
			t.Errorf("%s: in %q, %v%s", score, w.member.Place.Scene, keys(turn), w.story())
		}
	}
}

// On a day without a reminder the morning after is asked about all the same: once, and about nothing else.
func TestTheMorningAfterIsAskedWithoutAReminder(t *testing.T) {
	w := runner(t, 4, 1)
	w.member.Schedule = coach.Schedules{Morning: "0 7 * * 1,4", Evening: ""} // today is a Monday
	w.out("0")
	turn := w.arrive(dialog.DueOuting)
	if at := w.now.Format("2006-01-02 15:04"); at != "2026-03-03 06:00" || w.member.Place.Scene != "morning_pain" {
		t.Fatalf("at %s: %v%s", at, keys(turn), w.story())
	}
	w.tap("1")
	w.tap("0")
	turn = w.tap("no")
	day := w.member.Day("2026-03-03")
	if !slices.Contains(keys(turn), "run.rule.up") || w.member.Place.Scene != "" || len(day.Rounds) > 0 || day.Decided() {
		t.Errorf("%v, in %q, %+v%s", keys(turn), w.member.Place.Scene, day, w.story())
	}
}

// The question about the morning is for those who are there: not beside another question, not in a pause or under a lock.
func TestTheMorningAfterIsNotAskedIntoAnythingElse(t *testing.T) {
	for about, by := range map[string]func(*world){
		"an open question": func(w *world) { w.now = w.now.Add(12 * time.Hour); w.say("/settings") },
		"a pause":          func(w *world) { w.say("/pause"); w.tap("open") },
		"a lock":           func(w *world) { w.say("/wrong"); w.tap("yes") },
		"a stop":           func(w *world) { w.say("/stop") },
		"no running":       func(w *world) { w.member.Running = w.member.Running.End(coach.RunEndWish) },
	} {
		w := runner(t, 4, 1)
		w.member.Schedule = coach.Schedules{Morning: "0 7 * * 1,4", Evening: ""}
		w.out("0")
		due := w.due[dialog.DueOuting]
		by(w)
		if due.At.After(w.now) {
			w.now = due.At
		}
		if turn := w.step(dialog.Event{Kind: dialog.Arrived, Due: due}); len(turn.Say) > 0 {
			t.Errorf("beside %s: %v%s", about, keys(turn), w.story())
		}
	}
}

// A flare ends running, and the member is told with the plan of that day; so does a lock, told when it is over.
func TestAFlareAndALockEndRunning(t *testing.T) {
	w := runner(t, 4, 1)
	w.out("0")
	w.morning("9", "0")
	if w.member.Running.Active() || w.member.Place.Scene != "screening" {
		t.Fatalf("%+v in %q%s", w.member.Running, w.member.Place.Scene, w.story())
	}
	w.tap("no")
	w.tap("no")
	w.tap("no")
	if turn := w.tap("no"); !slices.Contains(keys(turn), "run.ended.flare") {
		t.Errorf("after a flare: %v%s", keys(turn), w.story())
	}
	w = runner(t, 4, 1)
	w.say("/wrong")
	if turn := w.tap("yes"); w.member.Running.Active() || len(turn.Say) != 1 {
		t.Errorf("under a lock: %+v, %v", w.member.Running, keys(turn))
	}
	w.tap("seen")
	w.tap("yes")
	w.tap("doctor")
	if turn := w.say("/plan"); !slices.Contains(keys(turn), "run.ended.lock") {
		t.Errorf("after a lock: %v%s", keys(turn), w.story())
	}
}

// 6 and more on an outing, or in a trial of the check, ends the loading of that day; 8 asks whether somebody should look.
func TestASoreOutingEndsTheDaysLoading(t *testing.T) {
	for score, scene := range map[string]string{"6": "", "8": "screening"} {
		w := runner(t, 4, 1)
		w.arrive(dialog.DueMorning)
		w.out(score)
		day := w.member.Day("2026-03-03")
		if day.Round(coach.Morning).Outcome != coach.Rested || day.Round(coach.Evening).Outcome != coach.Rested || w.member.Place.Scene != scene {
			t.Errorf("%s: %+v in %q%s", score, day.Rounds, w.member.Place.Scene, w.story())
		}
	}
}

// Another hip that becomes sore ends running.
func TestAnotherSoreHipEndsRunning(t *testing.T) {
	w := runner(t, 4, 1)
	w.say("/settings")
	for _, v := range []string{"side", "both", "no", "1", "2", "1", "2"} {
		w.tap(v)
	}
	if r := w.member.Running; r.Active() || r.Ended != coach.RunEndSide {
		t.Errorf("%+v%s", r, w.story())
	}
}
