package storage

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"medius/coach"
)

func fileID(t *testing.T, db *DB, bot, hash, kind string) string {
	t.Helper()
	id, ok, err := db.FileID(t.Context(), bot, hash, kind)
	must(t, err)
	equal(t, "known", ok, id != "")
	return id
}

// What a bot calls a file is kept by bot, hash and kind, also over a restart. The newest name counts, and only a name that
// is still in use can be forgotten.
func TestFileIDs(t *testing.T) {
	path := filepath.Join(t.TempDir(), "medius.db")
	db, ctx := openAt(t, path), t.Context()
	equal(t, "in the beginning", fileID(t, db, "1", "a", "photo"), "")
	must(t, db.KeepFileID(ctx, "1", "a", "photo", "x"))
	must(t, db.KeepFileID(ctx, "1", "a", "photo", "y"))
	must(t, db.Close())
	db = openAt(t, path)
	equal(t, "after a restart", fileID(t, db, "1", "a", "photo"), "y")
	for _, other := range [][3]string{{"2", "a", "photo"}, {"1", "b", "photo"}, {"1", "a", "animation"}} {
		equal(t, "of "+strings.Join(other[:], " "), fileID(t, db, other[0], other[1], other[2]), "")
	}
	must(t, db.ForgetFileID(ctx, "1", "a", "photo", "x"))
	equal(t, "after an old name was refused", fileID(t, db, "1", "a", "photo"), "y")
	must(t, db.ForgetFileID(ctx, "1", "a", "photo", "y"))
	equal(t, "after it was refused", fileID(t, db, "1", "a", "photo"), "")
}

// Files belong to nobody: forgetting a member leaves them, and nothing in their table says who saw them.
func TestFilesAreNobodysData(t *testing.T) {
	db := open(t)
	join(t, db, 9)
	must(t, db.KeepFileID(t.Context(), "1", "a", "photo", "x"))
	enter(t, db, 9, coach.Entry{Erase: true})
	equal(t, "file", fileID(t, db, "1", "a", "photo"), "x")
	var columns []string
	must(t, db.reader.WithContext(t.Context()).Raw(`SELECT name FROM pragma_table_info('files')`).Find(&columns).Error)
	equal(t, "columns", strings.Join(columns, " "), "bot_id hash kind file_id stored_at")
}

// shows takes out the one letter that may go, and checks what its target is said to show.
func shows(t *testing.T, db *DB, key, want string) coach.Letter {
	t.Helper()
	letters := claim(t, db, noon, 1)
	keys(t, letters, key)
	equal(t, "the target of "+key+" shows", letters[0].TargetShows, want)
	return letters[0]
}

// What a message shows is known to each letter about it, and follows the letters that change it.
func TestWhatAMessageShowsIsKnown(t *testing.T) {
	db := open(t)
	post(t, db, coach.Letter{Key: "card"}, coach.Letter{Key: "a", Target: "card"}, coach.Letter{Key: "other"})
	sent(t, db, shows(t, db, "card", "").ID, coach.Delivered{Message: 500, Shows: "left"})
	sent(t, db, shows(t, db, "a", "left").ID, coach.Delivered{Message: 500, Shows: "right"})
	sent(t, db, shows(t, db, "other", "").ID, coach.Delivered{Message: 501, Shows: "clam"})
	post(t, db, coach.Letter{Key: "b", Target: "card"})
	sent(t, db, shows(t, db, "b", "right").ID, coach.Delivered{Message: 500})
	post(t, db, coach.Letter{Key: "c", Target: "card"}, coach.Letter{Key: "d", Target: "other"})
	shows(t, db, "c", "")
}

// While a letter that may change a message is on its way, and when its end is never known, nobody can say what that
// message shows; a newer letter must not take the old picture for granted.
func TestWhatAMessageShowsIsUncertainOnTheWay(t *testing.T) {
	path := filepath.Join(t.TempDir(), "medius.db")
	db, ctx := openAt(t, path), t.Context()
	post(t, db, coach.Letter{Key: "card"}, coach.Letter{Key: "a", Target: "card", Repeat: true})
	sent(t, db, shows(t, db, "card", "").ID, coach.Delivered{Message: 500, Shows: "left"})
	shows(t, db, "a", "left")
	must(t, db.Close()) // the process ends here
	db = openAt(t, path)
	_, err := db.Recover(ctx)
	must(t, err)
	post(t, db, coach.Letter{Key: "b", Target: "card"}) // in place of a, which may have arrived
	b := shows(t, db, "b", "")
	must(t, db.Later(ctx, b.ID, noon))
	b = shows(t, db, "b", "")
	sent(t, db, b.ID, coach.Delivered{Message: 500, Shows: "left"})
	post(t, db, coach.Letter{Key: "c", Target: "card"})
	must(t, db.Failed(ctx, shows(t, db, "c", "left").ID, "x"))
	post(t, db, coach.Letter{Key: "d", Target: "card"})
	shows(t, db, "d", "")
}

// A message that was lost and sent anew is the one that later letters change.
func TestALostMessageIsReplacedForGood(t *testing.T) {
	db := open(t)
	post(t, db, coach.Letter{Key: "card"})
	send(t, db, noon, "card", 500)
	post(t, db, coach.Letter{Key: "a", Target: "card"})
	send(t, db, noon, "a", 600)
	post(t, db, coach.Letter{Key: "b", Target: "card"})
	equal(t, "target", shows(t, db, "b", "").TargetMessage, 600)
	sent(t, db, claimed(t, db, "b"), coach.Delivered{}) // a letter that became no message
	post(t, db, coach.Letter{Key: "c", Target: "card"})
	equal(t, "target", shows(t, db, "c", "").TargetMessage, 600)
}

func claimed(t *testing.T, db *DB, key string) int64 {
	t.Helper()
	return int64(count(t, db, `SELECT id FROM outbox WHERE key = ?`, key))
}

// A letter about the buttons alone does not take the place of one that changes the whole message; one that changes all of
// it takes the place of both.
func TestAPartDoesNotReplaceTheWhole(t *testing.T) {
	db, ctx := open(t), t.Context()
	post(t, db, coach.Letter{Key: "card"})
	send(t, db, noon, "card", 500)
	post(t, db, coach.Letter{Key: "whole", Target: "card"}, coach.Letter{Key: "part", Target: "card", Part: true})
	whole := claim(t, db, noon, 1)
	keys(t, whole, "whole")
	must(t, db.Later(ctx, whole[0].ID, noon.Add(time.Second)))
	equal(t, "the whole", state(t, db, "whole"), "waiting")
	post(t, db, coach.Letter{Key: "newer", Target: "card"})
	equal(t, "the whole", state(t, db, "whole"), "replaced")
	equal(t, "the part", state(t, db, "part"), "replaced")
	send(t, db, noon, "newer", 500)
}
