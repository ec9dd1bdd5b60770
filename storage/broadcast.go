package storage

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"medius/coach"
)

type broadcastRow struct {
	ID, ChatID, After, Upto int64
	Body, State             string
	Sent, Failed            int
}

func (r broadcastRow) broadcast() coach.Broadcast {
	return coach.Broadcast{
		ID: r.ID, Chat: r.ChatID, Words: r.Body, After: r.After, UpTo: r.Upto, Over: r.State != "running", Sent: r.Sent, Failed: r.Failed,
	}
}

// enterBroadcast begins an announcement, unless one is running, or stops the one that is.
func enterBroadcast(tx *gorm.DB, chat, now int64, e coach.Entry) error {
	if e.Announce != "" {
		if _, err := announce(tx, chat, now, e.Announce); err != nil {
			return err
		}
	}
	if !e.Silence {
		return nil
	}
	_, err := silence(tx, now)
	return err
}

// announce begins an announcement, and does not when one is running.
func announce(tx *gorm.DB, chat, now int64, words string) (begun bool, err error) {
	const query = `
		INSERT INTO broadcasts (chat_id, body, state, made_at, upto)
		SELECT ?, ?, 'running', ?, COALESCE((SELECT MAX(id) FROM members), 0)
		WHERE NOT EXISTS (SELECT 1 FROM broadcasts WHERE state = 'running')`
	made := tx.Exec(query, chat, withoutNUL(words), now)
	if made.Error != nil {
		return false, fmt.Errorf("announcement: %w", made.Error)
	}
	return made.RowsAffected > 0, nil
}

// silence stops the announcement that is running, if one is.
func silence(tx *gorm.DB, now int64) (stopped bool, err error) {
	var rows []broadcastRow
	const stop = `UPDATE broadcasts SET state = 'stopped', body = '' WHERE state = 'running' RETURNING id`
	if err := tx.Raw(stop).Find(&rows).Error; err != nil {
		return false, fmt.Errorf("stop announcement: %w", err)
	}
	for _, row := range rows {
		if err := callOffNews(tx, row.broadcast(), now); err != nil {
			return false, err
		}
	}
	return len(rows) > 0, nil
}

// callOffNews takes back what has not left yet. The keys of a broadcast's letters begin with its slot and a colon.
func callOffNews(tx *gorm.DB, b coach.Broadcast, now int64) error {
	const query = `
		UPDATE outbox SET state = 'off', settled_at = ?, body = NULL
		WHERE key >= ? AND key < ? AND state = 'waiting'`
	return tx.Exec(query, now, b.Slot()+":", b.Slot()+";").Error
}

// announcingSQL counts what is yet to leave, whatever has left already: what is put together of the keys keeps their index out of it.
const announcingSQL = `
	SELECT COUNT(*) FROM outbox WHERE lane = ? AND state = 'waiting' AND key || '' >= ? AND key || '' < ?
	UNION ALL SELECT COUNT(*) FROM outbox WHERE lane = ? AND state = 'sending' AND lease_end > 0 AND key || '' >= ? AND key || '' < ?`

// Announcing gives the latest announcement, and of its letters only how many wait: it is asked every second.
func (db *DB) Announcing(ctx context.Context) (b coach.Broadcast, ok bool, err error) {
	return db.latestBroadcast(ctx, func(tx *gorm.DB, _ string, b *coach.Broadcast) error {
		if b.Over {
			return nil
		}
		var counts []int
		lane, from, to := int(coach.LaneBroadcast), b.Slot()+":", b.Slot()+";"
		err := tx.Raw(announcingSQL, lane, from, to, lane, from, to).Find(&counts).Error
		for _, n := range counts {
			b.Waiting += n
		}
		return err
	})
}

const broadcastCountSQL = `SELECT state, COUNT(*) AS n FROM outbox WHERE key >= ? AND key < ? GROUP BY state`

// Broadcast gives the latest announcement and how far it has come; ok is false when there was none.
func (db *DB) Broadcast(ctx context.Context) (b coach.Broadcast, ok bool, err error) {
	return db.latestBroadcast(ctx, func(tx *gorm.DB, state string, b *coach.Broadcast) error {
		if state == "done" {
			return nil // the letters may be swept away by now
		}
		return countLetters(tx, b)
	})
}

func (db *DB) latestBroadcast(
	ctx context.Context, count func(tx *gorm.DB, state string, b *coach.Broadcast) error,
) (b coach.Broadcast, ok bool, err error) {
	err = db.together(ctx, func(tx *gorm.DB) error {
		var rows []broadcastRow
		if err := tx.Raw(`SELECT * FROM broadcasts ORDER BY id DESC LIMIT 1`).Find(&rows).Error; err != nil || len(rows) == 0 {
			return err
		}
		b, ok = rows[0].broadcast(), true
		return count(tx, rows[0].State, &b)
	})
	return b, ok, err
}

func countLetters(tx *gorm.DB, b *coach.Broadcast) error {
	var counts []struct {
		State string
		N     int
	}
	if err := tx.Raw(broadcastCountSQL, b.Slot()+":", b.Slot()+";").Find(&counts).Error; err != nil {
		return err
	}
	for _, c := range counts {
		switch c.State {
		case "waiting", "sending":
			b.Waiting += c.N
		case "sent":
			b.Sent += c.N
		case "failed", "expired", "ambiguous":
			b.Failed += c.N
		}
	}
	return nil
}

// COALESCE keeps SQLite from gathering everybody of a standing and sorting them: it walks from number to number.
const listenersSQL = `
	SELECT id, chat_id AS chat FROM members
	WHERE id > ? AND id <= ? AND chat_id > 0 AND COALESCE(standing, '') IN ('active', 'paused', 'beginning', 'practice')
	ORDER BY id LIMIT ? + 0`

// Listeners gives the next members an announcement is for: whoever has stopped, is blocked or cannot be reached is none.
func (db *DB) Listeners(ctx context.Context, b coach.Broadcast, limit int) ([]coach.Listener, error) {
	var list []coach.Listener
	err := db.read(ctx, func(tx *gorm.DB) error { return tx.Raw(listenersSQL, b.After, b.UpTo, limit).Find(&list).Error })
	return list, err
}

// Offered notes how far an announcement has come. One that was stopped meanwhile goes no further.
func (db *DB) Offered(ctx context.Context, b coach.Broadcast, after int64) error {
	return db.write(ctx, func(tx *gorm.DB) error {
		moved := tx.Exec(`UPDATE broadcasts SET after = ? WHERE id = ? AND state = 'running'`, after, b.ID)
		if moved.Error != nil || moved.RowsAffected > 0 {
			return moved.Error
		}
		return callOffNews(tx, b, milli(db.now()))
	})
}

// Wanted tells whether a letter that is about to leave is still to be sent: one of an announcement that has been stopped meanwhile is not.
func (db *DB) Wanted(ctx context.Context, l coach.Letter) bool {
	stopped, err := db.exists(ctx, `SELECT `+ofStopped("CAST(? AS TEXT)"), l.Key)
	return err != nil || !stopped
}

// ofStopped is true of the key of a letter that belongs to an announcement that was stopped (coach.Broadcast.Slot, and a colon).
func ofStopped(key string) string {
	return `EXISTS (SELECT 1 FROM broadcasts b WHERE b.state = 'stopped' AND ` + key + ` LIKE 'news:' || b.id || ':%')`
}

// Announced notes that an announcement is over, and what became of it. The words are not kept.
func (db *DB) Announced(ctx context.Context, b coach.Broadcast) error {
	return db.write(ctx, func(tx *gorm.DB) error {
		const query = `UPDATE broadcasts SET state = 'done', body = '', sent = ?, failed = ? WHERE id = ? AND state <> 'done'`
		return tx.Exec(query, b.Sent, b.Failed, b.ID).Error
	})
}
