package coach

import "slices"

// Coming is what the next week brings, in one sentence at most; never a promise.
type Coming string

// What may come.
const (
	ComingPause   Coming = "pause"    // the member's pause goes on
	ComingLock    Coming = "lock"     // nothing is loaded until a professional has seen the member
	ComingFlare   Coming = "flare"    // rest until two calm mornings
	ComingReview  Coming = "review"   // a look back together is near
	ComingTrial   Coming = "trial"    // a new exercise is being tried
	ComingCoolOff Coming = "cool_off" // calm days first, then more
	ComingTop     Coming = "top"      // the last exercise at its largest dose
	ComingSteady  Coming = "steady"   // the answers decide, day by day
)

// comings are read from the top; the first that holds.
var comings = []struct {
	is    Coming
	holds func(m *Member, o Outcomes, to Date) bool
}{
	{ComingPause, func(m *Member, _ Outcomes, _ Date) bool { return m.Pause != nil }},
	{ComingLock, func(m *Member, _ Outcomes, _ Date) bool { return m.Lock != nil }},
	{ComingFlare, func(m *Member, _ Outcomes, _ Date) bool { return m.InFlare() }},
	{ComingReview, reviewNear},
	{ComingTrial, func(m *Member, _ Outcomes, _ Date) bool { return m.anyCourse(func(s State) bool { return s.Trial }) }},
	{ComingCoolOff, func(m *Member, _ Outcomes, _ Date) bool {
		return m.anyCourse(func(s State) bool { return s.CoolOff > 0 })
	}},
	{ComingTop, func(m *Member, _ Outcomes, _ Date) bool {
		return !m.anyCourse(func(s State) bool { return s.Rung < MaxRung || s.Step < TopStep })
	}},
	{ComingSteady, func(*Member, Outcomes, Date) bool { return true }},
}

func coming(m *Member, o Outcomes, to Date) Coming {
	for _, row := range comings {
		if row.holds(m, o, to) {
			return row.is
		}
	}
	return ""
}

// reviewNear: a milestone is reached already and not yet talked about, or will be within a week of training every day.
func reviewNear(m *Member, o Outcomes, to Date) bool {
	for _, milestone := range Milestones(m.Programme.TrainingDays+7, m.number(to)+7) {
		if milestone.hasReview() && !slices.Contains(o.Reviewed, milestone) {
			return true
		}
	}
	return false
}

func (m *Member) anyCourse(is func(State) bool) bool {
	return slices.ContainsFunc(m.Courses, func(c Course) bool { return is(c.State) })
}

// Praise is one true thing about what the member did in a week. It praises the act and not the number, and compares with
// nobody. "" when there was nothing to see: silence is not talked about.
type Praise string

// The praises.
const (
	PraiseStopped  Praise = "stopped"  // stopped when it hurt
	PraiseReturned Praise = "returned" // came back after a gap
	PraiseRested   Praise = "rested"   // rested when the hip asked for it
	PraiseAll      Praise = "all"      // kept every session that was planned
	PraiseTold     Praise = "told"     // told of the mornings, on five days or more
	PraiseKept     Praise = "kept"     // kept a session
	PraiseAnswered Praise = "answered" // told of a morning
)

// toldOften is on how many days a morning has to be told to be praised for it.
const toldOften = 5

// praises are read from the top; the first that is true.
var praises = []struct {
	is    Praise
	holds func(m *Member, s Summary) bool
}{
	{PraiseStopped, func(_ *Member, s Summary) bool { return s.Adherence.Stopped > 0 }},
	{PraiseReturned, func(m *Member, s Summary) bool { return s.Adherence.Kept > 0 && m.decided(s.To, ReasonComeback) }},
	{PraiseRested, func(m *Member, s Summary) bool {
		return s.Adherence.Rested > 0 && m.decided(s.To, ReasonRestFlare, ReasonFlareWait, ReasonFlareSore, ReasonFlareExit)
	}},
	{PraiseAll, func(_ *Member, s Summary) bool {
		return s.Adherence.Planned >= fewestPlanned && s.Adherence.Kept == s.Adherence.Planned
	}},
	{PraiseTold, func(m *Member, s Summary) bool { return m.told(s.To) >= toldOften }},
	{PraiseKept, func(_ *Member, s Summary) bool { return s.Adherence.Kept > 0 }},
	{PraiseAnswered, func(m *Member, s Summary) bool { return m.told(s.To) > 0 }},
}

func praise(m *Member, s Summary) Praise {
	for _, row := range praises {
		if row.holds(m, s) {
			return row.is
		}
	}
	return ""
}

// decided: one of these reasons was given in the week that ends with to.
func (m *Member) decided(to Date, reasons ...Reason) bool {
	for _, d := range m.week(to) {
		for _, v := range d.Verdicts {
			if slices.Contains(reasons, v.Reason) {
				return true
			}
		}
	}
	return false
}

// told counts the days of the week that ends with to on which a morning was told.
func (m *Member) told(to Date) int {
	n := 0
	for _, d := range m.week(to) {
		if len(d.CheckIn.Morning) > 0 {
			n++
		}
	}
	return n
}
