package storage

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"strings"
	"time"

	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
	modernc "modernc.org/sqlite"
)

// readers is how many questions can be answered at once.
const readers = 4

// noticeable is how long a statement takes that the owner should hear of.
const noticeable = 200 * time.Millisecond

// Settings stand in the DSN: a PRAGMA statement reaches one pooled connection only. secure_delete overwrites what is
// deleted, so that a forgotten member is not left behind in free pages. temp_store keeps in
// memory what a statement could need to be taken back by itself: thousands a second would make a file each.
const (
	writerSettings = "_journal_mode=WAL&_synchronous=FULL&_txlock=immediate&_busy_timeout=5000&_foreign_keys=on" +
		"&_time_format=sqlite&_timezone=UTC&_dqs=0&_pragma=cache_size(-2048)&_pragma=secure_delete(1)&_pragma=temp_store(2)"
	readerSettings = "mode=ro&_query_only=1&_busy_timeout=5000&_foreign_keys=on" +
		"&_time_format=sqlite&_timezone=UTC&_dqs=0&_pragma=cache_size(-512)"
)

func writerDSN(path string) string { return fileURI(path) + "?" + writerSettings }
func readerDSN(path string) string { return fileURI(path) + "?" + readerSettings }

// fileURI always says "file:", because with a plain name SQLite would not read its own parameters such as mode=ro.
func fileURI(path string) string {
	return "file:" + strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(path)
}

// useFileLocks asks for locks that survive another open and close of the file inside this process. Without them a plain
// read of the database file drops SQLite's locks, and another program may then delete the write-ahead log. It must come before the first
// database that the process opens.
func useFileLocks(log *slog.Logger) {
	if modernc.OFDLockingEnabled() {
		return
	}
	if _, err := modernc.OFDLocking(true); err != nil {
		log.Warn("database locks", "err", err)
	}
}

// connect opens a pool of at most limit connections. What takes longer than slow is noted in the log; 0: nothing is, for work
// that goes through the whole file.
func connect(dsn string, limit int, slow time.Duration, log *slog.Logger) (*gorm.DB, error) {
	useFileLocks(silent(log))
	pool := sql.OpenDB(prepared{dsn})
	pool.SetMaxOpenConns(limit)
	pool.SetMaxIdleConns(limit)
	return speak(pure{&sqlite.Dialector{DriverName: "sqlite", Conn: pool}}, pool, slow, log)
}

// speak gives a pool its gorm. What takes longer than slow is noted in the log; 0: nothing is.
func speak(dialect gorm.Dialector, pool *sql.DB, slow time.Duration, log *slog.Logger) (*gorm.DB, error) {
	db, err := gorm.Open(dialect, &gorm.Config{
		SkipDefaultTransaction: true,
		DisableAutomaticPing:   true,
		TranslateError:         true,
		NowFunc:                func() time.Time { return time.Time{} }, // no column is filled behind our back
		// Statements are shown without their values: these are a member's words and scores. It holds for Find and
		// Exec; gorm's Scan and ScanRows record the statement with its values, so this package does not use them.
		Logger: silentStop{Interface: logger.NewSlogLogger(log, logger.Config{
			ParameterizedQueries:      true,
			IgnoreRecordNotFoundError: true,
			SlowThreshold:             slow,
			LogLevel:                  logger.Warn,
		}), slow: slow},
	})
	if err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	return db, nil
}

// silentStop says nothing of a statement that was cut off because the program ends: that is no error. Nor of a server that is away: the
// statement is not to blame, and whoever wanted it says so. Nor does it have gorm write out, as it would for every statement, what nobody is told of.
type silentStop struct {
	logger.Interface
	slow time.Duration
}

// ParamsFilter keeps the values out of what is logged: gorm looks for it on the logger itself, not behind it.
func (silentStop) ParamsFilter(_ context.Context, sql string, _ ...any) (string, []any) {
	return sql, nil
}

func (l silentStop) LogMode(level logger.LogLevel) logger.Interface {
	return silentStop{l.Interface.LogMode(level), l.slow}
}

func (l silentStop) Trace(ctx context.Context, begin time.Time, fc func() (string, int64), err error) {
	unremarkable := err == nil && (l.slow == 0 || time.Since(begin) <= l.slow)
	if !unremarkable && !errors.Is(err, context.Canceled) && !Away(explain(err)) {
		l.Interface.Trace(ctx, begin, fc, err)
	}
}

func disconnect(db *gorm.DB) error {
	if db == nil {
		return nil
	}
	pool, err := db.DB()
	if err != nil {
		return err
	}
	return pool.Close()
}
