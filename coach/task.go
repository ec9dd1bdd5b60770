package coach

import "slices"

// Task is one main exercise of a day: for which sides, from which step, at what dose.
type Task struct {
	Exercise string `json:"exercise"`
	Rung     int    `json:"rung"`
	Step     int    `json:"step"`
	Sides    []Side `json:"sides"`
}

// Dose is the task's dose on its exercise's ladder.
func (t Task) Dose() Dose { return DoseAt(t.kind(), t.Step) }

func (t Task) kind() DoseKind {
	e, _ := ExerciseByID(t.Exercise)
	return e.Dose
}

// tasks turns the courses as they stand into what is to be loaded today: nothing for a side that rests. With both sides
// sore, an exercise that loads both hips follows the gentler of the two plans (adaptation 10).
func (m *Member) tasks() []Task {
	if m.Lock != nil {
		return nil
	}
	var out []Task
	for i := range m.Courses {
		c := &m.Courses[i]
		used := c
		if e := c.exercise(); len(m.Courses) == 2 && e.LoadsBoth {
			other := &m.Courses[1-i]
			if other.plan().Less(c.plan()) {
				used = other
			}
		}
		if used.State.Flare || c.State.Flare {
			continue
		}
		out = addTask(out, c.Side, used)
	}
	return out
}

// Upcoming lays out a loading session as the courses stand now. What is decided before it begins may change it.
func (m *Member) Upcoming() []Set { return NewSession(m.tasks(), false) }

// heavy: something here is on an every-other-day rung.
func heavy(tasks []Task) bool {
	return slices.ContainsFunc(tasks, func(t Task) bool { return t.Rung >= FirstEverySecondDayRung })
}

// addTask joins two sides that do the same exercise at the same dose.
func addTask(tasks []Task, side Side, c *Course) []Task {
	t := Task{Exercise: c.exercise().ID, Rung: c.State.Rung, Step: c.State.Step, Sides: []Side{side}}
	for i, have := range tasks {
		if have.Exercise == t.Exercise && have.Step == t.Step {
			tasks[i].Sides = append(slices.Clip(have.Sides), side)
			return tasks
		}
	}
	return append(tasks, t)
}

// exercise is the main exercise of the course's rung, or the one chosen in its place.
func (c *Course) exercise() Exercise {
	if e, ok := ExerciseByID(c.Instead); ok && e.Rung == c.State.Rung {
		return e
	}
	return MainExercise(c.State.Rung)
}

// ExerciseID is the id of the exercise the course is on.
func (c *Course) ExerciseID() string { return c.exercise().ID }

func (c *Course) plan() Plan {
	if c.State.Flare {
		return Plan{Action: ActionRest, Rung: c.State.Rung, Step: c.State.Step}
	}
	return Plan{Action: ActionHold, Rung: c.State.Rung, Step: c.State.Step}
}

// Dose is the dose of the course as it stands.
func (c *Course) Dose() Dose { return DoseAt(c.exercise().Dose, c.State.Step) }

// Shortened are tasks as the two-minute version: the smallest dose there is, one set of five.
func Shortened(tasks []Task) []Task {
	var out []Task
	for _, t := range tasks {
		t.Step = 1
		out = append(out, t)
	}
	return out
}
