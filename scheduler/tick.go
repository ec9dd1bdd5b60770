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

// Tick hands over everything that is due at now. What goes wrong with one appointment is logged and stops no other; the
// book gives it again later. The error is the book's, or the context's.
func (s *Scheduler) Tick(ctx context.Context, now time.Time) error {
	s.ticking.Lock()
	defer s.ticking.Unlock()
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
