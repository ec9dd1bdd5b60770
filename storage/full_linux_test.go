package storage

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"medius/coach"
)

// smallDisk mounts a disk of a size; the test is skipped where that is not allowed.
func smallDisk(t *testing.T, kB int) string {
	t.Helper()
	folder := t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, fmt.Sprintf("size=%dk", kB)); err != nil {
		t.Skipf("a small disk cannot be mounted here, which takes root: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(folder, 0); err != nil {
			t.Error(err)
		}
	})
	return folder
}

// A backup for which there is no room says so and leaves nothing behind, wherever in it the disk runs full; the database goes
// on. A restore for which there is none leaves the database as it was.
func TestADiskThatIsFullKeepsNoHalfBackup(t *testing.T) {
	db := open(t)
	for i := range int64(40) {
		enter(t, db, i+1, coach.Entry{
			Member: coach.Member{Language: "en"}, Letters: []coach.Letter{{Key: fmt.Sprint(i), Body: make([]byte, 5000)}},
		})
	}
	whole := backUp(t, db, filepath.Join(t.TempDir(), "copy"))
	size := int(whole.Bytes / 1024)
	for _, kB := range []int{4, 16, size / 2, size - 8, size, size + 4} {
		t.Run(fmt.Sprint(kB), func(t *testing.T) {
			disk := smallDisk(t, kB)
			_, err := db.Backup(t.Context(), filepath.Join(disk, "copy"))
			if kB > size && err == nil {
				return // there is room for the copy, and perhaps for the journal of its date too
			}
			if !errors.Is(err, ErrFull) {
				t.Errorf("got %v, want %v", err, ErrFull)
			}
			equal(t, "files", fmt.Sprint(names(t, disk)), "[]")
			join(t, db, int64(1000+kB))
		})
	}
	t.Run("restore", func(t *testing.T) {
		disk := smallDisk(t, size/2)
		path := filepath.Join(disk, "medius.db")
		must(t, os.WriteFile(path, []byte("what was there"), 0o600))
		_, err := Reinstate(t.Context(), options(t, path), whole.Path, true)
		equal(t, "full", errors.Is(err, ErrFull), true)
		equal(t, "files", fmt.Sprint(names(t, disk)), "[medius.db medius.db.lock]")
		text, err := os.ReadFile(path)
		must(t, err)
		equal(t, "what is there", string(text), "what was there")
	})
}
