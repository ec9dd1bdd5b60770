package scheduler

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"medius/coach"
	"medius/coach/dialog"
)

// batch is how many appointments are claimed at once: enough to work in peace, few enough to be done within the lease.
const batch = 500

// Tick hands over everything that is due at now, as far as there is room. What goes wrong with one appointment is logged and
// stops no other; the book gives it again later. The error is the book's, or the context's.
func (s *Scheduler) Tick(ctx context.Context, now time.Time) error {
	if err := s.tickExact(ctx, now); err != nil || ctx.Err() != nil {
		return err
	}
	return s.tickSpread(ctx, now)
}

// tickExact hands over the appointments whose moment is to be kept.
func (s *Scheduler) tickExact(ctx context.Context, now time.Time) error {
	s.exact.Lock()
	defer s.exact.Unlock()
	for ctx.Err() == nil {
		due, err := s.Book.DueNow(ctx, now, batch)
		if err != nil {
			return fmt.Errorf("due appointments: %w", err)
		}
		s.share(ctx, byChat(due))
		if len(due) < batch {
			return nil
		}
	}
	return ctx.Err()
}

// tickSpread hands over the others, as many as there is room for. Those that nothing is said about any more take no room.
func (s *Scheduler) tickSpread(ctx context.Context, now time.Time) error {
	s.spreading.Lock()
	defer s.spreading.Unlock()
	for ctx.Err() == nil {
		most, err := s.room(ctx)
		if err != nil || most <= 0 {
			return err
		}
		due, err := s.Book.DueSpread(ctx, now, most)
		if err != nil {
			return fmt.Errorf("due reminders: %w", err)
		}
		s.share(ctx, byChat(due))
		if len(due) < most {
			return nil
		}
	}
	return ctx.Err()
}

// room is how many may be claimed now.
func (s *Scheduler) room(ctx context.Context) (int, error) {
	if s.Room == nil {
		return batch, nil
	}
	n, err := s.Room(ctx)
	if err != nil {
		return 0, fmt.Errorf("room for reminders: %w", err)
	}
	return min(n, batch), nil
}

// byChat sorts appointments into one queue per chat; in a queue, and among the queues, the oldest goes first.
func byChat(due []coach.Due) [][]coach.Due {
	var queues [][]coach.Due
	place := make(map[int64]int, len(due))
	for _, d := range due {
		i, ok := place[d.Chat]
		if !ok {
			i = len(queues)
			place[d.Chat] = i
			queues = append(queues, nil)
		}
		queues[i] = append(queues[i], d)
	}
	return queues
}

// share lets the workers take one queue after the other.
func (s *Scheduler) share(ctx context.Context, queues [][]coach.Due) {
	todo := make(chan []coach.Due)
	var workers sync.WaitGroup
	for range min(cmp.Or(max(s.Workers, 0), 4), len(queues)) {
		workers.Go(func() {
			for queue := range todo {
				s.serve(ctx, queue)
			}
		})
	}
	for _, queue := range queues {
		todo <- queue
	}
	close(todo)
	workers.Wait()
}

// serve hands over the appointments of one chat. After a stop none is begun; one that was begun is finished.
func (s *Scheduler) serve(ctx context.Context, queue []coach.Due) {
	for _, due := range queue {
		if ctx.Err() != nil {
			return
		}
		if err := s.hand(context.WithoutCancel(ctx), due); err != nil {
			s.Log.ErrorContext(ctx, "appointment failed", "member", due.Member, "kind", due.Kind, "err", err)
		}
	}
}

var errPanic = errors.New("panic")

// hand makes an event of an appointment. A panic is an error like any other, and its value stays unknown: it may hold a
// member's words.
func (s *Scheduler) hand(ctx context.Context, due coach.Due) (err error) {
	defer func() {
		cause := recover()
		if cause == nil {
			return
		}
		err = fmt.Errorf("%w: %w", errPanic, harmless(cause))
		s.Log.ErrorContext(ctx, "panic", "member", due.Member, "kind", due.Kind, "stack", string(debug.Stack()))
	}()
	ev := dialog.Event{Kind: dialog.Arrived, Due: due.Appointment}
	return s.Handle(ctx, due.Chat, coach.Source{Due: &due}, ev)
}
