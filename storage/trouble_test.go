package storage

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gorm.io/gorm"

	"medius/coach"
)

// The driver's errors have gorm's names, in plain calls, in raw SQL, and at the end of a transaction.
func TestDriverErrorsAreTranslated(t *testing.T) {
	db := open(t)
	join(t, db, 9)
	w := db.writer.WithContext(t.Context())
	must(t, w.Exec(`CREATE TABLE odd (n INTEGER PRIMARY KEY CHECK (n > 0),
		m BIGINT REFERENCES members (id) DEFERRABLE INITIALLY DEFERRED)`).Error)
	for _, c := range []struct {
		name string
		err  error
		want error
	}{
		{"a unique column, through a struct", w.Create(&memberRow{ChatID: 9, Doc: "{}"}).Error, gorm.ErrDuplicatedKey},
		{"a unique column, in raw SQL", w.Exec(`INSERT INTO members (chat_id, doc) VALUES (9, '')`).Error,
			gorm.ErrDuplicatedKey},
		{"a primary key", w.Exec(`INSERT INTO settings VALUES ('a', ''), ('a', '')`).Error, gorm.ErrDuplicatedKey},
		{"a foreign key", w.Exec(`INSERT INTO days VALUES (77, '', '')`).Error, gorm.ErrForeignKeyViolated},
		{"a foreign key looked at in the end", w.Transaction(func(tx *gorm.DB) error {
			return tx.Exec(`INSERT INTO odd VALUES (1, 77)`).Error
		}), gorm.ErrForeignKeyViolated},
		{"a check", w.Exec(`INSERT INTO odd VALUES (-1, NULL)`).Error, gorm.ErrCheckConstraintViolated},
	} {
		if !errors.Is(c.err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, c.err, c.want)
		}
	}
	must(t, w.Transaction(func(tx *gorm.DB) error { return nil }))
}

// fill lets the database grow by some pages only, as on a disk that is almost full, and gives the way back.
func fill(t *testing.T, db *DB, spare int) (empty func()) {
	t.Helper()
	var pages int
	must(t, db.writer.Raw(`PRAGMA page_count`).Find(&pages).Error)
	set := func(n int) { must(t, db.writer.Raw(fmt.Sprintf(`PRAGMA max_page_count = %d`, n)).Find(new(int)).Error) }
	set(pages + spare)
	return func() { set(1 << 30) }
}

// A turn that fills the disk fails as a whole, wherever in it the disk ran full: SQLite may end the transaction by
// itself, and nothing after that may be written on its own. The database stays usable.
func TestAFullDiskLeavesNothingHalfDone(t *testing.T) {
	big := strings.Repeat("x", 40_000)
	for _, part := range []string{"member", "fact", "appointment", "letter"} {
		t.Run(part, func(t *testing.T) {
			is := func(name string) string {
				if name == part {
					return big
				}
				return "small"
			}
			turn := func(m coach.Member) (coach.Entry, error) {
				m.Language = is("member")
				return coach.Entry{
					Member:  m,
					Facts:   []coach.Fact{{Kind: is("fact")}},
					Keep:    []coach.Appointment{{Kind: "morning", At: noon, Slot: is("appointment")}},
					Letters: []coach.Letter{{Key: "a", Body: []byte(is("letter"))}},
				}, nil
			}
			fullTurn(t, turn)
		})
	}
}

func fullTurn(t *testing.T, turn func(coach.Member) (coach.Entry, error)) {
	t.Helper()
	db, ctx := open(t), t.Context()
	accept(t, db, 2, 1)
	empty := fill(t, db, 2)
	err := db.Turn(ctx, 9, coach.Source{Update: 1}, turn)
	equal(t, "a full disk", errors.Is(err, ErrFull), true)
	for _, table := range []string{"members", "facts", "appointments", "outbox"} {
		equal(t, table, count(t, db, `SELECT COUNT(*) FROM `+table), 0)
	}
	pending(t, db, 1)
	keys(t, claim(t, db, noon, 10), "")
	empty()
	must(t, db.Turn(ctx, 9, coach.Source{Update: 1}, turn))
	for _, table := range []string{"members", "facts", "appointments", "outbox"} {
		equal(t, table+" afterwards", count(t, db, `SELECT COUNT(*) FROM `+table), 1)
	}
}

// A batch that does not fit is not accepted at all, so that Telegram keeps it.
func TestABatchThatDoesNotFitIsNotConfirmed(t *testing.T) {
	db, ctx := open(t), t.Context()
	must(t, db.Accept(ctx, nil, 10))
	fill(t, db, 1)
	batch := []coach.Inbound{{Update: 10, Raw: []byte("a")}, {Update: 11, Raw: bytes.Repeat([]byte("x"), 40_000)}}
	equal(t, "a full disk", errors.Is(db.Accept(ctx, batch, 12), ErrFull), true)
	offset, err := db.Offset(ctx)
	must(t, err)
	equal(t, "offset", offset, 10)
	pending, err := db.Pending(ctx, 0, 10)
	must(t, err)
	equal(t, "pending", len(pending), 0)
}

// What goes wrong is logged without a member's words, and the error does not hold them either.
func TestTroubleIsLoggedWithoutWords(t *testing.T) {
	db, out := listeningAt(t, filepath.Join(t.TempDir(), "medius.db"))
	fill(t, db, 1)
	words := strings.Repeat("secret words ", 4000)
	err := db.Turn(t.Context(), 9, coach.Source{}, func(m coach.Member) (coach.Entry, error) {
		return coach.Entry{
			Member:  coach.Member{Language: "secret words"},
			Letters: []coach.Letter{{Key: "a", Body: []byte(words)}},
		}, nil
	})
	equal(t, "a full disk", errors.Is(err, ErrFull), true)
	equal(t, "something was logged", out.Len() > 0, true)
	if strings.Contains(out.String()+err.Error(), "secret") {
		t.Errorf("words in the log: %.300s", out.String())
	}
}

// gorm's Scan and its like log a statement with its values even when the logger is told not to: nothing here may call them. What
// goes straight to the driver has the Scan of database/sql, which logs nothing.
func TestNothingReadsThroughScan(t *testing.T) {
	files, err := filepath.Glob("*.go")
	must(t, err)
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		source, err := os.ReadFile(name)
		must(t, err)
		for _, call := range []string{".Scan(", ".ScanRows(", ".Row(", ".Rows(", ".Pluck("} {
			if bytes.Contains(source, []byte(call)) && (name != "straight.go" || call != ".Scan(") {
				t.Errorf("%s calls %s", name, call)
			}
		}
	}
}

// The driver works with exactly the version of libc it was made with; another tool may lift it without a word.
func TestLibcIsTheOneTheDriverWasMadeWith(t *testing.T) {
	module := func(name string) (m struct{ Version, Dir string }) {
		out, err := exec.CommandContext(t.Context(), "go", "list", "-m", "-json", name).Output()
		if err != nil {
			t.Skipf("go list: %v", err)
		}
		must(t, json.Unmarshal(out, &m))
		return m
	}
	driver, err := os.ReadFile(filepath.Join(module("modernc.org/sqlite").Dir, "go.mod"))
	must(t, err)
	want := "modernc.org/libc " + module("modernc.org/libc").Version
	for line := range strings.Lines(string(driver)) {
		if strings.HasPrefix(strings.TrimSpace(line), "modernc.org/libc ") {
			equal(t, "libc", strings.TrimSpace(line), want)
			return
		}
	}
	t.Error("the driver's go.mod names no libc")
}

// A call whose context has ended writes nothing, and the next one works.
func TestAnEndedContextWritesNothing(t *testing.T) {
	db := open(t)
	ctx, stop := contextThatEnded(t)
	defer stop()
	if err := db.Accept(ctx, []coach.Inbound{{Update: 1}}, 2); err == nil {
		t.Error("no error")
	}
	must(t, db.Accept(t.Context(), []coach.Inbound{{Update: 1}}, 2))
	pending, err := db.Pending(t.Context(), 0, 10)
	must(t, err)
	equal(t, "pending", len(pending), 1)
}

// A panic inside a turn takes the turn back and leaves the database usable.
func TestAPanicInATurnTakesItBack(t *testing.T) {
	db := open(t)
	func() {
		defer func() { _ = recover() }()
		_ = db.Turn(t.Context(), 9, coach.Source{}, func(coach.Member) (coach.Entry, error) { panic("odd") })
	}()
	join(t, db, 9)
}

// Leases and retention need instants of a millisecond; a finer part is dropped, not rounded up.
func TestInstantsAreMilliseconds(t *testing.T) {
	at := time.Date(2026, 3, 2, 12, 0, 0, 999_999_999, time.FixedZone("", 3600))
	equal(t, "instant", instant(milli(at)), at.UTC().Truncate(time.Millisecond))
	equal(t, "zero", instant(milli(time.Time{})), time.Time{})
}
