package main

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

// hands are the loops that a house lives by. The first that fails ends them all.
type hands struct {
	group *errgroup.Group
	mu    sync.Mutex
	busy  map[string]bool
}

func newHands(ctx context.Context) (*hands, context.Context) {
	group, working := errgroup.WithContext(ctx)
	return &hands{group: group, busy: map[string]bool{}}, working
}

// on begins one of them.
func (w *hands) on(name string, do func() error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.busy[name] = true
	w.group.Go(func() error {
		defer func() {
			w.mu.Lock()
			defer w.mu.Unlock()
			delete(w.busy, name)
		}()
		return do()
	})
}

// still names those that have not ended.
func (w *hands) still() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Sorted(maps.Keys(w.busy))
}

// stopLimit is how long what is in hand may take after a stop; whatever is cut off then is taken up at the next start.
const stopLimit = 4500 * time.Millisecond

// end waits for all of them, after a stop not longer than stopLimit.
func (h *house) end(working context.Context, work *hands) error {
	ended := make(chan error, 1)
	go func() { ended <- work.group.Wait() }()
	<-working.Done()
	late := time.NewTimer(stopLimit)
	defer late.Stop()
	select {
	case err := <-ended:
		return err
	case <-late.C:
		h.abandoned = true
		h.Log.Warn("something in hand did not end in time; it is taken up at the next start", "what", work.still())
		if why := context.Cause(working); !errors.Is(why, context.Canceled) {
			return why // no stop: one of them has failed
		}
		return nil
	}
}
