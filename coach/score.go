package coach

import "slices"

// The values that are compared: what a member said at the start, and the mean of the last two weekly answers.

// latestWeeks is how many weekly answers a present value is made of: one bad week is not a verdict.
const latestWeeks = 2

// PainThen is the average pain at the start (M2).
func (o Outcomes) PainThen() Points {
	for _, s := range o.Surveys {
		if s.First && s.Pain != nil {
			return MeanOf(*s.Pain)
		}
	}
	return Points{}
}

// PainNow is the mean of the last two weekly answers (M2); of one, when there is only one.
func (o Outcomes) PainNow() Points {
	var scores []int
	for _, s := range slices.Backward(o.Surveys) {
		if !s.First && s.Pain != nil && len(scores) < latestWeeks {
			scores = append(scores, *s.Pain)
		}
	}
	return MeanOf(scores...)
}

// Able gives the own activities then and now (M3), each as the mean of the answered ones. Like is compared with like:
// an activity counts against its own first score, so that one left out in a week, or one that took the place of
// another, moves nothing by itself. With the same activities answered throughout, that is the plain difference of the
// means.
func (o Outcomes) Able() (then, now Points) {
	weeks := 0
	for i := len(o.Surveys) - 1; i >= 0 && weeks < latestWeeks; i-- {
		var before, after []int
		for id, n := range o.Surveys[i].Activities {
			if first, on, ok := o.firstScore(id); ok && on < o.Surveys[i].Date {
				before, after = append(before, first), append(after, n)
			}
		}
		if len(after) > 0 {
			then, now = between(then, MeanOf(before...)), between(now, MeanOf(after...))
			weeks++
		}
	}
	return then, now
}

// firstScore is the score an activity was chosen with.
func (o Outcomes) firstScore(id string) (score int, on Date, ok bool) {
	for _, s := range o.Surveys {
		if n, said := s.Activities[id]; said {
			return n, s.Date, true
		}
	}
	return 0, "", false
}

// Felt is the member's own answer about the change as a whole, the latest one (M5); nil when it was never given.
func (o Outcomes) Felt() *int {
	for _, s := range slices.Backward(o.Surveys) {
		if s.Change != nil {
			return s.Change
		}
	}
	return nil
}

// Situation gives a fixed situation at the start and in its latest answer (M4), each nil when it was not given.
func (o Outcomes) Situation(at Situation) (then, now *int) {
	for _, s := range o.Surveys {
		if n, said := s.Situations[at]; said {
			if s.First {
				then = &n
			} else {
				now = &n
			}
		}
	}
	return then, now
}

// StandOf gives a side's first and latest stand on one leg (M6), nil when there is none; with one only, it is the first.
func (o Outcomes) StandOf(side Side) (then, now *Stand) {
	for _, s := range o.Surveys {
		if st, said := s.Stands[side]; said {
			if then == nil {
				then = &st
			} else {
				now = &st
			}
		}
	}
	return then, now
}

// InUse lists the activities that are asked about.
func (o Outcomes) InUse() []Activity {
	return slices.DeleteFunc(slices.Clone(o.Activities), func(a Activity) bool { return a.Until != "" })
}

// Replaceable: an activity has been back at 10 for two weeks, so another one may take its place.
func (o Outcomes) Replaceable(id string) bool {
	tens := 0
	for _, s := range slices.Backward(o.Surveys) {
		n, said := s.Activities[id]
		if !said {
			continue
		}
		if n < 10 {
			return false
		}
		if tens++; tens == latestWeeks {
			return true
		}
	}
	return false
}
