package words

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// needed are the commands without which a conversation gets stuck; the lexicon may have more.
var needed = []string{"plan", "help", "pause", "undo", "back", "stop", "skip", "done", "fewer", "hurts", "later", "wrong"}

// Check says everything that is wrong with a lexicon, nil when nothing is: missing words, phrases that can never match
// because they are not written as Normal leaves them, one phrase with two meanings, warning patterns whose test sentence
// does not match. A language that does not pass must not be switched on.
func (l *Lexicon) Check() error {
	c := &check{l: l}
	if l.Language == "" {
		c.fault("language is missing")
	}
	c.vocabulary()
	c.answers()
	c.times()
	c.commands()
	c.warnings()
	return errors.Join(c.faults...)
}

type check struct {
	l      *Lexicon
	faults []error
}

func (c *check) fault(format string, args ...any) {
	c.faults = append(c.faults, fmt.Errorf(format, args...))
}

// list checks phrases: at least one, none twice, all in normal form. Slots and stars are left out of the comparison.
func (c *check) list(where string, says []string) {
	if len(says) == 0 {
		c.fault("%s: no words", where)
	}
	for i, say := range says {
		var plain []string
		for piece := range strings.FieldsSeq(say) {
			if _, slot := cut(piece); !slot && piece != "*" {
				plain = append(plain, strings.TrimSuffix(piece, "*"))
			}
		}
		bare := strings.Join(plain, " ")
		if say == "" || say != strings.Join(strings.Fields(say), " ") || c.l.Normal(bare) != bare {
			c.fault("%s: %q is not in normal form", where, say)
		}
		if slices.Contains(says[:i], say) {
			c.fault("%s: %q stands there twice", where, say)
		}
	}
}

// apart checks that no phrase belongs to two lists.
func (c *check) apart(where string, a, b []string) {
	for _, say := range a {
		if slices.Contains(b, say) {
			c.fault("%s: %q means two things", where, say)
		}
	}
}

func (c *check) vocabulary() {
	l := c.l
	for n := range 60 {
		if !slices.Contains(values(l.Numbers), n) {
			c.fault("numbers: %d has no word", n)
		}
	}
	c.list("numbers", keys(l.Numbers))
	c.list("half", l.Half)
	c.list("one", l.One)
	c.list("filler", l.Filler)
	c.list("stress", l.Stress)
	for _, name := range []string{"physiotherapist", "doctor", "nobody", "unclear"} {
		c.list("named."+name, l.Named[name])
	}
	c.list("options", keys(l.Options))
}

func (c *check) answers() {
	s, r, d, n := c.l.Score, c.l.Reply, c.l.Sides, c.l.Count
	night, med := c.l.Nights, c.l.Medicines
	for where, says := range (lists{
		"score.filler": s.Filler, "score.about": s.About, "score.none": s.None, "score.out": s.Out,
		"score.minus": s.Minus, "score.joins": s.Joins, "score.calls": s.Calls, "score.ranges": s.Ranges, "score.other": s.Other, "score.doubt": s.Doubt,
		"reply.yes": r.Yes, "reply.no": r.No, "reply.hedged": r.Hedged, "reply.unsure": r.Unsure, "reply.unable": r.Unable, "reply.filler": r.Filler,
		"sides.left": d.Left, "sides.right": d.Right, "sides.both": d.Both, "sides.more": d.More, "never_pregnant": c.l.NeverPregnant, "sides.filler": d.Filler,
		"count.units": n.Units, "count.none": n.None, "count.of": n.Of, "count.did": n.Did, "count.filler": n.Filler,
		"nights.calm": night.Calm, "nights.usual": night.Usual, "nights.worse": night.Worse, "nights.awake": night.Awake,
		"nights.filler": night.Filler, "medicines.things": med.Things, "medicines.none": med.None, "medicines.took": med.Took,
		"medicines.filler": med.Filler,
		"correct.swaps":    c.l.Correct.Swaps, "correct.meant": c.l.Correct.Meant, "correct.soft": c.l.Correct.Soft, "correct.filler": c.l.Correct.Filler,
	}) {
		c.list(where, says)
	}
	c.apart("score", s.Doubt, slices.Concat(s.Filler, s.None, s.About, c.l.Filler))
	c.apart("reply", r.Yes, r.No)
	c.apart("reply", slices.Concat(r.Unsure, r.Unable), slices.Concat(r.Yes, r.No))
	c.apart("reply", r.Hedged, slices.Concat(r.Yes, r.No, r.Unsure, r.Unable))
	c.apart("sides", d.Left, d.Right)
	c.apart("sides", d.Both, slices.Concat(d.Left, d.Right))
	c.apart("sides", d.More, slices.Concat(d.Left, d.Right, d.Both, d.Filler))
	c.apart("never_pregnant", c.l.NeverPregnant, slices.Concat(r.Yes, r.No))
	c.apart("nights", slices.Concat(night.Worse, night.Awake), slices.Concat(night.Calm, night.Usual, night.Filler))
	c.apart("nights", night.Calm, slices.Concat(night.Usual, night.Filler))
	c.apart("medicines", med.None, slices.Concat(med.Things, med.Took, med.Filler))
	c.apart("medicines", med.Things, slices.Concat(med.Took, med.Filler))
	for where, says := range (lists{"score.ranges": s.Ranges, "correct.swaps": c.l.Correct.Swaps}) {
		for _, say := range says {
			if !strings.Contains(say, "{a}") || !strings.Contains(say, "{b}") {
				c.fault("%s: %q needs {a} and {b}", where, say)
			}
		}
	}
}

func (c *check) commands() {
	owner := map[string]string{}
	for _, name := range needed {
		if len(c.l.Commands[name]) == 0 {
			c.fault("commands: %s has no words", name)
		}
	}
	for name, says := range c.l.Commands {
		c.list("commands."+name, says)
		for _, say := range says {
			if other, taken := owner[say]; taken && other != name {
				c.fault("commands: %q means %s and %s", say, min(name, other), max(name, other))
			}
			owner[say] = name
		}
	}
}

func keys[V any](m map[string]V) []string {
	var all []string
	for k := range m {
		all = append(all, k)
	}
	slices.Sort(all)
	return all
}

func values(m map[string]int) []int {
	var all []int
	for _, v := range m {
		all = append(all, v)
	}
	return all
}
