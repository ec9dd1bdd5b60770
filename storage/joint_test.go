package storage

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"gorm.io/gorm"

	"medius/coach"
)

// set writes a setting through the joint, after a look at what else is to happen in the same part.
func set(db *DB, name string, also func(tx *gorm.DB) error) error {
	return db.write(context.Background(), func(tx *gorm.DB) error {
		if err := setValue(tx, name, "there"); err != nil {
			return err
		}
		return also(tx)
	})
}

func fine(*gorm.DB) error { return nil }

// whileWriting keeps the writing goroutine busy while f runs.
func whileWriting(t *testing.T, db *DB, f func()) {
	t.Helper()
	held, begun, ended := make(chan struct{}), make(chan struct{}), make(chan error)
	go func() {
		ended <- set(db, "first", func(*gorm.DB) error {
			close(begun)
			<-held
			time.Sleep(2 * openTime) // nobody joins this one
			return nil
		})
	}()
	<-begun
	f()
	close(held)
	must(t, <-ended)
}

// joined lets several parts wait while something is written, so that they come into one commit.
func joined(t *testing.T, db *DB, parts ...func() error) []error {
	t.Helper()
	var writers sync.WaitGroup
	errs := make([]error, len(parts))
	whileWriting(t, db, func() {
		for i, p := range parts {
			writers.Go(func() { errs[i] = p() })
			waits(db, i+1)
		}
	})
	writers.Wait()
	return errs
}

func there(t *testing.T, db *DB, name string) bool {
	t.Helper()
	_, ok, err := db.Value(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	return ok
}

// What goes wrong in one part takes back that part and no other.
func TestPartsOfACommitFailAlone(t *testing.T) {
	db := open(t)
	wrong := errors.New("wrong")
	errs := joined(t, db,
		func() error { return set(db, "before", fine) },
		func() error { return set(db, "fails", func(*gorm.DB) error { return wrong }) },
		func() (err error) {
			defer func() { err = fmt.Errorf("recovered %v", recover()) }()
			return set(db, "panics", func(*gorm.DB) error { panic("away") })
		},
		func() error {
			return set(db, "breaks", func(tx *gorm.DB) error { return tx.Exec(`INSERT INTO settings (name) VALUES ('x')`).Error })
		},
		func() error { return set(db, "after", fine) },
	)
	if errs[0] != nil || errs[4] != nil || !errors.Is(errs[1], wrong) || errs[2].Error() != "recovered away" || errs[3] == nil {
		t.Errorf("got %v", errs)
	}
	for name, want := range map[string]bool{
		"first": true, "before": true, "after": true, "fails": false, "panics": false, "breaks": false,
	} {
		if there(t, db, name) != want {
			t.Errorf("%s: there %t, want %t", name, !want, want)
		}
	}
}

// A transaction that is taken back as a whole has failed for everybody, and the next one works.
func TestATakenBackCommitFailsForAll(t *testing.T) {
	db := open(t)
	errs := joined(t, db,
		func() error { return set(db, "before", fine) },
		func() error { return set(db, "fails", func(tx *gorm.DB) error { return tx.Exec(`ROLLBACK`).Error }) },
	)
	if slices.Contains(errs, nil) || there(t, db, "before") || there(t, db, "fails") {
		t.Errorf("got %v", errs)
	}
	if err := set(db, "next", fine); err != nil || !there(t, db, "next") {
		t.Error(err)
	}
}

// Who waits may leave; who has begun is told what became of it.
func TestLeavingTheJoint(t *testing.T) {
	var j joint
	p := &part{write: fine, over: make(chan struct{})}
	j.leave(p, context.Canceled)
	if j.begin(p) || !errors.Is(p.err, context.Canceled) {
		t.Errorf("a part that left is written: %v", p.err)
	}
	begun := &part{write: fine, over: make(chan struct{})}
	j.begin(begun)
	go func() {
		begun.err = errors.New("wrong")
		close(begun.over)
	}()
	if j.leave(begun, context.Canceled); begun.err == nil {
		t.Error("did not wait for a part that had begun")
	}
}

// What somebody waits for is written before what is unhurried, although it came later; and what is unhurried is not put off for
// ever by that.
func TestTheUnhurriedComeLater(t *testing.T) {
	db := open(t)
	var mu sync.Mutex
	var order []string
	held, begun := make(chan struct{}), make(chan struct{})
	var writers sync.WaitGroup
	write := func(ctx context.Context, name string) {
		writers.Go(func() {
			err := db.write(ctx, func(*gorm.DB) error {
				if name == "first" {
					close(begun)
					<-held
				}
				mu.Lock()
				defer mu.Unlock()
				order = append(order, name)
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wait := func(hurried, later int) {
		for {
			db.joint.mu.Lock()
			ok := len(db.joint.waiting) == hurried && len(db.joint.later) == later
			db.joint.mu.Unlock()
			if ok {
				return
			}
			runtime.Gosched()
		}
	}
	waitedFor, unhurriedly := t.Context(), manner{unhurried: true}.in(t.Context())
	write(waitedFor, "first")
	<-begun
	write(unhurriedly, "reminder")
	wait(0, 1)
	write(waitedFor, "answer")
	wait(1, 1)
	close(held)
	writers.Wait()
	equal(t, "order", fmt.Sprint(order), "[first answer reminder]")

	j, now := joint{}, time.Now()
	aged := func(unhurried bool, age time.Duration) *part {
		return &part{manner: manner{unhurried: unhurried}, since: now.Add(-age)}
	}
	for range mostJoined {
		j.waiting = append(j.waiting, aged(false, 0))
	}
	j.later = []*part{aged(true, 2*mostWait), aged(true, 2*mostWait), aged(true, 0)}
	long := j.later[0]
	for range 3 {
		parts := j.next()
		equal(t, "the one that has waited long comes first", parts[0], long)
		equal(t, "parts", len(parts), mostJoined+1)
		j.putBack(parts[1:])
		if long = j.later[0]; now.Sub(long.since) < mostWait {
			break
		}
	}
	equal(t, "left of those that wait", len(j.waiting), mostJoined)
	equal(t, "left of the unhurried", len(j.later), 1)
}

// Who comes soon while a commit is being written is written with it.
func TestNewcomersJoinTheCommit(t *testing.T) {
	db := open(t)
	var commits []gorm.ConnPool
	note := func(tx *gorm.DB) error {
		commits = append(commits, tx.Statement.ConnPool)
		return nil
	}
	came := make(chan error)
	err := db.write(t.Context(), func(tx *gorm.DB) error {
		go func() { came <- db.write(t.Context(), note) }()
		waits(db, 1)
		return note(tx)
	})
	if err := errors.Join(err, <-came); err != nil {
		t.Fatal(err)
	}
	equal(t, "in one commit", commits[0] == commits[1], true)
	err = db.write(t.Context(), func(tx *gorm.DB) error {
		go func() { came <- db.write(t.Context(), note) }()
		waits(db, 1)
		time.Sleep(2 * openTime)
		return note(tx)
	})
	if err := errors.Join(err, <-came); err != nil {
		t.Fatal(err)
	}
	equal(t, "in one commit when it had taken long", commits[2] == commits[3], false)
}

// waits returns when so many parts wait.
func waits(db *DB, parts int) {
	for waiting := 0; waiting < parts; runtime.Gosched() {
		db.joint.mu.Lock()
		waiting = len(db.joint.waiting)
		db.joint.mu.Unlock()
	}
}

// What is patient is written with what comes next, before it, and by itself when nothing comes.
func TestThePatientComeFirst(t *testing.T) {
	j, now := joint{}, time.Now()
	aged := func(m manner) *part { return &part{manner: m, since: now.Add(-2 * mostWait)} }
	note, answer, reminder := aged(manner{patient: true}), aged(manner{}), aged(manner{unhurried: true})
	equal(t, "the patient write at once", j.add(note), false)
	equal(t, "the first who is not writes", j.add(answer), true)
	equal(t, "a second one does", j.add(reminder), false)
	equal(t, "order", slices.Equal(j.next(), []*part{note, reminder, answer}), true)

	j.add(note)
	j.add(answer)
	equal(t, "newcomers", slices.Equal(j.newcomers(), []*part{note, answer}), true)

	j.add(note)
	j.add(answer)
	j.goAhead(nil) // somebody writes already
	equal(t, "in front", slices.Equal(j.waiting, []*part{note, answer}), true)
	equal(t, "patient", len(j.patient), 0)

	j = joint{}
	j.add(note)
	equal(t, "goes on by itself", j.goesOn(), false)
	j.hasten()
	equal(t, "goes on when it is awaited", j.goesOn(), true)
	equal(t, "at once", slices.Equal(j.waiting, []*part{note}), true)

	db := open(t)
	for _, when := range []string{"after a while", "at once"} {
		must(t, db.write(manner{patient: true}.in(t.Context()), func(tx *gorm.DB) error { return setValue(tx, when, "there") }))
		equal(t, when, there(t, db, when), true)
	}
	equal(t, "busy when something was written just now", (&joint{latest: time.Now().Add(time.Minute)}).busy(), true)
	equal(t, "busy after a while", (&joint{latest: time.Now().Add(-openTime)}).busy(), false)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if err := db.write(manner{patient: true}.in(ctx), fine); !errors.Is(err, context.Canceled) {
		t.Errorf("with a context that has ended: %v", err)
	}
}

// What follows a part happens in the order of the parts, and not when it has failed.
func TestWhatFollowsAPart(t *testing.T) {
	db := open(t)
	var followed []string
	write := func(name string, f func(*gorm.DB) error) func() error {
		return func() error {
			how := manner{then: func() { followed = append(followed, name) }}
			return db.write(how.in(context.Background()), f)
		}
	}
	errs := joined(t, db, write("a", fine), write("b", func(*gorm.DB) error { return errors.New("no") }), write("c", fine), write("d", func(tx *gorm.DB) error {
		equal(t, "goes further", mannerOf(tx.Statement.Context).then == nil, true)
		return nil
	}))
	must(t, errors.Join(errs[0], errs[2], errs[3]))
	equal(t, "followed", fmt.Sprint(followed), "[a c d]")
}

// Letters come over the counter in the order in which they were written, whoever has written them.
func TestTheCounterGetsThemInOrder(t *testing.T) {
	db, c := counted(t)
	say := func(chat int64, key string) func() error {
		return func() error {
			return db.Turn(context.Background(), chat, coach.Source{}, func(coach.Member) (coach.Entry, error) {
				return coach.Entry{Letters: []coach.Letter{{Key: key, Lane: coach.LaneReply, Repeat: true}}}, nil
			})
		}
	}
	for range 20 {
		errs := joined(t, db, say(7, "a"), say(8, "b"), say(9, "c"), say(10, "d"), say(7, "e"))
		must(t, errors.Join(errs...))
		got := c.take()
		keys(t, got, "a b c d") // e is of the same chat and commit as a, which the counter has not got yet
		for _, l := range got {
			must(t, db.Failed(t.Context(), l.ID, "gone"))
		}
		must(t, db.writer.Exec(`DELETE FROM outbox`).Error)
	}
}
