package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"medius/coach"
	"medius/coach/dialog"
)

// Inbox is where updates wait. Pending gives them oldest first, from those on that came after one. A row stays pending until it is done, or until
// SetAside has been told of it so often that it says dead; why is a code.
type Inbox interface {
	Pending(ctx context.Context, after int64, limit int) ([]coach.Inbound, error)
	Done(ctx context.Context, update int64) error
	SetAside(ctx context.Context, update int64, why string) (dead bool, err error)
}

// Worker takes updates out of the inbox and hands them to Handle: in order and one at a time within a chat, chats in
// parallel. A row that fails is tried again before any later row of its chat, until it is dead.
type Worker struct {
	Inbox Inbox
	// Translate opens an update; false says that there is nothing to do about it.
	Translate func(coach.Inbound) (dialog.Event, bool, error)
	// Handle answers an event and marks its source done, in one transaction.
	Handle func(ctx context.Context, chat int64, src coach.Source, ev dialog.Event) error
	// Sorry tells a chat that something went wrong, after an update of it was given up; nil: nobody does.
	Sorry   func(ctx context.Context, chat int64) error
	Passing func(error) bool // whether an error is the store's alone and passes: no update is given up because of it. Nil: no error does
	Gate    *Floodgate       // nil: everything is answered
	Workers int              // chats at the same time; 64 when zero: what they write is committed together
	Log     *slog.Logger

	bell  bell
	slips slips
	again atomic.Bool // see Again
	dead  atomic.Int64
}

const (
	pageOfInbox  = 256              // rows read at once
	enoughRows   = 128              // known rows of free chats with which no more are read
	handlerGrace = 10 * time.Second // what is in hand may take this long after a stop
	idle         = time.Minute      // a look without being woken, should a wake-up be lost
)

// Wake says that there may be new rows. It never blocks.
func (w *Worker) Wake() { w.bell.ring() }

// Again says that rows may be there that were not given before: other instances had them. Reading them anew costs what waits.
func (w *Worker) Again() {
	w.again.Store(true)
	w.bell.ring()
}

// AtOnce gives what answers the updates of one batch while it is accepted. What fails is left to Run, or comes again with the next batch;
// what was weighed once is not weighed again.
func (w *Worker) AtOnce() func(ctx context.Context, in coach.Inbound) error {
	w.slips.turn()
	return func(ctx context.Context, in coach.Inbound) error { return w.try(ctx, w.slips.of(in)) }
}

// Dead is how many updates were given up since the start.
func (w *Worker) Dead() int64 { return w.dead.Load() }

// Run works until ctx ends, then finishes what is in hand.
func (w *Worker) Run(ctx context.Context) error {
	working, release := graceful(ctx, handlerGrace)
	defer release()
	d := newDesk(w)
	for ctx.Err() == nil {
		pause := idle
		if err := d.fill(ctx); err != nil && ctx.Err() == nil {
			w.Log.ErrorContext(ctx, "read inbox", "err", err)
			pause = time.Second
		}
		d.deal(working)
		d.rest(ctx, pause)
	}
	for ; d.inHand > 0; d.inHand-- {
		<-d.over
	}
	return nil
}

// settle handles one row and says how it ended.
func (w *Worker) settle(ctx context.Context, in *slip) end {
	err := w.try(ctx, in)
	if err == nil {
		return ended
	}
	if errors.Is(err, coach.ErrOutOfTurn) {
		return early
	}
	if ctx.Err() != nil {
		return failed // cut off by the stop: not the row's fault, the next start takes it up
	}
	w.Log.WarnContext(ctx, "update failed", "update", in.Update, "err", err)
	if w.Passing != nil && w.Passing(err) {
		return failed
	}
	dead, bad := w.Inbox.SetAside(ctx, in.Update, cause(err))
	if bad != nil {
		w.Log.ErrorContext(ctx, "set update aside", "update", in.Update, "err", bad)
		return failed
	}
	if dead {
		w.Log.ErrorContext(ctx, "update given up", "update", in.Update, "dead", w.dead.Add(1))
		w.apologise(ctx, in.Chat)
		return ended
	}
	return failed
}

// try handles one row; a panic is an error like any other.
func (w *Worker) try(ctx context.Context, in *slip) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = panicked(r)
			w.Log.ErrorContext(ctx, "panic", "update", in.Update, "err", err, "stack", string(debug.Stack()))
		}
	}()
	ev, ok, err := w.Translate(in.Inbound)
	if err != nil {
		return fmt.Errorf("%w: %w", errTranslate, err)
	}
	if !ok {
		return w.Inbox.Done(ctx, in.Update)
	}
	if !in.weighed {
		in.weighed, in.taken = true, w.Gate.weigh(ctx, in.Chat, ev)
	}
	switch in.taken {
	case coach.Dropped:
		return w.Inbox.Done(ctx, in.Update)
	case coach.Warned:
		ev = dialog.Event{Kind: dialog.Flooded, Callback: ev.Callback, Language: ev.Language}
	}
	return w.Handle(ctx, in.Chat, coach.Source{Update: in.Update}, ev)
}

var (
	errTranslate = errors.New("translate")
	errPanic     = errors.New("panic")
)

// cause is the code an update is set aside with; the log has the words.
func cause(err error) string {
	switch {
	case errors.Is(err, errPanic):
		return "panic"
	case errors.Is(err, errTranslate):
		return "translate"
	}
	return "handle"
}

// panicked keeps what is safe to write down: the runtime's own words, but of any other value only its type, which may
// hold a member's words.
func panicked(r any) error {
	if err, ok := r.(runtime.Error); ok {
		return fmt.Errorf("%w: %w", errPanic, err)
	}
	return fmt.Errorf("%w: %T", errPanic, r)
}

// backoff is the wait after that many failures in a row: 1 s, doubling to 30 s, and up to a quarter more, so that
// what failed together does not return together.
func backoff(fails int) time.Duration {
	d := min(time.Second<<min(max(fails-1, 0), 5), 30*time.Second)
	return d + rand.N(d/4)
}

// bell is a wake-up that may be rung by anybody at any time; rings while nobody listens become one. The zero value
// works.
type bell struct {
	once sync.Once
	c    chan struct{}
}

func (b *bell) rings() chan struct{} {
	b.once.Do(func() { b.c = make(chan struct{}, 1) })
	return b.c
}

func (b *bell) ring() {
	select {
	case b.rings() <- struct{}{}:
	default:
	}
}

// graceful gives a context that outlives ctx by at most grace: what was begun may be finished.
func graceful(ctx context.Context, grace time.Duration) (context.Context, context.CancelFunc) {
	working, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		timer := time.NewTimer(grace)
		defer timer.Stop()
		select {
		case <-timer.C:
			cancel()
		case <-working.Done():
		}
	})
	return working, func() { stop(); cancel() }
}

func (w *Worker) apologise(ctx context.Context, chat int64) {
	if w.Sorry == nil || chat == 0 {
		return
	}
	if err := w.Sorry(ctx, chat); err != nil {
		w.Log.ErrorContext(ctx, "say sorry", "err", err)
	}
}
