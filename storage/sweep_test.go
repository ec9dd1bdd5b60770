package storage

import (
	"testing"
	"time"

	"medius/coach"
)

const day = 24 * time.Hour

// Done updates are kept for three days against repeats, pending ones for as long as they wait.
func TestSweepRemovesDoneUpdates(t *testing.T) {
	db, ctx := open(t), t.Context()
	accept(t, db, 3, 1, 2)
	must(t, db.Done(ctx, 1))
	must(t, db.Sweep(ctx, noon.Add(3*day-time.Millisecond)))
	equal(t, "before", count(t, db, `SELECT COUNT(*) FROM inbox`), 2)
	must(t, db.Sweep(ctx, noon.Add(3*day)))
	equal(t, "after", count(t, db, `SELECT COUNT(*) FROM inbox`), 1)
	pending(t, db, 2)
}

// What was done while the clock was ahead by a year does not keep what came after it from going.
func TestSweepPassesOverAnotherClock(t *testing.T) {
	db, ctx := open(t), t.Context()
	var ids []int64
	for i := range int64(2 * sweepChunk) {
		ids = append(ids, i+1)
	}
	accept(t, db, 1, ids...)
	ahead := milli(noon.AddDate(1, 0, 0))
	must(t, db.writer.Exec(`UPDATE inbox SET done_at = CASE WHEN update_id <= ? THEN CAST(? AS BIGINT) ELSE CAST(? AS BIGINT) END`, sweepChunk, ahead, milli(noon)).Error)
	must(t, db.Sweep(ctx, noon.Add(4*day)))
	equal(t, "left", count(t, db, `SELECT COUNT(*) FROM inbox`), 0)
}

// A dead update stays counted; its text and its chat are forgotten after a week.
func TestSweepForgetsTheTextOfDeadUpdates(t *testing.T) {
	db, ctx := open(t), t.Context()
	accept(t, db, 2, 1)
	for range tryLimit {
		_, err := db.SetAside(ctx, 1, "panic")
		must(t, err)
	}
	const known = `SELECT COUNT(*) FROM dead WHERE raw IS NOT NULL OR chat_id <> 0`
	must(t, db.Sweep(ctx, noon.Add(7*day-time.Millisecond)))
	equal(t, "before", count(t, db, known), 1)
	must(t, db.Sweep(ctx, noon.Add(7*day)))
	equal(t, "after", count(t, db, known), 0)
	n, err := db.Dead(ctx)
	must(t, err)
	equal(t, "dead", n, 1)
}

// A letter loses its body when it arrives, or two days after it has failed, and its envelope after fourteen; a waiting one loses
// nothing.
func TestSweepEmptiesLettersAndThenRemovesThem(t *testing.T) {
	db, ctx := open(t), t.Context()
	join(t, db, 9)
	post(t, db, coach.Letter{Key: "a", Body: []byte("hello")})
	const bodies = `SELECT COUNT(*) FROM outbox WHERE body IS NOT NULL`
	equal(t, "bodies before it arrives", count(t, db, bodies), 1)
	send(t, db, noon, "a", 500)
	equal(t, "bodies after it has arrived", count(t, db, bodies), 0)
	post(t, db, coach.Letter{Key: "failed", Body: []byte("hello")})
	must(t, db.Failed(ctx, claim(t, db, noon, 1)[0].ID, "blocked"))
	post(t, db, coach.Letter{Key: "waiting", Body: []byte("hello"), NotBefore: noon.Add(60 * day)})
	must(t, db.Sweep(ctx, noon.Add(2*day-time.Millisecond)))
	equal(t, "bodies before", count(t, db, bodies), 2)
	must(t, db.Sweep(ctx, noon.Add(2*day)))
	equal(t, "bodies after", count(t, db, bodies), 1)

	must(t, db.Sweep(ctx, noon.Add(14*day-time.Millisecond)))
	post(t, db, coach.Letter{Key: "a"}, coach.Letter{Key: "edit", Target: "a", Chat: 9})
	equal(t, "message for edits", count(t, db, `SELECT message_id FROM outbox WHERE key = 'a'`), 500)
	must(t, db.Sweep(ctx, noon.Add(14*day)))
	equal(t, "envelope", state(t, db, "a"), "")
	equal(t, "waiting", state(t, db, "waiting"), "waiting")
}

// Of what was said to somebody of whom nothing is kept, nothing is kept either, after an hour; what waits still goes out.
func TestSweepForgetsLettersToNobody(t *testing.T) {
	db, ctx := open(t), t.Context()
	join(t, db, 9)
	post(t, db, coach.Letter{Key: "member"}, coach.Letter{Key: "stranger", Chat: 10}, coach.Letter{Key: "waits", Chat: 11, NotBefore: noon.Add(9 * day)})
	send(t, db, noon, "member", 500)
	send(t, db, noon, "stranger", 501)
	must(t, db.Sweep(ctx, noon.Add(time.Hour-time.Millisecond)))
	equal(t, "within the hour", state(t, db, "stranger"), "sent")
	must(t, db.Sweep(ctx, noon.Add(time.Hour)))
	equal(t, "to a stranger", state(t, db, "stranger"), "")
	equal(t, "to a member", state(t, db, "member"), "sent")
	equal(t, "waiting", state(t, db, "waits"), "waiting")
}

// What is kept of letters to members is looked at once. Where the clock is put back it is looked at again.
func TestSweepGoesOnWhereItHasBeen(t *testing.T) {
	db, ctx := open(t), t.Context()
	settled(t, db, 3*sweepChunk)
	const strangers = `UPDATE outbox SET chat_id = 1000000 + id, settled_at = id WHERE id % 7 = 0`
	must(t, db.writer.Exec(strangers).Error)
	must(t, db.writer.Exec(`UPDATE outbox SET settled_at = ? + settled_at`, milli(noon)).Error)
	nobodys := `SELECT COUNT(*) FROM outbox WHERE (chat_id > 1000000 OR chat_id = 0)`
	letters := count(t, db, `SELECT COUNT(*) FROM outbox`) - count(t, db, nobodys)
	must(t, db.Sweep(ctx, noon.Add(2*time.Hour)))
	equal(t, "letters to nobody", count(t, db, nobodys), 0)
	equal(t, "letters to members", count(t, db, `SELECT COUNT(*) FROM outbox`), letters)
	equal(t, "looked at until", db.forgone, milli(noon.Add(time.Hour)))
	must(t, db.writer.Exec(`UPDATE outbox SET chat_id = 1000001 WHERE id = 1`).Error)
	must(t, db.Sweep(ctx, noon.Add(2*time.Hour)))
	equal(t, "what was looked at", count(t, db, nobodys), 1)
	must(t, db.Sweep(ctx, noon.Add(2*time.Hour-time.Minute)))
	equal(t, "when the clock is put back", count(t, db, nobodys), 0)
}

// Housekeeping works in small transactions, and gets through all of it.
func TestSweepGetsThroughMoreThanOneChunk(t *testing.T) {
	db, ctx := open(t), t.Context()
	var ids []int64
	for i := range int64(2*sweepChunk + 7) {
		ids = append(ids, i+1)
	}
	accept(t, db, 1, ids...)
	must(t, db.writer.Exec(`UPDATE inbox SET done_at = 1`).Error)
	must(t, db.Sweep(ctx, noon))
	equal(t, "left", count(t, db, `SELECT COUNT(*) FROM inbox`), 0)
}

// The quiet hour empties the write-ahead log and loses nothing.
func TestOptimizeKeepsEverything(t *testing.T) {
	db := open(t)
	m := join(t, db, 9)
	must(t, db.Optimize(t.Context()))
	again, ok, err := db.Member(t.Context(), 9)
	must(t, err)
	equal(t, "found", ok, true)
	equal(t, "member", again.ID, m.ID)
}
