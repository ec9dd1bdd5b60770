// Package scheduler turns moments into events. One entry in robfig/cron is the metronome: every second it asks the book
// of appointments what is due. Members are not cron entries; what they were promised stands in the database, so a
// restart forgets nothing, and each next moment is computed by the wall-clock rule and not by cron's own clock, which
// skips days when clocks change.
//
// Beside the metronome run the chores of the house, and Parse reads cron expressions for those who keep schedules.
package scheduler

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"sync"
	"time"

	"github.com/robfig/cron/v3"

	"medius/coach"
	"medius/coach/dialog"
)

// Book gives the appointments that are due, oldest first, each to one caller only: it is given again when it was not
// used for a while. The caller asks again as long as it got as many as it asked for. DueNow has those whose moment is to be
// kept, DueSpread those that may come one after the other.
type Book interface {
	DueNow(ctx context.Context, now time.Time, limit int) ([]coach.Due, error)
	DueSpread(ctx context.Context, now time.Time, limit int) ([]coach.Due, error)
}

// Scheduler hands due appointments to Handle and does the chores. The fields are set before the first call.
type Scheduler struct {
	Book Book
	// Handle answers an event and takes its appointment out of the book, in one transaction.
	Handle  func(ctx context.Context, chat int64, src coach.Source, ev dialog.Event) error
	Now     func() time.Time
	Log     *slog.Logger
	Workers int     // chats at the same time; 4 when zero
	Chores  []Chore // housekeeping
	// Room is how many of the appointments that may wait can be used now; nil: all of them.
	Room func(ctx context.Context) (int, error)

	// A tick by the metronome and one by a test's clock must not share a chat.
	exact, spreading sync.Mutex
}

// Chore is work that has to be done now and then, such as throwing away old rows.
type Chore struct {
	Name string
	Spec string // six cron fields, seconds first, read in UTC
	Do   func(ctx context.Context) error
}

// metronome is the beat all members share.
const metronome = "* * * * * *"

// stopGrace bounds the wait for what is in hand at a stop; whatever is cut off is due again after a restart.
const stopGrace = 4 * time.Second

// Run ticks every second and does the chores until ctx ends; then it waits for what is in hand. The error is a chore
// with a bad Spec, before anything ran.
func (s *Scheduler) Run(ctx context.Context) error {
	quiet := cronLog{s.Log}
	c := cron.New(
		cron.WithSeconds(), cron.WithLocation(time.UTC), cron.WithLogger(quiet),
		// The order is not free: inside Recover, a job that panics would keep SkipIfStillRunning's token for ever.
		cron.WithChain(cron.SkipIfStillRunning(quiet), cron.Recover(quiet)),
	)
	// Two entries, so that the end of a rest does not wait for thousands of reminders.
	for _, half := range []func(context.Context, time.Time) error{s.tickExact, s.tickSpread} {
		tick := func() {
			if err := half(ctx, s.Now()); err != nil && ctx.Err() == nil {
				s.Log.ErrorContext(ctx, "tick", "err", err)
			}
		}
		if _, err := c.AddFunc(metronome, tick); err != nil {
			return fmt.Errorf("metronome: %w", err)
		}
	}
	for _, chore := range s.Chores {
		if _, err := c.AddFunc(chore.Spec, func() { s.do(ctx, chore) }); err != nil {
			return fmt.Errorf("chore %s: %w", chore.Name, err)
		}
	}
	c.Start()
	<-ctx.Done()
	s.stop(c)
	return nil
}

func (s *Scheduler) do(ctx context.Context, chore Chore) {
	if err := chore.Do(ctx); err != nil && ctx.Err() == nil {
		s.Log.ErrorContext(ctx, "chore", "name", chore.Name, "err", err)
	}
}

func (s *Scheduler) stop(c *cron.Cron) {
	timer := time.NewTimer(stopGrace)
	defer timer.Stop()
	select {
	case <-c.Stop().Done():
	case <-timer.C:
		s.Log.Warn("a job did not end in time")
	}
}

// cronLog keeps cron's own messages out of the log, save panics. A panic's value may hold a member's words, so it is
// written down only when it comes from the runtime.
type cronLog struct{ log *slog.Logger }

func (l cronLog) Info(string, ...any) {}

func (l cronLog) Error(err error, message string, facts ...any) {
	l.log.Error(message, append([]any{"err", harmless(err)}, facts...)...)
}

// harmless keeps what is safe to write down of a panic: the runtime's own words, of anything else only its type.
func harmless(cause any) error {
	if err, ok := cause.(error); ok {
		if own, ok := errors.AsType[runtime.Error](err); ok {
			return own
		}
	}
	return fmt.Errorf("%T", cause)
}
