package storage

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/gofrs/flock"
	"gorm.io/gorm"
)

// InUse tells whether a medius has the database of a DSN open for writing.
func InUse(ctx context.Context, dsn string) (bool, error) {
	if OnServer(dsn) {
		return inUse(ctx, dsn)
	}
	path, err := filePath(dsn)
	if err != nil {
		return false, err
	}
	if _, err := os.Stat(path + ".lock"); errors.Is(err, fs.ErrNotExist) {
		return false, nil // nobody ever had: asking for the lock would make the file
	}
	lock := flock.New(path + ".lock")
	free, err := lock.TryRLock()
	return err == nil && !free, errors.Join(readOnly(err), lock.Close())
}

// Integrity looks through everything there is. It takes as long as reading the whole database.
func (db *DB) Integrity(ctx context.Context) error { return explain(db.engine.integrity(ctx)) }

// adopted finds rows that belong to nobody.
func adopted(db *gorm.DB) error {
	var orphans []struct{ Table string }
	if err := db.Raw(`PRAGMA foreign_key_check`).Find(&orphans).Error; err != nil {
		return err
	}
	if len(orphans) > 0 {
		return fmt.Errorf("%w: %d rows belong to nobody", ErrCorrupt, len(orphans))
	}
	return nil
}

// Schema is the version of the schema this program works with.
func Schema() int64 { return newestRelease() }

// Zones counts the members by their time zone; "" are those who have not told it yet. Who runs the bot and is not coached is none.
// It reads all members.
func (db *DB) Zones(ctx context.Context) (map[string]int, error) {
	var rows []struct {
		Zone string
		N    int
	}
	const query = `SELECT COALESCE(doc ->> 'zone', '') AS zone, COUNT(*) AS n FROM members WHERE standing NOT IN ('owner', 'group') GROUP BY 1`
	err := db.read(ctx, func(tx *gorm.DB) error { return tx.Raw(query).Find(&rows).Error })
	all := map[string]int{}
	for _, row := range rows {
		all[row.Zone] = row.N
	}
	return all, err
}
