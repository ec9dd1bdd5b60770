package storage

import (
	"fmt"
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

// An announcement that was stopped while nobody was at work does not go on with what was on its way when the process was killed.
func TestAStoppedAnnouncementIsNotRecovered(t *testing.T) {
	db := open(t)
	join(t, db, 9)
	join(t, db, 8)
	enter(t, db, 9, coach.Entry{Announce: "Hello."})
	b, _, err := db.Broadcast(t.Context())
	must(t, err)
	for _, chat := range []int64{9, 8} {
		enter(t, db, chat, coach.Entry{Letters: []coach.Letter{
			{Key: fmt.Sprintf("%s:%d:0", b.Slot(), chat), Lane: coach.LaneBroadcast, Repeat: true}, {Key: fmt.Sprint(chat), Lane: coach.LaneReply, Repeat: true},
		}})
	}
	on := claim(t, db, noon, 1)
	keys(t, claim(t, db, noon, 10, on[0].Chat), "8") // an answer passes it
	for _, l := range on {
		sent(t, db, l.ID, coach.Delivered{Message: 1})
	}
	news := claim(t, db, noon, 1, 8)
	equal(t, "wanted", db.Wanted(t.Context(), news[0]), true)
	fate, err := db.Heed(t.Context(), Notice{ID: "a", Made: noon, Stop: true})
	must(t, err)
	equal(t, "fate", fate, FateStopped)
	equal(t, "wanted", db.Wanted(t.Context(), news[0]), false)
	equal(t, "an answer is", db.Wanted(t.Context(), on[0]), true)
	_, err = db.Recover(t.Context())
	must(t, err)
	equal(t, "what was on its way", state(t, db, news[0].Key), "off")
	equal(t, "the other one", state(t, db, b.Slot()+":8:0"), "off")
	equal(t, "an answer", state(t, db, "8"), "waiting")
}
