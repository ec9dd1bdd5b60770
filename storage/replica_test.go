package storage

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"medius/coach"
	"medius/storage/postgrestest"
)

// onServer are options of a new database on a server, with a folder for its backups.
func onServer(t testing.TB) Options {
	o := options(t, postgrestest.Database(t))
	o.Backups = t.TempDir()
	return o
}

// begin opens a database that is closed by the test itself.
func begin(t testing.TB, o Options) *DB {
	t.Helper()
	db, err := Open(t.Context(), o)
	must(t, err)
	return db
}

// rows are all rows of a database on a server, as a file has them.
func rowsOnServer(t testing.TB, o Options) map[string][]string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "medius.db")
	_, err := Move(t.Context(), o, options(t, path))
	must(t, err)
	return everything(t, path)
}

// A backup of a database on a server is a sealed file like any other, of one moment, and comes back whole: to a server and to
// a file.
func TestABackupOfAServerComesBackWhole(t *testing.T) {
	o := onServer(t)
	db := begin(t, o)
	furnished(t, db)
	reader, err := OpenReader(t.Context(), o) // beside the one that is running
	must(t, err)
	made, err := reader.Backup(t.Context(), "")
	must(t, errors.Join(err, reader.Close(), db.Close()))
	if made.Members != 6 || !made.Sealed || !made.Made.Equal(noon) || filepath.Dir(made.Path) != o.Backups {
		t.Errorf("got %+v", made)
	}
	kept, err := Shelf(t.Context(), o)
	must(t, err)
	equal(t, "kept", len(kept), 1)
	want := rowsOnServer(t, o)
	same(t, everything(t, made.Path), want)

	file := options(t, filepath.Join(t.TempDir(), "medius.db"))
	_, err = Reinstate(t.Context(), file, made.Path, false)
	must(t, err)
	same(t, everything(t, file.DSN), want)

	elsewhere := onServer(t)
	r, err := Reinstate(t.Context(), elsewhere, made.Path, false)
	must(t, err)
	equal(t, "aside", r.Aside, "")
	equal(t, "stale", r.Stale, false)
	same(t, rowsOnServer(t, elsewhere), want)
	db = begin(t, elsewhere)
	defer db.Close()
	pending(t, db, 5)
	equal(t, "id of a new member", join(t, db, 555).ID, int64(8))
}

// What is on the server already is not overwritten silently. Replaced, it is put aside as a file, and who was forgotten since
// the backup is forgotten again. What waited in an old backup is called off.
func TestWhatIsOnTheServerIsPutAside(t *testing.T) {
	o := onServer(t)
	db := begin(t, o)
	furnished(t, db)
	made, err := db.Backup(t.Context(), "")
	must(t, err)
	_, err = db.Forget(t.Context(), 99)
	must(t, err)
	join(t, db, 21)
	must(t, db.Close())
	before := rowsOnServer(t, o)

	if _, err := Reinstate(t.Context(), o, made.Path, false); !errors.Is(err, ErrThere) {
		t.Fatalf("got %v, want %v", err, ErrThere)
	}
	same(t, rowsOnServer(t, o), before)
	later := o
	later.Now = func() time.Time { return noon.Add(2 * day) }
	r, err := Reinstate(t.Context(), later, made.Path, true)
	must(t, err)
	equal(t, "erased", r.Erased, 1)
	equal(t, "unknown", r.Unknown, false)
	equal(t, "stale", r.Stale, true)
	equal(t, "updates called off", r.Updates, 1)
	if r.Letters == 0 || filepath.Dir(r.Aside) != o.Backups {
		t.Errorf("got %+v", r)
	}
	same(t, everything(t, r.Aside), before)
	db = begin(t, o)
	chats, err := db.Chats(t.Context())
	must(t, err)
	equal(t, "chats", fmt.Sprint(chats), "[100 97 96 95 94]")
	keys(t, claim(t, db, noon.Add(3*day), 10), "")
	pending(t, db)
	must(t, db.Sweep(t.Context(), noon.Add(40*day)))
	must(t, db.Close())
	left, err := os.ReadDir(o.Backups)
	must(t, err)
	equal(t, "files after forty days", len(left), 0)
}

// A backup that is damaged changes nothing, nor does one put back under a medius that is running.
func TestWhatIsNotPutBackOnAServer(t *testing.T) {
	o := onServer(t)
	db := begin(t, o)
	furnished(t, db)
	made, err := db.Backup(t.Context(), "")
	must(t, err)
	if _, err := Reinstate(t.Context(), o, made.Path, true); !errors.Is(err, ErrLocked) {
		t.Errorf("got %v, want %v", err, ErrLocked)
	}
	must(t, db.Close())
	before := rowsOnServer(t, o)
	content, err := os.ReadFile(made.Path)
	must(t, err)
	content[len(content)/2] ^= 1
	must(t, os.WriteFile(made.Path, content, 0o600))
	if _, err := Reinstate(t.Context(), o, made.Path, true); !errors.Is(err, ErrCorrupt) {
		t.Errorf("got %v, want %v", err, ErrCorrupt)
	}
	same(t, rowsOnServer(t, o), before)
}

// A backup that fails leaves nothing behind, and tells no password.
func TestABackupOfAServerThatFails(t *testing.T) {
	o := onServer(t)
	db := begin(t, o)
	join(t, db, 9)
	must(t, execute(t, o.DSN, `ALTER TABLE facts RENAME TO gone`))
	_, err := db.Backup(t.Context(), "")
	if err == nil || strings.Contains(err.Error(), "password") {
		t.Errorf("got %v", err)
	}
	must(t, db.Close())
	left, err := os.ReadDir(o.Backups)
	must(t, err)
	equal(t, "files", len(left), 0)
}

// A backup of one moment: whoever writes meanwhile is in it whole or not at all.
func TestABackupOfAServerUnderLoad(t *testing.T) {
	o := onServer(t)
	db := begin(t, o)
	join(t, db, 1)
	stop := make(chan struct{})
	wrote := make(chan int)
	go func() {
		n := 0
		for ; ; n++ {
			select {
			case <-stop:
				wrote <- n
				return
			default:
			}
			enter(t, db, 1, coach.Entry{
				Member:  coach.Member{Language: fmt.Sprint(n)},
				Facts:   []coach.Fact{{Kind: "worked", Data: map[string]any{"n": n}}},
				Letters: []coach.Letter{{Key: fmt.Sprint(n)}},
			})
		}
	}()
	for range 3 {
		made, err := db.Backup(t.Context(), filepath.Join(t.TempDir(), "copy.db"))
		must(t, err)
		all := everything(t, made.Path)
		equal(t, "letters", len(all["outbox"]), len(all["facts"]))
	}
	close(stop)
	if n := <-wrote; n < 3 {
		t.Errorf("only %d turns meanwhile", n)
	}
	must(t, db.Close())
}

// A database that was begun anew tells nothing about who was forgotten: nobody is erased on its word.
func TestANewServerErasesNobody(t *testing.T) {
	o := onServer(t)
	db := begin(t, o)
	furnished(t, db)
	made, err := db.Backup(t.Context(), "")
	must(t, errors.Join(err, db.Close()))
	anew := onServer(t)
	db = begin(t, anew)
	for chat := range int64(9) {
		join(t, db, 1000+chat)
		_, err := db.Forget(t.Context(), 1000+chat)
		must(t, err)
	}
	must(t, db.Close())
	r, err := Reinstate(t.Context(), anew, made.Path, true)
	must(t, err)
	equal(t, "erased", r.Erased, 0)
	equal(t, "unknown", r.Unknown, true)
	equal(t, "members", len(rowsOnServer(t, anew)["members"]), 6)
}
