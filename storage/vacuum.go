package storage

import (
	"context"
	"errors"
	"fmt"
)

// optimize lets the server free what was deleted, and refreshes what it knows about the tables. It does so by itself, too,
// but perhaps much later.
func (db *server) optimize(ctx context.Context) error {
	conn, err := dial(db.config, toChange, db.log)
	if err != nil {
		return err
	}
	db.erased.Store(false)
	for _, t := range tables {
		if err = conn.WithContext(ctx).Exec(`VACUUM (ANALYZE) ` + t.name).Error; err != nil {
			err = fmt.Errorf("optimize: %w", err)
			break
		}
	}
	return errors.Join(err, disconnect(conn))
}

// shred notes that something was erased: the next sweep lets the server free it. A vacuum may take longer than a member
// waits for the goodbye.
func (db *server) shred(context.Context) error {
	db.erased.Store(true)
	return nil
}

// swept lets the server free what was erased.
func (db *server) swept(ctx context.Context) error {
	if !db.erased.Load() {
		return nil
	}
	return db.optimize(ctx)
}
