package words

import (
	"strconv"
	"strings"
)

// tooMuch stands for every number above it; nobody means it, and it cannot overflow.
const tooMuch = 1_000_000

// numeral is a number as it stands in a text. "4.5" has two parts with "." between; 7:30 and 24.12.2026 are numerals too,
// which keeps a time or a date from being read as a score.
type numeral struct {
	parts []string
	seps  string
	value int // of the first part
	word  bool
	width int // tokens
}

// Achieved says that a text is about what was done: "managed 7".
func (l *Lexicon) Achieved(text string) bool {
	return holds(l.Normal(text), l.Count.Did)
}

// plain holds for a whole number without parts.
func (n numeral) plain() bool { return len(n.parts) == 1 }

// numeral reads a number in digits or words at i; the longest number word wins. ok is false when there is none.
func (l *Lexicon) numeral(ts stream, i int) (numeral, bool) {
	if i >= len(ts) {
		return numeral{}, false
	}
	if ts[i].kind == digits {
		return figures(ts, i), true
	}
	best := numeral{word: true}
	for say, n := range l.Numbers {
		if w := ts.covers(i, say); w > best.width {
			best.width, best.value = w, n
		}
	}
	best.parts = []string{strconv.Itoa(best.value)}
	return best, best.width > 0
}

// figures reads digits at i with all that hangs on them by a separator: 7:30, 4.5, 1,000, 24.12.2026. The fraction slash
// is what NFKC leaves of ½.
func figures(ts stream, i int) numeral {
	n := numeral{parts: []string{ts[i].text}, value: atoi(ts[i].text), width: 1}
	for at := i + 1; at+1 < len(ts); at += 2 {
		sep, next := ts[at], ts[at+1]
		if sep.kind != mark || !strings.Contains(".,:⁄", sep.text) || !sep.glued || next.kind != digits || !next.glued {
			break
		}
		n.parts, n.seps, n.width = append(n.parts, next.text), n.seps+sep.text, n.width+2
	}
	return n
}

// fraction splits what NFKC leaves of 4½, which is 41⁄2: the last digit before the slash belongs to the fraction.
func (n numeral) fraction() (whole, above, below int) {
	d := n.parts[0]
	if len(d) > 1 {
		whole = atoi(d[:len(d)-1])
	}
	return whole, atoi(d[len(d)-1:]), atoi(n.parts[1])
}

// halfAt takes "and a half" and a lone ½ behind a number.
func (l *Lexicon) halfAt(ts stream, i int) int {
	if i < len(ts) && ts[i].kind == digits {
		if n := figures(ts, i); n.seps == "⁄" && n.parts[0] == "1" && n.parts[1] == "2" {
			return n.width
		}
	}
	return ts.phrase(i, l.Half)
}

// whole reads a plain number at i and its width in tokens.
func (l *Lexicon) whole(ts stream, i int) (n, width int) {
	if x, ok := l.numeral(ts, i); ok && x.plain() {
		return x.value, x.width
	}
	return 0, 0
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n > tooMuch {
		return tooMuch
	}
	return n
}
