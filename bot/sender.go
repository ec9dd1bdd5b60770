package bot

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"medius/coach"
)

// Outbox is where letters wait. Claim gives letters whose moment has come, most urgent first down to the lane last, at most
// one per chat. It keeps the order inside a chat: while a letter is claimed, or put back until later, those behind it stay, except acks.
// busy are chats whose letter has been out for long but is not lost. Sent, Later or Failed says what became of a
// claimed letter; next is the letter of its chat that may follow at once, claimed, more says that another one waits, why is a code. Recover takes back what a crash left claimed. NextLetter is the earliest date of a
// waiting letter.
type Outbox interface {
	Claim(ctx context.Context, now time.Time, last coach.Lane, busy []int64, limit int) ([]coach.Letter, error)
	Sent(ctx context.Context, id int64, now coach.Delivered) (next []coach.Letter, more bool, err error)
	// Landed keeps that a letter has arrived as a message until Sent has written it down, also when the process dies meanwhile; false: it cannot.
	Landed(id, message int64) bool
	Later(ctx context.Context, id int64, at time.Time) error
	Failed(ctx context.Context, id int64, why string) error
	Recover(ctx context.Context) (int, error)
	NextLetter(ctx context.Context) (time.Time, bool, error)
}

// Transport delivers one letter; out is what stands in its body, or what is to be tried instead. Its errors are *Refusal.
type Transport interface {
	Send(ctx context.Context, l coach.Letter, out Outgoing) (coach.Delivered, error)
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
	// Returned tells whether a member has come back since an instant: then a letter that left before says nothing about the next one. Nil: nobody
	// ever does.
	Returned func(chat int64, since time.Time) bool
	// Workers is how many letters may be on the wire at once, 64 when zero; bulk lanes get half of them, and acks as many
	// again, so that no lane waits for the slow answers of a lower one. Letters with a picture, which may have to be made
	// and uploaded, have slots of their own, so that no words of other chats wait for them; and so have letters with a
	// paper, of which many may fall on one evening.
	Workers int

	// Where several instances send: what this one's place among them is, whether a claimed letter is still its own, and who tells the
	// others that the messenger wants less in bulk. Nil: there is only one.
	Crew  func() coach.Crew
	Holds func(coach.Letter) bool
	Shut  func(ctx context.Context, lane coach.Lane, until time.Time) error

	// Wanted tells whether a letter in the lowest lane is still to be sent when its turn has come. Nil: all are.
	Wanted func(context.Context, coach.Letter) bool

	bell      bell
	look      atomic.Bool // there may be letters in the outbox that can be claimed
	working   atomic.Bool
	hand      atomic.Int64 // letters claimed or handed over, and not landed
	noBulk    atomic.Bool  // no reminder waited at the last look
	mu        sync.Mutex
	handed    []coach.Letter // over the counter, and not started yet
	bulkRoom  int            // so many more may be handed over that leave in bulk
	trouble   atomic.Int64
	refused   atomic.Int64
	ambiguous atomic.Int64
}

const (
	mostInHand   = 512             // letters claimed and waiting for their turn or for the wire
	mostClaimed  = 64              // letters claimed at once
	papersAtOnce = 2               // one is drawn by a small machine while another is on the line
	probeAfter   = 5               // network failures in a row before letters are risked one by one
	senderGrace  = 4 * time.Second // letters on the wire may take this long after a stop
	longFlood    = 10 * time.Minute
	// letterPatience is less than the time after which the outbox takes a letter for stranded.
	letterPatience = time.Minute
)

// Wake says that there may be new letters. It never blocks.
func (s *Sender) Wake() {
	s.look.Store(true)
	s.bell.ring()
}

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
	defer r.alarm.Stop()
	sweep := time.NewTicker(sweepEvery)
	defer sweep.Stop()
	s.look.Store(true)
	s.working.Store(true)
	for ctx.Err() == nil {
		r.round(ctx, working)
		r.rest(ctx, sweep.C)
	}
	s.working.Store(false)
	r.finish(working)
	return r.fatal
}

// finish waits for what is on the wire, and gives back what has come too late: by the counter, or with a letter that has landed.
func (r *run) finish(working context.Context) {
	for {
		for _, l := range r.takeOver() {
			r.note(working, l.ID, func() error { return r.Store.Later(working, l.ID, r.Now()) })
			r.hand.Add(-1)
		}
		if r.hand.Load() == 0 {
			return
		}
		select {
		case f := <-r.posts:
			f()
		case <-r.bell.rings():
		}
	}
}

// run is the state of one Run. Only its goroutine touches it; others post what they have to say.
type run struct {
	*Sender
	lanes   *lanes
	alarm   *time.Timer // something may be due by the clock
	crowded bool        // no room was left at the last look
	seen    clockFace   // at the last look
	probing bool        // a wait before the next letter is risked
	fatal   error
	cancel  context.CancelFunc
	posts   chan func()
	over    chan struct{}
	wire    [5]chan struct{} // slots for acks, for answers, for bulk, for pictures, for papers
}

func newRun(s *Sender, cancel context.CancelFunc) *run {
	workers := atOnce(s.Workers)
	return &run{
		Sender: s,
		lanes:  newLanes(s.Limits),
		alarm:  time.NewTimer(idle),
		cancel: cancel,
		posts:  make(chan func()),
		over:   make(chan struct{}),
		wire: [5]chan struct{}{make(chan struct{}, workers), make(chan struct{}, workers),
			make(chan struct{}, max(workers/2, 1)), make(chan struct{}, max(workers/2, 1)), make(chan struct{}, papersAtOnce)},
	}
}

// post has f run by the run's goroutine.
func (r *run) post(f func()) {
	select {
	case r.posts <- f:
	case <-r.over:
	}
}

// after has f run by the run's goroutine in a while of real time, and lets it look then.
func (r *run) after(d time.Duration, f func()) {
	time.AfterFunc(d, func() {
		r.post(func() {
			f()
			r.look.Store(true)
		})
	})
}

// round starts what was handed over, and claims and starts what else may leave now. The outbox is asked only when there is a
// reason to.
func (r *run) round(ctx, working context.Context) {
	r.startHanded(ctx, working)
	if r.look.Swap(false) {
		r.alarm.Reset(r.claim(ctx, working))
	}
}

func (r *run) startHanded(ctx, working context.Context) {
	for _, l := range r.takeOver() {
		r.start(ctx, working, l)
	}
	r.measure()
}

// ask claims letters. What is handed over or comes back meanwhile goes on: an answer must not wait for the outbox, which may be
// busy with reminders.
func (r *run) ask(ctx, working context.Context, last coach.Lane, limit int) (letters []coach.Letter, err error) {
	now, busy, claimed := r.Now(), r.lanes.inHand(), make(chan struct{})
	go func() {
		defer close(claimed)
		letters, err = r.Store.Claim(ctx, now, last, busy, limit)
	}()
	for {
		select {
		case <-claimed:
			return letters, err
		case <-r.bell.rings():
			r.startHanded(ctx, working)
		case f := <-r.posts:
			f()
			r.startHanded(ctx, working) // one that has landed may bring the next one of its chat along
		}
	}
}

// claim claims and starts what may leave now, and says how long nothing more will be due by the clock.
func (r *run) claim(ctx, working context.Context) (pause time.Duration) {
	r.crowded = false
	r.watchClock()
	r.join()
	noBulk := false
	defer func() { r.noBulk.Store(noBulk) }()
	for _, last := range []coach.Lane{coach.LaneTimer, coach.LaneReminder, coach.LaneBroadcast} {
		for limit := r.room(last); limit > 0; limit = r.room(last) {
			letters, err := r.ask(ctx, working, last, limit)
			if err != nil {
				if ctx.Err() == nil {
					r.Log.ErrorContext(ctx, "claim letters", "err", err)
				}
				return time.Second
			}
			r.hand.Add(int64(len(letters)))
			for _, l := range letters {
				r.start(ctx, working, l)
			}
			if len(letters) < limit {
				noBulk = noBulk || last == coach.LaneReminder
				break
			}
		}
	}
	return r.untilNext(ctx)
}

// clockFace is what the wall clock showed at a moment.
type clockFace struct{ wall, at time.Time }

// watchClock notices that the clock was put forward: by it, letters that are on the wire have been there for so long that the outbox would
// take them for stranded.
func (r *run) watchClock() {
	was, now := r.seen, clockFace{r.Now().Round(0), time.Now()}
	r.seen = now
	if !was.at.IsZero() && now.wall.Sub(was.wall)-now.at.Sub(was.at) > letterPatience {
		r.lanes.sweep(now.wall)
	}
}

// room is how many letters of the lanes down to one may be claimed now. Of bulk letters no more are claimed than can leave soon:
// the others would be put back, and thousands of them would be written about all the time.
func (r *run) room(last coach.Lane) int {
	hand := int(r.hand.Load())
	room := min(mostInHand-hand, mostClaimed)
	switch {
	case r.probing:
		return 0 // the end of the wait will wake us
	case r.Trouble() >= probeAfter:
		return max(1-hand, 0)
	case bulk(last):
		room = min(room, r.lanes.room(last))
	}
	r.crowded = r.crowded || room <= 0
	return room
}

// join fits the limits to how many share them.
func (r *run) join() {
	if r.Crew != nil {
		r.lanes.share(r.Crew(), r.Now())
	}
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

// rest waits for a reason to go on, and takes in what else has happened by then.
func (r *run) rest(ctx context.Context, sweep <-chan time.Time) {
	if r.look.Load() {
		return // something has come while the outbox was asked
	}
	select {
	case <-ctx.Done():
	case <-r.alarm.C:
		r.look.Store(true)
	case <-r.bell.rings():
	case f := <-r.posts:
		f()
	case <-sweep:
		r.lanes.sweep(r.Now())
		if r.Crew != nil { // a letter may be this one's without its knowing: the answer of the commit that claimed it was lost
			r.look.Store(true)
		}
	}
	for {
		select {
		case f := <-r.posts:
			f()
		default:
			return
		}
	}
}

// start sends a letter on its way, lets it wait for the one of its chat that is, or puts it back because it must wait too long.
func (r *run) start(ctx, working context.Context, l coach.Letter) {
	ack := l.Lane == coach.LaneAck
	if !ack {
		if c := r.lanes.chat(l.Chat); c.flying {
			r.callOff(working, c, l.Hush)
			c.behind, c.waited = append(c.behind, l), true
			return
		}
	}
	out, err := read(l)
	d := r.delivery(l, out)
	if err != nil {
		r.Log.ErrorContext(ctx, "letter unreadable", "letter", l.ID, "err", err)
		d.settle(ctx, fate{why: Content.String()})
		r.hand.Add(-1)
		r.look.Store(true)
		return
	}
	var wait time.Duration
	if !ack {
		r.join()
		r.lanes.chat(l.Chat).flying = true
		var back bool
		if wait, back = r.turn(l, out.Kind); back {
			go r.putBack(ctx, working, l, d, fate{back: true, wait: wait})
			return
		}
		r.lanes.held[l.Lane]++
	}
	go func() {
		f := d.deliver(ctx, working, wait)
		landed := f.arrived() && r.Store.Landed(l.ID, f.now.Message)
		r.post(func() {
			r.learn(l, f)
			if landed && !ack {
				r.lanes.chat(l.Chat).noting++
				r.follow(ctx, working, l.Chat)
			}
		})
		if f.stops() && !ack {
			r.putBack(ctx, working, l, d, f)
			return
		}
		o := d.settle(working, f)
		r.post(func() {
			r.land(o)
			switch {
			case ack:
			case landed:
				r.lanes.chat(l.Chat).noting--
			default:
				r.follow(ctx, working, l.Chat)
			}
		})
	}()
}

// turn is when a letter may leave, by the waits the server asked for and by the limits.
func (r *run) turn(l coach.Letter, kind OutKind) (wait time.Duration, back bool) {
	if wait = r.lanes.shut(l).Sub(r.Now()); wait > 0 {
		return wait, true
	}
	return r.lanes.turn(l, kind)
}
