package coach

import "fmt"

// The constants of the rules. A step is a dose's index 1-28 on its ladder, see DoseAt.
const (
	MaxRung    = 7  // the last rung
	StartStep  = 8  // 3×10, the article's start dose
	ReturnStep = 13 // 3×15, the dose on the old rung when a trial of a new one failed
	TrialStep  = 3  // 3×5, the trial dose and the smallest dose after a red day
	TopStep    = 28 // 3×30
	FullPoints = 4  // points that earn one step
)

// State is everything about one sore side that goes into a decision, and nothing else does.
type State struct {
	Rung             int `json:"rung"`               // 0-7, the place on the ladder of exercises
	Step             int `json:"step"`               // 1-28, the index of the dose
	UsualMorningPain int `json:"usual_morning_pain"` // 0-10, the member's ordinary morning
	Points           int `json:"points"`             // 0-4, credit towards the next increase
	Linger           int `json:"linger"`             // L2 days in a row, roughly; may pass 2
	// RedCountdown is set to 2 by a red day and falls by one with each later reported day; while it is 1 or more
	// another red day starts a flare.
	RedCountdown  int  `json:"red_countdown"`
	CoolOff       int  `json:"cool_off"`        // 0-3, calm days still to come before any increase
	UpsThisWeek   int  `json:"ups_this_week"`   // steps added this programme week
	WeekStartStep int  `json:"week_start_step"` // 1-28, the step at the start of the programme week
	PeakStep7d    int  `json:"peak_step_7d"`    // 1-28, the highest step of the last seven days on this rung
	Trial         bool `json:"trial"`           // a new rung is being tried
	Flare         bool `json:"flare"`           // loading is off until two calm mornings
	CalmDays      int  `json:"calm_days"`       // 0-1, calm mornings so far in this flare
}

// Start gives the state of day 0: the start dose on the rung chosen at onboarding (StartRung). usual is the
// member's own answer about an ordinary morning, 0-10.
func Start(rung, usual int) State {
	return State{
		Rung: rung, Step: StartStep, UsualMorningPain: usual,
		WeekStartStep: StartStep, PeakStep7d: StartStep,
	}
}

// unbounded marks a counter that has a floor but no ceiling.
const unbounded = int(^uint(0) >> 1)

// Check names the first field that is out of its range. Every combination inside the ranges is accepted, also ones
// that cannot arise: the rules never repair a state.
func (s State) Check() error {
	for _, f := range []struct {
		name          string
		value, lo, hi int
	}{
		{"rung", s.Rung, 0, MaxRung},
		{"step", s.Step, 1, TopStep},
		{"usual_morning_pain", s.UsualMorningPain, 0, 10},
		{"points", s.Points, 0, FullPoints},
		{"linger", s.Linger, 0, unbounded},
		{"red_countdown", s.RedCountdown, 0, 2},
		{"cool_off", s.CoolOff, 0, 3},
		{"ups_this_week", s.UpsThisWeek, 0, unbounded},
		{"week_start_step", s.WeekStartStep, 1, TopStep},
		{"peak_step_7d", s.PeakStep7d, 1, TopStep},
		{"calm_days", s.CalmDays, 0, 1},
	} {
		if f.value < f.lo || f.value > f.hi {
			return fmt.Errorf("state: %s is %d, out of range", f.name, f.value)
		}
	}
	return nil
}
