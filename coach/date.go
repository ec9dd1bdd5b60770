package coach

import "time"

// Date is a civil date "YYYY-MM-DD" on the member's calendar; "" is no date. Dates compare as strings.
type Date string

// DateOf gives the civil date of t in t's own location.
func DateOf(t time.Time) Date { return Date(t.Format(time.DateOnly)) }

func (d Date) time() time.Time {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return time.Time{}
	}
	return t
}

// Add gives the date n days later (earlier when n is negative).
func (d Date) Add(n int) Date { return DateOf(d.time().AddDate(0, 0, n)) }

// Since gives the days from other to d; negative when other is later.
func (d Date) Since(other Date) int {
	return int(d.time().Sub(other.time()) / (24 * time.Hour))
}

// Weekday gives the day of the week.
func (d Date) Weekday() time.Weekday { return d.time().Weekday() }

// Month and Day give the parts that are spoken.
func (d Date) Month() time.Month { return d.time().Month() }

// Day is the day of the month.
func (d Date) Day() int { return d.time().Day() }
