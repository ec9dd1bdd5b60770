package dialog

import (
	"strconv"

	"medius/coach"
)

// The review: what the scores and the feeling come to, said honestly, at the milestones.

// review tells the one that is due; false when none is.
func (t *turn) review() bool {
	if t.m.Outcomes.Off {
		return false
	}
	r, ok := t.m.Outcomes.Review(t.m.Moment(t.today()))
	if !ok {
		return false
	}
	t.m.Outcomes = t.m.Outcomes.GaveReview(r)
	t.note("review", "judged", string(r.Judged), "felt", string(r.FeltAs), "refer", r.Refer)
	t.saying(t.reviewPhrase(r), nil)
	switch {
	case r.Refer && r.Judged == coach.JudgedNotYet && r.Felt == nil: // nothing was answered, which is no bad sign
		t.routine(coach.RoutineNoChange, "review.refer_unknown")
	case r.Refer:
		t.routine(coach.RoutineNoChange, "review.refer")
	}
	return true
}

// reviewPhrase sets then beside now, with the verdict and one sentence about it.
func (t *turn) reviewPhrase(r coach.Review) Phrase {
	weeks := max(0, t.m.Moment(t.today()).Day) / 7
	body := phrase("review.head", "days", r.TrainingDays, "weeks", weeks)
	line := func(p Phrase) { body = phrase("list.lines", "a", body, "b", p) }
	if r.PainThen.Known() && r.PainNow.Known() {
		line(phrase("review.pain", "before", decimal(r.PainThen), "now", decimal(r.PainNow)))
	}
	if r.AbleThen.Known() && r.AbleNow.Known() {
		line(phrase("review.able", "before", decimal(r.AbleThen), "now", decimal(r.AbleNow)))
	}
	for _, c := range t.m.Courses {
		if then, now := t.m.Outcomes.StandOf(c.Side); now != nil {
			line(phrase("review.stand", "side", sideName(c.Side), "before", then.Seconds, "now", now.Seconds))
		}
	}
	if r.Felt != nil {
		line(phrase("review.felt", "change", signed(*r.Felt), "felt", phrase("review.feels."+string(r.FeltAs))))
	}
	return phrase("under", "head", body, "body", t.verdictOf(r))
}

// verdictOf is the honest sentence.
func (t *turn) verdictOf(r coach.Review) Phrase {
	said := phrase("review.judged." + string(r.Judged))
	if r.SlightlyLower {
		said = phrase("review.slightly", "verdict", said)
	}
	if r.Disagree() && r.Judged != coach.JudgedMixed {
		said = phrase("review.differ", "verdict", said, "felt", phrase("review.feels."+string(r.FeltAs)),
			"scores", phrase("review.feels."+string(r.Judged)))
	}
	return said
}

// decimal writes a score with one place, without it where it is whole.
func decimal(p coach.Points) Phrase {
	tenths := p.Tenths()
	if tenths%10 == 0 {
		return phrase("number", "value", strconv.Itoa(tenths/10))
	}
	return phrase("chart.decimal", "whole", strconv.Itoa(tenths/10), "part", strconv.Itoa(tenths%10))
}
