package coach

import (
	"fmt"
	"slices"
)

// RoutineNoChange: nothing worthwhile has changed after a fair time. It locks nothing (docs/outcomes.md).
const RoutineNoChange Flag = "R_NO_CHANGE"

// Milestone is a moment at which the member is asked about the change as a whole.
type Milestone string

// The milestones with a review. After week 12 the question comes every 12 weeks: MilestoneWeek(24), and so on.
const (
	Training20 Milestone = "training_20"
	Training30 Milestone = "training_30"
	Week6      Milestone = "week_6"
	Week12     Milestone = "week_12"
)

// MilestoneWeek names the end of a programme week.
func MilestoneWeek(n int) Milestone { return Milestone(fmt.Sprintf("week_%d", n)) }

// Milestones lists those that have been reached, by training days and by the programme day (paused days not counted).
func Milestones(trainingDays, day int) []Milestone {
	var reached []Milestone
	for _, m := range []struct {
		is Milestone
		by bool
	}{
		{Training20, trainingDays >= 20}, {Training30, trainingDays >= 30},
		{Week6, day >= 6*7}, {Week12, day >= 12*7},
	} {
		if m.by {
			reached = append(reached, m.is)
		}
	}
	for week := 24; day >= week*7; week += 12 {
		reached = append(reached, MilestoneWeek(week))
	}
	return reached
}

// hasReview: the later ones only ask.
func (ms Milestone) hasReview() bool {
	return slices.Contains([]Milestone{Training20, Training30, Week6, Week12}, ms)
}

// Review is what a member is told at a milestone: the scores, the verdict, and when it does not get better, the way on.
type Review struct {
	Milestones []Milestone // all that this review stands for
	Comparison
	Refer bool // the referral text of RoutineNoChange goes with it
}

// Review gives the review that is due, ok false when none is. One review stands for everything reached by then. It waits
// for the question about the change as a whole until that has been answered, or was passed over twice.
func (o Outcomes) Review(at Moment) (r Review, ok bool) {
	if at.TextOfItsOwn {
		return Review{}, false
	}
	for _, m := range Milestones(at.TrainingDays, at.Day) {
		if m.hasReview() && !slices.Contains(o.Reviewed, m) {
			r.Milestones = append(r.Milestones, m)
		}
	}
	open := func(m Milestone) bool { return !o.settled(BlockChange, string(m), at) }
	if len(r.Milestones) == 0 || slices.ContainsFunc(r.Milestones, open) {
		return Review{}, false
	}
	r.Comparison = o.Compare(at.TrainingDays)
	if a := o.asked(BlockChange, string(r.Milestones[len(r.Milestones)-1])); a != nil && !a.Answered {
		r.Felt, r.FeltAs = nil, "" // what was felt at an earlier milestone says nothing about now
	}
	r.Refer = r.NoChange(at.Day)
	return r, true
}

// GaveReview notes that a review has been told.
func (o Outcomes) GaveReview(r Review) Outcomes {
	o.Reviewed = append(slices.Clone(o.Reviewed), r.Milestones...)
	return o
}

// NoChange: after 30 training days and 6 weeks, or after 12 weeks, neither the scores nor the feeling are better. An
// answer that is missing does not make it better. day is the programme day.
func (c Comparison) NoChange(day int) bool {
	late := c.TrainingDays >= TrainingGoal && day >= 6*7 || day >= 12*7
	return late && c.Judged != JudgedBetter && c.FeltAs != JudgedBetter
}
