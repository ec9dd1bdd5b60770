package storage

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/pressly/goose/v3"
	"gorm.io/gorm"
)

// server is the engine of a database on a Postgres server.
type server struct {
	*DB
	config *pgx.ConnConfig
	guard  *guard
	erased atomic.Bool // rows of a forgotten member have not been vacuumed yet
}

func (db *DB) chooseServer(dsn string) error {
	config, err := pgx.ParseConfig(dsn)
	if err != nil {
		return errDSN(dsn, err)
	}
	db.place = Veil(dsn)
	db.path = filepath.Join(db.backups, filepath.Base(cmp.Or(config.Database, "medius")))
	db.engine = &server{DB: db, config: config}
	return nil
}

func (db *server) open(ctx context.Context) (err error) {
	if db.guard, err = db.post(ctx); err != nil {
		return err
	}
	if err := db.migrate(ctx); err != nil {
		return err
	}
	if err := db.insist(ctx); err != nil {
		return err
	}
	writing := toWrite
	if db.share {
		writing = toShare
	}
	if db.writer, err = dial(db.config, writing, db.log); err != nil {
		return err
	}
	if err := db.probe(ctx); err != nil {
		return err
	}
	if db.reader, err = dial(db.config, toRead, db.log); err != nil || !db.share {
		return err
	}
	return db.guard.enlist(ctx, cmp.Or(db.name, "medius"))
}

func (db *server) release() error {
	if db.guard == nil {
		return nil
	}
	err := db.guard.leave()
	db.guard = nil
	return err
}

func (db *server) openReader(ctx context.Context) (err error) {
	if db.reader, err = dial(db.config, toRead, db.log); err != nil {
		return err
	}
	have, err := survey(db.reader.WithContext(ctx))
	if err != nil {
		return err
	}
	return compare(have, releasesFor("postgres"))
}

// migrate brings the schema up to date, one medius after the other should several begin at once: the second finds nothing to
// do. A database that holds something is backed up first.
func (db *server) migrate(ctx context.Context) error {
	conn, err := dial(db.config, toChange, db.log)
	if err != nil {
		return err
	}
	err = db.guard.inTurn(ctx, func() error { return db.migrateOn(ctx, conn) })
	return errors.Join(err, disconnect(conn))
}

func (db *server) migrateOn(ctx context.Context, conn *gorm.DB) error {
	have, err := survey(conn.WithContext(ctx))
	if err != nil {
		return err
	}
	files := releasesFor("postgres")
	if err := compare(have, files); !errors.Is(err, ErrOlder) {
		return err
	}
	var before Copy
	if have > 0 {
		err := nobodyWorks(conn.WithContext(ctx))
		if err == nil {
			err = db.shelved()
		}
		if err == nil {
			before, err = db.backup(ctx, db.backupName(have, db.now()))
		}
		if err != nil {
			return fmt.Errorf("backup before migration: %w", err)
		}
	}
	pool, err := conn.DB()
	if err != nil {
		return err
	}
	steps, err := goose.NewProvider(goose.DialectPostgres, pool, files, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	if _, err := steps.Up(ctx); err != nil {
		return fmt.Errorf("migration of schema %d: %w", have, err)
	}
	db.migrated(ctx, have, before)
	return nil
}

// probe writes once: a database that can only be read is noticed now and not at the first update.
func (db *server) probe(ctx context.Context) error {
	return db.write(ctx, func(tx *gorm.DB) error { return tx.Exec(`DELETE FROM settings WHERE name = ''`).Error })
}

func (*server) alone() bool { return false }

// mostTries is how often a transaction is run that the server has called off because it was in the way of another.
const mostTries = 6

func (db *server) transact(ctx context.Context, f func(tx *gorm.DB) error) error {
	then := mannerOf(ctx).then
	ctx, stop := context.WithTimeout(manner{}.in(ctx), patience)
	defer stop()
	err := db.patiently(ctx, func() error {
		for try := 1; ; try++ {
			if err := db.guard.standing(); err != nil {
				return err
			}
			err := db.writer.WithContext(ctx).Transaction(f)
			if err == nil || try == mostTries || !calledOff(err) || !pause(ctx, time.Duration(try)*10*time.Millisecond) {
				return db.guard.heard(explain(err))
			}
		}
	})
	if err == nil && then != nil {
		then()
	}
	return err
}

// patiently runs f again while the server is away, until ctx ends: a server that is restarted is a delay and no error. What
// was committed although the answer was lost is found done: f begins by asking, or says nothing else than before.
func (*server) patiently(ctx context.Context, f func() error) error {
	for wait := 50 * time.Millisecond; ; wait = min(2*wait, time.Second) {
		err := f()
		if !errors.Is(explain(err), ErrUnreachable) || !pause(ctx, wait) {
			return err
		}
	}
}

// pause waits, and says whether ctx is still on.
func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// tryHold takes it only when nobody else has it.
func (*server) tryHold(tx *gorm.DB, chat int64) (held bool, err error) {
	err = tx.Raw(`SELECT pg_try_advisory_xact_lock(?)`, chat).Find(&held).Error
	return held, err
}

// queue lets one instance claim letters after the other.
func (db *server) queue(tx *gorm.DB) error {
	if db.crew().me == 0 {
		return nil
	}
	return tx.Exec(`SELECT pg_advisory_xact_lock(?, hashtext(COALESCE(current_schema(), '')))`, claimLock).Error
}

// hold takes a lock by the chat's number: there may be no row to lock yet.
func (*server) hold(tx *gorm.DB, chat int64) error {
	if err := tx.Exec(`SELECT pg_advisory_xact_lock(?)`, chat).Error; err != nil {
		return fmt.Errorf("wait for the chat: %w", err)
	}
	return nil
}

func (*server) claiming(table string) string { return "\n\tFOR UPDATE OF " + table + " SKIP LOCKED" }
