package storage

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"gorm.io/gorm"
)

// engine is all that differs between a SQLite file and a database on a Postgres server. Everything else of this package
// is one and the same for both, the SQL too.
type engine interface {
	// open locks, checks, if needed backs up and migrates, and connects the writer and the reader.
	open(ctx context.Context) error
	// openReader checks and connects the reader, beside whoever has the database open.
	openReader(ctx context.Context) error
	// release gives the lock back.
	release() error

	// alone says that nobody else writes to the database.
	alone() bool
	// transact runs f in one transaction that nobody else writes in between. It may run f again from the beginning.
	transact(ctx context.Context, f func(tx *gorm.DB) error) error
	// patiently runs f, and again while a server is away.
	patiently(ctx context.Context, f func() error) error
	// hold keeps all other transactions from a chat until this one ends, also from one that has no member yet.
	hold(tx *gorm.DB, chat int64) error
	// tryHold does so only when nobody holds it.
	tryHold(tx *gorm.DB, chat int64) (bool, error)
	// queue keeps others from claiming letters until this transaction ends.
	queue(tx *gorm.DB) error
	// crew is who shares the database, as it was seen last.
	crew() view
	// claiming ends a query for rows of a table that are to be claimed: rows in the hands of somebody else are passed over.
	claiming(table string) string

	// leave puts a notice where those who write find it, ErrNoticeWaits when there is one; waiting gives it, nil when there is
	// none; taken removes it.
	leave(ctx context.Context, text []byte) error
	waiting(ctx context.Context) ([]byte, error)
	taken(ctx context.Context, text []byte) error
	// columns are those of a table, in their order; none when there is no such table.
	columns(tx *gorm.DB, table string) ([]column, error)
	// counters are the numbers last given in tables that never give one twice, and setCounters lets them go on from there.
	counters(tx *gorm.DB) (map[string]int64, error)
	setCounters(tx *gorm.DB, last map[string]int64) error
	// lend shows the whole database as it is at one moment, while nobody has it open.
	lend(ctx context.Context, read func(from side) error) error
	// receive lets an empty database be filled: all of it, or nothing.
	receive(ctx context.Context, fill func(to side) error) error

	// copyInto fills an empty file with a copy, dates and seals it.
	copyInto(ctx context.Context, part string) error
	// reinstate puts an examined backup in the place of the database.
	reinstate(ctx context.Context, r *Reinstated, replace bool) error
	// size gives the bytes of the database and of its write-ahead log.
	size(ctx context.Context) (data, log int64, err error)
	// integrity looks through everything there is.
	integrity(ctx context.Context) error
	// optimize is for a quiet hour.
	optimize(ctx context.Context) error
	// shred makes an erasure thorough, as far as that does not take long.
	shred(ctx context.Context) error
	// swept does the rest of that, now and then.
	swept(ctx context.Context) error
}

// choose finds the engine that a DSN asks for.
func (db *DB) choose(dsn string) error {
	if OnServer(dsn) {
		return db.chooseServer(dsn)
	}
	path, err := filePath(dsn)
	if err != nil {
		return err
	}
	db.path, db.place, db.engine = path, path, &file{DB: db}
	return nil
}

// OnServer tells whether a DSN is of a database on a Postgres server, and not of a file.
func OnServer(dsn string) bool {
	return strings.HasPrefix(dsn, "postgres://") || strings.HasPrefix(dsn, "postgresql://")
}

// Veil gives a DSN as it may be shown: without a password.
func Veil(dsn string) string {
	if !OnServer(dsn) {
		return dsn
	}
	u, err := url.Parse(dsn)
	if err != nil {
		scheme, _, _ := strings.Cut(dsn, "://")
		return scheme + "://(unreadable)" // where the password is in it, cannot be told
	}
	if _, secret := u.User.Password(); secret {
		u.User = url.User(u.User.Username())
	}
	query := u.Query()
	for _, name := range []string{"password", "sslpassword"} {
		query.Del(name)
	}
	u.RawQuery = query.Encode()
	return u.String()
}

// errDSN says what is wrong with the address of a server, as the driver does, unless a password may be among its words.
func errDSN(dsn string, err error) error {
	said := errors.New("one such as postgres://medius:PASSWORD@127.0.0.1:5432/medius is wanted")
	u, unreadable := url.Parse(dsn)
	if inner := errors.Unwrap(err); unreadable == nil && inner != nil {
		secret, _ := u.User.Password()
		if !strings.Contains(inner.Error(), "://") && (secret == "" || !strings.Contains(inner.Error(), secret)) {
			said = inner
		}
	}
	return fmt.Errorf("database %s: %w: %w", Veil(dsn), ErrAddress, said)
}
