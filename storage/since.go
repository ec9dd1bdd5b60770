package storage

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"
)

// errLineage: two files do not descend from each other, or it cannot be seen.
var errLineage = errors.New("it cannot be told who was forgotten since")

// lineage is what tells whether one database descends from another, and who was forgotten in between.
type lineage struct {
	Born     string // when its first migration ran
	Receipts int64  // the number of the latest erasure
	Made     string // of a backup: when
	Restored string // see restoredName
	members  map[int64]int64
}

// restoredName is the setting that tells of which moments the backups were that took the place of the database, all of them:
// what was written between such a moment and the restore is no part of it any more.
const restoredName = "backup/restored"

// turned notes that the database goes on from a backup of a moment.
func turned(tx *gorm.DB, made time.Time) error {
	var all []string
	if err := tx.Raw(`SELECT value FROM settings WHERE name = ?`, restoredName).Find(&all).Error; err != nil {
		return err
	}
	return setValue(tx, restoredName, strings.Join(append(all, made.UTC().Format(time.RFC3339Nano)), " "))
}

// descends tells whether the present goes on from a backup, and not from one before it.
func (now lineage) descends(then lineage) bool {
	known := strings.Fields(then.Restored)
	made, err := time.Parse(time.RFC3339Nano, then.Made)
	for _, moment := range strings.Fields(now.Restored) {
		at, odd := time.Parse(time.RFC3339Nano, moment)
		if !slices.Contains(known, moment) && (err != nil || odd != nil || made.After(at)) {
			return false
		}
	}
	return now.Born == then.Born
}

// forgottenSince finds the members of a backup who have been erased from the database since. They are those it does not
// have any more, and there have to be receipts for all of them: a database that was begun anew has none.
func (db *file) forgottenSince(ctx context.Context, backup string) ([]int64, error) {
	if _, err := Examine(ctx, db.path, nil); err != nil {
		return nil, err
	}
	now, err := lineageOfFile(ctx, db.path)
	if err != nil {
		return nil, err
	}
	return now.lost(ctx, backup)
}

// lost finds the members of a backup whom the present has not any more.
func (now lineage) lost(ctx context.Context, backup string) ([]int64, error) {
	then, err := lineageOfFile(ctx, backup)
	if err != nil {
		return nil, err
	}
	var gone []int64
	for id, chat := range then.members {
		if now.members[id] != chat {
			gone = append(gone, id)
		}
	}
	if now.Born == then.Born && len(gone) == 0 {
		return nil, nil // all of them are there
	}
	if !now.descends(then) || now.Receipts-then.Receipts < int64(len(gone)) {
		return nil, errLineage
	}
	return gone, nil
}

func lineageOfFile(ctx context.Context, path string) (l lineage, err error) {
	db, err := connect(stillDSN(path), 1, 0, silent(nil))
	if err != nil {
		return l, err
	}
	l, err = lineageOf(db.WithContext(ctx))
	return l, errors.Join(err, disconnect(db))
}

func lineageOf(db *gorm.DB) (l lineage, err error) {
	const query = `
		SELECT (SELECT CAST(MIN(tstamp) AS TEXT) FROM goose_db_version WHERE version_id = 1) AS born,
			(SELECT COALESCE(MAX(id), 0) FROM erasures) AS receipts,
			COALESCE((SELECT value FROM settings WHERE name = ?), '') AS made,
			COALESCE((SELECT value FROM settings WHERE name = ?), '') AS restored`
	if err := db.Raw(query, madeName, restoredName).Find(&l).Error; err != nil {
		return l, err
	}
	var rows []memberRow
	err = db.Raw(`SELECT id, chat_id FROM members`).Find(&rows).Error
	l.members = make(map[int64]int64, len(rows))
	for _, row := range rows {
		l.members[row.ID] = row.ChatID
	}
	return l, err
}

// forgetAgain erases a member of a backup who was forgotten after it was made.
func (db *DB) forgetAgain(tx *gorm.DB, member int64) error {
	chat, err := chatOf(tx, member)
	if err != nil || chat == 0 {
		return err
	}
	return db.erase(tx, chat, member)
}
