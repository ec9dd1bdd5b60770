package storage

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"medius/coach"
)

// noon is the moment at which the tests begin.
var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// open opens a database in a new folder; the clock stands still.
func open(t testing.TB) *DB {
	t.Helper()
	return openAt(t, freshDSN(t))
}

func openAt(t testing.TB, path string) *DB {
	t.Helper()
	db, err := Open(t.Context(), options(t, path))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func options(t testing.TB, path string) Options {
	return Options{
		DSN: path, Rules: "7", Now: func() time.Time { return noon },
		Log: slog.New(slog.NewTextHandler(t.Output(), nil)),
	}
}

// must ends the test at an unexpected error.
func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// sent says that a letter has arrived.
func sent(t testing.TB, db *DB, id int64, now coach.Delivered) {
	t.Helper()
	next, _, err := db.Sent(t.Context(), id, now)
	must(t, err)
	for _, l := range next { // the tests claim it themselves
		must(t, db.Later(t.Context(), l.ID, l.NotBefore))
	}
}

// enter runs a turn without a source.
func enter(t testing.TB, db *DB, chat int64, e coach.Entry) {
	t.Helper()
	must(t, db.Turn(t.Context(), chat, coach.Source{}, func(coach.Member) (coach.Entry, error) { return e, nil }))
}

// join gives a chat a member.
func join(t testing.TB, db *DB, chat int64) coach.Member {
	t.Helper()
	enter(t, db, chat, coach.Entry{Member: coach.Member{Language: "en"}})
	m, ok, err := db.Member(t.Context(), chat)
	must(t, err)
	if !ok {
		t.Fatalf("chat %d has no member", chat)
	}
	return m
}

// count gives the number a query counts.
func count(t testing.TB, db *DB, query string, args ...any) int {
	t.Helper()
	n := 0
	must(t, db.reader.WithContext(t.Context()).Raw(query, args...).Find(&n).Error)
	return n
}

func equal[T comparable](t testing.TB, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// contextThatEnded gives a context that is over.
func contextThatEnded(t testing.TB) (context.Context, context.CancelFunc) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	return ctx, stop
}
