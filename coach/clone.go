package coach

import (
	"maps"
	"slices"
)

// Clone gives a member that shares nothing changeable with the original, so that a turn can be thought through without
// touching what was loaded. Shared are numbers behind a pointer, which are replaced and never changed, and what is only looked at:
// the patients' own documents, Invited and Overview.
func (m Member) Clone() Member {
	m.Consents = slices.Clone(m.Consents)
	m.Courses = each(m.Courses, Course.clone)
	m.Days = each(m.Days, Day.clone)
	if m.Session != nil {
		s := *m.Session
		s.Sets = each(s.Sets, Set.clone)
		s.Rate = slices.Clone(s.Rate)
		m.Session = &s
	}
	if m.Lock != nil {
		l := *m.Lock
		l.Left = slices.Clone(l.Left)
		m.Lock = &l
	}
	m.Pause = copied(m.Pause)
	m.Place.Undo = slices.Clone(m.Place.Undo)
	m.Place.Draft = maps.Clone(m.Place.Draft)
	m.Place.Answered = maps.Clone(m.Place.Answered)
	m.Place.Queue = slices.Clone(m.Place.Queue)
	m.Place.Owed = slices.Clone(m.Place.Owed)
	m.Place.Look.Found = slices.Clone(m.Place.Look.Found)
	m.Place.Asking.Left = slices.Clone(m.Place.Asking.Left)
	m.Place.Asking.Past = slices.Clone(m.Place.Asking.Past)
	m.Place.Reading.Also = slices.Clone(m.Place.Reading.Also)
	m.Outcomes.Activities = slices.Clone(m.Outcomes.Activities)
	m.Outcomes.Surveys = each(m.Outcomes.Surveys, Survey.clone)
	m.Outcomes.Asked = each(m.Outcomes.Asked, Asked.clone)
	m.Outcomes.Reviewed = slices.Clone(m.Outcomes.Reviewed)
	m.Notes = slices.Clone(m.Notes)
	m.Tips.Told = slices.Clone(m.Tips.Told)
	m.Intake.Usual = slices.Clone(m.Intake.Usual)
	m.Intake.Stand = slices.Clone(m.Intake.Stand)
	m.Programme.Flares = slices.Clone(m.Programme.Flares)
	m.Running.Runs = slices.Clone(m.Running.Runs)
	m.Road.Nights = slices.Clone(m.Road.Nights)
	m.Prescribed.Without = slices.Clone(m.Prescribed.Without)
	m.Pending = slices.Clone(m.Pending)
	m.Seats = each(m.Seats, Seat.clone)
	m.Practice = m.Practice.Clone()
	return m
}

// each gives the clones of a list, nil for nil.
func each[T any](list []T, clone func(T) T) []T {
	list = slices.Clone(list)
	for i := range list {
		list[i] = clone(list[i])
	}
	return list
}

// copied gives a pointer to a copy, nil for nil.
func copied[T any](p *T) *T {
	if p == nil {
		return nil
	}
	c := *p
	return &c
}

func (d Day) clone() Day {
	d.CheckIn.Morning = maps.Clone(d.CheckIn.Morning)
	d.Rounds = each(d.Rounds, Round.clone)
	d.Before = each(d.Before, Course.clone)
	d.Verdicts = each(d.Verdicts, Verdict.clone)
	d.Tasks = each(d.Tasks, Task.clone)
	d.Wishes = slices.Clone(d.Wishes)
	d.Begun = maps.Clone(d.Begun)
	return d
}

func (r Round) clone() Round {
	r.Marks = each(r.Marks, Mark.clone)
	return r
}

func (m Mark) clone() Mark {
	m.Pain = maps.Clone(m.Pain)
	return m
}

func (c Course) clone() Course {
	c.Held, c.GapBase = slices.Clone(c.Held), copied(c.GapBase)
	return c
}

func (v Verdict) clone() Verdict {
	v.Offered = copied(v.Offered)
	return v
}

func (t Task) clone() Task {
	t.Sides = slices.Clone(t.Sides)
	return t
}

func (s Set) clone() Set {
	s.Sides = slices.Clone(s.Sides)
	return s
}

func (s Survey) clone() Survey {
	s.Activities, s.Situations, s.Stands = maps.Clone(s.Activities), maps.Clone(s.Situations), maps.Clone(s.Stands)
	return s
}

func (a Asked) clone() Asked {
	a.For, a.On = slices.Clone(a.For), slices.Clone(a.On)
	return a
}

func (s Seat) clone() Seat {
	s.Visits = slices.Clone(s.Visits)
	return s
}
