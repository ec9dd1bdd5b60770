// Package storage keeps everything medius must not forget, in one SQLite file. It is the only package that knows
// gorm and SQL.
//
// Its promises:
//
//   - An update is accepted once and applied once: the turn it led to, the letters and the mark "done" are one
//     transaction, flushed to the disk (synchronous=FULL) before the call returns.
//   - An appointment leads to at most one turn.
//   - A letter's key is written once. Inside a chat letters leave in order; see [DB.Claim].
//   - What a message shows is known, or known to be uncertain: a letter never takes a picture for granted that may have
//     changed.
//   - A forgotten member is gone: rows are deleted, and overwritten in the file (secure_delete).
//   - Nothing is ever overwritten by opening: a damaged file, a file of another program and a database of a newer
//     medius are refused before the first write, and an older database is backed up before it is migrated.
//
// Instants are kept with the precision of a millisecond and come back in UTC.
package storage

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"github.com/gofrs/flock"
	"gorm.io/gorm"
)

// patience bounds one call, so that a stuck disk cannot hold a worker for ever.
const patience = 30 * time.Second

// Options say where the database is and what storage needs from outside.
type Options struct {
	DSN   string           // a file path, or "file:" and a path
	Now   func() time.Time // required; used for marks such as "done at", never for decisions
	Log   *slog.Logger     // nil: silent
	Rules string           // version of the rules, written on the receipt of an erasure
	// Backups is the folder for backups, "" for the one of the database. It belongs to this database alone.
	Backups string
}

// DB is an open database. It is safe for concurrent use. Writing goes through one connection, one transaction after
// the other; reading does not wait for it.
type DB struct {
	path    string
	backups string
	now     func() time.Time
	log     *slog.Logger
	rules   string
	lock    *flock.Flock
	writer  *gorm.DB
	joint   joint
	reader  *gorm.DB
	late    atomic.Int64 // letters that were not sent because it was too late for them
}

// Open locks, checks, if needed backs up and migrates, and opens the database; a missing file and its directory are
// made. Errors for the owner: [ErrLocked], [ErrCorrupt], [ErrForeign], [ErrNewer], [ErrReadOnly], [ErrFull].
func Open(ctx context.Context, o Options) (*DB, error) { return start(ctx, o, (*DB).open) }

// OpenReader opens an existing database beside a medius that is running: for the owner's commands that look, or make a
// backup. It takes no lock and changes nothing; whatever writes gives [ErrReadOnly]. A missing file is fs.ErrNotExist,
// a database that waits for its migration [ErrOlder].
func OpenReader(ctx context.Context, o Options) (*DB, error) { return start(ctx, o, (*DB).openReader) }

func start(ctx context.Context, o Options, open func(*DB, context.Context) error) (*DB, error) {
	db, err := prepare(ctx, o)
	if err != nil {
		return nil, err
	}
	if err := open(db, ctx); err != nil {
		return nil, fmt.Errorf("database %s: %w", db.path, errors.Join(explain(err), db.Close()))
	}
	return db, nil
}

func prepare(ctx context.Context, o Options) (*DB, error) {
	if o.Now == nil {
		return nil, errors.New("storage: Options.Now is required")
	}
	path, err := filePath(o.DSN)
	if err != nil {
		return nil, err
	}
	if o.Backups != "" {
		if o.Backups, err = filepath.Abs(o.Backups); err != nil {
			return nil, err
		}
	}
	o.Log = silent(o.Log)
	db := &DB{path: path, backups: o.Backups, now: o.Now, log: o.Log, rules: o.Rules}
	useFileLocks(ctx, db.log)
	return db, nil
}

func (db *DB) open(ctx context.Context) error {
	if err := makeFolder(filepath.Dir(db.path)); err != nil {
		return err
	}
	lock, err := takeLock(db.path)
	if err != nil {
		return err
	}
	db.lock = lock
	if err := prepareFile(db.path); err != nil {
		return err
	}
	version, err := inspectAlone(ctx, db.path, db.log)
	if err != nil {
		return err
	}
	if db.writer, err = connect(writerDSN(db.path), 1, noticeable, db.log); err != nil {
		return err
	}
	if err := db.migrate(ctx, version, releases()); err != nil {
		return err
	}
	if err := db.probe(ctx); err != nil {
		return err
	}
	db.reader, err = connect(readerDSN(db.path), readers, noticeable, db.log)
	return err
}

func (db *DB) openReader(ctx context.Context) error {
	if _, err := os.Stat(db.path); err != nil {
		return err
	}
	have, err := inspect(ctx, db.path, db.log)
	if err != nil {
		return err
	}
	if err := compare(have, releases()); err != nil {
		return err
	}
	db.reader, err = connect(readerDSN(db.path), readers, noticeable, db.log)
	return err
}

// probe takes the write lock once: a file that can only be read is noticed now and not at the first update.
func (db *DB) probe(ctx context.Context) error {
	return db.write(ctx, func(tx *gorm.DB) error {
		if err := tx.Exec(`DELETE FROM settings WHERE name = ''`).Error; err != nil {
			return err
		}
		return tx.Exec(`PRAGMA user_version = 0`).Error // a backup put here by hand is sealed; from now on it changes
	})
}

var errClosed = errors.New("the database is closed")

// Path is the file of the database.
func (db *DB) Path() string { return db.path }

// Close ends all connections and gives the lock back; what is in the write-ahead log moves into the file. A second
// Close does nothing.
func (db *DB) Close() error {
	err := errors.Join(disconnect(db.reader), disconnect(db.writer))
	db.reader, db.writer = nil, nil
	if db.lock != nil {
		err = errors.Join(err, db.lock.Unlock())
		db.lock = nil
	}
	return err
}

// write runs f in one transaction; f must use tx and nothing else, or it waits for itself.
func (db *DB) write(ctx context.Context, f func(tx *gorm.DB) error) error {
	if db.writer == nil {
		return ErrReadOnly
	}
	return db.joint.run(ctx, db.writer, f)
}

// read runs f on a connection that cannot write.
func (db *DB) read(ctx context.Context, f func(tx *gorm.DB) error) error {
	if db.reader == nil {
		return errClosed
	}
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	return f(db.reader.WithContext(ctx))
}
