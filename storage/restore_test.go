package storage

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"testing"

	"medius/coach"
)

// told is a history without the numbers that belong to its instance.
func told(t *testing.T, db *DB, chat int64) string {
	t.Helper()
	h, ok, err := db.HistoryOf(t.Context(), chat)
	must(t, err)
	equal(t, "found", ok, true)
	h.Member.ID, h.Member.Chat = 0, 0
	text, err := json.Marshal(h)
	must(t, err)
	return string(text)
}

// A history that moves to another database and another chat is the same there, and the first words it leads to are said.
func TestAHistoryMovesHouse(t *testing.T) {
	old, db := open(t), open(t)
	year(t, old, 9, 500)
	h, _, err := old.HistoryOf(t.Context(), 9)
	must(t, err)
	must(t, db.Restore(t.Context(), 21, h, false))
	if got, want := told(t, db, 21), told(t, old, 9); got != want {
		t.Errorf("got  %.300s\nwant %.300s", got, want)
	}
	due, err := db.DueNow(t.Context(), noon, 10)
	must(t, err)
	equal(t, "due", fmt.Sprint(len(due), due[0].Chat, " ", due[0].Kind), "1 21 morning")
}

// A member with every field set moves too.
func TestEveryFieldMoves(t *testing.T) {
	db := open(t)
	var h History
	fillIn(reflect.ValueOf(&h.Member).Elem())
	h.Member.Door, h.Member.Overview = coach.Door{}, nil
	h.Days, h.Member.Days = h.Member.Days, nil
	h.Days[0].Date, h.Days[1].Date = "2026-03-01", "2026-03-02"
	must(t, db.Restore(t.Context(), 21, h, false))
	got, _, err := db.HistoryOf(t.Context(), 21)
	must(t, err)
	h.Member.ID, h.Member.Chat = got.Member.ID, 21
	if !reflect.DeepEqual(got.Member, h.Member) || !reflect.DeepEqual(got.Days, h.Days) {
		t.Errorf("got %+v\nwant %+v", got, h)
	}
}

// Nobody is overwritten by mistake; on purpose, nothing of the other one stays, not even letters that wait, and the
// others stay.
func TestAMemberIsReplacedOnPurposeOnly(t *testing.T) {
	db := open(t)
	known(t, db, 9, "gone-word")
	known(t, db, 8, "stays-word")
	h := History{Member: coach.Member{Language: "de"}, Days: []coach.Day{{Date: "2026-03-05"}}}
	before := told(t, db, 9)
	if err := db.Restore(t.Context(), 9, h, false); !errors.Is(err, ErrMember) {
		t.Errorf("overwritten: %v", err)
	}
	equal(t, "untouched", told(t, db, 9), before)
	must(t, db.Restore(t.Context(), 9, h, true))
	f, err := db.Kept(t.Context(), 9)
	must(t, err)
	f.id = 0
	equal(t, "kept", f, Forgotten{Member: true, Days: 1})
	other, err := db.Kept(t.Context(), 8)
	must(t, err)
	other.id = 0
	equal(t, "of the other", other, Forgotten{Member: true, Days: 1, Facts: 1, Appointments: 1, Letters: 1, Updates: 2})
}

// What cannot be kept whole is not kept at all.
func TestABrokenHistoryChangesNothing(t *testing.T) {
	db := open(t)
	known(t, db, 9, "stays-word")
	before := told(t, db, 9)
	for name, h := range map[string]History{
		"a day without a date":              {Days: []coach.Day{{}}},
		"an appointment without an instant": {Appointments: []coach.Appointment{{Kind: "a"}}},
		"a fact that cannot be written":     {Facts: []coach.Fact{{Kind: "a", Data: map[string]any{"f": func() {}}}}},
	} {
		if err := db.Restore(t.Context(), 9, h, true); err == nil {
			t.Errorf("%s: taken", name)
		}
		equal(t, name, told(t, db, 9), before)
	}
	if err := db.Restore(t.Context(), 0, History{}, false); err == nil {
		t.Error("restored into no chat")
	}
}
