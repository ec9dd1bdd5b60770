package storage

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"medius/coach"
)

// everything reads all rows of all tables, behind storage's back; settings that a backup or a restore leaves are passed over.
func everything(t testing.TB, path string) map[string][]string {
	t.Helper()
	pool, err := sql.Open("sqlite", stillDSN(path))
	must(t, err)
	defer pool.Close()
	all := map[string][]string{}
	for _, table := range rowsOf(t, pool, `SELECT name FROM sqlite_master WHERE type = 'table'`) {
		query := fmt.Sprintf(`SELECT * FROM %q ORDER BY 1, 2`, table)
		if table == "settings" {
			query = `SELECT * FROM settings WHERE name NOT IN ('backup/made', 'backup/restored', 'landed/run') ORDER BY 1`
		}
		all[table] = rowsOf(t, pool, query)
	}
	return all
}

func rowsOf(t testing.TB, pool *sql.DB, query string) (lines []string) {
	t.Helper()
	rows, err := pool.QueryContext(t.Context(), query)
	must(t, err)
	defer rows.Close()
	columns, err := rows.Columns()
	must(t, err)
	for rows.Next() {
		cells := make([]any, len(columns))
		for i := range cells {
			cells[i] = new(any)
		}
		must(t, rows.Scan(cells...))
		var line []string
		for i := range cells {
			line = append(line, fmt.Sprintf("%v", *cells[i].(*any)))
		}
		lines = append(lines, strings.Join(line, "|"))
	}
	must(t, rows.Err())
	return lines
}

func same(t testing.TB, got, want map[string][]string) {
	t.Helper()
	if len(got) < 9 || !maps.EqualFunc(got, want, slices.Equal) {
		for table := range want {
			if !slices.Equal(got[table], want[table]) {
				t.Errorf("%s is not the same:\ngot  %.900q\nwant %.900q", table, got[table], want[table])
			}
		}
		t.Errorf("%d tables, want %d", len(got), len(want))
	}
}

// lively makes a database in which something waits everywhere, and gives its file and a backup of it.
func lively(t *testing.T) (path, backup string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "medius.db")
	db, err := Open(t.Context(), options(t, path))
	must(t, err)
	known(t, db, 9, "word")
	enter(t, db, 8, coach.Entry{Member: coach.Member{Language: "de", Place: coach.Place{Question: 41}}})
	accept(t, db, 78, 77)
	backup = backUp(t, db, "").Path
	must(t, db.Close())
	return path, backup
}

// at are the options of a restore that happens so long after noon.
func at(t testing.TB, path string, later time.Duration) Options {
	o := options(t, path)
	o.Now = func() time.Time { return noon.Add(later) }
	return o
}

// What a fresh backup brings back is all of it, to the last row, into a new place.
func TestABackupComesBackWhole(t *testing.T) {
	path, backup := lively(t)
	elsewhere := filepath.Join(t.TempDir(), "deep", "medius.db")
	r, err := Reinstate(t.Context(), at(t, elsewhere, 29*time.Minute), backup, false)
	must(t, err)
	equal(t, "members", r.Members, 2)
	equal(t, "stale", r.Stale, false)
	equal(t, "aside", r.Aside, "")
	same(t, everything(t, elsewhere), everything(t, path))
	info, err := os.Stat(elsewhere)
	must(t, err)
	equal(t, "mode", info.Mode().Perm(), 0o600)
	db := openAt(t, elsewhere)
	pending(t, db, 90, 77)
}

// Nothing is overwritten silently; what is replaced is put aside whole, even what only its log holds.
func TestAReplacedDatabaseIsPutAside(t *testing.T) {
	path, backup := lively(t)
	dead := filepath.Join(t.TempDir(), "medius.db")
	db := openAt(t, dead)
	join(t, db, 5)
	for _, end := range []string{"", "-wal", "-shm"} { // what a process that was killed leaves behind
		text, err := os.ReadFile(dead + end)
		must(t, err)
		must(t, os.WriteFile(path+end, text, 0o600))
	}
	before := everything(t, dead)
	if _, err := Reinstate(t.Context(), options(t, path), backup, false); !errors.Is(err, ErrThere) {
		t.Fatalf("got %v, want %v", err, ErrThere)
	}
	same(t, everything(t, path), before)
	r, err := Reinstate(t.Context(), options(t, path), backup, true)
	must(t, err)
	equal(t, "aside", filepath.Base(r.Aside), "medius.db.replaced-20260302T120000.000Z")
	same(t, everything(t, r.Aside), before)
	now := everything(t, path)
	equal(t, "members", len(now["members"]), 2)
	equal(t, "nobody can tell who was forgotten", r.Unknown, true)
	_, err = os.Stat(path + "-wal")
	equal(t, "no log of the other one beside it", errors.Is(err, fs.ErrNotExist), true)
}

// What was put aside can be taken back, as a backup of the moment when that happened: soon after, everything that waited in it
// still waits; later it is called off. A database that it replaces in turn leaves no date of its own in it.
func TestWhatWasPutAsideIsTakenBack(t *testing.T) {
	path, backup := lively(t)
	db, err := Open(t.Context(), options(t, path))
	must(t, err)
	_, err = db.Heed(t.Context(), Notice{ID: "a", Made: noon, Words: "waits for start"})
	must(t, errors.Join(err, db.Close()))
	before := everything(t, path)
	r, err := Reinstate(t.Context(), at(t, path, day), backup, true)
	must(t, err)
	aside := r.Aside
	for _, c := range []struct {
		later  time.Duration
		stale  bool
		called [3]int // announcements, letters, messages
	}{{day + 29*time.Minute, false, [3]int{}}, {day + 31*time.Minute, true, [3]int{1, 1, 2}}} {
		r, err = Reinstate(t.Context(), at(t, path, c.later), aside, true)
		must(t, err)
		equal(t, "moment", r.Made, noon.Add(day))
		equal(t, "sealed", r.Sealed, true)
		equal(t, "stale", r.Stale, c.stale)
		equal(t, "called off", [3]int{r.News, r.Letters, r.Updates}, c.called)
		if !c.stale {
			same(t, everything(t, path), before)
		}
	}
	must(t, os.Rename(path, path+".by-hand"))
	copied, err := Examine(t.Context(), path+".by-hand", nil)
	must(t, err)
	equal(t, "date of a copy by hand", copied.Made.IsZero() && !copied.Sealed, true)
}

// Of one that has no seal, because an older medius put it aside or a newer one wrote it, the name tells the moment.
func TestTheNameTellsWhenItWasPutAside(t *testing.T) {
	path := closed(t)
	for name, want := range map[string]time.Time{"medius.db.replaced-20260302T120000.000Z": noon, "medius.db.replaced-soon": {}, "x.db": {}} {
		copied := filepath.Join(filepath.Dir(path), name)
		must(t, os.Link(path, copied))
		c, err := Examine(t.Context(), copied, nil)
		must(t, err)
		equal(t, name, c.Made, want)
	}
}

// A database that is damaged can be replaced: that is what a backup is for. It is put aside as it is, with its log.
func TestADamagedDatabaseIsReplaced(t *testing.T) {
	path, backup := lively(t)
	for end, text := range map[string]string{"": "rubbish", "-wal": "its log"} {
		must(t, os.WriteFile(path+end, []byte(text), 0o600))
	}
	r, err := Reinstate(t.Context(), options(t, path), backup, true)
	must(t, err)
	for end, want := range map[string]string{"": "rubbish", "-wal": "its log"} {
		got, err := os.ReadFile(r.Aside + end)
		must(t, err)
		equal(t, "aside"+end, string(got), want)
	}
	equal(t, "members", len(everything(t, path)["members"]), 2)
}

// While somebody has the database open, and onto itself, nothing is put back.
func TestNothingIsPutBackUnderARunningMedius(t *testing.T) {
	path, backup := lively(t)
	db := openAt(t, path)
	if _, err := Reinstate(t.Context(), options(t, path), backup, true); !errors.Is(err, ErrLocked) {
		t.Errorf("got %v, want %v", err, ErrLocked)
	}
	must(t, db.Close())
	if _, err := Reinstate(t.Context(), options(t, path), path, true); !errors.Is(err, ErrItself) {
		t.Errorf("got %v, want %v", err, ErrItself)
	}
	openAt(t, path)
}

// What is not whole, not ours or not of our time is refused, and leaves everything as it was.
func TestWhatCannotBeABackupIsRefused(t *testing.T) {
	path, backup := lively(t)
	good, err := os.ReadFile(backup)
	must(t, err)
	before := everything(t, path)
	folder := t.TempDir()
	refuse := func(name string, text []byte, want error) {
		t.Helper()
		bad := filepath.Join(folder, "bad.backup")
		must(t, os.WriteFile(bad, text, 0o600))
		if _, err := Reinstate(t.Context(), options(t, path), bad, true); err == nil || want != nil && !errors.Is(err, want) {
			t.Errorf("%s: got %v, want %v", name, err, want)
		}
		equal(t, name+": files made beside it", len(names(t, folder)), 1)
	}
	refuse("an empty file", nil, ErrEmpty)
	refuse("a text", bytes.Repeat([]byte("shopping list\n"), 400), ErrCorrupt)
	for _, size := range []int{10, 60, 100, 4096, len(good) / 2, len(good) - 4096, len(good) - 1} {
		refuse(fmt.Sprint("cut to ", size), good[:size], ErrCorrupt)
	}
	refuse("too long", append(slices.Clone(good), 0), ErrCorrupt)
	for i := range 300 { // bits in every part of the file, those of the header all
		bad, bit := slices.Clone(good), i*8
		if i >= 100 {
			bit = i * 8 * (len(good) / 300)
		}
		bad[bit/8] ^= 1 << (i % 8)
		refuse(fmt.Sprint("bit ", bit), bad, nil)
	}
	for name, c := range map[string]struct {
		statement string
		want      error
	}{
		"of a newer medius":          {`INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)`, ErrNewer},
		"of another program":         {`PRAGMA application_id = 7`, ErrForeign},
		"rows that belong to nobody": {`INSERT INTO days VALUES (4711, '2026-03-02', '{}')`, ErrCorrupt},
		"changed since":              {`UPDATE members SET doc = '{}'`, ErrCorrupt},
	} {
		odd := filepath.Join(t.TempDir(), "odd.db")
		must(t, os.WriteFile(odd, good, 0o600))
		if c.want == ErrCorrupt && strings.HasPrefix(c.statement, "UPDATE") {
			run(t, odd, c.statement)
		} else {
			run(t, odd, `PRAGMA user_version = 0`, c.statement) // no seal
		}
		text, err := os.ReadFile(odd)
		must(t, err)
		refuse(name, text, c.want)
	}
	if _, err := Reinstate(t.Context(), options(t, path), filepath.Join(folder, "none"), true); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
	same(t, everything(t, path), before)
	equal(t, "files beside the database", fmt.Sprint(names(t, filepath.Dir(path))),
		fmt.Sprint([]string{"medius.db", "medius.db.landed", "medius.db.lock", filepath.Base(backup)}))
}

// What waited in an old backup was sent and answered in the time that is lost: it is called off. Nothing else changes but the
// numbers of questions, so that old buttons are not taken for new ones.
func TestNothingOldIsSentAfterARestore(t *testing.T) {
	path, backup := lively(t)
	want := everything(t, path)
	r, err := Reinstate(t.Context(), at(t, path, 5*day+time.Minute), backup, true)
	must(t, err)
	equal(t, "stale", r.Stale, true)
	equal(t, "letters", r.Letters, 1)
	equal(t, "updates", r.Updates, 2)
	got := everything(t, path)
	for _, table := range []string{"days", "facts", "appointments", "dead", "erasures", "files", "settings"} {
		if !slices.Equal(got[table], want[table]) {
			t.Errorf("%s:\ngot  %q\nwant %q", table, got[table], want[table])
		}
	}
	db := openAt(t, path)
	keys(t, claim(t, db, noon.Add(6*day), 10), "")
	pending(t, db)
	for chat, question := range map[int64]int{8: 6041, 9: 6000} {
		m, _, err := db.Member(t.Context(), chat)
		must(t, err)
		equal(t, fmt.Sprint("question of ", chat), m.Place.Question, question)
	}
}

// Who was forgotten after the backup was made is forgotten again.
func TestAForgottenMemberStaysForgotten(t *testing.T) {
	path, backup := lively(t)
	db, err := Open(t.Context(), options(t, path))
	must(t, err)
	_, err = db.Forget(t.Context(), 9)
	must(t, err)
	join(t, db, 21)
	must(t, db.Close())
	r, err := Reinstate(t.Context(), options(t, path), backup, true)
	must(t, err)
	equal(t, "erased", r.Erased, 1)
	equal(t, "unknown", r.Unknown, false)
	text, err := os.ReadFile(path)
	must(t, err)
	equal(t, "a word of theirs is left", bytes.Contains(text, []byte("word")), false)
	db = openAt(t, path)
	chats, err := db.Chats(t.Context())
	must(t, err)
	equal(t, "chats", fmt.Sprint(chats), "[8]")
}

// A database that goes on from an older backup tells nothing about who came to the one that it replaced: taken back, that one keeps
// them, although somebody was forgotten meanwhile.
func TestWhoCameAfterTheBackupIsNotForgotten(t *testing.T) {
	path, backup := lively(t)
	db, err := Open(t.Context(), at(t, path, time.Minute))
	must(t, err)
	join(t, db, 10)
	must(t, db.Close())
	first, err := Reinstate(t.Context(), at(t, path, 2*time.Minute), backup, true)
	must(t, err)
	db, err = Open(t.Context(), at(t, path, 3*time.Minute))
	must(t, err)
	join(t, db, 11)
	_, err = db.Forget(t.Context(), 11)
	must(t, errors.Join(err, db.Close()))
	r, err := Reinstate(t.Context(), at(t, path, 4*time.Minute), first.Aside, true)
	must(t, err)
	equal(t, "erased", r.Erased, 0)
	equal(t, "unknown", r.Unknown, true)

	db, err = Open(t.Context(), at(t, path, 5*time.Minute)) // a backup from before both is still one of this database
	must(t, err)
	_, err = db.Forget(t.Context(), 8)
	must(t, errors.Join(err, db.Close()))
	r, err = Reinstate(t.Context(), at(t, path, 6*time.Minute), backup, true)
	must(t, err)
	equal(t, "erased", r.Erased, 1)
}

// A database that was begun anew tells nothing about who was forgotten: nobody is erased on its word.
func TestANewDatabaseErasesNobody(t *testing.T) {
	_, backup := lively(t)
	path := filepath.Join(t.TempDir(), "medius.db")
	db, err := Open(t.Context(), options(t, path))
	must(t, err)
	for chat := range int64(3) {
		join(t, db, 100+chat)
		_, err := db.Forget(t.Context(), 100+chat)
		must(t, err)
	}
	must(t, db.Close())
	run(t, path, `UPDATE goose_db_version SET tstamp = '2020-01-01 00:00:00'`) // both were made in the same second
	r, err := Reinstate(t.Context(), options(t, path), backup, true)
	must(t, err)
	equal(t, "erased", r.Erased, 0)
	equal(t, "unknown", r.Unknown, true)
	equal(t, "members", len(everything(t, path)["members"]), 2)
}
