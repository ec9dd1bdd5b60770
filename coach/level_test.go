package coach

import (
	"strings"
	"testing"
)

// Usual morning pain against this morning's score, as the rules spell it out; the same row from usual 5 to 10.
func TestMorningLevelTable(t *testing.T) {
	rows := []string{
		"0 0 2 3 3 3 3 3 4 4 4",
		"0 0 0 3 3 3 3 3 4 4 4",
		"0 0 0 2 3 3 3 3 4 4 4",
		"0 0 0 1 2 3 3 3 4 4 4",
		"0 0 0 1 1 2 3 3 4 4 4",
		"0 0 0 1 1 1 3 3 4 4 4",
	}
	for usual := 0; usual <= 10; usual++ {
		for score, want := range strings.Fields(rows[min(5, usual)]) {
			got, cause := Grade(State{UsualMorningPain: usual}, Answers{Morning: Rated(score)})
			if got != Level("L"+want) || cause != CauseMorning {
				t.Errorf("usual %d, morning %d: got %s by %q, want L%s by morning", usual, score, got, cause, want)
			}
		}
	}
}

func TestOtherLevels(t *testing.T) {
	scores := strings.Fields("L0 L0 L0 L1 L1 L1 L3 L3 L4 L4 L4")
	for n, want := range scores {
		if got, cause := Grade(State{}, Answers{During: Rated(n)}); got != Level(want) || cause != CauseDuring {
			t.Errorf("during %d: got %s by %q, want %s", n, got, cause, want)
		}
		if got, cause := Grade(State{}, Answers{After: Rated(n)}); got != Level(want) || cause != CauseAfter {
			t.Errorf("after %d: got %s by %q, want %s", n, got, cause, want)
		}
	}
	for n, want := range []Level{L0, L0, L2, L3} {
		if got, cause := Grade(State{}, Answers{Night: Rated(n)}); got != want || cause != CauseNight {
			t.Errorf("night %d: got %s by %q, want %s", n, got, cause, want)
		}
	}
	for trend, want := range map[Trend]Level{TrendDown: L0, TrendFlat: L0, TrendUp1: L2, TrendUp2: L3} {
		if got, cause := Grade(State{}, Answers{Trend: trend}); got != want || cause != CauseTrend {
			t.Errorf("trend %s: got %s by %q, want %s", trend, got, cause, want)
		}
	}
}

// The highest level counts, and the first signal that has it is named.
func TestTheWorstSignalCountsAndTheFirstIsNamed(t *testing.T) {
	for _, c := range []struct {
		name  string
		a     Answers
		level Level
		cause Cause
	}{
		{"after is worse than during", Answers{During: Rated(2), After: Rated(6)}, L3, CauseAfter},
		{"both the same", Answers{During: Rated(6), After: Rated(7)}, L3, CauseDuring},
		{"night and trend", Answers{During: Rated(1), Night: Rated(2), Trend: TrendUp1}, L2, CauseNight},
		{"stopping counts beside a lower score", Answers{During: Rated(4), StoppedForPain: true}, L2, CauseStopped},
		{"stopping is hidden by a red score", Answers{After: Rated(6), StoppedForPain: true}, L3, CauseAfter},
		{"trend comes before stopping", Answers{Trend: TrendUp1, StoppedForPain: true}, L2, CauseTrend},
		{"a red flag beats ten", Answers{During: Rated(10), RedFlag: true}, LFlag, ""},
		{"nothing reported", Answers{}, LUnknown, ""},
	} {
		if level, cause := Grade(State{}, c.a); level != c.level || cause != c.cause {
			t.Errorf("%s: got %s by %q, want %s by %q", c.name, level, cause, c.level, c.cause)
		}
	}
}

func TestCalmAndSoreLevels(t *testing.T) {
	for level, want := range map[Level][2]bool{
		L0: {true, false}, L1: {true, false}, L2: {false, true}, L3: {false, true}, L4: {false, true},
		LUnknown: {false, false}, LFlag: {false, false},
	} {
		if got := [2]bool{level.Calm(), level.Sore()}; got != want {
			t.Errorf("%s: calm, sore = %v, want %v", level, got, want)
		}
	}
}
