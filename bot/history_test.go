package bot_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"medius/report"
	"medius/storage"
)

// Whatever was said, at the end of a conversation the member moves to another instance without losing a byte, and goes on
// there as they would have gone on here.
func TestConversationsMoveHouse(t *testing.T) {
	for _, name := range []string{"auf_deutsch", "both_sides", "red_flag", "skip_and_pause", "outcomes", "running_24h"} {
		t.Run(name, func(t *testing.T) {
			script, err := os.ReadFile(filepath.Join("testdata", "transcripts", name+".txt"))
			if err != nil {
				t.Fatal(err)
			}
			s := newStage(t)
			for line := range strings.Lines(string(script)) {
				if line = strings.TrimRight(line, "\n"); !generated(line) {
					s.line(&strings.Builder{}, line)
				}
			}
			here, first := exported(t, s.db, chat)
			r, err := report.DecodeJSON(first)
			if err != nil {
				t.Fatal(err)
			}
			other := newStage(t)
			other.now = s.now
			moved := storage.History{Member: r.Member, Days: r.Days, Facts: r.Facts, Appointments: r.Appointments}
			if err := other.db.Restore(t.Context(), chat, moved, false); err != nil {
				t.Fatal(err)
			}
			if _, second := exported(t, other.db, chat); !bytes.Equal(first, second) {
				t.Errorf("the second export is another one:\n%.2000s\n%.2000s", first, second)
			}
			if len(here.Days) == 0 || len(here.Facts) == 0 {
				t.Error("there was nothing to move")
			}
			s.now, other.now = s.now.Add(40*time.Hour), other.now.Add(40*time.Hour)
			if a, b := spoken(s.due()), spoken(other.due()); a != b {
				t.Errorf("here the coach goes on with\n%s\nthere with\n%s", a, b)
			}
		})
	}
}

// exported gives what is kept of a chat, and its file.
func exported(t *testing.T, db *storage.DB, chat int64) (storage.History, []byte) {
	t.Helper()
	h, ok, err := db.HistoryOf(t.Context(), chat)
	if err != nil || !ok {
		t.Fatalf("no history: %v", err)
	}
	text, err := report.EncodeJSON(report.Record{Member: h.Member, Days: h.Days, Facts: h.Facts, Appointments: h.Appointments})
	if err != nil {
		t.Fatal(err)
	}
	return h, text
}

// spoken gives the texts and buttons of messages.
func spoken(messages []shown) string {
	var out strings.Builder
	for _, m := range messages {
		fmt.Fprintf(&out, "%s %v\n", m.text, m.buttons)
	}
	return out.String()
}
