package coach

import "time"

// The wall-clock rule. A reminder is set for a reading of the wall clock in the member's zone. A reading that does
// not exist (the clock goes forward over it) is shifted by the length of the gap; a reading that exists twice means
// the first. time.Date decides otherwise in half of the world: in a gap it goes forward in the east and backward in
// the west, in an overlap it takes the second in the east and the first in the west.
//
// Outside the rule: two clock changes within about a day of each other, and a zone that drops a whole day (Samoa,
// 2011).

// Resolve gives the instant of a wall-clock reading in a zone. The reading is held in a time.Time as if it were UTC
// ("naive"). The answer is in the zone.
func Resolve(naive time.Time, zone *time.Location) time.Time {
	u := naiveOf(naive)
	before, after := offset(u.Add(-24*time.Hour), zone), offset(u.Add(24*time.Hour), zone)
	first := u.Add(-before)
	if offset(first, zone) == before {
		return first.In(zone) // an ordinary day, or the first of two
	}
	if t := u.Add(-after); offset(t, zone) == after {
		return t.In(zone)
	}
	return first.In(zone) // in the gap: the wall shows the reading plus the length of the gap
}

// offset is the zone's distance from UTC at an instant.
func offset(t time.Time, zone *time.Location) time.Duration {
	_, seconds := t.In(zone).Zone()
	return time.Duration(seconds) * time.Second
}

// naiveOf reads the wall clock of t: the same figures, held as UTC.
func naiveOf(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
}

// Occurrence is one moment of a rule. Naive is the reading it stands for and gives its identity: a reading that is
// shifted over midnight keeps its date.
type Occurrence struct {
	At    time.Time // the instant, in the member's zone
	Naive time.Time // the reading, as UTC
}

// Date is the naive date, the one that belongs into the key of the occurrence.
func (o Occurrence) Date() Date { return DateOf(o.Naive) }

// Schedule gives the next activation after a naive reading, zero for never. A parsed cron expression (without a
// zone) is one; "@every" is not a wall-clock rule and has to be refused by whoever parses.
type Schedule interface {
	Next(time.Time) time.Time
}

// clockBack is more than any clock goes back in an overlap (2 hours, Antarctica/Troll): the naive clock repeats, so
// the search starts that much earlier.
const clockBack = 3 * time.Hour

// searchSteps bounds the search: six hours of a rule that fires every second would still fit.
const searchSteps = 40_000

// NextOccurrence gives the first occurrence of a schedule after now; false when there is none, or when the schedule
// does not move forward.
func NextOccurrence(now time.Time, s Schedule, zone *time.Location) (Occurrence, bool) {
	w := naiveOf(now.In(zone)).Add(-clockBack)
	var found Occurrence
	for range searchSteps {
		next := s.Next(w)
		if !next.After(w) { // zero: never
			break
		}
		w = next
		// A reading in a gap is shifted past readings that follow it: another may come earlier.
		if !found.At.IsZero() && !w.Before(naiveOf(found.At)) {
			break
		}
		t := Resolve(w, zone)
		if t.After(now) && (found.At.IsZero() || t.Before(found.At)) {
			found = Occurrence{At: t, Naive: naiveOf(w)}
			if naiveOf(t).Equal(found.Naive) {
				break
			}
		}
	}
	return found, !found.At.IsZero()
}

// Weekdays is a set of weekdays, one bit each, Sunday the lowest.
type Weekdays uint8

// EveryDay is the whole week.
const EveryDay Weekdays = 1<<7 - 1

// WeekdaysOf gives the set of these days.
func WeekdaysOf(days ...time.Weekday) Weekdays {
	var w Weekdays
	for _, d := range days {
		w |= 1 << d
	}
	return w
}

// Has tells whether a day is in the set.
func (w Weekdays) Has(d time.Weekday) bool { return w>>d&1 == 1 }

// NextClock gives the first occurrence of hour:minute on these weekdays after now; false when no day is wanted.
func NextClock(now time.Time, days Weekdays, hour, minute int, zone *time.Location) (Occurrence, bool) {
	y, m, d := now.In(zone).Date()
	// From yesterday: 23:30 in a gap may lie after midnight.
	for i := -1; i <= 8; i++ {
		naive := time.Date(y, m, d+i, hour, minute, 0, 0, time.UTC)
		if !days.Has(naive.Weekday()) {
			continue
		}
		if t := Resolve(naive, zone); t.After(now) {
			return Occurrence{At: t, Naive: naive}, true
		}
	}
	return Occurrence{}, false
}
