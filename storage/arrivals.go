package storage

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"gorm.io/gorm"

	"medius/coach"
)

// Letters arrive by the dozen, and one statement for all costs much less than one for each. So whoever comes first writes
// down for all who have come until it is its turn to write.

// arrival is a letter that has arrived, until that is written down.
type arrival struct {
	id   int64
	now  coach.Delivered
	next []coach.Letter
	more bool
	err  error
	over chan struct{}
	left bool // by the last run of the program: nobody waits for what follows
}

// arrivals are those that wait to be written down.
type arrivals struct {
	mu      sync.Mutex
	waiting []*arrival
}

// add lets an arrival wait, and says whether it is the first.
func (as *arrivals) add(a *arrival) bool {
	as.mu.Lock()
	defer as.mu.Unlock()
	as.waiting = append(as.waiting, a)
	return len(as.waiting) == 1
}

func (as *arrivals) take() []*arrival {
	as.mu.Lock()
	defer as.mu.Unlock()
	all := as.waiting
	as.waiting = nil
	return all
}

// Sent settles a letter; now is what Telegram calls the message, so that later letters can edit it, and what it shows. A
// letter about an earlier one corrects that: the message may be another one by now, and show something else. next is the letter
// of the chat that may follow at once, claimed; more: another one waits.
func (db *DB) Sent(ctx context.Context, id int64, now coach.Delivered) (next []coach.Letter, more bool, err error) {
	a := &arrival{id: id, now: now, over: make(chan struct{})}
	landed := func() { db.flights.land(id) }
	how := manner{patient: !db.flights.awaited(id), queued: landed}
	if db.arrivals.add(a) {
		db.writeArrivals(how.in(ctx))
	} else {
		landed()
	}
	<-a.over
	if a.err != nil {
		return nil, false, fmt.Errorf("letter %d: %w", id, a.err)
	}
	return a.next, a.more && len(a.next) == 0, nil
}

// errNotWritten says that writing has panicked.
var errNotWritten = errors.New("not written")

// writeArrivals writes down what has arrived by the time it is its turn.
func (db *DB) writeArrivals(ctx context.Context) {
	var all []*arrival
	err := errNotWritten
	defer func() {
		if all == nil { // it was never its turn
			all = db.arrivals.take()
		}
		for _, a := range all {
			a.err = err
			close(a.over)
		}
	}()
	err = db.write(ctx, func(tx *gorm.DB) error {
		if all == nil {
			all = db.arrivals.take()
		}
		return db.settleArrivals(tx, all)
	})
}

const (
	// An ambiguous letter may turn out to have been sent. What has arrived is not needed here any more. A letter that another instance has sent
	// once more meanwhile, since this one stood still, is that one's to settle: what follows would pass it.
	sentSQL = `
		UPDATE outbox SET state = 'sent', message_id = CAST(n.value ->> 1 AS BIGINT), shows = n.value ->> 2, settled_at = ?, lease_end = 0,
			body = NULL
		FROM json_each(?) n
		WHERE outbox.id = CAST(n.value ->> 0 AS BIGINT) AND (outbox.state IN ('waiting', 'ambiguous') OR outbox.state = 'sending' AND outbox.holder = ?)
		RETURNING outbox.id, outbox.chat_id, outbox.lane, outbox.target, EXISTS (
			SELECT 1 FROM outbox f
			WHERE f.chat_id = outbox.chat_id AND f.settled_at = 0 AND f.state = 'waiting' AND (outbox.lane > 0 OR f.lane = 0)) AS more`
	shownSQL = `
		UPDATE outbox SET message_id = ?, shows = ?
		WHERE key = ? AND chat_id = ?`
)

// settlement is what the outbox says of a letter that has arrived.
type settlement struct {
	id, chat int64
	lane     coach.Lane
	target   string
	more     bool // another letter of the chat waits
}

func (db *DB) settleArrivals(tx *gorm.DB, all []*arrival) error {
	notes := make([][3]any, len(all))
	for i, a := range all {
		db.flights.end(a.id)
		notes[i] = [3]any{a.id, a.now.Message, a.now.Shows}
	}
	text, err := json.Marshal(notes)
	if err != nil {
		return err
	}
	row := func(s *settlement) []any { return []any{&s.id, &s.chat, &s.lane, &s.target, &s.more} }
	rows, err := askAll(tx, row, sentSQL, milli(db.now()), string(text), db.engine.crew().me)
	if err != nil {
		return err
	}
	found := make(map[int64]settlement, len(rows))
	for _, s := range rows {
		found[s.id] = s
	}
	for _, a := range all {
		s, known := found[a.id]
		if !known { // if this was tried before, it was committed, and only the answer was lost
			if a.next, err = db.stillMine(tx, a.next); err != nil {
				return err
			}
			continue
		}
		if err := db.follow(tx, a, s); err != nil {
			return err
		}
	}
	return nil
}

// follow corrects what is known of the message that a letter was about, and finds the letter that may follow.
func (db *DB) follow(tx *gorm.DB, a *arrival, s settlement) (err error) {
	a.next, a.more = nil, s.more && (s.lane == coach.LaneAck || !db.flights.in(s.chat)) // else another one brings along what waits
	if a.now.Message != 0 && s.target != "" {
		_, err = order(tx, shownSQL, a.now.Message, a.now.Shows, s.target, s.chat)
	}
	if err == nil && a.more && s.lane != coach.LaneAck && !a.left {
		a.next, err = db.next(tx, s.chat)
	}
	return err
}
