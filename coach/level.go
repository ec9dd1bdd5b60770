package coach

// Level grades the time since the last decision by the worst signal reported, from L0 (calm) to L4 (severe).
type Level string

// The levels.
const (
	L0       Level = "L0" // calm
	L1       Level = "L1" // felt it and it settled
	L2       Level = "L2" // lingering
	L3       Level = "L3" // red
	L4       Level = "L4" // severe
	LUnknown Level = "L?" // nothing was reported
	LFlag    Level = "LX" // a red flag, whatever else was said
)

// Calm tells whether the level allows more load in principle.
func (l Level) Calm() bool { return l == L0 || l == L1 }

// Sore tells whether the level stands in the way of more load: L2, L3 or L4.
func (l Level) Sore() bool { return l == L2 || l == L3 || l == L4 }

// Cause names the signal that gave the level, the first of several; it is empty when nothing was reported or a red
// flag was raised.
type Cause string

// The causes, in the order in which they are looked at.
const (
	CauseDuring  Cause = "during"
	CauseAfter   Cause = "after"
	CauseMorning Cause = "morning"
	CauseNight   Cause = "night"
	CauseTrend   Cause = "trend"
	CauseStopped Cause = "stopped"
)

// Grade gives the level of the answers and the signal that caused it. Missing signals are left out; effort,
// completion, painkiller and adherence never make a level. The zones follow the pain-monitoring model (Silbernagel
// 2007), see docs/adaptation.md.
func Grade(s State, a Answers) (Level, Cause) {
	if a.RedFlag {
		return LFlag, ""
	}
	level, cause := LUnknown, Cause("")
	worst := func(l Level, c Cause) {
		// Levels compare as text; "L?" would come last, so it gives way to anything.
		if level == LUnknown || l > level {
			level, cause = l, c
		}
	}
	if a.During != nil {
		worst(scoreLevel(*a.During), CauseDuring)
	}
	if a.After != nil {
		worst(scoreLevel(*a.After), CauseAfter)
	}
	if a.Morning != nil {
		worst(morningLevel(*a.Morning, s.UsualMorningPain), CauseMorning)
	}
	if a.Night != nil {
		worst([...]Level{L0, L0, L2, L3}[*a.Night], CauseNight)
	}
	if a.Trend != TrendMissing {
		worst(trendLevel(a.Trend), CauseTrend)
	}
	if a.StoppedForPain {
		worst(L2, CauseStopped)
	}
	return level, cause
}

func scoreLevel(score int) Level {
	switch {
	case score <= 2:
		return L0
	case score <= 5:
		return L1
	case score <= 7:
		return L3
	}
	return L4
}

// morningLevel compares a morning with the member's ordinary one: a score that is fine for one person is a warning
// for another.
func morningLevel(score, usual int) Level {
	d := score - usual
	switch {
	case score <= 2 && d <= 1:
		return L0
	case score <= 2:
		return L2
	case score <= 5 && d <= 0:
		return L1
	case score <= 5 && d == 1:
		return L2
	case score <= 7:
		return L3
	}
	return L4
}

func trendLevel(t Trend) Level {
	switch t {
	case TrendUp1:
		return L2
	case TrendUp2:
		return L3
	}
	return L0
}
