package storage

import (
	"context"
	"crypto/rand"
	"errors"

	"gorm.io/gorm"
)

// originName is the setting that tells one database from another: a random text that is made once and goes along into every backup, restore
// and move. Of a database that was begun anew it is another one, whatever its file is called.
const originName = "database/origin"

// EnsureOrigin gives a database its origin, where it has none yet.
func (db *DB) EnsureOrigin(ctx context.Context) error {
	if _, ok, err := db.Value(ctx, originName); err != nil || ok {
		return err
	}
	const query = `INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING` // another instance may be as quick
	return db.write(ctx, func(tx *gorm.DB) error { return tx.Exec(query, originName, rand.Text()).Error })
}

// Strange tells whether a backup is of another database than this one, by their origins. One that has none, as those of earlier versions, is not; nor
// is one that cannot be read.
func (db *DB) Strange(ctx context.Context, backup Kept) (bool, error) {
	mine, ok, err := db.Value(ctx, originName)
	if err != nil || !ok {
		return false, err
	}
	its, err := originOfFile(ctx, backup.Path)
	return err == nil && its != "" && its != mine, nil
}

func originOfFile(ctx context.Context, path string) (origin string, err error) {
	db, err := connect(stillDSN(path), 1, 0, silent(nil))
	if err != nil {
		return "", err
	}
	var values []string
	err = db.WithContext(ctx).Raw(`SELECT value FROM settings WHERE name = ?`, originName).Find(&values).Error
	if len(values) > 0 {
		origin = values[0]
	}
	return origin, errors.Join(err, disconnect(db))
}
