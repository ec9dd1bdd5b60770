package dialog

import (
	"slices"
	"strings"

	"medius/coach"
)

// A patient's course, as their physiotherapist reads it: the week in marks and figures, the scores with their highest, and
// where each side stands.

// coursePhrase is the week in words with what stands around it. It speaks of the patient, not to them.
func (t *turn) coursePhrase(p coach.Patient) Phrase {
	m := p.Member
	if m.Programme.Start == "" {
		return phrase("patient.not_begun")
	}
	other := t.of(m)
	week := coach.Summarise(m, m.Outcomes, other.today())
	paragraphs := [][]Phrase{other.courseDone(week), other.courseScores(week), other.doing(week)}
	if lines := limitLines(m.Prescribed); len(lines) > 0 {
		paragraphs = append(paragraphs, []Phrase{phrase("limits.in_force", "limits", joined("list.lines", "a", "b", lines))})
	}
	body := joined("list.lines", "a", "b", paragraphs[0])
	for _, lines := range paragraphs[1:] {
		if len(lines) > 0 {
			body = phrase("under", "head", body, "body", joined("list.lines", "a", "b", lines))
		}
	}
	return body
}

// courseDone is the head: a mark for each day with what the marks mean, and what was kept. A day of rest is no day of
// training, though neither is held against anybody.
func (t *turn) courseDone(week coach.Summary) []Phrase {
	head := phrase("patient.week", "from", datePhrase(max(week.From, t.m.Programme.Start)), "to", datePhrase(week.To))
	if t.m.Programme.Start == week.To {
		head = phrase("patient.first_day", "date", datePhrase(week.To))
	}
	var dots, legend []Phrase
	for _, dot := range week.Dots {
		dots = append(dots, patientDot(dot))
	}
	for _, dot := range []coach.Dot{coach.DotDone, coach.DotRest, coach.DotPaused, coach.DotEmpty} {
		if slices.Contains(week.Dots[:], dot) {
			legend = append(legend, phrase("patient.mark."+string(dot), "dot", patientDot(dot)))
		}
	}
	lines := []Phrase{head, joined("week.dots", "a", "b", dots)}
	if len(legend) > 0 {
		lines = append(lines, list(legend))
	}
	if figures := courseFigures(week); len(figures) > 0 {
		lines = append(lines, joined("week.figures", "a", "b", figures))
	}
	return lines
}

func patientDot(dot coach.Dot) Phrase {
	if dot == coach.DotRest {
		return phrase("patient.rest")
	}
	return phrase("week.dot." + string(dot))
}

// courseFigures says of what was kept how much was stopped: that is no training day, and a reason to look.
func courseFigures(week coach.Summary) []Phrase {
	a := week.Adherence
	if a.Kept == 0 {
		return trainingFigure(week)
	}
	kept := phrase("patient.sessions", "n", a.Kept)
	if _, enough := a.Percent(); enough {
		kept = phrase("patient.kept", "n", a.Planned, "kept", a.Kept)
	}
	if a.Stopped > 0 {
		kept = phrase("patient.stopped", "kept", kept, "n", a.Stopped)
	}
	return append([]Phrase{kept}, trainingFigure(week)...)
}

// courseScores tells how each hip answered, with the highest score beside the middle one: the bad day is why somebody rests.
func (t *turn) courseScores(week coach.Summary) []Phrase {
	var lines []Phrase
	for i := range week.Sides {
		w := &week.Sides[i]
		if w.ThisWeek.Known() {
			key := "patient.mornings"
			if !w.LastWeek.Known() {
				key = "patient.mornings_first"
			}
			lines = append(lines, t.ofSide(w.Side, phrase(key, "now", points(w.ThisWeek), "highest", *w.HighestMorning,
				"before", points(w.LastWeek), "usual", w.Usual)))
		}
		switch {
		case w.HighestSets != nil && w.HighestAfter != nil:
			lines = append(lines, t.ofSide(w.Side, phrase("chart.pain.caption.sessions", "sets", *w.HighestSets, "after", *w.HighestAfter)))
		case w.HighestSets != nil:
			lines = append(lines, t.ofSide(w.Side, phrase("chart.pain.caption.sets", "sets", *w.HighestSets)))
		}
	}
	return append(lines, weekNights(week)...)
}

// doing tells where each side stands, with the reason of the latest change.
func (t *turn) doing(week coach.Summary) []Phrase {
	var lines []Phrase
	for _, w := range week.Sides {
		reason := phrase("report.reason.start")
		if w.Last != nil {
			reason = phrase("report.reason." + strings.ToLower(string(w.Last.Reason)))
		}
		line := phrase("patient.resting", "reason", reason)
		if w.To != nil {
			line = phrase("patient.doing", "exercise", exerciseName(w.To.Exercise), "dose", dosePhrase(w.To.Dose()), "reason", reason)
		}
		lines = append(lines, phrase("week.side."+string(w.Side), "line", line))
	}
	if t.m.Running.Active() {
		lines = append(lines, phrase("patient.running", "stage", t.m.Running.Stage, "of", coach.LastStage))
	}
	return lines
}
