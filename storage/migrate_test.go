package storage

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/pressly/goose/v3"
)

// later gives the released migrations and one more.
func later(t *testing.T, name, text string) fs.FS {
	t.Helper()
	files := fstest.MapFS{name: {Data: []byte(text)}}
	names, err := fs.Glob(releases(), "*.sql")
	must(t, err)
	for _, name := range names {
		data, err := fs.ReadFile(releases(), name)
		must(t, err)
		files[name] = &fstest.MapFile{Data: data}
	}
	return files
}

func backups(t *testing.T, path string) []string {
	t.Helper()
	names, err := filepath.Glob(path + ".v*.backup")
	must(t, err)
	return names
}

// Before an older database is migrated, all of it is put aside, for the owner's eyes only.
func TestAMigrationMakesABackupFirst(t *testing.T) {
	path := filepath.Join(t.TempDir(), "medius.db")
	db := openAt(t, path)
	join(t, db, 9)
	have, err := newest(releases())
	must(t, err)
	must(t, db.engine.(*file).migrate(t.Context(), have, later(t, "9000_more.sql", "-- +goose Up\nDELETE FROM members;")))
	equal(t, "members after the migration", count(t, db, `SELECT COUNT(*) FROM members`), 0)
	names := backups(t, path)
	if len(names) != 1 {
		t.Fatalf("backups: %v", names)
	}
	info, err := os.Stat(names[0])
	must(t, err)
	equal(t, "mode", info.Mode().Perm(), 0o600)
	old := openAt(t, names[0])
	_, ok, err := old.Member(t.Context(), 9)
	must(t, err)
	equal(t, "member in the backup", ok, true)
}

// A new database needs no backup, a current one no migration.
func TestNoBackupWithoutMigration(t *testing.T) {
	path := filepath.Join(t.TempDir(), "medius.db")
	must(t, openAt(t, path).Close())
	must(t, openAt(t, path).Close())
	equal(t, "backups", len(backups(t, path)), 0)
}

// A migration that fails halfway leaves the schema and the data as they were.
func TestAFailedMigrationChangesNothing(t *testing.T) {
	db := open(t)
	join(t, db, 9)
	have, err := newest(releases())
	must(t, err)
	err = db.engine.(*file).migrate(t.Context(), have, later(t, "9000_more.sql", "-- +goose Up\nDELETE FROM members;\nCREATE nonsense;"))
	if err == nil {
		t.Fatal("no error")
	}
	equal(t, "members", count(t, db, `SELECT COUNT(*) FROM members`), 1)
	equal(t, "version", int64(count(t, db, `SELECT MAX(version_id) FROM goose_db_version`)), have)
}

// A reader does not migrate: it says that the database waits for it.
func TestAnOlderDatabaseWaitsForItsMigration(t *testing.T) {
	err := compare(1, later(t, "9000_more.sql", ""))
	equal(t, "older", errors.Is(err, ErrOlder), true)
}

// Every released schema can be reached, left, and reached again.
func TestMigrationsGoDownAndUp(t *testing.T) {
	db, ctx := open(t), t.Context()
	pool, err := db.writer.DB()
	must(t, err)
	steps, err := goose.NewProvider(goose.DialectSQLite3, pool, releases(), goose.WithDisableGlobalRegistry(true))
	must(t, err)
	_, err = steps.DownTo(ctx, 0)
	must(t, err)
	equal(t, "tables left", count(t, db, `SELECT COUNT(*) FROM sqlite_master WHERE tbl_name NOT IN
		('goose_db_version', 'sqlite_sequence')`), 0)
	_, err = steps.Up(ctx)
	must(t, err)
	join(t, db, 9)
}

// Names have four digits, so that the order of names is the order of numbers.
func TestMigrationNamesSort(t *testing.T) {
	names, err := fs.Glob(releases(), "*")
	must(t, err)
	for _, name := range names {
		if ok, _ := filepath.Match("[0-9][0-9][0-9][0-9]_*.sql", name); !ok {
			t.Errorf("%s: want NNNN_name.sql", name)
		}
	}
	equal(t, "sorted", slices.IsSorted(names), true)
}

// Backups and replaced databases are deleted after 30 days, unfinished copies after one, and nothing else in the folder is.
func TestSweepDeletesOldBackups(t *testing.T) {
	path := filepath.Join(t.TempDir(), "medius.db")
	db := openAt(t, path)
	old, young := db.backupName(1, noon.AddDate(0, 0, -30)), db.backupName(1, noon.AddDate(0, 0, -29))
	aside, late := db.asideName(noon.AddDate(0, 0, -30)), db.asideName(noon.AddDate(0, 0, -29))
	owner, part, journal := path+".vacation.backup", young+".123.part", young+".123.part-journal"
	for _, name := range []string{old, young, aside, aside + "-wal", late, late + "-wal", owner, part, journal} {
		must(t, os.WriteFile(name, nil, 0o600))
	}
	for _, half := range []string{part, journal} {
		must(t, os.Chtimes(half, noon.Add(-day), noon.Add(-day)))
	}
	halves, err := Halves(t.Context(), at(t, path, time.Minute))
	must(t, err)
	equal(t, "unfinished", strings.Join(halves, " "), part+" "+journal)
	must(t, db.Sweep(t.Context(), noon.Add(time.Minute)))
	for name, want := range map[string]bool{
		old: false, young: true, owner: true, path: true, part: false, journal: false, aside: false, aside + "-wal": false, late: true, late + "-wal": true,
	} {
		_, err := os.Stat(name)
		equal(t, filepath.Base(name), err == nil, want)
	}
	kept, err := db.Replaced()
	must(t, err)
	if len(kept) != 1 || !kept[0].Made.Equal(noon.AddDate(0, 0, -29)) || !slices.Equal(kept[0].Files(), []string{late, late + "-wal"}) {
		t.Errorf("put aside: %+v", kept)
	}
}
