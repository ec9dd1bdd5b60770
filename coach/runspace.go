package coach

// RunRefusal is why there is no outing today.
type RunRefusal string

// The refusals.
const (
	RunNotBegun  RunRefusal = "not_begun" // the entry check comes first
	RunUnjudged  RunRefusal = "unjudged"  // the last outing waits for its two answers
	RunForbidden RunRefusal = "pause"     // after row 1 or 2 of the 24-hour rule
	RunTooSoon   RunRefusal = "too_soon"  // today or yesterday there was one: never on consecutive days
	RunEnough    RunRefusal = "enough"    // three in seven days
)

// runRefusals are read from the top; the first that holds.
var runRefusals = []struct {
	is    RunRefusal
	holds func(r Running, today Date) bool
}{
	{RunNotBegun, func(r Running, _ Date) bool { return !r.Active() }},
	{RunForbidden, func(r Running, today Date) bool { return r.pauseLonger() && today < r.From }},
	{RunTooSoon, func(r Running, today Date) bool { return r.last() != nil && today.Since(r.last().Date) < 2 }},
	{RunUnjudged, func(r Running, _ Date) bool { _, waits := r.Waiting(); return waits }},
	{RunEnough, func(r Running, today Date) bool { return r.since(today.Add(-6)) >= RunsAWeek }},
}

// MayRun says whether an outing is due on this date: no reason against it, or the first one. RunEnds is looked at before.
func (r Running) MayRun(today Date) (RunRefusal, bool) {
	for _, row := range runRefusals {
		if row.holds(r, today) {
			return row.is, false
		}
	}
	return "", true
}

// NextRun is the first date on which an outing may be due, from today on, as far as dates decide it; "" while an answer or
// the entry check is missing.
func (r Running) NextRun(today Date) Date {
	for d := today; d < today.Add(RunGapDays); d = d.Add(1) {
		why, may := r.MayRun(d)
		if may {
			return d
		}
		if why == RunNotBegun || why == RunUnjudged {
			return ""
		}
	}
	return ""
}

// pauseLonger: the date given by the 24-hour rule is later than the day off that every outing has.
func (r Running) pauseLonger() bool {
	return r.From != "" && (r.last() == nil || r.From > r.last().Date.Add(2))
}

// since counts the outings from a date on.
func (r Running) since(from Date) int {
	n := 0
	for _, run := range r.Runs {
		if run.Date >= from {
			n++
		}
	}
	return n
}
