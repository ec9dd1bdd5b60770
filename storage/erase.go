package storage

import (
	"context"
	"fmt"

	"gorm.io/gorm"
)

// The letters of a chat: those whose keys begin with it, and the others.
const (
	ownLettersSQL   = `FROM outbox WHERE key >= ? AND key < ? AND chat_id = ?`
	strayLettersSQL = `FROM outbox WHERE chat_id = ?
		AND substr(key, 1, length(CAST(chat_id AS TEXT)) + 2) <> 'c' || CAST(chat_id AS TEXT) || ':'`
)

// lettersOf gives both questions with what they ask.
func lettersOf(chat int64) map[string][]any {
	return map[string][]any{
		ownLettersSQL:   {fmt.Sprintf("c%d:", chat), fmt.Sprintf("c%d;", chat), chat}, // ";" comes after ":"
		strayLettersSQL: {chat},
	}
}

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
	for from, args := range lettersOf(chat) {
		if err := tx.Exec("DELETE "+from, args...).Error; err != nil {
			return err
		}
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
