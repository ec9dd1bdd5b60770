package storage

import (
	"reflect"
	"testing"

	"medius/coach"
)

// Everybody of a crowd is the member that the history is of, and is promised the same.
func TestACrowdIsManyOfOne(t *testing.T) {
	db := open(t)
	h := History{
		Member:       coach.Member{Language: "en", Stage: coach.StageActive, Zone: "UTC"},
		Days:         []coach.Day{{Date: "2026-03-01"}, {Date: "2026-03-02"}},
		Appointments: []coach.Appointment{{Kind: "morning", At: noon, Until: noon.Add(1000), Slot: "2026-03-02 morning"}},
	}
	must(t, db.Crowd(t.Context(), 1000, 3, h))
	must(t, db.Crowd(t.Context(), 2000, crowdChunk+1, History{Member: h.Member}))
	for chat := int64(1000); chat < 1003; chat++ {
		got, ok, err := db.HistoryOf(t.Context(), chat)
		must(t, err)
		equal(t, "there", ok, true)
		equal(t, "language", got.Member.Language, "en")
		if !reflect.DeepEqual(got.Days, h.Days) {
			t.Errorf("days: got %+v", got.Days)
		}
		equal(t, "promised", len(got.Appointments), 1)
	}
	equal(t, "due", len(dueNow(t, db, noon, 500)), 3)
	census, err := db.Census(t.Context())
	must(t, err)
	equal(t, "counted", census[coach.StandingActive], 3+crowdChunk+1)
	_, last, err := db.Member(t.Context(), 2000+crowdChunk)
	must(t, err)
	equal(t, "the last one", last, true)
	if db.Crowd(t.Context(), 999, 2, h) == nil {
		t.Error("a chat that has a member was taken")
	}
	_, half, err := db.Member(t.Context(), 999)
	must(t, err)
	equal(t, "half a crowd", half, false)
}
