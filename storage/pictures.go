package storage

import (
	"context"
	"fmt"

	"gorm.io/gorm"
)

// FileID gives what a bot calls an uploaded file of that hash and kind; ok is false when none is known.
func (db *DB) FileID(ctx context.Context, bot, hash, kind string) (id string, ok bool, err error) {
	var ids []string
	const query = `SELECT file_id FROM files WHERE bot_id = ? AND hash = ? AND kind = ?`
	err = db.read(ctx, func(tx *gorm.DB) error { return tx.Raw(query, bot, hash, kind).Find(&ids).Error })
	if err != nil {
		return "", false, fmt.Errorf("file %s: %w", hash, err)
	}
	if len(ids) == 0 {
		return "", false, nil
	}
	return ids[0], true, nil
}

// KeepFileID remembers what a bot calls an uploaded file; the newest name counts.
func (db *DB) KeepFileID(ctx context.Context, bot, hash, kind, id string) error {
	const query = `
		INSERT INTO files (bot_id, hash, kind, file_id, stored_at) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (bot_id, hash, kind) DO UPDATE SET file_id = excluded.file_id, stored_at = excluded.stored_at`
	return db.noteFile(ctx, hash, query, bot, hash, kind, id, milli(db.now()))
}

// ForgetFileID forgets a name that was refused. Another one, kept meanwhile, stays.
func (db *DB) ForgetFileID(ctx context.Context, bot, hash, kind, id string) error {
	const query = `DELETE FROM files WHERE bot_id = ? AND hash = ? AND kind = ? AND file_id = ?`
	return db.noteFile(ctx, hash, query, bot, hash, kind, id)
}

func (db *DB) noteFile(ctx context.Context, hash, query string, args ...any) error {
	err := db.write(ctx, func(tx *gorm.DB) error { return tx.Exec(query, args...).Error })
	if err != nil {
		return fmt.Errorf("file %s: %w", hash, err)
	}
	return nil
}
