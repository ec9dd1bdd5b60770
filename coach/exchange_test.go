package coach

import "testing"

// Between two sets another exercise takes over as many sets as were left, cut as those were; it is never more, and what
// belongs to the harder rung only is left out.
func TestExchange(t *testing.T) {
	task := func(id string, rung, step int) []Task {
		return []Task{{Exercise: id, Rung: rung, Step: step, Sides: []Side{Left}}}
	}
	drop := NewSession(task("hip_drop", 4, 8), false)
	for name, c := range map[string]struct {
		at, fewer int
		laid      []Set
		want      []int // the counts of the sets from at on
		first     int   // the number of the first of them
	}{
		"after one set":        {at: 1, laid: NewSession(task("sit_to_stand", 3, 8), false), want: []int{10, 10}, first: 2},
		"cut":                  {at: 1, fewer: 8, laid: NewSession(task("sit_to_stand", 3, 8), false), want: []int{8, 8}, first: 2},
		"before the last":      {at: 2, laid: NewSession(task("sit_to_stand", 3, 8), false), want: []int{10}, first: 3},
		"fewer sets are there": {at: 1, laid: NewSession(task("sit_to_stand", 3, 8), false)[:1], want: []int{10}, first: 1},
	} {
		s := Session{Sets: drop, At: c.at - 1}
		if c.fewer > 0 {
			s.Fewer(c.fewer)
		}
		s.At = c.at
		if !s.Exchangeable() {
			t.Errorf("%s: not exchangeable", name)
		}
		s.Exchange(c.laid)
		rest := s.Sets[c.at:]
		if len(rest) != len(c.want) || rest[0].Number != c.first || rest[0].Exercise != "sit_to_stand" {
			t.Errorf("%s: %+v", name, rest)
			continue
		}
		for i, n := range c.want {
			if rest[i].Count != n {
				t.Errorf("%s: set %d has %d", name, i+1, rest[i].Count)
			}
		}
	}
	if s := (Session{Sets: drop, At: 3}); s.Exchangeable() {
		t.Error("the balance after the main exercise is exchanged")
	}
	third := append(append([]Set{}, drop[0], Set{Exercise: "offset_bridge", Main: true}), NewSession(task("sit_to_stand", 3, 8), false)[2:]...)
	third = append([]Set{{Exercise: "double_leg_bridge", Main: true}}, third...)
	if s := (Session{Sets: third, At: 3}); s.Exchangeable() {
		t.Error("a fourth exercise")
	}
}

// What was done counts as the same share of what is planned now, in reps or in seconds, rounded down.
func TestSwapInsideKeepsTheShare(t *testing.T) {
	for id, want := range map[string]int{"clam": 5, "double_leg_bridge": 10, "static_abduction_lying": 13} {
		m := Member{Courses: []Course{{Side: Left, State: State{Rung: 2, Step: 3}}}}
		d := Day{Tasks: m.tasks(), Rounds: []Round{{Slot: Evening}}}
		r := &d.Rounds[0]
		r.Mark(Left).Done = d.planned(Left) / 3
		if err := m.SwapInside(&d, r, Left, id); err != nil {
			t.Fatal(err)
		}
		if got := r.done(Left); got != want || want != d.planned(Left)/3 {
			t.Errorf("%s: a third counts as %d of %d, want %d", id, got, d.planned(Left), want)
		}
	}
}
