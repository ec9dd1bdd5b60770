package report

import (
	"strconv"

	"gonum.org/v1/plot/vg"

	"medius/coach"
)

// mostWeeks fit on a picture that is read on a phone.
const mostWeeks = 16

// tally counts the outcomes of sessions, the open ones under "".
type tally map[coach.Outcome]int

func (r Record) tally(w Window) tally {
	t := tally{}
	for _, d := range r.in(w) {
		for _, round := range d.Rounds {
			t[round.Outcome]++
		}
	}
	return t
}

// outcomes are drawn and listed in this order.
var outcomes = []coach.Outcome{
	coach.Done, coach.Partly, coach.Hurt, coach.Rested, coach.Begun, coach.Skipped, coach.Missed, coach.Paused, coach.NotSent,
}

// weeksChart draws every session as a mark: a row for each week, a column for each weekday, morning before evening.
func (s sheet) weeksChart(r Record, w Window) {
	if first := monday(w.To).Add(-7 * (mostWeeks - 1)); w.From < first {
		w.From = first
	}
	b := s.head(s.tell("chart.weeks.title"), s.span(w))
	days := r.in(w)
	t := r.tally(w)
	if len(t) == 0 {
		s.nothing(b, s.tell("chart.weeks.empty"))
		return
	}
	b = s.legend(b, s.outcomeSigns(t))
	b.Min.X += s.width(0.85, false, s.day("2026-12-30")) + 0.9*s.em
	b.Max.Y -= 1.2 * s.em
	rows := monday(w.To).Since(monday(w.From))/7 + 1
	high := min(3*s.em, (b.Max.Y-b.Min.Y)/vg.Length(rows))
	wide := (b.Max.X - b.Min.X) / 7
	for col := range 7 {
		name := s.tell("weekday." + strconv.Itoa((col+1)%7))
		s.write(print{size: 0.85, color: s.muted, across: 0.5}, vg.Point{X: b.Min.X + (vg.Length(col)+0.5)*wide, Y: b.Max.Y + 0.3*s.em}, name)
	}
	for row := range rows {
		y := b.Max.Y - (vg.Length(row)+0.5)*high
		date := monday(w.From).Add(7 * row)
		s.write(print{size: 0.85, color: s.muted, across: 1}, vg.Point{X: b.Min.X - 0.6*s.em, Y: y - 0.3*s.em}, s.day(date))
		s.rule(vg.Point{X: b.Min.X, Y: y - high/2}, vg.Point{X: b.Max.X, Y: y - high/2}, s.line, 0.04*s.em)
	}
	for _, d := range days {
		row, col := monday(d.Date).Since(monday(w.From))/7, (int(d.Date.Weekday())+6)%7
		center := vg.Point{X: b.Min.X + (vg.Length(col)+0.5)*wide, Y: b.Max.Y - (vg.Length(row)+0.5)*high}
		s.dayMarks(d, center, min(0.55*s.em, high*0.38, wide*0.22))
	}
}

// dayMarks puts the sessions of one day side by side.
func (s sheet) dayMarks(d coach.Day, center vg.Point, radius vg.Length) {
	for i, round := range d.Rounds {
		at := center
		at.X += (vg.Length(i) - vg.Length(len(d.Rounds)-1)/2) * radius * 2.5
		s.outcomeMark(round.Outcome, at, radius)
	}
}

// monday is the first day of a date's week.
func monday(d coach.Date) coach.Date { return d.Add(-(int(d.Weekday()) + 6) % 7) }

// outcomeMark tells outcomes apart by shape; what counts as done is filled with the accent.
func (s sheet) outcomeMark(o coach.Outcome, at vg.Point, r vg.Length) {
	switch o {
	case coach.Done:
		s.mark(disc, at, r, s.accent, false)
	case coach.Partly:
		s.mark(disc, at, r, s.accent, true)
		s.mark(lowerHalf, at, r, s.accent, false)
	case coach.Hurt:
		s.mark(disc, at, r, s.accent, false)
		s.mark(stopBar, at, r, s.ground, false)
	case coach.Rested:
		s.mark(diamond, at, r*1.1, s.accent, false)
	case coach.Begun:
		s.mark(disc, at, r, s.muted, true)
		s.mark(quarter, at, r, s.muted, false)
	case coach.Skipped:
		s.mark(square, at, r*0.85, s.muted, true)
	case coach.Missed:
		s.mark(disc, at, r, s.muted, true)
	case coach.Paused:
		s.mark(barLeft, at, r, s.muted, false)
		s.mark(barRight, at, r, s.muted, false)
	default: // not sent, or still to come
		s.mark(disc, at, r*0.3, s.muted, false)
	}
}

func (s sheet) outcomeSigns(t tally) []sign {
	var signs []sign
	for _, o := range outcomes {
		if t[o] > 0 {
			signs = append(signs, sign{func(at vg.Point) { s.outcomeMark(o, at, 0.42*s.em) }, s.tell("chart.outcome." + string(o))})
		}
	}
	if t[""] > 0 {
		signs = append(signs, sign{func(at vg.Point) { s.outcomeMark("", at, 0.42*s.em) }, s.tell("chart.outcome.open")})
	}
	return signs
}
