package main

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"time"
)

// A clock that is hours off is not believed, in either direction, and its owner is told once; Telegram is asked for nothing but the date of
// its answers.
func TestAClockThatIsFarOffIsNotBelieved(t *testing.T) {
	right := time.Date(2026, 3, 2, 6, 40, 0, 0, time.UTC)
	machine, known := right, false
	var log bytes.Buffer
	c := &rightClock{
		machine: func() time.Time { return machine }, log: slog.New(slog.NewTextHandler(&log, nil)),
		telegram: func() (time.Time, bool) { return right, known },
	}
	check := func(off time.Duration, want time.Time) {
		t.Helper()
		machine = right.Add(off)
		if got := c.Now(); !got.Equal(want) {
			t.Errorf("%v off: it is %v, want %v", off, got, want)
		}
	}
	check(40*24*time.Hour, right.AddDate(0, 0, 40)) // nobody else has been asked yet
	known = true
	check(time.Hour, right.Add(time.Hour))
	check(40*24*time.Hour, right)
	check(-2*365*24*time.Hour, right)
	check(0, right)
	if n := strings.Count(log.String(), "level=ERROR"); n != 1 || !strings.Contains(log.String(), "right again") {
		t.Errorf("%d errors in\n%s", n, &log)
	}
}
