package words

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"medius/coach"
)

// Until reads a day after today: "until friday" (the next one, never today), "3 days", "a week", "24 December",
// "2026-12-24", "24.12.". A date without a year is the next such day. ok is false for today, for the past and for more
// than ten years ahead.
func (l *Lexicon) Until(text string, today coach.Date) (coach.Date, bool) {
	date, ok := l.day(text, today)
	if !ok || date <= today || date.Since(today) > 3653 {
		return "", false
	}
	return date, true
}

// Ahead tells that a text about a break says when it begins, and not when it ends: "next week", "from tomorrow".
func (l *Lexicon) Ahead(text string) bool {
	typed := l.Normal(text)
	return slices.ContainsFunc(l.Dates.Ahead, func(say string) bool { return typed == say || strings.HasPrefix(typed, say+" ") })
}

// From tells that a text begins with a word for a beginning, which is no day by itself: "from Friday", where "next week" may be until then.
func (l *Lexicon) From(text string, today coach.Date) bool {
	typed := l.Normal(text)
	return slices.ContainsFunc(l.Dates.Ahead, func(say string) bool {
		_, day := l.Until(say, today)
		return !day && strings.HasPrefix(typed, say+" ")
	})
}

// Over tells that a text says a day of the past, or today.
func (l *Lexicon) Over(text string, today coach.Date) bool {
	date, ok := l.day(text, today)
	return ok && date <= today
}

// day reads one day and nothing else.
func (l *Lexicon) day(text string, today coach.Date) (coach.Date, bool) {
	if today == "" || today != today.Add(0) {
		return "", false
	}
	ts, hits := read(text), 0
	var date coach.Date
	for i := 0; i < len(ts); {
		d, w := l.dateAt(ts, i, today)
		wf := max(ts.phrase(i, l.Dates.Filler), ts.phrase(i, l.Filler))
		switch {
		case w > 0 && w >= wf:
			if hits > 0 && d != date {
				return "", false
			}
			date, hits = d, hits+1
		case wf > 0:
			w = wf
		case ts[i].soft():
			w = 1
		default:
			return "", false
		}
		i += w
	}
	return date, hits > 0 && date != ""
}

// dateAt finds the longest way to say a date at i.
func (l *Lexicon) dateAt(ts stream, i int, today coach.Date) (date coach.Date, width int) {
	date, width = l.figuresAt(ts, i, today)
	for say, days := range l.Dates.Fixed {
		if w := ts.covers(i, say); w > width {
			date, width = today.Add(days), w
		}
	}
	for _, say := range l.Dates.Patterns {
		f, ok := ts.pattern(i, say, func(name string, i int) (int, int) { return l.dateSlot(ts, name, i) })
		if ok && f.width > width {
			date, width = resolve(f.values, today), f.width
		}
	}
	return date, width
}

// Units of {span}.
const (
	spanDay = 1 + iota
	spanWeek
	spanMonth
)

// dateSlot reads a slot of a date pattern.
func (l *Lexicon) dateSlot(ts stream, name string, i int) (value, width int) {
	switch name {
	case "weekday":
		return l.dayAt(ts, i)
	case "month":
		for m, names := range l.Dates.Months {
			if w := ts.phrase(i, names); w > width {
				value, width = m+1, w
			}
		}
		return value, width
	case "span":
		for n, says := range [][]string{l.Dates.Days, l.Dates.Weeks, l.Dates.Spans} {
			if w := ts.phrase(i, says); w > width {
				value, width = n+spanDay, w
			}
		}
		return value, width
	}
	n, w := l.whole(ts, i)
	switch {
	case name == "n" && w == 0:
		return 1, ts.phrase(i, l.One)
	case name == "n" && n > 3660, name == "d" && (n < 1 || n > 31), name == "y" && (n < 2000 || n > 9999):
		return 0, 0
	case name == "d" && w > 0:
		if wo := ts.phrase(i+w, l.Dates.Ordinal); wo > 0 && ts[i+w].glued {
			w += wo
		}
	}
	return n, w
}

// resolve turns what a pattern caught into a date, "" when there is no such day.
func resolve(v map[string]int, today coach.Date) coach.Date {
	weekday, named := v["weekday"]
	if _, dated := v["d"]; named && dated {
		date := nextDate(0, v["month"], v["d"], today)
		if date == "" || int(date.Weekday()) != weekday { // two days that are not the same day
			return ""
		}
		return date
	}
	if named {
		return today.Add(1 + (weekday-int(today.Weekday())-1+7)%7)
	}
	if span, ok := v["span"]; ok {
		n, said := v["n"]
		if !said {
			n = 1
		}
		switch span {
		case spanWeek:
			return today.Add(7 * n)
		case spanMonth:
			return addMonths(today, n)
		}
		return today.Add(n)
	}
	return nextDate(v["y"], v["month"], v["d"], today)
}

// nextDate gives the day of the month after today. Year and month 0 mean the next that has it.
func nextDate(year, month, d int, today coach.Date) coach.Date {
	y, m := yearOf(today), int(today.Month())
	if month > 0 {
		m = month
	}
	if year > 0 {
		return civil(year, m, d)
	}
	for range 12 * 8 { // a 29 February is at most eight years away
		if date := civil(y, m, d); date > today {
			return date
		}
		if month > 0 {
			y++
		} else if m++; m > 12 {
			y, m = y+1, 1
		}
	}
	return ""
}

// civil gives a date, "" when the calendar has no such day.
func civil(y, m, d int) coach.Date {
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if t.Year() != y || int(t.Month()) != m || t.Day() != d {
		return ""
	}
	return coach.Date(fmt.Sprintf("%04d-%02d-%02d", y, m, d))
}

func yearOf(d coach.Date) int {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return 0
	}
	return t.Year()
}

// addMonths gives the same day n months on, or the last day of a shorter month.
func addMonths(from coach.Date, n int) coach.Date {
	y, m := yearOf(from), int(from.Month())+n
	y, m = y+(m-1)/12, (m-1)%12+1
	for d := from.Day(); d > 0; d-- {
		if date := civil(y, m, d); date != "" {
			return date
		}
	}
	return ""
}
