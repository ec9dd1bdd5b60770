package coach

// RunGate is one condition for beginning to run.
type RunGate string

// The gates.
const (
	GateLock     RunGate = "lock"
	GateFlare    RunGate = "flare"
	GateTraining RunGate = "training_days"
	GateRung     RunGate = "rung"
	GateCalm     RunGate = "calm_week"
	GateWalk     RunGate = "walk"
	GateStand    RunGate = "stand"
	GateSquats   RunGate = "squats"
	GateJog      RunGate = "jog"
	GateHop      RunGate = "hop"
)

// RunEntry is what the gates look at: the first part from the programme, the second from the member's answers, nil while
// not given.
type RunEntry struct {
	Locked       bool
	SinceFlare   int // days since the last day in a flare; NoFlare when none is on record
	TrainingDays int
	Rung         int // the lower one, with both hips sore
	CalmWeek     bool

	Walk   *bool // 30 minutes of brisk walking without a limp or pain
	Stand  *int  // pain 0-10: 10 s on the sore leg
	Squats *int  // pain 0-10: 10 squats on it
	Jog    *int  // pain 0-10: 1 minute of jogging on the spot
	Hop    *int  // pain 0-10: hopping on it
}

// NoFlare stands for a flare that never was.
const NoFlare = 1 << 20

// runGate is one row of the table.
type runGate struct {
	is    RunGate
	says  string
	asked bool // the member is asked; the others follow from the programme
	holds func(RunEntry) bool
}

// THE ENTRY GATES, all of which have to hold. A missing answer holds nothing open. The walk: SPC, FitnessGrid; the four
// trials on the sore leg: Achieve, and Alfredson's table for hopping; the first five are design choices.
var runGates = []runGate{
	{GateLock, "no lock", false, func(e RunEntry) bool { return !e.Locked }},
	{GateFlare, "no flare in 28 days", false, func(e RunEntry) bool { return e.SinceFlare >= CalmBeforeRunning }},
	{GateTraining, "at least 20 training days", false, func(e RunEntry) bool { return e.TrainingDays >= 20 }},
	{GateRung, "on rung 5 or higher", false, func(e RunEntry) bool { return e.Rung >= FirstEverySecondDayRung }},
	{GateCalm, "the last 7 days all L0", false, func(e RunEntry) bool { return e.CalmWeek }},
	{GateWalk, "30 minutes of brisk walking without a limp or pain", true, func(e RunEntry) bool { return e.Walk != nil && *e.Walk }},
	{GateStand, "10 s on the sore leg at pain 2 or less", true, func(e RunEntry) bool { return calmScore(e.Stand) }},
	{GateSquats, "10 squats on it at pain 2 or less", true, func(e RunEntry) bool { return calmScore(e.Squats) }},
	{GateJog, "1 minute of jogging on the spot at pain 2 or less", true, func(e RunEntry) bool { return calmScore(e.Jog) }},
	{GateHop, "hopping at pain 2 or less", true, func(e RunEntry) bool { return calmScore(e.Hop) }},
}

// CalmBeforeRunning is how many days lie between a flare and the first outing; CalmWhileRunning is the highest score that
// is read as no pain.
const (
	CalmBeforeRunning = 28
	CalmWhileRunning  = 2
)

// calmScore: answered, and at most 2.
func calmScore(score *int) bool { return score != nil && *score <= CalmWhileRunning }

// Closed lists the gates that do not hold, in their order; nobody is asked to hop while the walk still hurts. When it is
// empty, running may begin.
func (e RunEntry) Closed() []RunGate {
	var closed []RunGate
	for _, g := range runGates {
		if !g.holds(e) {
			closed = append(closed, g.is)
		}
	}
	return closed
}

// RunGates lists the gates in their order.
func RunGates() []RunGate {
	var all []RunGate
	for _, g := range runGates {
		all = append(all, g.is)
	}
	return all
}

// Asked: the gate is the member's to answer.
func (g RunGate) Asked() bool {
	for _, row := range runGates {
		if row.is == g {
			return row.asked
		}
	}
	return false
}

// RunEntry fills in what follows from the programme. days reach back 28 days; the member's own are used besides.
func (m *Member) RunEntry(days []Day, today Date) RunEntry {
	e := RunEntry{Locked: m.Lock != nil, SinceFlare: NoFlare, TrainingDays: m.Programme.TrainingDays, Rung: MaxRung}
	for i := range m.Courses {
		e.Rung = min(e.Rung, m.Courses[i].State.Rung)
	}
	for _, began := range m.Programme.Flares {
		e.SinceFlare = min(e.SinceFlare, max(0, today.Since(began)))
	}
	for _, list := range [][]Day{days, m.Days} {
		for _, d := range list {
			if d.flared() && d.Date <= today {
				e.SinceFlare = min(e.SinceFlare, today.Since(d.Date))
			}
		}
	}
	if last := m.Programme.LastFlare; last != "" {
		e.SinceFlare = min(e.SinceFlare, max(0, today.Since(last)))
	}
	if m.InFlare() {
		e.SinceFlare = 0
	}
	e.CalmWeek = len(m.Courses) > 0
	for _, side := range m.SoreSides() {
		e.CalmWeek = e.CalmWeek && m.calmWeek(side, today)
	}
	return e
}

// flared: a side was in a flare on this day, the last one included.
func (d *Day) flared() bool {
	for _, v := range d.Verdicts {
		if v.State.Flare || v.Reason == ReasonFlareExit {
			return true
		}
	}
	return false
}

// fewestDecisions within seven days on the rungs that are loaded every other day: fewer of them leave days unknown.
const fewestDecisions = 3

// calmWeek: every decision about a side in the last seven days was L0, and there were enough of them.
func (m *Member) calmWeek(side Side, today Date) bool {
	n := 0
	for i := range m.Days {
		d := &m.Days[i]
		if d.Date > today || d.Date <= today.Add(-7) {
			continue
		}
		if v := d.Verdict(side); v != nil {
			if v.Level != L0 {
				return false
			}
			n++
		}
	}
	return n >= fewestDecisions
}
