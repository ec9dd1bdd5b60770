package coach

import (
	"fmt"
	"maps"
	"slices"
)

// Outcomes is everything a member's questionnaires came to. None of it changes a dose.
type Outcomes struct {
	Activities []Activity  `json:"activities,omitempty"`
	Surveys    []Survey    `json:"surveys,omitempty"` // oldest first, one a date
	Asked      []Asked     `json:"asked,omitempty"`
	Reviewed   []Milestone `json:"reviewed,omitempty"`
	Off        bool        `json:"off,omitempty"` // the member wants no questions
}

// Activity is one of up to three things that matter to the member, in their own words. The method is that of the
// Patient-Specific Functional Scale (Stratford 1995); the wording is ours.
type Activity struct {
	ID    string `json:"id"`
	Text  string `json:"text"`
	Until Date   `json:"until,omitempty"` // when another one took its place; it stays in the report
	Kept  bool   `json:"kept,omitempty"`  // back at 10, and the member would rather keep it than take another one
}

// MostActivities is how many a member may name at a time.
const MostActivities = 3

// Situation is one of the three fixed ones, each reported by itself.
type Situation string

// The situations.
const (
	LyingOnSide Situation = "lying_on_side"
	Stairs      Situation = "stairs"
	Rising      Situation = "rising" // after sitting
)

// Situations lists them in the order in which they are asked.
func Situations() []Situation { return []Situation{LyingOnSide, Stairs, Rising} }

// Survey holds what was answered of the questionnaires of one date. What is missing was not asked or not answered.
type Survey struct {
	Date  Date `json:"date"`
	First bool `json:"first,omitempty"` // the baseline, asked before the programme began

	Pain       *int              `json:"pain,omitempty"`       // M2, 0-10: on average over the last seven days
	Activities map[string]int    `json:"activities,omitempty"` // M3, 0-10, 10 as before; by the activity's id
	Situations map[Situation]int `json:"situations,omitempty"` // M4, 0-10, 10 as before
	Change     *int              `json:"change,omitempty"`     // M5, -5 to +5: compared with the start
	Stands     map[Side]Stand    `json:"stands,omitempty"`     // M6
}

// Stand is how long the sore leg carried the member, and the worst pain in it. It ends at pain 6, at loss of balance, or
// when the other foot touches.
type Stand struct {
	Seconds int `json:"seconds"` // 0-30
	Pain    int `json:"pain"`    // 0-10
}

// LongestStand is the length of the test in seconds (LEAP-Ireland).
const LongestStand = 30

// Check names the first answer that is out of its range.
func (s Survey) Check() error {
	in := func(what string, n, lo, hi int) error {
		if n < lo || n > hi {
			return fmt.Errorf("survey: %s is %d, want %d to %d", what, n, lo, hi)
		}
		return nil
	}
	var faults []error
	if s.Pain != nil {
		faults = append(faults, in("pain", *s.Pain, 0, 10))
	}
	if s.Change != nil {
		faults = append(faults, in("change", *s.Change, -5, 5))
	}
	for _, n := range s.Activities {
		faults = append(faults, in("an activity", n, 0, 10))
	}
	for at, n := range s.Situations {
		if !slices.Contains(Situations(), at) {
			return fmt.Errorf("survey: no situation %q", at)
		}
		faults = append(faults, in(string(at), n, 0, 10))
	}
	for _, st := range s.Stands {
		faults = append(faults, in("seconds", st.Seconds, 0, LongestStand), in("stand_pain", st.Pain, 0, 10))
	}
	for _, fault := range faults {
		if fault != nil {
			return fault
		}
	}
	return nil
}

// Note adds answers to those of the same date, a later answer taking the place of an earlier one. The Outcomes it is
// called on stay as they are.
func (o Outcomes) Note(s Survey) Outcomes {
	o.Surveys = slices.Clone(o.Surveys)
	at, found := slices.BinarySearchFunc(o.Surveys, s.Date, func(have Survey, d Date) int {
		switch {
		case have.Date < d:
			return -1
		case have.Date > d:
			return 1
		}
		return 0
	})
	if !found {
		o.Surveys = slices.Insert(o.Surveys, at, Survey{Date: s.Date})
	}
	have := &o.Surveys[at]
	have.First = have.First || s.First
	if s.Pain != nil {
		have.Pain = s.Pain
	}
	if s.Change != nil {
		have.Change = s.Change
	}
	have.Activities = with(have.Activities, s.Activities)
	have.Situations = with(have.Situations, s.Situations)
	have.Stands = with(have.Stands, s.Stands)
	return o
}

// with is a copy of one map with another laid over it.
func with[K comparable, V any](under, over map[K]V) map[K]V {
	if len(over) == 0 {
		return under
	}
	m := maps.Clone(under)
	if m == nil {
		m = map[K]V{}
	}
	maps.Copy(m, over)
	return m
}
