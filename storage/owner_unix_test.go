//go:build unix

package storage

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// What root makes in the folder of a coach belongs to the coach: the database that was put back, its lock, the backups and
// their folder.
func TestWhatRootMakesBelongsToTheCoach(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("not run by root, and only root makes files for others")
	}
	const coach = 12345
	_, backup := lively(t)
	home := t.TempDir()
	must(t, os.Chown(home, coach, coach))
	o := options(t, filepath.Join(home, "data", "medius.db"))
	o.Backups = filepath.Join(home, "deep", "backups")
	for _, replace := range []bool{false, true} {
		_, err := Reinstate(t.Context(), o, backup, replace)
		must(t, err)
	}
	db, err := Open(t.Context(), o)
	must(t, err)
	backUp(t, db, "")
	count := 0
	must(t, filepath.WalkDir(home, func(path string, _ fs.DirEntry, err error) error {
		must(t, err)
		info, err := os.Lstat(path)
		must(t, err)
		if owner := info.Sys().(*syscall.Stat_t); owner.Uid != coach || owner.Gid != coach {
			t.Errorf("%s belongs to %d", path, owner.Uid)
		}
		count++
		return nil
	}))
	must(t, db.Close())
	if count < 10 {
		t.Errorf("%d files only", count)
	}
}
