package dialog

import (
	"slices"

	"medius/coach"
)

// The check before the first outing: what the programme knows, then what only the member can tell, one thing after the
// other. What does not hold ends it; nobody is asked to hop while the walk still hurts.

// openGates shows what the programme knows. When all of that holds, the member's own part is asked.
func (t *turn) openGates(day *coach.Day) {
	e := t.m.RunEntry(nil, day.Date)
	lines := t.gateLines(e)
	if slices.ContainsFunc(e.Closed(), func(g coach.RunGate) bool { return !g.Asked() }) {
		t.tell("run.not_yet", "gates", lines)
		return
	}
	t.detour("run_walk")
	if t.m.Place.Scene == "run_walk" {
		t.headed(phrase("run.gates", "gates", lines))
	}
}

// gateLines are the programme's gates, one a line, each with what is still missing.
func (t *turn) gateLines(e coach.RunEntry) Phrase {
	closed := e.Closed()
	var lines Phrase
	for _, g := range coach.RunGates() {
		if g.Asked() || g == coach.GateLock { // who is locked does not come here
			continue
		}
		key := "run.gate." + string(g)
		if slices.Contains(closed, g) {
			key = "run.missing." + string(g)
		}
		line := phrase(key, "n", t.gateCount(g, e), "exercise", exerciseName(coach.MainExercise(coach.FirstEverySecondDayRung).ID))
		if lines.Key != "" {
			line = phrase("list.lines", "a", lines, "b", line)
		}
		lines = line
	}
	return lines
}

// gateCount is the number that a gate's line tells: training days so far, or days until a flare is long enough ago.
func (t *turn) gateCount(g coach.RunGate, e coach.RunEntry) int {
	if g == coach.GateFlare {
		return max(1, coach.CalmBeforeRunning-e.SinceFlare)
	}
	return e.TrainingDays
}

// answered fills in what the member has said in this check.
func (t *turn) answered(e coach.RunEntry) coach.RunEntry {
	if v := t.draft("run_walk"); v != "" {
		e.Walk = flag(v)
	}
	for g, into := range map[coach.RunGate]**int{
		coach.GateStand: &e.Stand, coach.GateSquats: &e.Squats, coach.GateJog: &e.Jog, coach.GateHop: &e.Hop,
	} {
		if v := t.draft("run_" + string(g)); v != "" {
			*into = coach.Rated(atoi(v))
		}
	}
	return e
}

func answerRunWalk(t *turn, v string) {
	t.note("run_check", "gate", string(coach.GateWalk), "yes", v == "yes")
	t.setDraft("run_walk", v)
	if v != "yes" {
		t.say("run.closed.walk")
		t.comeHome()
		return
	}
	t.ask("run_trial")
}

// runTrial is the trial on the sore leg that comes next, "" when all are done.
func (t *turn) runTrial() coach.RunGate {
	for _, g := range []coach.RunGate{coach.GateStand, coach.GateSquats, coach.GateJog, coach.GateHop} {
		if t.draft("run_"+string(g)) == "" {
			return g
		}
	}
	return ""
}

func sceneRunTrial(t *turn) Message {
	g := t.runTrial()
	if g == "" { // all were done: once more, since somebody asks
		g = coach.GateHop
	}
	leg := phrase("run.leg.both")
	if len(t.m.Courses) == 1 {
		leg = phrase("run.leg." + string(t.m.Courses[0].Side))
	}
	return Message{Phrase: phrase("run.trial."+string(g), "leg", leg), Buttons: keypad()}
}

func answerRunTrial(t *turn, v string) {
	n, ok := t.upTo(10, v)
	if !ok {
		return
	}
	g := t.runTrial()
	if g == "" {
		g = coach.GateHop
	}
	t.note("run_check", "gate", string(g), "score", n)
	t.setDraft("run_"+string(g), v)
	day := t.openDay()
	switch {
	case coach.TooSore(n):
		t.keepSore(day.Date, n)
		t.soreOut(day, n)
	case n > coach.CalmWhileRunning:
		t.say("run.closed.trial", "score", n)
		t.comeHome()
	case t.runTrial() != "":
		t.ask("run_trial")
	case len(t.answered(t.m.RunEntry(nil, day.Date)).Closed()) > 0: // something was passed over
		t.openGates(day)
	default:
		t.ask("run_begin")
	}
}

func sceneRunBegin(*turn) Message {
	return Message{Phrase: phrase("run.begin", "how", phrase("run.how")), Buttons: [][]Button{row(button("run.begin_yes", "yes"), button("run.begin_no", "no"))}}
}

func answerRunBegin(t *turn, v string) {
	day := t.openDay()
	switch {
	case v != "yes":
		t.say("run.begin_later")
		t.comeHome()
	case t.m.Running.Active():
		t.ask("run")
	case len(t.answered(t.m.RunEntry(nil, day.Date)).Closed()) > 0:
		t.openGates(day) // what was answered is from another conversation
	default:
		t.m.Running = t.m.Running.Again(day.Date)
		t.note("running", "what", "began")
		t.ask("run")
	}
}
