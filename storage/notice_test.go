package storage

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func heeded(t *testing.T, db *DB, n Notice) Fate {
	t.Helper()
	fate, err := db.Heed(t.Context(), n)
	must(t, err)
	return fate
}

// A notice counts once, however often it is brought: an announcement begins, a second one does not, and it is stopped.
func TestANoticeCountsOnce(t *testing.T) {
	db := open(t)
	first := Notice{ID: "a", Made: noon, Chat: 9, Words: "hello"}
	equal(t, "first", heeded(t, db, first), FateBegun)
	equal(t, "first again", heeded(t, db, first), FateBegun)
	equal(t, "announcements", count(t, db, `SELECT COUNT(*) FROM broadcasts`), 1)
	fate, ok, err := db.Fate(t.Context(), "a")
	must(t, err)
	equal(t, "known", ok, true)
	equal(t, "fate", fate, FateBegun)
	equal(t, "second", heeded(t, db, Notice{ID: "b", Made: noon, Words: "hello"}), FateBusy)
	equal(t, "stop", heeded(t, db, Notice{ID: "c", Made: noon, Stop: true}), FateStopped)
	equal(t, "stop again", heeded(t, db, Notice{ID: "d", Made: noon, Stop: true}), FateNothing)
	equal(t, "old", heeded(t, db, Notice{ID: "e", Made: noon.Add(-25 * time.Hour), Words: "hello"}), FateLate)
	if _, err := db.Heed(t.Context(), Notice{ID: "f", Made: noon, Words: "/start"}); err == nil {
		t.Error("a command was announced")
	}
	if _, ok, err := db.Fate(t.Context(), "f"); ok || err != nil {
		t.Errorf("it has a fate, %v", err)
	}
}

// What a reader leaves is taken up by the one who writes, and gone; a crash between the two changes nothing. There is room for one.
func TestANoticeIsTakenUp(t *testing.T) {
	dsn := freshDSN(t)
	db := openAt(t, dsn)
	reader, err := OpenReader(t.Context(), options(t, dsn))
	must(t, err)
	defer reader.Close()
	taken := func(about string, want Fate) {
		t.Helper()
		fate, err := db.TakeUp(t.Context())
		must(t, err)
		equal(t, about, fate, want)
	}
	taken("nothing there", "")
	n := Notice{ID: "a", Made: noon, Words: "hello"}
	must(t, reader.Leave(t.Context(), n))
	if err := reader.Leave(t.Context(), Notice{ID: "b"}); !errors.Is(err, ErrNoticeWaits) {
		t.Errorf("a second one: %v", err)
	}
	equal(t, "before a crash", heeded(t, db, n), FateBegun)
	taken("after it", FateBegun)
	equal(t, "announcements", count(t, db, `SELECT COUNT(*) FROM broadcasts`), 1)
	taken("nothing left", "")
}

// Of two that leave something at the same moment one hears that there is no room.
func TestThereIsRoomForOneNotice(t *testing.T) {
	db := openAt(t, freshDSN(t))
	for range 20 {
		said := make(chan error, 2)
		for _, id := range []string{"a", "b"} {
			go func() { said <- db.Leave(t.Context(), Notice{ID: id, Made: noon, Words: "hello"}) }()
		}
		one, two := <-said, <-said
		if (one == nil) == (two == nil) || !errors.Is(errors.Join(one, two), ErrNoticeWaits) {
			t.Fatalf("%v, and %v", one, two)
		}
		if _, err := db.TakeUp(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

// Beside a file it is readable for its owner only, and nothing of it is left behind.
func TestANoticeIsForItsOwnerOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "medius.db")
	db := openAt(t, path)
	must(t, db.Leave(t.Context(), Notice{ID: "a", Made: noon, Words: "hello"}))
	info, err := os.Stat(path + ".notice")
	must(t, err)
	if info.Mode().Perm()&0o077 != 0 && filepath.Separator == '/' {
		t.Errorf("others may read it: %s", info.Mode())
	}
	_, err = db.TakeUp(t.Context())
	must(t, err)
	left, err := filepath.Glob(path + ".notice*")
	must(t, err)
	equal(t, "files left", len(left), 0)
}

// What nobody can read is thrown away, and its words are not in the error.
func TestANoticeThatIsNone(t *testing.T) {
	db := open(t)
	for _, text := range []string{
		"canary", `{"id":"a","words":["canary"]}`, `{"words":"canary"}`, `{"id":"a","words":"/canary"}`, `{"id":"a"}`, "{}",
		`{"id":"a","words":"` + strings.Repeat("canary", 20000) + `"}`,
	} {
		must(t, db.engine.leave(t.Context(), []byte(text)))
		fate, err := db.TakeUp(t.Context())
		if fate != "" || err == nil || strings.Contains(err.Error(), "canary") {
			t.Errorf("%.40q: %q, %v", text, fate, err)
		}
		if left, err := db.engine.waiting(t.Context()); left != nil || err != nil {
			t.Errorf("%.40q is still there: %v", text, err)
		}
	}
	equal(t, "announcements", count(t, db, `SELECT COUNT(*) FROM broadcasts`), 0)
}
