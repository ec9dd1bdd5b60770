package report

import (
	"slices"

	"gonum.org/v1/plot/vg"

	"medius/coach"
)

// why tells a run of changes of one kind: how many there were, from when to when, and on what grounds.
type why struct {
	kind     changeKind
	from, to coach.Date
	n        int
	grounds  []coach.Verdict // one for each reason, in the order they were given
}

// mostWhys are told under a chart; older changes are counted in its caption, and listed in the report.
const mostWhys = 5

// whys are the latest changes, newest first. Changes of one kind in a row are one entry: a dose that rises for weeks is
// one story.
func (c *course) whys() []why {
	var out []why
	for _, ch := range c.change {
		date := c.span.From.Add(ch.at)
		last := len(out) - 1
		if last < 0 || out[last].kind != ch.kind {
			out = append(out, why{kind: ch.kind, from: date})
			last++
		}
		w := &out[last]
		w.to, w.n = date, w.n+1
		if !slices.ContainsFunc(w.grounds, func(v coach.Verdict) bool { return v.Reason == ch.verdict.Reason }) {
			w.grounds = append(w.grounds, ch.verdict)
		}
	}
	slices.Reverse(out)
	return out[:min(len(out), mostWhys)]
}

// because is a run of changes in words.
func (w words) because(y why) string {
	said := ""
	for i, v := range y.grounds {
		if i > 0 {
			said += "; "
		}
		said += w.reason(v)
	}
	if y.n == 1 {
		return w.tell("chart.dose.why.one", "date", w.day(y.to), "reason", said)
	}
	return w.tell("chart.dose.why.many", "from", w.day(y.from), "to", w.day(y.to), "n", y.n, "reason", said)
}

// The list of reasons: the size of its text, the height of a line, and of the heading over it, in em.
const (
	whySize    = 0.88
	whyLeading = 1.3
	whyHead    = 1.9
	whyIndent  = 1.9
)

// whyLines breaks every entry to the width of the sheet.
func (s sheet) whyLines(list []why, wide vg.Length) [][]string {
	var out [][]string
	for _, y := range list {
		out = append(out, s.wrapped(whySize, wide-whyIndent*s.em, s.because(y)))
	}
	return out
}

// whyHeight is what a list needs.
func (s sheet) whyHeight(list []why, wide vg.Length) vg.Length {
	if len(list) == 0 {
		return 0
	}
	high := vg.Length(whyHead)
	for _, lines := range s.whyLines(list, wide) {
		high += whyLeading*vg.Length(len(lines)) + 0.15
	}
	return high * s.em
}

// whyList writes the reasons at the bottom of a box, each behind its mark, and gives what is left above.
func (s sheet) whyList(b box, list []why) box {
	if len(list) == 0 {
		return b
	}
	wide := b.Max.X - b.Min.X
	top := b.Min.Y + s.whyHeight(list, wide)
	y := top - 1.1*s.em
	s.write(print{size: 0.95, bold: true, color: s.ink}, vg.Point{X: b.Min.X, Y: y}, s.tell("chart.dose.why.title"))
	y -= (whyHead - 0.4) * s.em
	for i, lines := range s.whyLines(list, wide) {
		s.changeMark(list[i].kind, vg.Point{X: b.Min.X + 0.7*s.em, Y: y + 0.3*s.em}, 0.36*s.em)
		for _, line := range lines {
			s.write(print{size: whySize, color: s.ink}, vg.Point{X: b.Min.X + whyIndent*s.em, Y: y}, line)
			y -= whyLeading * s.em
		}
		y -= 0.15 * s.em
	}
	b.Min.Y = top + 0.3*s.em
	return b
}
