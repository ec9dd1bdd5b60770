package storage

import (
	"testing"
	"time"

	"medius/coach"
)

// promise keeps an appointment for a chat's member.
func promise(t testing.TB, db *DB, chat int64, kind coach.AppointmentKind, at time.Time) {
	t.Helper()
	enter(t, db, chat, coach.Entry{Keep: []coach.Appointment{{Kind: kind, At: at, Slot: "2026-03-02 morning"}}})
}

func dueNow(t testing.TB, db *DB, now time.Time, limit int) []coach.Due {
	t.Helper()
	due, err := db.DueNow(t.Context(), now, limit)
	must(t, err)
	return due
}

// A moment comes with everything that is known about it, and not a millisecond early.
func TestAnAppointmentComesOnTime(t *testing.T) {
	db := open(t)
	m := join(t, db, 9)
	want := coach.Appointment{Kind: "morning", At: noon, Until: noon.Add(time.Hour), Slot: "2026-03-02 morning"}
	enter(t, db, 9, coach.Entry{Keep: []coach.Appointment{want}})
	equal(t, "early", len(dueNow(t, db, noon.Add(-time.Millisecond), 10)), 0)
	due := dueNow(t, db, noon, 10)
	equal(t, "due", len(due), 1)
	equal(t, "due", due[0], coach.Due{Member: m.ID, Chat: 9, Appointment: want})
}

// Who claims an appointment has it alone for half a minute; after that it is due again.
func TestAClaimedAppointmentIsLeased(t *testing.T) {
	db := open(t)
	join(t, db, 9)
	promise(t, db, 9, "morning", noon)
	equal(t, "first claim", len(dueNow(t, db, noon, 10)), 1)
	equal(t, "second claim", len(dueNow(t, db, noon.Add(29*time.Second), 10)), 0)
	equal(t, "after the lease", len(dueNow(t, db, noon.Add(30*time.Second), 10)), 1)
}

// What was promised first comes first, also when its first claim came to nothing.
func TestTheOldestAppointmentComesFirst(t *testing.T) {
	db := open(t)
	join(t, db, 9)
	for i, kind := range []coach.AppointmentKind{"c", "a", "b"} {
		promise(t, db, 9, kind, noon.Add(time.Duration(i)*time.Second))
	}
	due := dueNow(t, db, noon, 10)
	equal(t, "claimed", due[0].Kind, coach.AppointmentKind("c"))
	due = dueNow(t, db, noon.Add(time.Minute), 10)
	equal(t, "due", len(due), 3)
	for i, kind := range []coach.AppointmentKind{"c", "a", "b"} {
		equal(t, "kind", due[i].Kind, kind)
	}
}

// A claim takes no more than was asked for; the rest is still due.
func TestAClaimOfAppointmentsHasALimit(t *testing.T) {
	db := open(t)
	for chat := range int64(5) {
		join(t, db, chat+1)
		promise(t, db, chat+1, "a", noon)
	}
	equal(t, "first", len(dueNow(t, db, noon, 3)), 3)
	equal(t, "second", len(dueNow(t, db, noon, 3)), 2)
	equal(t, "third", len(dueNow(t, db, noon, 3)), 0)
}

// Moving an appointment ends its lease: the new moment counts.
func TestAMovedAppointmentIsFree(t *testing.T) {
	db := open(t)
	join(t, db, 9)
	promise(t, db, 9, "a", noon)
	dueNow(t, db, noon, 10)
	promise(t, db, 9, "a", noon.Add(time.Second))
	due := dueNow(t, db, noon.Add(time.Second), 10)
	equal(t, "due", len(due), 1)
	equal(t, "at", due[0].At, noon.Add(time.Second))
}

// The next moment is the earliest that can be claimed: a leased one counts with the end of its lease.
func TestTheNextMoment(t *testing.T) {
	db, ctx := open(t), t.Context()
	join(t, db, 9)
	_, ok, err := db.NextDue(ctx)
	must(t, err)
	equal(t, "nothing promised", ok, false)
	promise(t, db, 9, "a", noon)
	promise(t, db, 9, "b", noon.Add(time.Hour))
	at, ok, err := db.NextDue(ctx)
	must(t, err)
	equal(t, "promised", ok, true)
	equal(t, "next", at, noon)
	dueNow(t, db, noon, 10)
	at, _, err = db.NextDue(ctx)
	must(t, err)
	equal(t, "next while leased", at, noon.Add(dueLease))
}

// Nothing due takes no lock: it works while somebody else holds the write lock.
func TestNothingDueTakesNoLock(t *testing.T) {
	db := open(t)
	join(t, db, 9)
	promise(t, db, 9, "a", noon.Add(time.Hour))
	must(t, db.Turn(t.Context(), 9, coach.Source{}, func(coach.Member) (coach.Entry, error) {
		equal(t, "due", len(dueNow(t, db, noon, 10)), 0)
		letters, err := db.Claim(t.Context(), noon, coach.LaneBroadcast, nil, 10)
		equal(t, "letters", len(letters), 0)
		return coach.Entry{}, err
	}))
}
