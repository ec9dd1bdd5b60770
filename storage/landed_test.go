package storage

import (
	"os"
	"path/filepath"
	"testing"

	"medius/coach"
)

// died opens a database again whose process was killed.
func died(t *testing.T, db *DB) *DB {
	t.Helper()
	must(t, db.Close())
	return openAt(t, db.path)
}

// What has arrived is not sent again after a death before the note of it; what has not, or about which nothing is known, is.
func TestWhatHasLandedOutlivesTheProcess(t *testing.T) {
	db := openAt(t, filepath.Join(t.TempDir(), "medius.db"))
	c := &counter{}
	db.HandTo(c)
	post(t, db, coach.Letter{Key: "a", Lane: coach.LaneReply, Repeat: true}, coach.Letter{Key: "b", Lane: coach.LaneReply, Repeat: true},
		coach.Letter{Key: "about a", Lane: coach.LaneReply, Target: "a", Repeat: true})
	got := c.take()
	keys(t, got, "a b")
	equal(t, "kept", db.Landed(got[0].ID, 500), true)

	db = died(t, db)
	equal(t, "what has landed", state(t, db, "a"), "sent")
	equal(t, "its message", count(t, db, `SELECT message_id FROM outbox WHERE key = 'a'`), 500)
	equal(t, "what has not", state(t, db, "b"), "sending")
	equal(t, "what waits", state(t, db, "about a"), "waiting")
	n, err := db.Recover(t.Context())
	must(t, err)
	equal(t, "recovered", n, 1)
	keys(t, claim(t, db, noon, 10), "b")
	must(t, db.Failed(t.Context(), got[1].ID, "gone"))

	next := claim(t, db, noon, 10)
	keys(t, next, "about a")
	equal(t, "the message it is about", next[0].TargetMessage, 500)
	db.Landed(next[0].ID, 501) // as a new message
	db = died(t, db)
	equal(t, "after another death", state(t, db, "about a"), "sent")
	equal(t, "the message now", count(t, db, `SELECT message_id FROM outbox WHERE key = 'a'`), 501)
}

// What another run has left there says nothing: numbers of letters are used again when a database is begun anew, or restored.
func TestWhatAnotherRunHasLeftIsNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "medius.db")
	db := openAt(t, path)
	for id := range int64(mostLanded + 5) {
		db.Landed(id, 500)
	}
	must(t, db.Close())
	left, err := os.ReadFile(path + ".landed")
	must(t, err)
	equal(t, "bytes", len(left), mostLanded*landedEntry)

	db = openAt(t, path)
	c := &counter{}
	db.HandTo(c)
	post(t, db, coach.Letter{Key: "a", Lane: coach.LaneReply, Repeat: true})
	keys(t, c.take(), "a")
	for _, garbled := range [][]byte{left, []byte("not at all"), nil, make([]byte, 3*mostLanded*landedEntry)} {
		must(t, db.Close())
		must(t, os.WriteFile(path+".landed", garbled, 0o600))
		db = openAt(t, path)
		equal(t, "the letter", state(t, db, "a"), "sending")
	}
}

// Without such a file all goes on as it did before there was one.
func TestWithoutAFileForWhatHasLanded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "medius.db")
	must(t, os.MkdirAll(path+".landed", 0o700))
	db := openAt(t, path)
	equal(t, "kept", db.Landed(1, 500), false)
	post(t, db, coach.Letter{Key: "a", Lane: coach.LaneReply, Repeat: true})
	send(t, db, noon, "a", 500)
}
