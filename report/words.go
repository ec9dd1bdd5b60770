package report

import (
	"html"
	"regexp"
	"strconv"

	"medius/coach"
)

// Say gives the text of a key in the member's language, with its blanks filled. Blanks are whole numbers, or strings
// escaped for HTML, as everywhere else; what comes back may hold tags, which a picture does not show.
type Say func(key string, blanks map[string]any) string

// words puts sentences, dates and numbers together by the member's language.
type words struct{ say Say }

var tag = regexp.MustCompile(`</?[a-z][^<>]*>`)

// tell gives a text without markup; pairs are names of blanks and what fills them.
func (w words) tell(key string, pairs ...any) string {
	blanks := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		value := pairs[i+1]
		if text, ok := value.(string); ok {
			value = html.EscapeString(text)
		}
		blanks[pairs[i].(string)] = value
	}
	return html.UnescapeString(tag.ReplaceAllString(w.say(key, blanks), ""))
}

// day is a date without the year.
func (w words) day(d coach.Date) string {
	return w.tell("chart.day", "day", d.Day(), "month", w.month(d))
}

// date is a date with its year.
func (w words) date(d coach.Date) string {
	if calendar(d).IsZero() {
		return w.tell("report.none")
	}
	return w.tell("chart.date", "day", d.Day(), "month", w.month(d), "year", calendar(d).Year())
}

func (w words) month(d coach.Date) string {
	return w.tell("chart.month." + strconv.Itoa(int(d.Month())))
}

// span is a pair of dates.
func (w words) span(v Window) string {
	if v.Days() <= 1 {
		return w.date(v.To)
	}
	from := w.day(v.From)
	if calendar(v.From).Year() != calendar(v.To).Year() {
		from = w.date(v.From)
	}
	return w.tell("chart.span", "from", from, "to", w.date(v.To))
}

// points writes a score with at most one decimal.
func (w words) points(p coach.Points) string {
	if !p.Known() {
		return w.tell("report.none")
	}
	return w.tenths(p.Tenths())
}

// tenths writes a number that is counted in tenths.
func (w words) tenths(n int) string {
	sign := ""
	if n < 0 {
		sign, n = "−", -n
	}
	if n%10 == 0 {
		return sign + strconv.Itoa(n/10)
	}
	return sign + w.tell("chart.decimal", "whole", n/10, "part", n%10)
}

func (w words) exercise(id string) string { return w.tell("exercise." + id + ".name") }

// dose is a dose in short: 3×10, 8 × 5 s.
func (w words) dose(d coach.Dose) string {
	switch d.Kind {
	case coach.DoseHold, coach.DoseBalance:
		return w.tell("dose.holds", "count", d.Count, "seconds", d.Seconds)
	case coach.DosePlank:
		return w.tell("dose.planks", "sets", d.Sets, "seconds", d.Seconds)
	case coach.DoseSideSteps:
		return w.tell("dose.steps", "sets", d.Sets, "count", d.Count)
	}
	return w.tell("dose.reps", "sets", d.Sets, "count", d.Count)
}

// of names a chart with its side, where there are two; key is the beginning of its keys.
func (w words) of(key string, side coach.Side, sides int) string {
	if sides < 2 {
		return w.tell(key + "plain")
	}
	return w.tell(key + string(side))
}
