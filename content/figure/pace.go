package figure

import "medius/content/figure/body"

// A frame costs bytes by how much of the body has moved. Where a whole body moves for seconds, a file would grow beyond
// what a chat should load. The moving frames are then painted more coarsely, all of them alike; only when that is not
// enough, the figure is left as it is in a frame now and then. The tempo bar goes on in every frame.

const (
	most     = 392000 // bytes of a film
	perRest  = 8000   // kept back for drawing the figure well when it comes to rest, as found by weighing
	perBeat  = 1500   // for the marks of a beat
	perFrame = 130    // and for the bar
	perFirst = 20000  // for the first frame
	perBody  = 6000   // the first guess at what drawing the moving figure costs
	slowest  = 3      // frames after which a moving figure is drawn anew, whatever it costs
	hardly   = 0.9    // pixels that nobody sees it move
	strained = 64     // the coarsest
	plenty   = 40     // hundredths of the bytes: a film that needs fewer has soft edges in motion, too
	long     = 80     // moving frames: a strained film with more has fewer levels of a shade
)

// The slack of a figure at rest, of one that moves, and of one that moves when bytes are short.
var (
	resting = slack{paint: 300, stay: 600, edge: 600, all: true}
	gentle  = slack{paint: 300, stay: 1000, edge: 2500}
	rough   = slack{paint: 3500, stay: 8000, edge: 20000}
)

// pace decides how the frames of a film are painted, so that it does not become too large.
type pace struct {
	motion []int // how much of the body moves until each frame, and after the last one
	ahead  int   // the sum of those that are still to come
	kept   int   // bytes kept back for what else is to come
	spent  int   // bytes
	fair   int   // bytes that the next frame may cost
	credit int   // bytes that drawing anew may cost now
	cost   int   // of drawing anew, on average
	soft   bool  // edges are soft in motion, too
	strain int   // how coarse the moving figure is painted, 0 to strained
	waited int   // frames
	n      int   // frames done
	last   body.Posture
	moving int // frames in which the figure moves
	drawn  int // and those in which it was drawn anew
}

// newPace looks through a film.
func (s *shoot) newPace() *pace {
	p := &pace{cost: perBody, kept: perBeat * len(s.stage.beats)}
	before := s.stage.posture(s.stage.beats[0].from)
	for m := range s.stage.frames() {
		_, much := s.moved(before, m.posture)
		if n := len(p.motion); much == 0 && n > 0 && p.motion[n-1] > 0 {
			p.kept += perRest
		}
		before = m.posture
		p.motion = append(p.motion, much)
		p.ahead += much
		p.kept += perFrame
	}
	room := max(most-perFirst-p.kept, 1)
	need := p.ahead * 7 / 5 / (room / 100) // hundredths of what there is
	p.strain = min(max((need-60)*strained/40, 0), strained)
	p.soft = need < plenty
	p.motion = append(p.motion, 1) // the film begins anew, with a whole picture
	return p
}

// moved is how far, in pixels, the part of the body has come that moved most, and how much of the body moved: the sum
// over its parts, in 1/64 pixels. A part that moves further costs no more.
func (s *shoot) moved(from, to body.Posture) (far float64, much int) {
	if from == to {
		return 0, 0
	}
	for l := range body.Landmark(body.Landmarks) {
		d := s.lens.project(to.Point(l)).sub(s.lens.project(from.Point(l))).len()
		far = max(far, d)
		much += int(64 * snap(min(d, 2)))
	}
	return far, much
}

// levels is how far apart the levels of a shade are in the film: fewer of them where much of the body moves for long.
func (p *pace) levels() int {
	moving := 0
	for _, much := range p.motion {
		if much > 0 {
			moving++
		}
	}
	if moving > long && p.strain > strained/2 {
		return patchy
	}
	return smooth
}

// rests tells that nothing moves until the next frame.
func (p *pace) rests() bool { return p.motion[p.n+1] == 0 }

// slack of the next frame.
func (p *pace) slack() slack {
	if p.n == 0 || p.rests() {
		return resting
	}
	part := func(a, b uint16) uint16 { return uint16((int(a)*(strained-p.strain) + int(b)*p.strain) / strained) }
	return slack{part(gentle.paint, rough.paint), part(gentle.stay, rough.stay), part(gentle.edge, rough.edge), false}
}

// hold keeps the posture that was drawn last when the figure is not to be drawn anew in the next frame.
func (p *pace) hold(s *shoot, m moment) moment {
	p.fair = int(int64(max(0, most-p.spent-p.kept)) * int64(p.motion[p.n]) / int64(max(p.ahead, 1)))
	p.credit += p.fair
	p.ahead -= p.motion[p.n]
	p.waited++
	moves := p.n > 0 && !p.rests()
	m.hard = moves && !p.soft
	if !moves {
		p.last = m.posture
		return m
	}
	step, _ := s.moved(p.last, m.posture)
	far, _ := s.moved(s.drawn.posture, m.posture)
	p.last = m.posture
	held := far <= hardly || p.short() && p.waited < slowest
	if step > hardly {
		p.moving++
		if !held {
			p.drawn++
		}
	}
	if held {
		m.posture = s.drawn.posture
	}
	return m
}

// short tells that the bytes do not last, however coarse the paint.
func (p *pace) short() bool { return p.strain == strained && p.credit < p.cost*7/8 }

// paid takes note of what a frame cost.
func (p *pace) paid(bytes int, anew, end bool) {
	p.spent += bytes
	p.kept -= perFrame
	if end {
		p.kept -= perBeat
	}
	if p.motion[p.n] > 0 && p.rests() {
		p.kept -= perRest
	}
	switch {
	case p.n == 0 || p.rests():
		p.credit, p.waited = 0, 0
	case anew:
		p.credit = max(p.credit-bytes, 0)
		p.cost += (bytes - p.cost) / 3
		if bytes > p.fair {
			p.strain = min(p.strain+4, strained)
		} else {
			p.strain = max(p.strain-2, 0)
		}
		p.waited = 0
	}
	p.n++
}
