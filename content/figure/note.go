package figure

// Sizes of words, in pixels; the smallest is 12 on a phone 360 wide.
const (
	wordSize  = 18.0
	smallSize = 16.5
)

// finish draws what is not mirrored: on a slip of paper each word, tied by a line to what it means. turn gives where a
// place came to lie when the picture was mirrored. The slips stay within the picture and off each other.
func (s *sketch) finish(say func(string) string, width, height int, turn func(at) at) {
	for _, f := range s.after {
		f(s.pen, turn)
	}
	var slips []slip
	for _, n := range s.notes {
		p := slip{note: n, text: say(n.say), w: letters(true, smallSize).width(say(n.say)) + 18}
		if n.sore {
			p.w += soreWide
		}
		p.middle = turn(n.at)
		p.middle.X = within(p.middle.X, p.w/2+4, float64(width)-p.w/2-4)
		p.middle.Y = within(p.middle.Y, slipHigh/2+4, float64(height)-slipHigh/2-4)
		p.giveWay(slips)
		slips = append(slips, p)
	}
	for _, p := range slips {
		p.tie(s.pen, turn(p.to))
	}
	for _, p := range slips {
		p.draw(s.pen)
	}
}

const (
	slipHigh = smallSize + 10
	soreWide = 24 // of the mark on the slip of the sore side
)

// slip is a word on its paper.
type slip struct {
	note
	text   string
	middle at
	w      float64
}

// giveWay moves the slip up or down, off those that lie already.
func (p *slip) giveWay(others []slip) {
	for _, o := range others {
		dx, dy := p.middle.X-o.middle.X, p.middle.Y-o.middle.Y
		if max(dx, -dx) < (p.w+o.w)/2+2 && max(dy, -dy) < slipHigh+4 {
			if dy < 0 {
				p.middle.Y = o.middle.Y - slipHigh - 4
			} else {
				p.middle.Y = o.middle.Y + slipHigh + 4
			}
		}
	}
}

// tie draws the line from the slip to what it means.
func (p *slip) tie(with pen, to at) {
	if p.sore {
		from := to.sub(p.middle).unit()
		with.line([]at{p.middle, to.sub(from.mul(9))}, 2+2*halo-1, paper)
		with.line([]at{p.middle, to.sub(from.mul(9))}, 2, accent)
		target(with, to, 9)
		return
	}
	if p.at == p.to {
		return
	}
	with.line([]at{p.middle, to}, 2+2*halo-1, paper)
	with.line([]at{p.middle, to}, 2, p.tone.colour())
	with.fill(circle(to, 4.5), paper)
	with.fill(circle(to, 3.2), p.tone.colour())
}

// draw draws the paper, edged in the word's tone, and the word.
func (p *slip) draw(with pen) {
	x, y := p.middle.X-p.w/2, p.middle.Y-slipHigh/2
	edge := faint
	if p.tone != Plain && p.tone != Faint {
		edge = p.tone.colour()
	}
	with.fill(rounded(x-1.5, y-1.5, p.w+3, slipHigh+3, slipHigh/2+1.5), edge)
	with.fill(rounded(x, y, p.w, slipHigh, slipHigh/2), paper)
	x += 9
	if p.sore {
		target(with, at{x + 7, p.middle.Y}, 6)
		x += soreWide
	}
	letters(true, smallSize).write(with, p.text, at{x, p.middle.Y + smallSize*0.35}, p.tone.colour())
}

func within(v, low, high float64) float64 {
	if high < low {
		return (low + high) / 2
	}
	return max(low, min(high, v))
}
