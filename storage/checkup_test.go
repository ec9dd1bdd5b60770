package storage

import (
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"medius/coach"
)

// Whether somebody has the database open can be asked without disturbing them, and without making a file.
func TestInUse(t *testing.T) {
	path := filepath.Join(t.TempDir(), "medius.db")
	ask := func(want bool) {
		t.Helper()
		for range 2 {
			got, err := InUse(t.Context(), path)
			must(t, err)
			equal(t, "in use", got, want)
		}
	}
	ask(false)
	equal(t, "files", len(names(t, filepath.Dir(path))), 0)
	db := openAt(t, path)
	ask(true)
	join(t, db, 9)
	must(t, db.Close())
	ask(false)
	openAt(t, path)
}

// A broken index is found, and a row that belongs to nobody; a sound database is sound.
func TestIntegrity(t *testing.T) {
	for name, c := range map[string]struct {
		statements []string
		want       error
	}{
		"a sound one":   {nil, nil},
		"an orphan":     {[]string{`INSERT INTO days VALUES (4711, '2026-03-02', '{}')`}, ErrCorrupt},
		"a lying index": {[]string{`PRAGMA writable_schema = 1`, `UPDATE sqlite_master SET sql = 'CREATE INDEX facts_member ON facts (at, id)' WHERE name = 'facts_member'`}, ErrCorrupt},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "medius.db")
			db, err := Open(t.Context(), options(t, path))
			must(t, err)
			known(t, db, 9, "word")
			must(t, db.Close())
			run(t, path, c.statements...)
			reader, err := OpenReader(t.Context(), options(t, path))
			must(t, err)
			defer reader.Close()
			if err := reader.Integrity(t.Context()); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

// Members are counted by their zones.
func TestZonesAreCounted(t *testing.T) {
	db := open(t)
	for chat, zone := range map[int64]string{1: "Europe/Berlin", 2: "Europe/Berlin", 3: "Asia/Tokyo", 4: ""} {
		enter(t, db, chat, coach.Entry{Member: coach.Member{Language: "en", Zone: zone}})
	}
	enter(t, db, 5, coach.Entry{Member: coach.Member{Language: "en", Zone: "UTC", Stage: coach.StageOwner}}) // no member
	got, err := db.Zones(t.Context())
	must(t, err)
	equal(t, "zones", fmt.Sprint(got), "map[:1 Asia/Tokyo:1 Europe/Berlin:2]")
}
