package scheduler

import (
	"strings"
	"testing"
	"time"

	"medius/coach"
)

// An expression means the same moments of a wall clock, whatever zone the machine is in.
func TestExpressionsAreReadOnTheMembersWallClock(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	s, err := Parse("30 2 * * 0,1")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 3, 28, 12, 0, 0, 0, berlin)
	var got []string
	for range 3 {
		o, ok := coach.NextOccurrence(now, s, berlin)
		if !ok {
			t.Fatal("no next moment")
		}
		got = append(got, string(o.Date())+" at "+o.At.Format(time.RFC3339))
		now = o.At
	}
	// 02:30 does not exist on the last Sunday in March: it is shifted by the gap.
	want := "2026-03-29 at 2026-03-29T03:30:00+02:00 2026-03-30 at 2026-03-30T02:30:00+02:00 2026-04-05 at 2026-04-05T02:30:00+02:00"
	if strings.Join(got, " ") != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// What cannot be a reminder is refused with words that say why.
func TestWhatIsNoReminderIsRefused(t *testing.T) {
	for _, c := range []struct{ name, expr, says string }{
		{"nothing", "", "empty"},
		{"blanks", " \t", "empty"},
		{"a zone without a blank after it, which makes cron's parser panic", "TZ=", "time zone"},
		{"the other spelling of it", "CRON_TZ=UTC", "time zone"},
		{"a zone", "TZ=UTC 0 7 * * *", "time zone"},
		{"a zone after blanks", "  CRON_TZ=UTC 0 7 * * *", "time zone"},
		{"a period", "@every 1h", "five fields"},
		{"a nickname", "@daily", "five fields"},
		{"seconds", "0 0 7 * * *", "five fields"},
		{"four fields", "0 7 * *", "five fields"},
		{"an hour that is none", "0 24 * * *", `the hour is "24": it takes 0 to 23`},
		{"a minute that is none", "60 7 * * *", `the minute is "60"`},
		{"a day that is none", "0 7 0 * *", `the day of month is "0"`},
		{"a month that is none", "0 7 * 13 *", `"0 7 * 13 *": the month is "13"`},
		{"Sunday as 7", "0 7 * * 7", `the day of week is "7"`},
		{"a hole in a list", ", 7 * * *", "hole"},
		{"a hole at the end", "0 7 * * 1,", "hole"},
		{"words", "every morning at seven please", "morning"},
		{"30 February", "0 7 30 2 *", "never"},
		{"a novel", strings.Repeat("0,", 500) + "0 7 * * *", "characters"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := Parse(c.expr)
			if err == nil {
				t.Fatalf("accepted: %v", s)
			}
			if !strings.Contains(err.Error(), c.says) {
				t.Errorf("%q does not say %q", err, c.says)
			}
		})
	}
}

// The expressions people write are accepted; 29 February too, though it may be years away.
func TestUsualExpressionsAreAccepted(t *testing.T) {
	for _, expr := range []string{
		"0 7 * * *", "0 19 * * *", "30 6 * * 1-5", "0 7 * * MON,wed,Fri", "*/15 8-10 * * *", "0 7 29 2 *", " 5  7 * * ? ",
	} {
		if _, err := Parse(expr); err != nil {
			t.Errorf("%q: %v", expr, err)
		}
	}
}

// Whatever is typed: no panic, no endless search, and an accepted expression moves forward.
func FuzzParse(f *testing.F) {
	for _, expr := range []string{
		"0 7 * * *", "", "TZ=", "CRON_TZ=", "CRON_TZ=Europe/Berlin", "TZ= 0 7 * * *", "@every 1h", "@", ", 7 * * *", "0 7 30 2 *",
		"*/0 * * * *", "5-1 * * * *", "0-59/9223372036854775807 * * * *", "? ? ? ? ?", "-1 * * * *", "0 7 * JAN sun",
		"1//2 * * * *", "0\x00 7 * * *", "٣ 7 * * *", "\ufeff0 7 * * *", "0 7 31 4,6,9,11 *",
	} {
		f.Add(expr)
	}
	from := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, expr string) {
		s, err := Parse(expr)
		if err != nil {
			return
		}
		first := s.Next(from)
		if !first.After(from) {
			t.Fatalf("%q: next after %s is %s", expr, from, first)
		}
		if o, ok := coach.NextOccurrence(from, s, time.UTC); !ok || !o.At.Equal(first) {
			t.Fatalf("%q: occurrence %v, %v, want %s", expr, o, ok, first)
		}
	})
}
