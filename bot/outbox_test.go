package bot

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"medius/coach"
)

// shelf is an outbox in memory that keeps the promises of the real one.
type shelf struct {
	mu      sync.Mutex
	rows    []*row
	badSent int // so many calls of Sent fail
	saves   int
	slow    time.Duration // a claim of reminders takes so long
	// slowLater is how long it takes until it is written that a letter was put back.
	slowLater time.Duration
	follows   *row    // comes along when the letter before it was sent
	busy      []int64 // the chats that the last claim was told of
	// keepsLanded: what has arrived is known also when the process dies before Sent, which takes slowSent.
	keepsLanded bool
	slowSent    time.Duration
}

type row struct {
	coach.Letter
	state   string // waiting, sending, sent, failed, expired
	why     string
	message int64
	shows   string
	later   []time.Duration
}

func (s *shelf) add(l coach.Letter, out Outgoing, state string) *row {
	s.mu.Lock()
	defer s.mu.Unlock()
	body, err := out.Encode()
	if err != nil {
		panic(err)
	}
	l.ID, l.Body = int64(len(s.rows)+1), body
	r := &row{Letter: l, state: state}
	s.rows = append(s.rows, r)
	return r
}

func (s *shelf) Claim(_ context.Context, now time.Time, last coach.Lane, busy []int64, limit int) ([]coach.Letter, error) {
	if last >= coach.LaneReminder {
		time.Sleep(s.slow)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.busy = slices.Clone(busy)
	var can []*row
	held := map[int64]bool{}
	acked := map[int64]bool{}
	for _, r := range s.rows {
		if r.state == "waiting" && !r.Expires.IsZero() && !r.Expires.After(now) {
			r.state = "expired"
		}
		open := r.state == "waiting" || r.state == "sending"
		if !open {
			continue
		}
		ack := r.Lane == coach.LaneAck
		free := !held[r.Chat]
		if ack {
			free = !acked[r.Chat]
			acked[r.Chat] = true
		}
		held[r.Chat] = true
		if free && r.state == "waiting" && r.Lane <= last && !r.NotBefore.After(now) {
			can = append(can, r)
		}
	}
	slices.SortStableFunc(can, func(a, b *row) int { return int(a.Lane) - int(b.Lane) })
	var out []coach.Letter
	taken := map[int64]bool{}
	for _, r := range can {
		if len(out) < limit && !taken[r.Chat] {
			taken[r.Chat] = true
			r.state = "sending"
			out = append(out, r.Letter)
		}
	}
	return out, nil
}

// Landed is what keepsLanded says.
func (s *shelf) Landed(int64, int64) bool { return s.keepsLanded }

func (s *shelf) Sent(ctx context.Context, id int64, now coach.Delivered) (next []coach.Letter, more bool, err error) {
	if err := ctx.Err(); err != nil {
		return nil, false, err
	}
	time.Sleep(s.slowSent)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.badSent > 0 {
		s.badSent--
		return nil, false, fmt.Errorf("disk full")
	}
	r := s.rows[id-1]
	r.state, r.message, r.shows = "sent", now.Message, now.Shows
	if n := s.follows; n != nil && n.Chat == r.Chat && n.state == "waiting" {
		n.state = "sending"
		return []coach.Letter{n.Letter}, false, nil
	}
	return nil, slices.ContainsFunc(s.rows, func(o *row) bool { return o.Chat == r.Chat && o.state == "waiting" }), nil
}

func (s *shelf) Later(ctx context.Context, id int64, at time.Time) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	time.Sleep(s.slowLater)
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.rows[id-1]
	r.state, r.NotBefore = "waiting", at
	r.later = append(r.later, time.Until(at))
	s.saves++
	return nil
}

func (s *shelf) Failed(ctx context.Context, id int64, why string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rows[id-1].state, s.rows[id-1].why = "failed", why
	return nil
}

func (s *shelf) Recover(context.Context) (int, error) { return 0, nil }

func (s *shelf) NextLetter(context.Context) (at time.Time, ok bool, _ error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range s.rows {
		if r.state == "waiting" && (!ok || r.NotBefore.Before(at)) {
			at, ok = r.NotBefore, true
		}
	}
	return at, ok, nil
}

func (s *shelf) state(r *row) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return strings.TrimSpace(r.state + " " + r.why)
}

// send is one call on the wire.
type send struct {
	at   time.Duration // since the start
	id   int64
	chat int64
	out  Outgoing
}

// wire is a messenger that writes down what it is told to send; answer, if any, decides how it ends.
type wire struct {
	mu     sync.Mutex
	start  time.Time
	sends  []send
	flying map[int64]int // letters other than acks, by chat
	worst  int
	answer func(ctx context.Context, l coach.Letter, try int) (int64, error)
	tries  map[int64]int
}

func (w *wire) Send(ctx context.Context, l coach.Letter, out Outgoing) (coach.Delivered, error) {
	w.mu.Lock()
	w.sends = append(w.sends, send{time.Since(w.start), l.ID, l.Chat, out})
	w.tries[l.ID]++
	try := w.tries[l.ID]
	if l.Lane != coach.LaneAck {
		w.flying[l.Chat]++
		w.worst = max(w.worst, w.flying[l.Chat])
	}
	w.mu.Unlock()
	defer func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		if l.Lane != coach.LaneAck {
			w.flying[l.Chat]--
		}
	}()
	if w.answer == nil {
		return coach.Delivered{Message: 1000 + l.ID}, nil
	}
	message, err := w.answer(ctx, l, try)
	return coach.Delivered{Message: message}, err
}

// of are the moments at which a letter was on the wire, in whole milliseconds.
func (w *wire) of(r *row) []time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	var at []time.Duration
	for _, s := range w.sends {
		if s.id == r.ID {
			at = append(at, s.at.Truncate(time.Millisecond))
		}
	}
	return at
}

// calls are all calls so far.
func (w *wire) calls() []send {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.sends)
}

// office is a sender at work inside a bubble of time.
type office struct {
	*testing.T
	*shelf
	*wire
	sender *Sender
	gone   []int64
	stop   func() error
}

// post runs a sender with these limits until the test function returns. The test waits with advance.
func post(t *testing.T, limits Limits, test func(o *office), more ...func(*Sender)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		o := &office{T: t, shelf: &shelf{}, wire: &wire{start: time.Now(), flying: map[int64]int{}, tries: map[int64]int{}}}
		o.sender = &Sender{Store: o.shelf, Transport: o.wire, Log: slog.New(slog.DiscardHandler), Now: time.Now,
			Limits: limits, Gone: func(_ context.Context, chat int64) {
				o.wire.mu.Lock()
				defer o.wire.mu.Unlock()
				o.gone = append(o.gone, chat)
			}}
		for _, set := range more {
			set(o.sender)
		}
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- o.sender.Run(ctx) }()
		o.stop = sync.OnceValue(func() error { cancel(); return <-done })
		defer o.stop()
		synctest.Wait() // the first look at the outbox is over: what the test sets now, nobody reads meanwhile
		test(o)
	})
}

// open says that nothing of a chat waits in the outbox.
func (s *shelf) open(chat int64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !slices.ContainsFunc(s.rows, func(r *row) bool { return r.Chat == chat && r.state == "waiting" })
}

// letter puts a plain message into a lane.
func (o *office) letter(chat int64, lane coach.Lane) *row {
	return o.put(coach.Letter{Chat: chat, Lane: lane, Repeat: true}, Outgoing{Kind: OutSend, Text: "x"})
}

func (o *office) put(l coach.Letter, out Outgoing) *row {
	r := o.shelf.add(l, out, "waiting")
	o.sender.Wake()
	return r
}

// hand hands a plain message over at the counter.
func (o *office) hand(chat int64, lane coach.Lane) *row {
	r := o.shelf.add(coach.Letter{Chat: chat, Lane: lane, Repeat: true}, Outgoing{Kind: OutSend, Text: "x"}, "sending")
	o.sender.Take([]coach.Letter{r.Letter}, false)
	return r
}

// advance lets time pass until everything that can happen in it has happened.
func (o *office) advance(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

func (o *office) expect(r *row, state string, at ...time.Duration) {
	o.Helper()
	if got := o.state(r); got != state {
		o.Errorf("letter %d is %q, want %q", r.ID, got, state)
	}
	if got := o.of(r); !slices.Equal(got, at) {
		o.Errorf("letter %d was on the wire at %v, want %v", r.ID, got, at)
	}
}
