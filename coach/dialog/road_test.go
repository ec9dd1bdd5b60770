package dialog_test

import (
	"slices"
	"testing"
	"time"

	"medius/coach"
	"medius/coach/dialog"
)

// known is a coached member whose first questionnaire lies behind them.
func known(t *testing.T) *world {
	w := coached(t, "1")
	for range 2 { // and passed over as often as it is asked
		w.member.Outcomes = w.member.Outcomes.Ask(coach.BlockFirst, w.member.Moment(w.member.Programme.Start))
	}
	return w
}

// done30 is one with the programme behind them.
func done30(t *testing.T) *world {
	w := known(t)
	w.arrive(dialog.DueEvening)
	w.member.Programme.TrainingDays = 30
	return w
}

// values are the buttons of the latest question.
func (w *world) values() []string { return w.open().values }

// Keeping it up is offered once, after a session, to who has come to the top; and no earlier.
func TestUpkeepIsOfferedOnce(t *testing.T) {
	for about, c := range map[string]struct {
		trained, step int
		want          bool
	}{
		"at the top": {30, coach.TopStep, true}, "not at the top": {30, 20, false}, "not done yet": {20, coach.TopStep, false},
	} {
		w := known(t)
		w.arrive(dialog.DueEvening)
		w.member.Programme.TrainingDays = c.trained
		s := &w.member.Courses[0].State
		s.Rung, s.Step, s.WeekStartStep, s.PeakStep7d = coach.MaxRung, c.step, c.step, c.step
		w.session(dialog.DueMorning, "after")
		w.tap("1")
		if got := w.member.Place.Scene == "upkeep"; got != c.want {
			t.Errorf("%s: in %q%s", about, w.member.Place.Scene, w.story())
		}
		if !c.want {
			continue
		}
		w.tap("no")
		w.arrive(dialog.DueEvening)
		w.session(dialog.DueMorning, "after")
		w.tap("1")
		if w.member.Place.Scene == "upkeep" {
			t.Errorf("%s: offered twice%s", about, w.story())
		}
	}
}

// Kept up, nothing more is offered; weekdays of the settings that are more than three a week end it, and so does the wish.
func TestUpkeepEnds(t *testing.T) {
	w := done30(t)
	before := w.member.Schedule
	w.say("/maintain")
	w.tap("1,4")
	if w.member.Programme.Upkeep.Count() != 2 || w.member.Schedule.Evening != "" {
		t.Fatalf("%v, %+v", w.member.Programme.Upkeep, w.member.Schedule)
	}
	w.say("/maintain")
	w.tap("build")
	if w.member.Programme.Upkeep != 0 || w.member.Schedule != before {
		t.Errorf("%v, %+v, before %+v", w.member.Programme.Upkeep, w.member.Schedule, before)
	}
	w.say("/maintain")
	w.tap("1,3,5")
	w.say("/settings")
	w.tap("days")
	w.tap("*")
	if w.member.Programme.Upkeep != 0 {
		t.Errorf("every day is not upkeep%s", w.story())
	}
	w.say("/settings")
	w.tap("close")
	w.say("/maintain")
	for _, text := range []string{"every day", "mon", "mon tue wed thu"} {
		if w.say(text); w.member.Programme.Upkeep != 0 {
			t.Errorf("%q is taken%s", text, w.story())
		}
	}
}

// After /finish nothing comes by the clock, whatever had been promised; /start opens the door again.
func TestAnEndIsAnEnd(t *testing.T) {
	w := runner(t, 3, 0)
	w.member.Schedule = coach.Schedules{Morning: "0 7 * * 1,4"}
	w.out("0")
	promised := w.due
	w.say("/finish")
	turn := w.tap("yes")
	if w.member.Stage != coach.StageStopped || !slices.Contains(keys(turn), "road.finish.done") {
		t.Fatalf("%s, %v%s", w.member.Stage, keys(turn), w.story())
	}
	for _, kind := range dialog.DueKinds() {
		a := promised[kind]
		a.Kind = kind
		w.now = w.now.Add(time.Hour)
		if a.At.IsZero() {
			a.At = w.now
		}
		if turn := w.step(dialog.Event{Kind: dialog.Arrived, Due: a}); len(turn.Say) > 0 && kind != dialog.DueUnfinished {
			t.Errorf("%s says %v", kind, keys(turn))
		}
	}
	if len(w.member.Days) == 0 {
		t.Error("the diary is gone")
	}
	w.say("/start")
	if w.member.Stage != coach.StageActive || w.member.Pause != nil {
		t.Errorf("%s, %+v%s", w.member.Stage, w.member.Pause, w.story())
	}
}

// A shared location that shows another time is asked about; the reminders follow only then, and home is one tap away.
func TestALocationSpeaksForAJourney(t *testing.T) {
	w := done30(t)
	w.say("/settings")
	w.tap("close")
	w.say("later")
	w.step(dialog.Event{Kind: dialog.Located, Zone: "Asia/Tokyo"})
	if w.member.Zone != "Europe/Berlin" || w.member.Place.Scene != "travel" {
		t.Fatalf("%s in %q%s", w.member.Zone, w.member.Place.Scene, w.story())
	}
	w.tap("follow")
	if w.member.Zone != "Asia/Tokyo" || w.member.Road.Home != "Europe/Berlin" {
		t.Errorf("%s, %+v%s", w.member.Zone, w.member.Road, w.story())
	}
	w.say("/travel")
	w.tap("home")
	if w.member.Zone != "Europe/Berlin" || w.member.Road.Home != "" {
		t.Errorf("%s, %+v%s", w.member.Zone, w.member.Road, w.story())
	}
	for _, zone := range []string{"Europe/Paris", "", "Local", "No/Where"} {
		if turn := w.step(dialog.Event{Kind: dialog.Located, Zone: zone}); w.member.Place.Scene == "travel" {
			t.Errorf("%q: %v", zone, keys(turn))
		}
	}
}

// A zone that is changed in the settings is a new home.
func TestAChangedZoneIsANewHome(t *testing.T) {
	w := done30(t)
	w.member.Road.Home = "Asia/Tokyo"
	w.say("/settings")
	w.tap("zone")
	w.say("Europe/London")
	w.tap("yes")
	if w.member.Zone != "Europe/London" || w.member.Road.Home != "" {
		t.Errorf("%s, %+v%s", w.member.Zone, w.member.Road, w.story())
	}
}

// Sessions at odd hours are asked about, unless a reminder is set for such an hour, and not again for four weeks.
func TestOddHoursAreAskedAbout(t *testing.T) {
	nights := func(w *world, n int) bool {
		asked := false
		for range n {
			w.now = w.now.Add(24 * time.Hour)
			w.say("/go")
			w.until("after")
			w.tap("1")
			if w.member.Place.Scene == "travel" {
				asked = true
				w.tap("keep")
			}
		}
		return asked
	}
	atTwo := func() *world {
		w := known(t)
		w.arrive(dialog.DueEvening)
		w.now = time.Date(2026, 3, 3, 1, 30, 0, 0, time.UTC)
		return w
	}
	w := atTwo()
	if nights(w, 1) || !nights(w, 1) {
		t.Errorf("two nights: %+v%s", w.member.Road, w.story())
	}
	if nights(w, 4) {
		t.Errorf("asked again%s", w.story())
	}
	w = atTwo()
	w.member.Schedule.Morning = "0 4 * * *"
	if nights(w, 3) {
		t.Errorf("at the member's own hour%s", w.story())
	}
}

// A break of a day is announced as over and promises nothing that does not follow; a longer one begins lower.
func TestTheEndOfABreakIsAnnounced(t *testing.T) {
	for days, want := range map[string]string{"3": "road.back.prompt_lower", "until tomorrow": "road.back.prompt"} {
		w := known(t)
		w.session(dialog.DueEvening, "after")
		w.tap("1")
		w.say("/pause")
		if days == "3" {
			w.tap(days)
		} else {
			w.say(days)
		}
		w.arrive(dialog.DueResume)
		turn := w.arrive(dialog.DueMorning)
		if !slices.Contains(keys(turn), want) {
			t.Errorf("%s: %v%s", days, keys(turn), w.story())
		}
		if turn := w.arrive(dialog.DueEvening); slices.Contains(keys(turn), want) {
			t.Errorf("%s: announced twice", days)
		}
	}
}

// After months away what has changed is asked once, after the safety questions; both hips may be sore by then.
func TestAnotherEpisodeAsksWhatHasChanged(t *testing.T) {
	w := known(t)
	w.session(dialog.DueEvening, "after")
	w.tap("1")
	w.say("/finish")
	w.tap("yes")
	w.now = w.now.Add(150 * 24 * time.Hour)
	w.say("/start")
	w.say("/go")
	for range 9 {
		w.tap("no")
	}
	for _, v := range []string{"changed", "both", "no", "3", "2", "3", "2"} {
		w.tap(v)
	}
	if w.member.Place.Scene != "morning_pain" || len(w.member.Courses) != 2 {
		t.Fatalf("in %q with %d%s", w.member.Place.Scene, len(w.member.Courses), w.story())
	}
	for _, v := range []string{"3", "3", "1", "no"} {
		w.tap(v)
	}
	left, right := w.member.Course(coach.Left), w.member.Course(coach.Right)
	if left.State.Rung > 1 || left.State.Step > coach.TrialStep || left.State.UsualMorningPain != 3 {
		t.Errorf("left: %+v", left.State)
	}
	if right.State.Rung != coach.PublishedRung || right.State.Step != coach.StartStep {
		t.Errorf("right: %+v", right.State)
	}
	if w.values()[0] != "begin" {
		t.Errorf("no plan follows%s", w.story())
	}
}
