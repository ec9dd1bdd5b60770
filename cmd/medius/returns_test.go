package main

import (
	"testing"
	"time"
)

// Who has come back since a letter left can be reached, whatever became of that letter; it is remembered for as long as a call may take.
func TestWhoHasComeBack(t *testing.T) {
	var r returns
	now := time.Date(2026, 3, 2, 7, 0, 0, 0, time.UTC)
	r.note(7, now)
	for _, c := range []struct {
		chat int64
		left time.Time
		want bool
	}{{7, now.Add(-time.Second), true}, {7, now.Add(time.Second), false}, {8, now.Add(-time.Second), false}} {
		if got := r.since(c.chat, c.left); got != c.want {
			t.Errorf("chat %d since %s: %t", c.chat, c.left, got)
		}
	}
	r.note(8, now.Add(2*longestCall))
	if len(r.at) != 1 {
		t.Errorf("%d are remembered", len(r.at))
	}
}
