package words

import (
	"slices"
	"strings"
)

// times checks clock, weekdays, lengths and dates.
func (c *check) times() {
	l := c.l
	c.clock(l.Time)
	if len(l.Days.Names) != 7 {
		c.fault("days.names: %d instead of 7", len(l.Days.Names))
	}
	if len(l.Dates.Months) != 12 {
		c.fault("dates.months: %d instead of 12", len(l.Dates.Months))
	}
	c.distinct("days.names", l.Days.Names)
	c.distinct("dates.months", l.Dates.Months)
	for _, g := range l.Days.Groups {
		c.list("days.groups", g.Say)
		if len(g.Days) == 0 || slices.Min(g.Days) < 0 || slices.Max(g.Days) > 6 {
			c.fault("days.groups: %q needs days from 0 (Sunday) to 6", g.Say)
		}
	}
	for where, says := range (lists{
		"days.to": l.Days.To, "days.except": l.Days.Except, "days.off": l.Days.Off, "days.filler": l.Days.Filler,
		"length.seconds": l.Length.Seconds, "length.minutes": l.Length.Minutes, "length.hours": l.Length.Hours,
		"length.fixed": keys(l.Length.Fixed), "length.filler": l.Length.Filler,
		"dates.days": l.Dates.Days, "dates.weeks": l.Dates.Weeks, "dates.spans": l.Dates.Spans,
		"dates.fixed": keys(l.Dates.Fixed), "dates.patterns": l.Dates.Patterns, "dates.filler": l.Dates.Filler, "dates.ahead": l.Dates.Ahead,
	}) {
		c.list(where, says)
	}
	c.slots("dates.patterns", l.Dates.Patterns, "d", "month", "y", "weekday", "n", "span")
	c.slots("score.ranges", l.Score.Ranges, "a", "b")
	if !slices.Contains([]string{"", "dmy", "mdy"}, l.Dates.Order) {
		c.fault("dates.order: %q", l.Dates.Order)
	}
}

func (c *check) clock(t Times) {
	var says []string
	for _, p := range t.Patterns {
		says = append(says, p.Say)
		if !p.Fixed && !strings.Contains(p.Say, "{h}") && !strings.Contains(p.Say, "{t}") {
			c.fault("time.patterns: %q has no hour", p.Say)
		}
	}
	c.list("time.patterns", says)
	c.slots("time.patterns", says, "t", "h", "m", "mm", "m5")
	var parts []string
	for _, p := range t.Parts {
		c.list("time.parts", p.Say)
		parts = append(parts, p.Say...)
		if p.From < 0 || p.To <= p.From || p.To > p.From+24 {
			c.fault("time.parts: %q from %d to %d", p.Say, p.From, p.To)
		}
	}
	c.list("time.parts", parts)
	c.list("time.filler", t.Filler)
}

// distinct checks a list of lists: all filled, no phrase in two of them.
func (c *check) distinct(where string, all []Phrases) {
	var flat []string
	for _, says := range all {
		c.list(where, says)
		flat = append(flat, says...)
	}
	c.list(where, flat)
}

// slots checks that patterns use only the slots their reader knows.
func (c *check) slots(where string, says []string, known ...string) {
	for _, say := range says {
		for piece := range strings.FieldsSeq(say) {
			if name, ok := cut(piece); ok && !slices.Contains(known, name) {
				c.fault("%s: %q has an unknown slot {%s}", where, say, name)
			}
		}
	}
}
