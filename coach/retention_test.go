package coach

import (
	"testing"
	"time"
)

// A member who is silent is told after eleven months, once, and erased after twelve, but not before four weeks have passed
// since; a word changes all of it.
func TestSilentMembersAreErasedInTheEnd(t *testing.T) {
	seen := func(m Member, last Date) Member { m.Programme.LastSeen = last; return m }
	told := func(m Member, on Date) Member { m.Retention.Told = on; return m }
	active := Member{Stage: StageActive}
	for _, c := range []struct {
		name  string
		m     Member
		today Date
		want  Keeping
	}{
		{"yesterday", seen(active, "2026-03-02"), "2026-03-03", KeepData},
		{"the day before eleven months", seen(active, "2026-03-02"), "2027-02-01", KeepData},
		{"eleven months", seen(active, "2026-03-02"), "2027-02-02", AnnounceEnd},
		{"eleven months to a short month", seen(active, "2026-03-31"), "2027-02-28", AnnounceEnd},
		{"told, and the month is not over", told(seen(active, "2026-03-02"), "2027-02-02"), "2027-03-01", KeepData},
		{"twelve months", told(seen(active, "2026-03-02"), "2027-02-02"), "2027-03-02", EraseSilent},
		{"a leap day", told(seen(active, "2028-02-29"), "2029-01-29"), "2029-02-28", EraseSilent},
		{"told late, because the coach was away: first the notice", seen(active, "2026-03-02"), "2028-01-01", AnnounceEnd},
		{"then four weeks", told(seen(active, "2026-03-02"), "2028-01-01"), "2028-01-28", KeepData},
		{"and then the end", told(seen(active, "2026-03-02"), "2028-01-01"), "2028-01-29", EraseSilent},
		{"stopped", seen(Member{Stage: StageStopped}, "2026-03-02"), "2027-02-02", AnnounceEnd},
		{"locked", seen(Member{Stage: StageActive, Lock: &Lock{}}, "2026-03-02"), "2027-02-02", AnnounceEnd},
		{"blocked: nobody can be told", seen(Member{Stage: StageActive, Away: true}, "2026-03-02"), "2027-03-01", KeepData},
		{"blocked, twelve months", seen(Member{Stage: StageActive, Away: true}, "2026-03-02"), "2027-03-02", EraseSilent},
		{"a group that was greeted", seen(Member{Place: Place{Greeted: true}}, "2026-03-02"), "2027-03-02", EraseSilent},
		{"half the first questions", Member{Stage: StageOnboarding, Consents: []Consent{{Given: time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)}}}, "2027-02-02", AnnounceEnd},
		{"not a date known", Member{Stage: StageActive}, "2040-01-01", KeepData},
	} {
		if got := c.m.Keeping(c.today); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// The date that is announced is the one on which it happens, whatever day of whatever year somebody fell silent; and whoever
// is to be told is found.
func TestTheEndComesWhenItWasAnnounced(t *testing.T) {
	for i := range 4 * 366 {
		last := Date("2024-01-01").Add(i)
		m := Member{Stage: StageActive, Programme: Programme{LastSeen: last}}
		told := last.months(monthsUntilTold)
		if m.Keeping(told.Add(-1)) != KeepData || m.Keeping(told) != AnnounceEnd {
			t.Fatalf("silent since %s: not told on %s", last, told)
		}
		if found := SilentSince(told); found < last {
			t.Fatalf("silent since %s: on %s those since %s are looked for", last, told, found)
		}
		m.Retention.Told = told
		end := m.EndOfData(told)
		if m.Keeping(end.Add(-1)) != KeepData || m.Keeping(end) != EraseSilent {
			t.Fatalf("silent since %s: not erased on %s", last, end)
		}
		if days := end.Since(last); days < 365 || days > 366 || end.Since(told) < noticeDays {
			t.Fatalf("silent since %s, told %s, erased %s: after %d days", last, told, end, days)
		}
	}
}
