package words

import (
	"slices"
	"strings"
)

// wanted are the flags every language must have: questions 1-4 are emergencies, 5-9 urgent, 0 is life, and stroke.
func wanted() []Flag {
	all := []Flag{{Life, 0}, {Stroke, 0}}
	for q := 1; q <= 9; q++ {
		class := Emergency
		if q > 4 {
			class = Urgent
		}
		all = append(all, Flag{class, q})
	}
	return all
}

// warnings checks the warning words against their own test sentences.
func (c *check) warnings() {
	var have []Flag
	for _, w := range c.l.Warnings {
		f := Flag{w.Class, w.Question}
		if slices.Contains(have, f) || !slices.Contains(wanted(), f) {
			c.fault("warnings: %s %d does not exist or stands there twice", w.Class, w.Question)
		}
		have = append(have, f)
		if len(w.Patterns) == 0 {
			c.fault("warnings: %s %d has no patterns", w.Class, w.Question)
		}
		var says []string
		for _, p := range w.Patterns {
			says = append(says, p.Say)
			c.pattern(f, p)
		}
		c.list("warnings", says)
	}
	for _, f := range wanted() {
		if !slices.Contains(have, f) {
			c.fault("warnings: %s %d is missing", f.Class, f.Question)
		}
	}
	for name, says := range c.l.Groups {
		c.list("groups."+name, says)
	}
	for _, s := range c.l.Ordinary {
		if flags := c.l.Flags(s); len(flags) > 0 {
			c.fault("ordinary: %q raises %v", s, flags)
		}
	}
}

// pattern checks one pattern, its test and its exceptions.
func (c *check) pattern(f Flag, p Pattern) {
	pieces := strings.Fields(p.Say)
	if len(pieces) == 0 || pieces[0] == "*" {
		c.fault("warnings %d: %q begins with nothing", f.Question, p.Say)
		return
	}
	c.groups(p.Say)
	if !c.l.fires(c.l.sentence(p.Test), p) {
		c.fault("warnings %d: %q does not match its test %q", f.Question, p.Say, p.Test)
	}
	for _, u := range p.Unless {
		c.groups(u.Say)
		c.list("warnings unless", []string{u.Say})
		bare := Pattern{Say: p.Say}
		if !c.l.fires(c.l.sentence(u.Test), bare) {
			c.fault("warnings %d: the exception %q tests nothing: %q", f.Question, u.Say, u.Test)
		}
		if c.l.fires(c.l.sentence(u.Test), Pattern{Say: p.Say, Unless: []Except{u}}) {
			c.fault("warnings %d: the exception %q does not excuse %q", f.Question, u.Say, u.Test)
		}
	}
}

func (c *check) groups(say string) {
	for piece := range strings.FieldsSeq(say) {
		if name, ok := cut(piece); ok && len(c.l.Groups[name]) == 0 {
			c.fault("warnings: %q: no group %s", say, name)
		}
	}
}
