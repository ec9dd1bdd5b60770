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
	for _, name := range []string{
		"auf_deutsch", "both_sides", "red_flag", "skip_and_pause", "outcomes", "running_24h", "tips", "holiday", "travel", "second_episode", "side_in_flare",
	} {
		t.Run(name, func(t *testing.T) {
			script, err := os.ReadFile(filepath.Join("testdata", "transcripts", name+".txt"))
			if err != nil {
				t.Fatal(err)
			}
			movesHouse(t, string(script))
		})
	}
}

// twelveWeeks are the ways of four members: with tips, questionnaires, the words on Sunday, a holiday, runs.
var twelveWeeks = map[string]string{
	"steady": `
onboard usual=1 stand=0 tips=yes weekly=yes
state rung=5 step=10 trained=24
days 42 morning=1 night=0 pain=1
> /run
> [Yes] [1] [1] [1] [1] [Yes, begin] [I have done it] [1]
days 2 morning=1 night=0
> /run
> [I have done it] [1]
days 39 morning=1 night=0`,
	"flaring": `
onboard side=right tips=yes weekly=yes questions=yes
> [Ask me] [5] [Leave this out] [4] [4] [4]
days 14 morning=2
days 3 morning=6 night=2 pain=6
days 25 morning=2
days 2 morning=7 night=3 painkiller=yes
days 12 morning=1 effort=0
> /holiday
> 14 days
days 26 morning=2`,
	"silent": `
onboard tips=yes weekly=yes questions=yes
days 9
wait until 2026-03-18 12:00
days 14
> /pause
> 7 days
days 10
wait until 2026-05-10 12:00
days 14`,
	"both-sided": `
onboard side=both usual=3 stand=2 tips=yes weekly=yes
days 82 effort=0`,
}

// twelveWeeksHold is what has to have happened in each of them, so that it moves.
var twelveWeeksHold = map[string]string{"steady": "run_check outing run_rule", "flaring": "outcome pause", "silent": "pause resume"}

// Twelve weeks of a life move as well.
func TestTwelveWeeksMoveHouse(t *testing.T) {
	if testing.Short() {
		t.Skip("left out by -short, because twelve weeks of four members take most of a minute: a run without it, as in .ci/run, has them")
	}
	for name, script := range twelveWeeks {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := movesHouse(t, "clock 2026-03-02 12:00 Europe/Berlin"+script)
			kinds := map[string]bool{}
			for _, f := range h.Facts {
				kinds[f.Kind] = true
			}
			for _, kind := range append(strings.Fields(twelveWeeksHold[name]), "tip", "summary", "decision") {
				if !kinds[kind] {
					t.Errorf("no %s in %d lines of the journal", kind, len(h.Facts))
				}
			}
			if len(h.Days) < 50 {
				t.Errorf("only %d days", len(h.Days))
			}
		})
	}
}

// movesHouse plays a script, moves the member, and compares what is kept and what is said then.
func movesHouse(t *testing.T, script string) storage.History {
	t.Helper()
	s := newStage(t)
	for line := range strings.Lines(script) {
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
	return here
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
