package storage

import (
	"context"

	"gorm.io/gorm"
)

// Server is what a database is on, when it is not a file.
type Server struct {
	Version string
	Loose   []string // settings with which the server may lose what it has called written
}

// Server describes the server of a database; ok is false for a file.
func (db *DB) Server(ctx context.Context) (s Server, ok bool, err error) {
	if _, ok = db.engine.(*server); !ok {
		return s, false, nil
	}
	const query = `
		SELECT name FROM pg_settings WHERE setting = 'off' AND name IN ('fsync', 'full_page_writes') ORDER BY name`
	err = db.read(ctx, func(tx *gorm.DB) error {
		if err := tx.Raw(`SELECT current_setting('server_version')`).Find(&s.Version).Error; err != nil {
			return err
		}
		return tx.Raw(query).Find(&s.Loose).Error
	})
	return s, true, err
}

// insist lets what is written be on the server's disk before the call returns, where the server would not wait for that by
// itself. Stricter settings stay.
func (db *server) insist(ctx context.Context) error {
	var wait string
	err := db.guard.conn.WithContext(ctx).Raw(`SELECT current_setting('synchronous_commit')`).Find(&wait).Error
	if err == nil && wait == "off" {
		db.config.RuntimeParams["synchronous_commit"] = "on"
	}
	return err
}
