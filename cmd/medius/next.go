package main

import (
	"bufio"
	"fmt"
	"strings"
	"time"

	"medius/coach"
	"medius/scheduler"
)

type nextCmd struct {
	Zone  string   `help:"Time zone, such as Europe/Berlin; the one of the configuration when nothing is said, or else UTC."`
	At    []string `help:"Times of day; 07:00 and 19:00 when nothing is said." placeholder:"HH:MM"`
	Days  string   `help:"Weekdays: mon,tue,wed,thu,fri,sat,sun, or all." default:"all"`
	Cron  string   `help:"A cron expression of five fields in place of --at and --days." placeholder:"EXPR"`
	From  string   `help:"From when on: a date, or an instant in RFC 3339; now when nothing is said." placeholder:"WHEN"`
	Count int      `help:"How many." default:"10" short:"n"`
}

const mostInstants = 100_000

// Run prints the next instants of the rules, one a line.
func (c *nextCmd) Run(w world, all *cli) error {
	loc, err := c.zone(w, all)
	if err != nil {
		return err
	}
	from, err := c.from(w.Now(), loc)
	if err != nil {
		return err
	}
	if c.Count < 1 || c.Count > mostInstants {
		return refuse("medius next --help lists what can be said", "--count %d: 1 to %d can be printed", c.Count, mostInstants)
	}
	rules, err := c.rules(loc)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w.Out)
	for _, at := range soonest(rules, from, c.Count) {
		fmt.Fprintln(out, at.Format(time.RFC3339))
	}
	return out.Flush()
}

func (c *nextCmd) zone(w world, all *cli) (*time.Location, error) {
	if c.Zone == "" {
		s, err := w.settings(all.Config)
		if err != nil {
			return nil, err
		}
		return time.LoadLocation(s.Zone) // which was checked; "" is UTC
	}
	if err := zone(c.Zone); err != nil {
		return nil, refuse("medius next --help lists what can be said", "--zone: %w", err)
	}
	return time.LoadLocation(c.Zone)
}

func (c *nextCmd) from(now time.Time, loc *time.Location) (time.Time, error) {
	if c.From == "" {
		return now, nil
	}
	if t, err := time.Parse(time.RFC3339, c.From); err == nil {
		return t, nil
	}
	day, err := time.Parse(time.DateOnly, c.From)
	if err != nil {
		return time.Time{}, refuse("medius next --help lists what can be said", "--from %q: a date such as 2026-03-29 or an instant such as 2026-03-29T07:00:00Z is wanted", c.From)
	}
	// Midnight itself belongs to the day.
	return coach.Resolve(day, loc).Add(-time.Nanosecond), nil
}

// rule gives the first occurrence after an instant.
type rule func(after time.Time) (coach.Occurrence, bool)

func (c *nextCmd) rules(loc *time.Location) ([]rule, error) {
	if c.Cron != "" {
		if len(c.At) > 0 || c.Days != "all" {
			return nil, refuse("medius next --help lists what can be said", "--cron says everything: --at and --days do not go with it")
		}
		s, err := scheduler.Parse(c.Cron)
		if err != nil {
			return nil, refuse("the fields are minute, hour, day of month, month, day of week", "--cron: %w", err)
		}
		return []rule{func(after time.Time) (coach.Occurrence, bool) { return coach.NextOccurrence(after, s, loc) }}, nil
	}
	days, err := weekdays(c.Days)
	if err != nil {
		return nil, err
	}
	times := c.At
	if len(times) == 0 {
		times = []string{"07:00", "19:00"}
	}
	var rules []rule
	for _, said := range times {
		clock, err := time.Parse("15:04", said)
		if err != nil {
			return nil, refuse("medius next --help lists what can be said", "--at %q: a time of day such as 07:30 is wanted", said)
		}
		rules = append(rules, func(after time.Time) (coach.Occurrence, bool) {
			return coach.NextClock(after, days, clock.Hour(), clock.Minute(), loc)
		})
	}
	return rules, nil
}

func weekdays(said string) (coach.Weekdays, error) {
	if said == "all" {
		return coach.EveryDay, nil
	}
	var days coach.Weekdays
	for name := range strings.SplitSeq(strings.ToLower(said), ",") {
		day, ok := weekday(strings.TrimSpace(name))
		if !ok {
			return 0, refuse("medius next --help lists what can be said", "--days: %q is no weekday; use mon,tue,wed,thu,fri,sat,sun or all", name)
		}
		days |= coach.WeekdaysOf(day)
	}
	return days, nil
}

// weekday reads a name or its first three letters.
func weekday(name string) (time.Weekday, bool) {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if full := strings.ToLower(d.String()); name == full || name == full[:3] {
			return d, true
		}
	}
	return 0, false
}

// soonest merges the rules in order of time. Two rules may fall on one instant when a clock change moves one of them:
// they stay two.
func soonest(rules []rule, from time.Time, count int) []time.Time {
	after := make([]time.Time, len(rules))
	for i := range after {
		after[i] = from
	}
	var out []time.Time
	for len(out) < count {
		first, best := -1, time.Time{}
		for i, next := range rules {
			if o, ok := next(after[i]); ok && (first < 0 || o.At.Before(best)) {
				first, best = i, o.At
			}
		}
		if first < 0 {
			break
		}
		after[first] = best
		out = append(out, best)
	}
	return out
}
