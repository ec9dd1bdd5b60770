package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"medius/bot/telegramtest/chatpage"
	"medius/coach"
)

// agenda is what is still to be done, by the database.
type agenda interface {
	NextDue(ctx context.Context) (time.Time, bool, error)
	NextLetter(ctx context.Context) (time.Time, bool, error)
	Pending(ctx context.Context, after int64, limit int) ([]coach.Inbound, error)
	Idle(ctx context.Context, now time.Time) (bool, error)
}

// travel moves the clock of a coach at work: for tests and for the demo. It is the demo page's Clock.
type travel struct {
	*clock
	Agenda agenda
	Tick   func(ctx context.Context, now time.Time) error
	Wake   func()                                         // the sender and the worker
	Calm   func() bool                                    // nothing is on its way, to the inbox or out; nil: unknown
	Daily  func(ctx context.Context) error                // what the house does every day; nil: nothing
	Moved  func(ctx context.Context, now time.Time) error // after every move; nil: nobody wants to know

	moving sync.Mutex
}

var (
	errPast  = errors.New("the time goes forward only")
	errWhen  = errors.New("a length of time such as 8h, an instant such as 2026-03-29T07:00:00Z, or next is wanted")
	errStuck = errors.New("something is still being done")
)

// Advance goes on by a length of time, to an instant in RFC 3339, or to the next appointment ("next"), and plays through
// all that is due on the way, each thing at its own moment. It gives the new time.
func (t *travel) Advance(ctx context.Context, by string) (time.Time, error) {
	return t.move(ctx, by, t.play)
}

// Jump goes there at once, as a machine does that slept: what was due on the way is late.
func (t *travel) Jump(ctx context.Context, by string) (time.Time, error) {
	return t.move(ctx, by, func(context.Context, time.Time) error { return nil })
}

// Settle waits until nothing is being done any more, without a move.
func (t *travel) Settle(ctx context.Context) error {
	t.moving.Lock()
	defer t.moving.Unlock()
	return t.settle(ctx)
}

func (t *travel) move(ctx context.Context, by string, way func(context.Context, time.Time) error) (time.Time, error) {
	t.moving.Lock()
	defer t.moving.Unlock()
	if err := t.settle(ctx); err != nil {
		return t.Now(), err
	}
	target, err := t.target(ctx, by)
	if err != nil {
		return t.Now(), err
	}
	if err := way(ctx, target); err != nil {
		return t.Now(), err
	}
	t.forward(target)
	err = errors.Join(t.settle(ctx), t.daily(ctx))
	if t.Moved != nil {
		err = errors.Join(err, t.Moved(ctx, t.Now()))
	}
	return t.Now(), err
}

// daily does what the house does every day, once for a move: the chores' own clock cannot be moved.
func (t *travel) daily(ctx context.Context) error {
	if t.Daily == nil {
		return nil
	}
	if err := t.Daily(ctx); err != nil {
		return err
	}
	return t.settle(ctx)
}

// target reads where to go.
func (t *travel) target(ctx context.Context, by string) (time.Time, error) {
	now := t.Now()
	if by == "next" {
		at, ok, err := t.Agenda.NextDue(ctx)
		if err == nil && !ok {
			err = chatpage.ErrNothingDue
		}
		return at, err
	}
	to, err := time.Parse(time.RFC3339, by)
	if err != nil {
		d, bad := time.ParseDuration(by)
		if bad != nil {
			return now, fmt.Errorf("%q: %w", by, errWhen)
		}
		to = now.Add(d)
	}
	if to.Before(now) {
		return now, fmt.Errorf("%q: %w", by, errPast)
	}
	return to, nil
}

// play stops at every moment on the way until all that it brings has been done.
func (t *travel) play(ctx context.Context, target time.Time) error {
	for {
		next, ok, err := t.nextMoment(ctx)
		if err != nil || !ok || next.After(target) {
			return err
		}
		t.forward(next)
		if err := t.settle(ctx); err != nil {
			return fmt.Errorf("at %s: %w", next.Format(time.RFC3339), err)
		}
	}
}

// nextMoment is the next appointment, or the next moment of a letter that waits.
func (t *travel) nextMoment(ctx context.Context) (time.Time, bool, error) {
	due, isDue, err := t.Agenda.NextDue(ctx)
	if err != nil {
		return due, false, err
	}
	letter, waits, err := t.Agenda.NextLetter(ctx)
	if waits && letter.After(t.Now()) && (!isDue || letter.Before(due)) {
		return letter, true, err
	}
	return due, isDue, err
}

// Idle returns when nothing is left to do at this time.
func (t *travel) Idle(ctx context.Context) error { return t.settle(ctx) }

const (
	glance = 2 * time.Millisecond // between two looks
	// leaseOnly is how long something must be due that nobody works on, to be sure that it waits for the end of a lease: it
	// failed, or the process that had it was killed.
	leaseOnly = 1500 * time.Millisecond
)

// settle does what is due and returns when it is done.
func (t *travel) settle(ctx context.Context) error {
	t.Wake()
	look := time.NewTicker(glance)
	defer look.Stop()
	began := t.real()
	for {
		now := t.Now()
		if err := t.Tick(ctx, now); err != nil {
			return err
		}
		done, err := t.done(ctx, now, t.real().Sub(began) > leaseOnly)
		if err != nil || done {
			return err
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("%w: %w", errStuck, ctx.Err())
		case <-look.C:
		}
	}
}

func (t *travel) done(ctx context.Context, now time.Time, patient bool) (bool, error) {
	if t.Calm != nil && !t.Calm() {
		return false, nil
	}
	idle, err := t.Agenda.Idle(ctx, now)
	if err != nil || idle || !patient {
		return idle, err
	}
	due, ok, err := t.Agenda.NextDue(ctx)
	if err != nil || !ok || !due.After(now) {
		return false, err
	}
	letter, waits, err := t.Agenda.NextLetter(ctx)
	if err != nil || waits && !letter.After(now) {
		return false, err
	}
	updates, err := t.Agenda.Pending(ctx, 0, 1)
	return len(updates) == 0, err
}
