package coach

import (
	"cmp"
	"slices"
)

// Visit is what a physiotherapist looked at on one date of the member's calendar, and how often.
type Visit struct {
	Date  Date   `json:"date"`
	What  string `json:"what"` // one of the things that can be looked at
	Times int    `json:"times"`
}

// The things that can be looked at, beside the charts, which go by the names of their papers.
const (
	SeenList   = "list"   // the list of patients, with what needs attention
	SeenDigest = "digest" // the morning's list
	SeenFlag   = "flag"   // the word on a red flag
	SeenPage   = "page"   // the page with the week in words
	SeenReport = "report"
)

// keepVisits is how many lines of the record a seat keeps at hand; the journal has all of them.
const keepVisits = 120

// Look notes in the record that something was looked at.
func (s *Seat) Look(date Date, what string) {
	s.Visits = slices.Clone(s.Visits)
	for i := range s.Visits {
		if v := &s.Visits[i]; v.Date == date && v.What == what {
			v.Times++
			return
		}
	}
	s.Visits = append(s.Visits, Visit{Date: date, What: what, Times: 1})
	s.Visits = s.Visits[max(0, len(s.Visits)-keepVisits):]
}

// VisitDay is one line of the record: one physiotherapist, one date.
type VisitDay struct {
	Date  Date
	Label string
	Seen  []Visit
}

// VisitDays gives the record, the latest dates first, at most so many lines.
func (m *Member) VisitDays(most int) []VisitDay {
	var days []VisitDay
	for _, s := range m.Seats {
		for _, v := range s.Visits {
			i := slices.IndexFunc(days, func(d VisitDay) bool { return d.Date == v.Date && d.Label == s.Label })
			if i < 0 {
				i = len(days)
				days = append(days, VisitDay{Date: v.Date, Label: s.Label})
			}
			days[i].Seen = append(days[i].Seen, v)
		}
	}
	slices.SortStableFunc(days, func(a, b VisitDay) int { return -cmp.Compare(a.Date, b.Date) })
	return days[:min(most, len(days))]
}
