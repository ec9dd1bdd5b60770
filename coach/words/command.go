package words

import (
	"slices"
	"strings"
)

// Command gives the name of the command that the text means: "/plan", "plan please", "something is wrong". Only a text that
// is the command and nothing else counts, so that a sentence with "stop" in it is no order. One slip of the finger is
// forgiven in a phrase of seven letters or more.
func (l *Lexicon) Command(text string) (name string, ok bool) {
	normal := l.Normal(text)
	for _, typed := range []string{normal, pictureless(normal), l.bare(text)} {
		for _, name := range keys(l.Commands) {
			if slices.ContainsFunc(l.Commands[name], func(say string) bool { return same(typed, say) }) {
				return name, true
			}
		}
	}
	if slices.Contains(l.Commands["hurts"], l.Unstressed(text)) {
		return "hurts", true
	}
	return l.nearCommand(l.bare(text))
}

// Beside reads the score that stands beside a phrase of the command of that name: "it hurts, a 6", "2 but sharp", "done, 3".
func (l *Lexicon) Beside(name, text string) (score int, ok bool) {
	normal := l.Normal(text)
	rest := l.without(normal, l.Commands[name])
	if rest == normal || rest == "" {
		return 0, false
	}
	score, _, v := l.Pain(l.without(rest, l.Score.Joins))
	return score, v == Understood
}

// Called says that a text begins as one does that names a score: "it's a 7". What begins otherwise may be a time of day: "at 7".
func (l *Lexicon) Called(text string) bool {
	normal := l.Normal(text) + " "
	return slices.ContainsFunc(l.Score.Calls, func(say string) bool { return strings.HasPrefix(normal, say+" ") })
}

// Scaled says that a number is out of so many: "7/10", "7 out of 10".
func (l *Lexicon) Scaled(text string) bool {
	return strings.Contains(text, "/") || holds(l.Normal(text), l.Score.Out)
}

// After gives what stands behind a phrase of the command of that name: "until friday" of "pause until Friday".
func (l *Lexicon) After(name, text string) (rest string, ok bool) {
	typed, longest := l.bare(text), 0
	for _, say := range l.Commands[name] {
		if behind, found := strings.CutPrefix(typed, say+" "); found && len(say) > longest {
			rest, longest = behind, len(say)
		}
	}
	return rest, longest > 0
}

// Within gives the words in the middle of a phrase of the command of that name: "two weeks" of "we go two weeks away". accepts says which words
// may stand there.
func (l *Lexicon) Within(name, text string, accepts func(string) bool) (inner string, ok bool) {
	said := short(l.bare(text))
	for i := range said {
		for j := len(said); j > i; j-- {
			around := strings.Join(slices.Concat(said[:i], said[j:]), " ")
			inner = strings.Join(said[i:j], " ")
			if slices.Contains(l.Commands[name], around) && accepts(inner) {
				return inner, true
			}
		}
	}
	return "", false
}

// Mentions says that a phrase of the command of that name stands somewhere in the text.
func (l *Lexicon) Mentions(name, text string) bool {
	return holds(l.Normal(text), l.Commands[name])
}

// holds says that one of some phrases stands in a normal text, in whole words.
func holds(normal string, says []string) bool {
	normal = " " + normal + " "
	return slices.ContainsFunc(says, func(say string) bool { return strings.Contains(normal, " "+say+" ") })
}

// Unstressed is the normal text without the words that only stress it: "my hip really hurts today" is "my hip hurts".
func (l *Lexicon) Unstressed(text string) string {
	return l.without(l.bare(text), l.Stress)
}

// without drops phrases wherever they stand in a normal text, the longer ones first.
func (l *Lexicon) without(normal string, phrases []string) string {
	longest := slices.SortedFunc(slices.Values(phrases), func(a, b string) int { return len(b) - len(a) })
	s := " " + normal + " "
	for _, p := range longest {
		for strings.Contains(s, " "+p+" ") {
			s = strings.Replace(s, " "+p+" ", " ", 1)
		}
	}
	return strings.TrimSpace(s)
}

// nearCommand gives the one command that was mistyped.
func (l *Lexicon) nearCommand(typed string) (name string, ok bool) {
	for n, says := range l.Commands {
		if !slices.ContainsFunc(says, func(say string) bool { return letters(say) >= 7 && slip(typed, say) }) {
			continue
		}
		if name != "" {
			return "", false
		}
		name = n
	}
	return name, name != ""
}

// bare gives the normal text without pictures and without polite words at its ends.
func (l *Lexicon) bare(text string) string {
	s := " " + pictureless(l.Normal(text)) + " "
	for again := true; again; {
		again = false
		for _, f := range l.Filler {
			for _, cut := range []string{strings.TrimPrefix(s, " "+f), strings.TrimSuffix(s, f+" ")} {
				if len(cut) < len(s) && strings.HasPrefix(cut, " ") && strings.HasSuffix(cut, " ") && cut != " " {
					s, again = cut, true
				}
			}
		}
	}
	return strings.TrimSpace(s)
}

// pictureless drops the emoji of a normal text.
func pictureless(normal string) string {
	var keep []string
	for w := range strings.FieldsSeq(normal) {
		if r := []rune(w); !isSign(r[0]) {
			keep = append(keep, w)
		}
	}
	return strings.Join(keep, " ")
}

func letters(s string) int { return len([]rune(strings.ReplaceAll(s, " ", ""))) }
