package storage

import (
	"testing"

	"medius/coach"
)

// The owner can erase a chat as the member can, is told what it was, and nothing is said to the member.
func TestTheOwnerForgetsAMember(t *testing.T) {
	db := open(t)
	known(t, db, 9, "gone-word")
	known(t, db, 8, "stays-word")
	want := Forgotten{Member: true, Days: 1, Facts: 1, Appointments: 1, Letters: 1, Updates: 2}
	kept, err := db.Kept(t.Context(), 9)
	must(t, err)
	gone, err := db.Forget(t.Context(), 9)
	must(t, err)
	kept.id, gone.id = 0, 0
	equal(t, "kept", kept, want)
	equal(t, "forgotten", gone, want)
	for _, chat := range []int64{9, 10} {
		left, err := db.Kept(t.Context(), chat)
		must(t, err)
		equal(t, "nothing left", left.Nothing(), true)
	}
	other, err := db.Kept(t.Context(), 8)
	must(t, err)
	other.id = 0
	equal(t, "of the other", other, want)
	equal(t, "receipts", count(t, db, `SELECT COUNT(*) FROM erasures`), 1)
	letters, err := db.Claim(t.Context(), noon, coach.LaneBroadcast, nil, 10)
	must(t, err)
	for _, l := range letters {
		equal(t, "a letter to", l.Chat, 8)
	}
}

// Those who are silent since a date are found, page by page, and those whose last word is not dated.
func TestWhoIsSilent(t *testing.T) {
	db := open(t)
	for chat, seen := range map[int64]coach.Date{1: "2025-01-01", 2: "2026-01-01", 3: "2025-06-01", 4: "", 5: "2025-06-02"} {
		enter(t, db, chat, coach.Entry{Member: coach.Member{Language: "de", Programme: coach.Programme{LastSeen: seen}, Days: []coach.Day{{Date: "2025-01-01"}}}})
	}
	const far = `INSERT INTO members (id, chat_id, doc) VALUES (?, 6, '{"language":"de","programme":{"last_seen":"2025-01-02"}}')`
	must(t, db.writer.Exec(far, 3*rollSpan+1).Error)
	got := map[int64]bool{}
	var last int64
	for {
		page, err := db.Silent(t.Context(), "2025-06-01", last, 2)
		must(t, err)
		if len(page) == 0 {
			break
		}
		for _, m := range page {
			if m.ID <= last || len(m.Days) > 0 || m.Language != "de" {
				t.Errorf("got %+v after %d", m, last)
			}
			last = m.ID
			got[m.Chat] = true
		}
	}
	for chat, want := range map[int64]bool{1: true, 2: false, 3: true, 4: true, 5: false, 6: true} {
		equal(t, "silent", got[chat], want)
	}
	chats, err := db.Chats(t.Context())
	must(t, err)
	equal(t, "chats", len(chats), 6)
	chat, ok, err := db.ChatOf(t.Context(), last)
	must(t, err)
	equal(t, "chat of a member", ok && got[chat], true)
	_, ok, err = db.ChatOf(t.Context(), 999)
	must(t, err)
	equal(t, "chat of nobody", ok, false)
}
