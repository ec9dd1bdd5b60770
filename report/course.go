package report

import (
	"slices"

	"medius/coach"
)

// course is one side's way through a span, date by date; every list has one entry for each date. A nil score was not
// given.
type course struct {
	side   coach.Side
	span   Window
	known  []bool // the date has an entry in the diary
	score  [3][]*int
	usual  []int
	killer []bool // the morning came after a painkiller
	night  []*int
	flare  []bool
	idle   []bool // nothing was to be loaded: the other side, which shares the exercise, was in a flare
	paused []bool
	task   []task // what was in force, carried over days without a plan
	change []change
}

// The scores of a day, the worst of each.
const (
	inMorning = iota
	inSets
	afterSets
)

// task is a dose in force. Known is false before the first one.
type task struct {
	coach.Task
	known bool
}

// change is a decision that moved the plan, or ordered rest.
type change struct {
	at      int // index of the date
	kind    changeKind
	verdict coach.Verdict
}

// changeKind is how a change is marked.
type changeKind string

// The kinds; each has a mark and a text under chart.dose.
const (
	more  changeKind = "more"
	less  changeKind = "less"
	newer changeKind = "newer" // another exercise, on trial
	rest  changeKind = "rest"  // a flare begins
	again changeKind = "again" // after a flare or a break
	halt  changeKind = "halt"  // a red flag
)

// follow reads one side's way out of the diary.
func (r Record) follow(side coach.Side, w Window) course {
	n := w.Days()
	c := course{
		side: side, span: w, known: make([]bool, n), usual: make([]int, n), killer: make([]bool, n), night: make([]*int, n),
		flare: make([]bool, n), idle: make([]bool, n), paused: make([]bool, n), task: make([]task, n),
	}
	for i := range c.score {
		c.score[i] = make([]*int, n)
	}
	now := r.before(side)
	at := 0
	for _, d := range r.sorted() {
		if d.Date > w.To {
			break
		}
		for ; w.From.Add(at) < d.Date && at < n; at++ {
			c.keep(at, now)
		}
		now = now.after(&d, side)
		if w.Has(d.Date) {
			c.read(at, &d)
			c.keep(at, now)
			at++
		}
	}
	for ; at < n; at++ {
		c.keep(at, now)
	}
	return c
}

// standing is what holds on a date, and on the next ones until something else is decided.
type standing struct {
	task  task
	usual int
	flare bool
	idle  bool
}

// before is how a side stood when its first entry was made.
func (r Record) before(side coach.Side) standing {
	for _, d := range r.sorted() {
		if v := d.Verdict(side); v != nil {
			t := coach.Task{Exercise: coach.MainExercise(v.Rung0).ID, Rung: v.Rung0, Step: max(1, v.Step0), Sides: []coach.Side{side}}
			return standing{task: task{Task: t}, usual: v.State.UsualMorningPain}
		}
	}
	for _, c := range r.Member.Courses {
		if c.Side == side {
			t := coach.Task{Exercise: c.ExerciseID(), Rung: c.State.Rung, Step: max(1, c.State.Step), Sides: []coach.Side{side}}
			return standing{task: task{Task: t}, usual: c.State.UsualMorningPain, flare: c.State.Flare}
		}
	}
	return standing{}
}

// after is how it stands when a day has been decided. The tasks say it best: with both hips sore, the gentler plan may
// be the one that is done.
func (s standing) after(d *coach.Day, side coach.Side) standing {
	due := slices.ContainsFunc(d.Tasks, func(t coach.Task) bool { return slices.Contains(t.Sides, side) })
	v := d.Verdict(side)
	if v != nil {
		s.usual, s.flare = v.State.UsualMorningPain, v.State.Flare
	}
	s.idle = !due && !d.Off && d.Decided() && !s.flare
	if v != nil && !s.idle {
		exercise := coach.MainExercise(v.State.Rung).ID
		if s.task.Rung == v.State.Rung && s.task.Exercise != "" {
			exercise = s.task.Exercise
		}
		s.task.Task = coach.Task{Exercise: exercise, Rung: v.State.Rung, Step: v.State.Step, Sides: []coach.Side{side}}
		s.task.known = true
	}
	for _, t := range d.Tasks {
		if slices.Contains(t.Sides, side) {
			s.task = task{t, true}
		}
	}
	return s
}

func (c *course) keep(at int, s standing) {
	c.task[at], c.usual[at], c.flare[at], c.idle[at] = s.task, s.usual, s.flare, s.idle
}

// read takes a day's own entries over.
func (c *course) read(at int, d *coach.Day) {
	c.known[at] = true
	if n, ok := d.CheckIn.Morning[c.side]; ok {
		c.score[inMorning][at] = &n
	}
	c.night[at] = d.CheckIn.Night
	c.killer[at] = d.CheckIn.Painkiller != nil && *d.CheckIn.Painkiller
	for _, r := range d.Rounds {
		c.paused[at] = c.paused[at] || r.Outcome == coach.Paused
		for _, m := range r.Marks {
			if m.Side == c.side {
				c.score[inSets][at] = worst(c.score[inSets][at], m.During)
				c.score[afterSets][at] = worst(c.score[afterSets][at], m.After)
			}
		}
	}
	if v := d.Verdict(c.side); v != nil {
		if kind, ok := kindOf(v); ok {
			c.change = append(c.change, change{at: at, kind: kind, verdict: *v})
		}
	}
}

// kindOf says how a decision is marked; ok is false for those that leave everything as it was.
func kindOf(v *coach.Verdict) (changeKind, bool) {
	moved := v.State.Rung != v.Rung0 || v.State.Step != v.Step0
	switch {
	case v.Action == coach.ActionStop:
		return halt, true
	case v.Action == coach.ActionRest:
		return rest, v.Reason == coach.ReasonRestFlare
	case v.Reason == coach.ReasonFlareExit, v.Reason == coach.ReasonComeback:
		return again, true
	case v.Action == coach.ActionRungUp:
		return newer, true
	case v.Action == coach.ActionUp:
		return more, moved
	}
	return less, moved
}

// away marks the days of a break: paused, or three and more in a row without any score.
func (c *course) away() []bool {
	const breakDays = 3
	out := slices.Clone(c.paused)
	for from := 0; from < len(out); {
		to := from
		for to < len(out) && c.silent(to) {
			to++
		}
		for i := from; i < to && to-from >= breakDays; i++ {
			out[i] = true
		}
		from = max(to, from+1)
	}
	return out
}

func (c *course) silent(at int) bool {
	return c.score[inMorning][at] == nil && c.score[inSets][at] == nil && c.score[afterSets][at] == nil && !c.flare[at]
}

// empty: not one score in the whole span.
func (c *course) empty() bool {
	return !slices.ContainsFunc(c.score[:], func(s []*int) bool { return len(given(s)) > 0 })
}

// worst gives the higher of two scores; a missing one counts for nothing.
func worst(a, b *int) *int {
	if a == nil || b != nil && *b > *a {
		return b
	}
	return a
}

// given lists the scores that are there.
func given(scores []*int) []int {
	var out []int
	for _, s := range scores {
		if s != nil {
			out = append(out, *s)
		}
	}
	return out
}

func count(flags []bool) int {
	n := 0
	for _, f := range flags {
		if f {
			n++
		}
	}
	return n
}
