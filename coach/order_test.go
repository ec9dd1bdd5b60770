package coach

import "testing"

// From least to most load; each is less than all that follow, and equal to itself.
func TestOrderOfPlans(t *testing.T) {
	plans := []Plan{
		{ActionStop, 7, 28},
		{ActionRest, 7, 28},
		{ActionHold, 0, 1},
		{ActionRungDown, 0, 28},
		{ActionRungUp, 1, 3},
		{ActionBack2, 1, 4},
		{ActionBack1, 2, 1},
		{ActionUp, 7, 28},
	}
	for i, p := range plans {
		for j, q := range plans {
			got := p.Compare(q)
			if i < j && got >= 0 || i == j && got != 0 || i > j && got <= 0 {
				t.Errorf("%+v against %+v: %d", p, q, got)
			}
			if p.Less(q) != (i < j) || Lower(p, q) != plans[min(i, j)] {
				t.Errorf("%+v against %+v: less %v, lower %+v", p, q, p.Less(q), Lower(p, q))
			}
		}
	}
}

// What is not done has no dose: two rest days are equal whatever the state keeps, and so are the same doses.
func TestEqualPlans(t *testing.T) {
	for _, c := range [][2]Plan{
		{{ActionRest, 1, 2}, {ActionRest, 3, 4}},
		{{ActionStop, 1, 2}, {ActionStop, 3, 4}},
		{{ActionUp, 3, 9}, {ActionHold, 3, 9}},
	} {
		if c[0].Compare(c[1]) != 0 || Lower(c[0], c[1]) != c[0] || Lower(c[1], c[0]) != c[1] {
			t.Errorf("%+v and %+v are not equal", c[0], c[1])
		}
	}
}
