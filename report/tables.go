package report

import (
	"slices"
	"strconv"

	"medius/coach"
)

// weeks is the table of the same that the charts show, by calendar week.
func (d document) weeks() {
	if len(d.sore) == 0 {
		return
	}
	d.heading("report.weeks", 60)
	columns := []column{{d.tell("report.column.week"), 1.4, false}}
	if len(d.sore) > 1 {
		columns = append(columns, column{d.tell("report.column.side"), 1, false})
	}
	columns = append(columns,
		column{d.tell("report.column.morning_median"), 1.3, true}, column{d.tell("report.column.morning_highest"), 1.2, true},
		column{d.tell("report.column.usual"), 1, true}, column{d.tell("report.column.nights"), 1.35, true},
		column{d.tell("report.column.during"), 1.2, true}, column{d.tell("report.column.after"), 1.2, true},
		column{d.tell("report.column.plan"), 3.4, false}, column{d.tell("report.column.kept"), 1.6, true},
		column{d.tell("report.column.painkillers"), 1.3, true})
	var rows [][]string
	for first := monday(d.span.From); first <= d.span.To; first = first.Add(7) {
		week := Window{From: max(first, d.span.From), To: min(first.Add(6), d.span.To)}
		for i := range d.courses {
			rows = append(rows, d.week(&d.courses[i], week))
		}
	}
	d.table(columns, rows)
}

// week is one side's row.
func (d document) week(c *course, week Window) []string {
	from, to := week.From.Since(d.span.From), week.To.Since(d.span.From)+1
	mornings := given(c.score[inMorning][from:to])
	row := []string{d.day(week.From)}
	if len(d.sore) > 1 {
		row = append(row, d.sideName(c.side))
	}
	most := func(kind int) string {
		if scores := given(c.score[kind][from:to]); len(scores) > 0 {
			return strconv.Itoa(highest(scores))
		}
		return d.tell("report.none")
	}
	nights := 0
	for _, n := range c.night[from:to] {
		if n != nil && *n >= 2 {
			nights++
		}
	}
	a := coach.Adhered(d.Days, week.From, week.To)
	return append(row, d.points(coach.MedianOf(mornings...)), most(inMorning), strconv.Itoa(c.usual[to-1]), strconv.Itoa(nights),
		most(inSets), most(afterSets), d.plan(c, to-1), d.tell("report.of", "n", a.Kept, "of", a.Planned), strconv.Itoa(count(c.killer[from:to])))
}

// plan is what was in force on a day.
func (d document) plan(c *course, at int) string {
	t := c.task[at]
	switch {
	case !t.known:
		return d.tell("report.none")
	case c.flare[at]:
		return d.tell("chart.flare")
	}
	return d.tell("report.plan", "exercise", d.exercise(t.Exercise), "dose", d.dose(t.Dose()))
}

// exercises lists what was done, with how it felt.
func (d document) exercises() {
	var rows [][]string
	for _, e := range coach.Exercises() {
		if row, ok := d.exerciseRow(e); ok {
			rows = append(rows, row)
		}
	}
	if len(rows) == 0 {
		return
	}
	d.heading("report.exercises", 40)
	d.table([]column{
		{d.tell("report.column.exercise"), 3.2, false}, {d.tell("report.column.rung"), 0.8, true}, {d.tell("report.column.tempo"), 3.6, false},
		{d.tell("report.column.rated"), 1, true}, {d.tell("report.column.doses"), 2.2, false},
		{d.tell("report.column.pain_median"), 1.3, true}, {d.tell("report.column.pain_highest"), 1.3, true},
	}, rows)
	d.paragraph(7.2, light.muted, d.rangeNote())
}

func (d document) exerciseRow(e coach.Exercise) ([]string, bool) {
	var pain, steps []int
	days := 0
	for _, day := range d.in(d.span) {
		scores := painOf(day, e.ID)
		pain = append(pain, scores...)
		for _, t := range day.Tasks {
			if t.Exercise == e.ID && (len(scores) > 0 || day.Loaded()) {
				steps = append(steps, t.Step)
			}
		}
		if len(scores) > 0 {
			days++
		}
	}
	if len(pain) == 0 && len(steps) == 0 {
		return nil, false
	}
	rung, doses, most := d.tell("report.none"), d.tell("report.none"), d.tell("report.none")
	if e.Rung >= 0 {
		rung = strconv.Itoa(e.Rung)
	}
	if len(steps) > 0 {
		doses = d.tell("chart.span", "from", d.dose(coach.DoseAt(e.Dose, slices.Min(steps))), "to", d.dose(coach.DoseAt(e.Dose, slices.Max(steps))))
	}
	if len(pain) > 0 {
		most = strconv.Itoa(highest(pain))
	}
	return []string{
		d.exercise(e.ID), rung, d.tempo(e.ID), strconv.Itoa(days), doses, d.points(coach.MedianOf(pain...)), most,
	}, true
}

// painOf are the worst scores of an exercise on a day, one for each session and side.
func painOf(d coach.Day, exercise string) []int {
	var out []int
	for _, r := range d.Rounds {
		for _, m := range r.Marks {
			if n, ok := m.Pain[exercise]; ok {
				out = append(out, n)
			}
		}
	}
	return out
}

// adherence counts the sessions by what became of them, and the reasons of those that were skipped.
func (d document) adherence() {
	a, t := coach.Adhered(d.Days, d.span.From, d.span.To), d.tally(d.span)
	d.heading("report.adherence", 40)
	rule := d.tell("report.kept_rule")
	line := d.tell("report.kept", "n", a.Planned, "kept", a.Kept, "rule", rule)
	if percent, ok := a.Percent(); ok {
		line = d.tell("report.kept_percent", "n", a.Planned, "kept", a.Kept, "percent", percent, "rule", rule)
	}
	d.paragraph(8, light.ink, line)
	var rows [][]string
	for _, o := range outcomes {
		if t[o] > 0 {
			rows = append(rows, []string{d.tell("chart.outcome." + string(o)), strconv.Itoa(t[o]), d.skips(o)})
		}
	}
	if len(rows) == 0 {
		return
	}
	d.y += 4
	d.table([]column{
		{d.tell("report.column.outcome"), 2, false}, {d.tell("report.column.sessions"), 1, true}, {d.tell("report.column.reasons"), 5, false},
	}, rows)
}

// skips are the reasons that were given for skipped sessions.
func (d document) skips(o coach.Outcome) string {
	if o != coach.Skipped {
		return ""
	}
	counts := map[string]int{}
	for _, f := range d.Facts {
		if reason, ok := f.Data["reason"].(string); ok && f.Kind == "skip_reason" && d.span.Has(f.Date) {
			counts[reason]++
		}
	}
	out := ""
	for _, reason := range []string{"no_time", "pain", "ill", "travelling", "forgot", "other"} {
		if n := counts[reason]; n > 0 {
			out = join(out, d.tell("report.skip."+reason, "n", n))
		}
	}
	return out
}
