package figure

import (
	"math"

	"medius/content/figure/body"
)

// sketch draws the marks of one frame. What may be mirrored it draws at once; words it leaves in notes, for after.
type sketch struct {
	pen   pen
	lens  lens
	now   body.Posture
	key   func(name string) body.Posture
	way   func(body.Landmark) []body.Vec // what a landmark goes through in this beat
	part  float64                        // of the beat that is over, 0 to 1
	notes []note
	after []func(p pen, turn func(at) at) // what must not be mirrored, but is no word
}

// note is a word to be written when the picture has been mirrored, if it is.
type note struct {
	say  string
	at   at // the middle of the word
	to   at // what it means; the same as at when there is nothing to point to
	tone Tone
	sore bool // with the mark of the sore side
}

// px is a length of the world in pixels.
func (s *sketch) px(h float64) float64 { return h * s.lens.scale() }

func (s *sketch) spot(p Spot) at { return s.lens.project(p.in(s.now, s.key)) }

// shift is a way in the picture.
func (s *sketch) shift(by Shift) at { return at{s.px(by[0]), -s.px(by[1])} }

// draw draws one mark.
func (s *sketch) draw(m Mark) {
	switch {
	case m.Arrow != nil:
		s.arrow(*m.Arrow)
	case m.Press != nil:
		s.press(*m.Press)
	case m.Line != nil:
		s.line(*m.Line)
	case m.Level != nil:
		s.level(*m.Level)
	case m.Plumb != nil:
		from := s.spot(m.Plumb.At)
		s.dashed([]at{from.sub(at{0, s.px(m.Plumb.Up)}), from.add(at{0, s.px(m.Plumb.Down)})}, m.Plumb.Tone)
	case m.Bar != nil:
		s.bar(*m.Bar)
	case m.Stop != nil:
		s.stop(s.spot(m.Stop.At), m.Stop.Turn*math.Pi/180, m.Stop.Big)
	case m.Tick != nil:
		s.tick(s.spot(m.Tick.At), size(m.Tick.Big))
	case m.Cross != nil:
		cross(s.pen, s.spot(m.Cross.At), size(m.Cross.Big))
	case m.Lock != nil:
		s.lock(s.spot(m.Lock.At))
	case m.Prints != nil:
		s.prints(*m.Prints)
	case m.Weight != nil:
		s.weight(*m.Weight)
	case m.Timer != nil:
		s.timer(*m.Timer)
	case m.Label != nil:
		to := s.spot(m.Label.At)
		s.notes = append(s.notes, note{say: m.Label.Say, at: to.add(s.shift(m.Label.Shift)), to: to, tone: m.Label.Tone})
	}
}

// The weights of lines in pixels; halo is what a line is edged with on either side, so that it reads on any ground.
const (
	bold = 5.0
	fine = 3.0
	halo = 2.2
)

// edged draws a line with its halo.
func (s *sketch) edged(path []at, width float64, t Tone) {
	s.pen.line(path, width+2*halo, paper)
	s.pen.line(path, width, t.colour())
}

func (s *sketch) dashed(path []at, t Tone) {
	s.pen.dashes(path, 11, 8, fine+2*halo-1, paper)
	s.pen.dashes(path, 11, 8, fine, t.colour())
}

// arrow draws a movement.
func (s *sketch) arrow(a Arrow) {
	path := s.shaft(a)
	width := bold
	if a.Thin {
		width = fine
	}
	s.head(path, width, a.Tone, a.Both)
	if a.Stop {
		tip, back := path[len(path)-1], path[max(0, len(path)-4)]
		along := tip.sub(back)
		s.stop(tip.add(along.unit().mul(4)), math.Atan2(along.Y, along.X)+math.Pi/2, false)
	}
}

// shaft is the arrow's line in the picture.
func (s *sketch) shaft(a Arrow) []at {
	var path []at
	if a.Path != nil {
		for _, v := range s.way(*a.Path) {
			path = append(path, s.lens.project(v.Add(a.Off.vec())))
		}
		if len(path) == 0 {
			path = []at{s.lens.project(s.now.Point(*a.Path).Add(a.Off.vec()))}
		}
		if a.Bend != 0 {
			path = bow(path[0], path[len(path)-1], a.Bend)
		}
	} else {
		from, to := a.From.in(s.now, s.key).Add(a.Off.vec()), a.To.in(s.now, s.key).Add(a.Off.vec())
		path = bow(s.lens.project(from), s.lens.project(to), a.Bend)
	}
	if a.Grow != 0 {
		middle := path[len(path)/2]
		for i, p := range path {
			path[i] = middle.add(p.sub(middle).mul(a.Grow))
		}
	}
	return path
}

// head draws a shaft with its tip, or two.
func (s *sketch) head(path []at, width float64, t Tone, both bool) {
	size := 3.4 * width
	shaft, tip := shorten(path, size*0.8)
	tips := [][]at{tip}
	if both {
		var other []at
		shaft, other = shorten(reversed(shaft), size*0.8)
		tips = append(tips, other)
	}
	for i := range tips {
		tips[i] = barb(tips[i][0], tips[i][1], size)
		s.pen.line(append(tips[i], tips[i][0]), 2*halo, paper)
	}
	s.edged(shaft, width, t)
	for _, tip := range tips {
		s.pen.fill(tip, t.colour())
	}
}

// shorten takes a length off the end of a path, and gives the direction of what was taken: its foot and its tip.
func shorten(path []at, by float64) (rest, end []at) {
	tip := path[len(path)-1]
	for len(path) > 2 && tip.sub(path[len(path)-2]).len() < by {
		path = path[:len(path)-1]
	}
	last, before := path[len(path)-1], path[max(0, len(path)-2)]
	if last == tip {
		foot := tip.sub(tip.sub(before).unit().mul(math.Min(by, tip.sub(before).len()*0.9)))
		return append(append([]at{}, path[:len(path)-1]...), foot), []at{foot, tip}
	}
	foot := tip.sub(tip.sub(before).unit().mul(by))
	return append(append([]at{}, path[:len(path)-1]...), foot), []at{foot, tip}
}

func reversed(path []at) []at {
	out := make([]at, len(path))
	for i, p := range path {
		out[len(path)-1-i] = p
	}
	return out
}

// barb is the triangle at the tip of an arrow.
func barb(foot, tip at, size float64) []at {
	along := tip.sub(foot).unit()
	back := tip.sub(along.mul(size))
	side := along.left().mul(size * 0.55)
	return []at{tip, back.add(side), back.add(along.mul(size * 0.2)), back.sub(side)}
}

// press draws pressure: two short arrows, one behind the other.
func (s *sketch) press(p Press) {
	from := p.At.in(s.now, s.key)
	a, b := s.lens.project(from), s.lens.project(from.Add(p.Out.vec()))
	side := b.sub(a).unit().left().mul(9)
	for _, by := range []at{side, side.mul(-1)} {
		s.head([]at{a.add(by), b.add(by)}, fine+0.5, p.Tone, false)
	}
}

// line draws through spots, and on beyond.
func (s *sketch) line(l Line) {
	var path []at
	for _, spot := range l.Through {
		path = append(path, s.spot(spot))
	}
	if n := len(path); n > 1 {
		path[0] = path[0].add(path[0].sub(path[1]).unit().mul(s.px(l.Reach)))
		path[n-1] = path[n-1].add(path[n-1].sub(path[n-2]).unit().mul(s.px(l.Reach)))
	}
	if l.Solid {
		s.edged(path, fine, l.Tone)
		return
	}
	s.dashed(path, l.Tone)
}

// level draws a level line and its word.
func (s *sketch) level(l Level) {
	reach := l.Reach
	if reach == 0 {
		reach = 0.2
	}
	middle, out := s.spot(l.At), at{s.px(reach), 0}
	s.dashed([]at{middle.sub(out), middle.add(out)}, l.Tone)
	if l.Say != "" {
		end := middle.sub(out).sub(at{4, 0})
		s.notes = append(s.notes, note{say: l.Say, at: end, to: end, tone: l.Tone})
	}
}
