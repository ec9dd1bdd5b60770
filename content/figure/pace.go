package figure

import "medius/content/figure/body"

// A frame costs bytes by how much of the body has moved. Where a whole body moves for seconds, a file would grow beyond
// what a chat should load. The moving frames are then painted more coarsely, all of them alike; only when that is not
// enough, the figure is left as it is in a frame now and then. The tempo bar goes on in every frame.

const (
	most     = 388000 // bytes of a film
	perRest  = 12000  // kept back for drawing the figure well when it comes to rest, as found by weighing
	perBeat  = 2500   // for the marks of a beat
	perFrame = 130    // and for the bar
	perBody  = 6000   // the first guess at what drawing the moving figure costs
	slowest  = 3      // frames after which a moving figure is drawn anew, whatever it costs
	hardly   = 0.9    // pixels that nobody sees it move
	strained = 64     // the coarsest
)

// The slack of a figure at rest, of one that moves, and of one that moves when bytes are short.
var (
	resting = slack{paint: 300, stay: 600, edge: 600}
	gentle  = slack{paint: 300, stay: 1000, edge: 2500}
	rough   = slack{paint: 800, stay: 4500, edge: 9000}
)

// pace decides how the frames of a film are painted, so that it does not become too large.
type pace struct {
	motion []int // how many landmarks move until each frame, and after the last one
	ahead  int   // the sum of those that are still to come
	kept   int   // bytes kept back for what else is to come
	spent  int   // bytes
	credit int   // bytes that drawing anew may cost now
	cost   int   // of drawing anew, on average
	strain int   // how coarse the moving figure is painted, 0 to strained
	waited int   // frames
	n      int   // frames done
}

// newPace looks through a film.
func (s *shoot) newPace() *pace {
	p := &pace{cost: perBody, kept: perBeat * len(s.stage.beats), strain: strained / 2}
	before := s.stage.posture(s.stage.beats[0].from)
	for m := range s.stage.frames() {
		_, parts := s.moved(before, m.posture)
		if n := len(p.motion); parts == 0 && n > 0 && p.motion[n-1] > 0 {
			p.kept += perRest
		}
		before = m.posture
		p.motion = append(p.motion, parts)
		p.ahead += parts
		p.kept += perFrame
	}
	p.motion = append(p.motion, 1) // the film begins anew, with a whole picture
	return p
}

// moved is how far, in pixels, the part of the body has come that moved most, and how many parts moved at all.
func (s *shoot) moved(from, to body.Posture) (far float64, parts int) {
	if from == to {
		return 0, 0
	}
	for l := range body.Landmark(body.Landmarks) {
		d := s.lens.project(to.Point(l)).sub(s.lens.project(from.Point(l))).len()
		far = max(far, d)
		if d > 0.05 {
			parts++
		}
	}
	return far, parts
}

// rests tells that nothing moves until the next frame.
func (p *pace) rests() bool { return p.motion[p.n+1] == 0 }

// slack of the next frame.
func (p *pace) slack() slack {
	if p.n == 0 || p.rests() {
		return resting
	}
	part := func(a, b uint16) uint16 { return uint16((int(a)*(strained-p.strain) + int(b)*p.strain) / strained) }
	return slack{part(gentle.paint, rough.paint), part(gentle.stay, rough.stay), part(gentle.edge, rough.edge)}
}

// hold keeps the posture that was drawn last when the figure is not to be drawn anew in the next frame.
func (p *pace) hold(s *shoot, m moment) moment {
	if p.ahead > 0 {
		p.credit += max(0, most-p.spent-p.kept) * p.motion[p.n] / p.ahead
	}
	p.ahead -= p.motion[p.n]
	p.waited++
	m.hard = p.n > 0 && !p.rests()
	if !s.fresh || !m.hard {
		return m
	}
	far, _ := s.moved(s.drawn.posture, m.posture)
	if x, _ := s.moved(s.prev, m.posture); x > 1.2 {
		Moving1++
		if !(far <= hardly || p.short() && p.waited < slowest) {
			Anew1++
		}
	}
	s.prev = m.posture
	if far <= hardly || p.short() && p.waited < slowest {
		m.posture = s.drawn.posture
	}
	return m
}

var Moving1, Anew1 int

// short tells that the bytes do not last, however coarse the paint.
func (p *pace) short() bool { return p.strain == strained && p.credit < p.cost*7/8 }

// paid takes note of what a frame cost.
func (p *pace) paid(bytes int, anew, end bool) {
	p.spent += bytes
	p.kept -= perFrame
	moving := p.motion[p.n] > 0
	if end {
		p.kept -= perBeat
	}
	if moving && p.rests() {
		p.kept -= perRest
	}
	switch {
	case p.n == 0 || p.rests():
		p.credit, p.waited = 0, 0
	case anew:
		fair := max(p.credit, 1)
		p.credit = max(p.credit-bytes, -p.cost)
		p.cost += (bytes - p.cost) / 3
		p.strain = min(max(p.strain+min(max((bytes-fair)*32/fair, -8), 8), 0), strained)
		p.waited = 0
	}
	p.n++
}
