package words

import (
	"slices"
	"strings"
)

// Tally reads how a set went from one text: how many were done, and how much it hurt: "only 8, pain 4", "did 10, no pain", "done, 8". count
// is -1 for a set that is done without a number, score is -1 where none was said.
//
// Beside a word for done, and without one for pain, a number of six or more is how many were done: a set has ten or so, and whoever says a
// score of six unasked says "pain". A lower one may be either, and is left to the questions.
func (l *Lexicon) Tally(text string) (count, score int, ok bool) {
	if len(short(text)) == 0 || l.Mentions("sharp", text) {
		return 0, 0, false
	}
	said := short(l.Normal(text))
	for i := 1; i < len(said); i++ {
		a, b := strings.Join(said[:i], " "), strings.Join(said[i:], " ")
		for _, pair := range [][2]string{{a, b}, {b, a}} {
			n, done := l.amount(pair[0])
			p, hurts := l.namedPain(pair[1])
			if done && hurts {
				return n, p, true
			}
		}
	}
	rest := l.without(l.Normal(text), l.Commands["done"])
	n, number := l.Number(rest)
	if rest == l.Normal(text) || !number || l.aboutPain(text) || n < likelyCount && !l.Counts(rest) {
		return 0, 0, false
	}
	return n, -1, true
}

// likelyCount is the number from which one beside "done" is of repetitions.
const likelyCount = 6

// amount reads what was done of a set: all of it (-1), or how many.
func (l *Lexicon) amount(text string) (n int, ok bool) {
	bare := l.without(text, slices.Concat(l.Score.Joins, l.Filler))
	if name, order := l.Command(bare); order && name == "done" {
		return -1, true
	}
	n, ok = l.Number(bare)
	return n, ok && (n >= likelyCount || l.Counts(bare) || l.Achieved(bare))
}

// namedPain reads a score that a word for pain stands beside, or that there is none.
func (l *Lexicon) namedPain(text string) (n int, ok bool) {
	bare := l.without(text, l.Filler)
	n, _, v := l.Pain(bare)
	if v != Understood {
		n, _, v = l.Pain(l.without(bare, l.Score.Joins))
	}
	return n, v == Understood && l.aboutPain(text)
}

// aboutPain: a word for pain, or for none, stands in a text.
func (l *Lexicon) aboutPain(text string) bool { return l.Mentions("hurts", text) || l.Painless(text) }

// Counts says that a unit of repetitions stands in a text: "8 reps".
func (l *Lexicon) Counts(text string) bool { return holds(l.Normal(text), l.Count.Units) }
