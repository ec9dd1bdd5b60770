package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"medius/coach"
)

// Options say how a document is made.
type Options struct {
	Say      Say
	Language string    // of the texts, such as "de"
	Label    string    // the member's own; no name unless they want one
	Made     time.Time // in the member's zone; it stands in the document, and the same moment gives the same bytes
}

// Document writes a span of a member's programme as a PDF on A4 for a physiotherapist: a page of summary with charts, then
// the questionnaires, weeks, exercises, decisions with their rules and numbers, every day, what concerned safety, and what
// the rules are worth. It holds what the member reported and nothing else.
func Document(r Record, w Window, o Options) ([]byte, error) {
	w = r.since(w)
	if w.Days() == 0 {
		return nil, fmt.Errorf("report: no days from %q to %q", w.From, w.To)
	}
	p := newPaper(words{o.Say}, o.Made, o.Language, words{o.Say}.tell("report.title"), words{o.Say}.tell("report.footer"))
	d := document{paper: p, Record: r, span: w, sore: r.sides(w)}
	for _, side := range d.sore {
		d.courses = append(d.courses, r.follow(side, w))
	}
	d.head(o)
	d.outcomes()
	d.charts()
	d.inWords()
	d.weeks()
	d.exercises()
	d.adherence()
	d.prescribed()
	d.decisions()
	d.held()
	d.daily()
	d.notes()
	d.running()
	d.safety()
	d.limits()
	return p.bytes()
}

// document is one that is being written.
type document struct {
	*paper
	Record
	span    Window
	sore    []coach.Side
	courses []course // one for each sore side
}

// head says what this is, and about whom.
func (d document) head(o Options) {
	d.y += 14
	d.text(pageMargin, d.y, 17, true, light.ink, d.tell("report.title"))
	d.y += 15
	d.text(pageMargin, d.y, 10, false, light.ink, d.words.span(d.span))
	d.y += 13
	d.text(pageMargin, d.y, 8.5, true, light.warm, d.tell("report.self_reported"))
	d.y += 8
	m := d.Member
	label := strings.TrimSpace(printable(o.Label))
	if label == "" {
		label = d.tell("report.unnamed")
	}
	d.facts([][2]string{
		{"report.fact.label", label},
		{"report.fact.side", d.sideNames()},
		{"report.fact.start", d.date(m.Programme.Start)},
		{"report.fact.training", d.trainingDays(m.Programme.TrainingDays)},
		{"report.fact.named", d.tell("report.named." + named(m.Intake.NamedBy))},
		{"report.fact.mode", d.tell("report.guided")},
		{"report.fact.limit", d.tell("report.rung", "n", m.RungLimit(), "of", coach.MaxRung)},
		{"report.fact.made", d.tell("report.made", "date", d.date(coach.DateOf(o.Made)), "rules", coach.RulesVersion)},
	})
}

// trainingDays counts to the goal, and beyond it without one.
func (w words) trainingDays(n int) string {
	if n > coach.TrainingGoal {
		return strconv.Itoa(n)
	}
	return w.tell("report.of", "n", n, "of", coach.TrainingGoal)
}

// named is who named the problem, as a key.
func named(by string) string {
	if by == "physiotherapist" || by == "doctor" {
		return by
	}
	return "nobody"
}

// facts writes names and values in two columns.
func (d document) facts(facts [][2]string) {
	const leading, nameWidth = 12.5, 92.0
	top := d.y
	half := (len(facts) + 1) / 2
	for i, f := range facts {
		x := pageMargin + float64(i/half)*textWidth/2
		y := top + leading*float64(i%half+1)
		d.text(x, y, 8, false, light.muted, d.tell(f[0]))
		d.font(8, false, light.ink)
		d.text(x+nameWidth, y, 8, false, light.ink, d.lines(f[1], textWidth/2-nameWidth-4)[0])
	}
	d.y = top + leading*float64(half) + 4
}

func (d document) sideNames() string {
	var names []string
	for _, side := range d.sore {
		names = append(names, d.sideName(side))
	}
	if len(names) == 0 {
		return d.tell("report.none")
	}
	return strings.Join(names, ", ")
}

func (d document) sideName(side coach.Side) string { return d.tell("side." + string(side)) }

// charts draws the way of each side, and what became of the sessions.
func (d document) charts() {
	if len(d.sore) == 0 || d.blank() {
		return
	}
	d.y += 10
	pain := func(c course) func(sheet) {
		return func(s sheet) { s.painChart(c, s.of("chart.pain.title.", c.side, len(d.sore))) }
	}
	dose := func(c course) func(sheet) {
		return func(s sheet) { s.doseChart(c, s.of("chart.dose.title.", c.side, len(d.sore)), nil) }
	}
	weeks := func(s sheet) { s.weeksChart(d.Record, d.span) }
	if len(d.courses) == 1 {
		const second, gap = 222.0, 8.0
		d.figures(min(232, max(190, lowest-d.y-second-gap)), pain(d.courses[0])) // both rows on the first page, below a long table too
		d.y += gap
		d.figures(second, dose(d.courses[0]), weeks)
		return
	}
	d.figures(222, pain(d.courses[0]), pain(d.courses[1]))
	d.y += 8
	d.figures(180, dose(d.courses[0]), dose(d.courses[1]))
	d.y += 8
	d.figures(210, weeks, func(s sheet) { s.trainingChart(d.Member.Programme.TrainingDays) })
}

// blank: nothing has happened yet that a chart could show.
func (d document) blank() bool {
	return len(d.tally(d.span)) == 0 && !slices.ContainsFunc(d.courses, func(c course) bool { return !c.empty() || len(c.lanes()) > 0 })
}

// inWords says what the charts show.
func (d document) inWords() {
	if len(d.sore) == 0 {
		return
	}
	d.heading("report.in_words", 40)
	const between = 3
	for _, c := range d.courses {
		d.paragraph(8, light.ink, d.painCaption(c, d.of("chart.pain.title.", c.side, len(d.sore))))
		d.y += between
		d.paragraph(8, light.ink, d.doseCaption(c, d.of("chart.dose.title.", c.side, len(d.sore))))
		d.y += between
	}
	d.paragraph(8, light.ink, d.weeksCaption(d.Record, d.span))
}

// score writes a score that may be missing.
func (w words) score(n *int) string {
	if n == nil {
		return w.tell("report.none")
	}
	return strconv.Itoa(*n)
}
