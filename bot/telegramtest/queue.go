package telegramtest

import (
	"math/rand/v2"
	"time"
)

// The numbers of the real queue.
const (
	firstIDLow  = 2_000_001
	firstIDHigh = 1_000_000_000
	lastID      = 2_000_000_000 // here the queue is cleared and numbering restarts
	queueLength = 100_000
	queueBytes  = 128 << 20
	updateBytes = 512 << 10
	aheadOfTail = 10      // an offset further ahead falls back to the head
	behindHead  = 100_000 // and so does one further behind
	quietWeek   = 7 * 24 * time.Hour
)

// update is one queued update.
type update struct {
	id        int64
	expires   time.Time
	body      []byte // JSON of the whole update
	tap       *tap   // of a callback query
	delivered bool
}

// queue is the bot's queue of updates, first in first out. Ids rise inside it.
type queue struct {
	rand     *rand.Rand
	items    []update
	head     int // items before it are gone
	bytes    int
	next     int64 // id of the next update
	restart  int64 // id to go on with once the queue is empty, 0 = none
	last     time.Time
	repeats  []update // to be delivered again whatever the offset is
	seen     recent
	gone     spans // ids confirmed by an offset
	dropped  int
	unread   int // confirmed, yet never part of an answer
	expired  int
	limit    int // queueLength, less in tests
	capacity int
}

func (q *queue) start(r *rand.Rand) {
	q.rand = r
	q.limit, q.capacity = queueLength, queueBytes
	q.next = q.randomID()
}

func (q *queue) randomID() int64 { return firstIDLow + q.rand.Int64N(firstIDHigh-firstIDLow+1) }

func (q *queue) length() int { return len(q.items) - q.head }

// tail is the id the next update will get.
func (q *queue) tail() int64 { return q.next }

// take reserves an id; it restarts the numbers after a quiet week, at the end of the range, or on demand.
func (q *queue) take(now time.Time) int64 {
	if q.next >= lastID {
		q.clear()
		q.next = q.randomID()
	}
	if q.length() == 0 {
		switch {
		case q.restart != 0:
			q.next, q.restart = q.restart, 0
		case !q.last.IsZero() && now.Sub(q.last) >= quietWeek:
			q.next = q.randomID()
		}
	}
	q.last = now
	q.next++
	return q.next - 1
}

// push appends; a full queue drops the update without a word.
func (q *queue) push(u update) bool {
	if q.length() >= q.limit || len(u.body) > updateBytes || q.bytes+len(u.body) > q.capacity {
		q.dropped++
		return false
	}
	if q.head > 1024 && q.head*2 > len(q.items) {
		q.items = append(q.items[:0], q.items[q.head:]...)
		q.head = 0
	}
	q.items = append(q.items, u)
	q.bytes += len(u.body)
	return true
}

func (q *queue) pop() update {
	u := q.items[q.head]
	q.items[q.head] = update{}
	q.head++
	q.bytes -= len(u.body)
	return u
}

func (q *queue) clear() {
	q.items, q.head, q.bytes = nil, 0, 0
}

// confirm forgets everything the offset says is done; it happens when the request arrives, not when it is
// answered.
func (q *queue) confirm(offset int64) {
	switch {
	case offset < 0:
		for int64(q.length()) > -offset {
			q.forget()
		}
	case offset > 0 && !q.farOff(offset):
		for q.length() > 0 && q.items[q.head].id < offset {
			q.forget()
		}
	}
}

// farOff tells whether an offset is too far from the queue to be believed.
func (q *queue) farOff(offset int64) bool {
	head := q.tail()
	if q.length() > 0 {
		head = q.items[q.head].id
	}
	return offset > q.tail()+aheadOfTail || offset < head-behindHead
}

func (q *queue) forget() {
	u := q.pop()
	if !u.delivered {
		q.unread++
	}
	q.gone.add(u.id)
	q.seen.add(u)
}

// read returns up to limit updates from the head, oldest first, and drops the expired ones it meets.
func (q *queue) read(limit int, now time.Time) []*update {
	var out []*update
	for i := range q.repeats {
		out = append(out, &q.repeats[i])
	}
	q.repeats = nil
	live, stop := q.head, q.head // live: where the next kept one goes
	for ; stop < len(q.items) && len(out) < limit; stop++ {
		if q.items[stop].expires.After(now) {
			q.items[live] = q.items[stop]
			live++
			out = append(out, nil) // the address is known after the shift
			continue
		}
		q.expired++
		q.bytes -= len(q.items[stop].body)
	}
	kept := live - q.head
	if shift := stop - live; shift > 0 {
		copy(q.items[q.head+shift:stop], q.items[q.head:live])
		clear(q.items[q.head : q.head+shift])
		q.head += shift
	}
	for i := range kept {
		out[len(out)-kept+i] = &q.items[q.head+i]
	}
	return out
}

// waiting tells whether a read would find something.
func (q *queue) waiting(now time.Time) bool {
	if len(q.repeats) > 0 {
		return true
	}
	for q.length() > 0 {
		if q.items[q.head].expires.After(now) {
			return true
		}
		q.expired++
		q.pop()
	}
	return false
}
