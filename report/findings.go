package report

import (
	"slices"
	"strconv"

	"medius/coach"
)

// outcomes sets the questionnaires of the start beside the latest ones, with the verdict and its rule.
func (d document) outcomes() {
	o := d.Member.Outcomes
	rows := [][]string{}
	add := func(name string, then, now coach.Points) {
		if !then.Known() && !now.Known() {
			return
		}
		change := d.tell("report.none")
		if diff := now.Minus(then); diff.Known() {
			change = d.signed(diff.Tenths())
		}
		rows = append(rows, []string{name, d.points(then), d.points(now), change})
	}
	add(d.tell("report.measure.pain"), o.PainThen(), o.PainNow())
	then, now := o.Able()
	add(d.tell("report.measure.able"), then, now)
	for _, a := range o.Activities {
		first, last := activity(o, a.ID)
		add(d.tell("report.measure.activity", "text", a.Text), first, last)
	}
	for _, at := range coach.Situations() {
		first, last := o.Situation(at)
		add(d.tell("report.measure."+string(at)), one(first), one(last))
	}
	for _, side := range d.sore {
		rows = append(rows, d.stand(side)...)
	}
	rows = append(rows, d.visaG()...)
	if felt := o.Felt(); felt != nil {
		rows = append(rows, []string{d.tell("report.measure.change"), "", d.signed(*felt * 10), ""})
	}
	if len(rows) == 0 {
		return
	}
	d.heading("report.outcomes", 60)
	d.table([]column{
		{d.tell("report.column.measure"), 6, false}, {d.tell("report.column.start"), 1.3, true},
		{d.tell("report.column.now"), 1.3, true}, {d.tell("report.column.change"), 1.3, true},
	}, rows)
	d.paragraph(8, light.ink, d.tell("report.judged."+string(o.Compare(d.Member.Programme.TrainingDays).Judged)))
}

// stand are the rows of a side's test on one leg.
func (d document) stand(side coach.Side) [][]string {
	then, now := d.Member.Outcomes.StandOf(side)
	if then == nil {
		return nil
	}
	seconds, pain := []string{d.tell("report.measure.stand", "side", d.sideName(side)), d.score(&then.Seconds), d.score(nil), d.score(nil)},
		[]string{d.tell("report.measure.stand_pain", "side", d.sideName(side)), d.score(&then.Pain), d.score(nil), d.score(nil)}
	if now != nil {
		seconds[2], seconds[3] = d.score(&now.Seconds), d.signed(10*(now.Seconds-then.Seconds))
		pain[2], pain[3] = d.score(&now.Pain), d.signed(10*(now.Pain-then.Pain))
	}
	return [][]string{seconds, pain}
}

// activity gives the first and the latest score of one.
func activity(o coach.Outcomes, id string) (first, last coach.Points) {
	for _, s := range o.Surveys {
		if n, said := s.Activities[id]; said {
			if !first.Known() {
				first = coach.MeanOf(n)
			} else {
				last = coach.MeanOf(n)
			}
		}
	}
	return first, last
}

func one(n *int) coach.Points {
	if n == nil {
		return coach.Points{}
	}
	return coach.MeanOf(*n)
}

// signed writes tenths with their sign, so that a change reads as one.
func (w words) signed(tenths int) string {
	if tenths > 0 {
		return "+" + w.tenths(tenths)
	}
	return w.tenths(tenths)
}

// notes are what the member wanted to stand here, in their own words; the latest first.
func (d document) notes() {
	var rows [][]string
	for _, n := range slices.Backward(d.Member.Notes) {
		if d.span.Has(n.Date) {
			rows = append(rows, []string{d.date(n.Date), n.Text})
		}
	}
	if len(rows) == 0 {
		return
	}
	d.heading("report.notes", 40)
	d.table([]column{{d.tell("report.column.date"), 1, false}, {d.tell("report.column.note"), 6, false}}, rows)
}

// running lists the outings, where somebody runs.
func (d document) running() {
	if !d.Member.Running.Active() && len(d.Member.Running.Runs) == 0 {
		return
	}
	d.heading("report.running", 40)
	if d.Member.Running.Active() {
		d.paragraph(8, light.ink, d.tell("report.stage", "n", d.Member.Running.Stage, "of", coach.LastStage, "date", d.date(d.Member.Running.Since)))
		d.y += 4
	}
	var rows [][]string
	for _, r := range d.Member.Running.Runs {
		row := r.Row
		if row == "" {
			row = d.tell("report.none")
		}
		rows = append(rows, []string{d.date(r.Date), strconv.Itoa(r.Stage), d.score(r.During), row})
	}
	if len(rows) > 0 {
		d.table([]column{
			{d.tell("report.column.date"), 2, false}, {d.tell("report.column.stage"), 1, true},
			{d.tell("report.column.outing"), 1.5, true}, {d.tell("report.column.row"), 1.5, false},
		}, rows)
		d.paragraph(7.2, light.muted, d.tell("report.outings"))
	}
}
