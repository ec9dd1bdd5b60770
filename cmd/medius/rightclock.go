package main

import (
	"log/slog"
	"sync/atomic"
	"time"
)

// farOff is how far this machine's clock may be off before Telegram's time is taken instead. What is done by a clock that is days ahead
// cannot be mended: everything that was promised until then counts as missed, and what is kept for a time is erased. Less than that
// does no such harm, and is the owner's to set right (medius doctor).
const farOff = 6 * time.Hour

// rightClock is the clock of the house: that of the machine, unless it is far off.
type rightClock struct {
	machine func() time.Time
	// telegram is the time by the latest answer; ok is false as long as there was none.
	telegram func() (now time.Time, ok bool)
	log      *slog.Logger
	wrong    atomic.Bool
}

func (c *rightClock) Now() time.Time {
	now := c.machine()
	right, ok := c.telegram()
	if !ok {
		return now
	}
	off := now.Sub(right).Round(time.Second)
	wrong := max(off, -off) > farOff
	if c.wrong.Swap(wrong) != wrong {
		if !wrong {
			c.log.Warn("the clock of this machine is right again")
			return now
		}
		c.log.Error("the clock of this machine is wrong; Telegram's time is taken until it is set", "off", off)
	}
	if wrong {
		return right
	}
	return now
}
