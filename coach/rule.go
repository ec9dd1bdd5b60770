package coach

import (
	"fmt"
	"slices"
	"strings"
)

// block is a family of rows for one kind of day.
type block struct {
	name string
	when condition
	also does // changes that every row of the block makes, before its own
	rows []row
}

// row is one line of the rules.
type row struct {
	id      string
	when    condition
	action  Action
	reason  Reason
	changes does
}

// given is what a condition may look at: the state and answers, and what follows from them.
type given struct {
	s      State
	a      Answers
	level  Level
	cause  Cause
	earned int // points after a calm day: L0 earns 2, L1 earns 1
}

func weigh(s State, a Answers) given {
	g := given{s: s, a: a}
	g.level, g.cause = Grade(s, a)
	g.earned = min(FullPoints, s.Points+1)
	if g.level == L0 {
		g.earned = min(FullPoints, s.Points+2)
	}
	return g
}

// condition carries its own words, so that the table cannot say one thing and do another.
type condition struct {
	says  string
	holds func(given) bool
}

// change is one thing a row does to the state, with its words.
type change struct {
	says string
	make func(given, *State)
}

type does []change

var (
	always   = condition{"otherwise", func(given) bool { return true }}
	redFlag  = condition{"a red flag", func(g given) bool { return g.a.RedFlag }}
	inFlare  = condition{"in a flare", func(g given) bool { return g.s.Flare }}
	inTrial  = condition{"a new rung is on trial", func(g given) bool { return g.s.Trial }}
	atTop    = condition{"at 3×30", func(g given) bool { return g.s.Step >= TopStep }}
	weekFull = condition{"the week's increases are used up",
		func(g given) bool { return g.s.UpsThisWeek >= WeekCap(g.s.WeekStartStep) }}
	firstCalmMorning = condition{"the first calm morning", func(g given) bool { return g.s.CalmDays+1 < 2 }}
	redBefore        = condition{"a red day shortly before", func(g given) bool { return g.s.RedCountdown >= 1 }}
	lingering        = condition{"the second lingering day", func(g given) bool { return g.s.Linger >= 1 }}
	coolingOff       = condition{"cooling off", func(g given) bool { return g.s.CoolOff > 0 }}
	pointsShort      = condition{"fewer than 4 points with today's", func(g given) bool { return g.earned < FullPoints }}

	missingDuring  = condition{"no score for the sets", func(g given) bool { return g.a.During == nil }}
	missingMorning = condition{"no morning score", func(g given) bool { return g.a.Morning == nil }}
	missingEffort  = condition{"no effort", func(g given) bool { return g.a.Effort == nil }}
	notFull        = condition{"session not full", func(g given) bool { return g.a.Completion != CompletionFull }}
	painkiller     = condition{"a painkiller", func(g given) bool { return g.a.Painkiller }}
	lowAdherence   = condition{"fewer than half of the sessions", func(g given) bool { return g.a.LowAdherence }}
	stoppedForPain = condition{"stopped for pain", func(g given) bool { return g.a.StoppedForPain }}
	nightWorse     = condition{"night worse than usual", func(g given) bool { return g.a.Night != nil && *g.a.Night == 2 }}
	morningLingers = condition{"morning above usual", func(g given) bool {
		return g.a.Morning != nil && morningLevel(*g.a.Morning, g.s.UsualMorningPain) == L2
	}}
)

func level(ls ...Level) condition {
	words := make([]string, len(ls))
	for i, l := range ls {
		words[i] = string(l)
	}
	return condition{strings.Join(words, " or "), func(g given) bool { return slices.Contains(ls, g.level) }}
}

func effort(es ...int) condition {
	names := []string{"easy", "ok", "hard", "not finished"}
	words := make([]string, len(es))
	for i, e := range es {
		words[i] = names[e]
	}
	return condition{"effort " + strings.Join(words, " or "),
		func(g given) bool { return g.a.Effort != nil && slices.Contains(es, *g.a.Effort) }}
}

func onRung(n int) condition {
	return condition{fmt.Sprintf("on rung %d", n), func(g given) bool { return g.s.Rung == n }}
}

func rungAbove(n int) condition {
	return condition{fmt.Sprintf("above rung %d", n), func(g given) bool { return g.s.Rung > n }}
}

func stepUpTo(n int) condition {
	return condition{fmt.Sprintf("step %d or less", n), func(g given) bool { return g.s.Step <= n }}
}

func stepAbove(n int) condition {
	return condition{fmt.Sprintf("step above %d", n), func(g given) bool { return g.s.Step > n }}
}

func not(c condition) condition {
	return condition{"not " + c.says, func(g given) bool { return !c.holds(g) }}
}

func all(cs ...condition) condition {
	return condition{join(cs, " and "), func(g given) bool {
		return !slices.ContainsFunc(cs, func(c condition) bool { return !c.holds(g) })
	}}
}

func anyOf(cs ...condition) condition {
	return condition{"(" + join(cs, ", or ") + ")", func(g given) bool {
		return slices.ContainsFunc(cs, func(c condition) bool { return c.holds(g) })
	}}
}

func join(cs []condition, sep string) string {
	words := make([]string, len(cs))
	for i, c := range cs {
		words[i] = c.says
	}
	return strings.Join(words, sep)
}
