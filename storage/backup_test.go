package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"medius/coach"
)

// A backup is a complete database, for the owner's eyes only, with what was written a moment ago.
func TestABackupIsComplete(t *testing.T) {
	db := open(t)
	join(t, db, 9)
	accept(t, db, 6, 5)
	enter(t, db, 7, coach.Entry{Member: coach.Member{Language: "en", Stage: coach.StageOwner}}) // does not count as a member
	path := filepath.Join(t.TempDir(), "new folder", "copy.db")
	made := backUp(t, db, path)
	info, err := os.Stat(path)
	must(t, err)
	equal(t, "mode", info.Mode().Perm(), 0o600)
	equal(t, "files beside it", len(names(t, filepath.Dir(path))), 1)
	equal(t, "what is in it", made, Copy{
		Path: path, Made: noon, Sealed: true, Schema: newestRelease(), Bytes: info.Size(), Members: 1,
	})
	join(t, db, 8)

	copied := openAt(t, path)
	_, ok, err := copied.Member(t.Context(), 9)
	must(t, err)
	equal(t, "member", ok, true)
	_, ok, err = copied.Member(t.Context(), 8)
	must(t, err)
	equal(t, "member who came later", ok, false)
	pending(t, copied, 5)
}

// A backup overwrites nothing: no file, no dangling link, and least of all the database.
func TestABackupOverwritesNothing(t *testing.T) {
	folder := t.TempDir()
	db := openAt(t, filepath.Join(folder, "medius.db"))
	file, link := filepath.Join(folder, "file"), filepath.Join(folder, "link")
	must(t, os.WriteFile(file, []byte("mine"), 0o600))
	must(t, os.Symlink("nowhere", link))
	for _, path := range []string{file, link, db.path} {
		if _, err := db.Backup(t.Context(), path); !errors.Is(err, fs.ErrExist) {
			t.Errorf("%s: got %v, want %v", filepath.Base(path), err, fs.ErrExist)
		}
	}
	content, err := os.ReadFile(file)
	must(t, err)
	equal(t, "content", string(content), "mine")
	join(t, db, 9)
}

// A backup that fails leaves nothing behind.
func TestABackupThatFailsLeavesNothing(t *testing.T) {
	db := open(t)
	ctx, stop := contextThatEnded(t)
	defer stop()
	folder := t.TempDir()
	if _, err := db.Backup(ctx, filepath.Join(folder, "copy.db")); err == nil {
		t.Error("no error")
	}
	equal(t, "files", len(names(t, folder)), 0)
}

// Without a name a backup lies on the shelf, dated; the shelf may be another folder.
func TestABackupWithoutANameIsDated(t *testing.T) {
	for name, shelf := range map[string]string{"beside the database": "", "another folder": filepath.Join(t.TempDir(), "shelf")} {
		o := options(t, filepath.Join(t.TempDir(), "medius.db"))
		o.Backups = shelf
		db, err := Open(t.Context(), o)
		must(t, err)
		defer db.Close()
		made := backUp(t, db, "")
		equal(t, name, filepath.Base(made.Path), fmt.Sprintf("medius.db.v%d-20260302T120000.000Z.backup", newestRelease()))
		kept, err := db.Backups()
		must(t, err)
		equal(t, "backups", len(kept), 1)
		equal(t, "backup", kept[0], Kept{Path: made.Path, Schema: newestRelease(), Made: noon, Bytes: made.Bytes})
	}
}

// The newest backups stay, and those from before a migration; everything else in the folder is none of ours.
func TestPruneKeepsTheNewest(t *testing.T) {
	db := open(t)
	var all []string
	for days := range 5 {
		all = append(all, db.backupName(newestRelease(), noon.AddDate(0, 0, days)))
	}
	before, mine := db.backupName(1, noon.AddDate(0, 0, -9)), db.path+".vacation.backup"
	for _, name := range append(all, before, mine) {
		must(t, os.WriteFile(name, nil, 0o600))
	}
	must(t, db.Prune(t.Context(), 2))
	for i, name := range append(all, before, mine) {
		_, err := os.Stat(name)
		equal(t, filepath.Base(name), err == nil, i >= 3)
	}
	must(t, db.Prune(t.Context(), 9))
	equal(t, "left", len(backups(t, db.path)), 4)
}

// A database that was begun anew deletes none of the backups of the one before it, whose name it has; after a restore they are its own.
func TestPruneLeavesAnotherDatabasesBackups(t *testing.T) {
	path := filepath.Join(t.TempDir(), "medius.db")
	at := noon
	nightly := func(db *DB) {
		at = at.AddDate(0, 0, 1)
		db.now = func() time.Time { return at }
		must(t, db.EnsureOrigin(t.Context()))
		backUp(t, db, "")
		must(t, db.Prune(t.Context(), 2))
	}
	first := openAt(t, path)
	for range 3 {
		nightly(first)
	}
	kept := backups(t, path)
	equal(t, "kept", len(kept), 2)
	must(t, first.Close())
	must(t, os.Remove(path))
	second := openAt(t, path)
	for range 4 {
		nightly(second)
	}
	equal(t, "of both", len(backups(t, path)), 4)
	for _, k := range kept {
		strange, err := second.Strange(t.Context(), Kept{Path: k})
		must(t, err)
		equal(t, "another's", strange, true)
	}
	must(t, second.Close())
	must(t, os.Remove(path))
	copied, err := os.ReadFile(kept[1])
	must(t, err)
	must(t, os.WriteFile(path, copied, 0o600))
	third := openAt(t, path)
	nightly(third)
	equal(t, "after a restore", len(backups(t, path)), 4) // the two of the second, and the newest two of the first
}

func backUp(t testing.TB, db *DB, path string) Copy {
	t.Helper()
	made, err := db.Backup(t.Context(), path)
	must(t, err)
	return made
}

// names lists a folder.
func names(t testing.TB, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	must(t, err)
	var all []string
	for _, entry := range entries {
		all = append(all, entry.Name())
	}
	return all
}
