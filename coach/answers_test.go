package coach

import (
	"encoding/json"
	"testing"
)

func TestCompletedShare(t *testing.T) {
	for _, c := range []struct {
		done, planned int
		want          Completion
	}{
		{60, 60, CompletionFull}, {70, 60, CompletionFull}, {54, 60, CompletionFull}, {53, 60, CompletionPartial},
		{30, 60, CompletionPartial}, {29, 60, CompletionNone}, {0, 60, CompletionNone}, {0, 0, CompletionNone},
		{5, 0, CompletionNone}, {9, 10, CompletionFull}, {5, 10, CompletionPartial}, {4, 9, CompletionNone},
	} {
		if got := Completed(c.done, c.planned); got != c.want {
			t.Errorf("%d of %d: %s, want %s", c.done, c.planned, got, c.want)
		}
	}
}

func TestTrendOfTwoWeeks(t *testing.T) {
	for _, c := range []struct {
		name         string
		last, before []int
		want         Trend
		halves       int
		ok           bool
	}{
		{"three mornings are too few", []int{9, 9, 9}, []int{0, 0, 0, 0}, TrendMissing, 0, false},
		{"three the week before", []int{9, 9, 9, 9}, []int{0, 0, 0}, TrendMissing, 0, false},
		{"nothing", nil, nil, TrendMissing, 0, false},
		{"half a point better", []int{1, 1, 2, 2}, []int{2, 2, 2, 2}, TrendDown, -1, true},
		{"the same", []int{2, 2, 2, 2}, []int{2, 2, 2, 2, 2}, TrendFlat, 0, true},
		{"half a point worse", []int{2, 2, 3, 3}, []int{2, 2, 2, 2}, TrendFlat, 1, true},
		{"a point worse", []int{3, 3, 3, 3}, []int{2, 2, 2, 2}, TrendUp1, 2, true},
		{"a point and a half worse", []int{3, 3, 4, 4}, []int{2, 2, 2, 2}, TrendUp1, 3, true},
		{"two points worse", []int{4, 4, 4, 4}, []int{2, 2, 2, 2}, TrendUp2, 4, true},
		{"the median, not the mean", []int{0, 2, 2, 2, 10}, []int{2, 2, 2, 2}, TrendFlat, 0, true},
		{"unsorted", []int{9, 1, 1, 1, 9, 1, 1}, []int{4, 0, 4, 4}, TrendDown, -6, true},
	} {
		if got := TrendOf(c.last, c.before); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if halves, ok := MorningShift(c.last, c.before); halves != c.halves || ok != c.ok {
			t.Errorf("%s: shift %d, %v, want %d, %v", c.name, halves, ok, c.halves, c.ok)
		}
	}
}

// The mornings stay in the order in which they were given.
func TestTrendLeavesTheMorningsAlone(t *testing.T) {
	mornings := []int{4, 1, 3, 2}
	TrendOf(mornings, mornings)
	if mornings[0] != 4 || mornings[1] != 1 || mornings[3] != 2 {
		t.Errorf("sorted in place: %v", mornings)
	}
}

func TestCautiousRaisesDuringAndAfterOnly(t *testing.T) {
	said := Answers{During: Rated(2), After: Rated(10), Morning: Rated(3), Night: Rated(1), Effort: Rated(2)}
	got := Cautious(said)
	if *got.During != 3 || *got.After != 10 || *got.Morning != 3 || *got.Night != 1 || *got.Effort != 2 {
		t.Errorf("got %d %d %d %d %d", *got.During, *got.After, *got.Morning, *got.Night, *got.Effort)
	}
	if *said.During != 2 {
		t.Error("the stored answer was changed")
	}
	if quiet := Cautious(Answers{Completion: CompletionNone}); quiet != (Answers{Completion: CompletionNone}) {
		t.Errorf("a missing score became %+v", quiet)
	}
	// 5 that settles becomes 6: red, for a member who started sore.
	red := mustDecide(Start(0, 2), Cautious(Answers{During: Rated(5), Completion: CompletionFull}))
	if red.Level != L3 {
		t.Errorf("during 5 in cautious mode: %s", red.Level)
	}
}

func TestTrendInJSON(t *testing.T) {
	for trend, want := range map[Trend]string{TrendMissing: "null", TrendDown: `"down"`, TrendFlat: `"flat"`, TrendUp1: `"up1"`, TrendUp2: `"up2"`} {
		b, err := json.Marshal(trend)
		if err != nil || string(b) != want {
			t.Errorf("%q: %s (%v), want %s", trend, b, err, want)
		}
		back := TrendUp2
		if err := json.Unmarshal(b, &back); err != nil || back != trend {
			t.Errorf("%s came back as %q (%v)", b, back, err)
		}
	}
	var bad Trend
	if err := json.Unmarshal([]byte("3"), &bad); err == nil {
		t.Error("a number is no trend")
	}
}
