package storage

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// orphanLog makes what is left when medius was killed and its file removed: a log, beside which shared memory may lie, and gives the place of
// the file and what is in the log.
func orphanLog(t *testing.T) (path string, log []byte) {
	t.Helper()
	alive := filepath.Join(t.TempDir(), "medius.db")
	db := openAt(t, alive)
	join(t, db, 5)
	path = filepath.Join(t.TempDir(), "medius.db")
	for _, beside := range []string{"-wal", "-shm"} {
		text, err := os.ReadFile(alive + beside)
		must(t, err)
		must(t, os.WriteFile(path+beside, text, 0o600))
	}
	log, err := os.ReadFile(path + "-wal")
	must(t, err)
	return path, log
}

func holds(t *testing.T, path string, want []byte) {
	t.Helper()
	got, err := os.ReadFile(path)
	must(t, err)
	equal(t, filepath.Base(path)+" is as it was", slices.Equal(got, want), true)
}

// A log whose database is missing may hold what was written last: nothing is begun, put back or moved beside it, and nobody takes it for
// nothing.
func TestNothingIsBegunBesideTheLogOfAMissingFile(t *testing.T) {
	_, backup := lively(t)
	full := closed(t)
	for _, empty := range []bool{false, true} { // a file that is missing, or was made anew and never written
		path, log := orphanLog(t)
		if empty {
			must(t, os.WriteFile(path, nil, 0o600))
		}
		for about, try := range map[string]func() error{
			"open":        func() error { _, err := Open(t.Context(), options(t, path)); return err },
			"open reader": func() error { _, err := OpenReader(t.Context(), options(t, path)); return err },
			"reinstate":   func() error { _, err := Reinstate(t.Context(), options(t, path), backup, false); return err },
			"move from":   func() error { _, err := Move(t.Context(), options(t, path), options(t, full+"x")); return err },
			"move to": func() error {
				_, err := Move(t.Context(), options(t, full), options(t, path))
				if empty && errors.Is(err, ErrThere) {
					err = ErrOrphan
				}
				return err
			},
		} {
			if err := try(); !errors.Is(err, ErrOrphan) {
				t.Errorf("%s: got %v, want %v", about, err, ErrOrphan)
			}
			holds(t, path+"-wal", log)
			if _, err := os.Stat(path); !empty && !errors.Is(err, fs.ErrNotExist) {
				t.Fatalf("%s has made a file", about)
			}
		}
	}
	path, _ := orphanLog(t)
	must(t, os.Rename(path+"-wal", path+".backup-wal"))
	if _, err := openAt(t, full).Backup(t.Context(), path+".backup"); !errors.Is(err, ErrOrphan) {
		t.Errorf("backup: got %v, want %v", err, ErrOrphan)
	}
}

// With replace a log without its file is put aside as a database is, named by who lists those, and what takes its place is the backup and
// nothing else.
func TestTheLogOfAMissingFileIsPutAside(t *testing.T) {
	from, backup := lively(t)
	for _, empty := range []bool{false, true} {
		path, log := orphanLog(t)
		if empty {
			must(t, os.WriteFile(path, nil, 0o600))
		}
		r, err := Reinstate(t.Context(), options(t, path), backup, true)
		must(t, err)
		end := map[bool]string{true: "", false: "-wal"}[empty]
		equal(t, "aside", filepath.Base(r.Aside), "medius.db.replaced-20260302T120000.000Z"+end)
		equal(t, "nobody can tell who was forgotten", r.Unknown, true)
		kept, err := Aside(t.Context(), options(t, path))
		must(t, err)
		equal(t, "kept", len(kept), 1)
		equal(t, "the log is named", slices.Contains(kept[0].Files(), path+".replaced-20260302T120000.000Z-wal"), true)
		holds(t, path+".replaced-20260302T120000.000Z-wal", log)
		same(t, everything(t, path), everything(t, from))
		db := openAt(t, path)
		equal(t, "members", count(t, db, `SELECT COUNT(*) FROM members`), 2)
		must(t, db.Sweep(t.Context(), noon.Add(30*day)))
		left, err := filepath.Glob(path + ".replaced-*")
		must(t, err)
		equal(t, "left after 30 days", len(left), 0)
	}
}

// The journal of a file that was replaced must not be rolled back into the one that takes its place.
func TestAJournalGoesAsideWithItsFile(t *testing.T) {
	path, backup := lively(t)
	must(t, os.WriteFile(path, []byte("no database"), 0o600))
	must(t, os.WriteFile(path+"-journal", []byte("journal"), 0o600))
	r, err := Reinstate(t.Context(), options(t, path), backup, true)
	must(t, err)
	holds(t, r.Aside+"-journal", []byte("journal"))
	_, err = os.Stat(path + "-journal")
	equal(t, "gone from there", errors.Is(err, fs.ErrNotExist), true)
}

// What looking at a database leaves behind, an empty log, keeps nobody from beginning.
func TestAnEmptyLogIsNoReasonToRefuse(t *testing.T) {
	_, backup := lively(t)
	for _, begin := range []func(path string) error{
		func(path string) error { _, err := Reinstate(t.Context(), options(t, path), backup, false); return err },
		func(path string) error { openAt(t, path); return nil },
	} {
		path := filepath.Join(t.TempDir(), "medius.db")
		must(t, os.WriteFile(path+"-wal", nil, 0o600))
		must(t, os.WriteFile(path+"-shm", make([]byte, 32768), 0o600))
		must(t, begin(path))
	}
}

// A database has one lock by whatever name it is opened, and what is restored takes its place and not that of a link to it.
func TestALinkIsItsDatabase(t *testing.T) {
	path, backup := lively(t)
	folder := t.TempDir()
	link, linked := filepath.Join(folder, "medius.db"), filepath.Join(t.TempDir(), "folder")
	must(t, os.Symlink(path, link))
	must(t, os.Symlink(filepath.Dir(path), linked))
	names := []string{link, filepath.Join(linked, filepath.Base(path))}
	t.Run("at work", func(t *testing.T) {
		openAt(t, path)
		for _, name := range names {
			if _, err := Reinstate(t.Context(), options(t, name), backup, true); !errors.Is(err, ErrLocked) {
				t.Errorf("%s: got %v", name, err)
			}
		}
	})
	for _, name := range names {
		r, err := Reinstate(t.Context(), options(t, name), backup, true)
		must(t, err)
		equal(t, "put aside beside it", filepath.Dir(r.Aside), filepath.Dir(path))
		info, err := os.Lstat(path)
		must(t, err)
		equal(t, "a file", info.Mode().IsRegular(), true)
	}
	to, err := os.Readlink(link)
	must(t, err)
	equal(t, "the link", to, path)
	must(t, os.Remove(path))
	openAt(t, link) // to nothing that is there yet
	_, err = os.Stat(path)
	must(t, err)
}
