package dialog

import (
	"strconv"

	"medius/coach"
)

// The week in words: what was done, how the hip answered, what comes next and why, and one true word of praise. It fits one
// screen of a phone; what says nothing is left out.

// weekPhrase puts the paragraphs of a summary together.
func (t *turn) weekPhrase(s coach.Summary) Phrase {
	paragraphs := [][]Phrase{t.weekDone(s), t.weekMornings(s), t.weekDoses(s), t.weekFelt(s), t.weekComing(s)}
	var body Phrase
	for _, lines := range paragraphs {
		if len(lines) == 0 {
			continue
		}
		paragraph := joined("list.lines", "a", "b", lines)
		if body.Key == "" {
			body = paragraph
		} else {
			body = phrase("under", "head", body, "body", paragraph)
		}
	}
	return body
}

// joined puts phrases together, two by two.
func joined(key, first, second string, lines []Phrase) Phrase {
	body := lines[0]
	for _, line := range lines[1:] {
		body = phrase(key, first, body, second, line)
	}
	return body
}

// weekDone is the head: the dots, and the figures that only rise. A week without a session is not counted out.
func (t *turn) weekDone(s coach.Summary) []Phrase {
	var dots []Phrase
	rested, paused := 0, 0
	for _, dot := range s.Dots {
		dots = append(dots, phrase("week.dot."+string(dot)))
		switch dot {
		case coach.DotRest:
			rested++
		case coach.DotPaused:
			paused++
		}
	}
	from := max(s.From, t.m.Programme.Start)
	head := phrase("week.head", "from", datePhrase(from), "to", datePhrase(s.To))
	if from == s.To { // the first day
		head = phrase("week.head_one", "to", datePhrase(s.To))
	}
	lines := []Phrase{head, joined("week.dots", "a", "b", dots)}
	if figures := weekFigures(s); len(figures) > 0 {
		lines = append(lines, joined("week.figures", "a", "b", figures))
	}
	if rested > 0 {
		lines = append(lines, phrase("week.rested", "n", rested))
	}
	if paused > 0 {
		lines = append(lines, phrase("week.paused", "n", paused))
	}
	return lines
}

func weekFigures(s coach.Summary) []Phrase {
	var figures []Phrase
	a := s.Adherence
	_, enough := a.Percent()
	switch {
	case a.Kept == 0:
	case enough:
		figures = append(figures, phrase("week.kept", "n", a.Planned, "kept", a.Kept))
	default:
		figures = append(figures, phrase("week.sessions", "n", a.Kept))
	}
	return append(figures, trainingFigure(s)...)
}

// trainingFigure is the count of training days; none before the first.
func trainingFigure(s coach.Summary) []Phrase {
	switch n := s.TrainingDay; {
	case n > coach.TrainingGoal:
		return []Phrase{phrase("week.training_beyond", "days", n)}
	case n > 0:
		return []Phrase{phrase("week.training", "days", n, "of", coach.TrainingGoal)}
	}
	return nil
}

// weekMornings tells how the hip answered.
func (t *turn) weekMornings(s coach.Summary) []Phrase {
	var lines []Phrase
	for _, w := range s.Sides {
		if !w.ThisWeek.Known() {
			continue
		}
		key := "week.mornings"
		if !w.LastWeek.Known() {
			key = "week.mornings_first"
		}
		lines = append(lines, t.ofSide(w.Side, phrase(key, "now", points(w.ThisWeek), "before", points(w.LastWeek), "usual", w.Usual)))
	}
	return append(lines, weekNights(s)...)
}

func weekNights(s coach.Summary) []Phrase {
	var lines []Phrase
	if s.WorseNights > 0 {
		lines = append(lines, phrase("week.nights", "n", s.WorseNights))
	}
	if s.Masked {
		lines = append(lines, phrase("week.masked"))
	}
	return lines
}

// ofSide names the hip before a line where there are two.
func (t *turn) ofSide(side coach.Side, line Phrase) Phrase {
	if len(t.m.Courses) < 2 {
		return line
	}
	return phrase("week.side."+string(side), "line", line)
}

// points is a score with one decimal at most.
func points(p coach.Points) Phrase {
	n := p.Tenths()
	if n%10 == 0 {
		return phrase("number", "value", n/10)
	}
	return phrase("week.decimal", "whole", n/10, "part", n%10)
}

// weekDoses tells from what to what, and the one sentence of the last change.
func (t *turn) weekDoses(s coach.Summary) []Phrase {
	var lines []Phrase
	for i := range s.Sides {
		w := &s.Sides[i]
		lines = append(lines, t.ofSide(w.Side, weekDose(w)))
		if day := t.m.Day(w.Decided); w.Last != nil && day != nil {
			lines = append(lines, phrase("week.why", "date", datePhrase(w.Decided), "reason", t.reason(day, w.Last)))
		}
	}
	return lines
}

func weekDose(w *coach.SideWeek) Phrase {
	switch {
	case w.To == nil:
		return phrase("week.dose.rest")
	case w.From == nil || w.From.Exercise == w.To.Exercise && w.From.Dose() == w.To.Dose():
		return phrase("week.dose.same", "exercise", exerciseName(w.To.Exercise), "dose", dosePhrase(w.To.Dose()))
	case w.From.Exercise == w.To.Exercise:
		return phrase("week.dose.changed", "exercise", exerciseName(w.To.Exercise), "old", dosePhrase(w.From.Dose()), "dose", dosePhrase(w.To.Dose()))
	}
	return phrase("week.dose.other", "old_exercise", exerciseName(w.From.Exercise), "old", dosePhrase(w.From.Dose()),
		"exercise", exerciseName(w.To.Exercise), "dose", dosePhrase(w.To.Dose()))
}

// weekFelt tells which exercise felt best and worst, and how the own activities went.
func (t *turn) weekFelt(s coach.Summary) []Phrase {
	var lines []Phrase
	if s.Best != nil && s.Worst != nil {
		lines = append(lines, phrase("week.felt", "best", exerciseName(s.Best.Exercise), "low", points(s.Best.Median),
			"worst", exerciseName(s.Worst.Exercise), "high", points(s.Worst.Median)))
	}
	for _, a := range s.Activities {
		before := a.First
		if a.Before != nil {
			before = *a.Before
		}
		key := "week.activity.same"
		if a.Now > before {
			key = "week.activity.up"
		} else if a.Now < before {
			key = "week.activity.down"
		}
		lines = append(lines, phrase(key, "activity", a.Text, "before", strconv.Itoa(before), "now", a.Now, "first", a.First))
	}
	return lines
}

// weekComing is one sentence about next week, never a promise, and what was done well, where there was something to see.
func (t *turn) weekComing(s coach.Summary) []Phrase {
	lines := []Phrase{phrase("week.coming." + string(s.Coming))}
	if s.Praise != "" {
		lines = append(lines, phrase("week.praise."+string(s.Praise)))
	}
	return lines
}
