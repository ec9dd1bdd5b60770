package dialog

import (
	"fmt"
	"slices"

	"medius/coach"
)

// Running: off until the member asks for it. What there is to do next, and the ways in and out.

// showRun opens the way to running, or shows the outing of the stage.
func (t *turn) showRun() {
	if t.m.Pause != nil {
		t.ask("paused")
		return
	}
	day := t.openDay()
	t.afterRun(day)
	if t.m.Running.Active() {
		t.detour("run")
		return
	}
	t.openGates(day)
}

func sceneRun(t *turn) Message {
	day, r := t.openDay(), t.m.Running
	var rows [][]Button
	switch run, ok := r.Latest(); {
	case ok && run.Date == day.Date && run.Row == "":
		rows = append(rows, row(button("run.rate", "rate")))
	case !ok || run.Date != day.Date:
		rows = append(rows, row(button("run.done", "done")))
	}
	rows = append(rows, row(button("run.how_button", "how"), button("run.stop_button", "stop")), row(button("settings.close", "close")))
	return Message{
		Phrase:  phrase("run.show", "stage", r.Stage, "of", coach.LastStage, "outing", outingPhrase(coach.OutingAt(r.Stage)), "when", t.runWhen(day)),
		Buttons: rows,
	}
}

func answerRun(t *turn, v string) {
	switch v {
	case "done":
		t.noteOuting()
	case "rate":
		t.ask("run_pain")
	case "how":
		t.under(phrase("run.how"), "run")
	case "stop":
		t.ask("run_stop")
	default:
		t.say("settings.closed")
		t.comeHome()
	}
}

// runWhen says when the next outing may be, and why not earlier.
func (t *turn) runWhen(day *coach.Day) Phrase {
	r := t.m.Running
	why, may := r.MayRun(day.Date)
	if may {
		return phrase("run.when.today")
	}
	key := "run.when." + string(why)
	if run, waits := r.Waiting(); waits && run.Date.Add(1) >= day.Date {
		return phrase("run.when.unjudged") // whatever the dates say, the morning decides
	}
	return phrase(key, "date", t.dayPhrase(r.NextRun(day.Date)))
}

func sceneRunStop(*turn) Message {
	return Message{Phrase: phrase("run.stop"), Buttons: [][]Button{row(button("run.stop_yes", "yes"), button("run.stop_no", "no"))}}
}

func answerRunStop(t *turn, v string) {
	if v != "yes" {
		t.ask("run")
		return
	}
	t.quitRunning(coach.RunEndWish)
	t.say("run.ended.wish")
	t.comeHome()
}

// quitRunning takes the member off the ladder.
func (t *turn) quitRunning(why coach.RunEnd) {
	t.m.Running = t.m.Running.End(why)
	t.drop(DueOuting)
	t.note("running", "what", "ended", "why", string(why))
}

// endRun ends running where the plan has ended it: by a lock, a flare, a gap. It is told with the next plan, since what
// has happened is said first.
func (t *turn) endRun() {
	if why := t.m.RunEnds(t.m.Running, t.today()); why != "" {
		t.quitRunning(why)
		t.m.Running.Untold = true
	}
}

// outingPhrase is an outing in plain words.
func outingPhrase(o coach.Outing) Phrase {
	switch {
	case o.Run == 0:
		return phrase("run.outing.walk", "minutes", o.Seconds()/60)
	case o.Hills:
		return phrase("run.outing.hills", "minutes", o.Run/60, "most", o.RunMost/60)
	case o.RunMost > 0:
		return phrase("run.outing.longer", "minutes", o.Run/60, "most", o.RunMost/60)
	case o.Walk == 0:
		return phrase("run.outing.run", "minutes", o.Run/60)
	}
	return phrase("run.outing.both", "rounds", o.Rounds, "walk", minutes(o.Walk), "run", minutes(o.Run), "minutes", o.Seconds()/60,
		"running", o.Running()/60)
}

// minutes shows seconds as "4:30".
func minutes(seconds int) string { return fmt.Sprintf("%d:%02d", seconds/60, seconds%60) }

// withOuting adds the outing to the plan of a day on which one may be.
func (t *turn) withOuting(day *coach.Day, plan Phrase) Phrase {
	r := t.m.Running
	if _, may := r.MayRun(day.Date); !may || t.m.InFlare() || t.m.Lock != nil {
		return plan
	}
	return phrase("run.plan", "plan", plan, "outing", outingPhrase(coach.OutingAt(r.Stage)))
}

// newSide ends running when another hip has become sore: it has not come as far as the check asks.
func (t *turn) newSide(before []coach.Side) {
	for _, side := range t.m.SoreSides() {
		if !slices.Contains(before, side) && t.m.Running.Active() {
			t.quitRunning(coach.RunEndSide)
			t.m.Running.Untold = true
		}
	}
}
