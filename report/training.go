package report

import (
	"strconv"

	"gonum.org/v1/plot/vg"

	"medius/coach"
)

// trainingChart draws the training days as 30 places that fill up, and never empty again.
func (s sheet) trainingChart(n int) {
	b := s.head(s.tell("chart.training.title"), s.tell("chart.training.below"))
	s.write(print{size: 4, bold: true, color: s.accent}, vg.Point{X: b.Min.X, Y: b.Max.Y - 4.2*s.em}, strconv.Itoa(n))
	if n <= coach.TrainingGoal {
		after := s.width(4, true, strconv.Itoa(n)) + 0.5*s.em
		s.write(print{size: 1.5, color: s.muted}, vg.Point{X: b.Min.X + after, Y: b.Max.Y - 4.2*s.em}, s.tell("chart.training.of", "n", coach.TrainingGoal))
	}
	b.Max.Y -= 6 * s.em
	const columns = 10
	wide := (b.Max.X - b.Min.X) / columns
	radius := 0.36 * wide
	high := min(wide*1.35, (b.Max.Y-b.Min.Y)/3)
	for i := range coach.TrainingGoal {
		at := vg.Point{
			X: b.Min.X + (vg.Length(i%columns)+0.5)*wide,
			Y: b.Max.Y - (vg.Length(i/columns)+0.5)*high,
		}
		if i < n {
			s.mark(disc, at, radius, s.accent, false)
		} else {
			s.stroke(disc.at(at, radius), s.muted, 0.05*s.em)
		}
		if i+1 == coach.FirstJudged || i+1 == coach.TrainingGoal {
			c := s.ground
			if i >= n {
				c = s.warm
			}
			s.mark(star, at, radius*0.6, c, false)
		}
	}
	b.Max.Y -= 3*high + 0.2*s.em
	at, tone := vg.Point{X: b.Min.X + 0.6*s.em, Y: b.Max.Y - 0.9*s.em}, s.warm
	if n > coach.TrainingGoal { // as the stars are by then
		s.mark(disc, at, 0.62*s.em, s.accent, false)
		tone = s.ground
	}
	s.mark(star, at, 0.42*s.em, tone, false)
	for i, line := range s.wrapped(0.95, b.Max.X-b.Min.X-1.8*s.em, s.trainingReview(n)) {
		s.write(print{size: 0.95, color: s.muted}, vg.Point{X: b.Min.X + 1.8*s.em, Y: b.Max.Y - 1.2*s.em - vg.Length(i)*1.3*s.em}, line)
	}
}

// trainingReview says what the stars stand for, or that both lie behind.
func (w words) trainingReview(n int) string {
	if n > coach.TrainingGoal {
		return w.tell("chart.training.full", "n", coach.TrainingGoal)
	}
	return w.tell("chart.training.review")
}
