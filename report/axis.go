package report

import (
	"image/color"

	"gonum.org/v1/plot/vg"
)

// dates writes the dates below a box, as closely as they can be read, and the lines that lead up from them.
func (s sheet) dates(b box, w Window) {
	days := w.Days()
	day := (b.Max.X - b.Min.X) / vg.Length(days)
	wide := s.width(0.85, false, s.day("2026-12-30")) + 0.6*s.em
	step := 1
	for _, step = range []int{1, 2, 7, 14, 28, 56, 112, 224} {
		if day*vg.Length(step) >= wide {
			break
		}
	}
	first := 0
	if step >= 7 { // weeks begin on Monday
		first = (8 - int(w.From.Weekday())) % 7
	}
	if first >= days {
		first = 0
	}
	for i := first; i < days; i += step {
		x := b.Min.X + day*(vg.Length(i)+0.5)
		s.rule(vg.Point{X: x, Y: b.Min.Y}, vg.Point{X: x, Y: b.Min.Y - 0.3*s.em}, s.muted, 0.05*s.em)
		s.dateAt(vg.Point{X: x, Y: b.Min.Y - 1.2*s.em}, s.day(w.From.Add(i)))
	}
}

// dateAt writes a date under its day, moved inwards where it would leave the margins.
func (s sheet) dateAt(at vg.Point, text string) {
	half := s.width(0.85, false, text) / 2
	at.X = max(s.Min.X+s.margin-0.2*s.em+half, min(at.X, s.Max.X-s.margin+0.2*s.em-half))
	s.write(print{size: 0.85, color: s.muted, across: 0.5}, at, text)
}

// runs calls f for every unbroken run of marked days, both ends included.
func runs(marked []bool, f func(from, to int)) {
	for i := 0; i < len(marked); i++ {
		from := i
		for i < len(marked) && marked[i] {
			i++
		}
		if i > from {
			f(from, i-1)
		}
	}
}

// shade fills the days of a run over the whole height.
func (s sheet) shade(marked []bool, c color.Color) plotter {
	return func(b box, x, _ func(float64) vg.Length) {
		runs(marked, func(from, to int) {
			s.fill(box{Min: vg.Point{X: x(float64(from) - 0.5), Y: b.Min.Y}, Max: vg.Point{X: x(float64(to) + 0.5), Y: b.Max.Y}}, c)
		})
	}
}

// slanted draws slanting lines over the days of a run.
func (s sheet) slanted(marked []bool) plotter {
	return func(b box, x, _ func(float64) vg.Length) {
		runs(marked, func(from, to int) {
			s.slants(box{
				Min: vg.Point{X: x(float64(from) - 0.5), Y: b.Min.Y}, Max: vg.Point{X: x(float64(to) + 0.5), Y: b.Max.Y},
			})
		})
	}
}

// slants fills a box with slanting lines.
func (s sheet) slants(b box) {
	wide, high := b.Max.X-b.Min.X, b.Max.Y-b.Min.Y
	for off := -high; off < wide; off += 0.5 * s.em {
		from, to := max(0, off), min(wide, off+high)
		if to <= from {
			continue
		}
		s.rule(vg.Point{X: b.Min.X + from, Y: b.Min.Y + from - off}, vg.Point{X: b.Min.X + to, Y: b.Min.Y + to - off}, s.hatch, 0.06*s.em)
	}
}

// nothing writes a sentence into the middle of a box where there is nothing to draw.
func (s sheet) nothing(b box, text string) {
	const size = 1.05
	lines := s.wrapped(size, (b.Max.X-b.Min.X)*0.8, text)
	y := (b.Min.Y+b.Max.Y)/2 + vg.Length(len(lines)-1)*0.7*s.em - 0.3*s.em
	for _, line := range lines {
		s.write(print{size: size, color: s.muted, across: 0.5}, vg.Point{X: (b.Min.X + b.Max.X) / 2, Y: y}, line)
		y -= 1.4 * s.em
	}
}
