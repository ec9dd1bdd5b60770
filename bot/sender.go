package bot

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"medius/coach"
)

// Outbox is where letters wait. Claim gives letters whose moment has come, most urgent first down to the lane last, at most
// one per chat. It keeps the order inside a chat: while a letter is claimed, or put back until later, those behind it stay, except acks.
// busy are chats whose letter has been out for long but is not lost. Sent, Later or Failed says what became of a
// claimed letter; why is a code. Recover takes back what a crash left claimed. NextLetter is the earliest date of a
// waiting letter.
type Outbox interface {
	Claim(ctx context.Context, now time.Time, last coach.Lane, busy []int64, limit int) ([]coach.Letter, error)
	Sent(ctx context.Context, id int64, now coach.Delivered) error
	Later(ctx context.Context, id int64, at time.Time) error
	Failed(ctx context.Context, id int64, why string) error
	Recover(ctx context.Context) (int, error)
	NextLetter(ctx context.Context) (time.Time, bool, error)
}

// Transport delivers one letter. Its errors are *Refusal.
type Transport interface {
	Send(ctx context.Context, l coach.Letter) (coach.Delivered, error)
}

// Sender drains the outbox: one letter per chat at a time, chats in parallel, no faster than the limits, and with every
// refusal answered by what it means. Acks have no limit and wait for nobody.
type Sender struct {
	Store     Outbox
	Transport Transport
	Gone      func(ctx context.Context, chat int64) // a member cannot be reached any more
	Log       *slog.Logger
	Now       func() time.Time // the clock the letters are dated by
	Limits    Limits
	// Workers is how many letters may be on the wire at once, 8 when zero; bulk lanes get half of them, and acks as many
	// again, so that no lane waits for the slow answers of a lower one. Letters with a picture, which may have to be made
	// and uploaded, have slots of their own, so that no words of other chats wait for them; and so have letters with a
	// paper, of which many may fall on one evening.
	Workers int

	bell      bell
	trouble   atomic.Int64
	ambiguous atomic.Int64
}

const (
	mostInHand   = 512             // letters claimed and waiting for their turn or for the wire
	papersAtOnce = 2               // one is drawn by a small machine while another is on the line
	probeAfter   = 5               // network failures in a row before letters are risked one by one
	senderGrace  = 4 * time.Second // letters on the wire may take this long after a stop
	longFlood    = 10 * time.Minute
)

// Wake says that there may be new letters. It never blocks.
func (s *Sender) Wake() { s.bell.ring() }

// Trouble is how many sends in a row got no answer at all.
func (s *Sender) Trouble() int64 { return s.trouble.Load() }

// Ambiguous is how many sends, since the start, may or may not have arrived.
func (s *Sender) Ambiguous() int64 { return s.ambiguous.Load() }

// Run sends until ctx ends, then finishes what is on the wire and gives back the rest. It returns early, with a
// *Refusal, when the token is not valid.
func (s *Sender) Run(ctx context.Context) error {
	n, err := s.Store.Recover(ctx)
	if err != nil {
		return fmt.Errorf("recover letters: %w", err)
	}
	if n > 0 {
		s.Log.InfoContext(ctx, "letters recovered", "count", n)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	working, release := graceful(ctx, senderGrace)
	defer release()
	r := newRun(s, cancel)
	defer close(r.over)
	sweep := time.NewTicker(time.Minute)
	defer sweep.Stop()
	for ctx.Err() == nil {
		pause := r.round(ctx, working)
		r.rest(ctx, pause, sweep.C)
	}
	for r.inHand > 0 {
		(<-r.posts)()
	}
	return r.fatal
}

// run is the state of one Run. Only its goroutine touches it; others post what they have to say.
type run struct {
	*Sender
	lanes   *lanes
	inHand  int
	probing bool // a wait before the next letter is risked
	full    bool // the bulk lanes have as many letters as they can send for a while: no more of them are claimed
	fatal   error
	cancel  context.CancelFunc
	posts   chan func()
	over    chan struct{}
	wire    [5]chan struct{} // slots for acks, for answers, for bulk, for pictures, for papers
}

func newRun(s *Sender, cancel context.CancelFunc) *run {
	workers := cmp.Or(max(s.Workers, 0), 8)
	return &run{
		Sender: s,
		lanes:  newLanes(s.Limits),
		cancel: cancel,
		posts:  make(chan func()),
		over:   make(chan struct{}),
		wire: [5]chan struct{}{make(chan struct{}, workers), make(chan struct{}, workers),
			make(chan struct{}, max(workers/2, 1)), make(chan struct{}, 4*workers), make(chan struct{}, papersAtOnce)},
	}
}

// post has f run by the run's goroutine.
func (r *run) post(f func()) {
	select {
	case r.posts <- f:
	case <-r.over:
	}
}

// after has f run by the run's goroutine in a while of real time.
func (r *run) after(d time.Duration, f func()) { time.AfterFunc(d, func() { r.post(f) }) }

// round claims and starts what may leave now, and says how long nothing more will be due by the clock.
func (r *run) round(ctx, working context.Context) (pause time.Duration) {
	for limit := r.room(); limit > 0; limit = r.room() {
		letters, err := r.Store.Claim(ctx, r.Now(), r.last(), r.lanes.inHand(), limit)
		if err != nil {
			if ctx.Err() == nil {
				r.Log.ErrorContext(ctx, "claim letters", "err", err)
			}
			return time.Second
		}
		backs := 0
		for _, l := range letters {
			if !r.start(ctx, working, l) && bulk(l.Lane) {
				backs++
			}
		}
		if backs > 0 && !r.full {
			r.full = true
			r.after(bulkPatience/2, func() { r.full = false })
		}
		if backs > 0 || len(letters) < limit {
			break
		}
	}
	return r.untilNext(ctx)
}

// last is the last lane of which letters may be claimed now. While bulk letters would only be put back, they are left where they
// are: thousands of them would be written about at every word of a member.
func (r *run) last() coach.Lane {
	if r.full {
		return coach.LaneReminder - 1
	}
	return coach.LaneBroadcast
}

// room is how many letters may be claimed now.
func (r *run) room() int {
	switch {
	case r.probing:
		return 0
	case r.Trouble() >= probeAfter:
		return max(1-r.inHand, 0)
	}
	return min(mostInHand-r.inHand, 8)
}

// untilNext is the time to the next letter with a date. One whose date has passed is held up by something that will
// wake us, but may hide a later one.
func (r *run) untilNext(ctx context.Context) time.Duration {
	at, ok, err := r.Store.NextLetter(ctx)
	if err != nil || !ok {
		return idle
	}
	left := at.Sub(r.Now())
	if left <= 0 {
		return time.Second
	}
	return min(left, idle)
}

// rest waits for a reason to look again.
func (r *run) rest(ctx context.Context, pause time.Duration, sweep <-chan time.Time) {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	case <-r.bell.rings():
	case f := <-r.posts:
		f()
	case <-sweep:
		r.lanes.sweep(r.Now())
	}
}

// start sends a letter on its way and says true, or puts it back because it must wait too long.
func (r *run) start(ctx, working context.Context, l coach.Letter) bool {
	out, err := DecodeOutgoing(l.Body)
	d := r.delivery(l, out)
	if err != nil {
		r.Log.ErrorContext(ctx, "letter unreadable", "letter", l.ID, "err", err)
		d.settle(ctx, fate{why: Content.String()})
		return true
	}
	var wait time.Duration
	if l.Lane != coach.LaneAck {
		var back bool
		if wait, back = r.turn(l, out.Kind); back {
			again := d.settle(ctx, fate{back: true, wait: wait})
			if !bulk(l.Lane) { // for those round looks again by itself: a timer for each would be thousands
				r.after(again, func() {})
			}
			return false
		}
		r.lanes.chat(l.Chat).flying = true
	}
	r.inHand++
	go func() {
		f := d.deliver(ctx, working, wait)
		r.post(func() { r.learn(l, f) })
		again := d.settle(working, f)
		r.post(func() { r.land(again) })
	}()
	return true
}

// turn is when a letter may leave, by the waits the server asked for and by the limits.
func (r *run) turn(l coach.Letter, kind OutKind) (wait time.Duration, back bool) {
	if wait = r.lanes.shut(l).Sub(r.Now()); wait > 0 {
		return wait, true
	}
	return r.lanes.turn(l, kind)
}
