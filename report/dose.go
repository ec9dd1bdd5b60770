package report

import (
	"image/color"

	"gonum.org/v1/plot/vg"

	"medius/coach"
)

// doseChart draws the plan of one side: a lane for each rung that was used, the dose rising inside its lane, and a mark
// wherever a decision moved it. The reasons are listed below it where there is no table that tells them.
func (s sheet) doseChart(c course, title string, reasons []why) {
	b := s.head(title, s.span(c.span))
	lanes := c.lanes()
	if len(lanes) == 0 {
		s.nothing(b, s.tell("chart.dose.empty"))
		return
	}
	b = s.legend(s.whyList(b, reasons), s.doseSigns(c))
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
const roomAbove, roomBelow = 2.3, 0.8

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
		s.fill(room, s.laneGround(i))
	})
	s.panel(b, -0.5, float64(c.span.Days())-0.5, 0, 1, s.shade(c.away(), s.away), s.slanted(c.flare), s.doseLine(c, at))
	s.eachLane(b, lanes, edge, func(i int, l lane, room box) {
		s.laneName(c, at, room, s.laneGround(i), s.exercise(l.exercise))
		s.doseTicks(b, l, at)
	})
	s.panel(b, -0.5, float64(c.span.Days())-0.5, 0, 1, s.changes(c, at))
}

func (s sheet) laneGround(i int) color.Color {
	if i%2 == 1 {
		return s.ground
	}
	return s.low
}

// laneName writes the exercise into the top of its lane, on a plate of its own: on the left, or on the right where the
// dose passes through on the left and not there.
func (s sheet) laneName(c course, at func(task) (vg.Length, bool), room box, ground color.Color, name string) {
	const size = 0.9
	wide := s.width(size, true, name) + 0.8*s.em
	plate := box{Min: vg.Point{X: room.Min.X, Y: room.Max.Y - 1.45*s.em}, Max: vg.Point{X: room.Min.X + wide, Y: room.Max.Y - 0.25*s.em}}
	right := plate
	right.Min.X, right.Max.X = room.Max.X-wide, room.Max.X
	if s.passes(c, at, room, plate) && !s.passes(c, at, room, right) {
		plate = right
	}
	s.fill(plate, ground)
	s.write(print{size: size, bold: true, color: s.ink}, vg.Point{X: plate.Min.X + 0.4*s.em, Y: room.Max.Y - 1.1*s.em}, name)
}

// passes tells whether the line of the dose goes up or down through a part of a lane.
func (s sheet) passes(c course, at func(task) (vg.Length, bool), room, part box) bool {
	day := (room.Max.X - room.Min.X) / vg.Length(c.span.Days())
	for i := 1; i < len(c.task); i++ {
		x := room.Min.X + day*vg.Length(i)
		from, known := at(c.task[i-1])
		to, ok := at(c.task[i])
		if !known || !ok || !c.drawn(i-1) || !c.drawn(i) || x < part.Min.X-0.3*s.em || x > part.Max.X+0.3*s.em {
			continue
		}
		if min(from, to) < part.Max.Y && max(from, to) > part.Min.Y {
			return true
		}
	}
	return false
}

// drawn: the plan is in force on this day, and nothing rests.
func (c *course) drawn(at int) bool { return c.task[at].known && !c.flare[at] && !c.idle[at] }

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
			if !ok || !c.drawn(i) {
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

// changes mark the decisions, each on the dose it led to: a rise on top of its line, a fall below.
func (s sheet) changes(c course, at func(task) (vg.Length, bool)) plotter {
	return func(_ box, x, _ func(float64) vg.Length) {
		r := s.changeSize(c)
		for _, ch := range c.change {
			y, ok := at(c.task[ch.at])
			switch {
			case !ok:
				continue
			case ch.kind == more:
				y += 0.9 * r
			case ch.kind == less:
				y -= 0.9 * r
			}
			spot := vg.Point{X: x(float64(ch.at)), Y: y}
			if ch.kind == rest { // it begins the day after a fall: a rim keeps the two apart
				s.mark(disc, spot, r*1.35, s.ground, false)
			}
			s.changeMark(ch.kind, spot, r)
		}
	}
}

// changeSize is the radius of a mark: changes lie two days apart and more, but for the rest after a fall.
func (s sheet) changeSize(c course) vg.Length {
	pitch := (s.Max.X - s.Min.X - 4*s.em) / vg.Length(max(1, c.span.Days()))
	return max(0.2*s.em, min(0.34*s.em, 0.95*pitch))
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
	return append(signs, s.daySigns(c)...)
}
