package words

// span is one number, or the two ends of a range.
type span struct {
	lo, hi     int
	explicit   bool // "out of 10"
	begin, end int  // tokens
}

// span takes a range or a number at i that is longer than the phrase that also fits there.
func (r *rating) span(i, atLeast int) int {
	s, ok := r.rangeAt(i)
	if !ok {
		s, ok = r.numberAt(i)
	}
	if !ok || s.end-i < atLeast {
		return 0
	}
	s.begin = i
	s.end, s.explicit = r.outOf(s.end)
	r.spans = append(r.spans, s)
	return s.end - i
}

func (r *rating) rangeAt(i int) (span, bool) {
	_, f := r.ts.longest(i, r.l.Score.Ranges, func(_ string, i int) (int, int) { return r.l.whole(r.ts, i) })
	if f.width > 0 {
		return ordered(f.values["a"], f.values["b"], i+f.width), true
	}
	a, w := r.l.whole(r.ts, i)
	at := i + w
	if w == 0 || at >= len(r.ts) || !r.ts[at].dash() && !r.ts[at].is("/") {
		return span{}, false
	}
	slash := r.ts[at].is("/")
	b, wb := r.l.whole(r.ts, at+1)
	if wb == 0 || slash && (b != a+1 || b == 10) { // 9/10 is a score, 3/4 hardly a fraction, 3/5 another scale
		return span{}, false
	}
	return ordered(a, b, at+1+wb), true
}

// numberAt takes 4, 4.5, "four and a half", 4+ and "4ish".
func (r *rating) numberAt(i int) (span, bool) {
	n, ok := r.l.numeral(r.ts, i)
	if !ok {
		return span{}, false
	}
	s, ok := parts(n)
	if !ok {
		r.unknown = true
	}
	s.end = i + n.width
	if at := r.ts.joint(s.end); at < len(r.ts) && r.ts[at].glued {
		if w := r.ts.phrase(at, r.l.Score.Suffix); w > 0 {
			s.end = at + w
		}
	}
	if w := r.l.halfAt(r.ts, s.end); w > 0 && n.plain() {
		s.hi, s.end = s.lo+1, s.end+w
	}
	if s.end < len(r.ts) && r.ts[s.end].is("+") {
		s.hi, s.end = s.lo+1, s.end+1
	}
	return s, true
}

// parts reads a numeral as a score: 4.5 lies between 4 and 5, 4.0 is 4. Two decimals are a time or a price.
func parts(n numeral) (span, bool) {
	v := n.value
	switch {
	case n.plain():
		return span{lo: v, hi: v}, n.word || len(n.parts[0]) < 3 || n.parts[0][0] != '0'
	case n.seps == "⁄":
		whole, _, _ := n.fraction()
		return span{lo: whole, hi: whole + 1}, true
	case n.seps != "." && n.seps != "," || len(n.parts[1]) != 1:
		return span{}, false
	case n.parts[1] == "0":
		return span{lo: v, hi: v}, true
	}
	return span{lo: v, hi: v + 1}, true
}

func ordered(a, b, end int) span { return span{lo: min(a, b), hi: max(a, b), end: end} }

// outOf takes "/10" and "out of 10" at i; any other scale makes the text unclear.
func (r *rating) outOf(i int) (end int, explicit bool) {
	w := r.ts.phrase(i, r.l.Score.Out)
	if i < len(r.ts) && r.ts[i].is("/") {
		w = 1
	}
	if w == 0 {
		return i, false
	}
	ten, wt := r.l.whole(r.ts, i+w)
	if wt == 0 || ten != 10 {
		r.unknown, r.doubt = true, true
		return i + w + wt, false
	}
	return i + w + wt, true
}
