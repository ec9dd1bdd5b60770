package bot

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"medius/coach"
)

// A chat that is in other hands is asked for again soon: a turn takes milliseconds.
const (
	shortWait = 10 * time.Millisecond
	longWait  = 500 * time.Millisecond
)

// desk is the state of one Run; only its goroutine touches it. Each row is read once and waits here for its chat.
type desk struct {
	*Worker
	chats  map[int64]*pile
	free   []*pile // those whose first row may be taken up, in the order in which that came
	known  int     // rows on all free piles
	last   int64   // arrival of the newest row read
	unread bool    // there may be rows that were not read
	inHand int
	over   chan handled
	ready  chan *pile
}

// pile are the rows of one chat, the oldest first. While one is in hand, or waits before the next try, the pile is not free.
type pile struct {
	chat  int64
	rows  []*slip
	hand  *slip // the one in hand
	fails int   // failures of the first row in a row
	waits int   // how often in a row it was not its turn
}

// slip is one update, and what the gate has said of it: it is weighed once, however often it is tried.
type slip struct {
	coach.Inbound
	weighed bool
	taken   coach.Taken
}

// slips are those of this batch and of the one before. A batch that could not be written comes again, and some of its updates may be left to
// the desk.
type slips struct {
	mu     sync.Mutex
	batch  map[int64]*slip // by update
	before map[int64]*slip
}

// turn begins a new batch.
func (s *slips) turn() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.batch, s.before = map[int64]*slip{}, s.batch
}

// of gives the slip of an update, a new one where there is none. Update ids may restart: then it is another chat's, or text.
func (s *slips) of(in coach.Inbound) *slip {
	s.mu.Lock()
	defer s.mu.Unlock()
	known := &slip{Inbound: in}
	if was := cmp.Or(s.batch[in.Update], s.before[in.Update]); was != nil && was.Chat == in.Chat {
		known.weighed, known.taken = was.weighed, was.taken
	}
	if s.batch != nil { // which it is for who has never begun one
		s.batch[in.Update] = known
	}
	return known
}

// handled is how a row ended.
type handled struct {
	pile *pile
	end  end
}

// end is how a row ended.
type end int

const (
	ended  end = iota // it is done, or dead
	failed            // it is to be tried again
	early             // it was not its turn
)

func newDesk(w *Worker) *desk {
	return &desk{
		Worker: w, chats: map[int64]*pile{}, unread: true, over: make(chan handled, atOnce(w.Workers)), ready: make(chan *pile),
	}
}

// atOnce is how many chats are in hand at most.
func atOnce(workers int) int { return cmp.Or(max(workers, 0), 64) }

// fill reads rows while there are few of free chats: a chat that fails must not hide the others, however many rows it has.
func (d *desk) fill(ctx context.Context) error {
	if d.again.Swap(false) {
		d.unread, d.last = true, 0
	}
	for d.unread && d.known < enoughRows {
		rows, err := d.Inbox.Pending(ctx, d.last, pageOfInbox)
		if err != nil {
			return err
		}
		for _, in := range rows {
			d.add(in)
			d.last = in.Arrival
		}
		d.unread = len(rows) == pageOfInbox
	}
	return nil
}

// add puts a row on the pile of its chat.
func (d *desk) add(in coach.Inbound) {
	p := d.chats[in.Chat]
	if p == nil {
		p = &pile{chat: in.Chat}
		d.chats[in.Chat] = p
		d.free = append(d.free, p)
		d.known++
	}
	p.add(d.slips.of(in))
}

// add puts a row where it belongs, unless it is there.
func (p *pile) add(r *slip) {
	if p.hand != nil && p.hand.Arrival == r.Arrival {
		return
	}
	i, there := slices.BinarySearchFunc(p.rows, r, func(a, b *slip) int { return cmp.Compare(a.Arrival, b.Arrival) })
	if !there {
		p.rows = slices.Insert(p.rows, i, r)
	}
}

// deal takes up the first row of every free chat, as far as there are hands.
func (d *desk) deal(working context.Context) {
	for len(d.free) > 0 && d.inHand < atOnce(d.Workers) {
		p := d.free[0]
		d.free = d.free[1:]
		d.known--
		d.inHand++
		r := p.rows[0]
		p.hand, p.rows = r, p.rows[1:]
		go func() { d.over <- handled{p, d.settle(working, r)} }()
	}
}

// rest waits for a reason to deal again, and takes in what else has happened by then.
func (d *desk) rest(ctx context.Context, pause time.Duration) {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
		d.lookAgain()
	case <-d.bell.rings():
		d.unread = true
	case p := <-d.ready:
		d.release(p)
	case h := <-d.over:
		d.end(ctx, h)
	}
	for more := true; more; {
		select {
		case h := <-d.over:
			d.end(ctx, h)
		default:
			more = false
		}
	}
}

// lookAgain reads everything anew when nothing is known: rows may have been left by somebody else.
func (d *desk) lookAgain() {
	d.unread = true
	if len(d.chats) == 0 {
		d.last = 0
	}
}

func (d *desk) release(p *pile) {
	d.free = append(d.free, p)
	d.known++
}

// end takes a row off its pile, or lets it wait before the next try.
func (d *desk) end(ctx context.Context, h handled) {
	d.inHand--
	p, r := h.pile, h.pile.hand
	p.hand = nil
	switch h.end {
	case failed:
		p.fails, p.waits = p.fails+1, 0
		p.add(r)
		d.later(ctx, p, backoff(p.fails))
		return
	case early:
		p.waits++
		p.add(r)
		d.later(ctx, p, min(shortWait<<min(p.waits, 6), longWait))
		return
	}
	p.fails, p.waits = 0, 0
	if len(p.rows) == 0 {
		delete(d.chats, p.chat)
		return
	}
	d.release(p)
}

// later frees a pile in a while.
func (d *desk) later(ctx context.Context, p *pile, wait time.Duration) {
	time.AfterFunc(wait, func() {
		select {
		case d.ready <- p:
		case <-ctx.Done():
		}
	})
}
