package dialog

import (
	"slices"
	"strconv"

	"medius/coach"
)

// What a session came to: the words in which its card ends.

// summary lists what was done of each exercise on each side, with the scores that were given.
func (t *turn) summary(round *coach.Round) Phrase {
	var lines []Phrase
	for _, sum := range doneIn(t.m.Session) {
		lines = append(lines, t.doneLine(sum, round))
	}
	if round != nil {
		lines = append(lines, t.afterLines(round)...)
	}
	if len(lines) == 0 {
		return phrase("summary.nothing")
	}
	body := lines[0]
	for _, line := range lines[1:] {
		body = phrase("list.lines", "a", body, "b", line)
	}
	return phrase("summary.head", "lines", body)
}

// afterLines tell what was said at the end: how hard it was, how each hip was afterwards.
func (t *turn) afterLines(round *coach.Round) []Phrase {
	var lines []Phrase
	if round.Effort != nil {
		lines = append(lines, phrase("summary.effort."+strconv.Itoa(*round.Effort)))
	}
	for _, mark := range round.Marks {
		if mark.After != nil {
			lines = append(lines, phrase("summary.after", "hip", t.hip(mark.Side), "score", *mark.After))
		}
	}
	return lines
}

// done is what was worked of one exercise on one side.
type done struct {
	set    coach.Set // the first one of them
	amount int       // reps, or seconds held
}

// doneIn adds the sets of a session up, in their order.
func doneIn(s *coach.Session) []done {
	var sums []done
	for _, set := range s.Sets {
		if !set.Worked {
			continue
		}
		known := false
		for i := range sums {
			if sums[i].set.Exercise == set.Exercise && sums[i].set.Side == set.Side {
				sums[i].amount += set.Done
				known = true
			}
		}
		if !known {
			sums = append(sums, done{set: set, amount: set.Done})
		}
	}
	return sums
}

func (t *turn) doneLine(sum done, round *coach.Round) Phrase {
	amount := phrase("amount.reps", "n", sum.amount)
	if sum.set.Timed() {
		amount = phrase("amount.seconds", "n", sum.amount)
	}
	side := sidePhrase(&sum.set)
	line := phrase("summary.done", "exercise", exerciseName(sum.set.Exercise), "side", side, "amount", amount)
	if sum.amount == 0 {
		line = phrase("summary.tried", "exercise", exerciseName(sum.set.Exercise), "side", side)
	}
	if worst, ok := worstOf(sum.set, round); ok {
		return phrase("summary.pain", "line", line, "score", worst)
	}
	return line
}

// worstOf is the worst score of an exercise on the sides of a set.
func worstOf(set coach.Set, round *coach.Round) (worst int, ok bool) {
	if round == nil {
		return 0, false
	}
	for _, mark := range round.Marks {
		if n, rated := mark.Pain[set.Exercise]; rated && slices.Contains(set.Sides, mark.Side) {
			worst, ok = max(worst, n), true
		}
	}
	return worst, ok
}
