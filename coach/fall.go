package coach

// Fall takes note of a fall in the course of the programme: the rule of the start holds from now on, also for who had been cleared before it. A side on an
// exercise beyond the limit comes down to it, at the start dose.
func (m *Member) Fall() {
	yes := true
	m.Intake.Unsteady, m.Intake.Cleared = &yes, false
	for i := range m.Courses {
		m.KeepWithin(&m.Courses[i])
	}
}

// bound brings a state down to what is prescribed, and to the rung limit.
func (m *Member) bound(s State) State {
	s = m.Prescribed.Bound(s)
	if limit := m.RungLimit(); s.Rung > limit {
		s = Prescribed{Capped: true, Rung: limit}.Bound(s)
		s = m.Prescribed.Bound(s) // an exercise of that rung may be left out
	}
	return s
}

// OneLeg says that an exercise is done standing on one leg.
func OneLeg(id string) bool {
	e, ok := ExerciseByID(id)
	return ok && e.OneLeg
}
