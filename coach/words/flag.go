package words

import (
	"slices"
	"strings"
)

// The classes of warning words. An emergency belongs to the screening questions 1-4, urgent to 5-9; life and stroke are no question of
// the hip and have question 0.
const (
	Emergency = "emergency"
	Urgent    = "urgent"
	Life      = "life"
	Stroke    = "stroke"
)

// Flag is a class of warning words found in a text, with the screening question it leads to.
type Flag struct {
	Class    string
	Question int
}

// Warning is the patterns of one flag.
type Warning struct {
	Class    string    `yaml:"class"`
	Question int       `yaml:"question"`
	Patterns []Pattern `yaml:"patterns"`
}

// Pattern is a phrase that raises a flag: whole words, a trailing * for any ending, {group} for any phrase of a group, a
// lone * for up to two words in between within one sentence. In a word of eight letters or more one slip of the finger is
// forgiven. Test is a sentence that must match.
type Pattern struct {
	Say    string   `yaml:"say"`
	Test   string   `yaml:"test"`
	Unless []Except `yaml:"unless"`
}

// Except is a turn of speech around a pattern that means something harmless: "fell asleep". The pattern still fires when
// it stands elsewhere in the text, too, and an exception never reaches over a comma or a full stop: "I feel faint, pain
// is 3" is no faint pain. Test is a sentence in which the pattern must stay silent.
type Except struct {
	Say  string `yaml:"say"`
	Test string `yaml:"test"`
}

// Flags gives the warning classes found in the text, each once, in the order of the lexicon. Negation is not understood,
// on purpose: "no fever" also asks, and a question too many is harmless. A match never diagnoses and never locks alone.
func (l *Lexicon) Flags(text string) []Flag {
	var flags []Flag
	s := l.sentence(text)
	if len(s) == 0 {
		return nil // a command alone, or marks: a pattern is of words
	}
	for _, w := range l.Warnings {
		f := Flag{Class: w.Class, Question: w.Question}
		if slices.Contains(flags, f) {
			continue
		}
		if slices.ContainsFunc(w.Patterns, func(p Pattern) bool { return l.fires(s, p) }) {
			flags = append(flags, f)
		}
	}
	return flags
}

// Fell says that a text is about a fall. Not every word of warning that asks about one is: a leg that looks shorter is none.
func (l *Lexicon) Fell(text string) bool { return holds(l.Normal(text), l.Groups["fell"]) }

// Elsewhere says that a text is about another part of the body than the hip.
func (l *Lexicon) Elsewhere(text string) bool {
	normal := l.Normal(text)
	return holds(normal, l.Groups["elsewhere"]) && !holds(normal, l.Groups["hips"])
}

// OfMe says that a text begins with what somebody says of themselves: "I had", "my".
func (l *Lexicon) OfMe(text string) bool {
	normal := l.Normal(text) + " "
	return slices.ContainsFunc(l.Groups["of_me"], func(say string) bool { return strings.HasPrefix(normal, say+" ") }) && !holds(normal, l.Groups["others"])
}

// Hospital says that a hospital stands in a text.
func (l *Lexicon) Hospital(text string) bool { return holds(l.Normal(text), l.Groups["hospital"]) }

// fires holds when the pattern stands somewhere in the text outside of its exceptions.
func (l *Lexicon) fires(s sentence, p Pattern) bool {
	pieces := strings.Fields(p.Say)
	for i := range s {
		for _, end := range l.ends(s, i, pieces) {
			if !l.excused(s, i, end, p.Unless) {
				return true
			}
		}
	}
	return false
}

// excused holds when the words from begin to end are part of an exception without a mark in it.
func (l *Lexicon) excused(s sentence, begin, end int, unless []Except) bool {
	for _, u := range unless {
		pieces := strings.Fields(u.Say)
		for i := 0; i <= begin; i++ {
			for _, e := range l.ends(s, i, pieces) {
				if e >= end && !s.broken(i, e) {
					return true
				}
			}
		}
	}
	return false
}

// ends gives every place where the pieces, begun at i, can end.
func (l *Lexicon) ends(s sentence, i int, pieces []string) []int {
	if len(pieces) == 0 {
		return []int{i}
	}
	piece, rest := pieces[0], pieces[1:]
	var all []int
	if name, ok := cut(piece); ok {
		for _, say := range l.Groups[name] {
			if end := s.says(i, say); end > i {
				all = append(all, l.ends(s, end, rest)...)
			}
		}
		return all
	}
	if piece == "*" {
		for gap := 0; gap <= 2 && i+gap < len(s) && (gap == 0 || !s[i+gap-1].last); gap++ {
			all = append(all, l.ends(s, i+gap, rest)...)
		}
		return all
	}
	if i >= len(s) || !s[i].fits(piece) {
		return nil
	}
	return l.ends(s, i+1, rest)
}

// guessed is the length from which a word of a warning may have a slip in it.
const guessed = 8

// fits compares a spoken word with a word of a pattern. Drawn-out letters are forgiven, and in a long word one slip that
// is not its first letter: "infecton" is an infection, "hopping" is no "popping".
func (w spoken) fits(piece string) bool {
	stem, open := strings.CutSuffix(piece, "*")
	switch {
	case w.text == piece, open && strings.HasPrefix(w.text, stem):
		return true
	case w.drawn:
		typed, meant := collapse(w.text), collapse(stem)
		return typed == meant || open && strings.HasPrefix(typed, meant)
	case len(w.text) < guessed || len(stem) < guessed || w.text[0] != stem[0] || letters(stem) < guessed:
		return false
	case !open:
		return letters(w.text) >= guessed && slip(w.text, stem)
	}
	rs, n := []rune(w.text), letters(stem)
	for long := n - 1; long <= min(n+1, len(rs)); long++ {
		if slip(string(rs[:long]), stem) {
			return true
		}
	}
	return false
}

// sentence is a text as words that know where a sentence or a part of it ends.
type sentence []spoken

type spoken struct {
	text  string
	drawn bool // a letter stands three times in a row
	after bool // a mark other than a hyphen, or a new line, follows
	last  bool // the sentence ends here
}

// says gives where the phrase that begins at i ends; i when it does not stand there.
func (s sentence) says(i int, phrase string) int {
	at := i
	for piece := range strings.FieldsSeq(phrase) {
		if at >= len(s) || !s[at].fits(piece) {
			return i
		}
		at++
	}
	return at
}

func (s sentence) broken(begin, end int) bool {
	for i := begin; i < end-1; i++ {
		if s[i].after {
			return true
		}
	}
	return false
}

// sentence cuts the text exactly where Normal does.
func (l *Lexicon) sentence(text string) sentence {
	var s sentence
	open := false
	for _, r := range fold(text) {
		switch {
		case isWord(r) && open:
			s[len(s)-1].text += string(r)
		case isWord(r), isSign(r):
			s = append(s, spoken{text: string(r)})
		case r != ' ' && !strings.ContainsRune(dashes, r) && len(s) > 0:
			s[len(s)-1].after = true
			s[len(s)-1].last = s[len(s)-1].last || strings.ContainsRune(".!?;:…\n", r)
		}
		open = isWord(r)
	}
	for i := range s {
		s[i].drawn = drawn(s[i].text)
	}
	return s
}
