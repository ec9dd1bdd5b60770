package words

import "strings"

// slot reads the value of a named slot at i and its width in tokens; width 0: nothing fits.
type slot func(name string, i int) (value, width int)

// found is a pattern's match: its width in tokens and the values of its slots.
type found struct {
	width  int
	values map[string]int
}

// pattern tries one pattern at i. Next to a slot soft marks do not disturb: "3, maybe 4" is {a} maybe {b}.
func (ts stream) pattern(i int, say string, read slot) (found, bool) {
	f := found{values: map[string]int{}}
	at, wasSlot := i, false
	for piece := range strings.FieldsSeq(say) {
		name, isSlot := cut(piece)
		if at > i {
			at = ts.joint(at)
			if wasSlot || isSlot {
				at = ts.skip(at)
			}
		}
		var w int
		if isSlot {
			f.values[name], w = read(name, at)
		} else {
			w = ts.spells(at, piece)
		}
		if w == 0 {
			return found{}, false
		}
		at, wasSlot = at+w, isSlot
	}
	f.width = at - i
	return f, f.width > 0
}

// longest tries all patterns at i and gives the index of the one that covers most; the earlier of equals. -1: none.
func (ts stream) longest(i int, says []string, read slot) (int, found) {
	best, hit := -1, found{}
	for n, say := range says {
		if f, ok := ts.pattern(i, say, read); ok && f.width > hit.width {
			best, hit = n, f
		}
	}
	return best, hit
}

// cut gives the name of a slot such as {h}.
func cut(piece string) (string, bool) {
	name, ok := strings.CutPrefix(piece, "{")
	if !ok {
		return "", false
	}
	return strings.CutSuffix(name, "}")
}

// lists maps a meaning to its phrases.
type lists map[string][]string

// meaning gives the list with the longest phrase at i, and its width. Of equals the first in order wins.
func (ts stream) meaning(i int, order []string, of lists) (string, int) {
	name, width := "", 0
	for _, n := range order {
		if w := ts.phrase(i, of[n]); w > width {
			name, width = n, w
		}
	}
	return name, width
}
