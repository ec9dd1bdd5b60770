package bot_test

import (
	"strings"
	"testing"
	"time"

	"medius/coach"
)

// reminders sends what waits in the outbox and gives the keys of the reminders among it.
func (s *stage) reminders() []string {
	s.t.Helper()
	var keys []string
	for {
		letters, err := s.db.Claim(s.t.Context(), s.now, coach.LaneBroadcast, nil, 10)
		if err != nil {
			s.t.Fatal(err)
		}
		if len(letters) == 0 {
			return keys
		}
		for i := 0; i < len(letters); i++ {
			l := letters[i]
			if l.Lane == coach.LaneReminder {
				keys = append(keys, l.Key)
			}
			next, _, err := s.db.Sent(s.t.Context(), l.ID, coach.Delivered{Message: 1000 + l.ID})
			if err != nil {
				s.t.Fatal(err)
			}
			letters = append(letters, next...)
		}
	}
}

// A clock that is put back an hour right after a reminder comes past the same moment twice: the member is reminded once. One
// that jumps an hour ahead, over the moment, has nothing to send any more, and the next reminder comes at its time.
func TestTheClockJumps(t *testing.T) {
	for _, c := range []struct {
		name string
		at   string // when it is moved
		by   time.Duration
		want int // morning reminders of that day
	}{
		{"not at all", "07:01", 0, 1},
		{"back", "07:01", -time.Hour, 1},
		{"back, before the moment", "06:50", -time.Hour, 1},
		{"ahead, over the moment", "06:50", time.Hour, 0},
		{"ahead, less than it is useful", "06:50", 20 * time.Minute, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t)
			var out strings.Builder
			s.setClock("2026-03-02 18:00 Europe/Berlin")
			s.onboard("")
			s.reminders() // of the evening before nothing is counted
			s.wait(&out, "until 2026-03-03 "+c.at)
			keys := s.reminders()
			s.now = s.now.Add(c.by)
			s.due()
			keys = append(keys, s.reminders()...)
			if s.now.Before(s.target("until 2026-03-03 07:05")) {
				s.wait(&out, "until 2026-03-03 07:05")
				keys = append(keys, s.reminders()...)
			}
			got := 0
			for _, key := range keys {
				if strings.Contains(key, "reminder:2026-03-03:morning") {
					got++
				}
			}
			if got != c.want {
				t.Errorf("%d reminders, want %d: %v", got, c.want, keys)
			}
			s.wait(&out, "until 2026-03-04 07:01")
			next := s.reminders()
			if !strings.Contains(strings.Join(next, " "), "reminder:2026-03-04:morning") {
				t.Errorf("the day after: %v", next)
			}
		})
	}
}
