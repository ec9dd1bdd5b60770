package storage

import (
	"database/sql"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"medius/coach"
)

// seize takes the lock that every writer needs, as a program does that the owner opened the file with, and gives the way back.
func seize(t *testing.T, path string) (release func()) {
	t.Helper()
	other, err := sql.Open("sqlite", fileURI(path)+"?_txlock=immediate")
	must(t, err)
	tx, err := other.BeginTx(t.Context(), nil)
	must(t, err)
	_, err = tx.ExecContext(t.Context(), `INSERT INTO settings VALUES ('of another program', '')`)
	must(t, err)
	return func() {
		must(t, tx.Rollback())
		must(t, other.Close())
	}
}

// While another program holds the database, turns wait for it; those that have waited too long fail as a whole, and are done
// when the lock is gone.
func TestADatabaseLockedByAnotherProgram(t *testing.T) {
	path := filepath.Join(t.TempDir(), "medius.db")
	db := openAt(t, path)
	accept(t, db, 9, 1)
	must(t, db.writer.Exec(`PRAGMA busy_timeout = 200`).Error) // as in life, but sooner
	turn := func() error { return db.Turn(t.Context(), 9, coach.Source{Update: 1}, turnOf(1)) }
	release := seize(t, path)
	err := turn()
	if !errors.Is(err, ErrHeld) {
		t.Fatalf("the turn got past a lock: %v", err)
	}
	for _, table := range []string{"members", "facts", "outbox"} {
		equal(t, table, count(t, db, `SELECT COUNT(*) FROM `+table), 0)
	}
	if err := db.Accept(t.Context(), []coach.Inbound{{Update: 2, Chat: 9}}, 2); err == nil {
		t.Error("a batch was accepted that cannot be stored")
	}
	pending(t, db, 1)
	time.AfterFunc(50*time.Millisecond, release)
	must(t, turn()) // it waits
	for _, table := range []string{"members", "facts", "outbox"} {
		equal(t, table+" afterwards", count(t, db, `SELECT COUNT(*) FROM `+table), 1)
	}
	pending(t, db)
}

// Nobody who writes waits for a reader of an older state: the log is emptied later.
func TestEmptyingTheLogWaitsForNoReader(t *testing.T) {
	db := open(t)
	f := db.engine.(*file)
	join(t, db, 9)
	reading := db.reader.Begin()
	defer reading.Rollback()
	must(t, reading.Exec(`SELECT 1 FROM members`).Error)
	join(t, db, 10)
	if err := f.checkpoint(t.Context()); !errors.Is(err, errReader) {
		t.Errorf("got %v", err)
	}
	var patience int
	must(t, db.writer.Raw(`PRAGMA busy_timeout`).Row().Scan(&patience))
	equal(t, "patience with others", patience, 5000)
	must(t, reading.Rollback().Error)
	must(t, f.checkpoint(t.Context()))
}
