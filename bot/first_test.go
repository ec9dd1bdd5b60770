package bot_test

import (
	"fmt"
	"strings"
	"testing"

	"medius/coach"
)

// A first session stands in the diary where it belongs: before the morning's reminder and after it in the morning, in the evening
// only when it was one. There is no more to do on that day than before.
func TestTheFirstSessionStandsWhereItWas(t *testing.T) {
	for clock, want := range map[string]string{
		"06:40": "morning done, evening open", // the reminders come at 7 and 19
		"07:40": "morning done",
		"13:50": "morning done",
		"14:10": "evening done",
		"18:40": "evening done",
		"19:40": "evening done",
	} {
		s := newStage(t)
		var out strings.Builder
		for _, line := range []string{"clock 2026-03-02 " + clock + " Europe/Berlin", "onboard", "round"} {
			s.line(&out, line)
		}
		var rounds []string
		for _, r := range s.today().Rounds {
			outcome := string(r.Outcome)
			if r.Outcome == "" {
				outcome = "open"
			}
			rounds = append(rounds, fmt.Sprintf("%s %s", r.Slot, outcome))
		}
		if got := strings.Join(rounds, ", "); got != want {
			t.Errorf("begun at %s: %s, want %s", clock, got, want)
		}
		begun := s.facts("session")
		if len(begun) != 1 {
			t.Errorf("begun at %s: %d sessions in the journal", clock, len(begun))
		}
		for _, f := range begun {
			if slot, _, _ := strings.Cut(want, " "); f.Data["slot"] != slot {
				t.Errorf("begun at %s: the journal says %v", clock, f.Data["slot"])
			}
		}
	}
}

// facts are those of a kind in the journal of whose turn it is.
func (s *stage) facts(kind string) (found []coach.Fact) {
	s.t.Helper()
	h, _, err := s.db.HistoryOf(s.t.Context(), s.chat)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, f := range h.Facts {
		if f.Kind == kind {
			found = append(found, f)
		}
	}
	return found
}
