package coach

import (
	"maps"
	"slices"
)

// Clone gives a member that shares nothing changeable with the original, so that a turn can be thought through without
// touching what was loaded.
func (m Member) Clone() Member {
	m.Consents = slices.Clone(m.Consents)
	m.Courses = slices.Clone(m.Courses)
	m.Days = slices.Clone(m.Days)
	for i := range m.Days {
		m.Days[i] = m.Days[i].clone()
	}
	if m.Session != nil {
		s := *m.Session
		s.Sets = slices.Clone(s.Sets)
		m.Session = &s
	}
	if m.Lock != nil {
		l := *m.Lock
		l.Left = slices.Clone(l.Left)
		m.Lock = &l
	}
	if m.Pause != nil {
		p := *m.Pause
		m.Pause = &p
	}
	m.Place.Draft = maps.Clone(m.Place.Draft)
	m.Place.Answered = maps.Clone(m.Place.Answered)
	m.Place.Queue = slices.Clone(m.Place.Queue)
	m.Place.Owed = slices.Clone(m.Place.Owed)
	m.Place.Look.Found = slices.Clone(m.Place.Look.Found)
	m.Place.Asking.Left = slices.Clone(m.Place.Asking.Left)
	m.Place.Asking.Past = slices.Clone(m.Place.Asking.Past)
	m.Place.Reading.Also = slices.Clone(m.Place.Reading.Also)
	m.Outcomes.Activities = slices.Clone(m.Outcomes.Activities) // the rest of Outcomes is replaced, never changed
	m.Notes = slices.Clone(m.Notes)
	m.Tips.Told = slices.Clone(m.Tips.Told)
	m.Intake.Usual = slices.Clone(m.Intake.Usual)
	m.Intake.Stand = slices.Clone(m.Intake.Stand)
	m.Programme.Flares = slices.Clone(m.Programme.Flares)
	m.Running.Runs = slices.Clone(m.Running.Runs)
	m.Road.Nights = slices.Clone(m.Road.Nights)
	m.Prescribed.Without = slices.Clone(m.Prescribed.Without)
	m.Pending = slices.Clone(m.Pending)
	m.Seats = slices.Clone(m.Seats)
	m.Practice = m.Practice.Clone()
	return m
}

func (d Day) clone() Day {
	d.CheckIn.Morning = maps.Clone(d.CheckIn.Morning)
	d.Rounds = slices.Clone(d.Rounds)
	for i := range d.Rounds {
		d.Rounds[i].Marks = slices.Clone(d.Rounds[i].Marks)
		for j := range d.Rounds[i].Marks {
			d.Rounds[i].Marks[j].Pain = maps.Clone(d.Rounds[i].Marks[j].Pain)
		}
	}
	d.Before = slices.Clone(d.Before)
	d.Verdicts = slices.Clone(d.Verdicts)
	d.Tasks = slices.Clone(d.Tasks)
	d.Wishes = slices.Clone(d.Wishes)
	d.Begun = maps.Clone(d.Begun)
	return d
}
