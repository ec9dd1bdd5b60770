package coach_test

import (
	"os"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the zones the binary carries

	"github.com/robfig/cron/v3"

	"medius/coach"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func schedule(t testing.TB, expression string) coach.Schedule {
	t.Helper()
	s, err := cron.ParseStandard(expression)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func reading(t testing.TB, s string) time.Time {
	t.Helper()
	naive, err := time.Parse("2006-01-02 15:04", s)
	if err != nil {
		t.Fatal(err)
	}
	return naive
}

// clockChanges are readings around clock changes: zone, reading, kind, what the wall must show, the instant. When a
// later release of the zone data changes a rule, this test says so.
var clockChanges = `
Africa/Cairo        | Fri 2026-04-24 00:00 | gap      | 01:00 +03    | 2026-04-23T22:00Z
Africa/Cairo        | Fri 2026-04-24 00:30 | gap      | 01:30 +03    | 2026-04-23T22:30Z
Africa/Cairo        | Fri 2026-04-24 09:00 | ordinary | 09:00 +03    | 2026-04-24T06:00Z
Africa/Cairo        | Thu 2026-10-29 23:30 | overlap  | 23:30 +03    | 2026-10-29T20:30Z
Asia/Beirut         | Sun 2026-03-29 00:00 | gap      | 01:00 +03    | 2026-03-28T22:00Z
Asia/Beirut         | Sun 2026-03-29 09:00 | ordinary | 09:00 +03    | 2026-03-29T06:00Z
America/Santiago    | Sun 2026-09-06 00:00 | gap      | 01:00 -03    | 2026-09-06T04:00Z
America/Santiago    | Sun 2026-09-06 00:30 | gap      | 01:30 -03    | 2026-09-06T04:30Z
America/Santiago    | Sun 2026-09-06 09:00 | ordinary | 09:00 -03    | 2026-09-06T12:00Z
America/Santiago    | Sat 2026-04-04 23:30 | overlap  | 23:30 -03    | 2026-04-05T02:30Z
America/Havana      | Sun 2026-03-08 00:00 | gap      | 01:00 -04    | 2026-03-08T05:00Z
America/Havana      | Sun 2026-03-08 00:30 | gap      | 01:30 -04    | 2026-03-08T05:30Z
America/Havana      | Sun 2026-11-01 00:30 | overlap  | 00:30 -04    | 2026-11-01T04:30Z
Australia/Lord_Howe | Sun 2026-10-04 02:15 | gap      | 02:45 +11    | 2026-10-03T15:45Z
Australia/Lord_Howe | Sun 2026-10-04 09:00 | ordinary | 09:00 +11    | 2026-10-03T22:00Z
Australia/Lord_Howe | Sun 2026-04-05 01:45 | overlap  | 01:45 +11    | 2026-04-04T14:45Z
Australia/Lord_Howe | Sun 2026-04-05 09:00 | ordinary | 09:00 +10:30 | 2026-04-04T22:30Z
America/New_York    | Sun 2026-03-08 02:30 | gap      | 03:30 -04    | 2026-03-08T07:30Z
America/New_York    | Sun 2026-11-01 01:30 | overlap  | 01:30 -04    | 2026-11-01T05:30Z
America/New_York    | Sun 2026-11-01 09:00 | ordinary | 09:00 -05    | 2026-11-01T14:00Z
Europe/Berlin       | Sun 2026-03-29 02:30 | gap      | 03:30 +02    | 2026-03-29T01:30Z
Europe/Berlin       | Sun 2026-10-25 02:30 | overlap  | 02:30 +02    | 2026-10-25T00:30Z
Europe/Berlin       | Sun 2026-10-25 09:00 | ordinary | 09:00 +01    | 2026-10-25T08:00Z
Europe/London       | Sun 2026-03-29 01:30 | gap      | 02:30 +01    | 2026-03-29T01:30Z
Europe/Dublin       | Sun 2026-10-25 01:30 | overlap  | 01:30 +01    | 2026-10-25T00:30Z
Atlantic/Azores     | Sun 2026-03-29 00:30 | gap      | 01:30 +00    | 2026-03-29T01:30Z
America/Nuuk        | Sat 2026-03-28 23:30 | gap      | 00:30 -01    | 2026-03-29T01:30Z
Africa/Casablanca   | Sun 2026-02-15 02:30 | overlap  | 02:30 +01    | 2026-02-15T01:30Z
Africa/Casablanca   | Sun 2026-03-22 02:30 | gap      | 03:30 +01    | 2026-03-22T02:30Z
Pacific/Chatham     | Sun 2026-09-27 03:00 | gap      | 04:00 +13:45 | 2026-09-26T14:15Z
Antarctica/Troll    | Sun 2026-03-29 02:00 | gap      | 04:00 +02    | 2026-03-29T02:00Z
Antarctica/Troll    | Sun 2026-10-25 02:00 | overlap  | 02:00 +02    | 2026-10-25T00:00Z
Asia/Jerusalem      | Fri 2026-03-27 02:30 | gap      | 03:30 +03    | 2026-03-27T00:30Z
Asia/Gaza           | Sat 2026-03-28 02:30 | gap      | 03:30 +03    | 2026-03-28T00:30Z
Asia/Kathmandu      | Sun 2026-03-29 07:00 | ordinary | 07:00 +05:45 | 2026-03-29T01:15Z
`

type clockChange struct {
	zone, reading, kind, wall, instant string
}

func clockChangeRows(t *testing.T) []clockChange {
	t.Helper()
	var rows []clockChange
	for line := range strings.Lines(strings.TrimSpace(clockChanges)) {
		f := strings.Split(line, "|")
		for i := range f {
			f[i] = strings.TrimSpace(f[i])
		}
		rows = append(rows, clockChange{f[0], f[1], f[2], f[3], f[4]})
	}
	if len(rows) != 35 {
		t.Fatalf("%d rows, want 35", len(rows))
	}
	return rows
}

// wall writes what the clock on the wall shows, with the distance from UTC.
func wall(at time.Time) string {
	return strings.TrimSuffix(at.Format("15:04 -07:00"), ":00")
}

// Every row, four ways: resolved, by the clock rule for every day, by the clock rule for the weekday, by cron; and the
// next one after it is on another day, so nothing fires twice.
func TestClockChanges(t *testing.T) {
	for _, c := range clockChangeRows(t) {
		t.Run(c.zone+" "+c.reading, func(t *testing.T) {
			loc := zone(t, c.zone)
			naive, err := time.Parse("Mon 2006-01-02 15:04", c.reading)
			if err != nil {
				t.Fatal(err)
			}
			if naive.Format("Mon") != c.reading[:3] {
				t.Fatalf("it is a %s", naive.Format("Mon"))
			}
			want, err := time.Parse("2006-01-02T15:04Z", c.instant)
			if err != nil {
				t.Fatal(err)
			}
			got := coach.Resolve(naive, loc)
			if !got.Equal(want) || wall(got) != c.wall {
				t.Fatalf("resolved to %s = %s, want %s = %s", wall(got), got.UTC(), c.wall, want)
			}
			if shown := got.Format("15:04") == naive.Format("15:04"); shown == (c.kind == "gap") {
				t.Errorf("the wall shows %s: not a %s", got.Format("15:04"), c.kind)
			}
			h, m, day := naive.Hour(), naive.Minute(), naive.Weekday()
			daily, weekly := naive.Format("4 15 * * *"), naive.Format("4 15 * * ")+string(rune('0'+day))
			ways := map[string]func(time.Time) (coach.Occurrence, bool){
				"every day": func(now time.Time) (coach.Occurrence, bool) {
					return coach.NextClock(now, coach.EveryDay, h, m, loc)
				},
				"weekday": func(now time.Time) (coach.Occurrence, bool) {
					return coach.NextClock(now, coach.WeekdaysOf(day), h, m, loc)
				},
				"cron every day": func(now time.Time) (coach.Occurrence, bool) {
					return coach.NextOccurrence(now, schedule(t, daily), loc)
				},
				"cron weekday": func(now time.Time) (coach.Occurrence, bool) {
					return coach.NextOccurrence(now, schedule(t, weekly), loc)
				},
			}
			for name, next := range ways {
				o, ok := next(want.Add(-time.Second))
				if !ok || !o.At.Equal(want) || !o.Naive.Equal(naive) || o.Date() != coach.DateOf(naive) || wall(o.At) != c.wall {
					t.Errorf("%s: got %s for %s, %v", name, o.At.UTC(), o.Naive, ok)
				}
				after, ok := next(want)
				if days := coach.DateOf(after.Naive).Since(coach.DateOf(naive)); !ok || days < 1 || strings.Contains(name, "weekday") && days != 7 {
					t.Errorf("%s: again for %s, %v", name, after.Naive, ok)
				}
			}
		})
	}
}

// Wherever the server stands, an instant is an instant: now may come in any zone.
func TestNextDoesNotCareInWhichZoneNowIs(t *testing.T) {
	cairo := zone(t, "Africa/Cairo")
	now := time.Date(2026, 4, 23, 21, 59, 0, 0, time.UTC)
	want := time.Date(2026, 4, 23, 22, 0, 0, 0, time.UTC)
	for _, name := range []string{"UTC", "America/Santiago", "Pacific/Kiritimati", "Africa/Cairo"} {
		there := now.In(zone(t, name))
		if o, ok := coach.NextClock(there, coach.EveryDay, 0, 0, cairo); !ok || !o.At.Equal(want) || o.At.Location() != cairo {
			t.Errorf("clock, now in %s: %s, %v", name, o.At, ok)
		}
		if o, ok := coach.NextOccurrence(there, schedule(t, "0 0 * * *"), cairo); !ok || !o.At.Equal(want) || o.At.Location() != cairo {
			t.Errorf("cron, now in %s: %s, %v", name, o.At, ok)
		}
	}
}

// during the hour that comes twice, an occurrence of its first pass is over and does not come again.
func TestOverlapFiresOnce(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	first := time.Date(2026, 10, 25, 0, 30, 0, 0, time.UTC)
	for minutes := 0; minutes < 120; minutes += 10 {
		now := first.Add(time.Duration(minutes) * time.Minute)
		if o, ok := coach.NextClock(now, coach.EveryDay, 2, 30, berlin); !ok || o.Date() != "2026-10-26" {
			t.Errorf("clock, %d minutes after: %s, %v", minutes, o.At, ok)
		}
		if o, ok := coach.NextOccurrence(now, schedule(t, "30 2 * * *"), berlin); !ok || o.Date() != "2026-10-26" {
			t.Errorf("cron, %d minutes after: %s, %v", minutes, o.At, ok)
		}
	}
}

func TestWeekdayRules(t *testing.T) {
	utc := time.UTC
	now := reading(t, "2026-11-22 18:00") // a Sunday
	for _, c := range []struct {
		name         string
		days         coach.Weekdays
		hour, minute int
		want         string
	}{
		{"later today", coach.EveryDay, 18, 1, "2026-11-22 18:01"},
		{"this very minute is over", coach.EveryDay, 18, 0, "2026-11-23 18:00"},
		{"tomorrow", coach.EveryDay, 7, 30, "2026-11-23 07:30"},
		{"Friday", coach.WeekdaysOf(time.Friday), 9, 0, "2026-11-27 09:00"},
		{"Sundays, over for today", coach.WeekdaysOf(time.Sunday), 18, 0, "2026-11-29 18:00"},
		{"Saturday or Wednesday", coach.WeekdaysOf(time.Saturday, time.Wednesday), 0, 0, "2026-11-25 00:00"},
	} {
		o, ok := coach.NextClock(now, c.days, c.hour, c.minute, utc)
		if !ok || !o.At.Equal(reading(t, c.want)) {
			t.Errorf("%s: %s, %v, want %s", c.name, o.At, ok, c.want)
		}
	}
	if o, ok := coach.NextClock(now, 0, 7, 0, utc); ok {
		t.Errorf("no weekday wanted: %s", o.At)
	}
	if coach.WeekdaysOf(0, 1, 2, 3, 4, 5, 6) != coach.EveryDay || coach.WeekdaysOf(time.Monday).Has(time.Sunday) {
		t.Error("the set of weekdays is wrong")
	}
}

// listed is a schedule that is a plain list of readings.
type listed []time.Time

func (l listed) Next(after time.Time) time.Time {
	for _, t := range l {
		if t.After(after) {
			return t
		}
	}
	return time.Time{}
}

// A reading that is shifted by a gap does not hide one that comes before its new place.
func TestShiftedReadingDoesNotHideALaterOne(t *testing.T) {
	newYork := zone(t, "America/New_York")
	rule := listed{
		reading(t, "2026-03-08 02:15"), reading(t, "2026-03-08 02:45"), // shown at 03:15 and 03:45
		reading(t, "2026-03-08 03:00"), reading(t, "2026-03-08 03:30"), reading(t, "2026-03-08 04:00"),
	}
	now := time.Date(2026, 3, 8, 5, 0, 0, 0, time.UTC) // midnight there
	var walked []string
	for {
		o, ok := coach.NextOccurrence(now, rule, newYork)
		if !ok {
			break
		}
		if !o.At.After(now) {
			t.Fatalf("%s is not after %s", o.At, now)
		}
		walked, now = append(walked, o.Naive.Format("15:04")+"="+o.At.Format("15:04")), o.At
	}
	if got := strings.Join(walked, " "); got != "03:00=03:00 02:15=03:15 03:30=03:30 02:45=03:45 04:00=04:00" {
		t.Errorf("walked %s", got)
	}
}

type stuck struct{ step time.Duration }

func (s stuck) Next(t time.Time) time.Time { return t.Add(s.step) }

// A schedule that never fires, or does not move, is answered with "never", in bounded time.
func TestNextOccurrenceAlwaysEnds(t *testing.T) {
	now := reading(t, "2026-11-22 18:00")
	for name, s := range map[string]coach.Schedule{
		"30 February":           schedule(t, "0 9 30 2 *"),
		"never":                 listed{},
		"over":                  listed{reading(t, "2020-01-01 09:00")},
		"stands still":          stuck{0},
		"runs backwards":        stuck{-time.Hour},
		"a nanosecond a moment": stuck{1},
	} {
		if o, ok := coach.NextOccurrence(now, s, zone(t, "Europe/Berlin")); ok || o != (coach.Occurrence{}) {
			t.Errorf("%s: %s", name, o.At)
		}
	}
	if o, ok := coach.NextOccurrence(now, stuck{time.Second}, zone(t, "Antarctica/Troll")); !ok || o.At.Sub(now) != time.Second {
		t.Errorf("every second: %s, %v", o.At, ok)
	}
}

func zoneNames(t *testing.T) []string {
	t.Helper()
	b, err := os.ReadFile("testdata/zones.txt")
	if err != nil {
		t.Fatal(err)
	}
	names := strings.Fields(string(b))
	if len(names) < 550 {
		t.Fatalf("only %d zones", len(names))
	}
	return names
}

func BenchmarkResolve(b *testing.B) {
	loc, naive := zone(b, "Europe/Berlin"), time.Date(2026, 7, 1, 7, 0, 0, 0, time.UTC)
	for b.Loop() {
		coach.Resolve(naive, loc)
	}
}

func BenchmarkNextOccurrence(b *testing.B) {
	loc, now, s := zone(b, "Europe/Berlin"), time.Date(2026, 7, 1, 7, 0, 0, 0, time.UTC), schedule(b, "0 7 * * *")
	for b.Loop() {
		coach.NextOccurrence(now, s, loc)
	}
}

func BenchmarkNextClock(b *testing.B) {
	loc, now := zone(b, "Europe/Berlin"), time.Date(2026, 7, 1, 7, 0, 0, 0, time.UTC)
	for b.Loop() {
		coach.NextClock(now, coach.EveryDay, 7, 0, loc)
	}
}
