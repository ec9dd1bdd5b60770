package coach

import "math/rand/v2"

// reference is the decision written a second time, as plain branches instead of a table, to catch a slip in either.
func reference(s State, a Answers) (Action, State, Reason) {
	level, _ := Grade(s, a)
	e := -1
	if a.Effort != nil {
		e = *a.Effort
	}
	red := max(0, s.RedCountdown-1)
	n := s
	switch {
	case a.RedFlag:
		n.Points = 0
		return ActionStop, n, ReasonStopFlag
	case s.Flare && level == LUnknown:
		return ActionRest, n, ReasonFlareData
	case s.Flare && level != L0 && level != L1:
		n.CalmDays = 0
		return ActionRest, n, ReasonFlareSore
	case s.Flare && s.CalmDays == 0:
		n.CalmDays = 1
		return ActionRest, n, ReasonFlareWait
	case s.Flare:
		n.Flare, n.Trial, n.CalmDays, n.CoolOff, n.Points, n.Linger, n.RedCountdown = false, false, 0, 3, 0, 0, 0
		n.Rung = max(0, s.Rung-1)
		n.Step = min(s.Step, max(3, (s.PeakStep7d+1)/2))
		return ActionRungDown, n, ReasonFlareExit
	case level == LUnknown:
		n.Points = 0
		if e == 3 && s.Step > 1 && !s.Trial {
			n.Step, n.CoolOff = max(1, min(s.Step-1, s.Step*4/5)), max(2, s.CoolOff)
			return ActionBack1, n, ReasonBack1Effort
		}
		if s.Trial {
			return ActionHold, n, ReasonTrialRepeat
		}
		return ActionHold, n, ReasonHoldData
	case level == L4:
		n.Flare, n.CalmDays, n.Points, n.Linger, n.Trial = true, 0, 0, 0, false
		return ActionRest, n, ReasonRestFlare
	case s.Trial:
		return referenceTrial(n, a, level, e, red)
	case level == L3:
		return referenceRed(n)
	case level == L2:
		return referenceLinger(n, a, e, red)
	}
	return referenceCalm(n, a, level, e, red)
}

func referenceTrial(n State, a Answers, level Level, e, red int) (Action, State, Reason) {
	n.Points = 0
	switch {
	case level == L3:
		n.Step = 13
		if n.Rung == 0 {
			n.Step = 3
		}
		n.Rung, n.Trial, n.CoolOff, n.Linger, n.RedCountdown = max(0, n.Rung-1), false, 3, 0, 2
		return ActionRungDown, n, ReasonTrialBack
	case level == L2:
		n.RedCountdown = red
		if n.Linger < unbounded {
			n.Linger++
		}
		return ActionHold, n, ReasonTrialRepeat
	case a.During == nil || a.Morning == nil || a.Completion != "full" || a.Painkiller || e >= 2:
		return ActionHold, n, ReasonTrialRepeat
	}
	n.Trial, n.Step, n.UpsThisWeek, n.WeekStartStep, n.PeakStep7d = false, 8, 0, 8, 8
	return ActionUp, n, ReasonTrialOK
}

func referenceRed(n State) (Action, State, Reason) {
	n.Points = 0
	if n.RedCountdown > 0 || n.Step <= 3 && n.Rung == 0 {
		n.Flare, n.CalmDays, n.Linger = true, 0, 0
		return ActionRest, n, ReasonRestFlare
	}
	n.CoolOff, n.Linger, n.RedCountdown = 3, 1, 2
	if n.Step <= 3 {
		n.Rung, n.Step = n.Rung-1, 8
		return ActionRungDown, n, ReasonRungDownMin
	}
	n.Step = max(3, min(n.Step-1, (n.Step+1)/2))
	return ActionBack2, n, ReasonBack2Red
}

func referenceLinger(n State, a Answers, e, red int) (Action, State, Reason) {
	second := n.Linger >= 1
	n.Points, n.RedCountdown = 0, red
	if n.Linger < unbounded {
		n.Linger++
	}
	if second || e >= 2 {
		n.CoolOff = max(n.CoolOff, 2)
		if n.Step == 1 {
			return ActionHold, n, ReasonHoldMin
		}
		n.Step = max(1, min(n.Step-1, n.Step*4/5))
		if second {
			n.Linger = 0
			return ActionBack1, n, ReasonBack1Linger
		}
		return ActionBack1, n, ReasonBack1Hard
	}
	alone, _ := Grade(n, Answers{Morning: a.Morning})
	switch {
	case a.Night != nil && *a.Night == 2 || alone == L2:
		return ActionHold, n, ReasonHoldLinger
	case a.StoppedForPain:
		return ActionHold, n, ReasonHoldPainStop
	}
	return ActionHold, n, ReasonHoldTrend
}

func referenceCalm(n State, a Answers, level Level, e, red int) (Action, State, Reason) {
	cool := n.CoolOff
	n.Linger, n.RedCountdown, n.CoolOff = 0, red, max(0, cool-1)
	none := n
	none.Points = 0
	switch {
	case e == 3 && n.Step == 1:
		return ActionHold, none, ReasonHoldMin
	case e == 3:
		none.Step, none.CoolOff = max(1, min(n.Step-1, n.Step*4/5)), max(2, none.CoolOff)
		return ActionBack1, none, ReasonBack1Effort
	case a.During == nil || a.Morning == nil:
		return ActionHold, none, ReasonHoldData
	case a.Completion != "full":
		return ActionHold, none, ReasonHoldPartial
	case e < 0:
		return ActionHold, n, ReasonHoldData
	case a.Painkiller:
		return ActionHold, n, ReasonHoldPainkiller
	case a.LowAdherence:
		return ActionHold, n, ReasonHoldAdherence
	case e == 2 && n.Step == 28 && n.Rung < 7:
		return ActionHold, n, ReasonHoldTop
	case e == 2:
		return ActionHold, n, ReasonHoldHard
	}
	n.Points++
	if level == L0 {
		n.Points++
	}
	n.Points = min(4, n.Points)
	limit := 3
	if n.WeekStartStep < 6 {
		limit = 1
	} else if n.WeekStartStep < 10 {
		limit = 2
	}
	switch {
	case cool > 0:
		return ActionHold, n, ReasonHoldCool
	case n.Points < 4:
		return ActionHold, n, ReasonHoldPoints
	case n.Step == 28 && n.Rung == 7:
		return ActionHold, n, ReasonHoldLast
	case n.Step == 28 && level == L0 && e == 0:
		n.Rung, n.Step, n.Trial, n.Points = n.Rung+1, 3, true, 0
		return ActionRungUp, n, ReasonRungUp
	case n.Step == 28:
		return ActionHold, n, ReasonHoldTop
	case n.UpsThisWeek >= limit:
		return ActionHold, n, ReasonHoldCap
	}
	n.Step, n.Points, n.UpsThisWeek = n.Step+1, 0, n.UpsThisWeek+1
	n.PeakStep7d = max(n.PeakStep7d, n.Step)
	if level == L1 {
		return ActionUp, n, ReasonUpAmber
	}
	return ActionUp, n, ReasonUpGreen
}

// anyState draws a state with every field anywhere in its range, and the edges more often than their share.
func anyState(r *rand.Rand) State {
	step := func() int {
		if r.IntN(3) == 0 {
			return []int{1, 2, 3, 4, 8, 27, 28}[r.IntN(7)]
		}
		return 1 + r.IntN(TopStep)
	}
	s := State{
		Rung: r.IntN(MaxRung + 1), Step: step(), UsualMorningPain: r.IntN(11), Points: r.IntN(FullPoints + 1),
		Linger: r.IntN(4), RedCountdown: r.IntN(3), CoolOff: r.IntN(4), UpsThisWeek: r.IntN(5),
		WeekStartStep: step(), PeakStep7d: step(), CalmDays: r.IntN(2),
	}
	s.Trial, s.Flare = r.IntN(4) == 0, r.IntN(6) == 0
	if r.IntN(2) == 0 {
		s.CoolOff, s.RedCountdown = 0, 0 // half of the states are free to rise
	}
	return s
}

// anyAnswers draws answers; low favours small scores, so that calm days are common enough.
func anyAnswers(r *rand.Rand) Answers {
	ceiling := []int{2, 3, 6, 11}[r.IntN(4)]
	score := func(hi int) Score {
		if r.IntN(8) == 0 {
			return nil
		}
		return Rated(r.IntN(min(hi, ceiling)))
	}
	quiet := r.IntN(10) == 0
	rare := func() bool { return r.IntN(10) == 0 }
	if quiet { // nothing about pain
		return Answers{Effort: score(4), Completion: CompletionNone, Painkiller: rare(), LowAdherence: rare()}
	}
	return Answers{
		During: score(11), After: score(11), Morning: score(11), Night: score(4), Effort: score(4),
		Completion: []Completion{CompletionFull, CompletionFull, CompletionFull, CompletionPartial, CompletionNone}[r.IntN(5)],
		Trend: []Trend{TrendMissing, TrendMissing, TrendDown, TrendFlat, TrendFlat, TrendUp1, TrendUp2}[r.IntN(
			[]int{3, 5, 6, 7}[r.IntN(4)])],
		StoppedForPain: rare(), Painkiller: rare(), RedFlag: r.IntN(40) == 0, LowAdherence: rare(),
	}
}
