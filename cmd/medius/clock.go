package main

import (
	"sync/atomic"
	"time"
)

// clock is the one clock everything goes by. It runs as the real one does, but may be set.
type clock struct {
	real  func() time.Time
	ahead atomic.Int64 // of the real time, in nanoseconds
}

// Now gives the time in UTC, without the machine's monotonic part: moments far apart must be comparable.
func (c *clock) Now() time.Time {
	return c.real().Add(time.Duration(c.ahead.Load())).Round(0).UTC()
}

// set makes it that time now.
func (c *clock) set(to time.Time) { c.ahead.Store(int64(to.Sub(c.real().Round(0)))) }

// forward makes it at least that time.
func (c *clock) forward(to time.Time) {
	if to.After(c.Now()) {
		c.set(to)
	}
}
