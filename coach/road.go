package coach

import "time"

// Road is what is kept in mind of the long road: journeys, and what is asked once in a while.
type Road struct {
	Home   string `json:"home,omitempty"`   // the zone before a journey; "" = at home
	Nights []Date `json:"nights,omitempty"` // the latest dates on which the member wrote in what should be the night
	// TravelAsked is when the member was last asked about a journey, UpkeepOffered when keeping it up was offered, Episode
	// when somebody who had been away for months was asked what has changed.
	TravelAsked   Date `json:"travel_asked,omitempty"`
	UpkeepOffered Date `json:"upkeep_offered,omitempty"`
	Episode       Date `json:"episode,omitempty"`
	// UpkeepSince is when keeping it up began.
	UpkeepSince Date `json:"upkeep_since,omitempty"`
	// Schedule is what the reminders were before the exercise was only kept up.
	Schedule Schedules `json:"schedule,omitzero"`
	// Back: a pause has ended by the calendar; the next reminder says so.
	Back bool `json:"back,omitempty"`
}

// EpisodeGap is the gap in days after which the coming back counts as another episode: what is sore, and how sore, is
// asked anew. A design choice: the programme is as long.
const EpisodeGap = 84

// NewEpisode: the member is back after months and has not been asked yet what has changed.
func (m *Member) NewEpisode(today Date) bool {
	latest := max(m.Programme.LastLoading, m.Programme.Start)
	asked := m.Road.Episode
	return m.Gap(today) >= EpisodeGap && (asked <= latest || today.Since(asked) >= EpisodeGap)
}

// The days a week on which the exercise is kept up after the programme.
const (
	FewestUpkeep = 2
	MostUpkeep   = 3
)

// MayKeepUp: the programme is complete enough to go on with less.
func (m *Member) MayKeepUp() bool { return m.Programme.TrainingDays >= TrainingGoal }

// AtTop: every sore side holds the largest dose of the last exercise it may do.
func (m *Member) AtTop() bool {
	for _, c := range m.Courses {
		if c.State.Rung < min(m.RungLimit(), m.Prescribed.topRung()) || c.State.Step < m.Prescribed.topStep(c.State.Rung) || c.State.Trial || c.State.Flare || c.State.CoolOff > 0 {
			return false
		}
	}
	return len(m.Courses) > 0
}

// between: the exercise is kept up on some weekdays, and this date lies between a session and the next planned one. Such
// days are no gap, as the days off of the hard exercises are none; from the first planned day on they count.
func (p Programme) between(last, date Date) bool {
	if p.Upkeep == 0 || last == "" || date <= last {
		return false
	}
	for d := last.Add(1); d <= date; d = d.Add(1) {
		if p.Upkeep.Has(d.Weekday()) {
			return false
		}
	}
	return true
}

// Count is the number of days in the set.
func (w Weekdays) Count() int {
	n := 0
	for d := time.Sunday; d <= time.Saturday; d++ {
		if w.Has(d) {
			n++
		}
	}
	return n
}
