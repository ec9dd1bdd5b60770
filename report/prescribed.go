package report

import (
	"slices"

	"medius/coach"
)

// prescribed lists what a physiotherapist has set by the seat in the bot, and what became of it, the latest last.
func (d document) prescribed() {
	var rows [][]string
	for _, f := range d.Facts {
		if f.Kind == "prescription" && d.span.Has(f.Date) {
			what, _ := f.Data["what"].(string)
			if !slices.Contains([]string{"shown", "declined", "in_force", "lifted"}, what) {
				continue
			}
			rows = append(rows, []string{d.date(f.Date), d.prescription(f), d.tell("report.prescription." + what)})
		}
	}
	if len(rows) == 0 {
		return
	}
	d.heading("report.prescribed", 40)
	d.table([]column{
		{d.tell("report.column.date"), 1.5, false}, {d.tell("report.column.prescription"), 5, false}, {d.tell("report.column.became"), 3, false},
	}, rows)
}

// prescription is a line of the journal in the words that the member read.
func (d document) prescription(f coach.Fact) string {
	number := func(key string) int { n, _ := f.Data[key].(int); return n }
	text := func(key string) string { s, _ := f.Data[key].(string); return s }
	kind, _ := f.Data["kind"].(string)
	switch coach.PrescriptionKind(kind) {
	case coach.PrescribeRung:
		if number("rung") >= coach.MaxRung {
			return d.tell("rx.rung_free")
		}
		return d.tell("rx.rung", "exercise", d.exercise(coach.MainExercise(number("rung")).ID))
	case coach.PrescribeReps:
		if number("reps") == 0 {
			return d.tell("rx.reps_free")
		}
		return d.tell("rx.reps", "n", number("reps"))
	case coach.PrescribeWithout:
		return d.tell("rx.without", "exercise", d.exercise(text("exercise")))
	case coach.PrescribeWith:
		return d.tell("rx.with", "exercise", d.exercise(text("exercise")))
	case coach.PrescribeRange:
		return d.tell("rx.range")
	case coach.PrescribeLevel:
		return d.tell("rx.level")
	case coach.PrescribePause:
		return d.tell("rx.pause", "date", d.date(coach.Date(text("until"))))
	}
	return d.tell("report.prescription.all")
}

// visaG is the row of a questionnaire done on paper, whose total a physiotherapist entered: the first and the latest.
func (d document) visaG() [][]string {
	var totals []int
	for _, f := range d.Facts {
		if n, ok := f.Data["score"].(int); ok && f.Kind == "visa_g" {
			totals = append(totals, n)
		}
	}
	if len(totals) == 0 {
		return nil
	}
	row := []string{d.tell("report.measure.visa_g"), d.score(&totals[0]), d.score(nil), d.score(nil)}
	if last := totals[len(totals)-1]; len(totals) > 1 {
		row[2], row[3] = d.score(&last), d.signed(10*(last-totals[0]))
	}
	return [][]string{row}
}
