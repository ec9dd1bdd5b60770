package report

import (
	"gonum.org/v1/plot/vg"

	"medius/coach"
)

// doseChart draws the plan of one side: a lane for each rung that was used, the dose rising inside its lane, and a mark
// wherever a decision moved it.
func (s sheet) doseChart(c course, title string) {
	b := s.head(title, s.span(c.span))
	lanes := c.lanes()
	if len(lanes) == 0 {
		s.nothing(b, s.tell("chart.dose.empty"))
		return
	}
	b = s.legend(b, s.doseSigns(c))
	b.Min.Y += 1.6 * s.em
	b.Min.X += 0.3 * s.em
	b.Max.X -= s.doseColumn(lanes) + 0.6*s.em
	s.lanePanel(b, c, lanes)
	s.dates(b, c.span)
}

// lane is a rung on the chart, with the exercise that was last done on it.
type lane struct {
	rung     int
	exercise string
	kind     coach.DoseKind
	low, top int // steps, the lowest and the highest in force
	lift     int // steps of free height, shared above and below
}

// lanes are the rungs from the lowest to the highest that was in force, each only as high as it was climbed.
func (c *course) lanes() []lane {
	byRung := map[int]*lane{}
	lo, hi := coach.MaxRung+1, -1
	for _, t := range c.task {
		if !t.known {
			continue
		}
		l := byRung[t.Rung]
		if l == nil {
			l = &lane{rung: t.Rung, low: t.Step, top: t.Step}
			byRung[t.Rung] = l
		}
		e, _ := coach.ExerciseByID(t.Exercise)
		l.exercise, l.kind = t.Exercise, e.Dose
		l.low, l.top = min(l.low, t.Step), max(l.top, t.Step)
		lo, hi = min(lo, t.Rung), max(hi, t.Rung)
	}
	var out []lane
	const fewest = 4 // steps, so that a lane that was not climbed has some height
	for rung := lo; rung <= hi; rung++ {
		l := byRung[rung]
		if l == nil { // climbed past in one step: it keeps its place
			e := coach.MainExercise(rung)
			l = &lane{rung: rung, exercise: e.ID, kind: e.Dose, low: coach.StartStep, top: coach.StartStep}
		}
		l.lift = max(0, fewest-(l.top-l.low))
		out = append(out, *l)
	}
	return out
}

// roomAbove is what a lane needs above its highest dose for its name, in em; roomBelow what it needs below its lowest.
const roomAbove, roomBelow = 1.9, 0.6

// place gives the height of a dose on its lane, and the lower edge of a lane; lanes share the box by what was climbed on
// them.
func place(b box, lanes []lane, em vg.Length) (at func(task) (vg.Length, bool), edge func(lane) vg.Length) {
	steps := 0
	for _, l := range lanes {
		steps += l.top - l.low + l.lift
	}
	free := b.Max.Y - b.Min.Y - vg.Length(len(lanes))*(roomAbove+roomBelow)*em
	unit := free / vg.Length(steps)
	edge = func(of lane) vg.Length {
		y := b.Min.Y
		for _, l := range lanes {
			if l.rung == of.rung {
				return y
			}
			y += (roomAbove+roomBelow)*em + unit*vg.Length(l.top-l.low+l.lift)
		}
		return y
	}
	at = func(t task) (vg.Length, bool) {
		for _, l := range lanes {
			if l.rung == t.Rung {
				return edge(l) + roomBelow*em + unit*(vg.Length(t.Step-l.low)+vg.Length(l.lift)/2), t.known
			}
		}
		return 0, false
	}
	return at, edge
}

func (s sheet) lanePanel(b box, c course, lanes []lane) {
	at, edge := place(b, lanes, s.em)
	s.eachLane(b, lanes, edge, func(i int, l lane, room box) {
		ground := s.low
		if i%2 == 1 {
			ground = s.away
		}
		s.fill(room, ground)
	})
	s.panel(b, -0.5, float64(c.span.Days())-0.5, 0, 1, s.slanted(c.flare), s.doseLine(c, at), s.changes(c, at))
	s.eachLane(b, lanes, edge, func(_ int, l lane, room box) {
		name := vg.Point{X: room.Min.X + 0.4*s.em, Y: room.Max.Y - 1.1*s.em}
		s.write(print{size: 0.9, bold: true, color: s.ink}, name, s.exercise(l.exercise))
		s.doseTicks(b, l, at)
	})
}

// eachLane calls f with the room of every lane, from the bottom.
func (s sheet) eachLane(b box, lanes []lane, edge func(lane) vg.Length, f func(int, lane, box)) {
	bottom := b.Min.Y
	for i, l := range lanes {
		top := b.Max.Y
		if i+1 < len(lanes) {
			top = edge(lanes[i+1])
		}
		f(i, l, box{Min: vg.Point{X: b.Min.X, Y: bottom}, Max: vg.Point{X: b.Max.X, Y: top}})
		bottom = top
	}
}

// doseTicks write the lowest and the highest dose of a lane beside it, and one in the middle of a high lane.
func (s sheet) doseTicks(b box, l lane, at func(task) (vg.Length, bool)) {
	steps := []int{l.top, (l.low + l.top) / 2, l.low}
	if l.top-l.low < 8 {
		steps = []int{l.top, l.low}
	}
	above := b.Max.Y + s.em
	for _, step := range steps {
		y, _ := at(task{coach.Task{Rung: l.rung, Step: step}, true})
		if above-y < 0.9*s.em { // no room below the one before
			continue
		}
		above = y
		s.write(print{size: 0.85, color: s.muted}, vg.Point{X: b.Max.X + 0.4*s.em, Y: y - 0.3*s.em}, s.dose(coach.DoseAt(l.kind, step)))
	}
}

// doseColumn is the width of the doses beside the lanes.
func (s sheet) doseColumn(lanes []lane) vg.Length {
	var widest vg.Length
	for _, l := range lanes {
		for _, step := range []int{l.low, l.top} {
			widest = max(widest, s.width(0.85, false, s.dose(coach.DoseAt(l.kind, step))))
		}
	}
	return widest
}

// doseLine is the plan in force, a stair that is broken while the side rests.
func (s sheet) doseLine(c course, at func(task) (vg.Length, bool)) plotter {
	return func(_ box, x, _ func(float64) vg.Length) {
		var p vg.Path
		drawing := false
		for i, t := range c.task {
			y, ok := at(t)
			if !ok || c.flare[i] || c.idle[i] {
				drawing = false
				continue
			}
			if !drawing {
				p.Move(vg.Point{X: x(float64(i) - 0.5), Y: y})
			}
			p.Line(vg.Point{X: x(float64(i) - 0.5), Y: y})
			p.Line(vg.Point{X: x(float64(i) + 0.5), Y: y})
			drawing = true
		}
		if len(p) > 0 {
			s.stroke(p, s.accent, 0.16*s.em)
		}
	}
}

// changes mark the decisions, each on the dose it led to.
func (s sheet) changes(c course, at func(task) (vg.Length, bool)) plotter {
	return func(_ box, x, _ func(float64) vg.Length) {
		for _, ch := range c.change {
			if y, ok := at(c.task[ch.at]); ok {
				s.changeMark(ch.kind, vg.Point{X: x(float64(ch.at)), Y: y}, s.markSize(c, 1.35))
			}
		}
	}
}

// changeMark: up for more, down for less, a star for another exercise, a bar for rest, a diamond for the way back, an
// octagon for a red flag.
func (s sheet) changeMark(kind changeKind, at vg.Point, r vg.Length) {
	switch kind {
	case more:
		s.mark(triangle, at, r, s.accent, false)
	case newer:
		s.mark(star, at, r*1.25, s.accent, false)
	case less:
		s.mark(downwards, at, r, s.warm, false)
	case rest:
		s.mark(disc, at, r*1.15, s.warm, false)
		s.mark(stopBar, at, r*1.15, s.ground, false)
	case again:
		s.mark(diamond, at, r*1.2, s.accent, true)
	case halt:
		s.mark(octagon, at, r*1.3, s.ink, false)
	}
}

func (s sheet) doseSigns(c course) []sign {
	signs := []sign{{func(at vg.Point) {
		s.rule(vg.Point{X: at.X - 0.7*s.em, Y: at.Y}, vg.Point{X: at.X + 0.7*s.em, Y: at.Y}, s.accent, 0.16*s.em)
	}, s.tell("chart.dose.plan")}}
	seen := map[changeKind]bool{}
	for _, ch := range c.change {
		seen[ch.kind] = true
	}
	for _, kind := range []changeKind{more, newer, less, rest, again, halt} {
		if seen[kind] {
			signs = append(signs, sign{func(at vg.Point) { s.changeMark(kind, at, 0.36*s.em) }, s.tell("chart.dose." + string(kind))})
		}
	}
	if count(c.flare) > 0 {
		signs = append(signs, sign{func(at vg.Point) {
			s.slants(box{Min: vg.Point{X: at.X - 0.7*s.em, Y: at.Y - 0.45*s.em}, Max: vg.Point{X: at.X + 0.7*s.em, Y: at.Y + 0.45*s.em}})
		}, s.tell("chart.flare")})
	}
	return signs
}
