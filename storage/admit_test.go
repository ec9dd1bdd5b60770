package storage

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"gorm.io/gorm"

	"medius/coach"
)

// front answers updates with a letter each, and writes down which.
type front struct {
	db    *DB
	heard []int64
	fails map[int64]error
}

func (f *front) answer(ctx context.Context, in coach.Inbound) error {
	f.heard = append(f.heard, in.Update)
	return f.db.Turn(ctx, in.Chat, coach.Source{Update: in.Update}, func(coach.Member) (coach.Entry, error) {
		letter := coach.Letter{Key: fmt.Sprintf("u%d", in.Update), Lane: coach.LaneReply, Repeat: true}
		return coach.Entry{Letters: []coach.Letter{letter}}, f.fails[in.Update]
	})
}

// unhastened is a database with time for every answer.
func unhastened(t *testing.T) (*DB, *counter) {
	db, c := counted(t)
	db.slice = time.Hour
	return db, c
}

// admits gives a batch to the front, each update with its chat.
func admits(t *testing.T, f *front, next int64, batch ...coach.Inbound) (left bool) {
	t.Helper()
	f.heard = nil
	left, err := f.db.Admit(t.Context(), batch, next, f.answer)
	must(t, err)
	return left
}

func update(id, chat int64) coach.Inbound {
	return coach.Inbound{Update: id, Chat: chat, Raw: []byte("words")}
}

// A batch is answered in the commit that keeps it, in order; of what was answered nothing but the id is kept, and that once.
func TestAnswersComeWithTheBatch(t *testing.T) {
	db, c := unhastened(t)
	f := &front{db: db}
	equal(t, "left", admits(t, f, 4, update(1, 7), update(2, 8), update(3, 7)), false)
	equal(t, "heard", fmt.Sprint(f.heard), "[1 2 3]")
	pending(t, db)
	got := c.take()
	keys(t, got, "u1 u2 u3")
	next, err := db.Offset(t.Context())
	must(t, err)
	equal(t, "offset", next, 4)
	var words int
	must(t, db.reader.Raw(`SELECT COUNT(*) FROM inbox WHERE raw IS NOT NULL OR chat_id <> 0`).Find(&words).Error)
	equal(t, "rows with words", words, 0)

	equal(t, "left", admits(t, f, 5, update(2, 8), update(3, 7), update(4, 7), update(4, 7)), false)
	equal(t, "heard again", fmt.Sprint(f.heard), "[4]")
	keys(t, c.take(), "u4")
}

// What is behind an older update of its chat is left, and so is all that follows in this chat.
func TestNothingPassesAnOlderUpdate(t *testing.T) {
	db, _ := counted(t)
	f := &front{db: db}
	must(t, db.Accept(t.Context(), []coach.Inbound{update(1, 7)}, 2))
	equal(t, "left", admits(t, f, 5, update(2, 7), update(3, 8), update(4, 7)), true)
	equal(t, "heard", fmt.Sprint(f.heard), "[3]")
	pending(t, db, 1, 2, 4)
	must(t, db.Done(t.Context(), 1))
	must(t, db.Done(t.Context(), 2))
	must(t, db.Done(t.Context(), 4))
	equal(t, "left", admits(t, f, 6, update(5, 7)), false)
}

// What takes long is committed in several pieces, so that the first answers leave while the last ones are given; what fails in one
// leaves those before as they are.
func TestALongBatchIsCommittedInPieces(t *testing.T) {
	db, c := counted(t)
	f := &front{db: db, fails: map[int64]error{3: errors.New("wrong")}}
	db.slice = 0
	var handed []int
	slow := func(ctx context.Context, in coach.Inbound) error {
		handed = append(handed, len(c.got))
		return f.answer(ctx, in)
	}
	left, err := db.Admit(t.Context(), []coach.Inbound{update(1, 7), update(2, 8), update(3, 9), update(4, 10)}, 5, slow)
	must(t, err)
	equal(t, "left", left, true)
	equal(t, "heard", fmt.Sprint(f.heard), "[1 2 3]")
	equal(t, "handed over before each", fmt.Sprint(handed), "[0 1 2]")
	pending(t, db, 3, 4)
	next, err := db.Offset(t.Context())
	must(t, err)
	equal(t, "offset", next, 5)
}

// An answer that fails takes the others of its commit back; nothing is lost, and nothing left that was half written or handed over.
func TestAFailingAnswerLeavesTheBatch(t *testing.T) {
	db, c := unhastened(t)
	wrong := errors.New("wrong")
	f := &front{db: db, fails: map[int64]error{2: wrong}}
	equal(t, "left", admits(t, f, 4, update(1, 7), update(2, 8), update(3, 9)), true)
	pending(t, db, 1, 2, 3)
	keys(t, c.take(), "")
	keys(t, claim(t, db, noon, 10), "")

	swallows := func(ctx context.Context, in coach.Inbound) error {
		_ = db.write(ctx, func(tx *gorm.DB) error { // half of it is written
			must(t, setValue(tx, "half", "there"))
			return wrong
		})
		return f.answer(ctx, in)
	}
	left, err := db.Admit(t.Context(), []coach.Inbound{update(5, 10)}, 6, swallows)
	must(t, err)
	equal(t, "left", left, true)
	equal(t, "half", there(t, db, "half"), false)

	idles := func(context.Context, coach.Inbound) error { return nil }
	left, err = db.Admit(t.Context(), []coach.Inbound{update(6, 11)}, 7, idles)
	must(t, err)
	equal(t, "what no turn has taken is left", left, true)
	pending(t, db, 1, 2, 3, 5, 6)
}

// An update that needs no turn is done with the batch, too.
func TestAnUpdateWithoutATurnIsDoneWithTheBatch(t *testing.T) {
	db := open(t)
	left, err := db.Admit(t.Context(), []coach.Inbound{update(1, 7)}, 2, func(ctx context.Context, in coach.Inbound) error {
		return db.Done(ctx, in.Update)
	})
	must(t, err)
	equal(t, "left", left, false)
	pending(t, db)
}

// A batch that cannot be written is not confirmed, and its answers are not handed over.
func TestABatchThatCannotBeWrittenIsNotAnswered(t *testing.T) {
	db, c := counted(t)
	f := &front{db: db}
	breaks := func(ctx context.Context, in coach.Inbound) error {
		err := f.answer(ctx, in)
		return errors.Join(err, inside(ctx).tx.Exec(`ROLLBACK`).Error)
	}
	if _, err := db.Admit(t.Context(), []coach.Inbound{update(1, 7)}, 2, breaks); err == nil {
		t.Error("no error")
	}
	keys(t, c.take(), "")
}

// Who writes while a letter is on its way has most likely just got it: its note is waited for, and written in the same commit, before the answer.
func TestANoteIsWaitedFor(t *testing.T) {
	db, c := counted(t)
	db.moment = time.Minute
	post(t, db, coach.Letter{Key: "first", Lane: coach.LaneReply, Repeat: true})
	first := c.take()
	noted := make(chan error, 1)
	admitted := make(chan error, 1)
	go func() {
		_, err := db.Admit(t.Context(), []coach.Inbound{{Update: 1, Chat: 9}}, 2, func(ctx context.Context, in coach.Inbound) error {
			return db.Turn(ctx, in.Chat, coach.Source{Update: in.Update}, func(coach.Member) (coach.Entry, error) {
				return coach.Entry{Letters: []coach.Letter{{Key: "second", Target: "first", Lane: coach.LaneReply, Repeat: true}}}, nil
			})
		})
		admitted <- err
	}()
	for waits := false; !waits; { // until it is at it
		db.flights.mu.Lock()
		waits = db.flights.meets[9] != nil
		db.flights.mu.Unlock()
	}
	go func() {
		_, _, err := db.Sent(t.Context(), first[0].ID, coach.Delivered{Message: 1})
		noted <- err
	}()
	must(t, <-admitted)
	must(t, <-noted)
	keys(t, c.take(), "second") // which would wait, were the first one still on its way
	equal(t, "the note", state(t, db, "first"), "sent")
	equal(t, "who waits", len(db.flights.meets), 0)
}

// Nobody waits where nothing is on its way, or several letters are, or when it does not land.
func TestNobodyWaitsForNothing(t *testing.T) {
	db, c := counted(t)
	db.flights.meet(9, time.Hour)
	post(t, db, coach.Letter{Key: "a", Lane: coach.LaneReply, Repeat: true})
	db.flights.meet(8, time.Hour)
	db.flights.meet(9, time.Millisecond)
	db.flights.land(c.take()[0].ID)
	db.flights.meet(9, time.Hour)
	post(t, db, coach.Letter{Key: "b", Lane: coach.LaneReply, Repeat: true})
	db.flights.meet(9, time.Hour)

	post(t, db, coach.Letter{Key: "elsewhere", Chat: 10, Lane: coach.LaneReply, Repeat: true})
	elsewhere := claim(t, db, noon, 10)
	db.flights.begin(elsewhere)
	met := db.flights.meeting(10)
	must(t, db.Failed(t.Context(), elsewhere[0].ID, "gone"))
	<-met // whatever became of it
}
