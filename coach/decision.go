package coach

import "fmt"

// RulesVersion names the rules a decision was made by; it is stored with every decision. It changes with every
// change of a row, a ladder or a level.
const RulesVersion = "1"

// Action is what a decision does to the plan.
type Action string

// The actions, from least to most.
const (
	ActionStop     Action = "STOP"     // locked until a professional has allowed exercise
	ActionRest     Action = "REST"     // no loading
	ActionRungDown Action = "RUNGDOWN" // an easier exercise; also the end of a flare, even on rung 0
	ActionBack2    Action = "BACK2"    // about half
	ActionBack1    Action = "BACK1"    // about 80 %
	ActionHold     Action = "HOLD"     // the same again
	ActionUp       Action = "UP"       // one step more, or a trial passed
	ActionRungUp   Action = "RUNGUP"   // a trial of the next exercise
)

// Increase tells whether the action adds load.
func (a Action) Increase() bool { return a == ActionUp || a == ActionRungUp }

// Decision is what the rules made of a state and the answers, and why.
type Decision struct {
	Row    string `json:"row"` // the row that fired, "G2"; two rows joined by "+" when a comeback followed a decision
	Level  Level  `json:"level"`
	Action Action `json:"action"`
	State  State  `json:"state"` // the state after the decision
	Reason Reason `json:"reason"`
	Cause  Cause  `json:"cause,omitempty"` // the signal that gave the level
	Rules  string `json:"rules"`           // RulesVersion
	// Missing names what was not answered, for ReasonHoldData: "morning", "during" or "effort".
	Missing string `json:"missing,omitempty"`
}

// Plan is what the decision makes due.
func (d Decision) Plan() Plan { return Plan{Action: d.Action, Rung: d.State.Rung, Step: d.State.Step} }

// More is about how many more days like this one earn an increase, for ReasonHoldPoints.
func (d Decision) More() int {
	if d.Level == L0 {
		return (FullPoints - d.State.Points + 1) / 2
	}
	return FullPoints - d.State.Points
}

// CoolDays is how many more calm days pass before anything is added, for ReasonHoldCool.
func (d Decision) CoolDays() int { return d.State.CoolOff + 1 }

// Decide turns a state and the answers since the last decision into the next plan, by the first row of the rules
// that holds. It is pure: same input, same output. Values out of their ranges are a programming error and are
// refused.
func Decide(s State, a Answers) (Decision, error) {
	if err := s.Check(); err != nil {
		return Decision{}, fmt.Errorf("decide: %w", err)
	}
	if err := a.Check(); err != nil {
		return Decision{}, fmt.Errorf("decide: %w", err)
	}
	g := weigh(s, a)
	b, r, ok := firstRow(g)
	if !ok {
		return Decision{}, fmt.Errorf("decide: no row for level %s", g.level)
	}
	d := Decision{
		Row: r.id, Level: g.level, Action: r.action, State: s, Reason: r.reason, Cause: g.cause, Rules: RulesVersion,
	}
	for _, c := range b.also {
		c.make(g, &d.State)
	}
	for _, c := range r.changes {
		c.make(g, &d.State)
	}
	if d.Reason == ReasonHoldData {
		d.Missing = firstMissing(a)
	}
	return d, nil
}

func firstRow(g given) (block, row, bool) {
	for _, b := range rules {
		if !b.when.holds(g) {
			continue
		}
		for _, r := range b.rows {
			if r.when.holds(g) {
				return b, r, true
			}
		}
	}
	return block{}, row{}, false
}

func firstMissing(a Answers) string {
	switch {
	case a.Morning == nil:
		return "morning"
	case a.During == nil:
		return "during"
	}
	return "effort"
}
