package report

import (
	"cmp"
	"slices"
	"time"

	"medius/coach"
)

// Record is everything a report may tell about one member.
type Record struct {
	Member coach.Member // its own Days are not looked at
	Days   []coach.Day  // all of them, not only the recent ones; in any order
	Facts  []coach.Fact // the journal, oldest first
	// Appointments are the moments promised, soonest first; only an export tells them.
	Appointments []coach.Appointment
}

// Window is the span of dates a chart or a document is about, both ends included.
type Window struct{ From, To coach.Date }

// Last gives the n days that end on a date.
func Last(n int, today coach.Date) Window { return Window{From: today.Add(1 - max(1, n)), To: today} }

// Days is the length of the span; 0 when it ends before it begins.
func (w Window) Days() int {
	if w.From == "" || w.To < w.From {
		return 0
	}
	return w.To.Since(w.From) + 1
}

// Has tells whether a date lies in the span.
func (w Window) Has(d coach.Date) bool { return d >= w.From && d <= w.To }

// since gives the span, cut off where the programme had not begun yet; a span that would be empty keeps its last day.
func (r Record) since(w Window) Window {
	start := r.Member.Programme.Start
	if len(r.Days) > 0 && (start == "" || r.sorted()[0].Date < start) {
		start = r.sorted()[0].Date
	}
	w.From = min(max(w.From, start), w.To)
	return w
}

// Everything is the span from the first entry to a date.
func (r Record) Everything(today coach.Date) Window {
	return r.since(Window{From: "0001-01-01", To: today})
}

// sorted gives the days by date.
func (r Record) sorted() []coach.Day {
	byDate := func(a, b coach.Day) int { return cmp.Compare(a.Date, b.Date) }
	if slices.IsSortedFunc(r.Days, byDate) {
		return r.Days
	}
	return slices.SortedFunc(slices.Values(r.Days), byDate)
}

// in gives the days of a span, by date.
func (r Record) in(w Window) []coach.Day {
	var out []coach.Day
	for _, d := range r.sorted() {
		if w.Has(d.Date) {
			out = append(out, d)
		}
	}
	return out
}

// sides are the sore ones, left first; also those that are no longer, when a day in the span is about them.
func (r Record) sides(w Window) []coach.Side {
	sore := map[coach.Side]bool{}
	for _, c := range r.Member.Courses {
		sore[c.Side] = true
	}
	for _, d := range r.in(w) {
		for _, v := range d.Verdicts {
			sore[v.Side] = true
		}
	}
	var out []coach.Side
	for _, side := range []coach.Side{coach.Left, coach.Right} {
		if sore[side] {
			out = append(out, side)
		}
	}
	return out
}

// calendar gives the parts of a date; the zero time for none.
func calendar(d coach.Date) time.Time {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return time.Time{}
	}
	return t
}
