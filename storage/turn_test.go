package storage

import (
	"errors"
	"testing"
	"time"

	"medius/coach"
)

// An update that is applied leaves everything of its entry behind, and the update done.
func TestATurnWritesItsEntry(t *testing.T) {
	db, ctx := open(t), t.Context()
	must(t, db.Accept(ctx, []coach.Inbound{{Update: 5, Chat: 9, Raw: []byte("{}")}}, 6))
	must(t, db.Turn(ctx, 9, coach.Source{Update: 5}, func(m coach.Member) (coach.Entry, error) {
		equal(t, "id of a new member", m.ID, 0)
		equal(t, "chat", m.Chat, 9)
		m.Language = "de"
		m.Days = []coach.Day{{Date: "2026-03-02"}}
		return coach.Entry{
			Member:  m,
			Facts:   []coach.Fact{{At: noon, Date: "2026-03-02", Kind: "joined", Side: coach.Left, Data: map[string]any{"n": 3}}},
			Keep:    []coach.Appointment{{Kind: "morning", At: noon.Add(time.Hour), Slot: "2026-03-02 morning"}},
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
	equal(t, "number in a fact", facts[0].Data["n"], any(3))
	kept, err := db.Appointments(ctx, m.ID)
	must(t, err)
	equal(t, "appointments", len(kept), 1)
	equal(t, "appointment", kept[0], coach.Appointment{Kind: "morning", At: noon.Add(time.Hour), Slot: "2026-03-02 morning"})
	letters, err := db.Claim(ctx, noon, nil, 10)
	must(t, err)
	equal(t, "letters", len(letters), 1)
	equal(t, "letter's member", letters[0].Member, m.ID)
	pending, err := db.Pending(ctx, 10)
	must(t, err)
	equal(t, "pending updates", len(pending), 0)
}

// The error of a turn comes back as it is, and nothing of the turn stays.
func TestATurnThatFailsLeavesNothing(t *testing.T) {
	db, ctx := open(t), t.Context()
	must(t, db.Accept(ctx, []coach.Inbound{{Update: 5, Chat: 9}}, 6))
	wrong := errors.New("wrong")
	err := db.Turn(ctx, 9, coach.Source{Update: 5}, func(m coach.Member) (coach.Entry, error) {
		return coach.Entry{Member: coach.Member{Language: "de"}}, wrong
	})
	equal(t, "error", err, wrong)
	_, ok, err := db.Member(ctx, 9)
	must(t, err)
	equal(t, "saved", ok, false)
	pending, err := db.Pending(ctx, 10)
	must(t, err)
	equal(t, "pending updates", len(pending), 1)
}
