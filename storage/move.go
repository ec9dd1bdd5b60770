package storage

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"

	"github.com/pressly/goose/v3"
	"gorm.io/gorm"
)

// Moved says what was moved: the rows of each table.
type Moved struct {
	From, To string // for people
	Rows     map[string]int64
}

// Move copies everything from one database into another that is empty, on whatever engine each of them is: all rows with
// their numbers, in one transaction, read again and compared before it counts. The first stays as it was. Nobody may have
// either open meanwhile. Errors for the owner: those of [Open]; fs.ErrNotExist and [ErrEmpty] of the first, [ErrOlder] when it
// waits for its migration; [ErrThere] when there is something in the second, [ErrSame] when both are one.
func Move(ctx context.Context, from, to Options) (m Moved, err error) {
	source, err := prepare(ctx, from)
	if err != nil {
		return m, err
	}
	target, err := prepare(ctx, to)
	if err != nil {
		return m, err
	}
	m.From, m.To = source.place, target.place
	if source.is(target) {
		return m, fmt.Errorf("database %s: %w", target.place, ErrSame)
	}
	var inside error
	outside := source.engine.lend(ctx, func(from side) error {
		inside = target.engine.receive(ctx, func(to side) (err error) {
			m.Rows, err = pour(from, to)
			return err
		})
		return inside
	})
	err = about(target, inside)
	if inside == nil {
		err = about(source, outside)
	}
	return m, errors.Join(err, source.Close(), target.Close())
}

// is tells whether two are one and the same, as far as their names say.
func (db *DB) is(other *DB) bool {
	if a, ok := db.engine.(*server); ok {
		b, both := other.engine.(*server)
		return both && a.config.Host == b.config.Host && a.config.Port == b.config.Port && a.config.Database == b.config.Database &&
			a.config.RuntimeParams["search_path"] == b.config.RuntimeParams["search_path"]
	}
	here, err := os.Stat(db.path)
	there, missing := os.Stat(other.path)
	return db.path == other.path && !OnServer(other.place) || err == nil && missing == nil && os.SameFile(here, there)
}

func about(db *DB, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("database %s: %w", db.place, explain(err))
}

// raise brings the schema of a new file to a version.
func raise(ctx context.Context, conn *gorm.DB, version int64) error {
	pool, err := conn.DB()
	if err != nil {
		return err
	}
	steps, err := goose.NewProvider(goose.DialectSQLite3, pool, releases(), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	_, err = steps.UpTo(ctx, version)
	return err
}

// lend takes the lock of a file that is there, looks through it, and reads it without leaving a trace beside it.
func (db *file) lend(ctx context.Context, read func(from side) error) error {
	if err := orphaned(db.path); err != nil {
		return err
	}
	if _, err := os.Stat(db.path); err != nil {
		return err
	}
	if err := db.seize(); err != nil {
		return err
	}
	c, err := Examine(ctx, db.path, db.log)
	if err == nil {
		err = compare(c.Schema, releases())
	}
	if err != nil {
		return err
	}
	return readStill(ctx, db.path, db.log, read)
}

// readStill reads a file that nobody writes to.
func readStill(ctx context.Context, path string, log *slog.Logger, read func(from side) error) error {
	conn, err := connect(stillDSN(path), 1, 0, log)
	if err != nil {
		return err
	}
	err = conn.WithContext(ctx).Transaction(func(tx *gorm.DB) error { return read(side{&file{}, tx}) })
	return errors.Join(err, disconnect(conn))
}

// receive fills a new file, which gets its name when it is complete and was looked through.
func (db *file) receive(ctx context.Context, fill func(to side) error) error {
	switch _, err := os.Lstat(db.path); {
	case err == nil:
		return ErrThere
	case !errors.Is(err, fs.ErrNotExist):
		return readOnly(err)
	}
	if err := db.seize(); err != nil {
		return err
	}
	if err := orphaned(db.path); err != nil {
		return err
	}
	return readOnly(build(db.path, func(part string) error {
		if err := newFile(ctx, part, newestRelease(), db.log, func(tx *gorm.DB) error { return fill(side{db, tx}) }); err != nil {
			return err
		}
		_, err := Examine(ctx, part, db.log)
		return err
	}, place))
}

// newFile makes a database of a version out of an empty file that nobody else has open, and fills it in one transaction.
func newFile(ctx context.Context, path string, version int64, log *slog.Logger, fill func(tx *gorm.DB) error) error {
	conn, err := connect(fileURI(path)+fillSettings+"&_foreign_keys=on", 1, 0, log)
	if err != nil {
		return err
	}
	if err = raise(ctx, conn, version); err == nil {
		err = conn.WithContext(ctx).Transaction(fill)
	}
	return errors.Join(err, disconnect(conn))
}
