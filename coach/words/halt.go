package words

import (
	"slices"
	"strings"
)

// halting are the commands that end a session.
var halting = []string{"stop", "quit", "tired"}

// beside are the commands that may stand next to one of them and change nothing.
var beside = slices.Concat(halting, []string{"hurts", "sharp", "worse", "fewer", "ill", "wrong", "hard", "wobble"})

// mostClauses is how many parts of a text are looked at.
const mostClauses = 6

// Halts says that a text is an order to stop with something beside it: "stop, it hurts", "I have to go, bus". Nothing that asks for
// something else may stand there: "stop, wrong button". score is the pain that was said with it, -1 where none was.
func (l *Lexicon) Halts(text string) (score int, ok bool) {
	clauses := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(".,;:!\n–—", r) })
	halts, other := false, false
	for _, clause := range clauses[:min(len(clauses), mostClauses)] {
		name, order := l.Command(clause)
		halts = halts || order && slices.Contains(halting, name)
		other = other || order && !slices.Contains(beside, name)
	}
	score = -1
	if len(short(text)) == 0 { // a long text tells something; a word to stop at its beginning counts all the same
		return score, halts && !other
	}
	if n, _, v := l.Pain(l.withoutHalt(text)); v == Understood {
		score = n
	}
	return score, halts && !other || !halts && l.haltsInPain(text)
}

// haltsInPain: the text begins or ends with a word to stop, and all the rest is about pain: "stop it hurts a lot", "stop stop".
func (l *Lexicon) haltsInPain(text string) bool {
	rest := l.withoutHalt(text)
	if rest == l.Normal(text) {
		return false
	}
	pain := slices.Concat(l.Commands["hurts"], l.Commands["sharp"], l.Commands["worse"], l.Commands["fewer"])
	bare := l.without(l.without(rest, pain), slices.Concat(l.Stress, l.Filler, l.Score.Joins, pain))
	if bare == "" {
		return true
	}
	_, _, v := l.Pain(bare)
	return v == Understood && (holds(rest, pain) || l.Painless(rest))
}

// withoutHalt drops the words to stop from both ends of a normal text. In the middle they may be anything: German "halt" is "just".
func (l *Lexicon) withoutHalt(text string) string {
	var says []string
	for _, name := range halting {
		says = append(says, l.Commands[name]...)
	}
	slices.SortFunc(says, func(a, b string) int { return len(b) - len(a) })
	s := " " + l.Normal(text) + " "
	for again := true; again; {
		again = false
		for _, say := range says {
			for _, cut := range []string{strings.TrimPrefix(s, " "+say), strings.TrimSuffix(s, say+" ")} {
				if len(cut) < len(s) && (cut == "" || strings.HasPrefix(cut, " ") && strings.HasSuffix(cut, " ")) {
					s, again = cut, true
				}
			}
		}
	}
	return strings.TrimSpace(s)
}
