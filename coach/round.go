package coach

import "time"

// CloseRound ends a session: how full it was decides its outcome, and what it means for gaps, training days and the
// days between loading days (docs/adaptation.md).
func (m *Member) CloseRound(d *Day, r *Round, worked bool, now time.Time) {
	r.Ended = now
	share := m.share(d, r)
	agreed := share
	if r.Short {
		agreed = m.shareOf(d.shortened, r)
	}
	switch {
	case r.Light && worked:
		r.Outcome = Done
	case r.Light:
		r.Outcome = Begun
	case r.Stopped:
		r.Outcome = Hurt
	case agreed == CompletionFull:
		r.Outcome = Done
	case r.Cut:
		r.Outcome = Hurt
	case agreed == CompletionPartial:
		r.Outcome = Partly
	default:
		r.Outcome = Begun
	}
	if r.Light || !d.Loaded() {
		return
	}
	p := &m.Programme
	if heavy(d.Tasks) {
		p.LastLoaded = max(p.LastLoaded, d.Date)
	}
	for i := range m.Courses {
		c := &m.Courses[i]
		if Completed(r.done(c.Side), d.planned(c.Side)) != CompletionNone {
			c.LastLoading, c.NotGap, c.GapBase = max(c.LastLoading, d.Date), 0, nil
		}
	}
	if share == CompletionNone {
		return
	}
	if p.LastLoading < d.Date {
		p.TrainingDays++
	}
	p.LastLoading = max(p.LastLoading, d.Date)
}

// share is how much of the main exercise was done, every side weighing the same: one may count reps, the other seconds.
func (m *Member) share(d *Day, r *Round) Completion { return m.shareOf(d.planned, r) }

func (m *Member) shareOf(planOf func(Side) int, r *Round) Completion {
	done, planned, sides := 0, 1, 0
	for _, c := range m.Courses {
		if p := planOf(c.Side); p > 0 {
			done, planned = done*p+min(r.done(c.Side), p)*planned, planned*p
			sides++
		}
	}
	return Completed(done, planned*sides)
}

// CancelEvening calls off the evening's loading after a score of 6 or more in the morning; rest ordered by the coach.
// It reports whether there was anything to call off.
func (d *Day) CancelEvening() bool {
	r := d.Round(Evening)
	if r == nil || r.Outcome != "" || r.Light {
		return false
	}
	r.Outcome = Rested
	return true
}

// EveningCancelled: a session of this day, or an outing, reached 6 or more, during or after.
func (d *Day) EveningCancelled() bool {
	if d.Run != nil && TooSore(*d.Run) {
		return true
	}
	for _, r := range d.Rounds {
		for _, mark := range r.Marks {
			if worst := worse(mark.During, mark.After); !r.Light && worst != nil && TooSore(*worst) {
				return true
			}
		}
	}
	return false
}

// MinimumBetween is the time between two loading sessions of a day.
const MinimumBetween = 6 * time.Hour

// LoadedAt is when the latest loading session of the member's loaded days ended (zero: never).
func (m *Member) LoadedAt() time.Time {
	var last time.Time
	for _, d := range m.Days {
		for _, r := range d.Rounds {
			if r.loaded() && r.Ended.After(last) {
				last = r.Ended
			}
		}
	}
	return last
}
