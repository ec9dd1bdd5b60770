// Package storage keeps everything medius must not forget, in one SQLite file or in a database on a Postgres server. It is
// the only package that knows gorm and SQL.
//
// Its promises:
//
//   - An update is accepted once and applied once: the turn it led to, the letters and the mark "done" are one
//     transaction, flushed to the disk (synchronous=FULL; on a server as it is set up there) before the call returns.
//   - An appointment leads to at most one turn.
//   - A letter's key is written once. Inside a chat letters leave in order; see [DB.Claim].
//   - What a message shows is known, or known to be uncertain: a letter never takes a picture for granted that may have
//     changed.
//   - A forgotten member is gone: rows are deleted, and overwritten in the file (secure_delete); a server vacuums them.
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
	"path/filepath"
	"sync/atomic"
	"time"

	"gorm.io/gorm"
)

// patience bounds one call, so that a stuck disk cannot hold a worker for ever.
const patience = 30 * time.Second

// Options say where the database is and what storage needs from outside.
type Options struct {
	DSN   string           // a file path, "file:" and a path, or the address of a database: postgres://…
	Now   func() time.Time // required; used for marks such as "done at", never for decisions
	Log   *slog.Logger     // nil: silent
	Rules string           // version of the rules, written on the receipt of an erasure
	// Backups is the folder for backups, "" for the one of the database. It belongs to this database alone.
	Backups string
	// Share lets others that share it, too, have the same database on a server open. A file is never shared.
	Share bool
	// Name is what the others, and the owner, call this instance.
	Name string
}

// DB is an open database. It is safe for concurrent use. Writing to a file goes through one connection, one transaction
// after the other; reading does not wait for it.
type DB struct {
	engine   engine
	place    string // for people, without a password
	path     string // the file; of a database on a server the name its backups begin with
	backups  string
	now      func() time.Time
	log      *slog.Logger
	rules    string
	share    bool
	name     string
	writer   *gorm.DB
	joint    joint
	recall   recall
	arrivals arrivals
	flights  flights
	landed   landed
	counter  Counter       // nil: letters are claimed
	slice    time.Duration // see sliceTime
	moment   time.Duration // see aMoment
	pace     pace
	reader   *gorm.DB
	forgone  int64        // what was settled until then has been looked at by the sweep
	late     atomic.Int64 // letters that were not sent because it was too late for them
}

// Open locks, checks, if needed backs up and migrates, and opens the database; a missing file and its directory are
// made. Errors for the owner: [ErrLocked], [ErrCorrupt], [ErrForeign], [ErrNewer], [ErrReadOnly], [ErrFull], [ErrFolder], [ErrPath], [ErrOrphan]; of a server
// also [ErrUnreachable], [ErrRefused], [ErrMissing], [ErrUnfit].
func Open(ctx context.Context, o Options) (*DB, error) {
	return start(ctx, o, func(db *DB) error {
		if err := db.engine.open(ctx); err != nil {
			return err
		}
		return complete(db.engine, db.reader.WithContext(ctx))
	})
}

// OpenReader opens an existing database beside a medius that is running: for the owner's commands that look, or make a
// backup. It takes no lock and changes nothing; whatever writes gives [ErrReadOnly]. A missing file is fs.ErrNotExist, or [ErrOrphan],
// a database that waits for its migration [ErrOlder].
func OpenReader(ctx context.Context, o Options) (*DB, error) {
	return start(ctx, o, func(db *DB) error { return db.engine.openReader(ctx) })
}

func start(ctx context.Context, o Options, open func(*DB) error) (*DB, error) {
	db, err := prepare(ctx, o)
	if err != nil {
		return nil, err
	}
	if err := open(db); err != nil {
		return nil, fmt.Errorf("database %s: %w", db.place, errors.Join(explain(err), db.Close()))
	}
	return db, nil
}

func prepare(ctx context.Context, o Options) (*DB, error) {
	if o.Now == nil {
		return nil, errors.New("storage: Options.Now is required")
	}
	if o.Backups != "" {
		folder, err := filepath.Abs(o.Backups)
		if err != nil {
			return nil, err
		}
		o.Backups = folder
	}
	db := &DB{backups: o.Backups, now: o.Now, log: silent(o.Log), rules: o.Rules, share: o.Share, name: o.Name, slice: sliceTime, moment: aMoment}
	if err := db.choose(o.DSN); err != nil {
		return nil, err
	}
	return db, nil
}

var errClosed = errors.New("the database is closed")

// Place is where the database is, for people: its file, or its address without a password.
func (db *DB) Place() string { return db.place }

// Close ends all connections and gives the lock back; what is in the write-ahead log moves into the file. A second
// Close does nothing.
func (db *DB) Close() error {
	err := errors.Join(disconnect(db.reader), disconnect(db.writer))
	db.reader, db.writer = nil, nil
	return errors.Join(err, db.engine.release())
}

// write runs f in one transaction; f must use tx and nothing else, or it waits for itself. f may be run again from the
// beginning, when a server could not do both of two things at once.
func (db *DB) write(ctx context.Context, f func(tx *gorm.DB) error) error {
	if db.writer == nil {
		return ErrReadOnly
	}
	if w := inside(ctx); w != nil {
		return w.write(ctx, f)
	}
	return db.engine.transact(ctx, f)
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
