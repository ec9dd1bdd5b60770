package coach

import "fmt"

// StandCheck is the answer to 10 seconds on the sore leg.
type StandCheck struct {
	Pain       int // 0-10
	Impossible bool
}

// StartRung gives the rung to begin on in the guided mode, before the rung limit. usual is the usual pain, 0-10.
func StartRung(usual int, wokenMostNights bool, stand StandCheck) int {
	switch {
	case usual >= 6 || wokenMostNights || stand.Impossible || stand.Pain >= 6:
		return 0
	case usual >= 3 || stand.Pain >= 3:
		return 2
	}
	return PublishedRung
}

// PublishedRung is the article's own start, also the start of the as-published mode.
const PublishedRung = 4

// RungLimit gives the last rung a member may reach: without clearance by a professional, the exercises on one leg
// are not for somebody of 65 or more or with a fall in the last year.
func RungLimit(age65, fell, cleared bool) int {
	if (age65 || fell) && !cleared {
		return 3
	}
	return MaxRung
}

// DoLess gives today's step for a member who wants less today. The state stays, and the day is measured against the
// decided plan, so it earns nothing.
func DoLess(step int) int { return Back1(step) }

// Past is one earlier decision, as far as HarderOffered looks at it.
type Past struct {
	Level  Level
	Effort Score
}

// HarderOffered tells whether the harder exercise may be offered ahead of time: the last 7 decisions were all calm
// and easy, and nothing stands in the way. past is oldest first.
func HarderOffered(s State, past []Past, limit int) bool {
	if s.Step < ReturnStep || s.Rung >= min(limit, MaxRung) || s.Trial || s.Flare || s.CoolOff > 0 || len(past) < 7 {
		return false
	}
	for _, p := range past[len(past)-7:] {
		if p.Level != L0 || p.Effort == nil || *p.Effort != 0 {
			return false
		}
	}
	return true
}

// HarderNow is the member's wish to try the next exercise, where HarderOffered allows it: a trial, as in row I10.
func HarderNow(s State) (Decision, error) {
	if err := s.Check(); err != nil {
		return Decision{}, fmt.Errorf("harder now: %w", err)
	}
	if s.Rung == MaxRung || s.Flare || s.Trial {
		return Decision{}, fmt.Errorf("harder now: not offered on rung %d, in a trial or in a flare", s.Rung)
	}
	s.Rung, s.Step, s.Trial, s.Points = s.Rung+1, TrialStep, true, 0
	return Decision{Row: "wish", Action: ActionRungUp, State: s, Reason: ReasonRungUpWish, Rules: RulesVersion}, nil
}

// SwapKind says what a member's own choice of exercise means for the dose.
type SwapKind string

// The swaps.
const (
	SwapSame   SwapKind = "same"   // to another exercise, or an easier variant, of the same rung
	SwapLower  SwapKind = "lower"  // to an exercise of a lower rung
	SwapHarder SwapKind = "harder" // to a harder variant on the same rung: a trial
)

// Swap gives the state after a swap. rung is the rung of the new exercise. In a flare there is no swap; who is
// locked is not asked.
func Swap(s State, kind SwapKind, rung int) (State, error) {
	switch {
	case s.Flare:
		return s, fmt.Errorf("swap: not in a flare")
	case kind == SwapSame && rung == s.Rung:
		s.Step, s.Points = min(s.Step, StartStep), 0
	case kind == SwapLower && rung >= 0 && rung < s.Rung:
		s.Rung, s.Step, s.Points, s.Trial = rung, StartStep, 0, false
	case kind == SwapHarder && rung == s.Rung:
		s.Step, s.Points, s.Trial = TrialStep, 0, true
	default:
		return s, fmt.Errorf("swap: %q from rung %d to rung %d", kind, s.Rung, rung)
	}
	return s, nil
}

// RestOffer tells whether one free rest day is offered: after 14 loading days in a row, or when 4 of the last 7 days
// were hard work. efforts are the last 7 days', missing ones nil.
func RestOffer(loadingDays int, efforts []Score) bool {
	hard := 0
	for _, e := range efforts[max(0, len(efforts)-7):] {
		if e != nil && *e >= 2 {
			hard++
		}
	}
	return loadingDays >= 14 || hard >= 4
}
