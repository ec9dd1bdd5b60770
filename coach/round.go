package coach

import "time"

// CloseRound ends a session: how full it was decides its outcome, and what it means for gaps, training days and the
// days between loading days (docs/adaptation.md).
func (m *Member) CloseRound(d *Day, r *Round, worked bool, now time.Time) {
	r.Ended = now
	share := m.share(d, r)
	switch {
	case r.Light && worked:
		r.Outcome = Done
	case r.Light:
		r.Outcome = Begun
	case r.Stopped:
		r.Outcome = Hurt
	case share == CompletionFull:
		r.Outcome = Done
	case share == CompletionPartial:
		r.Outcome = Partly
	default:
		r.Outcome = Begun
	}
	if r.Light || !d.Loaded() {
		return
	}
	p := &m.Programme
	if len(d.Tasks) > 0 && d.Tasks[0].Rung >= FirstEverySecondDayRung {
		p.LastLoaded = d.Date
	}
	if share == CompletionNone {
		return
	}
	if p.LastLoading != d.Date {
		p.TrainingDays++
	}
	p.LastLoading, p.NotGap = d.Date, 0
	for i := range m.Courses {
		m.Courses[i].GapBase = nil
	}
}

// share is how much of the main exercise was done, over all sides.
func (m *Member) share(d *Day, r *Round) Completion {
	done, planned := 0, 0
	for _, c := range m.Courses {
		planned += d.planned(c.Side)
		done += r.done(c.Side)
	}
	if planned == 0 {
		return CompletionNone
	}
	return Completed(done, planned)
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

// EveningCancelled: a session of this day reached 6 or more, during or after.
func (d *Day) EveningCancelled() bool {
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
			if !r.Light && r.Ended.After(last) && len(r.Marks) > 0 && (r.Outcome == Done || r.Outcome == Partly || r.Outcome == Begun || r.Outcome == Hurt) {
				last = r.Ended
			}
		}
	}
	return last
}
