package coach

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// drawPrescribed draws limits as they can come about: by prescriptions that passed the check.
func drawPrescribed(t *rapid.T) Prescribed {
	p := Prescribed{}
	for range rapid.IntRange(0, 6).Draw(t, "prescriptions") {
		rx := Prescription{
			Kind:  rapid.SampledFrom([]PrescriptionKind{PrescribeRung, PrescribeReps, PrescribeWithout, PrescribeWith, PrescribeLevel, PrescribeRange}).Draw(t, "kind"),
			Rung:  rapid.IntRange(0, MaxRung).Draw(t, "rung"),
			Reps:  rapid.SampledFrom(append([]int{0}, RepCeilings...)).Draw(t, "reps"),
			What:  rapid.SampledFrom(Exercises()).Draw(t, "what").ID,
			Until: "2026-03-20",
		}
		if p.Check(rx, "2026-03-02") == nil {
			p = p.With(rx)
		}
	}
	return p
}

// Limits only ever lower: a bounded state is never above the one it was made from, always within the limits, and bounding it
// again changes nothing.
func TestLimitsOnlyLower(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPrescribed(t)
		s := Start(rapid.IntRange(0, MaxRung).Draw(t, "at"), 2)
		s.Step = rapid.IntRange(1, TopStep).Draw(t, "step")
		s.Trial, s.Flare = rapid.Bool().Draw(t, "trial"), rapid.Bool().Draw(t, "flare")
		b := p.Bound(s)
		if b.Check() != nil || b.Rung > s.Rung || b.Rung == s.Rung && b.Step > s.Step || b.Flare != s.Flare {
			t.Fatalf("%+v bounds %+v to %+v", p, s, b)
		}
		if b.Rung > p.topRung() || p.onRung(b.Rung) == "" || b.Step > p.topStep(b.Rung) {
			t.Fatalf("%+v leaves %+v above the limits", p, b)
		}
		if p.Bound(b) != b {
			t.Fatalf("%+v bounds %+v twice", p, b)
		}
	})
}

// Whatever is answered, day after day: nothing leads above the limits, and no exercise that is left out is planned.
func TestNoDayLeadsAboveTheLimits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := Member{Programme: Programme{Start: "2026-03-02"}}
		for _, side := range []Side{Left, Right}[:rapid.IntRange(1, 2).Draw(t, "sides")] {
			m.Courses = append(m.Courses, Course{Side: side, State: Start(rapid.IntRange(0, MaxRung).Draw(t, "start"), 2)})
		}
		date := Date("2026-03-02")
		for range 20 {
			d := m.OpenDay(date, []Slot{Morning, Evening})
			if rapid.IntRange(0, 5).Draw(t, "prescribed") == 0 {
				rx := Prescription{Kind: PrescribeRung, Rung: rapid.IntRange(0, MaxRung).Draw(t, "rung")}
				switch rapid.IntRange(0, 2).Draw(t, "kind") {
				case 1:
					rx = Prescription{Kind: PrescribeReps, Reps: rapid.SampledFrom(append([]int{0}, RepCeilings...)).Draw(t, "reps")}
				case 2:
					rx = Prescription{Kind: PrescribeWithout, What: rapid.SampledFrom(Exercises()).Draw(t, "what").ID}
				}
				if m.Prescribed.Check(rx, date) == nil {
					m.Prescribe(rx, date)
				}
			}
			d.CheckIn.Morning = map[Side]int{Left: rapid.IntRange(0, 4).Draw(t, "morning"), Right: 1}
			d.CheckIn.Night, d.CheckIn.Painkiller = new(0), new(false)
			m.Settle(date, Auto)
			if side := m.HarderSide(d); side != "" && rapid.Bool().Draw(t, "harder") {
				if err := m.TryHarder(d, side); err != nil {
					t.Fatal(err)
				}
			}
			p := m.Prescribed
			for _, c := range m.Courses {
				if c.State.Rung > p.topRung() || c.State.Step > p.topStep(c.State.Rung) || slices.Contains(p.Without, c.ExerciseID()) {
					t.Fatalf("%s: %s at %+v above %+v", date, c.ExerciseID(), c.State, p)
				}
			}
			for _, task := range d.Tasks {
				if task.Rung > p.topRung() || slices.Contains(p.Without, task.Exercise) {
					t.Fatalf("%s: %+v planned above %+v", date, task, p)
				}
			}
			for i := range d.Rounds {
				r := &d.Rounds[i]
				r.Outcome, r.Effort = Done, new(0)
				for _, task := range d.Tasks {
					for _, side := range task.Sides {
						mark := r.Mark(side)
						mark.During, mark.After, mark.Done = new(rapid.IntRange(0, 3).Draw(t, "pain")), new(1), task.Dose().Total()
					}
				}
			}
			for i := range m.Courses {
				m.Courses[i].LastLoading = date
			}
			date = date.Add(1)
		}
	})
}

func TestAnExerciseIsAlwaysLeft(t *testing.T) {
	p := Prescribed{Without: []string{"static_abduction_lying"}}
	if err := p.Check(Prescription{Kind: PrescribeWithout, What: "static_abduction_standing"}, "2026-03-02"); err == nil {
		t.Error("everything can be left out")
	}
	for _, rx := range []Prescription{
		{Kind: PrescribeRung, Rung: 8}, {Kind: PrescribeRung, Rung: -1}, {Kind: PrescribeReps, Reps: 7}, {Kind: PrescribeWithout, What: "push_up"},
		{Kind: PrescribeWithout, What: "straight_leg_raise"}, {Kind: PrescribeWith, What: "clam"}, {Kind: PrescribePause, Until: "2026-03-02"},
		{Kind: PrescribePause, Until: "2027-03-02"}, {Kind: "dose"}, {},
	} {
		if p.Check(rx, "2026-03-02") == nil {
			t.Errorf("%+v passes", rx)
		}
	}
}

// What lowers does not wait for the member's word; what raises does.
func TestWhatRaisesWaits(t *testing.T) {
	p := Prescribed{Capped: true, Rung: 4, Reps: 12, Without: []string{"clam"}}
	for _, c := range []struct {
		rx     Prescription
		lowers bool
	}{
		{Prescription{Kind: PrescribeRung, Rung: 3}, true}, {Prescription{Kind: PrescribeRung, Rung: 4}, false}, {Prescription{Kind: PrescribeRung, Rung: MaxRung}, false},
		{Prescription{Kind: PrescribeReps, Reps: 10}, true}, {Prescription{Kind: PrescribeReps, Reps: 15}, false}, {Prescription{Kind: PrescribeReps}, false},
		{Prescription{Kind: PrescribeWithout, What: "hip_drop"}, true}, {Prescription{Kind: PrescribeWith, What: "clam"}, false},
		{Prescription{Kind: PrescribeLevel}, true}, {Prescription{Kind: PrescribeRange}, false}, {Prescription{Kind: PrescribePause, Until: "2026-03-20"}, true},
	} {
		if got := p.Lowers(c.rx); got != c.lowers {
			t.Errorf("%+v lowers: %v", c.rx, got)
		}
	}
}

// A limit set while a plan is in force changes today's plan, and lifting it brings nothing back by itself.
func TestALimitReachesTodaysPlan(t *testing.T) {
	m := Member{Programme: Programme{Start: "2026-03-01"}, Courses: []Course{{Side: Left, State: Start(4, 2)}}}
	m.Courses[0].State.Step = 20
	m.OpenDay("2026-03-01", []Slot{Morning})
	d := m.OpenDay("2026-03-02", []Slot{Morning})
	d.CheckIn.Morning = map[Side]int{Left: 1}
	m.Settle("2026-03-02", Auto)
	m.Prescribe(Prescription{Kind: PrescribeReps, Reps: 10}, "2026-03-02")
	m.Settle("2026-03-02", Auto)
	if got := d.Tasks[0].Dose(); got.Count != 10 {
		t.Errorf("today: %+v", got)
	}
	m.Prescribe(Prescription{Kind: PrescribeWithout, What: "hip_drop"}, "2026-03-02")
	m.Settle("2026-03-02", Auto)
	if got := d.Tasks[0]; got.Exercise != "offset_bridge" || got.Step != StartStep {
		t.Errorf("without the hip drop: %+v", got)
	}
	m.Prescribe(Prescription{Kind: PrescribeReps}, "2026-03-02")
	m.Prescribe(Prescription{Kind: PrescribeWith, What: "hip_drop"}, "2026-03-02")
	if c := m.Courses[0]; c.State.Rung != 3 || c.State.Step != StartStep || m.Prescribed.Any() {
		t.Errorf("lifted: %+v, %+v", c.State, m.Prescribed)
	}
}
