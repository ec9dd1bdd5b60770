package report

import (
	"image/color"
	"slices"
	"strconv"

	"gonum.org/v1/plot/vg"
)

// painChart draws the scores of one side: the mornings above, the sets and the time after them below.
func (s sheet) painChart(c course, title string) {
	b := s.head(title, s.span(c.span))
	if c.empty() {
		s.nothing(b, s.tell("chart.pain.empty"))
		return
	}
	b = s.legend(b, s.painSigns(c))
	b.Min.Y += 1.6 * s.em // the dates
	b.Min.X += 1.5 * s.em // the numbers
	b.Max.X -= 0.4 * s.em
	gap := 2.1 * s.em
	mid := b.Min.Y + (b.Max.Y-b.Min.Y-gap)*0.46
	top := box{Min: vg.Point{X: b.Min.X, Y: mid + gap}, Max: vg.Point{X: b.Max.X, Y: b.Max.Y - 1.2*s.em}}
	low := box{Min: b.Min, Max: vg.Point{X: b.Max.X, Y: mid}}
	lift := vg.Length(0)
	if slices.Contains(c.killer, true) { // a row of their own above the scale, so that no mark reads as a 10
		lift = 0.95 * s.em
		top.Max.Y -= lift
	}
	s.painPanel(top, lift, c, s.tell("chart.pain.mornings"), s.usualLine(c), s.killers(c), s.scores(c, inMorning))
	s.painPanel(low, 0, c, s.tell("chart.pain.sessions"), s.scores(c, inSets), s.scores(c, afterSets))
	s.dates(low, c.span)
}

// painPanel draws the zones, what is shaded, and the layers, under a heading that is lifted by so much.
func (s sheet) painPanel(b box, lift vg.Length, c course, heading string, layers ...plotter) {
	s.write(print{size: 0.95, bold: true, color: s.ink}, vg.Point{X: b.Min.X, Y: b.Max.Y + 0.55*s.em + lift}, heading)
	for _, n := range []int{0, 2, 5, 10} {
		y := b.Min.Y + (b.Max.Y-b.Min.Y)*vg.Length((float64(n)+0.5)/11)
		s.write(print{size: 0.85, color: s.muted, across: 1}, vg.Point{X: b.Min.X - 0.4*s.em, Y: y - 0.3*s.em}, strconv.Itoa(n))
	}
	all := append([]plotter{s.zones(), s.shade(c.away(), s.away), s.slanted(c.flare)}, layers...)
	s.panel(b, -0.5, float64(c.span.Days())-0.5, -0.5, 10.5, all...)
}

// zones are the bands of the pain-monitoring model (Silbernagel 2007): 0-2, 3-5, 6-10.
func (s sheet) zones() plotter {
	return func(b box, _, y func(float64) vg.Length) {
		band := func(from, to float64, c color.Color) {
			s.fill(box{Min: vg.Point{X: b.Min.X, Y: y(from)}, Max: vg.Point{X: b.Max.X, Y: y(to)}}, c)
		}
		band(-0.5, 2.5, s.low)
		band(2.5, 5.5, s.mid)
		band(5.5, 10.5, s.high)
	}
}

// usualLine is the ordinary morning, as it was on each date.
func (s sheet) usualLine(c course) plotter {
	return func(_ box, x, y func(float64) vg.Length) {
		var p vg.Path
		for i, n := range c.usual {
			at := y(float64(n))
			if i == 0 {
				p.Move(vg.Point{X: x(-0.5), Y: at})
			}
			p.Line(vg.Point{X: x(float64(i) - 0.5), Y: at})
			p.Line(vg.Point{X: x(float64(i) + 0.5), Y: at})
		}
		s.stroke(p, s.ink, 0.07*s.em, 0.45*s.em, 0.35*s.em)
	}
}

// killers mark the mornings after a painkiller, above the scale.
func (s sheet) killers(c course) plotter {
	return func(b box, x, _ func(float64) vg.Length) {
		for i, taken := range c.killer {
			if taken {
				s.mark(diamond, vg.Point{X: x(float64(i)), Y: b.Max.Y + 0.45*s.em}, s.markSize(c, 1.2), s.warm, false)
			}
		}
	}
}

// markSize is a radius that leaves room for the neighbours.
func (s sheet) markSize(c course, by vg.Length) vg.Length {
	pitch := (s.Max.X - s.Min.X - 4*s.em) / vg.Length(max(1, c.span.Days()))
	return by * max(0.17*s.em, min(0.3*s.em, 0.42*pitch))
}

// scores draws one kind of score: a thin line between neighbouring days, a mark for each.
func (s sheet) scores(c course, kind int) plotter {
	return func(_ box, x, y func(float64) vg.Length) {
		at := func(i int) vg.Point { return vg.Point{X: x(float64(i)), Y: y(float64(*c.score[kind][i]))} }
		last := -1
		for i, n := range c.score[kind] {
			if n == nil {
				continue
			}
			if last >= 0 && i-last <= 3 {
				s.rule(at(last), at(i), s.scoreColor(kind), s.scoreWidth(kind))
			}
			last = i
		}
		for i, n := range c.score[kind] {
			if n != nil {
				s.scoreMark(kind, at(i), s.markSize(c, 1))
			}
		}
	}
}

func (s sheet) scoreColor(kind int) color.Color {
	return [...]color.Color{inMorning: s.accent, inSets: s.accent, afterSets: s.warm}[kind]
}

func (s sheet) scoreWidth(kind int) vg.Length {
	return [...]vg.Length{inMorning: 0.1, inSets: 0.07, afterSets: 0.07}[kind] * s.em
}

// scoreMark: a disc in the morning, a triangle in the sets, an open square after them, wide enough to show a triangle
// inside.
func (s sheet) scoreMark(kind int, at vg.Point, radius vg.Length) {
	switch kind {
	case inMorning:
		s.mark(disc, at, radius, s.accent, false)
	case inSets:
		s.mark(triangle, at, radius, s.accent, false)
	default:
		s.stroke(square.at(at, radius*1.15), s.warm, max(0.06*s.em, radius*0.28))
	}
}

func (s sheet) painSigns(c course) []sign {
	var signs []sign
	score := func(kind int, key string) {
		if len(given(c.score[kind])) > 0 {
			signs = append(signs, sign{func(at vg.Point) {
				s.rule(vg.Point{X: at.X - 0.7*s.em, Y: at.Y}, vg.Point{X: at.X + 0.7*s.em, Y: at.Y}, s.scoreColor(kind), s.scoreWidth(kind))
				s.scoreMark(kind, at, 0.3*s.em)
			}, s.tell(key)})
		}
	}
	score(inMorning, "chart.pain.morning")
	signs = append(signs, sign{func(at vg.Point) {
		s.rule(vg.Point{X: at.X - 0.7*s.em, Y: at.Y}, vg.Point{X: at.X + 0.8*s.em, Y: at.Y}, s.ink, 0.07*s.em, 0.45*s.em, 0.35*s.em)
	}, s.tell("chart.pain.usual")})
	score(inSets, "chart.pain.sets")
	score(afterSets, "chart.pain.after")
	if count(c.killer) > 0 {
		signs = append(signs, sign{func(at vg.Point) { s.mark(diamond, at, 0.34*s.em, s.warm, false) }, s.tell("chart.pain.painkiller")})
	}
	signs = append(signs, s.daySigns(c)...)
	for _, zone := range []struct {
		key   string
		color color.Color
	}{{"chart.pain.zone.low", s.low}, {"chart.pain.zone.mid", s.mid}, {"chart.pain.zone.high", s.high}} {
		signs = append(signs, sign{func(at vg.Point) { s.fill(s.swatch(at), zone.color) }, s.tell(zone.key)})
	}
	return signs
}

// swatch is the place of a colour in a legend.
func (s sheet) swatch(at vg.Point) box {
	return box{Min: vg.Point{X: at.X - 0.7*s.em, Y: at.Y - 0.45*s.em}, Max: vg.Point{X: at.X + 0.7*s.em, Y: at.Y + 0.45*s.em}}
}

// daySigns explain the shaded days.
func (s sheet) daySigns(c course) []sign {
	var signs []sign
	if count(c.flare) > 0 {
		signs = append(signs, sign{func(at vg.Point) { s.slants(s.swatch(at)) }, s.tell("chart.flare")})
	}
	if count(c.away()) > 0 {
		signs = append(signs, sign{func(at vg.Point) { s.fill(s.swatch(at), s.away) }, s.tell("chart.break")})
	}
	return signs
}
