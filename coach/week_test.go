package coach

import "testing"

func TestWeeksBeginOnDayOneEightFifteen(t *testing.T) {
	for _, c := range []struct {
		last, today int
		want        bool
	}{
		{0, 1, true}, {0, 0, false}, {1, 1, false}, {1, 2, false}, {1, 7, false}, {7, 7, false}, {7, 8, true}, {8, 8, false},
		{8, 14, false}, {8, 15, true}, {6, 30, true}, {-3, 0, false}, {-3, 1, true},
	} {
		if got := CrossesWeek(c.last, c.today); got != c.want {
			t.Errorf("last decision on day %d, today %d: %v", c.last, c.today, got)
		}
	}
	for day, want := range map[int]int{0: 1, 1: 8, 7: 8, 8: 15, 14: 15, 15: 22} {
		if got := NextWeekDay(day); got != want {
			t.Errorf("NextWeekDay(%d) = %d, want %d", day, got, want)
		}
	}
}

func TestNewWeekCountsAnew(t *testing.T) {
	s := Start(3, 2)
	s.Step, s.UpsThisWeek, s.Points, s.Flare = 12, 3, 4, true
	want := s
	want.UpsThisWeek, want.WeekStartStep = 0, 12
	if got := NewWeek(s); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestPeakOfTheLastSevenDaysOnThisRung(t *testing.T) {
	on := func(rung int, steps ...int) []Held {
		var held []Held
		for _, s := range steps {
			held = append(held, Held{Rung: rung, Step: s})
		}
		return held
	}
	for _, c := range []struct {
		name string
		held []Held
		want int
	}{
		{"nothing held", nil, 0},
		{"day 0 only", on(1, 8), 8},
		{"the highest, not the last", on(1, 8, 9, 12, 6), 12},
		{"seven days, not eight", on(1, 20, 8, 8, 8, 8, 9, 8, 8), 9},
		{"seven days in full", on(1, 20, 8, 8, 8, 8, 8, 8), 20},
		{"since the last change of rung", append(on(2, 20, 20), on(1, 8, 9)...), 9},
		{"an earlier stay on the rung is over", append(append(on(1, 20), on(2, 3)...), on(1, 13)...), 13},
	} {
		if got := Peak(c.held); got != c.want {
			t.Errorf("%s: got %d, want %d", c.name, got, c.want)
		}
	}
}

func TestUsualMorningPainOnlyFalls(t *testing.T) {
	for _, c := range []struct {
		name     string
		usual    int
		mornings []int
		want     int
	}{
		{"three mornings are too few", 5, []int{0, 0, 0}, 5},
		{"four are enough", 5, []int{2, 0, 1, 1}, 1},
		{"a half is rounded up", 5, []int{1, 2, 2, 1}, 2},
		{"half of an odd sum", 5, []int{0, 1, 2, 5}, 2},
		{"odd number: the middle one", 5, []int{9, 3, 1, 4, 2}, 3},
		{"it never rises", 2, []int{6, 6, 6, 6, 6, 6, 6}, 2},
	} {
		if got := LowerUsual(Start(1, c.usual), c.mornings).UsualMorningPain; got != c.want {
			t.Errorf("%s: got %d, want %d", c.name, got, c.want)
		}
	}
}

// The week first, then the peak, then (only when a week begins) the usual morning pain.
func TestNewDay(t *testing.T) {
	s := Start(1, 5)
	s.Step, s.UpsThisWeek, s.PeakStep7d = 12, 2, 20
	held, mornings := []Held{{Rung: 1, Step: 14}, {Rung: 1, Step: 12}}, []int{1, 1, 1, 1}
	plain := NewDay(s, false, held, mornings)
	want := s
	want.PeakStep7d = 14
	if plain != want {
		t.Errorf("an ordinary day: got %+v, want %+v", plain, want)
	}
	want.UpsThisWeek, want.WeekStartStep, want.UsualMorningPain = 0, 12, 1
	if got := NewDay(s, true, held, mornings); got != want {
		t.Errorf("a new week: got %+v, want %+v", got, want)
	}
	if got := NewDay(s, false, []Held{{Rung: 1, Step: 1}}, nil); got.PeakStep7d != 1 {
		t.Errorf("a week at the smallest dose: peak %d", got.PeakStep7d)
	}
	if got := NewDay(s, false, nil, nil); got != s {
		t.Errorf("nothing held: got %+v, want %+v", got, s)
	}
}
