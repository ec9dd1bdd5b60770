package storage

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
	"gorm.io/gorm"
)

// file is the engine of a SQLite file.
type file struct {
	*DB
	lock *flock.Flock
}

func (db *file) open(ctx context.Context) error {
	if err := db.seize(); err != nil {
		return err
	}
	if err := orphaned(db.path); err != nil {
		return err
	}
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
	if err := db.takeUpLanded(ctx); err != nil {
		return err
	}
	db.reader, err = connect(readerDSN(db.path), readers, noticeable, db.log)
	return err
}

// seize takes the lock of the database, whose folder is made if it is missing.
func (db *file) seize() (err error) {
	if err := makeFolder(filepath.Dir(db.path)); err != nil {
		return readOnly(err)
	}
	db.lock, err = takeLock(db.path)
	return err
}

func (db *file) release() error {
	err := db.landed.close()
	if db.lock == nil {
		return err
	}
	err = errors.Join(err, db.lock.Unlock())
	db.lock = nil
	return err
}

func (db *file) openReader(ctx context.Context) error {
	if err := orphaned(db.path); err != nil {
		return err
	}
	info, err := os.Stat(db.path)
	if err == nil {
		err = regular(info)
	}
	if err != nil {
		return err
	}
	have, err := inspect(ctx, db.path, db.log)
	if err != nil {
		return unopened(db.path, err)
	}
	if err := compare(have, releases()); err != nil {
		return err
	}
	db.reader, err = connect(readerDSN(db.path), readers, noticeable, db.log)
	return err
}

// unopened asks the system why a file cannot be opened, which SQLite does not tell.
func unopened(path string, err error) error {
	if explained(err) {
		return err
	}
	file, reason := os.Open(path)
	if reason != nil {
		return reason
	}
	return errors.Join(err, file.Close())
}

// probe takes the write lock once: a file that can only be read is noticed now and not at the first update.
func (db *file) probe(ctx context.Context) error {
	return db.write(ctx, unseal) // a backup put here by hand is sealed
}

func (*file) alone() bool { return true }

// transact needs no lock: there is one writing connection, and its transactions are immediate ones.
func (db *file) transact(ctx context.Context, f func(tx *gorm.DB) error) error {
	return db.joint.run(ctx, db.writer, f)
}

func (*file) patiently(_ context.Context, f func() error) error { return f() }

func (*file) hold(*gorm.DB, int64) error { return nil }

func (*file) tryHold(*gorm.DB, int64) (bool, error) { return true, nil }

func (*file) queue(*gorm.DB) error { return nil }

func (*file) claiming(string) string { return "" }

func (db *file) size(context.Context) (data, log int64, err error) {
	if data, err = size(db.path); err != nil {
		return 0, 0, err
	}
	log, err = size(db.path + "-wal")
	return data, log, err
}

// integrity lets SQLite look through every page and index, and finds rows that belong to nobody.
func (db *file) integrity(ctx context.Context) error {
	conn := db.reader.WithContext(ctx)
	if err := sound(conn, "integrity_check"); err != nil {
		return err
	}
	if err := complete(db, conn); err != nil {
		return err
	}
	return adopted(conn)
}

// optimize refreshes what SQLite knows about the tables and empties the write-ahead log.
func (db *file) optimize(ctx context.Context) error {
	if err := db.writer.WithContext(ctx).Exec(`PRAGMA optimize`).Error; err != nil {
		return fmt.Errorf("optimize: %w", err)
	}
	err := db.checkpoint(ctx)
	for try := 0; errors.Is(err, errReader) && try < readerTries && pause(ctx, readerWait); try++ {
		err = db.checkpoint(ctx)
	}
	return err
}

// A reader is waited for in a quiet hour, and nobody else waits meanwhile.
const (
	readerTries = 20
	readerWait  = 500 * time.Millisecond
)

// shred empties the write-ahead log: old pages in it still hold what was deleted.
func (db *file) shred(ctx context.Context) error { return db.checkpoint(ctx) }

// errReader says that the log could not be emptied now.
var errReader = errors.New("somebody reads an older state; the next quiet hour does it")

// checkpoint empties the log, unless a reader is in the way: whoever wants to write would wait for that reader, too.
func (db *file) checkpoint(ctx context.Context) error {
	return db.writer.WithContext(ctx).Connection(func(conn *gorm.DB) (err error) {
		conn = conn.Session(&gorm.Session{NewDB: true}) // each statement is one of its own
		var patience []int
		if err := conn.Raw(`PRAGMA busy_timeout`).Find(&patience).Error; err != nil {
			return err
		}
		defer func() {
			for _, ms := range patience {
				err = errors.Join(err, conn.Exec(fmt.Sprintf(`PRAGMA busy_timeout = %d`, ms)).Error)
			}
		}()
		if err := conn.Exec(`PRAGMA busy_timeout = 0`).Error; err != nil {
			return err
		}
		var done []struct{ Busy int }
		if err := conn.Raw(`PRAGMA wal_checkpoint(TRUNCATE)`).Find(&done).Error; err != nil {
			return err
		}
		if len(done) == 1 && done[0].Busy != 0 {
			return errReader
		}
		return nil
	})
}

func (*file) swept(context.Context) error { return nil }
