package coach

import "fmt"

// FullRangeExercise is the one exercise that has a full range: below level, where the sore tendon is pressed against the
// bone (hazard H6 of the risk file: a full-range hip drop too early).
const FullRangeExercise = "hip_drop"

// Range is how far down a side's hip drop goes. The zero value ends at level. Since it says which way it was opened, it
// opens only by somebody's doing, and closes by itself.
type Range struct {
	Opened Date     `json:"opened,omitempty"` // "" = down to level
	Way    RangeWay `json:"way,omitempty"`
	Closed Date     `json:"closed,omitempty"` // the latest time, "" while it is open or never was
	Why    RangeEnd `json:"why,omitempty"`
	// Untold: it closed by itself, and the member has not been told yet.
	Untold bool `json:"untold,omitempty"`
}

// Full: the hip drop goes below level.
func (r Range) Full() bool { return r.Opened != "" }

// RangeWay is how the full range came to be opened. By each of them the member has read the screen and confirmed it.
type RangeWay string

// The ways.
const (
	RangeTested          RangeWay = "tested"          // two calm weeks and half a minute on the sore leg
	RangePhysiotherapist RangeWay = "physiotherapist" // the physiotherapist told the member to use it
)

// RangeEnd is why the full range closed.
type RangeEnd string

// The ends. The last one is the member's own, at any time.
const (
	RangeEndLock     RangeEnd = "lock"
	RangeEndRed      RangeEnd = "red"
	RangeEndOneHip   RangeEnd = "one_hip"
	RangeEndExercise RangeEnd = "exercise"
	RangeEndGap      RangeEnd = "gap"
	RangeEndLevel    RangeEnd = "level"
	RangeEndWish     RangeEnd = "wish"
)

// RangeGapDays is the gap from which the dose is halved; the range goes back with it.
const RangeGapDays = 7

// rangeEnd is one row of the table.
type rangeEnd struct {
	is    RangeEnd
	says  string
	holds func(m *Member, c *Course, today Date) bool
}

// WHAT CLOSES THE FULL RANGE by itself, the first that holds. The red day is the programme's; the others are design
// choices: where the plan begins anew or lower, the hip drop begins at level.
var rangeEnds = []rangeEnd{
	{RangeEndLock, "a red flag", func(m *Member, c *Course, today Date) bool {
		return m.Lock != nil || m.worstSince(c, c.Range.Opened, today) == LFlag
	}},
	{RangeEndRed, "an L3 or L4 day", func(m *Member, c *Course, today Date) bool {
		return c.State.Flare || red(m.worstSince(c, c.Range.Opened, today))
	}},
	{RangeEndOneHip, "the other hip is sore too", func(m *Member, _ *Course, _ Date) bool { return len(m.Courses) > 1 }},
	{RangeEndExercise, "the hip drop is left for another exercise", func(_ *Member, c *Course, _ Date) bool {
		return c.ExerciseID() != FullRangeExercise
	}},
	{RangeEndGap, "a gap of 7 days or more", func(m *Member, c *Course, today Date) bool { return m.gap(*c, today) >= RangeGapDays }},
	{RangeEndLevel, "a physiotherapist wants it to level only", func(m *Member, _ *Course, _ Date) bool { return m.Prescribed.Level }},
}

func red(l Level) bool { return l == L3 || l == L4 }

// worstSince is the worst level of a side from a date on: of its decisions, and of what has been told since the latest.
func (m *Member) worstSince(c *Course, from, today Date) Level {
	worst := m.reported(c, today)
	for i := range m.Days {
		v := m.Days[i].Verdict(c.Side)
		if v == nil || m.Days[i].Date < from || m.Days[i].Date > today {
			continue
		}
		if worst == LUnknown || v.Level != LUnknown && v.Level > worst {
			worst = v.Level
		}
	}
	return worst
}

// reported is the level of what has been told about a side since its latest decision, today's sessions included: what
// tomorrow's decision will see at the least.
func (m *Member) reported(c *Course, today Date) Level {
	tomorrow := Day{Date: today.Add(1), Number: m.number(today) + 1}
	level, _ := Grade(c.State, m.answers(&tomorrow, c))
	return level
}

// OpenFullRange lets a side's hip drop go below level from today on. The caller has shown the member what that means, and
// the member has confirmed it; whoever else wants it, a physiotherapist included, comes this way. It refuses while a gate
// of this way is closed (RangeEntry).
func (m *Member) OpenFullRange(side Side, way RangeWay, today Date) error {
	c := m.Course(side)
	switch {
	case c == nil:
		return fmt.Errorf("full range: side %q is not sore", side)
	case way != RangeTested && way != RangePhysiotherapist:
		return fmt.Errorf("full range: no way %q", way)
	}
	if closed := m.RangeEntry(side, today).Closed(way); len(closed) > 0 {
		return fmt.Errorf("full range: %v stand in the way", closed)
	}
	c.Range = Range{Opened: today, Way: way}
	return nil
}

// CloseFullRange ends a side's hip drop at level again; false when it did so already.
func (m *Member) CloseFullRange(side Side, why RangeEnd, today Date) bool {
	c := m.Course(side)
	if c == nil || !c.Range.Full() {
		return false
	}
	c.Range = Range{Closed: today, Why: why}
	return true
}

// EndFullRanges closes what cannot stay open as things stand. Settle does so after every decision.
func (m *Member) EndFullRanges(today Date) {
	for i := range m.Courses {
		c := &m.Courses[i]
		for _, end := range rangeEnds {
			if c.Range.Full() && end.holds(m, c, today) {
				c.Range = Range{Closed: today, Why: end.is, Untold: true}
			}
		}
	}
}
