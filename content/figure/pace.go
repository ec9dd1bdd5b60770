package figure

import (
	"compress/lzw"
	"image"

	"medius/content/figure/body"
)

// A frame costs bytes by how much of the body has moved. Where a whole body moves for seconds, a file would grow beyond
// what a chat should load; the figure is then drawn anew in every second or third frame only, as animators do. The tempo
// bar goes on in every frame.

const (
	most     = 385e3 // bytes of a film
	perBeat  = 8e3   // kept back for the marks of a beat, as found by weighing
	perFrame = 150   // and for the bar
	perBody  = 8e3   // the first guess at what drawing the figure anew costs
	slowest  = 4     // frames after which a moving figure is drawn anew, whatever it costs
	hardly   = 1.2   // pixels that nobody sees it move
)

// pace decides in which frames of a film the figure is drawn anew.
type pace struct {
	motion []float64 // how much of the body moves in each frame
	ahead  float64   // the sum of those that are still to come
	kept   float64   // bytes kept back for what else is to come
	spent  float64   // bytes
	credit float64   // bytes saved up for the next time
	cost   float64   // of drawing anew, on average
	waited int       // frames
}

// newPace looks through a film.
func (s *shoot) newPace() *pace {
	p := &pace{cost: perBody, kept: perBeat * float64(len(s.stage.beats))}
	before := s.stage.posture(s.stage.beats[0].from)
	for m := range s.stage.frames() {
		_, part := s.moved(before, m.posture)
		before = m.posture
		p.motion = append(p.motion, part)
		p.ahead += part
		p.kept += perFrame
	}
	return p
}

// moved is how far, in pixels, the part of the body has come that moved most, and what part of the body moved at all.
func (s *shoot) moved(from, to body.Posture) (far, part float64) {
	if from == to {
		return 0, 0
	}
	for l := range body.Landmark(body.Landmarks) {
		d := s.lens.project(to.Point(l)).sub(s.lens.project(from.Point(l))).len()
		far = max(far, d)
		if d > 0.3 {
			part += 1 / float64(body.Landmarks)
		}
	}
	return far, part
}

// hold keeps the posture that was drawn last when frame n is not to be drawn anew. The end of a beat always is.
func (p *pace) hold(s *shoot, n int, m moment) moment {
	if p.ahead > 0 {
		p.credit += max(0, most-p.spent-p.kept) / p.ahead * p.motion[n]
	}
	p.ahead -= p.motion[n]
	p.waited++
	if !s.fresh || m.part == 1 {
		return m
	}
	far, _ := s.moved(s.drawn.posture, m.posture)
	if far <= hardly || p.credit < p.cost && p.waited < slowest {
		m.posture = s.drawn.posture
	}
	return m
}

// paid takes note of what a frame cost.
func (p *pace) paid(bytes float64, anew, end bool) {
	p.spent += bytes
	p.kept -= perFrame
	switch {
	case end:
		p.kept -= perBeat
		p.credit, p.waited = 0, 0
	case anew:
		p.credit = min(p.credit-bytes, 2*p.cost)
		p.cost = 0.6*p.cost + 0.4*bytes
		p.waited = 0
	}
}

// counter counts bytes.
type counter int

func (c *counter) Write(data []byte) (int, error) {
	*c += counter(len(data))
	return len(data), nil
}

// weigh is how many bytes a frame takes in the file.
func weigh(frame *image.Paletted) float64 {
	const head = 20
	var n counter
	w := lzw.NewWriter(&n, lzw.LSB, 8)
	b := frame.Rect
	for y := b.Min.Y; y < b.Max.Y; y++ {
		if _, err := w.Write(frame.Pix[frame.PixOffset(b.Min.X, y):][:b.Dx()]); err != nil {
			return head // a counter takes everything
		}
	}
	if err := w.Close(); err != nil {
		return head
	}
	return head + float64(n)
}
