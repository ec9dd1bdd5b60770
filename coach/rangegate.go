package coach

import "slices"

// RangeGate is one condition for the full range of the hip drop.
type RangeGate string

// The gates.
const (
	RangeLock     RangeGate = "lock"
	RangeFlare    RangeGate = "flare"
	RangeOneHip   RangeGate = "one_hip"
	RangeOneLeg   RangeGate = "one_leg"
	RangeExercise RangeGate = "exercise"
	RangeMorning  RangeGate = "morning"
	RangeRed      RangeGate = "red"
	RangeOneThing RangeGate = "one_thing"
	RangeLevel    RangeGate = "level"
	RangeCalm     RangeGate = "calm"
	RangeUsual    RangeGate = "usual"
	RangeNights   RangeGate = "nights"
	RangeStand    RangeGate = "stand"
)

// RangeEntry is what the gates look at, of one side.
type RangeEntry struct {
	Locked   bool
	Flare    bool
	Hips     int // sore ones
	OneLeg   bool
	Exercise string
	Morning  bool  // this morning has been told
	Today    Level // today's decision, or worse: what has been told since
	Raised   bool  // today's plan has more in it than the one before, or a new exercise is being tried
	Level    bool  // a physiotherapist wants it to end at level
	CalmDays int   // known to be calm, in a row, up to now
	Usual    int   // the usual morning pain
	BadNight bool  // of the last 14
	Stand    *Stand
}

// rangeGate is one row of the table.
type rangeGate struct {
	is     RangeGate
	says   string
	always bool // whichever way it is to be opened
	holds  func(RangeEntry) bool
}

// RangeCalmDays is for how long everything has to have been calm, and how old the test on one leg may be. HighestForRange
// is the highest usual morning pain, and the most pain in the test.
const (
	RangeCalmDays   = 14
	HighestForRange = 2
)

// THE GATES OF THE FULL RANGE. The last four are the programme's own conditions; in their place may stand the word of the
// member's physiotherapist. The others are design choices, and hold whatever anybody has said.
var rangeGates = []rangeGate{
	{RangeLock, "no lock", true, func(e RangeEntry) bool { return !e.Locked }},
	{RangeFlare, "no flare", true, func(e RangeEntry) bool { return !e.Flare }},
	{RangeOneHip, "one sore hip", true, func(e RangeEntry) bool { return e.Hips == 1 }},
	{RangeOneLeg, "nothing speaks against work on one leg", true, func(e RangeEntry) bool { return e.OneLeg }},
	{RangeExercise, "the hip drop is the exercise at hand", true, func(e RangeEntry) bool { return e.Exercise == FullRangeExercise }},
	{RangeMorning, "this morning has been told", true, func(e RangeEntry) bool { return e.Morning }},
	{RangeRed, "today is no L3 or L4 day so far", true, func(e RangeEntry) bool { return !red(e.Today) && e.Today != LFlag }},
	{RangeOneThing, "nothing else was raised today", true, func(e RangeEntry) bool { return !e.Raised }},
	{RangeLevel, "no physiotherapist wants it to level only", true, func(e RangeEntry) bool { return !e.Level }},
	{RangeCalm, "the last 14 days all L0 or L1", false, func(e RangeEntry) bool { return e.CalmDays >= RangeCalmDays }},
	{RangeUsual, "usual morning pain 2 or less", false, func(e RangeEntry) bool { return e.Usual <= HighestForRange }},
	{RangeNights, "no night worse than usual in those days", false, func(e RangeEntry) bool { return !e.BadNight }},
	{RangeStand, "30 s on the sore leg at pain 2 or less", false, func(e RangeEntry) bool {
		return e.Stand != nil && e.Stand.Seconds >= LongestStand && e.Stand.Pain <= HighestForRange
	}},
}

// Closed lists the gates of a way that do not hold, in their order. When it is empty, the member may be asked to read and
// confirm.
func (e RangeEntry) Closed(way RangeWay) []RangeGate {
	var closed []RangeGate
	for _, g := range rangeGates {
		if (g.always || way != RangePhysiotherapist) && !g.holds(e) {
			closed = append(closed, g.is)
		}
	}
	return closed
}

// RangeGates lists the gates of the programme's own way, those that the physiotherapist's word replaces, in their order.
func RangeGates() []RangeGate {
	var own []RangeGate
	for _, g := range rangeGates {
		if !g.always {
			own = append(own, g.is)
		}
	}
	return own
}

// RangeEntry fills in what the diary knows about a side.
func (m *Member) RangeEntry(side Side, today Date) RangeEntry {
	c := m.Course(side)
	if c == nil {
		return RangeEntry{Locked: m.Lock != nil, Hips: len(m.Courses), Today: LUnknown}
	}
	e := RangeEntry{
		Locked: m.Lock != nil, Flare: c.State.Flare, Hips: len(m.Courses), OneLeg: m.RungLimit() > LimitUnsteady, Exercise: c.ExerciseID(),
		Morning: today <= m.Programme.Start, Today: m.worstSince(c, today, today), Raised: c.State.Trial,
		Level: m.Prescribed.Level, CalmDays: m.calmDays(c, today), Usual: c.State.UsualMorningPain, Stand: m.latestStand(side, today),
	}
	if d := m.Day(today); d != nil {
		e.Morning = e.Morning || d.CheckIn.Done
		if v := d.Verdict(side); v != nil {
			e.Raised = e.Raised || v.Action.Increase()
		}
	}
	for i := range m.Days {
		d := &m.Days[i]
		if d.Date <= today && d.Date > today.Add(-RangeCalmDays) && d.CheckIn.Night != nil && *d.CheckIn.Night >= 2 {
			e.BadNight = true
		}
	}
	return e
}

// mostUnknown is how many dates in a row may pass without a decision and leave the days around them calm: the days off of
// the rungs that are loaded every other day, a weekend without sessions. From the third on it is a gap.
const mostUnknown = 2

// calmDays counts the dates in a row, back from the latest decision, that are known to be calm: each of their decisions was
// L0 or L1. It counts to 14. A sore word since that decision ends it at once.
func (m *Member) calmDays(c *Course, today Date) int {
	if m.reported(c, today).Sore() {
		return 0
	}
	last := today
	if d := m.Day(today); d == nil || d.Verdict(c.Side) == nil || d.Verdict(c.Side).Level == LUnknown {
		last = today.Add(-1) // today is still to be told
	}
	n, unknown := 0, 0
	for date := last; n < RangeCalmDays && unknown <= mostUnknown; date = date.Add(-1) {
		switch level, known := m.levelOn(c.Side, date); {
		case !known:
			unknown++
		case !level.Calm():
			return n
		default:
			n, unknown = last.Since(date)+1, 0
		}
	}
	return min(n, RangeCalmDays)
}

// levelOn is the level that a date was decided on. Where nothing was planned, silence is nothing to go by.
func (m *Member) levelOn(side Side, date Date) (_ Level, known bool) {
	d := m.Day(date)
	if d == nil {
		return "", false
	}
	v := d.Verdict(side)
	if v == nil || v.Level == LUnknown && len(d.Rounds) == 0 {
		return "", false
	}
	return v.Level, true
}

// latestStand is the latest test on one leg of the last 14 days. One that a painkiller has had its part in tells nothing.
func (m *Member) latestStand(side Side, today Date) *Stand {
	for _, s := range slices.Backward(m.Outcomes.Surveys) {
		if s.Date > today || s.Date <= today.Add(-RangeCalmDays) {
			continue
		}
		d := m.Day(s.Date)
		if d != nil && d.CheckIn.Painkiller != nil && *d.CheckIn.Painkiller {
			continue
		}
		if stand, ok := s.Stands[side]; ok {
			return &stand
		}
	}
	return nil
}
