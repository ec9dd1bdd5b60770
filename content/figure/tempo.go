package figure

import (
	"fmt"
	"math"
)

// shelfHeight is what the tempo bar takes of the picture's height, in pixels.
const shelfHeight = 62

// tempo is the bar below the figure: what to do now, how many seconds are left, and the phases as pieces as long as they
// last.
type tempo struct {
	phases []Phase
	beats  []beat
	say    func(string) string
}

// draw draws the bar as it is at a moment.
func (b tempo) draw(p pen, m moment, width, height int) {
	top := float64(height - shelfHeight)
	p.fill([]at{{0, top}, {float64(width), top}, {float64(width), float64(height)}, {0, float64(height)}}, shelf)
	b.words(p, m, width, top)
	b.track(p, m, width, top+42)
}

// words says what to do and how long.
func (b tempo) words(p pen, m moment, width int, top float64) {
	text, left := b.text(m)
	l := letters(true, wordSize+1)
	room := float64(width) - 32
	if left != "" {
		w := l.width(left)
		l.write(p, left, at{float64(width) - 16 - w, top + 28}, accent)
		room -= w + 14
	}
	if l.width(text) > room {
		l = letters(true, smallSize)
	}
	l.write(p, l.fit(text, room), at{16, top + 28}, ink)
}

// text gives the words of a beat and the seconds that are left of it.
func (b tempo) text(m moment) (text, left string) {
	bt := b.beats[m.beat]
	if bt.phase < 0 {
		return b.say("figure.start"), ""
	}
	phase := b.phases[bt.phase]
	switch _, cut := phase.shown(); {
	case phase.Hold:
		left = b.say("figure.plan")
	case cut:
		left = fmt.Sprint(phase.Seconds, " ", b.say("figure.seconds"))
	default:
		remaining := math.Ceil(float64(bt.seconds)*(1-m.counted()) - 1e-6)
		left = fmt.Sprint(max(1, int(remaining)), " ", b.say("figure.seconds"))
	}
	return b.say(phase.Count), left
}

// track draws the pieces. What is cut short is broken in the middle; what comes once per set is thinner.
func (b tempo) track(p pen, m moment, width int, y float64) {
	const gap, edge, thick = 5.0, 16.0, 9.0
	total, n := 0, 0
	for _, bt := range b.beats {
		if bt.phase >= 0 {
			total += bt.seconds
			n++
		}
	}
	room := float64(width) - 2*edge - gap*float64(n-1)
	x := edge
	for i, bt := range b.beats {
		if bt.phase < 0 {
			continue
		}
		w := room * float64(bt.seconds) / float64(total)
		phase, h := b.phases[bt.phase], thick
		if phase.Once {
			h = thick / 2
		}
		p.fill(rounded(x, y-h/2, w, h, h/2), track)
		if done := m.share(i); done > 0 {
			p.fill(rounded(x, y-h/2, math.Max(h, w*done), h, h/2), accent)
		}
		if _, cut := phase.shown(); cut {
			for _, dx := range []float64{-3.5, 3.5} {
				p.line([]at{{x + w/2 + dx - 3, y + 8}, {x + w/2 + dx + 3, y - 8}}, 3, shelf)
			}
		}
		if i == m.beat && !m.still {
			p.fill(circle(at{x + w*m.part, y}, 7.5), paper)
			p.fill(circle(at{x + w*m.part, y}, 5.5), accent)
		}
		x += w + gap
	}
}

// share is how much of the piece of beat i is done.
func (m moment) share(i int) float64 {
	switch {
	case i < m.beat:
		return 1
	case i == m.beat:
		return m.part
	}
	return 0
}

// counted is how much of the beat the seconds have counted; a still counts nothing.
func (m moment) counted() float64 {
	if m.still {
		return 0
	}
	return m.part
}
