package storage

import (
	"context"

	"gorm.io/gorm"
)

// erase forgets a chat: every row of its member, its letters, and the updates that were not done yet. The done ones
// hold no more than their id already. What stays is a receipt that tells nothing about whom.
func (db *DB) erase(tx *gorm.DB, chat, member int64) error {
	now := milli(db.now())
	db.recall.forget(member)
	for _, query := range []string{
		`DELETE FROM appointments WHERE member_id = ?`,
		`DELETE FROM facts WHERE member_id = ?`,
		`DELETE FROM days WHERE member_id = ?`,
		`DELETE FROM invitations WHERE member_id = ?`,
		`DELETE FROM members WHERE id = ?`,
	} {
		if err := tx.Exec(query, member).Error; err != nil {
			return err
		}
	}
	if err := tx.Exec(`DELETE FROM outbox WHERE chat_id = ?`, chat).Error; err != nil {
		return err
	}
	if err := tx.Exec(`DELETE FROM dead WHERE chat_id = ?`, chat).Error; err != nil {
		return err
	}
	const empty = `UPDATE inbox SET done_at = ?, raw = NULL, chat_id = 0 WHERE chat_id = ? AND done_at = 0`
	if err := tx.Exec(empty, now, chat).Error; err != nil || member == 0 {
		return err
	}
	return tx.Exec(`INSERT INTO erasures (erased_at, rules) VALUES (?, ?)`, now, db.rules).Error
}

// shred makes an erasure thorough, which itself is committed; when a reader is in the way, the next quiet hour does it.
func (db *DB) shred(ctx context.Context) {
	if err := db.engine.shred(ctx); err != nil {
		db.log.WarnContext(ctx, "clear up after erasure", "err", err)
	}
}
