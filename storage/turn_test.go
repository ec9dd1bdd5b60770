package storage

import (
	"errors"
	"testing"
	"time"

	"medius/coach"
)

// nothing is a turn that changes nothing; it counts how often it was called.
func nothing(calls *int) func(coach.Member) (coach.Entry, error) {
	return func(coach.Member) (coach.Entry, error) {
		*calls++
		return coach.Entry{}, nil
	}
}

// An update that is applied leaves everything of its entry behind, and the update done.
func TestATurnWritesItsEntry(t *testing.T) {
	db, ctx := open(t), t.Context()
	accept(t, db, 6, 5)
	kept := coach.Appointment{
		Kind: "morning", At: noon.Add(time.Hour), Until: noon.Add(2 * time.Hour), Slot: "2026-03-02 morning",
	}
	must(t, db.Turn(ctx, 9, coach.Source{Update: 5}, func(m coach.Member) (coach.Entry, error) {
		equal(t, "id of a new member", m.ID, 0)
		equal(t, "chat", m.Chat, 9)
		m.Language = "de"
		m.Days = []coach.Day{{Date: "2026-03-02"}}
		return coach.Entry{
			Member:  m,
			Facts:   []coach.Fact{{At: noon, Date: "2026-03-02", Kind: "joined", Side: coach.Left}},
			Keep:    []coach.Appointment{kept},
			Letters: []coach.Letter{{Key: "a", Lane: coach.LaneReply, Body: []byte("hello")}},
		}, nil
	}))
	m, ok, err := db.Member(ctx, 9)
	must(t, err)
	equal(t, "saved", ok, true)
	equal(t, "language", m.Language, "de")
	equal(t, "days", len(m.Days), 1)
	facts, err := db.Facts(ctx, m.ID)
	must(t, err)
	equal(t, "facts", len(facts), 1)
	list, err := db.Appointments(ctx, m.ID)
	must(t, err)
	equal(t, "appointments", len(list), 1)
	equal(t, "appointment", list[0], kept)
	letters, err := db.Claim(ctx, noon, coach.LaneBroadcast, nil, 10)
	must(t, err)
	equal(t, "letters", len(letters), 1)
	equal(t, "letter's member", letters[0].Member, m.ID)
	equal(t, "letter's chat", letters[0].Chat, 9)
	pending(t, db)
}

// The error of a turn comes back as it is, and nothing of the turn stays.
func TestATurnThatFailsLeavesNothing(t *testing.T) {
	db, ctx := open(t), t.Context()
	accept(t, db, 6, 5)
	wrong := errors.New("wrong")
	err := db.Turn(ctx, 9, coach.Source{Update: 5}, func(coach.Member) (coach.Entry, error) {
		return coach.Entry{Member: coach.Member{Language: "de"}}, wrong
	})
	equal(t, "error", err, wrong)
	_, ok, err := db.Member(ctx, 9)
	must(t, err)
	equal(t, "saved", ok, false)
	pending(t, db, 5)
}

// An entry that cannot be written takes the whole turn back, the parts before it too.
func TestAnImpossibleEntryLeavesNothing(t *testing.T) {
	member := coach.Member{Language: "de"}
	for name, entry := range map[string]coach.Entry{
		"a letter without key":       {Member: member, Letters: []coach.Letter{{Key: "a"}, {}}},
		"an appointment without At":  {Member: member, Keep: []coach.Appointment{{Kind: "a", At: noon}, {Kind: "b"}}},
		"a day without date":         {Member: coach.Member{Days: []coach.Day{{}}}},
		"a fact that is no JSON":     {Member: member, Facts: []coach.Fact{{Data: map[string]any{"f": func() {}}}}},
		"a fact without a member":    {Facts: []coach.Fact{{Kind: "a"}}, Letters: []coach.Letter{{Key: "a"}}},
		"an appointment without one": {Keep: []coach.Appointment{{Kind: "a", At: noon}}},
		"another member":             {Member: coach.Member{ID: 77, Language: "de"}},
	} {
		t.Run(name, func(t *testing.T) {
			db, ctx := open(t), t.Context()
			accept(t, db, 6, 5)
			err := db.Turn(ctx, 9, coach.Source{Update: 5}, func(coach.Member) (coach.Entry, error) { return entry, nil })
			if err == nil {
				t.Error("no error")
			}
			for _, table := range []string{"members", "days", "facts", "appointments", "outbox"} {
				equal(t, table, count(t, db, `SELECT COUNT(*) FROM `+table), 0)
			}
			pending(t, db, 5)
		})
	}
}

// An update is applied once, however often it is tried.
func TestAnUpdateIsAppliedOnce(t *testing.T) {
	db, calls := open(t), 0
	accept(t, db, 6, 5)
	for range 3 {
		must(t, db.Turn(t.Context(), 9, coach.Source{Update: 5}, nothing(&calls)))
	}
	equal(t, "calls", calls, 1)
}

// A dead update is not applied.
func TestADeadUpdateIsNotApplied(t *testing.T) {
	db, calls := open(t), 0
	accept(t, db, 6, 5)
	for range tryLimit {
		_, err := db.SetAside(t.Context(), 5, "panic")
		must(t, err)
	}
	must(t, db.Turn(t.Context(), 9, coach.Source{Update: 5}, nothing(&calls)))
	equal(t, "calls", calls, 0)
}

// An update that was never accepted is a mistake of the caller and is told.
func TestAnUnknownUpdateIsAnError(t *testing.T) {
	db, calls := open(t), 0
	if err := db.Turn(t.Context(), 9, coach.Source{Update: 5}, nothing(&calls)); err == nil || calls > 0 {
		t.Errorf("got %v after %d calls, want an error and no call", err, calls)
	}
}

// A due appointment leads to one turn, however often it is delivered, and may keep its successor.
func TestAnAppointmentIsUsedOnce(t *testing.T) {
	db, ctx := open(t), t.Context()
	m := join(t, db, 9)
	enter(t, db, 9, coach.Entry{Keep: []coach.Appointment{{Kind: "morning", At: noon}}})
	due, err := db.DueNow(ctx, noon, 10)
	must(t, err)
	calls, next := 0, noon.AddDate(0, 0, 1)
	for range 2 {
		must(t, db.Turn(ctx, 9, coach.Source{Due: &due[0]}, func(m coach.Member) (coach.Entry, error) {
			calls++
			return coach.Entry{Keep: []coach.Appointment{{Kind: "morning", At: next}}}, nil
		}))
	}
	equal(t, "calls", calls, 1)
	list, err := db.Appointments(ctx, m.ID)
	must(t, err)
	equal(t, "appointments", len(list), 1)
	equal(t, "next", list[0].At, next)
}

// A due appointment that was called off, moved, or belongs to a forgotten member is over.
func TestAnAppointmentThatIsOverLeadsToNoTurn(t *testing.T) {
	for name, change := range map[string]coach.Entry{
		"called off": {Drop: []coach.AppointmentKind{"morning"}},
		"moved":      {Keep: []coach.Appointment{{Kind: "morning", At: noon.Add(time.Minute)}}},
		"forgotten":  {Erase: true},
	} {
		t.Run(name, func(t *testing.T) {
			db, ctx, calls := open(t), t.Context(), 0
			join(t, db, 9)
			enter(t, db, 9, coach.Entry{Keep: []coach.Appointment{{Kind: "morning", At: noon}}})
			due, err := db.DueNow(ctx, noon, 10)
			must(t, err)
			enter(t, db, 9, change)
			must(t, db.Turn(ctx, 9, coach.Source{Due: &due[0]}, nothing(&calls)))
			equal(t, "calls", calls, 0)
		})
	}
}

// A turn that fails gives its appointment back: it is due again when the lease has run out.
func TestAnAppointmentOfAFailedTurnIsDueAgain(t *testing.T) {
	db, ctx := open(t), t.Context()
	join(t, db, 9)
	enter(t, db, 9, coach.Entry{Keep: []coach.Appointment{{Kind: "morning", At: noon}}})
	due, err := db.DueNow(ctx, noon, 10)
	must(t, err)
	wrong := errors.New("wrong")
	err = db.Turn(ctx, 9, coach.Source{Due: &due[0]}, func(coach.Member) (coach.Entry, error) {
		return coach.Entry{}, wrong
	})
	equal(t, "error", err, wrong)
	again, err := db.DueNow(ctx, noon.Add(dueLease), 10)
	must(t, err)
	equal(t, "due again", len(again), 1)
}

// Someone who has said nothing yet leaves no row, but is answered.
func TestABlankMemberIsNotSaved(t *testing.T) {
	db := open(t)
	enter(t, db, 9, coach.Entry{Letters: []coach.Letter{{Key: "a"}}, Hush: []coach.Lane{coach.LaneTimer}})
	equal(t, "members", count(t, db, `SELECT COUNT(*) FROM members`), 0)
	letters, err := db.Claim(t.Context(), noon, coach.LaneBroadcast, nil, 10)
	must(t, err)
	equal(t, "letters", len(letters), 1)
	equal(t, "letter's member", letters[0].Member, 0)
}

// A turn without a member's document leaves the saved one as it was, and writes the rest for it.
func TestABlankMemberDoesNotOverwrite(t *testing.T) {
	db := open(t)
	m := join(t, db, 9)
	enter(t, db, 9, coach.Entry{Facts: []coach.Fact{{Kind: "a"}}})
	again, _, err := db.Member(t.Context(), 9)
	must(t, err)
	equal(t, "language", again.Language, m.Language)
	facts, err := db.Facts(t.Context(), m.ID)
	must(t, err)
	equal(t, "facts", len(facts), 1)
}

// Calling off goes before keeping: an appointment that is in both is kept.
func TestDropGoesBeforeKeep(t *testing.T) {
	db := open(t)
	m := join(t, db, 9)
	enter(t, db, 9, coach.Entry{Keep: []coach.Appointment{{Kind: "a", At: noon}, {Kind: "b", At: noon}}})
	enter(t, db, 9, coach.Entry{
		Drop: []coach.AppointmentKind{"a", "b", "never there"},
		Keep: []coach.Appointment{{Kind: "a", At: noon.Add(time.Hour)}},
	})
	list, err := db.Appointments(t.Context(), m.ID)
	must(t, err)
	equal(t, "appointments", len(list), 1)
	equal(t, "at", list[0].At, noon.Add(time.Hour))
}
