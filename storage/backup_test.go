package storage

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// A backup is a complete database, for the owner's eyes only, with what was written a moment ago.
func TestABackupIsComplete(t *testing.T) {
	db := open(t)
	join(t, db, 9)
	accept(t, db, 6, 5)
	path := filepath.Join(t.TempDir(), "new folder", "copy.db")
	must(t, db.Backup(t.Context(), path))
	info, err := os.Stat(path)
	must(t, err)
	equal(t, "mode", info.Mode().Perm(), 0o600)
	_, err = os.Stat(path + ".part")
	equal(t, "nothing half done beside it", errors.Is(err, fs.ErrNotExist), true)
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
		if err := db.Backup(t.Context(), path); !errors.Is(err, fs.ErrExist) {
			t.Errorf("%s: got %v, want %v", filepath.Base(path), err, fs.ErrExist)
		}
	}
	content, err := os.ReadFile(file)
	must(t, err)
	equal(t, "content", string(content), "mine")
	join(t, db, 9)
}

// What a backup that was interrupted left behind does not stop the next one.
func TestAnInterruptedBackupIsNoObstacle(t *testing.T) {
	db := open(t)
	path := filepath.Join(t.TempDir(), "copy.db")
	must(t, os.WriteFile(path+".part", []byte("half"), 0o644))
	must(t, db.Backup(t.Context(), path))
	info, err := os.Stat(path)
	must(t, err)
	equal(t, "mode", info.Mode().Perm(), 0o600)
}

// A backup that fails leaves nothing behind.
func TestABackupThatFailsLeavesNothing(t *testing.T) {
	db := open(t)
	ctx, stop := contextThatEnded(t)
	defer stop()
	folder := t.TempDir()
	if err := db.Backup(ctx, filepath.Join(folder, "copy.db")); err == nil {
		t.Error("no error")
	}
	names, err := os.ReadDir(folder)
	must(t, err)
	equal(t, "files", len(names), 0)
}
