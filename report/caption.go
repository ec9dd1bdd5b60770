package report

import (
	"strings"

	"medius/coach"
)

// painCaption says in words what painChart shows.
func (w words) painCaption(c course, title string) string {
	if c.empty() {
		return join(title+".", w.tell("chart.pain.empty"))
	}
	var said []string
	if mornings := given(c.score[inMorning]); len(mornings) > 0 {
		said = append(said, w.tell("chart.pain.caption.mornings", "n", len(mornings), "middle", w.points(coach.MedianOf(mornings...)),
			"highest", highest(mornings), "usual", c.usual[len(c.usual)-1]))
	}
	if now, before := c.lastWeeks(); now.Known() && before.Known() {
		said = append(said, w.tell("chart.pain.caption.weeks", "now", w.points(now), "before", w.points(before)))
	}
	sets, after := given(c.score[inSets]), given(c.score[afterSets])
	switch {
	case len(sets) > 0 && len(after) > 0:
		said = append(said, w.tell("chart.pain.caption.sessions", "sets", highest(sets), "after", highest(after)))
	case len(sets) > 0:
		said = append(said, w.tell("chart.pain.caption.sets", "sets", highest(sets)))
	}
	for _, counted := range []struct {
		key string
		n   int
	}{
		{"chart.pain.caption.flare", count(c.flare)}, {"chart.pain.caption.break", count(c.away())},
		{"chart.pain.caption.painkiller", count(c.killer)},
	} {
		if counted.n > 0 {
			said = append(said, w.tell(counted.key, "n", counted.n))
		}
	}
	return join(append([]string{title + "."}, said...)...)
}

// lastWeeks are the medians of the last seven mornings and of the seven before; no score where there are none.
func (c *course) lastWeeks() (now, before coach.Points) {
	n := len(c.score[inMorning])
	if n < 14 {
		return now, before
	}
	return coach.MedianOf(given(c.score[inMorning][n-7:])...), coach.MedianOf(given(c.score[inMorning][n-14 : n-7])...)
}

func highest(scores []int) int {
	most := 0
	for _, n := range scores {
		most = max(most, n)
	}
	return most
}

// doseStory says what doseChart shows, with the same reasons in the same order.
func (w words) doseStory(c course, title string, reasons []why) string {
	said := w.doseWay(c, title)
	if len(reasons) > 0 {
		said += "\n\n" + w.tell("chart.dose.why.title")
	}
	for _, y := range reasons {
		said += "\n" + w.tell("chart.dose.why.line", "kind", w.tell("chart.dose."+string(y.kind)), "because", w.because(y))
	}
	return said
}

// doseCaption says it for a report, whose table tells every reason: the last one is enough here.
func (w words) doseCaption(c course, title string) string {
	said := w.doseWay(c, title)
	if len(c.change) > 0 {
		ch := c.change[len(c.change)-1]
		said = join(said, w.tell("chart.dose.caption.last", "date", w.day(c.span.From.Add(ch.at)), "reason", w.reason(ch.verdict)))
	}
	return said
}

// doseWay says from where to where the plan went, and how often it was moved.
func (w words) doseWay(c course, title string) string {
	first, last := -1, -1
	for i, t := range c.task {
		if t.known && first < 0 {
			first = i
		}
		if t.known {
			last = i
		}
	}
	if first < 0 {
		return join(title+".", w.tell("chart.dose.empty"))
	}
	from, to := c.task[first], c.task[last]
	said := []string{title + ".", w.way(from, to)}
	if c.flare[last] {
		said = append(said, w.tell("chart.dose.caption.resting"))
	}
	counts := map[changeKind]int{}
	for _, ch := range c.change {
		counts[ch.kind]++
	}
	for _, kind := range []changeKind{more, newer, less, rest, again, halt} {
		if n := counts[kind]; n > 0 {
			said = append(said, w.tell("chart.dose.caption."+string(kind), "n", n))
		}
	}
	return join(said...)
}

// way says from where to where a plan went.
func (w words) way(from, to task) string {
	old, dose, exercise := w.dose(from.Dose()), w.dose(to.Dose()), w.exercise(to.Exercise)
	switch {
	case from.Exercise != to.Exercise:
		return w.tell("chart.dose.caption.way", "old_exercise", w.exercise(from.Exercise), "old", old, "exercise", exercise, "dose", dose)
	case old != dose:
		return w.tell("chart.dose.caption.dose", "exercise", exercise, "old", old, "dose", dose)
	}
	return w.tell("chart.dose.caption.same", "exercise", exercise, "dose", dose)
}

// reason is the ground of a decision in a few words, as one professional tells another.
func (w words) reason(v coach.Verdict) string {
	return w.tell("report.reason." + strings.ToLower(string(v.Reason)))
}

// weeksCaption says what weeksChart shows.
func (w words) weeksCaption(r Record, v Window) string {
	t := r.tally(v)
	title := w.tell("chart.weeks.title") + ", " + w.span(v) + "."
	if len(t) == 0 {
		return join(title, w.tell("chart.weeks.empty"))
	}
	a := coach.Adhered(r.Days, v.From, v.To)
	said := []string{title, w.kept(a, t)}
	for _, o := range outcomes {
		if n := t[o]; n > 0 && !o.Kept() {
			said = append(said, w.tell("chart.weeks.caption."+string(o), "n", n))
		}
	}
	return join(said...)
}

// kept says how many of the planned sessions were, and, where not all of those were done, what else counts.
func (w words) kept(a coach.Adherence, t tally) string {
	if a.Kept == t[coach.Done] {
		return w.tell("chart.weeks.caption.all_done", "n", a.Planned, "kept", a.Kept)
	}
	how := ""
	for _, o := range outcomes {
		if n := t[o]; n == 0 || !o.Kept() {
			continue
		}
		counted := w.tell("chart.weeks.caption."+string(o), "n", t[o])
		if how != "" {
			counted = w.tell("chart.weeks.caption.and", "a", how, "b", counted)
		}
		how = counted
	}
	return w.tell("chart.weeks.caption.kept", "n", a.Planned, "kept", a.Kept, "how", how)
}

// trainingCaption says what trainingChart shows.
func (w words) trainingCaption(n int) string {
	below := w.tell("chart.training.below")
	if n > coach.TrainingGoal {
		return join(w.tell("chart.training.beyond", "n", n, "below", below), w.trainingReview(n))
	}
	return join(w.tell("chart.training.caption", "n", n, "of", coach.TrainingGoal, "below", below), w.trainingReview(n))
}

func join(sentences ...string) string { return strings.Join(sentences, " ") }
