package storage

import (
	"context"

	"gorm.io/gorm"
)

// SetValue keeps a small setting of the program itself under a name; nothing about a member belongs here.
func (db *DB) SetValue(ctx context.Context, name, value string) error {
	return db.write(ctx, func(tx *gorm.DB) error { return setValue(tx, name, value) })
}

// SetFirst keeps a setting unless there is one under that name, and gives the one that is there then.
func (db *DB) SetFirst(ctx context.Context, name, value string) (kept string, err error) {
	err = db.write(ctx, func(tx *gorm.DB) error {
		const query = `INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING`
		if err := tx.Exec(query, name, value).Error; err != nil {
			return err
		}
		return tx.Raw(`SELECT value FROM settings WHERE name = ?`, name).Find(&kept).Error
	})
	return kept, err
}

func setValue(tx *gorm.DB, name, value string) error {
	const query = `
		INSERT INTO settings (name, value) VALUES (?, ?)
		ON CONFLICT (name) DO UPDATE SET value = excluded.value`
	_, err := order(tx, query, name, value)
	return err
}

// Value gives a setting back; ok is false when it was never set.
func (db *DB) Value(ctx context.Context, name string) (value string, ok bool, err error) {
	var values []string
	err = db.read(ctx, func(tx *gorm.DB) error {
		return tx.Raw(`SELECT value FROM settings WHERE name = ?`, name).Find(&values).Error
	})
	if err != nil || len(values) == 0 {
		return "", false, err
	}
	return values[0], true, nil
}
