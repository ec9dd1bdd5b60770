package dialog

import (
	"slices"

	"medius/coach"
)

// planTurn shows today's plan and why, with what may be chosen: begin, less, the same as yesterday. Never more.
func (t *turn) planTurn() {
	day := t.settle()
	t.afterRun(day)
	t.afterRange()
	if len(t.plannedToday(day)) == 0 && !t.lightToday(day) {
		t.restDay(day)
		return
	}
	if round := t.pickRound(day, ""); round != nil && t.freshCheckIn(day) && coach.TooSore(t.worstNow(day, round)) {
		t.sayVerdicts(day, phrase("plan.title.next")) // nothing of it is for today
		t.noLoading(day, round)
		return
	}
	if t.pickRound(day, "") == nil {
		day.Told = true
		t.saying(t.planPhrase(day), nil)
		t.allDone()
		return
	}
	t.ask("plan")
}

// plannedToday is what is to be loaded today; nothing on an off day.
func (t *turn) plannedToday(day *coach.Day) []coach.Task {
	if day.Off || t.m.Lock != nil {
		return nil
	}
	return day.Tasks
}

// lightToday: a light session is what the next open round is about.
func (t *turn) lightToday(day *coach.Day) bool {
	r := t.pickRound(day, "")
	return r != nil && r.Light && t.m.Lock == nil && !t.m.InFlare()
}

// restDay says why nothing is loaded today, and when the next question comes.
func (t *turn) restDay(day *coach.Day) {
	told := day.Told
	t.sayVerdicts(day, todayTitle())
	day.CloseOpen(coach.Rested)
	t.drop(DueNudge, DueSnooze)
	switch {
	case t.m.InFlare() && !told:
		t.say("flare.care")
		t.flareReferral()
	case day.Off && !t.m.InFlare():
		t.say("plan.off_day")
	}
	t.say("next.again", "next", t.nextReminder())
	if !told && t.waits(day) {
		t.headed(phrase("plan.waits"))
	}
	t.idle()
}

// waits: a hip that has a dose today cannot have it, because the other one rests.
func (t *turn) waits(day *coach.Day) bool {
	return len(t.m.Courses) == 2 && !day.Off && slices.ContainsFunc(day.Verdicts, func(v coach.Verdict) bool { return v.Action != coach.ActionRest && v.Action != coach.ActionStop })
}

// flareReferral: a flare of seven days, or three in four weeks, should be looked at.
func (t *turn) flareReferral() {
	flares := t.m.Programme.Flares
	if len(flares) == 0 {
		return
	}
	days := t.today().Since(flares[len(flares)-1])
	if len(flares) >= 3 || days > 0 && days%7 == 0 {
		t.routine(coach.RoutineFlares, "flare.see_somebody")
	}
}

// sayVerdicts says what changed and why, one message per sore side.
func (t *turn) sayVerdicts(day *coach.Day, when Phrase) {
	day.Told = true
	for i := range day.Verdicts {
		t.saying(t.verdictPhrase(day, &day.Verdicts[i], when), nil)
	}
}

func scenePlan(t *turn) Message {
	day := t.settle()
	day.Told = true
	msg := Message{Phrase: t.planPhrase(day), Buttons: t.planButtons(day)}
	if t.gentlerNow(day) {
		t.m.Weekly.Gentler = day.Date
	}
	return msg
}

// planPhrase is today's plan with its reasons.
func (t *turn) planPhrase(day *coach.Day) Phrase {
	var body Phrase
	switch {
	case t.lightToday(day):
		body = phrase("plan.light_day")
	case len(day.Verdicts) == 0:
		body = t.startPhrase()
	default:
		body = t.verdictPhrase(day, &day.Verdicts[0], t.titleOf(day, day.Verdicts[0].Side))
		for i := range day.Verdicts[1:] {
			v := &day.Verdicts[i+1]
			body = phrase("plan.and", "a", body, "b", t.verdictPhrase(day, v, t.titleOf(day, v.Side)))
		}
	}
	if tasks := t.plannedToday(day); len(day.Verdicts) > 0 && t.gentler(tasks) {
		body = phrase("plan.used", "plan", body, "used", tasksPhrase(tasks))
	}
	if also := t.alsoPhrase(day); also != nil && !t.lightToday(day) {
		body = phrase("plan.also", "plan", body, "also", *also)
	}
	if day.Less {
		body = phrase("plan.less", "plan", body, "used", tasksPhrase(lesser(t.plannedToday(day))))
	}
	return t.withOuting(day, t.withGentler(day, t.withRange(day, body)))
}

// withRange reminds of a hip drop that goes below level today.
func (t *turn) withRange(day *coach.Day, plan Phrase) Phrase {
	for _, task := range t.plannedToday(day) {
		if !t.lightToday(day) && t.full(task.Exercise, task.Sides[0]) {
			return phrase("range.plan", "plan", plan)
		}
	}
	return plan
}

// alsoPhrase names what goes with the main exercise: a warm-up, the balance; nil when there is nothing.
func (t *turn) alsoPhrase(day *coach.Day) *Phrase {
	var items []Phrase
	seen := map[string]bool{}
	for _, set := range t.setsOf(day, t.plannedToday(day)) {
		if !set.Main && !seen[set.Exercise] {
			seen[set.Exercise] = true
			items = append(items, phrase("plan.extra", "exercise", exerciseName(set.Exercise), "amount", amountPhrase(&set)))
		}
	}
	if len(items) == 0 {
		return nil
	}
	p := list(items)
	return &p
}

// gentler: with both sides sore, a side does the other one's gentler plan today.
func (t *turn) gentler(tasks []coach.Task) bool {
	return slices.ContainsFunc(t.m.Courses, func(c coach.Course) bool { return t.spared(tasks, c.Side) })
}

// spared: this side does the other one's plan.
func (t *turn) spared(tasks []coach.Task, side coach.Side) bool {
	if len(t.m.Courses) < 2 {
		return false
	}
	c := t.m.Course(side)
	return slices.ContainsFunc(tasks, func(task coach.Task) bool {
		return slices.Contains(task.Sides, side) && (c.State.Rung != task.Rung || c.State.Step != task.Step)
	})
}

// titleOf says for when a side's plan is: a plan that is not done today is the side's own only.
func (t *turn) titleOf(day *coach.Day, side coach.Side) Phrase {
	if t.spared(t.plannedToday(day), side) {
		return phrase("plan.title.alone")
	}
	return todayTitle()
}

// startPhrase is the plan of day 0, before any decision.
func (t *turn) startPhrase() Phrase {
	day, key := t.openDay(), "plan.start"
	if slices.ContainsFunc(day.Rounds, func(r coach.Round) bool { return !r.Began.IsZero() }) {
		key = "plan.start_again"
	}
	return phrase(key, "used", tasksPhrase(day.Tasks))
}

func (t *turn) planButtons(day *coach.Day) [][]Button {
	rows := [][]Button{row(button("plan.begin", "begin"))}
	if t.offers(day) && t.Settings.Policy == coach.Suggest && !day.Accepted {
		rows = append(rows, row(button("plan.accept", "accept")))
	}
	var choices []Button
	if !day.Less && !day.Short && t.pickRound(day, "") != nil && !t.lightToday(day) {
		choices = append(choices, button("plan.do_less", "less"))
	}
	if (day.Less || day.Short) && !day.Loaded() {
		choices = append(choices, button("plan.as_planned", "full"))
	}
	if t.raised(day) && !day.Loaded() {
		choices = append(choices, button("plan.do_same", "same"))
	}
	if len(choices) > 0 {
		rows = append(rows, choices)
	}
	if t.m.HarderSide(day) != "" {
		rows = append(rows, row(button("plan.harder", "harder")))
	}
	if !day.Loaded() && t.m.RestOffered(day.Date) {
		rows = append(rows, row(button("plan.rest_day", "rest")))
	}
	return append(append(rows, t.gentlerButtons(day)...), row(button("plan.later", "later")))
}

// readPlan takes "ok" and "let's do it" for the first button. Whoever says no is asked what they would like instead.
func readPlan(t *turn, text string) (string, bool) {
	yes, ok := t.lex.Agrees(text)
	if ok && !yes {
		t.again("plan.instead")
		return "", true
	}
	return "begin", ok
}

// raised: today's plan is above yesterday's, so "the same as yesterday" is less.
func (t *turn) raised(day *coach.Day) bool {
	for _, v := range day.Verdicts {
		if v.Action.Increase() {
			return true
		}
	}
	return false
}

// offers: the rules would add something that waits for the member's tap.
func (t *turn) offers(day *coach.Day) bool {
	if t.m.Programme.Upkeep != 0 {
		return false
	}
	for _, v := range day.Verdicts {
		if v.Offered != nil && !day.Declined {
			return true
		}
	}
	return false
}

func answerPlan(t *turn, v string) {
	day := t.openDay()
	switch v {
	case "begin":
		t.m.Place.Then = "now"
		t.beginSession(t.m.Place.PromptSlot)
		return
	case "less":
		day.Less = true
		t.note("choice", "what", "less")
	case "short":
		day.Less, day.Short = false, true
		t.note("choice", "what", "short")
	case "one":
		t.oneADay(day)
		return
	case "full":
		day.Less, day.Short = false, false
		t.note("choice", "what", "full")
	case "same":
		day.Declined, day.Less, day.Short = true, false, false
		t.note("choice", "what", "same")
	case "accept":
		day.Accepted, day.Declined = true, false
		t.note("choice", "what", "accept")
	case "harder":
		if side := t.m.HarderSide(day); side != "" && t.m.TryHarder(day, side) == nil {
			t.note("choice", "what", "harder", "side", side)
		}
	case "rest":
		if t.m.RestOffered(day.Date) {
			t.m.TakeRest(day)
			t.note("choice", "what", "rest")
			t.drop(DueNudge, DueSnooze)
			t.say("plan.rest_taken", "next", t.nextReminder())
			t.idle()
			return
		}
	default:
		t.say("plan.when_ready")
		t.m.Place.Then = ""
		t.idle()
		return
	}
	t.ask("plan")
}
