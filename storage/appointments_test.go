package storage

import (
	"cmp"
	"fmt"
	"slices"
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

// Of many reminders at one moment a few are given out by lot, the later moment after the earlier one; the moments that are to
// be kept are found behind any number of them, and idle is who has neither.
func TestRemindersGoByLot(t *testing.T) {
	db := open(t)
	lots := map[int64]int64{}
	for chat := range int64(40) {
		m := join(t, db, chat+1)
		at := noon.Add(time.Duration(chat/20) * time.Minute)
		enter(t, db, chat+1, coach.Entry{Keep: []coach.Appointment{{Kind: "morning", At: at, Spread: true}}})
		lots[chat+1] = coach.Lot(m.ID, at)
	}
	next, _, err := db.NextDue(t.Context())
	must(t, err)
	equal(t, "next", next, noon)
	promise(t, db, 1, "rest", noon.Add(time.Minute))
	now := noon.Add(time.Minute)
	equal(t, "early", len(dueNow(t, db, noon, 10)), 0)
	exact := dueNow(t, db, now, 10)
	equal(t, "exact", len(exact), 1)
	equal(t, "exact", exact[0].Kind, coach.AppointmentKind("rest"))
	var order []int64
	for range 4 {
		due, err := db.DueSpread(t.Context(), now, 10)
		must(t, err)
		equal(t, "claimed", len(due), 10)
		for _, d := range due {
			equal(t, "spread", d.Spread, true)
			order = append(order, d.Chat)
		}
	}
	inOrder := func(a, b int64) int {
		return cmp.Or(cmp.Compare((a-1)/20, (b-1)/20), cmp.Compare(lots[a], lots[b]))
	}
	if !slices.IsSortedFunc(order, inOrder) {
		t.Errorf("order %v", order)
	}
	idle, err := db.Idle(t.Context(), now)
	must(t, err)
	equal(t, "idle", idle, false)
}

// A crowd draws its lots as others do, and so did those who were promised something before there were lots.
func TestACrowdHasLots(t *testing.T) {
	db := open(t)
	at := noon.AddDate(0, 0, 3)
	must(t, db.Crowd(t.Context(), 100, 50, History{
		Member: coach.Member{Language: "en"}, Appointments: []coach.Appointment{{Kind: "morning", At: at, Spread: true}, {Kind: "rest", At: at}},
	}))
	var rows []struct{ MemberID, Lot, Old int64 }
	must(t, db.writer.Raw(`SELECT member_id, lot,
		1 + (member_id % 2147483647 * 1640531527 + at / 86400000 % 2147483647 * 1327217884) % 2147483647 AS old
		FROM appointments WHERE kind = 'morning'`).Find(&rows).Error)
	equal(t, "rows", len(rows), 50)
	for _, r := range rows {
		equal(t, "lot", r.Lot, coach.Lot(r.MemberID, at))
		equal(t, "lot by the migration", r.Old, coach.Lot(r.MemberID, at))
	}
	equal(t, "exact", len(dueNow(t, db, at, 100)), 50)
}

// The letters that wait are counted lane by lane.
func TestWaitingLettersAreCounted(t *testing.T) {
	db := open(t)
	for i := range 7 {
		post(t, db, coach.Letter{Key: fmt.Sprint(i), Chat: int64(i + 1), Lane: coach.LaneReminder})
	}
	post(t, db, coach.Letter{Key: "a", Chat: 9, Lane: coach.LaneReply})
	claim(t, db, noon, 3) // the answer and two reminders
	n, err := db.Waiting(t.Context(), coach.LaneReminder)
	must(t, err)
	equal(t, "waiting", n, 5)
}
