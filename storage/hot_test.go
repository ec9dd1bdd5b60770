package storage

import (
	"bytes"
	"database/sql"
	"encoding/binary"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// leaveJournal writes the journal that a killed process leaves: the way back to a file of so many pages.
func leaveJournal(t *testing.T, path string, pages uint32) {
	t.Helper()
	journal := make([]byte, 512)
	copy(journal, journalMagic)
	binary.BigEndian.PutUint32(journal[16:], pages)
	binary.BigEndian.PutUint32(journal[20:], 512)
	binary.BigEndian.PutUint32(journal[24:], 4096)
	must(t, os.WriteFile(path+"-journal", journal, 0o600))
}

// raw runs statements on a file without any of our settings.
func raw(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", fileURI(path))
	must(t, err)
	for _, s := range statements {
		_, err := db.ExecContext(t.Context(), s)
		must(t, err)
	}
	must(t, db.Close())
}

// A kill while the very first page is written: the next start takes it back, and begins.
func TestAKillInTheFirstMomentIsTakenBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "medius.db")
	raw(t, path, `PRAGMA user_version = 1`)
	leaveJournal(t, path, 0)
	if _, err := inspect(t.Context(), path, slog.New(slog.DiscardHandler)); !needsRollback(err) {
		t.Fatalf("a look without writing says %v: this test proves nothing", err)
	}
	db, err := Open(t.Context(), Options{DSN: path, Now: func() time.Time { return noon }})
	must(t, err)
	must(t, db.Close())
	if _, err := os.Stat(path + "-journal"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the journal: %v", err)
	}
}

// The unfinished work of another program is not ours to take back.
func TestAJournalOfAnotherProgramStays(t *testing.T) {
	path := filepath.Join(t.TempDir(), "medius.db")
	raw(t, path, `CREATE TABLE recipes (name TEXT)`, `INSERT INTO recipes VALUES ('soup')`)
	leaveJournal(t, path, 1)
	before, err := os.ReadFile(path)
	must(t, err)
	if _, err := Open(t.Context(), Options{DSN: path, Now: func() time.Time { return noon }}); !errors.Is(err, ErrForeign) {
		t.Errorf("opening says %v", err)
	}
	after, err := os.ReadFile(path)
	must(t, err)
	if _, err := os.Stat(path + "-journal"); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the file has changed (%v)", err)
	}
}
