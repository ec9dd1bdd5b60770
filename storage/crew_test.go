package storage

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"gorm.io/gorm"

	"medius/coach"
	"medius/storage/postgrestest"
)

// sharing opens a database for several instances, all of which know of each other.
func sharing(t *testing.T, n int) (all []*DB) {
	t.Helper()
	dsn := postgrestest.Database(t)
	for i := range n {
		o := options(t, dsn)
		o.Share, o.Name = true, fmt.Sprint("instance ", i)
		db, err := Open(t.Context(), o)
		must(t, err)
		t.Cleanup(func() { must(t, db.Close()) })
		all = append(all, db)
	}
	for _, db := range all {
		looks(t, db)
		equal(t, "instances seen", db.Crew().Size, n)
	}
	return all
}

// looks lets an instance look now, and not within the second.
func looks(t *testing.T, db *DB) {
	t.Helper()
	db.engine.(*server).guard.look(t.Context())
	must(t, db.engine.(*server).guard.standing())
}

// wants lets an instance lead when it can.
func wants(t *testing.T, db *DB) {
	t.Helper()
	db.engine.(*server).guard.leading.Store(true)
	looks(t, db)
}

// still stops an instance's signs of life; its connections, and the locks they hold, stay. For the others it has been so for long.
func still(t *testing.T, db *DB, by *DB) {
	t.Helper()
	g := db.engine.(*server).guard
	g.stop()
	<-g.done
	must(t, by.writer.Exec(`UPDATE instances SET beat_at = beat_at - 7000 WHERE id = ?`, g.me).Error)
	late := time.Now().Add(15 * time.Second) // a server that has just started lets all come back first
	for by.Crew().Size > 1 && time.Now().Before(late) {
		looks(t, by)
		time.Sleep(50 * time.Millisecond)
	}
	equal(t, "instances seen by the other", by.Crew().Size, 1)
}

// home gives the first chat from a number on that is an instance's.
func home(db *DB, from int64) int64 {
	for !db.Crew().Home(from) {
		from++
	}
	return from
}

// One instance leads. When it goes another one does, and what the first has fetched and not written it writes no more.
func TestOneInstanceLeads(t *testing.T) {
	all := sharing(t, 2)
	a, b := all[0], all[1]
	wants(t, a)
	wants(t, b)
	equal(t, "the first leads", a.Leads(), true)
	equal(t, "the second leads", b.Leads(), false)
	must(t, a.Accept(t.Context(), []coach.Inbound{{Update: 1, Chat: 1}}, 2))
	if err := b.Accept(t.Context(), []coach.Inbound{{Update: 1, Chat: 1}}, 1); !errors.Is(err, errFollows) {
		t.Errorf("who does not lead has written: %v", err)
	}
	still(t, a, b)
	equal(t, "the second leads", b.Leads(), true)
	must(t, b.Accept(t.Context(), []coach.Inbound{{Update: 2, Chat: 1}}, 3))
	if err := a.Accept(t.Context(), []coach.Inbound{{Update: 1, Chat: 1}}, 2); !errors.Is(err, errFollows) {
		t.Errorf("who led before has written: %v", err)
	}
	next, err := b.Offset(t.Context())
	must(t, err)
	equal(t, "offset", next, 3)
	looks(t, a)
	equal(t, "the first is back", a.Crew().Size, 2)
	equal(t, "and leads", a.Leads(), false)
	list, err := b.Instances(t.Context())
	must(t, err)
	equal(t, "instances", len(list), 2)
	equal(t, "the one that leads", list[0].Name+fmt.Sprint(list[0].Leads), "instance 1true")
}

// A batch that takes long to write is written all the same: whoever leads goes on saying that it lives meanwhile, and nobody takes over.
func TestASlowWriteKeepsItsLeader(t *testing.T) {
	all := sharing(t, 2)
	a, b := all[0], all[1]
	wants(t, a)
	wants(t, b)
	must(t, a.writer.Exec(`CREATE FUNCTION tarry() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(3.5); RETURN NULL; END'`).Error)
	must(t, a.writer.Exec(`CREATE TRIGGER tarry BEFORE INSERT ON inbox FOR EACH STATEMENT EXECUTE FUNCTION tarry()`).Error)
	written := make(chan error, 1)
	go func() { written <- a.Accept(t.Context(), []coach.Inbound{{Update: 1, Chat: 1}}, 2) }()
	for done := false; !done; {
		select {
		case err := <-written:
			must(t, err)
			done = true
		case <-time.After(200 * time.Millisecond):
		}
		if !a.Leads() || b.Leads() {
			t.Fatal("it leads no longer")
		}
	}
	next, err := b.Offset(t.Context())
	must(t, err)
	equal(t, "offset", next, 2)
}

// Lead works while an instance leads, hands over when it ends, and begins again elsewhere within two seconds.
func TestLeadingIsHandedOver(t *testing.T) {
	all := sharing(t, 2)
	begun, ended := make(chan int), make(chan error, 2)
	leave := make([]context.CancelFunc, 2)
	for i, db := range all {
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		leave[i] = stop
		go func() {
			ended <- db.Lead(ctx, func(ctx context.Context) error {
				begun <- i
				<-ctx.Done()
				return nil
			})
		}()
	}
	first := <-begun
	leave[first]()
	began := time.Now()
	equal(t, "who leads now", <-begun, 1-first)
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("after %s", took)
	}
	leave[1-first]()
	must(t, <-ended)
	must(t, <-ended)
}

// An instance that stood still for a moment goes on leading: by the time its work has ended it may be known again that it still does.
func TestAMomentOfStandstillEndsNoLeading(t *testing.T) {
	db := sharing(t, 1)[0]
	s := db.engine.(*server)
	begun := make(chan struct{})
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- db.Lead(ctx, func(ctx context.Context) error {
			begun <- struct{}{}
			<-ctx.Done()
			for !db.Leads() && t.Context().Err() == nil { // the guard looks meanwhile
				time.Sleep(time.Millisecond)
			}
			return nil
		})
	}()
	<-begun
	equal(t, "follows", db.Follows(), false)
	for again := false; !again; {
		old := *s.guard.view.Load()
		old.seen = old.seen.Add(-time.Minute)
		s.guard.view.Store(&old)
		select {
		case <-begun:
			again = true
		case err := <-ended:
			t.Fatalf("nobody leads any more: %v", err)
		case <-time.After(5 * time.Millisecond): // the guard may have looked before the work did
		}
	}
	stop()
	must(t, <-ended)
}

// What work returns ends Lead; of a database that is not shared there is nothing to wait for.
func TestLeadEndsWithItsWork(t *testing.T) {
	fatal := errors.New("revoked")
	for _, db := range []*DB{open(t), sharing(t, 1)[0]} {
		if err := db.Lead(t.Context(), func(context.Context) error { return fatal }); !errors.Is(err, fatal) {
			t.Errorf("got %v", err)
		}
	}
}

// The chats are divided: what one instance is given, no other is, and together they get everything.
func TestInstancesDivideTheChats(t *testing.T) {
	all := sharing(t, 3)
	wants(t, all[0])
	var batch []coach.Inbound
	for n := range int64(30) {
		chat := n - 9 // groups have numbers below zero
		batch = append(batch, coach.Inbound{Update: n + 1, Chat: chat})
		enter(t, all[0], chat+100, coach.Entry{
			Member: coach.Member{Language: "en"}, Letters: []coach.Letter{{Key: fmt.Sprint("k", n), Lane: coach.LaneReminder}},
			Keep: []coach.Appointment{{Kind: "rest", At: noon}, {Kind: "morning", At: noon, Spread: true}},
		})
	}
	must(t, all[0].Accept(t.Context(), batch, 31))
	updates, letters, due := map[int64]int{}, map[int64]int{}, map[int64]int{}
	for _, db := range all {
		rows, err := db.Pending(t.Context(), 0, 100)
		must(t, err)
		claimed, err := db.Claim(t.Context(), noon, coach.LaneBroadcast, nil, 100)
		must(t, err)
		now, err := db.DueNow(t.Context(), noon, 100)
		must(t, err)
		spread, err := db.DueSpread(t.Context(), noon, 100)
		must(t, err)
		for _, in := range rows {
			updates[in.Update]++
			equal(t, fmt.Sprint("update of chat ", in.Chat, " is given to its home"), db.Crew().Home(in.Chat), true)
		}
		for _, l := range claimed {
			letters[l.ID]++
			equal(t, "it holds the letter", db.Holds(l), true)
		}
		for _, d := range slices.Concat(now, spread) {
			due[d.Chat]++
		}
		if len(rows) < 5 || len(claimed) < 5 || len(now) < 5 || len(spread) < 5 {
			t.Errorf("an instance got %d updates, %d letters, %d and %d appointments", len(rows), len(claimed), len(now), len(spread))
		}
	}
	for what, each := range map[string]map[int64]int{"updates": updates, "letters": letters} {
		equal(t, what, len(each), 30)
		for id, n := range each {
			equal(t, fmt.Sprint(what, " ", id, " given"), n, 1)
		}
	}
	equal(t, "chats with appointments", len(due), 30)
	for chat, n := range due {
		equal(t, fmt.Sprint("appointments of chat ", chat), n, 2)
	}
}

// An update waits for an older one of its chat, and for a turn of its chat, whoever has that in hand.
func TestAnUpdateWaitsForItsTurn(t *testing.T) {
	all := sharing(t, 2)
	a, b := all[0], all[1]
	wants(t, a)
	must(t, a.Accept(t.Context(), []coach.Inbound{{Update: 1, Chat: 7}, {Update: 2, Chat: 7}, {Update: 3, Chat: 8}}, 4))
	take := func(db *DB, chat, update int64, during func()) error {
		return db.Turn(t.Context(), chat, coach.Source{Update: update}, func(coach.Member) (coach.Entry, error) {
			during()
			return coach.Entry{}, nil
		})
	}
	late := func(err error) {
		t.Helper()
		if !errors.Is(err, coach.ErrOutOfTurn) {
			t.Errorf("got %v", err)
		}
	}
	never := func() { t.Error("it was not its turn") }
	late(take(b, 7, 2, never))
	must(t, take(a, 7, 1, func() {
		late(take(b, 7, 1, never))
		late(take(b, 7, 2, never))
		must(t, take(b, 8, 3, func() {}))
	}))
	must(t, take(b, 7, 1, func() { t.Error("it was applied twice") }))
	must(t, take(b, 7, 2, func() {}))
}

// A letter on its way is left alone while its instance lives. When that is gone another one takes it, and the first, should it
// come back, neither sends it nor says anything about it, unless it has been sent.
func TestLettersOfAnInstanceThatIsGone(t *testing.T) {
	all := sharing(t, 2)
	a, b := all[0], all[1]
	chat := home(a, 10)
	enter(t, a, chat, coach.Entry{Letters: []coach.Letter{{Key: "once", Lane: coach.LaneReply}, {Key: "again", Lane: coach.LaneReply, Repeat: true}}})
	claim := func(db *DB) []coach.Letter {
		t.Helper()
		letters, err := db.Claim(t.Context(), noon, coach.LaneBroadcast, nil, 10)
		must(t, err)
		return letters
	}
	first := claim(a)
	equal(t, "claimed", fmt.Sprint(keysOf(first)), "[once]")
	n, err := b.Recover(t.Context())
	must(t, err)
	equal(t, "recovered from one that lives", n, 0)
	still(t, a, b)
	got := claim(b)
	equal(t, "claimed by the other", fmt.Sprint(keysOf(got)), "[again]") // the first must not be sent twice
	equal(t, "the other holds it", b.Holds(got[0]), true)
	looks(t, a)
	equal(t, "it still holds its letter", a.Holds(first[0]), false)
	must(t, a.Later(t.Context(), got[0].ID, noon))
	must(t, a.Failed(t.Context(), got[0].ID, "late"))
	equal(t, "on its way", count(t, b, `SELECT COUNT(*) FROM outbox WHERE state = 'sending' AND key = 'again'`), 1)
	sent(t, a, got[0].ID, coach.Delivered{Message: 3}) // it had: but another copy of it is on the wire, and nothing may pass that
	equal(t, "still on its way", count(t, b, `SELECT COUNT(*) FROM outbox WHERE state = 'sending' AND key = 'again'`), 1)
	sent(t, b, got[0].ID, coach.Delivered{Message: 5})
	sent(t, a, first[0].ID, coach.Delivered{Message: 4})
	equal(t, "sent", count(t, b, `SELECT COUNT(*) FROM outbox WHERE state = 'sent'`), 2)
}

// What is another instance's to send is not handed over at the counter of the one that wrote it: that one is told.
func TestALetterIsSentFromItsHome(t *testing.T) {
	all := sharing(t, 2)
	a, b := all[0], all[1]
	hand := &counter{}
	a.HandTo(hand)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	told := make(chan struct{}, 64)
	go b.Listen(ctx, func() { told <- struct{}{} })
	<-told // it listens
	mine, theirs := home(a, 10), home(b, 10)
	for _, chat := range []int64{mine, theirs} {
		enter(t, a, chat, coach.Entry{Letters: []coach.Letter{{Key: fmt.Sprint(chat), Lane: coach.LaneReply, Repeat: true}}})
	}
	<-told
	equal(t, "handed over", fmt.Sprint(keysOf(hand.got)), fmt.Sprint([]int64{mine}))
	letters, err := b.Claim(t.Context(), noon, coach.LaneBroadcast, nil, 10)
	must(t, err)
	equal(t, "left to the other", fmt.Sprint(keysOf(letters)), fmt.Sprint([]int64{theirs}))
}

// A wait that Telegram asked one instance for is known to all, and outlives nothing but itself.
func TestAWaitIsShared(t *testing.T) {
	all := sharing(t, 2)
	until := noon.Add(time.Minute)
	must(t, all[0].Shut(t.Context(), coach.LaneBroadcast, until))
	looks(t, all[1])
	shut := all[1].Crew().Shut
	equal(t, "announcements wait until", shut[coach.LaneBroadcast], until)
	equal(t, "reminders wait until", shut[coach.LaneReminder], time.Time{})
	must(t, all[0].Shut(t.Context(), coach.LaneReminder, until.Add(-time.Second)))
	looks(t, all[1])
	shut = all[1].Crew().Shut
	equal(t, "announcements wait until", shut[coach.LaneBroadcast], until)
	equal(t, "reminders wait until", shut[coach.LaneReminder], until.Add(-time.Second))
	must(t, open(t).Shut(t.Context(), coach.LaneReminder, until))
}

// An instance whose connection is cut comes back as the one it was, with what it has in hand.
func TestAnInstanceSurvivesItsConnection(t *testing.T) {
	all := sharing(t, 2)
	a, b := all[0], all[1]
	g := a.engine.(*server).guard
	wants(t, a)
	chat := home(a, 10)
	enter(t, a, chat, coach.Entry{Letters: []coach.Letter{{Key: "letter", Repeat: true}}})
	letters, err := a.Claim(t.Context(), noon, coach.LaneBroadcast, nil, 10)
	must(t, err)
	must(t, b.writer.Exec(`SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory' AND classid = ? AND objid = ?`,
		instanceLock, g.me).Error)
	g.look(t.Context())
	looks(t, a)
	looks(t, b)
	equal(t, "instances", b.Crew().Size, 2)
	equal(t, "it leads", a.Leads(), true)
	equal(t, "it holds its letter", a.Holds(letters[0]), true)
	equal(t, "its lock is held again", count(t, b, `SELECT COUNT(*) FROM instances i WHERE i.id = ? AND `+livesSQL, g.me, instanceLock), 1)
}

// Whoever begins takes over from one that was killed as soon as that could not think any more that it is there, and not before.
func TestASuccessorTakesOverSoon(t *testing.T) {
	dsn := postgrestest.Database(t)
	o := options(t, dsn)
	o.Share, o.Name = true, "killed"
	killed, err := Open(t.Context(), o)
	must(t, err)
	g := killed.engine.(*server).guard
	g.stop()
	<-g.done
	must(t, disconnect(g.conn)) // with a killed process all its connections go
	was := g.view.Load()
	o.Name = "new"
	db, err := Open(t.Context(), o)
	must(t, err)
	t.Cleanup(func() { must(t, db.Close()) })
	equal(t, "instances", db.Crew().Size, 2)
	must(t, db.writer.Exec(`UPDATE instances SET leads = TRUE WHERE name = 'killed'`).Error)
	for wants(t, db); !db.Leads(); looks(t, db) {
		if time.Sleep(20 * time.Millisecond); time.Since(was.seen) > 30*time.Second {
			t.Fatal("it never leads")
		}
	}
	equal(t, "the other one thinks that it is there", was.fresh(), false)
	equal(t, "instances", db.Crew().Size, 1)
	must(t, killed.Close())
	equal(t, "instances", count(t, db, `SELECT COUNT(*) FROM instances`), 1)
}

// A schema is not changed under an instance that is at work: the newer one is refused, and changes nothing.
func TestNoSchemaIsChangedUnderAnInstance(t *testing.T) {
	dsn := postgrestest.Database(t)
	o := options(t, dsn)
	o.Share, o.Name = true, "older"
	older, err := Open(t.Context(), o)
	must(t, err)
	must(t, execute(t, dsn, `DELETE FROM goose_db_version WHERE version_id = (SELECT MAX(version_id) FROM goose_db_version)`))
	if db, err := Open(t.Context(), o); !errors.Is(err, ErrAtWork) {
		t.Errorf("got %v", errors.Join(err, db.Close()))
	}
	must(t, older.SetValue(t.Context(), "a", "b"))
	must(t, older.Close())
}

// An instance that has claimed a letter in a commit whose answer was lost does not know that it has it. Half a minute later it finds it again;
// a letter that it has in hand, and names, it leaves alone.
func TestALetterNobodyHasInHand(t *testing.T) {
	a := sharing(t, 2)[0]
	chat := home(a, 10)
	enter(t, a, chat, coach.Entry{Letters: []coach.Letter{{Key: "a", Lane: coach.LaneReply, Repeat: true}}})
	well, lose := a.engine, true
	a.engine = mute{well, &lose}
	if _, err := a.Claim(t.Context(), noon, coach.LaneBroadcast, nil, 10); err == nil {
		t.Fatal("the answer was not lost")
	}
	a.engine = well
	letters, err := a.Claim(t.Context(), noon.Add(40*time.Second), coach.LaneBroadcast, []int64{chat}, 10)
	must(t, err)
	equal(t, "in hand", fmt.Sprint(keysOf(letters)), "[]")
	letters, err = a.Claim(t.Context(), noon.Add(20*time.Second), coach.LaneBroadcast, nil, 10)
	must(t, err)
	equal(t, "early", fmt.Sprint(keysOf(letters)), "[]")
	letters, err = a.Claim(t.Context(), noon.Add(40*time.Second), coach.LaneBroadcast, nil, 10)
	must(t, err)
	equal(t, "found again", fmt.Sprint(keysOf(letters)), "[a]")
}

// mute is an engine that commits once and says that it has not.
type mute struct {
	engine
	lose *bool
}

func (m mute) transact(ctx context.Context, f func(tx *gorm.DB) error) error {
	err := m.engine.transact(ctx, f)
	if err == nil && *m.lose {
		*m.lose = false
		return errors.New("conn closed")
	}
	return err
}
