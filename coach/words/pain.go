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
