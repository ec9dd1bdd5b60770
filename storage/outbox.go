package storage

import (
	"context"
	"errors"
	"fmt"
	"math/bits"
	"time"

	"gorm.io/gorm"

	"medius/coach"
)

// letters are those that one account's turn leads to.
type letters struct {
	chat, member int64
	now          int64
	all          []coach.Letter
}

// insertLetters puts letters into the outbox, and hands over what can leave at once. A key that exists is passed over. A newer
// edit takes the place of the edits of the same target that still wait, unless it changes a part of the message only.
func insertLetters(tx *gorm.DB, o *outgoing, these letters) error {
	var drafts []draft
	w := o.window(these.chat)
	for _, l := range these.all {
		if l.Key == "" {
			return errors.New("a letter without key")
		}
		if l.Chat == 0 {
			l.Chat = these.chat
		}
		l.Member = these.member
		d, err := o.draft(tx, w, l, these.now)
		if err != nil {
			return fmt.Errorf("letter %s: %w", l.Key, err)
		}
		drafts = append(drafts, d)
	}
	if o.later != nil {
		o.later.drafts = append(o.later.drafts, drafts...)
		return nil
	}
	return insertDrafts(tx, drafts)
}

// draft is a letter about to be put into the outbox.
type draft struct {
	letter coach.Letter
	out    *outgoing
	now    int64
	home   bool
	passes bool // it is handed over
	behind bool // another letter brings it along when that has arrived
}

func (o *outgoing) draft(tx *gorm.DB, w *window, l coach.Letter, now int64) (d draft, err error) {
	if l.Due.IsZero() {
		l.Due = instant(max(now, milli(l.NotBefore)))
	}
	d = draft{letter: l, out: o, now: now, home: o.crew.Home(l.Chat)}
	if o.open && l.Chat == w.chat && d.home {
		if d.passes, d.behind, err = w.passes(tx, l, now, o.bulk); d.behind && o.flying.flights != nil {
			o.flying.wait(l.Chat)
		}
		d.passes = d.passes && !(w.bulk && o.crew.me != 0) // a claim may be taking the reminder, unseen
	}
	if d.passes {
		d.letter.Holder = o.crew.me
	}
	return d, err
}

const (
	letterColumns = "outbox (key, chat_id, lane, target, not_before, expires_at, repeatable, part, due_at, body, state, lease_end, holder)"
	passOverKnown = " ON CONFLICT (key) DO NOTHING RETURNING id, key"
	mostTogether  = 32 // of one statement
)

func (d draft) values() []any {
	l, state, lease := d.letter, "waiting", int64(0)
	if d.passes {
		state, lease = "sending", d.now+letterLease.Milliseconds()
	}
	due := milli(l.Due)
	return []any{l.Key, l.Chat, int(l.Lane), l.Target, milli(l.NotBefore), milli(l.Expires), l.Repeat, l.Part, due, l.Body, state, lease,
		l.Holder}
}

// insertDrafts writes letters, as many as a power of two with one statement: then there are few statements to be kept.
func insertDrafts(tx *gorm.DB, drafts []draft) error {
	for len(drafts) > 0 {
		n := min(1<<(bits.Len(uint(len(drafts)))-1), mostTogether)
		if err := insertTogether(tx, drafts[:n]); err != nil {
			return fmt.Errorf("letter %s: %w", drafts[0].letter.Key, err)
		}
		drafts = drafts[n:]
	}
	return nil
}

func insertTogether(tx *gorm.DB, drafts []draft) error {
	var values []any
	for _, d := range drafts {
		values = append(values, d.values()...)
	}
	type written struct {
		id  int64
		key string
	}
	row := func(w *written) []any { return []any{&w.id, &w.key} }
	all, err := askAll(tx, row, insertion(letterColumns, len(values)/len(drafts), len(drafts), passOverKnown), values...)
	if err != nil {
		return err
	}
	ids := make(map[string]int64, len(all))
	for _, w := range all {
		ids[w.key] = w.id
	}
	for _, d := range drafts {
		id := ids[d.letter.Key]
		if id == 0 { // another may be waiting behind it, and nothing will arrive that brings it along
			d.out.more = true
			continue
		}
		delete(ids, d.letter.Key) // the second of the same key was passed over
		d.letter.ID = id
		if err := d.written(tx); err != nil {
			return err
		}
	}
	return nil
}

// written does what follows from a letter that is in the outbox.
func (d draft) written(tx *gorm.DB) error {
	l, o := d.letter, d.out
	if l.Target != "" && !l.Part {
		if _, err := order(tx, replaceSQL, d.now, l.Chat, l.Target, l.ID); err != nil {
			return err
		}
	}
	if !d.passes {
		o.more, o.elsewhere = o.more || d.home && !d.behind, o.elsewhere || !d.home
		return nil
	}
	if l.Target != "" {
		if err := aim(tx, &l); err != nil {
			return err
		}
	}
	o.taken = append(o.taken, l)
	if o.flying.soon != nil && l.Lane != coach.LaneAck {
		o.flying.soon[l.ID] = true
	}
	return nil
}

// aim finds the message that a letter which leaves now is about.
func aim(tx *gorm.DB, l *coach.Letter) error {
	const query = `SELECT message_id, shows FROM outbox WHERE key = ? AND chat_id = ?`
	row := func() []any { return []any{&l.TargetMessage, &l.TargetShows} }
	if err := ask(tx, row, query, l.Target, l.Chat); err != nil || l.TargetShows == "" {
		return err
	}
	return tx.Exec(hideSQL, []string{l.Target}).Error
}

const replaceSQL = `
	UPDATE outbox SET state = 'replaced', settled_at = ?, body = NULL
	WHERE chat_id = ? AND settled_at = 0 AND target = ? AND id < ? AND state = 'waiting'`

// hushLetters calls off the waiting letters of some lanes.
func hushLetters(tx *gorm.DB, chat, now int64, lanes []coach.Lane) error {
	const query = `
		UPDATE outbox SET state = 'off', settled_at = ?, body = NULL
		WHERE chat_id = ? AND settled_at = 0 AND lane = ? AND state = 'waiting'`
	for _, lane := range lanes {
		if _, err := order(tx, query, now, chat, int(lane)); err != nil {
			return err
		}
	}
	return nil
}

// tooLate is why a letter failed that would not be worth sending when it may be sent again.
const tooLate = "late"

// offAgain is why a letter "failed" that was not to be sent any more.
const offAgain = "off"

// TooLate is how many letters were not sent, since the start, because it was too late for them.
func (db *DB) TooLate() int64 { return db.late.Load() }

// Failed settles a letter that will never arrive. why is a code, never content.
func (db *DB) Failed(ctx context.Context, id int64, why string) error {
	if why == tooLate {
		db.late.Add(1)
	}
	db.flights.end(id)
	state := "failed"
	if why == offAgain {
		state, why = "off", ""
	}
	return db.settle(ctx, id, `
		UPDATE outbox SET state = ?, why = ?, settled_at = ?, lease_end = 0
		WHERE id = ? AND settled_at = 0 AND holder = ?`, state, why, milli(db.now()), id, db.engine.crew().me)
}

// Later puts a letter back that is to be tried again, at the earliest at the instant at. When a newer edit of the same
// target waits already, that one goes instead.
func (db *DB) Later(ctx context.Context, id int64, at time.Time) error {
	const back = `
		UPDATE outbox SET state = 'waiting', not_before = ?, attempts = attempts + 1, lease_end = 0
		WHERE id = ? AND state = 'sending' AND holder = ?`
	const stale = `
		UPDATE outbox SET state = 'replaced', settled_at = ?, body = NULL
		WHERE id = ? AND state = 'waiting' AND target <> '' AND EXISTS (
			SELECT 1 FROM outbox n
			WHERE n.chat_id = outbox.chat_id AND n.settled_at = 0 AND n.target = outbox.target AND n.id > outbox.id
				AND NOT n.part)`
	db.flights.end(id)
	err := db.write(ctx, func(tx *gorm.DB) error {
		if err := tx.Exec(back, milli(at), id, db.engine.crew().me).Error; err != nil {
			return err
		}
		return tx.Exec(stale, milli(db.now()), id).Error
	})
	if err != nil {
		return fmt.Errorf("letter %d: %w", id, err)
	}
	return nil
}

// settle runs one statement about one letter. A letter that is gone, because its member was forgotten meanwhile, is
// no error.
func (db *DB) settle(ctx context.Context, id int64, query string, args ...any) error {
	err := db.write(ctx, func(tx *gorm.DB) error { return tx.Exec(query, args...).Error })
	if err != nil {
		return fmt.Errorf("letter %d: %w", id, err)
	}
	return nil
}

const nextLetterSQL = `SELECT not_before FROM outbox WHERE state = 'waiting' /*ours*/ ORDER BY not_before LIMIT 1`

// NextLetter gives the earliest instant at which a waiting letter may go (the zero time: at once); ok is false when
// none waits.
func (db *DB) NextLetter(ctx context.Context) (time.Time, bool, error) {
	return db.earliest(ctx, db.ours(nextLetterSQL, "chat_id"))
}

const idleSQL = `
	SELECT NOT EXISTS (SELECT 1 FROM inbox WHERE done_at = 0)
		AND NOT EXISTS (SELECT 1 FROM appointments WHERE lot = 0 AND ready_at <= ? AND at <= ?)
		AND NOT EXISTS (SELECT 1 FROM appointments WHERE lot > 0 AND ready_at <= ? AND at <= ?)
		AND NOT EXISTS (SELECT 1 FROM outbox WHERE state = 'waiting' AND not_before <= ?)
		AND NOT EXISTS (SELECT 1 FROM outbox WHERE state = 'sending')`

// Idle says that at this instant there is nothing to do: no update pending, no appointment due (one that is claimed
// is still due), no letter waiting for its turn or on its way.
func (db *DB) Idle(ctx context.Context, now time.Time) (bool, error) {
	// A claimed appointment's ready_at is the end of its lease, at most dueLease ahead.
	leased, at := milli(now.Add(dueLease)), milli(now)
	return db.exists(ctx, idleSQL, leased, at, leased, at, at)
}
