package dialog

import (
	"slices"
	"strconv"
	"strings"

	"medius/coach"
)

// A decision in words: old and new, and the one sentence of its reason.

// verdictPhrase is the plan of a side with its reason: old and new first, then the sentence.
func (t *turn) verdictPhrase(day *coach.Day, v *coach.Verdict, when Phrase) Phrase {
	title := t.sideTitle(when, v.Side)
	reason := t.reason(day, v)
	rung0, step0 := t.toldBefore(day, v)
	switch {
	case v.Action == coach.ActionStop || v.Action == coach.ActionRest:
		return phrase("plan.rest", "hip", title, "reason", reason)
	case v.Plan() == (coach.Plan{Action: v.Action, Rung: rung0, Step: step0}):
		return phrase("plan.same", "hip", title, "exercise", t.exerciseOf(v), "dose", t.doseOf(v), "reason", reason)
	}
	return phrase("plan.changed", "hip", title, "exercise", t.exerciseOf(v), "dose", t.doseOf(v),
		"old_exercise", exerciseName(coach.MainExercise(rung0).ID), "old", dosePhrase(t.doseAt(v, rung0, step0)), "reason", reason)
}

// toldBefore is the rung and step the member last heard of: decisions of silent days in between were never told.
func (t *turn) toldBefore(day *coach.Day, v *coach.Verdict) (rung, step int) {
	rung, step = v.Rung0, v.Step0
	if day.Date != t.m.Programme.LastOpened {
		return rung, step // looking back, each decision stands by itself
	}
	for i := len(t.m.Days) - 1; i >= 0; i-- {
		d := &t.m.Days[i]
		if d.Date >= day.Date {
			continue
		}
		if d.Told {
			break
		}
		if earlier := d.Verdict(v.Side); earlier != nil {
			rung, step = earlier.Rung0, earlier.Step0
		}
	}
	return rung, step
}

func todayTitle() Phrase { return phrase("plan.title.plain") }

// sideTitle names the side before a line where there are two.
func (t *turn) sideTitle(when Phrase, side coach.Side) Phrase {
	if len(t.m.Courses) < 2 {
		return when
	}
	return phrase("plan.title."+string(side), "when", when)
}

func (t *turn) exerciseOf(v *coach.Verdict) Phrase {
	if c := t.m.Course(v.Side); c != nil && c.State.Rung == v.State.Rung {
		return exerciseName(c.ExerciseID())
	}
	return exerciseName(coach.MainExercise(v.State.Rung).ID)
}

func (t *turn) doseOf(v *coach.Verdict) Phrase {
	return dosePhrase(t.doseAt(v, v.State.Rung, v.State.Step))
}

// doseAt is the dose of a step on a rung, on the ladder of the exercise that was chosen there.
func (t *turn) doseAt(v *coach.Verdict, rung, step int) coach.Dose {
	kind := coach.MainExercise(rung).Dose
	if c := t.m.Course(v.Side); c != nil && c.State.Rung == rung {
		kind = c.Dose().Kind
	}
	return coach.DoseAt(kind, step)
}

// reason is the one sentence of a decision with all its blanks.
func (t *turn) reason(day *coach.Day, v *coach.Verdict) Phrase {
	weekDay := t.m.Programme.Start.Add(coach.NextWeekDay(day.Number) + t.m.Programme.PausedDays)
	key := "reason." + strings.ToLower(string(v.Reason))
	offer := Phrase{}
	if v.Offered != nil && v.Reason == coach.ReasonHoldDeclined && !day.Declined {
		key, offer = "reason.offered", dosePhrase(t.doseAt(v, v.Offered.Rung, v.Offered.Step))
	}
	if t.keptUp(day) && slices.Contains(keptReasons, v.Reason) {
		key = "reason.upkeep"
	}
	if v.Reason == coach.ReasonComeback && v.Level.Sore() {
		key = "reason.comeback_sore"
	}
	if v.Missing == "during" && key == "reason.hold_data" && t.nothingBegun() {
		key = "reason.hold_untrained" // nothing could be told yet
	}
	return phrase(key, "offer", offer, "offer_exercise", t.offerExercise(v),
		"dose", t.doseOf(v), "old", dosePhrase(t.doseAt(v, v.Rung0, v.Step0)),
		"exercise", t.exerciseOf(v), "old_exercise", exerciseName(coach.MainExercise(v.Rung0).ID),
		"n", t.reasonCount(v), "date", datePhrase(weekDay), "x", t.shift(day, v.Side),
		"cause", t.cause(day, v), "what", phrase("what."+v.Missing),
		"gap", v.Gap, "contact", phrase("contact.professional"))
}

// nothingBegun: no session of this programme was ever begun.
func (t *turn) nothingBegun() bool {
	began := func(r coach.Round) bool { return !r.Began.IsZero() }
	return t.m.Programme.TrainingDays == 0 && !slices.ContainsFunc(t.m.Days, func(d coach.Day) bool { return slices.ContainsFunc(d.Rounds, began) })
}

// cause names the signal that gave the level. A morning may be red although it is an ordinary one; and what was a little
// worse than usual is not called more than that.
func (t *turn) cause(day *coach.Day, v *coach.Verdict) Phrase {
	if n, ok := day.CheckIn.Morning[v.Side]; ok && v.Cause == coach.CauseMorning && coach.TooSore(n) {
		return phrase("cause.morning_high")
	}
	if v.Cause == coach.CauseDuring && t.m.SoreOuting(day.Date, v.Side) {
		return phrase("cause.outing")
	}
	if v.Level == coach.L2 && slices.Contains([]coach.Cause{coach.CauseMorning, coach.CauseNight, coach.CauseTrend}, v.Cause) {
		return phrase("cause." + string(v.Cause) + "_worse")
	}
	return phrase("cause." + string(v.Cause))
}

// offerExercise names the exercise of a held-back increase.
func (t *turn) offerExercise(v *coach.Verdict) Phrase {
	if v.Offered == nil || v.Offered.Rung == v.State.Rung {
		return t.exerciseOf(v)
	}
	return exerciseName(coach.MainExercise(v.Offered.Rung).ID)
}

// reasonCount is the number a reason counts with: good days to go, or cool-off days.
func (t *turn) reasonCount(v *coach.Verdict) int {
	switch v.Reason {
	case coach.ReasonHoldPoints:
		return v.More()
	case coach.ReasonHoldCool:
		return v.CoolDays()
	}
	return v.Gap
}

// shift is how much worse this week's mornings were than last week's, in points.
func (t *turn) shift(day *coach.Day, side coach.Side) string {
	halves, ok := t.m.MorningTrend(day.Date, side)
	if !ok {
		return "1"
	}
	if halves%2 != 0 {
		return strconv.Itoa(halves/2) + ".5"
	}
	return strconv.Itoa(halves / 2)
}

// showWhy tells the last seven decisions, the latest first.
func (t *turn) showWhy() {
	const most = 7
	n := 0
	var told Phrase
	for i := len(t.m.Days) - 1; i >= 0 && n < most; i-- {
		day := &t.m.Days[i]
		if len(day.Verdicts) == 0 {
			continue
		}
		n++
		for j := range day.Verdicts {
			verdict := t.verdictPhrase(day, &day.Verdicts[j], datePhrase(day.Date))
			if told.Key != "" {
				verdict = phrase("under", "head", told, "body", verdict)
			}
			told = verdict
		}
	}
	if n == 0 {
		told = phrase("why.none")
	}
	t.saying(told, nil)
	t.askAgain()
}
