package report

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"medius/coach"
)

// decisions lists every change of the plan: the rule that fired, and the numbers it saw. The latest stands first.
func (d document) decisions() {
	var rows [][]string
	d.Member.Days = d.sorted() // they tell what was entered before a score was raised
	for _, day := range slices.Backward(d.in(d.span)) {
		for i := range day.Verdicts {
			if v := &day.Verdicts[i]; changed(v) {
				rows = append(rows, d.decision(&day, v))
			}
		}
	}
	if len(rows) == 0 {
		return
	}
	d.heading("report.decisions", 60)
	d.table([]column{
		{d.tell("report.column.date"), 1.4, false}, {d.tell("report.column.side"), 0.9, false}, {d.tell("report.column.level"), 0.8, false},
		{d.tell("report.column.rule"), 3.4, false}, {d.tell("report.column.from_to"), 3.8, false}, {d.tell("report.column.numbers"), 3.6, false},
	}, rows)
	d.paragraph(7.2, light.muted, d.tell("report.levels"))
	if slices.ContainsFunc(d.Member.Courses, func(c coach.Course) bool { return c.Cautious }) {
		d.paragraph(7.2, light.muted, d.tell("report.raised"))
	}
}

// changed: the plan is another one than before, or rest begins.
func changed(v *coach.Verdict) bool {
	return v.State.Rung != v.Rung0 || v.State.Step != v.Step0 || v.Reason == coach.ReasonRestFlare || v.Action == coach.ActionStop
}

func (d document) decision(day *coach.Day, v *coach.Verdict) []string {
	way := d.doseOn(v.State.Rung, v.State.Step)
	switch {
	case v.Action == coach.ActionRest || v.Action == coach.ActionStop:
		way = d.tell("report.resting")
	case v.State.Rung != v.Rung0 || v.State.Step != v.Step0:
		way = d.tell("report.from_to", "from", d.doseOn(v.Rung0, v.Step0), "to", way)
	}
	rule := d.tell("report.rule", "row", v.Row, "code", string(v.Reason), "reason", d.words.reason(*v))
	return []string{d.day(day.Date), d.sideName(v.Side), string(v.Level), rule, way, d.numbers(day, v)}
}

func (d document) doseOn(rung, step int) string {
	e := coach.MainExercise(rung)
	return d.tell("report.plan", "exercise", d.exercise(e.ID), "dose", d.dose(coach.DoseAt(e.Dose, max(1, step))))
}

// numbers are the answers a decision was made from, as they were kept with it; a score that was raised for the rules stands
// as it was entered, with what was added.
func (d document) numbers(day *coach.Day, v *coach.Verdict) string {
	var basis struct {
		Answers []coach.Answers `json:"answers"`
	}
	at := slices.IndexFunc(day.Before, func(c coach.Course) bool { return c.Side == v.Side })
	if err := json.Unmarshal([]byte(day.Basis), &basis); err != nil || at < 0 || at >= len(basis.Answers) {
		return d.tell("report.none")
	}
	a := basis.Answers[at]
	inSets, afterSets := d.Member.Raised(day, v.Side, a)
	said := []string{}
	for _, s := range []struct {
		key    string
		score  *int
		raised int
	}{
		{"report.number.morning", a.Morning, 0}, {"report.number.night", a.Night, 0}, {"report.number.during", a.During, inSets},
		{"report.number.after", a.After, afterSets}, {"report.number.effort", a.Effort, 0},
	} {
		if s.score == nil {
			continue
		}
		number := d.tell(s.key, "n", *s.score-s.raised)
		if s.raised > 0 {
			number = d.tell("report.number.raised", "number", number, "n", s.raised)
		}
		said = append(said, number)
	}
	said = append(said, d.tell("report.number.usual", "n", v.State.UsualMorningPain))
	if a.Painkiller {
		said = append(said, d.tell("report.number.painkiller"))
	}
	if v.Gap > 0 {
		said = append(said, d.tell("report.number.gap", "n", v.Gap))
	}
	return strings.Join(said, ", ")
}

// held counts the decisions that left the plan as it was, by their reason.
func (d document) held() {
	type ground struct{ row, code, reason string }
	counts := map[ground]int{}
	for _, day := range d.in(d.span) {
		for i := range day.Verdicts {
			if v := &day.Verdicts[i]; !changed(v) {
				counts[ground{v.Row, string(v.Reason), d.words.reason(*v)}]++
			}
		}
	}
	if len(counts) == 0 {
		return
	}
	grounds := []ground{}
	for g := range counts {
		grounds = append(grounds, g)
	}
	slices.SortFunc(grounds, func(a, b ground) int {
		return cmp.Or(counts[b]-counts[a], cmp.Compare(a.row, b.row), cmp.Compare(a.code, b.code))
	})
	var rows [][]string
	for _, g := range grounds {
		rule := d.tell("report.rule", "row", g.row, "code", g.code, "reason", g.reason)
		rows = append(rows, []string{rule, strconv.Itoa(counts[g])})
	}
	d.heading("report.held", 40)
	d.table([]column{
		{d.tell("report.column.rule"), 7, false}, {d.tell("report.column.decisions"), 1, true},
	}, rows)
}

// daily is a line for every day and side: the morning, and both sessions.
func (d document) daily() {
	d.heading("report.daily", 60)
	columns := []column{{d.tell("report.column.date"), 1.2, false}}
	if len(d.sore) > 1 {
		columns = append(columns, column{d.tell("report.column.side"), 1, false})
	}
	columns = append(columns, column{d.tell("report.column.morning"), 1.2, true}, column{d.tell("report.column.night"), 1.6, false},
		column{d.tell("report.column.painkiller"), 1.25, false},
		column{d.tell("report.column.session_morning"), 4.7, false}, column{d.tell("report.column.session_evening"), 4.7, false})
	var rows [][]string
	for _, day := range slices.Backward(d.in(d.span)) {
		for _, side := range d.sore {
			rows = append(rows, d.dailyRow(&day, side))
		}
	}
	d.table(columns, rows)
	d.paragraph(7.2, light.muted, d.tell("report.scales"))
}

func (d document) dailyRow(day *coach.Day, side coach.Side) []string {
	row := []string{d.day(day.Date)}
	if len(d.sore) > 1 {
		row = append(row, d.sideName(side))
	}
	morning, night, killer := d.tell("report.none"), d.tell("report.none"), ""
	if n, ok := day.CheckIn.Morning[side]; ok {
		morning = strconv.Itoa(n)
	}
	if n := day.CheckIn.Night; n != nil {
		night = d.tell("report.night." + strconv.Itoa(*n))
	}
	if k := day.CheckIn.Painkiller; k != nil && *k {
		killer = d.tell("report.taken")
	}
	return append(row, morning, night, killer, d.session(day.Round(coach.Morning), side), d.session(day.Round(coach.Evening), side))
}

// session says what became of one, with its scores.
func (d document) session(r *coach.Round, side coach.Side) string {
	if r == nil {
		return d.tell("report.none")
	}
	outcome := r.Outcome
	if outcome == "" {
		outcome = "open"
	}
	said := []string{d.tell("chart.outcome." + string(outcome))}
	if r.Light {
		said = append(said, d.tell("report.light"))
	}
	for _, m := range r.Marks {
		if m.Side != side {
			continue
		}
		for _, s := range []struct {
			key   string
			score *int
		}{{"report.number.now", m.Now}, {"report.number.during", m.During}, {"report.number.after", m.After}} {
			if s.score != nil {
				said = append(said, d.tell(s.key, "n", *s.score))
			}
		}
	}
	if r.Effort != nil {
		said = append(said, d.tell("report.number.effort", "n", *r.Effort))
	}
	return strings.Join(said, ", ")
}
