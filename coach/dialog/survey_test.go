package dialog_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"medius/coach"
	"medius/coach/dialog"
)

// asked are the questionnaires that a turn offered.
func asked(turn dialog.Turn) (blocks []string) {
	for _, f := range turn.Facts {
		if f.Kind == "questions" && f.Data["outcome"] == "asked" {
			blocks = append(blocks, f.Data["block"].(string))
		}
	}
	return blocks
}

// settledIn is a member who has passed over the beginning; it is the afternoon of a day n of the programme, after so many training
// days, and the member was there a moment ago.
func settledIn(t *testing.T, n, training int) *world {
	w := coached(t, "3")
	w.tap("later")
	w.tap("no")
	w.now = w.now.Add(time.Duration(n)*24*time.Hour - 4*time.Hour)
	w.member.Programme.TrainingDays = training
	for i := range w.member.Outcomes.Asked { // of the beginning, twice, and not answered
		w.member.Outcomes.Asked[i].On = append(w.member.Outcomes.Asked[i].On, w.member.Programme.Start.Add(2))
	}
	w.say("/plan")
	if w.member.Place.Scene == "plan" {
		w.tap("later")
	}
	return w
}

// calm lets the quiet hour come now.
func (w *world) calm() dialog.Turn {
	return w.step(dialog.Event{Kind: dialog.Arrived, Due: coach.Appointment{Kind: dialog.DueCalm, At: w.now}})
}

// The weekly questions come in a quiet hour: never into something open, nor to who is ill, away, or has asked for silence.
func TestQuestionsWaitForAQuietHour(t *testing.T) {
	for name, c := range map[string]struct {
		before func(*world)
		asks   bool
	}{
		"nothing else":     {func(*world) {}, true},
		"an open question": {func(w *world) { w.say("/settings") }, false},
		"an open session":  {func(w *world) { w.say("/go"); w.until("set") }, false},
		"a pause":          {func(w *world) { w.say("/pause"); w.tap("open") }, false},
		"a red flag":       {func(w *world) { w.say("/wrong"); w.tap("yes") }, false},
		"stopped":          {func(w *world) { w.say("/stop") }, false},
		"a flare":          {func(w *world) { w.member.Courses[0].State.Flare = true }, false},
		"no questions wanted": {func(w *world) {
			w.say("/settings")
			w.tap("unasked")
			w.tap("questions")
			w.tap("back")
			w.tap("close")
		}, false},
		"silent for some days": {func(w *world) { w.member.Silence.Since = w.member.Programme.LastSeen.Add(-3) }, false},
		"the bot was blocked":  {func(w *world) { w.step(dialog.Event{Kind: dialog.Blocked}) }, false},
		"asked an hour ago": {func(w *world) {
			w.calm()
			w.tap("no")
			w.now = w.now.Add(time.Hour)
		}, false},
	} {
		w := settledIn(t, 7, 3)
		c.before(w)
		turn := w.calm()
		if got := asked(turn); slices.Equal(got, []string{"weekly"}) != c.asks {
			t.Errorf("%s: asked %v%s", name, got, w.story())
		}
		if !c.asks && len(turn.Say) > 0 {
			t.Errorf("%s: said %v", name, keys(turn))
		}
	}
}

// What is open at noon is left alone, and the quiet hour comes again a little later.
func TestTheQuietHourComesAgain(t *testing.T) {
	w := settledIn(t, 7, 3)
	w.say("/settings")
	w.calm()
	at := w.due[dialog.DueCalm].At
	if wait := at.Sub(w.now); wait <= 0 || wait > time.Hour {
		t.Fatalf("again in %s", wait)
	}
	w.tap("close")
	if got := asked(w.arrive(dialog.DueCalm)); !slices.Equal(got, []string{"weekly"}) {
		t.Errorf("asked %v%s", got, w.story())
	}
	if next := w.due[dialog.DueCalm].At; next.Sub(at) < 20*time.Hour {
		t.Errorf("the next one at %s, after %s", next, at)
	}
}

// A session left in the middle of the questions loses nothing of them, and they lose nothing of the session.
func TestQuestionsGiveWayToASession(t *testing.T) {
	w := settledIn(t, 7, 3)
	w.calm()
	w.tap("yes")
	w.tap("4")
	w.say("/go")
	w.until("set")
	if s := w.member.Outcomes.Surveys; len(s) != 1 || s[0].Pain == nil || *s[0].Pain != 4 {
		t.Errorf("kept %+v", s)
	}
	w.until("after")
	w.tap("1")
	w.now = w.now.Add(48 * time.Hour)
	w.say("/plan")
	w.tap("later")
	if got := asked(w.calm()); got != nil {
		t.Errorf("asked again: %v", got)
	}
}

// The member's own activities are kept in their words, with their consent, and nowhere else; without line breaks.
func TestOwnActivitiesAreTheMembersWords(t *testing.T) {
	w := coached(t, "3")
	turn := w.tap("later")
	if got := asked(turn); !slices.Equal(got, []string{"first"}) {
		t.Fatalf("asked %v", got)
	}
	w.tap("yes")
	w.tap("6")
	given := func() bool {
		return slices.ContainsFunc(w.member.Consents, func(c coach.Consent) bool { return c.Purpose == dialog.OwnWords })
	}
	if given() {
		t.Error("a consent before a word was typed")
	}
	w.say("gardening  with\n<b>" + marker + "</b>\u202e")
	if !given() {
		t.Error("no consent")
	}
	w.tap("4")
	for _, text := range []string{"7", "?!", strings.Repeat("far ", 30), "Gardening with <b>" + marker + "</b>", "can I swim?", "help"} {
		w.say(text)
	}
	if w.member.Place.Scene != "name_activity" {
		t.Fatalf("in %q%s", w.member.Place.Scene, w.story())
	}
	w.say("no")
	want := []coach.Activity{{ID: "a1", Text: "gardening with <b>" + marker + "</b>"}}
	if got := w.member.Outcomes.Activities; !slices.Equal(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
	facts, err := json.Marshal(w.facts)
	if err != nil || strings.Contains(string(facts), marker) {
		t.Errorf("in the journal: %s, %v", facts, err)
	}
	for _, v := range []string{"2", "3", "4"} {
		w.tap(v)
	}
	s := w.member.Outcomes.Surveys
	if len(s) != 1 || !s[0].First || *s[0].Pain != 6 || s[0].Activities["a1"] != 4 || s[0].Situations[coach.Rising] != 4 {
		t.Errorf("%+v", s)
	}
	if err := s[0].Check(); err != nil {
		t.Error(err)
	}
}

// The beginning is offered on the first day, once more two days later, then not; not to who has answered.
func TestTheBeginningIsAskedTwiceAtMost(t *testing.T) {
	for name, c := range map[string]struct {
		answer string
		days   []int
	}{"left": {"no", []int{0, 2}}, "answered": {"yes", []int{0}}} {
		w := coached(t, "3")
		var days []int
		if asked(w.tap("later")) != nil {
			days = append(days, 0)
		}
		w.tap(c.answer)
		if c.answer == "yes" {
			w.tap("5")
			w.tap("stop")
		}
		for day := 1; day < 7; day++ {
			w.now = w.now.Add(24 * time.Hour)
			w.say("/plan")
			w.tap("later")
			w.now = w.now.Add(time.Hour)
			if slices.Contains(asked(w.calm()), "first") {
				days = append(days, day)
				w.tap("no")
			}
		}
		if !slices.Equal(days, c.days) {
			t.Errorf("%s: on the days %v, want %v", name, days, c.days)
		}
	}
}

// A score of 8 or more leads to the acute questions, whatever it was given for; afterwards the questionnaire goes on.
func TestASevereScoreIsFollowed(t *testing.T) {
	w := settledIn(t, 7, 3)
	w.calm()
	w.tap("yes")
	w.tap("8")
	if w.member.Place.Scene != "screening" || len(w.member.Place.Queue) != len(coach.AcuteScreening()) {
		t.Fatalf("in %q%s", w.member.Place.Scene, w.story())
	}
	for range coach.AcuteScreening() {
		w.tap("no")
	}
	if w.member.Place.Scene != "situation" {
		t.Errorf("afterwards in %q%s", w.member.Place.Scene, w.story())
	}
}

// The half minute ends by itself, or with the foot; a moment that came too late counts for nothing.
func TestTheHalfMinute(t *testing.T) {
	stand := func(do func(*world)) *coach.Stand {
		w := settledIn(t, 15, 3)
		if got := asked(w.calm()); !slices.Equal(got, []string{"stand"}) {
			// the weekly questions of the day before come first
			w.tap("no")
			w.now = w.now.Add(24 * time.Hour)
			w.say("/plan")
			w.tap("later")
			if got := asked(w.calm()); !slices.Equal(got, []string{"stand"}) {
				t.Fatalf("asked %v%s", got, w.story())
			}
		}
		w.tap("start")
		do(w)
		if w.member.Place.Scene == "stand_pain" {
			w.tap("2")
		}
		then, _ := w.member.Outcomes.StandOf(coach.Left)
		return then
	}
	for name, c := range map[string]struct {
		do   func(*world)
		want *coach.Stand
	}{
		"whole":         {func(w *world) { w.arrive(dialog.DueStand) }, &coach.Stand{Seconds: 30, Pain: 2}},
		"foot down":     {func(w *world) { w.now = w.now.Add(9 * time.Second); w.tap("done") }, &coach.Stand{Seconds: 11, Pain: 2}},
		"it hurts":      {func(w *world) { w.say("it hurts") }, &coach.Stand{Seconds: 0, Pain: 2}},
		"told too late": {func(w *world) { w.now = w.now.Add(5 * time.Minute); w.arrive(dialog.DueStand) }, nil},
		"went away":     {func(w *world) { w.say("/settings"); w.arrive(dialog.DueStand); w.tap("close") }, nil},
	} {
		got := stand(c.do)
		if (got == nil) != (c.want == nil) || got != nil && *got != *c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

// Who does not get better is referred once for a milestone, and the flag stands in the journal.
func TestNoChangeIsReferred(t *testing.T) {
	w := settledIn(t, 42, 30)
	for i := range w.member.Outcomes.Asked {
		w.member.Outcomes.Asked[i].Answered = true
	}
	start := w.member.Programme.Start
	w.member.Outcomes = w.member.Outcomes.Note(coach.Survey{Date: start, First: true, Pain: coach.Rated(5)}).
		Note(coach.Survey{Date: start.Add(40), Pain: coach.Rated(5)})
	w.calm()
	for _, v := range []string{"yes", "5", "5", "5", "5"} {
		w.tap(v)
	}
	w.now = w.now.Add(24 * time.Hour)
	w.say("/plan")
	w.tap("later")
	if got := asked(w.calm()); !slices.Equal(got, []string{"change"}) {
		t.Fatalf("asked %v%s", got, w.story())
	}
	turn := w.tap("1")
	if !slices.Contains(keys(turn), "review.refer") || w.member.Lock != nil {
		t.Errorf("said %v", keys(turn))
	}
	flags := 0
	for _, f := range w.facts {
		if f.Kind == "routine_flag" && f.Data["flag"] == string(coach.RoutineNoChange) {
			flags++
		}
	}
	for range 3 {
		w.now = w.now.Add(24 * time.Hour)
		w.say("/plan")
		w.tap("later")
		if turn := w.calm(); slices.Contains(keys(turn), "review.refer") {
			t.Error("referred twice")
		}
	}
	if flags != 1 {
		t.Errorf("%d flags", flags)
	}
}
