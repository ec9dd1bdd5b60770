package report

import (
	"slices"

	"medius/coach"
)

// dropped counts the days of the span on which the hip drop was done, and those of them on which it went below level.
func (d document) dropped() (days, full int) {
	for _, day := range d.in(d.span) {
		done, below := false, false
		for _, r := range day.Rounds {
			for _, m := range r.Marks {
				_, rated := m.Pain[coach.FullRangeExercise]
				done, below = done || rated || m.Full, below || m.Full
			}
		}
		if done {
			days++
		}
		if below {
			full++
		}
	}
	return days, full
}

// rangeNote says how far the hip drop went in the span, and how far it goes now.
func (d document) rangeNote() string {
	days, full := d.dropped()
	if full == 0 && !d.fullNow() {
		return d.tell("report.range.level")
	}
	now := "report.range.now_level"
	if d.fullNow() {
		now = "report.range.now_full"
	}
	return d.tell("report.range.full", "n", full, "of", days, "now", d.tell(now))
}

func (d document) fullNow() bool {
	return slices.ContainsFunc(d.Member.Courses, func(c coach.Course) bool { return c.Range.Full() })
}

// tempo is how slowly an exercise is done; the hip drop as it goes now.
func (d document) tempo(id string) string {
	if id == coach.FullRangeExercise && d.fullNow() {
		return d.tell("exercise." + id + ".full.tempo")
	}
	return d.tell("exercise." + id + ".tempo")
}

// ranged says what a line of the journal means for the full range.
func (d document) ranged(f coach.Fact) string {
	way, _ := f.Data["way"].(string)
	why, _ := f.Data["why"].(string)
	switch {
	case f.Data["what"] == "closed" && slices.Contains(rangeEnds, why):
		return d.tell("report.range.closed", "why", d.tell("report.range.why."+why))
	case f.Data["what"] == "opened" && slices.Contains(rangeWays, way):
		return d.tell("report.range.opened", "way", d.tell("report.range.way."+way))
	}
	return ""
}

// The ways and ends that have words of their own.
var (
	rangeWays = []string{string(coach.RangeTested), string(coach.RangePhysiotherapist)}
	rangeEnds = []string{
		string(coach.RangeEndLock), string(coach.RangeEndRed), string(coach.RangeEndOneHip), string(coach.RangeEndExercise),
		string(coach.RangeEndGap), string(coach.RangeEndLevel), string(coach.RangeEndWish), "side",
	}
)
