package storage

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"slices"
	"strings"

	"github.com/pressly/goose/v3"
	"gorm.io/gorm"
)

//go:embed migrations/sqlite/*.sql migrations/postgres/*.sql
var embedded embed.FS

// applicationID marks the file as ours; the first migration writes it.
const applicationID = 0x6d656469 // "medi"

// releases are the migrations of a file. Those of a server have the same numbers and lead to the same tables.
func releases() fs.FS { return releasesFor("sqlite") }

func releasesFor(engine string) fs.FS {
	sub, err := fs.Sub(embedded, "migrations/"+engine)
	if err != nil {
		panic(err) // the folder is part of the binary
	}
	return sub
}

// wholeAtOnce is the size of a file, in bytes, up to which every page is looked at before anything else. A larger one would make
// the start longer with every member: Whole looks at it while the coach is at work.
var wholeAtOnce int64 = 32 << 20

// inspect looks at an existing file through a connection that cannot write, so that a file that is not ours stays
// exactly as it was. It gives the version of the schema, 0 for an empty file.
func inspect(ctx context.Context, path string, log *slog.Logger) (int64, error) {
	bytes, err := size(path)
	if err != nil {
		return 0, err
	}
	db, err := connect(readerDSN(path), 1, 0, log)
	if err != nil {
		return 0, err
	}
	if bytes <= wholeAtOnce {
		err = sound(db.WithContext(ctx), "quick_check")
	}
	var found int64
	if err == nil {
		found, err = version(db.WithContext(ctx))
	}
	return found, errors.Join(err, disconnect(db))
}

// Whole looks at every page of a database that was too large for that at the start. A damaged one is [ErrCorrupt]. It reads
// the whole file, on a connection of its own.
func (db *DB) Whole(ctx context.Context) error {
	if _, isFile := db.engine.(*file); !isFile {
		return nil // a server looks after its own pages
	}
	bytes, err := size(db.path)
	if err != nil || bytes <= wholeAtOnce {
		return err
	}
	conn, err := connect(readerDSN(db.path), 1, 0, db.log)
	if err != nil {
		return err
	}
	err = explain(sound(conn.WithContext(ctx), "quick_check"))
	if err := errors.Join(err, disconnect(conn)); err != nil {
		return fmt.Errorf("database %s: %w", db.path, err)
	}
	return nil
}

// sound lets SQLite look through the file: quick_check at every page, integrity_check at the indexes too.
func sound(db *gorm.DB, check string) error {
	var report []string
	if err := db.Raw(`PRAGMA ` + check + `(5)`).Find(&report).Error; err != nil {
		return err
	}
	if len(report) != 1 || report[0] != "ok" {
		return fmt.Errorf("%w: %s", ErrCorrupt, findings(report))
	}
	return nil
}

// findings are what SQLite has found, on one line; the first of many are enough to search for.
func findings(report []string) string {
	all := strings.Join(strings.Fields(strings.ReplaceAll(strings.Join(report, "; "), "*** in database main ***", "")), " ")
	if most := 120; len(all) > most {
		return strings.ToValidUTF8(all[:most], "") + " …"
	}
	return all
}

// version gives the version of the schema, 0 when there is none yet.
func version(db *gorm.DB) (int64, error) {
	var tables, owner, version int64
	// A crash inside the first migration leaves goose's own table alone: that is still an empty database.
	const query = `SELECT COUNT(*) FROM sqlite_master WHERE tbl_name NOT IN ('goose_db_version', 'sqlite_sequence')`
	if err := db.Raw(query).Find(&tables).Error; err != nil || tables == 0 {
		return 0, err
	}
	if err := db.Raw(`PRAGMA application_id`).Find(&owner).Error; err != nil {
		return 0, err
	}
	if owner != applicationID {
		return 0, ErrForeign
	}
	err := db.Raw(`SELECT MAX(version_id) FROM goose_db_version WHERE is_applied`).Find(&version).Error
	return version, err
}

// newest gives the version of the schema that files lead to.
func newest(files fs.FS) (int64, error) {
	names, err := fs.Glob(files, "*.sql")
	if err != nil || len(names) == 0 {
		return 0, errors.Join(err, errors.New("no migrations"))
	}
	return goose.NumericComponent(slices.Max(names)) // four digits: the last name is the highest number
}

// newestRelease is the version of the schema that this program works with.
func newestRelease() int64 {
	n, err := newest(releases())
	if err != nil {
		panic(err) // the files are part of the binary
	}
	return n
}

// compare says whether a database of version have can be used as it is.
func compare(have int64, files fs.FS) error {
	want, err := newest(files)
	switch {
	case err != nil:
		return err
	case have > want:
		return fmt.Errorf("%w: schema %d, this one knows %d", ErrNewer, have, want)
	case have < want:
		return ErrOlder
	}
	return nil
}

// migrate brings the schema from version have to the newest one in files. A database that holds something is backed
// up beside itself first; the backup's name says from which version and when.
func (db *file) migrate(ctx context.Context, have int64, files fs.FS) error {
	if err := compare(have, files); !errors.Is(err, ErrOlder) {
		return err
	}
	var before Copy
	if have > 0 {
		var err error
		if before, err = db.backup(ctx, db.backupName(have, db.now())); err != nil {
			return fmt.Errorf("backup before migration: %w", err)
		}
	}
	pool, err := db.writer.DB()
	if err != nil {
		return err
	}
	steps, err := goose.NewProvider(goose.DialectSQLite3, pool, files, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	if _, err := steps.Up(ctx); err != nil {
		return fmt.Errorf("migration of schema %d: %w", have, err)
	}
	db.migrated(ctx, have, before)
	return nil
}

// migrated tells of a migration, with the way back.
func (db *DB) migrated(ctx context.Context, have int64, before Copy) {
	if have > 0 {
		db.log.InfoContext(ctx, "database migrated", "from", have, "to", Schema(), "backup", before.Path)
	}
}
