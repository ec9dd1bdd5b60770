package storage

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"medius/coach"
)

// insertLetters puts letters into the outbox. A key that exists is passed over. A newer edit takes the place of the
// edits of the same target that still wait, unless it changes a part of the message only.
func insertLetters(tx *gorm.DB, chat, now int64, letters []coach.Letter) error {
	const insert = `
		INSERT INTO outbox (key, chat_id, lane, target, not_before, expires_at, repeatable, part, due_at, body)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (key) DO NOTHING
		RETURNING id`
	for _, l := range letters {
		if l.Key == "" {
			return errors.New("a letter without key")
		}
		if l.Chat == 0 {
			l.Chat = chat
		}
		var id int64
		due := milli(l.Due)
		if due == 0 {
			due = max(now, milli(l.NotBefore))
		}
		err := tx.Raw(insert, l.Key, l.Chat, int(l.Lane), l.Target, milli(l.NotBefore), milli(l.Expires), l.Repeat,
			l.Part, due, l.Body).Find(&id).Error
		if err != nil {
			return fmt.Errorf("letter %s: %w", l.Key, err)
		}
		if id != 0 && l.Target != "" && !l.Part {
			if err := tx.Exec(replaceSQL, now, l.Chat, l.Target, id).Error; err != nil {
				return err
			}
		}
	}
	return nil
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
		if err := tx.Exec(query, now, chat, int(lane)).Error; err != nil {
			return err
		}
	}
	return nil
}

// Sent settles a letter; now is what Telegram calls the message, so that later letters can edit it, and what it shows. A
// letter about an earlier one corrects that: the message may be another one by now, and show something else.
func (db *DB) Sent(ctx context.Context, id int64, now coach.Delivered) error {
	// An ambiguous letter may turn out to have been sent.
	const own = `
		UPDATE outbox SET state = 'sent', message_id = ?, shows = ?, settled_at = ?, lease_end = 0
		WHERE id = ? AND state IN ('waiting', 'sending', 'ambiguous')
		RETURNING target`
	const target = `
		UPDATE outbox SET message_id = ?, shows = ?
		WHERE key = ? AND chat_id = (SELECT chat_id FROM outbox WHERE id = ?)`
	err := db.write(ctx, func(tx *gorm.DB) error {
		var targets []string
		err := tx.Raw(own, now.Message, now.Shows, milli(db.now()), id).Find(&targets).Error
		if err != nil || now.Message == 0 || len(targets) == 0 || targets[0] == "" {
			return err
		}
		return tx.Exec(target, now.Message, now.Shows, targets[0], id).Error
	})
	if err != nil {
		return fmt.Errorf("letter %d: %w", id, err)
	}
	return nil
}

// tooLate is why a letter failed that would not be worth sending when it may be sent again.
const tooLate = "late"

// TooLate is how many letters were not sent, since the start, because it was too late for them.
func (db *DB) TooLate() int64 { return db.late.Load() }

// Failed settles a letter that will never arrive. why is a code, never content.
func (db *DB) Failed(ctx context.Context, id int64, why string) error {
	if why == tooLate {
		db.late.Add(1)
	}
	return db.settle(ctx, id, `
		UPDATE outbox SET state = 'failed', why = ?, settled_at = ?, lease_end = 0
		WHERE id = ? AND settled_at = 0`, why, milli(db.now()), id)
}

// Later puts a letter back that is to be tried again, at the earliest at the instant at. When a newer edit of the same
// target waits already, that one goes instead.
func (db *DB) Later(ctx context.Context, id int64, at time.Time) error {
	const back = `
		UPDATE outbox SET state = 'waiting', not_before = ?, attempts = attempts + 1, lease_end = 0
		WHERE id = ? AND state = 'sending'`
	const stale = `
		UPDATE outbox SET state = 'replaced', settled_at = ?, body = NULL
		WHERE id = ? AND state = 'waiting' AND target <> '' AND EXISTS (
			SELECT 1 FROM outbox n
			WHERE n.chat_id = outbox.chat_id AND n.settled_at = 0 AND n.target = outbox.target AND n.id > outbox.id
				AND NOT n.part)`
	err := db.write(ctx, func(tx *gorm.DB) error {
		if err := tx.Exec(back, milli(at), id).Error; err != nil {
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

// NextLetter gives the earliest instant at which a waiting letter may go (the zero time: at once); ok is false when
// none waits.
func (db *DB) NextLetter(ctx context.Context) (time.Time, bool, error) {
	return db.earliest(ctx, `SELECT not_before FROM outbox WHERE state = 'waiting' ORDER BY not_before LIMIT 1`)
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
