package content

import (
	"strings"
	"unicode/utf8"
)

// shortestMistyped is the length from which a name may have a slip in it.
const shortestMistyped = 5

// mistyped gives the cities whose name is one slip away: a letter too many, too few, wrong, or two swapped.
func (p *Places) mistyped(name string) []Place {
	if utf8.RuneCountInString(name) < shortestMistyped {
		return nil
	}
	var found []Place
	typed, all := []rune(name), p.cities()
	for _, s := range p.spots {
		line := all.lineAt(int(s.offset))
		names := line[strings.LastIndexByte(line, '\t')+1:]
		for candidate := range strings.SplitSeq(strings.Trim(names, "|"), "|") {
			if near(len(candidate), len(name)) && oneSlip(typed, []rune(candidate)) {
				found = addOnce(found, p.placeAt(int(s.offset)))
				break
			}
		}
		if len(found) == mostFound {
			break
		}
	}
	return guesses(found)
}

// near tells whether lengths in bytes can be one letter apart.
func near(a, b int) bool { return a-b <= utf8.UTFMax && b-a <= utf8.UTFMax }

// oneSlip tells whether two names differ by exactly one letter added, dropped or changed, or two neighbours swapped.
func oneSlip(a, b []rune) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	at := 0
	for at < len(a) && a[at] == b[at] {
		at++
	}
	if len(a) < len(b) {
		return same(a[at:], b[at+1:])
	}
	if at == len(a) {
		return false // the same name: not a slip
	}
	if same(a[at+1:], b[at+1:]) {
		return true
	}
	return at+1 < len(a) && a[at] == b[at+1] && a[at+1] == b[at] && same(a[at+2:], b[at+2:])
}

func same(a, b []rune) bool { return string(a) == string(b) }
