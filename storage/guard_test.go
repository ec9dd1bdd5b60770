package storage

import (
	"context"
	"errors"
	"testing"
	"time"

	"medius/storage/postgrestest"
)

// One medius has a database on a server for itself, unless all that have it open want to share it.
func TestADatabaseOnAServerIsGuarded(t *testing.T) {
	defer func(d time.Duration) { lockPatience = d }(lockPatience)
	lockPatience = 0
	dsn := postgrestest.Database(t)
	begin := func(share bool) (*DB, error) {
		o := options(t, dsn)
		o.Share = share
		return Open(t.Context(), o)
	}
	used := func(want bool) {
		t.Helper()
		got, err := InUse(t.Context(), dsn)
		must(t, err)
		equal(t, "in use", got, want)
	}
	used(false)
	for _, c := range []struct {
		first, second bool // share
		want          error
	}{
		{false, false, ErrLocked}, {false, true, ErrLocked}, {true, false, ErrLocked}, {true, true, nil},
	} {
		one, err := begin(c.first)
		must(t, err)
		used(true)
		two, err := begin(c.second)
		if !errors.Is(err, c.want) {
			t.Errorf("share %t, then %t: got %v, want %v", c.first, c.second, err, c.want)
		}
		beside, err := OpenReader(t.Context(), options(t, dsn))
		must(t, err)
		must(t, beside.Close())
		must(t, one.Close())
		if two != nil {
			used(true)
			must(t, two.Close())
		}
		used(false)
	}
}

// A lock that is lost with its connection is taken again. When another medius was quicker, nothing is written any more.
func TestALostLockIsTakenAgain(t *testing.T) {
	dsn := postgrestest.Database(t)
	db := openAt(t, dsn)
	g := db.engine.(*server).guard
	lose := func() {
		t.Helper()
		var pid int
		must(t, g.conn.Raw(`SELECT pg_backend_pid()`).Find(&pid).Error)
		must(t, db.writer.Exec(`SELECT pg_terminate_backend(?, 5000)`, pid).Error)
	}
	lose()
	g.look(t.Context())
	g.look(t.Context())
	must(t, db.SetValue(t.Context(), "a", "b"))
	used, err := InUse(t.Context(), dsn)
	must(t, err)
	equal(t, "in use", used, true)

	lose()
	thief, err := Open(t.Context(), options(t, dsn))
	if errors.Is(err, ErrLocked) {
		t.Skip("the guard was quicker")
	}
	must(t, err)
	g.look(t.Context())
	g.look(t.Context())
	short, stop := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer stop()
	if err := db.SetValue(short, "a", "c"); !errors.Is(err, ErrUnreachable) {
		t.Errorf("two write: %v", err)
	}
	must(t, thief.Close())
	g.look(t.Context())
	must(t, db.SetValue(t.Context(), "a", "d"))
}

// The lock of a process that was killed a moment ago is waited for.
func TestTheLockOfTheDeadIsWaitedFor(t *testing.T) {
	dsn := postgrestest.Database(t)
	db := openAt(t, dsn)
	gone := make(chan error)
	go func() {
		pause(context.Background(), 300*time.Millisecond)
		gone <- db.Close()
	}()
	next, err := Open(t.Context(), options(t, dsn))
	must(t, errors.Join(err, <-gone))
	must(t, next.Close())
}
