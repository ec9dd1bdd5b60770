package coach

import (
	"testing"
	"time"
)

// Kept up on Mondays and Thursdays, the days between are no gap; from the first session that was let pass they are one.
func TestDaysBetweenUpkeepAreNoGap(t *testing.T) {
	m := &Member{
		Stage:     StageActive,
		Programme: Programme{Start: "2026-01-05", LastOpened: "2026-04-06", LastLoading: "2026-04-06", Upkeep: WeekdaysOf(time.Monday, time.Thursday)},
		Courses:   []Course{{Side: Left, LastLoading: "2026-04-06", State: State{Rung: 4, Step: 20}}},
	}
	for _, c := range []struct {
		date Date
		want int
	}{{"2026-04-09", 1}, {"2026-04-10", 2}, {"2026-04-13", 5}, {"2026-04-16", 8}} {
		m := m.Clone()
		m.OpenDay(c.date, nil)
		if got := m.Gap(c.date); got != c.want {
			t.Errorf("%s: a gap of %d, want %d", c.date, got, c.want)
		}
	}
	m.Programme.Upkeep = 0
	m.OpenDay("2026-04-09", nil)
	if got := m.Gap("2026-04-09"); got != 3 {
		t.Errorf("in the programme the same days are a gap of %d, want 3", got)
	}
}

// What is kept up is never raised, and cut back as ever.
func TestUpkeepRaisesNothing(t *testing.T) {
	for _, c := range []struct {
		during int
		step   int
	}{{0, 10}, {7, 5}} {
		m := &Member{
			Stage:     StageActive,
			Programme: Programme{Start: "2026-03-02", LastOpened: "2026-04-06", LastLoading: "2026-04-06", Upkeep: WeekdaysOf(time.Monday, time.Thursday)},
			Courses: []Course{{
				Side: Left, LastLoading: "2026-04-06", Decided: "2026-04-06", DecidedDay: 35,
				State: State{Rung: 4, Step: 10, Points: 4, WeekStartStep: 10, PeakStep7d: 10},
			}},
		}
		dose := Task{Exercise: "hip_drop", Rung: 4, Step: 10, Sides: []Side{Left}}
		m.Days = []Day{{Date: "2026-04-06", Number: 35, Tasks: []Task{dose}, Rounds: []Round{{
			Slot: Morning, Outcome: Done, Effort: Rated(0), Marks: []Mark{{Side: Left, During: Rated(c.during), After: Rated(0), Done: dose.Dose().Total()}},
		}}}}
		day := m.OpenDay("2026-04-09", []Slot{Morning})
		day.CheckIn = CheckIn{Morning: map[Side]int{Left: 0}, Night: Rated(0), Done: true}
		m.Settle("2026-04-09", Auto)
		if v := day.Verdict(Left); v == nil || v.State.Step != c.step {
			t.Errorf("after %d in the sets: %+v", c.during, v)
		}
	}
}

// Who has been away for months is asked once what has changed, and again after the next long time away.
func TestAnotherEpisodeIsAskedAboutOnce(t *testing.T) {
	m := &Member{Programme: Programme{Start: "2026-01-05", LastLoading: "2026-03-01"}, Courses: []Course{{Side: Left, LastLoading: "2026-03-01"}}}
	for _, c := range []struct {
		today, asked Date
		want         bool
	}{
		{"2026-05-23", "", false}, {"2026-05-24", "", true}, {"2026-05-25", "2026-05-24", false}, {"2026-05-25", "2025-12-01", true},
		{"2026-08-16", "2026-05-24", true},
	} {
		m.Road.Episode = c.asked
		if got := m.NewEpisode(c.today); got != c.want {
			t.Errorf("%s, asked %q: %v", c.today, c.asked, got)
		}
	}
}

func TestTheTopIsTheLargestDoseOfTheLastExercise(t *testing.T) {
	m := &Member{Courses: []Course{{Side: Left, State: State{Rung: MaxRung, Step: TopStep}}, {Side: Right, State: State{Rung: MaxRung, Step: TopStep - 1}}}}
	if m.AtTop() {
		t.Error("one side is not there yet")
	}
	m.Courses[1].State.Step = TopStep
	if !m.AtTop() {
		t.Error("both are there")
	}
	unsteady := true
	m.Intake.Unsteady = &unsteady
	m.Courses = []Course{{State: State{Rung: 3, Step: TopStep}}}
	if !m.AtTop() {
		t.Error("the top is where the limit is")
	}
	if WeekdaysOf(time.Monday, time.Thursday).Count() != 2 || EveryDay.Count() != 7 {
		t.Error("the days of a week")
	}
}
