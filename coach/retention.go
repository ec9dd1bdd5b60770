package coach

import "time"

// Retention is what was said to somebody who has been silent for very long.
type Retention struct {
	// Told is when it was announced that everything will be erased; "" = not since the member's latest word.
	Told Date `json:"told,omitempty"`
}

// How long data are kept of somebody who does not use the coach: it is told after eleven months, and everything goes after
// twelve, but never sooner than noticeDays after it was told (docs/safety.md).
const (
	monthsUntilTold   = 11
	monthsUntilErased = 12
	noticeDays        = 28
)

// Keeping is what a silence calls for.
type Keeping string

// What is done with the data of a member who is silent.
const (
	KeepData    Keeping = ""         // nothing: they are kept
	AnnounceEnd Keeping = "announce" // the member is told when they will be erased
	EraseSilent Keeping = "erase"    // they are erased
)

// Keeping decides about a member's data on a date. Who cannot be told, because the bot is blocked or nothing has begun, is
// not told; the twelve months are the same.
func (m *Member) Keeping(today Date) Keeping {
	last := m.LastWord()
	switch {
	case last == "" || today < last.months(monthsUntilTold):
		return KeepData
	case m.Away || m.Stage == StageNew:
		if today >= last.months(monthsUntilErased) {
			return EraseSilent
		}
	case m.Retention.Told == "":
		return AnnounceEnd
	case today >= m.EndOfData(m.Retention.Told):
		return EraseSilent
	}
	return KeepData
}

// EndOfData is the date on which everything is erased, when that is told on a date and no word follows.
func (m *Member) EndOfData(told Date) Date {
	return max(m.LastWord().months(monthsUntilErased), told.Add(noticeDays))
}

// LastWord is the latest date on which the member is known to have said something; "" when none is.
func (m *Member) LastWord() Date {
	last := max(m.Programme.LastSeen, m.Programme.Start)
	for _, c := range m.Consents {
		last = max(last, DateOf(c.Given))
	}
	return last
}

// SilentSince is the date of the last word of those who are told on a date, and of nobody before them.
func SilentSince(today Date) Date {
	// A month may be three days shorter than another; a few too many are found, and none is missed.
	return DateOf(today.time().AddDate(0, -monthsUntilTold, 3))
}

// months gives the date n months later: the same day of the month, or the last day of a month that is too short.
func (d Date) months(n int) Date {
	t := d.time()
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return DateOf(first.AddDate(0, 0, min(t.Day(), last)-1))
}
