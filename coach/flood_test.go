package coach_test

import (
	"testing"
	"time"

	"medius/coach"
)

// takes lets so many updates come, one every so often, and counts what is done with them.
func takes(f *coach.Flow, now *time.Time, n int, every time.Duration) (done [3]int) {
	for range n {
		done[f.Take(*now, 60)]++
		*now = now.Add(every)
	}
	return done
}

// A flood is told of once, dropped while it lasts, and over after half a minute of silence.
func TestAFloodIsDroppedUntilItCalmsDown(t *testing.T) {
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	var f coach.Flow
	for _, c := range []struct {
		name  string
		n     int
		every time.Duration
		want  [3]int
	}{
		{"one a second for ten minutes", 600, time.Second, [3]int{600, 0, 0}},
		{"a handful at once", 30, 0, [3]int{30, 0, 0}},
		{"a minute later, a thousand at once", 0, 0, [3]int{}},
		{"a flood", 1000, time.Millisecond, [3]int{60, 1, 939}},
		{"it goes on, more slowly", 600, 900 * time.Millisecond, [3]int{0, 0, 600}},
		{"at last somebody who waits", 1, 0, [3]int{0, 0, 1}},
	} {
		if c.n == 0 {
			now = now.Add(time.Minute)
			continue
		}
		if got := takes(&f, &now, c.n, c.every); got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
	now = now.Add(35 * time.Second)
	if got := takes(&f, &now, 20, time.Second); got != [3]int{20, 0, 0} {
		t.Errorf("after half a minute: %v", got)
	}
}

// The clock may jump: back, nothing drains; without a limit, nothing is counted.
func TestAFlowBearsAnyClock(t *testing.T) {
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	var f coach.Flow
	takes(&f, &now, 50, 0)
	back := now.Add(-time.Hour)
	if got := takes(&f, &back, 20, 0); got != [3]int{10, 1, 9} {
		t.Errorf("an hour back: %v", got)
	}
	for range 1000 {
		if f.Take(now, 0) != coach.Answered {
			t.Fatal("a limit where there is none")
		}
	}
}
