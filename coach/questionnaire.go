package coach

import (
	"fmt"
	"slices"
)

// Block is a questionnaire that is asked in one go.
type Block string

// The blocks.
const (
	BlockFirst  Block = "first"  // the baseline: M2, the activities are chosen, M3, M4
	BlockWeekly Block = "weekly" // M2, M3, M4
	BlockChange Block = "change" // M5
	BlockStand  Block = "stand"  // M6
	BlockRange  Block = "range"  // M6, where the full range of the hip drop is asked for; never offered
)

// Asked is one questionnaire that was asked, and the occasions it stood for.
type Asked struct {
	Block    Block    `json:"block"`
	For      []string `json:"for"` // weeks ("w3"), milestones, or "start"
	On       []Date   `json:"on"`  // the dates, at most two
	Answered bool     `json:"answered,omitempty"`
}

// Moment is what decides whether a questionnaire may be asked on a date.
type Moment struct {
	Date         Date
	Start        Date // day 0: the weekly block keeps its weekday
	Day          int  // programme day, paused days not counted
	TrainingDays int
	RungLimit    int
	Quiet        bool // not active, paused, locked, or a rest day of a flare
	TextOfItsOwn bool // a red flag was raised today: its text stands alone
}

// Moment gives a member's.
func (m *Member) Moment(today Date) Moment {
	at := Moment{
		Date: today, Start: m.Programme.Start, Day: m.number(today), TrainingDays: m.Programme.TrainingDays, RungLimit: m.RungLimit(),
		Quiet: m.Stage != StageActive || m.Programme.Start == "" || m.Pause != nil || m.Lock != nil || m.InFlare(),
	}
	if d := m.Day(today); d != nil {
		at.TextOfItsOwn = d.RedFlag
	}
	return at
}

// askAgain is after how many days a block that was skipped is asked once more.
const askAgain = 2

// weeklyLate is by how many days the weekly block may be late, so that two of them lie well apart.
const weeklyLate = 3

// Due gives the questionnaire that is to be asked, ok false when there is none: at most one a date, never on a rest day
// of a flare or beside a red flag, a skipped one once more two days later.
func (o Outcomes) Due(at Moment) (Block, bool) {
	if o.silent(at) {
		return "", false
	}
	for _, b := range []Block{BlockWeekly, BlockChange, BlockStand} {
		if o.wants(b, at) {
			return b, true
		}
	}
	return "", false
}

// firstLate is the last programme day on which the baseline may still be asked: what is said later is no beginning.
const firstLate = 6

// FirstDue: the baseline is to be asked about. The other blocks wait for it on its date.
func (o Outcomes) FirstDue(at Moment) bool {
	return !o.silent(at) && at.Day <= firstLate && o.wants(BlockFirst, at)
}

// silent: nothing is asked at this moment.
func (o Outcomes) silent(at Moment) bool {
	return o.Off || at.Quiet || at.TextOfItsOwn || slices.ContainsFunc(o.Asked, func(a Asked) bool { return slices.Contains(a.On, at.Date) })
}

// wants: a block has an occasion that nobody has asked about, or one to be asked about once more.
func (o Outcomes) wants(b Block, at Moment) bool {
	for _, occasion := range occasions(b, at) {
		switch a := o.asked(b, occasion); {
		case a == nil:
			if b != BlockWeekly || at.Date.Since(at.Start)%7 <= weeklyLate {
				return true
			}
		case !a.Answered && len(a.On) == 1 && at.Date.Since(a.On[0]) >= askAgain:
			return true
		}
	}
	return false
}

// occasions lists what a block stands for on a date; asked once, it stands for all of them that are open.
func occasions(b Block, at Moment) []string {
	var all []string
	switch b {
	case BlockFirst:
		all = []string{"start"}
	case BlockWeekly:
		if week := at.Date.Since(at.Start) / 7; week > 0 {
			all = []string{fmt.Sprintf("w%d", week)}
		}
	case BlockChange:
		for _, m := range Milestones(at.TrainingDays, at.Day) {
			all = append(all, string(m))
		}
	case BlockStand:
		for _, week := range []int{2, 6, 12} {
			if at.Day >= week*7 && at.RungLimit > LimitUnsteady {
				all = append(all, string(MilestoneWeek(week)))
			}
		}
	}
	return all
}

// LimitUnsteady is the rung limit of a member who should not stand on one leg before a professional has agreed.
const LimitUnsteady = 3

func (o Outcomes) asked(b Block, occasion string) *Asked {
	for i := range o.Asked {
		if a := &o.Asked[i]; a.Block == b && slices.Contains(a.For, occasion) {
			return a
		}
	}
	return nil
}

// settled: a block was answered for an occasion, or will not be asked for it again.
func (o Outcomes) settled(b Block, occasion string, at Moment) bool {
	a := o.asked(b, occasion)
	return a != nil && (a.Answered || len(a.On) > 1 && a.On[1] < at.Date)
}

// Ask notes that a block is asked on a date.
func (o Outcomes) Ask(b Block, at Moment) Outcomes {
	o.Asked = slices.Clone(o.Asked)
	var open []string
	for _, occasion := range occasions(b, at) {
		a := o.asked(b, occasion)
		if a == nil {
			open = append(open, occasion)
		} else if !a.Answered && len(a.On) == 1 && at.Date.Since(a.On[0]) >= askAgain {
			a.On = append(slices.Clip(a.On), at.Date)
		}
	}
	if len(open) > 0 {
		o.Asked = append(o.Asked, Asked{Block: b, For: open, On: []Date{at.Date}})
	}
	return o
}

// Answer notes that a block has been answered: this week's, or for every milestone that was open.
func (o Outcomes) Answer(b Block) Outcomes {
	o.Asked = slices.Clone(o.Asked)
	for i := len(o.Asked) - 1; i >= 0; i-- {
		if o.Asked[i].Block != b {
			continue
		}
		o.Asked[i].Answered = true
		if b == BlockWeekly {
			break
		}
	}
	return o
}
