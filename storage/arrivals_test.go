package storage

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"testing"

	"medius/coach"
)

// expects waits until so many arrivals are yet to be written down.
func expects(db *DB, n int) {
	for there := -1; there != n; runtime.Gosched() {
		db.arrivals.mu.Lock()
		there = len(db.arrivals.waiting)
		db.arrivals.mu.Unlock()
	}
}

// What has arrived by the time that the first of it is written down is written down with it; each learns what follows in its chat.
func TestArrivalsAreWrittenTogether(t *testing.T) {
	db, c := counted(t)
	reply := func(key string) coach.Letter { return coach.Letter{Key: key, Lane: coach.LaneReply, Repeat: true} }
	enter(t, db, 7, coach.Entry{Letters: []coach.Letter{reply("a"), {Key: "b", Lane: coach.LaneReply}}})
	enter(t, db, 8, coach.Entry{Letters: []coach.Letter{reply("c")}})
	got := c.take()
	keys(t, got, "a c")
	ids := []int64{got[0].ID, got[1].ID, 999} // the last one is forgotten by now
	var next [3][]coach.Letter
	var errs [3]error
	var all sync.WaitGroup
	whileWriting(t, db, func() {
		for i, id := range ids {
			all.Go(func() {
				next[i], _, errs[i] = db.Sent(context.Background(), id, coach.Delivered{Message: int64(i + 1), Shows: `"\`})
			})
			expects(db, i+1)
		}
		waits(db, 1)
		db.joint.mu.Lock()
		defer db.joint.mu.Unlock()
		equal(t, "parts that wait", len(db.joint.waiting), 1)
	})
	all.Wait()
	must(t, errors.Join(errs[:]...))
	keys(t, next[0], "b")
	keys(t, append(next[1], next[2]...), "")
	equal(t, "sent", count(t, db, `SELECT COUNT(*) FROM outbox WHERE state = 'sent' AND message_id > 0 AND shows = ?`, `"\`), 2)
	equal(t, "on its way", count(t, db, `SELECT COUNT(*) FROM outbox WHERE state = 'sending'`), 1)
}

// When the one who was to write gives up before its turn, all who relied on it hear of that, and can try again.
func TestArrivalsOfOneWhoGivesUp(t *testing.T) {
	db, c := counted(t)
	for chat, key := range map[int64]string{7: "a", 8: "b"} {
		enter(t, db, chat, coach.Entry{Letters: []coach.Letter{{Key: key, Lane: coach.LaneReply, Repeat: true}}})
	}
	got := c.take()
	ctx, stop := context.WithCancel(context.Background())
	var errs [2]error
	var all sync.WaitGroup
	whileWriting(t, db, func() {
		all.Go(func() { _, _, errs[0] = db.Sent(ctx, got[0].ID, coach.Delivered{Message: 1}) })
		expects(db, 1)
		waits(db, 1)
		all.Go(func() { _, _, errs[1] = db.Sent(context.Background(), got[1].ID, coach.Delivered{Message: 2}) })
		expects(db, 2)
		stop()
		all.Wait()
	})
	for _, err := range errs {
		equal(t, "both hear of it", errors.Is(err, context.Canceled), true)
	}
	equal(t, "sent", count(t, db, `SELECT COUNT(*) FROM outbox WHERE state = 'sent'`), 0)
	for _, l := range got {
		sent(t, db, l.ID, coach.Delivered{Message: 3})
	}
	equal(t, "sent", count(t, db, `SELECT COUNT(*) FROM outbox WHERE state = 'sent'`), 2)
}
