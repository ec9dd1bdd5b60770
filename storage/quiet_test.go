package storage

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"testing"

	"gorm.io/gorm"
)

// listening opens a database whose log is heard.
func listening(t *testing.T) (*DB, *bytes.Buffer) {
	t.Helper()
	return listeningAt(t, freshDSN(t))
}

func listeningAt(t *testing.T, dsn string) (*DB, *bytes.Buffer) {
	t.Helper()
	log := &bytes.Buffer{}
	o := options(t, dsn)
	o.Log = slog.New(slog.NewTextHandler(log, nil))
	db, err := Open(t.Context(), o)
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	log.Reset()
	return db, log
}

// A statement that fails is logged without its values, and one that is cut off by the end of the program not at all.
func TestLoggedStatementsHaveNoValues(t *testing.T) {
	db, log := listening(t)
	fails := func(ctx context.Context) error {
		return db.write(ctx, func(tx *gorm.DB) error { return tx.Exec(`INSERT INTO nowhere VALUES (?)`, "a member's words").Error })
	}
	err := fails(t.Context())
	if got := log.String(); !strings.Contains(got, "nowhere") || strings.Contains(got, "words") || strings.Contains(err.Error(), "words") {
		t.Errorf("logged: %s; said: %v", got, err)
	}
	log.Reset()
	over, stop := context.WithCancel(t.Context())
	stop()
	_ = fails(over)
	if got := log.String(); got != "" {
		t.Errorf("after a stop: %s", got)
	}
}

// Nor does one that breaks a rule of the database say what broke it.
func TestRefusedValuesAreNotSaid(t *testing.T) {
	db, log := listening(t)
	for _, query := range []string{
		`INSERT INTO settings (name, value) VALUES (?, NULL)`,                             // not null
		`INSERT INTO settings (name, value) SELECT ?, 'x' UNION ALL SELECT ?, 'y'`,        // unique
		`INSERT INTO days (member_id, date, doc) VALUES (999, ?, '{}')`,                   // belongs to nobody
		`INSERT INTO facts (member_id, at, date, kind, side, data) VALUES (999, 1, ?, ?)`, // too few
	} {
		words := []any{}
		for range strings.Count(query, "?") {
			words = append(words, "a member's words")
		}
		log.Reset()
		err := db.write(t.Context(), func(tx *gorm.DB) error { return tx.Exec(query, words...).Error })
		if err == nil {
			t.Errorf("nothing is wrong with %s", query)
			continue
		}
		if said := log.String() + err.Error(); strings.Contains(said, "words") {
			t.Errorf("%s: %s", query, said)
		}
	}
}

// A statement that takes long is logged without its values, too.
func TestSlowStatementsHaveNoValues(t *testing.T) {
	db, log := listening(t)
	slow := `WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < ?) SELECT COUNT(*) FROM c WHERE ? <> ''`
	if OnServer(db.place) {
		slow = `SELECT 1 FROM pg_sleep(?::FLOAT8 / 1000000) WHERE ? <> ''`
	}
	// As long as it takes on this machine, which may look for races.
	for size := 300_000; size < 100_000_000 && log.Len() == 0; size *= 2 {
		var n int
		must(t, db.read(t.Context(), func(tx *gorm.DB) error { return tx.Raw(slow, size, "a member's words").Find(&n).Error }))
	}
	if got := log.String(); !strings.Contains(got, "level=WARN") || strings.Contains(got, "words") {
		t.Errorf("logged: %s", got)
	}
}
