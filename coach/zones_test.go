package coach_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"medius/coach"
)

var (
	firstDay = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	lastDay  = time.Date(2028, 12, 31, 0, 0, 0, 0, time.UTC)
)

// oddTimes are where clocks change, and where they do not.
var oddTimes = []time.Duration{
	0, 30 * time.Minute, time.Hour, 90 * time.Minute, 2 * time.Hour, 2*time.Hour + 30*time.Minute, 3 * time.Hour,
	9 * time.Hour, 23*time.Hour + 30*time.Minute,
}

// stretch is a time without a clock change, from its zone's own record of changes.
type stretch struct {
	start, end time.Time // zero: open
	offset     time.Duration
}

func stretches(loc *time.Location) []stretch {
	var all []stretch
	for t := firstDay.AddDate(0, 0, -5); t.Before(lastDay.AddDate(0, 0, 5)); {
		start, end := t.In(loc).ZoneBounds()
		_, seconds := t.In(loc).Zone()
		all = append(all, stretch{start, end, time.Duration(seconds) * time.Second})
		if end.IsZero() {
			break
		}
		t = end
	}
	return all
}

// search finds the instant of a reading the slow way: the first instant whose wall clock shows it; when none does, the
// gap's own length is added.
func search(naive time.Time, all []stretch) time.Time {
	for _, s := range all {
		t := naive.Add(-s.offset)
		if (s.start.IsZero() || !t.Before(s.start)) && (s.end.IsZero() || t.Before(s.end)) {
			return t
		}
	}
	for i := range all[1:] {
		before, after := all[i], all[i+1]
		change := before.end
		if shown := naive; !shown.Before(change.Add(before.offset)) && shown.Before(change.Add(after.offset)) {
			gap := after.offset - before.offset
			return naive.Add(gap).Add(-after.offset)
		}
	}
	return time.Time{}
}

// Around every clock change of every zone, minute by five minutes, the rule agrees with the search.
func TestResolveAgreesWithASearchAroundEveryChange(t *testing.T) {
	changes, readings := 0, 0
	for _, name := range zoneNames(t) {
		loc := zone(t, name)
		all := stretches(loc)
		for i := range all[:len(all)-1] {
			changes++
			around := all[i].end.Add(all[i].offset).Truncate(time.Hour)
			for d := -4 * time.Hour; d <= 4*time.Hour; d += 5 * time.Minute {
				readings++
				naive := around.Add(d).UTC()
				if got, want := coach.Resolve(naive, loc), search(naive, all); !got.Equal(want) {
					t.Fatalf("%s %s: %s, want %s", name, naive, got.UTC(), want.UTC())
				}
			}
		}
	}
	if changes < 1000 {
		t.Errorf("only %d clock changes met", changes)
	}
	t.Logf("%d changes, %d readings", changes, readings)
}

// In every zone, for three years, at every odd time: exactly one reminder for every local day, in order, at the right
// time on the wall.
func TestOneReminderADayInEveryZone(t *testing.T) {
	names := zoneNames(t)
	for part := range slices.Chunk(names, (len(names)+3)/4) {
		t.Run(part[0], func(t *testing.T) {
			t.Parallel()
			for _, name := range part {
				loc := zone(t, name)
				all := stretches(loc)
				for _, clock := range oddTimes {
					h, m := int(clock.Hours()), int(clock.Minutes())%60
					next := func(now time.Time) (coach.Occurrence, bool) {
						return coach.NextClock(now, coach.EveryDay, h, m, loc)
					}
					if broken := walk(firstDay, lastDay, clock, all, next, coach.Resolve(firstDay, loc).Add(-12*time.Hour)); broken != "" {
						t.Fatalf("%s %s: %s", name, clock, broken)
					}
				}
			}
		})
	}
}

// The same by cron expression, in the weeks around every change (and, in zones without one, in the first two).
func TestCronAgreesAroundEveryChange(t *testing.T) {
	expressions := map[time.Duration]coach.Schedule{}
	for _, clock := range oddTimes {
		expressions[clock] = schedule(t, fmt.Sprintf("%d %d * * *", int(clock.Minutes())%60, int(clock.Hours())))
	}
	names := zoneNames(t)
	for part := range slices.Chunk(names, (len(names)+3)/4) {
		t.Run(part[0], func(t *testing.T) {
			t.Parallel()
			for _, name := range part {
				loc := zone(t, name)
				all := stretches(loc)
				middles := []time.Time{firstDay.AddDate(0, 0, 10)}
				for _, s := range all[:len(all)-1] {
					middles = append(middles, s.end.UTC().Truncate(24*time.Hour))
				}
				for _, clock := range oddTimes {
					next := func(now time.Time) (coach.Occurrence, bool) {
						return coach.NextOccurrence(now, expressions[clock], loc)
					}
					for _, middle := range middles {
						from, to := middle.AddDate(0, 0, -4), middle.AddDate(0, 0, 4)
						if broken := walk(from, to, clock, all, next, coach.Resolve(from, loc).Add(-12*time.Hour)); broken != "" {
							t.Fatalf("%s %s: %s", name, clock, broken)
						}
					}
				}
			}
		})
	}
}

// walk goes from occurrence to occurrence and compares each with the calendar's own next day. It says what is wrong.
func walk(from, to time.Time, clock time.Duration, all []stretch, next func(time.Time) (coach.Occurrence, bool),
	now time.Time) string {
	day := from
	o, ok := next(now)
	for ok && o.Naive.Before(from) {
		o, ok = next(o.At)
	}
	for ; !day.After(to); day = day.AddDate(0, 0, 1) {
		naive := day.Add(clock)
		switch {
		case !ok:
			return "none for " + naive.String()
		case !o.Naive.Equal(naive):
			return fmt.Sprintf("for %s instead of %s", o.Naive, naive)
		case !o.At.After(now):
			return fmt.Sprintf("%s is not after %s", o.At, now)
		case !o.At.Equal(search(naive, all)):
			return fmt.Sprintf("%s at %s, want %s", naive, o.At.UTC(), search(naive, all).UTC())
		}
		now = o.At
		o, ok = next(now)
	}
	return ""
}

// Once in three years by cron, every day, in the zones where the parser's own arithmetic loses days.
func TestCronLosesNoDay(t *testing.T) {
	for _, name := range strings.Fields("Africa/Cairo Asia/Beirut America/Santiago America/Havana Australia/Lord_Howe " +
		"America/New_York Europe/Berlin America/Nuuk Africa/Casablanca Antarctica/Troll Pacific/Chatham UTC") {
		loc := zone(t, name)
		for expression, clock := range map[string]time.Duration{
			"0 7 * * *": 7 * time.Hour, "0 0 * * *": 0, "30 1 * * *": 90 * time.Minute, "30 23 * * *": 23*time.Hour + 30*time.Minute,
		} {
			rule := schedule(t, expression)
			next := func(now time.Time) (coach.Occurrence, bool) { return coach.NextOccurrence(now, rule, loc) }
			if broken := walk(firstDay, lastDay, clock, stretches(loc), next, coach.Resolve(firstDay, loc).Add(-12*time.Hour)); broken != "" {
				t.Errorf("%s %q: %s", name, expression, broken)
			}
		}
		rule, now := schedule(t, "0 9 * * 5"), coach.Resolve(firstDay, loc)
		for friday := firstDay.AddDate(0, 0, 1); !friday.After(lastDay); friday = friday.AddDate(0, 0, 7) {
			o, ok := coach.NextOccurrence(now, rule, loc)
			if !ok || o.Date() != coach.DateOf(friday) || o.At.Format("Mon 15:04") != "Fri 09:00" {
				t.Fatalf("%s: %s, %v, want Friday %s", name, o.At, ok, friday)
			}
			now = o.At
		}
	}
}
