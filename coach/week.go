package coach

// A programme day counts from the start date, which is day 0; paused days are not counted. Weeks are days 1-7, 8-14
// and so on.

// CrossesWeek tells whether a programme week has begun after the last decision's day and not after today.
func CrossesWeek(lastDecisionDay, today int) bool { return week(today) > week(lastDecisionDay) }

// week numbers the programme weeks; day 0 and what is before it is week 0.
func week(day int) int { return (max(0, day) + 6) / 7 }

// NextWeekDay gives the first day of the programme week after the one of this day.
func NextWeekDay(day int) int { return week(day)*7 + 1 }

// NewDay brings a state up to the morning of a decision: the new week, the peak, the usual morning pain, in this
// order. crosses is CrossesWeek; held and mornings are as in Peak and LowerUsual.
func NewDay(s State, crosses bool, held []Held, mornings []int) State {
	if crosses {
		s = NewWeek(s)
	}
	if p := Peak(held); p > 0 {
		s.PeakStep7d = p
	}
	if crosses {
		s = LowerUsual(s, mornings)
	}
	return s
}

// NewWeek starts the count of increases anew, once, however many weeks have begun since the last decision. It is due
// in a flare too.
func NewWeek(s State) State {
	s.UpsThisWeek, s.WeekStartStep = 0, s.Step
	return s
}

// Peak gives the highest step at the end of the last seven programme days, looking back no further than the last
// change of rung. held has one entry per day, oldest first: day 0 counts, a day without a decision carries its state
// on. It is 0 when held is empty; then the state's own peak stays.
func Peak(held []Held) int {
	peak := 0
	for i := len(held) - 1; i >= max(0, len(held)-7) && held[i].Rung == held[len(held)-1].Rung; i-- {
		peak = max(peak, held[i].Step)
	}
	return peak
}

// LowerUsual lowers the member's ordinary morning to the median (a half rounded up) of the last 7 mornings that have
// a score without a painkiller, when there are at least 4 of them. It is due when a week begins. It only ever falls
// by itself; only the member may raise it.
func LowerUsual(s State, mornings []int) State {
	if len(mornings) >= 4 {
		s.UsualMorningPain = min(s.UsualMorningPain, (twiceMedian(mornings)+1)/2)
	}
	return s
}
