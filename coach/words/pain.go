package words

// Verdict says how well a text was understood as a pain score.
type Verdict int

// The verdicts.
const (
	Unclear    Verdict = iota // no score in it, or more than a score
	Understood                // one whole score from 0 to 10
	Ambiguous                 // between two scores: ask which
	OutOfScale                // a number, but none from 0 to 10
)

// String names the verdict.
func (v Verdict) String() string {
	return [...]string{"unclear", "understood", "ambiguous", "out of scale"}[v]
}

// Pain reads a numeric pain rating. score is 0-10 when Understood, else -1: a score nobody gave must not pass for "no
// pain". between is the lower and the higher score when Ambiguous, twice the score when Understood, else zero.
//
// A number with a unit, a time, a date and two unrelated numbers are Unclear. "3 out of 10" is believed between words the
// lexicon does not know, unless one of them casts doubt ("not 3/10"); a bare number is believed only among known ones.
func (l *Lexicon) Pain(text string) (score int, between [2]int, verdict Verdict) {
	r := rating{l: l, ts: read(text)}
	for i := 0; i < len(r.ts); {
		i += r.step(i)
	}
	lo, hi, v := r.verdict()
	switch v {
	case Understood:
		return lo, [2]int{lo, lo}, v
	case Ambiguous:
		return -1, [2]int{lo, hi}, v
	}
	return -1, [2]int{}, v
}

// rating collects what a text says about a score.
type rating struct {
	l  *Lexicon
	ts stream

	spans    []span
	none     bool // "no pain"
	about    bool
	negative bool // "-1"
	unknown  bool // a word or mark without a meaning here
	doubt    bool
}

// span is one number, or the two ends of a range.
type span struct {
	lo, hi     int
	explicit   bool // "out of 10"
	begin, end int  // tokens
}

// order of meanings: where phrases are equally long the first wins.
var painOrder = []string{"other", "doubt", "minus", "none", "about", "filler", "common"}

// step takes what stands at i and gives its width.
func (r *rating) step(i int) int {
	s := r.l.Score
	name, width := r.ts.meaning(i, painOrder, lists{
		"other": s.Other, "doubt": s.Doubt, "minus": s.Minus, "none": s.None, "about": s.About,
		"filler": s.Filler, "common": r.l.Filler,
	})
	if w := r.span(i, width); w > 0 {
		return w
	}
	switch name {
	case "other", "doubt":
		r.doubt, r.unknown = true, true
	case "minus":
		_, w := r.l.whole(r.ts, r.ts.skip(i+width))
		r.negative, r.unknown = w > 0, r.unknown || w == 0
	case "none":
		r.none = true
	case "about":
		r.about = true
	case "":
		return r.markAt(i)
	}
	return width
}

// markAt takes a lone mark: soft ones pass, a dash glued to a number only is a minus.
func (r *rating) markAt(i int) int {
	t := r.ts[i]
	switch {
	case t.soft():
	case t.dash():
		next := i+1 < len(r.ts) && r.ts[i+1].kind == digits && r.ts[i+1].glued
		r.negative = r.negative || next && !t.glued
	default:
		r.unknown = true
	}
	return 1
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

// verdict weighs everything that was found.
func (r *rating) verdict() (lo, hi int, v Verdict) {
	lo, hi, one := r.one()
	explicit := len(r.spans) == 1 && r.spans[0].explicit
	switch {
	case r.unknown && (!explicit || r.doubt):
		return 0, 0, Unclear
	case r.none && (len(r.spans) == 0 || one && hi == 0):
		if r.about {
			return 0, 1, Ambiguous
		}
		return 0, 0, Understood
	case r.none || !one:
		return 0, 0, Unclear
	case r.negative || hi > 10:
		return 0, 0, OutOfScale
	case lo < hi:
		return lo, hi, Ambiguous
	}
	return lo, hi, Understood
}

// one gives the span all numbers agree on: the same score said twice, or "4 5", which may be 4.5 or 4-5.
func (r *rating) one() (lo, hi int, ok bool) {
	if len(r.spans) == 0 {
		return 0, 0, false
	}
	first := r.spans[0]
	if len(r.spans) == 2 {
		next := r.spans[1]
		beside := r.ts.skip(first.end) == next.begin
		if beside && first.lo == first.hi && next.lo == next.hi && next.lo == first.lo+1 {
			return first.lo, next.lo, true
		}
	}
	for _, s := range r.spans[1:] {
		if s.lo != first.lo || s.hi != first.hi {
			return 0, 0, false
		}
	}
	return first.lo, first.hi, true
}
