package storage

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"
	"time"

	"medius/coach"
)

// year gives a member with n days in the diary, as many lines in the journal, and two appointments.
func year(t *testing.T, db *DB, chat int64, n int) {
	t.Helper()
	for i := range n {
		date := coach.Date("2026-03-02").Add(i)
		enter(t, db, chat, coach.Entry{
			Member: coach.Member{Language: "de", Zone: "Europe/Berlin", Days: []coach.Day{{Date: date, Number: i}}},
			Facts:  []coach.Fact{{At: noon.Add(time.Duration(i) * time.Hour), Date: date, Kind: "morning", Side: coach.Left, Data: map[string]any{"score": i % 11}}},
		})
	}
	enter(t, db, chat, coach.Entry{
		Member: coach.Member{Language: "de", Zone: "Europe/Berlin"},
		Keep:   []coach.Appointment{{Kind: "evening", At: noon.Add(time.Hour), Until: noon.Add(2 * time.Hour), Slot: "x"}, {Kind: "morning", At: noon}},
	})
}

// The whole course is given, far beyond the days that are loaded with a member, and of nobody else.
func TestTheHistoryIsWhole(t *testing.T) {
	db := open(t)
	const days = 3 * coach.DaysLoaded
	year(t, db, 9, days)
	year(t, db, 8, 2)
	m, _, err := db.Member(t.Context(), 9)
	must(t, err)
	h, ok, err := db.History(t.Context(), m.ID)
	must(t, err)
	of, known, err := db.HistoryOf(t.Context(), 9)
	must(t, err)
	equal(t, "found", ok && known, true)
	if !reflect.DeepEqual(h, of) {
		t.Error("by the chat it is another history")
	}
	equal(t, "days", len(h.Days), days)
	for i, d := range h.Days {
		equal(t, "date", d.Date, coach.Date("2026-03-02").Add(i))
		equal(t, "number", d.Number, i)
	}
	equal(t, "facts", len(h.Facts), days)
	equal(t, "a fact", fmt.Sprint(h.Facts[20]), fmt.Sprint(coach.Fact{At: noon.Add(20 * time.Hour), Date: "2026-03-22", Kind: "morning", Side: coach.Left, Data: map[string]any{"score": 9}}))
	equal(t, "the first appointment", h.Appointments[0], coach.Appointment{Kind: "morning", At: noon})
	equal(t, "the second", h.Appointments[1], coach.Appointment{Kind: "evening", At: noon.Add(time.Hour), Until: noon.Add(2 * time.Hour), Slot: "x"})
	equal(t, "days with the member", len(h.Member.Days), 0)
	m.Days = nil
	a, _ := json.Marshal(m)
	b, _ := json.Marshal(h.Member)
	equal(t, "member", string(b), string(a))
	equal(t, "ids", fmt.Sprint(h.Member.ID, h.Member.Chat), fmt.Sprint(m.ID, 9))
	_, ok, err = db.History(t.Context(), 99)
	must(t, err)
	equal(t, "somebody unknown", ok, false)
}
