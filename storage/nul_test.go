package storage

import (
	"testing"

	"medius/coach"
)

// A text with a NUL in it is kept without, and disturbs nobody who looks through all documents.
func TestNobodyDisturbsWithANUL(t *testing.T) {
	db := open(t)
	m := coach.Member{Language: "en", Zone: "a\x00b\\u0000c"}
	enter(t, db, 9, coach.Entry{Member: m, Facts: []coach.Fact{{Kind: "note", Data: map[string]any{"text": "\x00"}}}, Announce: "a\x00b"})
	got, _, err := db.Member(t.Context(), 9)
	must(t, err)
	equal(t, "zone", got.Zone, "a\ufffdb\\u0000c")
	zones, err := db.Zones(t.Context())
	must(t, err)
	equal(t, "members of the zone", zones["a\ufffdb\\u0000c"], 1)
	silent, err := db.Silent(t.Context(), "2026-01-01", 0, 10)
	must(t, err)
	equal(t, "silent", len(silent), 1)
	news, ok, err := db.Broadcast(t.Context())
	must(t, err)
	if !ok || news.Words != "a\ufffdb" {
		t.Errorf("got %q", news.Words)
	}
	facts, err := db.Facts(t.Context(), got.ID)
	must(t, err)
	equal(t, "fact", facts[0].Data["text"], any("\x00"))
}
