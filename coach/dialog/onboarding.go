package dialog

import (
	"slices"
	"strings"
	"time"

	"medius/coach"
)

// The first conversation, in the order of its questions. A question that does not apply is passed over.
var onboarding = []string{
	"hello", "health", "screening", "adult", "pregnant", "named", "unsteady", "where", "history",
	"sides", "usual", "woken", "stand", "zone", "morning", "evening", "days", "begin",
}

// start begins the first conversation, goes on with it, or says that all is in place.
func (t *turn) start() {
	if t.argument != "" && (t.opened() || t.invited()) {
		return
	}
	if t.m.Lock != nil {
		t.m.Stage = coach.StageActive
		if t.m.Programme.Start == "" {
			t.m.Stage = coach.StageOnboarding
		}
		t.ask("locked")
		return
	}
	switch t.m.Stage {
	case coach.StageActive:
		if t.m.Pause != nil {
			t.ask("paused")
			return
		}
		t.say("start.again")
		t.home()
	case coach.StageOnboarding:
		t.say("start.resume")
		t.resumeOnboarding()
	case coach.StageStopped:
		t.restart()
	case coach.StagePractice:
		switch {
		case t.m.Practice == nil: // the terms for physiotherapists were left unanswered
			t.m.Stage = coach.StageNew
			t.beginQuestions()
		case !t.admitted():
			t.openCaseload()
		default:
			t.ask("practice_start")
		}
	default:
		t.beginQuestions()
	}
}

// restart takes up an old programme after /stop: the consents stand, the gap rule decides the dose.
func (t *turn) restart() {
	switch {
	case t.m.Programme.Start == "" && t.m.Practice != nil:
		t.m.Stage = coach.StagePractice
		t.start()
		return
	case t.m.Programme.Start == "":
		t.beginQuestions()
		return
	case t.m.Intake.Pregnant != nil && *t.m.Intake.Pregnant:
		t.ask("still_pregnant")
		return
	}
	t.m.Stage = coach.StageActive
	t.endPause()
	t.remind()
	t.saying(phrase("start.back"), wrongPanel())
	t.idle()
}

// resumeOnboarding asks the open question again.
func (t *turn) resumeOnboarding() {
	scene := t.m.Place.Scene
	if t.m.Place.Return != "" {
		scene, t.m.Place.Return = t.m.Place.Return, ""
	}
	if scene == "" {
		scene = "hello"
	}
	t.ask(scene)
}

// onward goes to the question after the one at hand.
func (t *turn) onward(from string) {
	if t.settling() {
		t.settingsDone()
		return
	}
	t.keep(DueUnfinished, t.now.Add(24*time.Hour), 12*time.Hour)
	i := slices.Index(onboarding, from)
	t.ask(onboarding[i+1])
}

func flag(v string) *bool {
	b := v == "yes"
	return &b
}

func answerAdult(t *turn, v string) {
	t.m.Intake.Adult = flag(v)
	if v != "yes" {
		t.turnAway("turned_away.young")
		return
	}
	if aged := atoi(t.draft("aged")); aged >= 60 {
		t.m.Intake.Pregnant = flag("no")
		t.ask("named")
		return
	}
	t.onward("adult")
}

// readPregnant takes "I am a man" for a no.
func readPregnant(t *turn, text string) (string, bool) {
	yes, ok := t.lex.Pregnant(text)
	if yes {
		return "yes", ok
	}
	return "no", ok
}

func answerPregnant(t *turn, v string) {
	t.m.Intake.Pregnant = flag(v)
	if v == "yes" {
		t.turnAway("turned_away.pregnant")
		return
	}
	t.onward("pregnant")
}

// answerStillPregnant is about a programme that a pregnancy has ended.
func answerStillPregnant(t *turn, v string) {
	t.m.Intake.Pregnant = flag(v)
	if v == "yes" {
		t.say("turned_away.pregnant")
		t.idle()
		return
	}
	t.restart()
}

// turnAway ends the first conversation kindly: information, no loading. A button pressed by mistake can be taken back.
func (t *turn) turnAway(key string) {
	from := t.m.Place.Scene
	t.m.Stage = coach.StageTurnedAway
	t.note("turned_away", "why", strings.TrimPrefix(key, "turned_away."))
	t.drop(DueUnfinished)
	t.m.Place.Draft = map[string]string{"away": key, "from": from}
	t.ask("turned_away")
}

func sceneTurnedAway(t *turn) Message {
	away := t.draft("away")
	if away == "" { // a lock came in between
		away = "lost.turned_away"
	}
	return Message{Phrase: phrase(away), Buttons: [][]Button{row(button("locked.mistake", "mistake"))}}
}

// readTurnedAway takes "I am not pregnant" for the wrong button: to the question asked before it a no was meant.
func readTurnedAway(t *turn, text string) (string, bool) {
	yes, ok := t.lex.Pregnant(text)
	return "mistake", ok && !yes && t.m.Intake.Pregnant != nil && *t.m.Intake.Pregnant
}

func answerTurnedAway(t *turn, _ string) {
	from := t.draft("from")
	if from == "" {
		from = "adult"
	}
	t.m.Stage, t.m.Place.Draft = coach.StageOnboarding, nil
	t.ask(from)
}

func sceneNamed(*turn) Message {
	return Message{Phrase: phrase("named.ask"), Buttons: [][]Button{
		row(button("named.physiotherapist", "physiotherapist"), button("named.doctor", "doctor")),
		row(button("named.nobody", "nobody")),
	}}
}

// readNamed finds who is meant in a longer answer; what leaves it open is asked again.
func readNamed(t *turn, text string) (string, bool) {
	who, ok := t.lex.WhoNamed(text)
	return who, ok && who != "unclear"
}

func answerNamed(t *turn, v string) {
	t.m.Intake.NamedBy = v
	if v == "nobody" {
		t.note("routine_flag", "flag", string(coach.RoutineNoName))
		t.turnAway("turned_away.no_name")
		return
	}
	if atoi(t.draft("aged")) >= 65 {
		t.ask("unsteady")
		t.out.Say = t.out.Say[:len(t.out.Say)-1]
		answerUnsteady(t, "yes")
		return
	}
	t.onward("named")
}

func answerUnsteady(t *turn, v string) {
	t.m.Intake.Unsteady = flag(v)
	if v == "yes" {
		t.routine(coach.RoutineFalls, "unsteady.yes")
	}
	t.onward("unsteady")
}

// routine notes a flag that does not lock, with its text.
func (t *turn) routine(f coach.Flag, key string) {
	t.note("routine_flag", "flag", string(f))
	t.say(key)
}

func sceneWhere(*turn) Message {
	return Message{Phrase: phrase("where.ask"), Buttons: [][]Button{
		row(button("where.outside", "outside"), button("where.groin", "groin")),
		row(button("where.knee", "knee"), button("where.back", "spine")),
	}}
}

func answerWhere(t *turn, v string) {
	t.m.Intake.Where = v
	if v != "outside" {
		t.routine(coach.RoutineElsewhere, "where.elsewhere")
	}
	t.onward("where")
}

func answerHistory(t *turn, v string) {
	t.m.Intake.History = flag(v)
	if v == "yes" {
		t.routine(coach.RoutineHistory, "history.yes")
	}
	t.onward("history")
}
