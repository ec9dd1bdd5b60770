package bot

import (
	"cmp"
	"context"
	"time"

	"medius/coach"
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

// pile are the rows of one chat, the oldest first. While that one is in hand, or waits before the next try, the pile is not
// free.
type pile struct {
	chat  int64
	rows  []coach.Inbound
	fails int // failures of the first row in a row
}

// handled is how a row ended. Again: it failed and is not dead.
type handled struct {
	pile  *pile
	again bool
}

func newDesk(w *Worker) *desk {
	return &desk{
		Worker: w, chats: map[int64]*pile{}, unread: true, over: make(chan handled, atOnce(w.Workers)), ready: make(chan *pile),
	}
}

// atOnce is how many chats are in hand at most.
func atOnce(workers int) int { return cmp.Or(max(workers, 0), 64) }

// fill reads rows while there are few of free chats: a chat that fails must not hide the others, however many rows it has.
func (d *desk) fill(ctx context.Context) error {
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
	p.rows = append(p.rows, in)
}

// deal takes up the first row of every free chat, as far as there are hands.
func (d *desk) deal(working context.Context) {
	for len(d.free) > 0 && d.inHand < atOnce(d.Workers) {
		p := d.free[0]
		d.free = d.free[1:]
		d.known--
		d.inHand++
		in := p.rows[0]
		go func() { d.over <- handled{p, d.settle(working, in)} }()
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
	p := h.pile
	if h.again {
		p.fails++
		time.AfterFunc(backoff(p.fails), func() {
			select {
			case d.ready <- p:
			case <-ctx.Done():
			}
		})
		return
	}
	p.rows, p.fails = p.rows[1:], 0
	if len(p.rows) == 0 {
		delete(d.chats, p.chat)
		return
	}
	d.release(p)
}
