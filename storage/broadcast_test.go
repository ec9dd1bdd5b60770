package storage

import (
	"path/filepath"
	"testing"
	"time"

	"medius/coach"
)

// An old backup does not send what was being announced when it was made.
func TestAnOldAnnouncementIsOver(t *testing.T) {
	path := filepath.Join(t.TempDir(), "medius.db")
	db := openAt(t, path)
	join(t, db, 9)
	knock(t, db, 9, "", coach.Entry{Announce: "hello"})
	backup := backUp(t, db, filepath.Join(t.TempDir(), "backup")).Path
	must(t, db.Close())
	_, err := Reinstate(t.Context(), at(t, path, 5*day+time.Minute), backup, true)
	must(t, err)
	db = openAt(t, path)
	b, ok, err := db.Broadcast(t.Context())
	must(t, err)
	equal(t, "there", ok, true)
	equal(t, "over", b.Over, true)
	equal(t, "words", b.Words, "")
}
