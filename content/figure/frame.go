package figure

import (
	"medius/content/figure/body"
	"medius/content/figure/paint"
)

// moment is what one frame shows.
type moment struct {
	beat    int
	part    float64 // of the beat, 0 to 1
	posture body.Posture
	still   bool // a picture of its own: the bar counts nothing, the sore side is named
	hard    bool // seen for a blink only: edges need not be soft
}

// soften is the part of a beat after which a muscle's tint has changed to the beat's own.
const soften = 0.25

// take draws a frame on the canvas.
func (s *shoot) take(m moment, insets []*inset) {
	b := s.stage.beats[m.beat]
	s.figure(scenery{m.posture, b.ghost, s.tint(m), m.hard})
	p := newPen(s.canvas)
	k := &sketch{pen: p, lens: s.lens, now: m.posture, key: s.stage.posture, part: m.part, way: s.stage.way(b)}
	for _, in := range insets {
		in.draw(s, k, m)
	}
	marked := m.still || b.phase < 0
	if marked && !s.unmarked() {
		s.markSore(k)
	}
	for _, mark := range b.marks {
		k.draw(mark)
	}
	s.flip()
	k.finish(s.ask.Say, s.canvas.Rect.Dx(), s.layer.Rect.Dy(), s.turned)
	if b.say != "" {
		chip(p, s.ask.Say(b.say))
	}
	bar := tempo{phases: s.ask.Phases, beats: s.stage.beats, say: s.ask.Say}
	bar.draw(p, m, s.canvas.Rect.Dx(), s.canvas.Rect.Dy())
}

// tint is how the muscles look at a moment.
func (s *shoot) tint(m moment) paint.Tint {
	beats := s.stage.beats
	before := beats[len(beats)-1].tint
	if m.beat > 0 {
		before = beats[m.beat-1].tint
	}
	part := min(1, m.part/soften)
	if m.still || beats[m.beat].phase < 0 {
		part = 1
	}
	return paintTint(before, beats[m.beat].tint, part)
}

// markSore names the sore hip and puts its mark there.
func (s *shoot) markSore(k *sketch) {
	mark := SoreMark{At: Spot{Landmark: landmark(body.WOuterHip)}, Label: Shift{-0.12, 0.1}}
	if own := s.stage.scene.Sore; own != nil {
		mark = *own
	}
	if mark.Hide {
		return
	}
	to := k.spot(mark.At)
	k.notes = append([]note{{say: "figure.sore", at: to.add(k.shift(mark.Label)), to: to, tone: Accent, sore: true}}, k.notes...)
}

func landmark(l body.Landmark) *body.Landmark { return &l }

// way gives what a landmark goes through in a beat, or will in the one the start shows.
func (s *stage) way(b beat) func(body.Landmark) []body.Vec {
	if b.phase < 0 {
		b = s.beats[1]
	}
	return func(l body.Landmark) []body.Vec {
		const steps = 12
		var path []body.Vec
		for i := range steps + 1 {
			path = append(path, s.at(b, float64(i)/steps).Point(l))
		}
		return path
	}
}

// chip writes a few words in the upper left corner.
func chip(p pen, text string) {
	l := letters(true, wordSize)
	w := l.width(text) + 24
	p.fill(rounded(12, 12, w, 32, 16), ink)
	l.write(p, text, at{24, 34}, paper)
}
