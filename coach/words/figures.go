package words

import "medius/coach"

// figuresAt reads a date in figures at i: 2026-12-24, 24.12., 24.12.2026, 24/12, 24/12/2026. Dots mean day first wherever
// they are used; for slashes see Dates.Order.
func (l *Lexicon) figuresAt(ts stream, i int, today coach.Date) (coach.Date, int) {
	if i >= len(ts) || ts[i].kind != digits {
		return "", 0
	}
	if p, w := chain(ts, i, "-"); len(p) == 3 && len(ts[i].text) == 4 {
		return civil(p[0], p[1], p[2]), w
	}
	if p, w := chain(ts, i, "."); len(p) == 3 || len(p) == 2 && i+w < len(ts) && ts[i+w].is(".") {
		return dated(p, today), w
	}
	p, w := chain(ts, i, "/")
	if len(p) != 2 && len(p) != 3 {
		return "", 0
	}
	monthFirst := l.Dates.Order == "mdy"
	if l.Dates.Order == "" {
		if p[0] <= 12 && p[1] <= 12 && p[0] != p[1] {
			return "", 0
		}
		monthFirst = p[1] > 12
	}
	if monthFirst {
		p[0], p[1] = p[1], p[0]
	}
	return dated(p, today), w
}

// dated makes a date of day, month and perhaps year (of two or four digits).
func dated(p []int, today coach.Date) coach.Date {
	if p[0] < 1 || p[1] < 1 || p[1] > 12 {
		return ""
	}
	if len(p) == 2 {
		return nextDate(0, p[1], p[0], today)
	}
	if p[2] < 100 {
		p[2] += 2000
	}
	return civil(p[2], p[1], p[0])
}

// chain reads digits joined by the separator, and their width in tokens.
func chain(ts stream, i int, sep string) (parts []int, width int) {
	parts = []int{atoi(ts[i].text)}
	at := i + 1
	for at+1 < len(ts) && ts[at].is(sep) && ts[at+1].kind == digits && ts[at+1].glued {
		parts = append(parts, atoi(ts[at+1].text))
		at += 2
	}
	return parts, at - i
}
