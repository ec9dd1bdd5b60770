package storage

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// What is left in the folder for backups by the kind of database there was before a move is named, and deleted after 30 days like the
// backups of the present one. Whatever has not exactly such a name stays, and no backup of another counts as one of ours.
func TestBackupsOfTheDatabaseBeforeAMoveAreLookedAfter(t *testing.T) {
	o := options(t, filepath.Join(t.TempDir(), "medius.db"))
	o.Backups = t.TempDir()
	lie := func(name string) string {
		path := filepath.Join(o.Backups, name)
		must(t, os.WriteFile(path, nil, 0o600))
		return path
	}
	ours := lie("medius.db.v9-20260131T120000.000Z.backup")
	old, young := lie("medius.v9-20260131T120000.000Z.backup"), lie("medius.v9-20260201T120000.000Z.backup")
	aside := lie("medius.replaced-20260131T120000.000Z")
	var owners []string
	for _, name := range []string{
		"v9-20260131T120000.000Z.backup", "medius.v9-20260131T120000.000Z.backup.gz", "medius.v9-20260131.backup", "medius.v-20260131T120000.000Z.backup",
		"holiday.backup", "medius.replaced-lately", "medius.v9-20261331T120000.000Z.backup",
	} {
		owners = append(owners, lie(name))
	}
	for _, dsn := range []string{o.DSN, "postgres://medius@127.0.0.1:1/other"} { // on either engine
		o := o
		o.DSN = dsn
		others, err := Strangers(t.Context(), o)
		must(t, err)
		var paths []string
		for _, k := range others {
			paths = append(paths, k.Path)
		}
		for _, path := range []string{aside, old, young} {
			equal(t, filepath.Base(path)+" is named", slices.Contains(paths, path), true)
		}
		equal(t, "ours is named as another's", slices.Contains(paths, ours), OnServer(dsn))
		for _, path := range owners {
			equal(t, filepath.Base(path)+" is named", slices.Contains(paths, path), false)
		}
	}
	db, err := Open(t.Context(), o)
	must(t, err)
	kept, err := db.Backups()
	must(t, err)
	equal(t, "backups of this one", len(kept), 1)
	must(t, db.Sweep(t.Context(), noon))
	for _, path := range []string{ours, old, aside} {
		_, err := os.Stat(path)
		equal(t, filepath.Base(path)+" is there", err == nil, false)
	}
	for _, path := range append(owners, young) {
		_, err := os.Stat(path)
		equal(t, filepath.Base(path)+" is there", err == nil, true)
	}
	must(t, db.Close())
}
