package watch

import (
	"strings"
	"testing"
	"time"
)

// hands is a clock in the test's hand.
type hands struct{ at time.Time }

func (h *hands) now() time.Time       { return h.at }
func (h *hands) pass(d time.Duration) { h.at = h.at.Add(d) }

func newHands() *hands { return &hands{time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)} }

// A loop is stuck when it is silent for longer than it said, and alive again when it is heard.
func TestALoopIsHeldToItsOwnPromise(t *testing.T) {
	clock := newHands()
	h := &Heart{Now: clock.now}
	if err := h.Alive(); err != nil {
		t.Errorf("nothing has begun: %v", err)
	}
	h.Beat("poll", 90*time.Second, true)
	h.Beat("metronome", 2*time.Second, true)
	clock.pass(2 * time.Second)
	if err := h.Alive(); err != nil {
		t.Errorf("in time: %v", err)
	}
	clock.pass(time.Second)
	if err := h.Alive(); err == nil || !strings.Contains(err.Error(), "metronome has been silent for 3s") ||
		strings.Contains(err.Error(), "poll") {
		t.Errorf("one is late: %v", err)
	}
	h.Beat("metronome", 2*time.Second, false) // it goes round, though what it does fails
	if err := h.Alive(); err != nil {
		t.Errorf("heard again: %v", err)
	}
}

// A loop is well when it succeeds now and then; a beginning is given the same patience.
func TestALoopThatOnlyFailsIsNotWell(t *testing.T) {
	clock := newHands()
	h := &Heart{Now: clock.now}
	well := func(what string, want string) {
		t.Helper()
		err := h.Well("poll", time.Minute)
		if got := message(err); got != want {
			t.Errorf("%s: got %q, want %q", what, got, want)
		}
	}
	well("before the start", "has not begun")
	h.Beat("poll", time.Hour, false)
	well("at the start", "")
	clock.pass(61 * time.Second)
	h.Beat("poll", time.Hour, false)
	well("only failures", "without success for 1m1s")
	h.Beat("poll", time.Hour, true)
	well("a success", "")
	clock.pass(2 * time.Hour)
	well("silence", "silent for 2h0m0s")
}

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
