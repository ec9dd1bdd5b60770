package storage

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"medius/coach"
)

// post puts letters into the outbox of chat 9, or of the chat they name.
func post(t testing.TB, db *DB, letters ...coach.Letter) {
	t.Helper()
	enter(t, db, 9, coach.Entry{Letters: letters})
}

// claim takes out what may go at an instant.
func claim(t testing.TB, db *DB, now time.Time, limit int, busy ...int64) []coach.Letter {
	t.Helper()
	letters, err := db.Claim(t.Context(), now, coach.LaneBroadcast, busy, limit)
	must(t, err)
	return letters
}

// keys checks which letters were taken out, in order.
func keys(t testing.TB, letters []coach.Letter, want string) {
	t.Helper()
	var got []string
	for _, l := range letters {
		got = append(got, l.Key)
	}
	equal(t, "letters", strings.Join(got, " "), want)
}

// send takes out the one letter that may go and says it was sent.
func send(t testing.TB, db *DB, now time.Time, want string, message int64) coach.Letter {
	t.Helper()
	letters := claim(t, db, now, 1)
	keys(t, letters, want)
	if len(letters) != 1 {
		t.FailNow()
	}
	sent(t, db, letters[0].ID, coach.Delivered{Message: message})
	return letters[0]
}

func state(t testing.TB, db *DB, key string) string {
	t.Helper()
	var got string
	must(t, db.reader.WithContext(t.Context()).Raw(`SELECT state FROM outbox WHERE key = ?`, key).Find(&got).Error)
	return got
}

// A letter comes out as it was put in.
func TestALetterComesOutAsItWasPutIn(t *testing.T) {
	db := open(t)
	m := join(t, db, 9)
	post(t, db, coach.Letter{
		Key: "a", Lane: coach.LaneReminder, Target: "b", NotBefore: noon, Due: noon.Add(-time.Minute), Expires: noon.Add(time.Hour), Repeat: true,
		Part: true, Body: []byte{0, 255},
	})
	letters := claim(t, db, noon, 10)
	equal(t, "letters", len(letters), 1)
	got := letters[0]
	equal(t, "body", string(got.Body), "\x00\xff")
	got.ID, got.Body = 0, nil
	want := coach.Letter{
		Member: m.ID, Chat: 9, Key: "a", Lane: coach.LaneReminder, Target: "b", NotBefore: noon,
		Due: noon.Add(-time.Minute), Expires: noon.Add(time.Hour), Repeat: true, Part: true,
	}
	equal(t, "letter", fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", want))
}

// A key is written once, also when the first letter was sent long ago; the first one counts.
func TestAKeyIsWrittenOnce(t *testing.T) {
	db := open(t)
	post(t, db, coach.Letter{Key: "a", Body: []byte("first")})
	post(t, db, coach.Letter{Key: "a", Body: []byte("second")})
	equal(t, "body", string(send(t, db, noon, "a", 1).Body), "first")
	post(t, db, coach.Letter{Key: "a", Body: []byte("third")})
	keys(t, claim(t, db, noon, 10), "")
}

// A newer edit of the same message takes the place of the older one that still waits; others stay.
func TestANewerEditReplacesTheWaitingOne(t *testing.T) {
	db := open(t)
	post(t, db, coach.Letter{Key: "a"})
	send(t, db, noon, "a", 500)
	post(t, db, coach.Letter{Key: "e1", Target: "a"}, coach.Letter{Key: "other", Target: "b"})
	post(t, db, coach.Letter{Key: "e2", Target: "a"})
	post(t, db, coach.Letter{Key: "e3", Target: "a", Chat: 8})
	equal(t, "older edit", state(t, db, "e1"), "replaced")
	equal(t, "edit of another message", state(t, db, "other"), "waiting")
	equal(t, "newer edit", state(t, db, "e2"), "waiting")
}

// An edit whose key exists is no newer edit: it replaces nothing.
func TestARepeatedEditReplacesNothing(t *testing.T) {
	db := open(t)
	post(t, db, coach.Letter{Key: "e1", Target: "a"})
	send(t, db, noon, "e1", 0)
	post(t, db, coach.Letter{Key: "e2", Target: "a"})
	post(t, db, coach.Letter{Key: "e1", Target: "a"})
	keys(t, claim(t, db, noon, 10), "e2")
}

// An edit that is on its way is not replaced; when it has to be tried again, the newer one goes instead.
func TestARetriedEditGivesWayToANewerOne(t *testing.T) {
	db := open(t)
	post(t, db, coach.Letter{Key: "e1", Target: "a"})
	first := claim(t, db, noon, 10)
	post(t, db, coach.Letter{Key: "e2", Target: "a"})
	equal(t, "on its way", state(t, db, "e1"), "sending")
	must(t, db.Later(t.Context(), first[0].ID, noon.Add(time.Hour)))
	equal(t, "older edit", state(t, db, "e1"), "replaced")
	keys(t, claim(t, db, noon, 10), "e2")
}

// Waiting letters of a hushed lane are called off: those of this chat, of these lanes, that were there before.
func TestHushCallsOffWaitingLetters(t *testing.T) {
	db := open(t)
	join(t, db, 9)
	post(t, db, coach.Letter{Key: "on its way", Lane: coach.LaneReminder})
	claim(t, db, noon, 10)
	post(t, db, coach.Letter{Key: "reminder", Lane: coach.LaneReminder}, coach.Letter{Key: "timer", Lane: coach.LaneTimer},
		coach.Letter{Key: "reply", Lane: coach.LaneReply}, coach.Letter{Key: "other chat", Lane: coach.LaneTimer, Chat: 8})
	enter(t, db, 9, coach.Entry{
		Hush:    []coach.Lane{coach.LaneReminder, coach.LaneTimer},
		Letters: []coach.Letter{{Key: "new", Lane: coach.LaneTimer}},
	})
	for key, want := range map[string]string{
		"on its way": "sending", "reminder": "off", "timer": "off", "reply": "waiting", "other chat": "waiting",
		"new": "waiting",
	} {
		equal(t, key, state(t, db, key), want)
	}
}

// A letter that is tried again waits, counts its tries, and keeps its place in the chat.
func TestALetterIsTriedAgain(t *testing.T) {
	db := open(t)
	post(t, db, coach.Letter{Key: "a"}, coach.Letter{Key: "b"})
	for try := range 3 {
		now := noon.Add(time.Duration(try) * time.Minute)
		letters := claim(t, db, now, 10)
		keys(t, letters, "a")
		equal(t, "attempts", letters[0].Attempts, try)
		must(t, db.Later(t.Context(), letters[0].ID, now.Add(time.Minute)))
		keys(t, claim(t, db, now.Add(59*time.Second), 10), "")
	}
}

// A letter that failed makes room for the next one of its chat.
func TestAFailedLetterMakesRoom(t *testing.T) {
	db := open(t)
	post(t, db, coach.Letter{Key: "a"}, coach.Letter{Key: "b"})
	must(t, db.Failed(t.Context(), claim(t, db, noon, 10)[0].ID, "403"))
	equal(t, "state", state(t, db, "a"), "failed")
	keys(t, claim(t, db, noon, 10), "b")
}

// Noting the end of a letter that is gone is no error: its member was forgotten meanwhile.
func TestTheEndOfAForgottenLetter(t *testing.T) {
	db, ctx := open(t), t.Context()
	join(t, db, 9)
	post(t, db, coach.Letter{Key: "a"})
	id := claim(t, db, noon, 10)[0].ID
	enter(t, db, 9, coach.Entry{Erase: true})
	sent(t, db, id, coach.Delivered{Message: 1})
	must(t, db.Later(ctx, id, noon))
	must(t, db.Failed(ctx, id, "x"))
	equal(t, "rows", count(t, db, `SELECT COUNT(*) FROM outbox`), 0)
}

// A settled letter stays settled: a late note of another end changes nothing.
func TestASettledLetterStaysSettled(t *testing.T) {
	db, ctx := open(t), t.Context()
	post(t, db, coach.Letter{Key: "a"})
	id := send(t, db, noon, "a", 500).ID
	must(t, db.Failed(ctx, id, "x"))
	must(t, db.Later(ctx, id, noon))
	sent(t, db, id, coach.Delivered{Message: 501})
	equal(t, "state", state(t, db, "a"), "sent")
	equal(t, "message", count(t, db, `SELECT message_id FROM outbox WHERE key = 'a'`), 500)
}

// The next letter is the one that may go first; a letter without NotBefore may go at once.
func TestTheNextLetter(t *testing.T) {
	db, ctx := open(t), t.Context()
	_, ok, err := db.NextLetter(ctx)
	must(t, err)
	equal(t, "waiting", ok, false)
	post(t, db, coach.Letter{Key: "a", NotBefore: noon.Add(time.Hour)}, coach.Letter{Key: "b", NotBefore: noon, Chat: 8})
	at, ok, err := db.NextLetter(ctx)
	must(t, err)
	equal(t, "waiting", ok, true)
	equal(t, "at", at, noon)
	post(t, db, coach.Letter{Key: "c", Chat: 7})
	at, _, err = db.NextLetter(ctx)
	must(t, err)
	equal(t, "at once", at.IsZero(), true)
}

// Each kind of work that is left makes a difference between idle and not.
func TestIdleMeansNothingLeftToDo(t *testing.T) {
	db, ctx := open(t), t.Context()
	idle := func(when time.Time, want bool, why string) {
		t.Helper()
		got, err := db.Idle(ctx, when)
		must(t, err)
		equal(t, "idle "+why, got, want)
	}
	idle(noon, true, "in the beginning")
	accept(t, db, 2, 1)
	idle(noon, false, "with an update pending")
	must(t, db.Done(ctx, 1))
	idle(noon, true, "with the update done")
	m := join(t, db, 9)
	promise(t, db, 9, "a", noon.Add(time.Second))
	idle(noon, true, "before the appointment")
	idle(noon.Add(time.Second), false, "with the appointment due")
	due := dueNow(t, db, noon.Add(time.Second), 10)
	idle(noon.Add(time.Second), false, "with the appointment claimed")
	calls := 0
	must(t, db.Turn(ctx, m.Chat, coach.Source{Due: &due[0]}, nothing(&calls)))
	idle(noon.Add(time.Second), true, "with the appointment used")
	post(t, db, coach.Letter{Key: "a", NotBefore: noon.Add(time.Minute)})
	idle(noon.Add(time.Second), true, "with a letter for later")
	idle(noon.Add(time.Minute), false, "with a letter waiting")
	letters := claim(t, db, noon.Add(time.Minute), 1)
	idle(noon.Add(time.Minute), false, "with a letter on its way")
	sent(t, db, letters[0].ID, coach.Delivered{Message: 1})
	idle(noon.Add(time.Minute), true, "in the end")
}
