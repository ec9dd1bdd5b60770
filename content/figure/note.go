package figure

// Sizes of words, in pixels; the smallest is 12 on a phone 360 wide.
const (
	wordSize  = 18.0
	smallSize = 16.5
)

// finish draws what is not mirrored: on a slip of paper each word, tied by a line to what it means. turn gives where a
// place came to lie when the picture was mirrored; the slips stay within the picture.
func (s *sketch) finish(say func(string) string, width, height int, turn func(at) at) {
	for _, f := range s.after {
		f(s.pen, turn)
	}
	for _, n := range s.notes {
		s.word(n, say(n.say), float64(width), float64(height), turn)
	}
}

func (s *sketch) word(n note, text string, width, height float64, turn func(at) at) {
	const h = smallSize + 10
	l, p := letters(true, smallSize), s.pen
	w := l.width(text) + 18
	middle, to := turn(n.at), turn(n.to)
	middle.X = within(middle.X, w/2+4, width-w/2-4)
	middle.Y = within(middle.Y, h/2+4, height-h/2-4)
	if n.to != n.at {
		p.line([]at{middle, to}, 2+2*halo-1, paper)
		p.line([]at{middle, to}, 2, n.tone.colour())
		p.fill(circle(to, 4.5), paper)
		p.fill(circle(to, 3.2), n.tone.colour())
	}
	slip(p, middle, w, h, n.tone)
	l.write(p, text, middle.add(at{-w/2 + 9, smallSize * 0.35}), n.tone.colour())
}

// slip is the paper behind a word, edged in the word's tone.
func slip(p pen, middle at, w, h float64, t Tone) {
	x, y := middle.X-w/2, middle.Y-h/2
	edge := faint
	if t != Plain && t != Faint {
		edge = t.colour()
	}
	p.fill(rounded(x-1.5, y-1.5, w+3, h+3, h/2+1.5), edge)
	p.fill(rounded(x, y, w, h, h/2), paper)
}

func within(v, low, high float64) float64 {
	if high < low {
		return (low + high) / 2
	}
	return max(low, min(high, v))
}
