package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"gorm.io/gorm"

	"medius/coach"
	"medius/storage/postgrestest"
)

// furnished puts something into every table: members with twelve weeks behind them, seats, an announcement on its way, letters
// in every state, updates that wait, are done or dead, pictures. Somebody was forgotten, so that numbers are missing.
func furnished(t testing.TB, db *DB) {
	t.Helper()
	for chat := range int64(7) {
		var m coach.Member
		fillInMember(&m)
		m.Days = nil
		for day := range 84 {
			m.Days = append(m.Days, coach.Day{Date: coach.Date("2025-12-08").Add(day)})
		}
		entry := coach.Entry{
			Member: m,
			Keep: []coach.Appointment{
				{Kind: "morning", At: noon.Add(time.Duration(chat) * time.Hour), Spread: true},
				{Kind: "rest", At: noon, Until: noon.Add(time.Minute), Slot: "s'lot"},
			},
			Letters: []coach.Letter{
				{Key: fmt.Sprint("k", chat), Body: []byte{0, 255, '\'', byte(chat)}, Repeat: true},
				{Key: fmt.Sprint("edit:", chat), Target: fmt.Sprint("k", chat), Lane: coach.LaneReply, Expires: noon.Add(time.Hour)},
				{Key: fmt.Sprint("b;", chat), Lane: coach.LaneBroadcast, Part: true},
			},
			Passes: []coach.NewPass{{Code: fmt.Sprint("pass", chat), Until: noon.Add(time.Hour)}},
		}
		for fact := range 300 {
			entry.Facts = append(entry.Facts, coach.Fact{
				At: noon, Date: "2026-03-01", Kind: "pain", Side: "left", Data: map[string]any{"n": fact, "says": "ü \\ ' \" 🙂\n"},
			})
		}
		enter(t, db, 100-chat, entry)
	}
	must(t, db.write(t.Context(), func(tx *gorm.DB) error {
		return tx.Exec(`INSERT INTO instances (id, name, began_at, beat_at) VALUES (1, 'one', 2, 3)`).Error
	}))
	enter(t, db, 98, coach.Entry{Erase: true})
	enter(t, db, 100, coach.Entry{Claims: true, Announce: "All is well.\nReally."})
	must(t, db.Accept(t.Context(), []coach.Inbound{
		{Update: 5, Chat: 99, Raw: []byte("{\x00\xff}")}, {Update: 3, Chat: 99, Raw: []byte("done")}, {Update: 4, Chat: -7, Raw: []byte("dead")},
	}, 9))
	must(t, db.Done(t.Context(), 3))
	for range tryLimit {
		_, err := db.SetAside(t.Context(), 4, "handle")
		must(t, err)
	}
	must(t, db.KeepFileID(t.Context(), "1", "abc", "photo", "X"))
	letters := claim(t, db, noon.Add(time.Second), 6)
	sent(t, db, letters[0].ID, coach.Delivered{Message: 1 << 40, Shows: "abc"})
	must(t, db.Failed(t.Context(), letters[1].ID, "403"))
	must(t, db.Later(t.Context(), letters[2].ID, noon.Add(time.Minute)))
}

func fillInMember(m *coach.Member) {
	fillIn(reflect.ValueOf(m).Elem())
	for i := range m.Seats {
		m.Seats[i].Code = ""
		m.Seats[i].State = ""
	}
	m.ID, m.Practice = 0, nil
}

// moved moves a database and checks that every table has arrived.
func moved(t *testing.T, from, to string) {
	t.Helper()
	m, err := Move(t.Context(), options(t, from), options(t, to))
	must(t, err)
	for _, table := range tables {
		if m.Rows[table.name] == 0 {
			t.Errorf("no row of %s was moved", table.name)
		}
	}
}

// What moves to a server and back again is the same, row by row, with its numbers and the counters behind them; where it was,
// it stays as it was.
func TestADatabaseMovesToAServerAndBack(t *testing.T) {
	home, server := filepath.Join(t.TempDir(), "medius.db"), postgrestest.Database(t)
	back := filepath.Join(t.TempDir(), "new", "medius.db")
	db := openAt(t, home)
	furnished(t, db)
	m, _, err := db.Member(t.Context(), 99)
	must(t, err)
	must(t, saveInvitationOf(t, db, m.ID))
	must(t, db.Close())
	want := everything(t, home)
	content, err := os.ReadFile(home)
	must(t, err)

	other := postgrestest.Database(t)
	moved(t, home, server)
	moved(t, server, other)
	moved(t, other, back)
	got := everything(t, back)
	same(t, got, want)
	for table, rows := range want {
		if len(rows) == 0 {
			t.Errorf("%s is empty: the test says nothing about it", table)
		}
	}
	still, err := os.ReadFile(home)
	must(t, err)
	equal(t, "the file is as it was", string(still) == string(content), true)
	beside, err := filepath.Glob(home + "*")
	must(t, err)
	equal(t, "files", len(beside), 3) // its lock, and what has landed
	info, err := os.Stat(back)
	must(t, err)
	equal(t, "mode", info.Mode().Perm(), 0o600)

	// Both go on from where it was.
	for _, dsn := range []string{server, other, back} {
		db := openAt(t, dsn)
		pending(t, db, 5)
		equal(t, "id of a new member", join(t, db, 555).ID, int64(8))
		enter(t, db, 555, coach.Entry{Letters: []coach.Letter{{Key: "new"}}})
		again, _, err := db.Member(t.Context(), 99)
		must(t, err)
		if !reflect.DeepEqual(again, m) {
			t.Errorf("%s: the member is another", Veil(dsn))
		}
	}
}

func saveInvitationOf(t *testing.T, db *DB, member int64) error {
	t.Helper()
	return db.write(t.Context(), func(tx *gorm.DB) error {
		return saveInvitations(tx, member, []coach.Seat{{Number: 1, State: coach.SeatInvited, Code: "hash", Until: noon.Add(time.Hour)}})
	})
}

// Nothing is overwritten, and nothing is moved that somebody is writing to.
func TestWhatCannotBeMoved(t *testing.T) {
	defer func(d time.Duration) { lockPatience = d }(lockPatience)
	lockPatience = 0
	full := filepath.Join(t.TempDir(), "medius.db")
	db := openAt(t, full)
	join(t, db, 9)
	must(t, db.Close())
	taken := postgrestest.Database(t)
	db = openAt(t, taken)
	join(t, db, 9)
	must(t, db.Close())
	inUse, served := filepath.Join(t.TempDir(), "medius.db"), postgrestest.Database(t)
	join(t, openAt(t, inUse), 1)
	join(t, openAt(t, served), 1)
	foreign := postgrestest.Database(t)
	must(t, execute(t, foreign, `CREATE TABLE other (n INT)`))
	nowhere := filepath.Join(t.TempDir(), "none", "medius.db")
	older := released(t, 3)
	before := everything(t, full)
	for _, c := range []struct {
		about, from, to string
		want            error
	}{
		{"a server that holds something", full, taken, ErrThere},
		{"a file that is there", taken, full, ErrThere},
		{"onto itself", full, full, ErrSame},
		{"onto itself by another name", full, filepath.Dir(full) + "/../" + filepath.Base(filepath.Dir(full)) + "/medius.db", ErrSame},
		{"a file onto itself that is not there", nowhere, "file:" + nowhere, ErrSame},
		{"from a file in use", inUse, postgrestest.Database(t), ErrLocked},
		{"from a server in use", served, nowhere, ErrLocked},
		{"to a server in use", full, served, ErrLocked},
		{"onto itself on a server", taken, taken, ErrSame},
		{"to a database of another program", full, foreign, ErrForeign},
		{"nothing", nowhere, postgrestest.Database(t), fs.ErrNotExist},
		{"an empty server", postgrestest.Database(t), nowhere, ErrEmpty},
		{"an older schema", older, postgrestest.Database(t), ErrOlder},
		{"nobody listens", full, "postgres://medius:s3cret@127.0.0.1:1/medius", ErrUnreachable},
	} {
		t.Run(c.about, func(t *testing.T) {
			_, err := Move(t.Context(), options(t, c.from), options(t, c.to))
			if !errors.Is(err, c.want) || strings.Contains(err.Error(), "s3cret") {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
	same(t, everything(t, full), before)
	if _, err := os.Stat(nowhere); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a file was left behind")
	}
}

// A copy that is not the same does not count: nothing of it stays.
func TestACopyThatIsAnotherIsRefused(t *testing.T) {
	home, server := filepath.Join(t.TempDir(), "medius.db"), postgrestest.Database(t)
	db := openAt(t, home)
	furnished(t, db)
	must(t, db.Close())
	must(t, openAt(t, server).Close())
	for _, statement := range []string{
		`CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF new.id = 77 THEN new.kind := ''x''; END IF; RETURN new; END'`,
		`CREATE TRIGGER spoil BEFORE INSERT ON facts FOR EACH ROW EXECUTE FUNCTION spoil()`,
	} {
		must(t, execute(t, server, statement))
	}
	if _, err := Move(t.Context(), options(t, home), options(t, server)); !errors.Is(err, ErrCorrupt) {
		t.Fatalf("got %v, want %v", err, ErrCorrupt)
	}
	equal(t, "members", count(t, openAt(t, server), `SELECT COUNT(*) FROM members`), 0)
	must(t, execute(t, server, `DROP FUNCTION spoil CASCADE`))
	_, err := Move(t.Context(), options(t, home), options(t, server))
	if !errors.Is(err, ErrLocked) { // openAt has it until the end of the test
		t.Errorf("got %v, want %v", err, ErrLocked)
	}
}
