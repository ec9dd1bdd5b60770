package dialog_test

import (
	"testing"

	"medius/coach"
	"medius/coach/dialog"
)

// A hold that was held to its end counts when the member stops in the rest after it; one that was broken off does not.
func TestAFinishedHoldCountsWhenStopped(t *testing.T) {
	for _, c := range []struct {
		name    string
		moments int // of the timer: 1 = the first hold begins, 2 = it ends
		holds   int
	}{
		{"before the first hold", 0, 0}, {"in the first hold", 1, 0}, {"in the rest after it", 2, 1}, {"in the second hold", 3, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := coached(t, "6") // so sore begins on rung 0, with holds
			w.session(dialog.DueEvening, "set")
			seconds := w.member.Session.Current().Seconds
			w.tap("timer")
			for range c.moments {
				w.arrive(dialog.DueHold)
			}
			turn := w.tap("stop")
			if got := done(turn.Facts); got != c.holds*seconds {
				t.Errorf("%d s are noted, want %d", got, c.holds*seconds)
			}
		})
	}
}

func done(facts []coach.Fact) int {
	for _, f := range facts {
		if f.Kind == "set" {
			return f.Data["done"].(int)
		}
	}
	return -1
}
