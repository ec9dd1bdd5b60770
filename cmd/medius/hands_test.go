package main

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"testing/synctest"
)

// When one loop fails and another does not end in time, medius does not end as if it had been told to stop: whoever would start it anew goes
// by its status.
func TestALoopThatFailedIsToldThoughAnotherHangs(t *testing.T) {
	for _, c := range []struct {
		name string
		fail error
	}{{"failed", errors.New("odd")}, {"stopped", nil}} {
		synctest.Test(t, func(t *testing.T) {
			ctx, stop := context.WithCancel(t.Context())
			work, working := newHands(ctx)
			hang := make(chan struct{})
			work.on("hangs", func() error { <-hang; return nil })
			work.on("ends", func() error {
				if c.fail == nil {
					stop()
				}
				return c.fail
			})
			h := &house{plot: plot{Log: slog.New(slog.DiscardHandler)}}
			if err := h.end(working, work); !errors.Is(err, c.fail) || !h.abandoned {
				t.Errorf("%s: %v", c.name, err)
			}
			close(hang)
			stop()
		})
	}
}
