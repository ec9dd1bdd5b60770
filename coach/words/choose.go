package words

import "strings"

// Choose finds the offered button label that a typed answer means: the label itself, its unique beginning (two letters or
// more), its place among three or more ("the second one", when no label has a number of its own), or the label with one slip in
// one of its words of five letters or more. ok is false when two labels fit. A number alone is no place: "two" may be how often
// somebody fell.
func (l *Lexicon) Choose(text string, labels []string) (index int, ok bool) {
	typed := pictureless(l.Normal(text))
	if typed == "" {
		return 0, false
	}
	options := make([]string, len(labels))
	for i, label := range labels {
		options[i] = pictureless(l.Normal(label))
	}
	for _, fits := range []func(string) bool{
		func(label string) bool { return label == typed },
		func(label string) bool { return label == l.bare(text) },
		func(label string) bool { return l.begins(label, typed) },
	} {
		if i, hits := pick(options, fits); hits > 0 {
			return i, hits == 1
		}
	}
	if i, ok := l.option(text, options); ok {
		return i, true
	}
	i, hits := pick(options, func(label string) bool { return mistyped(typed, label) })
	return i, hits == 1
}

// pick gives the first option that fits and how many do.
func pick(options []string, fits func(string) bool) (index, hits int) {
	for i, o := range options {
		if o != "" && fits(o) {
			if hits == 0 {
				index = i
			}
			hits++
		}
	}
	return index, hits
}

// begins holds when the label begins with what was typed. A number must be there whole (1 does not begin 10), and so must
// a yes or a no: "no" does not mean "now".
func (l *Lexicon) begins(label, typed string) bool {
	rest, ok := strings.CutPrefix(label, typed)
	if !ok {
		return false
	}
	if strings.HasPrefix(rest, " ") {
		return true
	}
	_, reply := l.YesNo(typed)
	last := rune(typed[len(typed)-1])
	return letters(typed) >= 2 && !isDigit(last) && !reply
}

// Place says that a text is nothing but the place of something: "the second one".
func (l *Lexicon) Place(text string) bool { return l.Options[l.bare(text)] != 0 }

// option reads "the second one" and "the last" as the place of a label. Yes and no have no places.
func (l *Lexicon) option(text string, options []string) (int, bool) {
	if len(options) < 3 {
		return 0, false
	}
	replies := map[bool]bool{}
	for _, o := range options {
		if strings.ContainsAny(o, "0123456789") {
			return 0, false
		}
		if yes, ok := l.YesNo(o); ok {
			replies[yes] = true
		}
	}
	if len(replies) == 2 {
		return 0, false
	}
	n, ok := l.Options[l.bare(text)]
	if n < 0 {
		n += len(options) + 1
	}
	return n - 1, ok && n >= 1 && n <= len(options)
}

// mistyped holds when both have the same words but for one slip in one word of five letters or more, so that "can" never
// passes for "can't".
func mistyped(typed, label string) bool {
	a, b := strings.Fields(typed), strings.Fields(label)
	if len(a) != len(b) {
		return false
	}
	slips := 0
	for i := range a {
		switch {
		case a[i] == b[i]:
		case min(letters(a[i]), letters(b[i])) < 5 || !slip(a[i], b[i]):
			return false
		default:
			slips++
		}
	}
	return slips == 1
}
