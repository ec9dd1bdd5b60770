package storage

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"medius/coach"
)

// counter keeps what it gets.
type counter struct {
	closed bool
	bulk   bool // it takes reminders
	got    []coach.Letter
	more   int
}

func (c *counter) Open() bool { return !c.closed }

func (c *counter) OpenForReminders() bool { return c.bulk }

func (c *counter) Take(letters []coach.Letter, more bool) {
	c.got = append(c.got, letters...)
	if more {
		c.more++
	}
}

func (c *counter) take() []coach.Letter {
	got := c.got
	c.got = nil
	return got
}

func counted(t *testing.T) (*DB, *counter) {
	db, c := open(t), &counter{}
	db.HandTo(c)
	return db, c
}

// What can leave at once is handed over with its turn, and what may have to know what became of it waits behind it.
func TestATurnHandsOver(t *testing.T) {
	db, c := counted(t)
	post(t, db, coach.Letter{Key: "a", Lane: coach.LaneReply, Repeat: true, Body: []byte("words")},
		coach.Letter{Key: "ack", Lane: coach.LaneAck, Repeat: true},
		coach.Letter{Key: "b", Lane: coach.LaneReply, Target: "a", Repeat: true}, coach.Letter{Key: "c", Lane: coach.LaneReply, Repeat: true})
	got := c.take()
	keys(t, got, "a ack")
	equal(t, "words", string(got[0].Body), "words")
	equal(t, "nobody needs to look", c.more, 0)
	keys(t, claim(t, db, noon, 10), "")
	next, more, err := db.Sent(t.Context(), got[0].ID, coach.Delivered{Message: 1})
	must(t, err)
	equal(t, "more", more, false)
	keys(t, next, "b")
	equal(t, "its message", next[0].TargetMessage, 1)
	keys(t, claim(t, db, noon, 10), "")
	next, _, err = db.Sent(t.Context(), next[0].ID, coach.Delivered{Message: 1})
	must(t, err)
	keys(t, next, "c")
}

// Behind a letter that is on its way the next ones of its chat are handed over all the same, in order: the counter lets them wait. Among
// several instances it may be another one's counter.
func TestWhatIsBehindWaitsAtTheCounter(t *testing.T) {
	db, c := counted(t)
	reply := func(key string) coach.Letter { return coach.Letter{Key: key, Lane: coach.LaneReply, Repeat: true} }
	post(t, db, reply("a"), reply("b"))
	post(t, db, reply("c"))
	got := c.take()
	keys(t, got, "a b c")
	must(t, db.Later(t.Context(), got[0].ID, noon))
	post(t, db, reply("d"))
	keys(t, c.take(), "")
	keys(t, claim(t, db, noon, 10), "")
	for _, l := range got[1:] {
		must(t, db.Later(t.Context(), l.ID, noon))
	}
	for _, next := range []string{"a", "b", "c", "d"} {
		mine := claim(t, db, noon, 10)
		keys(t, mine, next)
		must(t, db.Failed(t.Context(), mine[0].ID, "gone"))
	}

	w := window{loaded: true}
	w.note(coach.LaneReply, "sending", 1)
	passes, behind, err := w.passes(db.writer, reply("e"), milli(noon), false)
	must(t, err)
	equal(t, "passes where others send, too", passes, false)
	equal(t, "is behind", behind, true)
}

// What was claimed comes another way than over the counter, and nothing is handed over that could pass it; nor when something is being
// put back.
func TestNothingIsHandedOverPastAClaim(t *testing.T) {
	db, c := counted(t)
	reply := func(key, target string) coach.Letter {
		return coach.Letter{Key: key, Lane: coach.LaneReply, Target: target, Repeat: true}
	}
	post(t, db, reply("a", ""), reply("about a", "a"))
	a := c.take()
	next, _, err := db.Sent(t.Context(), a[0].ID, coach.Delivered{Message: 1})
	must(t, err)
	keys(t, next, "about a")
	post(t, db, reply("b", ""))
	keys(t, c.take(), "")
	next, _, err = db.Sent(t.Context(), next[0].ID, coach.Delivered{Message: 1})
	must(t, err)
	keys(t, next, "b")
	sent(t, db, next[0].ID, coach.Delivered{Message: 2})

	post(t, db, reply("c", ""))
	c.take()
	n, err := db.Recover(t.Context())
	must(t, err)
	equal(t, "recovered", n, 1)
	keys(t, claim(t, db, noon, 10), "c")
	post(t, db, reply("d", ""))
	keys(t, c.take(), "")
}

// At most so many letters of a chat are with the counter.
func TestAChatDoesNotFillTheCounter(t *testing.T) {
	db, c := counted(t)
	for i := range mostFlying + 2 {
		post(t, db, coach.Letter{Key: string(rune('a' + i)), Lane: coach.LaneReply, Repeat: true})
	}
	keys(t, c.take(), "a b c d e f g h")
	urgent := coach.Letter{Key: "urgent", Lane: coach.LaneReply, Repeat: true, Hush: []coach.Lane{coach.LaneReply}}
	enter(t, db, 9, coach.Entry{Hush: urgent.Hush, Letters: []coach.Letter{urgent}})
	keys(t, c.take(), "urgent")
	equal(t, "what did not fit", state(t, db, "i"), "off")
}

// Of a chat that is far behind the oldest letters are looked at only. Nothing passes the others, and an ack is sent all the same.
func TestAChatThatIsFarBehind(t *testing.T) {
	db, c := counted(t)
	c.closed = true
	var want []string
	for i := range 3 * mostSeen {
		want = append(want, fmt.Sprint("answer ", i))
		post(t, db, coach.Letter{Key: want[i], Lane: coach.LaneReply, Repeat: true})
	}
	c.closed, c.more = false, 0

	w := window{chat: 9, flying: db.flying()}
	must(t, w.load(db.writer))
	equal(t, "letters looked at", w.seen, mostSeen)
	if db.engine.alone() { // nobody looks ahead on a server
		ahead, err := db.lookAhead(db.writer, []int64{8, 9})
		must(t, err)
		equal(t, "letters looked at ahead", ahead[9].window.seen, mostSeen)
	}

	post(t, db, coach.Letter{Key: "last", Lane: coach.LaneReply, Repeat: true})
	equal(t, "somebody must look for what is only late", c.more, 0)
	post(t, db, coach.Letter{Key: "ack", Lane: coach.LaneAck, Repeat: true})
	keys(t, c.take(), "")
	equal(t, "somebody must look for the ack", c.more, 1)
	ack := claim(t, db, noon, 10)
	keys(t, ack, "ack")
	sent(t, db, ack[0].ID, coach.Delivered{})
	var got []string
	for next := claim(t, db, noon, 10); len(next) == 1; {
		got = append(got, next[0].Key)
		var err error
		next, _, err = db.Sent(t.Context(), next[0].ID, coach.Delivered{Message: 1})
		must(t, err)
	}
	equal(t, "letters", strings.Join(got, ", "), strings.Join(append(want, "last"), ", "))
}

// What is about a reminder on its way is not claimed before it is noted that this has arrived.
func TestTheNextLetterKnowsItsTarget(t *testing.T) {
	db, c := counted(t)
	c.bulk = true
	post(t, db, coach.Letter{Key: "reminder", Lane: coach.LaneReminder, Repeat: true})
	post(t, db, coach.Letter{Key: "answer", Lane: coach.LaneReply, Repeat: true})
	post(t, db, coach.Letter{Key: "edit", Lane: coach.LaneReply, Target: "reminder", Repeat: true})
	got := c.take()
	keys(t, got, "reminder answer")
	next, _, err := db.Sent(t.Context(), got[1].ID, coach.Delivered{Message: 2})
	must(t, err)
	keys(t, next, "")
	next, _, err = db.Sent(t.Context(), got[0].ID, coach.Delivered{Message: 1})
	must(t, err)
	keys(t, next, "edit")
	equal(t, "its message", next[0].TargetMessage, 1)
}

// Of two letters with one key the first is written and handed over, once.
func TestAKeyIsHandedOverOnce(t *testing.T) {
	db, c := counted(t)
	post(t, db, coach.Letter{Key: "a", Lane: coach.LaneAck, Repeat: true, Body: []byte("first")},
		coach.Letter{Key: "a", Lane: coach.LaneReply, Repeat: true, Body: []byte("second")})
	got := c.take()
	keys(t, got, "a")
	equal(t, "words", string(got[0].Body), "first")
}

// Reminders, what has a date, what must not be said twice, and what is behind another letter go the long way.
func TestWhatIsNotHandedOver(t *testing.T) {
	db, c := counted(t)
	post(t, db, coach.Letter{Key: "once", Chat: 1, Lane: coach.LaneReply},
		coach.Letter{Key: "reminder", Chat: 2, Lane: coach.LaneReminder, Repeat: true},
		coach.Letter{Key: "elsewhere", Chat: 3, Lane: coach.LaneReply, Repeat: true})
	enter(t, db, 4, coach.Entry{Letters: []coach.Letter{{Key: "later", Lane: coach.LaneReply, Repeat: true, NotBefore: noon.Add(time.Minute)}}})
	enter(t, db, 4, coach.Entry{Letters: []coach.Letter{{Key: "behind", Lane: coach.LaneReply, Repeat: true}}})
	keys(t, c.take(), "")
	c.closed = true
	enter(t, db, 5, coach.Entry{Letters: []coach.Letter{{Key: "closed", Lane: coach.LaneReply, Repeat: true}}})
	keys(t, c.take(), "")
	keys(t, claim(t, db, noon, 10), "once elsewhere closed reminder")
}

// An answer passes a reminder that waits, unless it may be about it; and no reminder follows a letter by itself.
func TestAnAnswerIsHandedOverPastAReminder(t *testing.T) {
	db, c := counted(t)
	post(t, db, coach.Letter{Key: "card", Lane: coach.LaneReply, Repeat: true})
	sent(t, db, c.take()[0].ID, coach.Delivered{Message: 500})
	post(t, db, coach.Letter{Key: "reminder", Lane: coach.LaneReminder, Repeat: true})
	post(t, db, coach.Letter{Key: "answer", Lane: coach.LaneReply, Repeat: true})
	got := c.take()
	keys(t, got, "answer")
	next, more, err := db.Sent(t.Context(), got[0].ID, coach.Delivered{Message: 1})
	must(t, err)
	keys(t, next, "")
	equal(t, "more", more, true)
	c.more = 0
	post(t, db, coach.Letter{Key: "edit", Target: "card", Lane: coach.LaneReply, Repeat: true})
	keys(t, c.take(), "")
	equal(t, "somebody must look", c.more, 1)
	keys(t, claim(t, db, noon, 10), "edit")
}

// Reminders are handed over where the counter takes them and nothing of their chat is open; an announcement never is. An answer that
// comes after one waits for it at the counter.
func TestRemindersAreHandedOver(t *testing.T) {
	db, c := counted(t)
	c.bulk = true
	say := func(chat int64, letters ...coach.Letter) { enter(t, db, chat, coach.Entry{Letters: letters}) }
	reminder := func(key string) coach.Letter { return coach.Letter{Key: key, Lane: coach.LaneReminder, Repeat: true} }
	say(1, reminder("first"), reminder("second"))
	say(2, reminder("other"))
	say(3, coach.Letter{Key: "news", Lane: coach.LaneBroadcast, Repeat: true}, reminder("after news"))
	say(4, coach.Letter{Key: "late", Lane: coach.LaneReminder, Repeat: true, NotBefore: noon.Add(time.Hour)})
	got := c.take()
	keys(t, got, "first other")
	say(1, coach.Letter{Key: "answer", Lane: coach.LaneReply, Repeat: true})
	answer := c.take()
	keys(t, answer, "answer")
	for _, l := range []coach.Letter{got[0], answer[0]} {
		sent(t, db, l.ID, coach.Delivered{Message: 1})
	}
	c.bulk = false
	say(5, reminder("closed"))
	keys(t, c.take(), "")
	keys(t, claim(t, db, noon, 10), "second closed news")
}

// A letter about an earlier one knows its message, and what that shows is uncertain from then on.
func TestAHandedLetterKnowsItsTarget(t *testing.T) {
	db, c := counted(t)
	post(t, db, coach.Letter{Key: "card", Lane: coach.LaneReply, Repeat: true})
	sent(t, db, c.take()[0].ID, coach.Delivered{Message: 500, Shows: "left"})
	post(t, db, coach.Letter{Key: "edit", Target: "card", Lane: coach.LaneReply, Repeat: true})
	edit := c.take()[0]
	equal(t, "message", edit.TargetMessage, 500)
	equal(t, "shows", edit.TargetShows, "left")
	must(t, db.Later(t.Context(), edit.ID, noon)) // it did not leave, or nobody knows
	equal(t, "uncertain", claim(t, db, noon, 10)[0].TargetShows, "")
}

// A letter whose counter never sent it is judged like any that was on its way: it is sent after all.
func TestAHandedLetterIsNotLost(t *testing.T) {
	db, c := counted(t)
	post(t, db, coach.Letter{Key: "a", Lane: coach.LaneReply, Repeat: true})
	keys(t, c.take(), "a")
	n, err := db.Recover(t.Context())
	must(t, err)
	equal(t, "recovered", n, 1)
	keys(t, claim(t, db, noon, 10), "a")
}

// A turn that fails hands nothing over.
func TestAFailedTurnHandsNothingOver(t *testing.T) {
	db, c := counted(t)
	err := db.Turn(t.Context(), 9, coach.Source{}, func(coach.Member) (coach.Entry, error) {
		return coach.Entry{Letters: []coach.Letter{{Key: "a", Lane: coach.LaneReply, Repeat: true}, {Lane: coach.LaneReply}}}, nil
	})
	if err == nil {
		t.Error("a letter without key was written")
	}
	err = db.Turn(t.Context(), 9, coach.Source{}, func(coach.Member) (coach.Entry, error) { return coach.Entry{}, errors.New("no") })
	if err == nil || len(c.take()) > 0 || c.more > 0 {
		t.Errorf("%v, %d", err, c.more)
	}
}

// A letter behind one that was passed over, because its key is known, is not forgotten.
func TestBehindAKeyThatIsKnown(t *testing.T) {
	db, c := counted(t)
	post(t, db, coach.Letter{Key: "slot", Lane: coach.LaneReply, Repeat: true})
	_, _, err := db.Sent(t.Context(), c.take()[0].ID, coach.Delivered{Message: 1})
	must(t, err)
	c.more = 0
	post(t, db, coach.Letter{Key: "slot", Lane: coach.LaneReply, Repeat: true},
		coach.Letter{Key: "b", Lane: coach.LaneReply, Target: "slot", Repeat: true})
	if state(t, db, "b") != "waiting" || c.more == 0 {
		t.Errorf("it is %s, and the counter was told %d times that something waits", state(t, db, "b"), c.more)
	}
}
