package figure

import (
	"image/color"
	"math"

	"medius/content/figure/body"
)

// bar draws the pelvis bar: a line between two round ends, as thick as a thumb.
func (s *sketch) bar(b Bar) {
	p := s.now
	if b.Of != "" {
		p = s.key(b.Of)
	}
	w, o := s.lens.project(p.Point(body.WHip)), s.lens.project(p.Point(body.OHip))
	out := o.sub(w).mul(0.22)
	w, o = w.sub(out), o.add(out)
	if b.Of != "" {
		s.pen.dashes([]at{w, o}, 7, 6, fine, Faint.colour())
		return
	}
	if b.Level {
		wide, atW := p.Point(body.OHip), p.Point(body.WHip)
		wide.Y = atW.Y
		s.slant(w, o, s.lens.project(wide).sub(s.lens.project(atW)), b.Deep)
	}
	s.edged([]at{w, o}, bold+1, Plain)
	for i, end := range []at{w, o} {
		s.pen.fill(circle(end, 8.5), paper)
		s.pen.fill(circle(end, 6.5), ink)
		if i == 0 { // the sore side, by a shape of its own: a ring
			s.pen.fill(circle(end, 3), accent)
		}
	}
}

// slant draws the level line through the bar, and the angle between the two. flat is where level goes in the picture: from
// the side and from above it is not quite the picture's own.
func (s *sketch) slant(w, o, flat at, deep bool) {
	long := o.sub(w).len() * 1.18
	way := 1.0
	if o.X < w.X {
		way = -1
	}
	out := flat.unit().mul(long)
	from, to := math.Atan2(flat.Y, flat.X*way), math.Atan2(o.Y-w.Y, (o.X-w.X)*way)
	if math.Abs(to-from) > 0.02 {
		wedge := []at{w}
		for _, p := range arc(at{}, long*0.9, from, to) {
			wedge = append(wedge, w.add(at{p.X * way, p.Y}))
		}
		c := slope
		if to > from && !deep {
			c = below
		}
		s.pen.fill(wedge, c)
	}
	s.dashed([]at{w.sub(out.mul(0.15)), w.add(out)}, Plain)
}

// stop draws a bar across a way: here it ends.
func (s *sketch) stop(middle at, turn float64, big bool) {
	half := 12.0
	if big {
		half = 20
	}
	out := polar(turn, half)
	path := []at{middle.sub(out), middle.add(out)}
	s.pen.line(path, bold+2+2*halo, paper)
	s.pen.line(path, bold+2, warning)
}

func size(big bool) float64 {
	if big {
		return 26
	}
	return 13
}

// tick draws right, when the picture has been mirrored: a tick has a right way round.
func (s *sketch) tick(middle at, r float64) {
	s.after = append(s.after, func(p pen, turn func(at) at) { tick(p, turn(middle), r) })
}

// tick is a disc with a tick.
func tick(p pen, middle at, r float64) {
	p.fill(circle(middle, r+halo), paper)
	p.fill(circle(middle, r), right)
	p.line([]at{
		middle.add(at{-0.48 * r, 0.02 * r}), middle.add(at{-0.12 * r, 0.4 * r}), middle.add(at{0.5 * r, -0.38 * r}),
	}, r*0.24, paper)
}

// cross is a disc with a cross.
func cross(p pen, middle at, r float64) {
	p.fill(circle(middle, r+halo), paper)
	p.fill(circle(middle, r), warning)
	for _, way := range []float64{1, -1} {
		d := at{0.4 * r, 0.4 * r * way}
		p.line([]at{middle.sub(d), middle.add(d)}, r*0.24, paper)
	}
}

// lock draws a padlock: what is here stays where it is.
func (s *sketch) lock(middle at) {
	bow := arc(middle.add(at{0, -3}), 6, math.Pi, 2*math.Pi)
	s.pen.line(bow, 3+2*halo, paper)
	s.pen.fill(rounded(middle.X-11, middle.Y-5, 22, 18, 4), paper)
	s.pen.line(bow, 3, ink)
	s.pen.fill(rounded(middle.X-9, middle.Y-3, 18, 14, 3), ink)
	s.pen.fill(circle(middle.add(at{0, 4}), 2.4), paper)
}

// prints draws the soles of feet on the floor, toes to the front.
func (s *sketch) prints(p Prints) {
	for _, spot := range p.At {
		v := spot.in(s.now, s.key)
		sole := make([]at, 0, 24)
		for i := range 24 {
			a := 2 * math.Pi * float64(i) / 24
			wide := 0.028
			if math.Cos(a) < 0 {
				wide = 0.021 // the heel is narrower
			}
			sole = append(sole, s.lens.project(body.Vec{X: v.X + wide*math.Sin(a), Z: v.Z + 0.035 + 0.07*math.Cos(a)}))
		}
		s.pen.line(append(sole, sole[0]), 2, faint)
	}
}

// weight draws dots in a row.
func (s *sketch) weight(w Weight) {
	middle, r, c := s.spot(w.At), 6.5, ink
	if w.Pale {
		r, c = 5, faint
	}
	for i := range w.Dots {
		p := middle.add(at{(float64(i) - float64(w.Dots-1)/2) * 17, 0})
		s.pen.fill(circle(p, r+halo), paper)
		s.pen.fill(circle(p, r), c)
	}
}

// timer draws a stopwatch: a ring that fills, and its hand. It goes in steps, since every change of it costs bytes.
func (s *sketch) timer(t Timer) {
	const steps = 20
	middle, r, part := s.spot(t.At), s.px(t.Radius), math.Floor(s.part*steps)/steps
	crown := []at{middle.sub(at{0, r + 4}), middle.sub(at{0, r + 9})}
	s.pen.line(crown, 9+2*halo, paper)
	s.pen.fill(circle(middle, r+2+halo), paper)
	s.pen.line(crown, 9, ink)
	s.pen.line(circle(middle, r), 4, track)
	now := -math.Pi/2 + 2*math.Pi*part
	if part > 0 {
		s.pen.line(arc(middle, r, -math.Pi/2, now), 6, accent)
	}
	s.pen.line([]at{middle, middle.add(polar(now, r*0.62))}, fine, ink)
}

// target is the mark of the sore side: a ring with four ticks, which is no other mark's shape.
func target(p pen, middle at, r float64) {
	for _, coat := range []struct {
		width float64
		c     color.RGBA
	}{{r*0.32 + 2*halo, paper}, {r * 0.32, accent}} {
		p.line(circle(middle, r), coat.width, coat.c)
		for i := range 4 {
			a := math.Pi/4 + float64(i)*math.Pi/2
			p.line([]at{middle.add(polar(a, r)), middle.add(polar(a, r*1.45))}, coat.width, coat.c)
		}
	}
}
