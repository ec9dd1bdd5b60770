package storage

import (
	"context"
	"fmt"
	"strconv"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"medius/coach"
)

// tryLimit is how often an update may go wrong before it is laid aside for good.
const tryLimit = 3

// offsetName is the setting that holds the offset of the next poll.
const offsetName = "offset"

// Offset gives the offset for the next poll, 0 before the first one.
func (db *DB) Offset(ctx context.Context) (int64, error) {
	value, ok, err := db.Value(ctx, offsetName)
	if err != nil || !ok {
		return 0, err
	}
	return strconv.ParseInt(value, 10, 64)
}

// Accept writes a batch and the offset of the next poll in one transaction. An update that is in the inbox already is
// passed over; ids are compared for equality only, because they may restart lower after a quiet week.
func (db *DB) Accept(ctx context.Context, batch []coach.Inbound, next int64) error {
	return db.write(ctx, func(tx *gorm.DB) error {
		if err := db.standAsLeader(tx); err != nil {
			return err
		}
		if err := insertInbox(tx, batch, milli(db.now())); err != nil {
			return err
		}
		if db.engine.crew().Size > 1 {
			if err := tell(tx); err != nil {
				return err
			}
		}
		return setOffset(tx, next)
	})
}

// insertInbox passes over those that are there.
func insertInbox(tx *gorm.DB, batch []coach.Inbound, now int64) error {
	if len(batch) == 0 {
		return nil
	}
	rows := make([]inboxRow, len(batch))
	for i, in := range batch {
		rows[i] = inboxRow{UpdateID: in.Update, ChatID: in.Chat, Raw: in.Raw, ReceivedAt: now}
	}
	once := clause.OnConflict{Columns: []clause.Column{{Name: "update_id"}}, DoNothing: true}
	return tx.Clauses(once).CreateInBatches(rows, 100).Error
}

func setOffset(tx *gorm.DB, next int64) error {
	return setValue(tx, offsetName, strconv.FormatInt(next, 10))
}

const pendingSQL = `
	SELECT arrival, update_id, chat_id, raw FROM inbox
	WHERE done_at = 0 AND arrival > ? /*ours*/
	ORDER BY arrival
	LIMIT ? + 0`

// Pending gives the updates of this instance's chats that are neither done nor dead, in the order of their arrival, from those on that came after the
// one with the arrival after (0: from the first).
func (db *DB) Pending(ctx context.Context, after int64, limit int) ([]coach.Inbound, error) {
	var rows []inboxRow
	err := db.read(ctx, func(tx *gorm.DB) error { return tx.Raw(db.ours(pendingSQL, "chat_id"), after, limit).Find(&rows).Error })
	batch := make([]coach.Inbound, len(rows))
	for i, row := range rows {
		batch[i] = row.inbound()
	}
	return batch, err
}

// Done marks an update that needs no turn.
func (db *DB) Done(ctx context.Context, update int64) error {
	if inside(ctx).takes(update) {
		return nil
	}
	return db.write(ctx, func(tx *gorm.DB) error { return tx.Exec(doneSQL, milli(db.now()), update).Error })
}

// doneInTurnSQL is doneSQL where others may have an older update of the chat in hand.
const doneInTurnSQL = doneSQL + ` AND NOT EXISTS (
	SELECT 1 FROM inbox e WHERE e.chat_id = inbox.chat_id AND e.done_at = 0 AND e.arrival < inbox.arrival)`

// done leaves the id only, which is all that is needed to know a repeat: the text and the chat are health data.
const doneSQL = `UPDATE inbox SET done_at = ?, raw = NULL, chat_id = 0 WHERE update_id = ? AND done_at = 0`

// SetAside counts a try that went wrong; the third one moves the update to the dead, where it no longer holds up its
// chat. why is a code, never content.
func (db *DB) SetAside(ctx context.Context, update int64, why string) (dead bool, err error) {
	err = db.write(ctx, func(tx *gorm.DB) error {
		dead = false
		const count = `UPDATE inbox SET tries = tries + 1 WHERE update_id = ? AND done_at = 0 RETURNING tries`
		var tries int
		if err := tx.Raw(count, update).Find(&tries).Error; err != nil || tries < tryLimit {
			return err
		}
		const bury = `
			INSERT INTO dead (update_id, chat_id, raw, why, received_at, died_at)
			SELECT update_id, chat_id, raw, ?, received_at, ? FROM inbox WHERE update_id = ?`
		if err := tx.Exec(bury, why, milli(db.now()), update).Error; err != nil {
			return err
		}
		dead = true
		return tx.Exec(`DELETE FROM inbox WHERE update_id = ?`, update).Error
	})
	if err != nil {
		return false, fmt.Errorf("update %d: %w", update, err)
	}
	return dead, nil
}

// Dead counts the updates that were given up.
func (db *DB) Dead(ctx context.Context) (int, error) {
	var n int
	err := db.read(ctx, func(tx *gorm.DB) error { return tx.Raw(`SELECT COUNT(*) FROM dead`).Find(&n).Error })
	return n, err
}
