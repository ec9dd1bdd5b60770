package words

import (
	"strings"
	"unicode"
)

type kind int

const (
	word   kind = iota // a run of letters
	digits             // a run of 0-9
	mark               // one punctuation mark or symbol
	sign               // one emoji
)

// token is a piece of a folded text. Digits and letters that touch are two tokens: "7h30" has three.
type token struct {
	kind  kind
	text  string
	glued bool // nothing stands between this and the token before
}

// stream is a text cut into tokens.
type stream []token

func read(text string) stream {
	var ts stream
	glued, open := false, false // open: the last token may still grow
	for _, r := range fold(text) {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			glued, open = false, false
			continue
		}
		k := kindOf(r)
		if n := len(ts) - 1; open && k == ts[n].kind && (k == word || k == digits) {
			ts[n].text += string(r)
			continue
		}
		ts = append(ts, token{kind: k, text: string(r), glued: glued && len(ts) > 0})
		glued, open = true, true
	}
	return ts
}

func kindOf(r rune) kind {
	switch {
	case isDigit(r):
		return digits
	case isWord(r):
		return word
	case isSign(r):
		return sign
	}
	return mark
}

// softMarks say nothing that changes an answer.
const softMarks = ".,!?;:()[]\"“”„«»*_~≈…=¡¿\u00a0"

// dashes stand between the ends of a range, before a negative number, or for a pause.
const dashes = "-–—−‐‑‒"

func (t token) soft() bool {
	return t.kind == sign || t.kind == mark && strings.Contains(softMarks, t.text)
}

func (t token) dash() bool { return t.kind == mark && strings.Contains(dashes, t.text) }

func (t token) is(m string) bool { return t.kind == mark && t.text == m }

// skip gives the first place from i that is not a soft mark.
func (ts stream) skip(i int) int {
	for i < len(ts) && ts[i].soft() {
		i++
	}
	return i
}

// phrase gives how many tokens from i the longest of the phrases covers; 0 when none does.
func (ts stream) phrase(i int, phrases []string) int {
	best := 0
	for _, p := range phrases {
		if w := ts.covers(i, p); w > best {
			best = w
		}
	}
	return best
}

// covers gives how many tokens from i the phrase takes. Between two words of a phrase a hyphen may stand ("half-past"),
// and a full stop after a single letter ("p.m.").
func (ts stream) covers(i int, phrase string) int {
	at := i
	for piece := range strings.FieldsSeq(phrase) {
		if at > i {
			at = ts.joint(at)
		}
		w := ts.spells(at, piece)
		if w == 0 {
			return 0
		}
		at += w
	}
	return at - i
}

// spells gives how many tokens from i the one word takes: several when it mixes letters and digits ("h30").
func (ts stream) spells(i int, piece string) int {
	for at := i; at < len(ts) && (at == i || ts[at].glued); at++ {
		if ts[at].kind == mark {
			return 0
		}
		if same(ts[at].text, piece) {
			return at + 1 - i
		}
		rest, ok := strings.CutPrefix(piece, ts[at].text)
		if !ok {
			return 0
		}
		piece = rest
	}
	return 0
}

func (ts stream) joint(i int) int {
	if i >= len(ts) || i == 0 {
		return i
	}
	letter := ts[i-1].kind == word && len([]rune(ts[i-1].text)) == 1
	if ts[i].dash() && ts[i].glued || letter && ts[i].is(".") {
		return i + 1
	}
	return i
}

// same compares a typed word with a listed one. Letters drawn out are forgiven: "yesss" is "yes", "threee" is "three".
func same(typed, listed string) bool {
	return typed == listed || drawn(typed) && collapse(typed) == collapse(listed)
}

// drawn holds when a letter stands three times or more in a row.
func drawn(s string) bool {
	n, last := 0, rune(-1)
	for _, r := range s {
		if r != last {
			n, last = 0, r
		}
		if n++; n > 2 && !isDigit(r) {
			return true
		}
	}
	return false
}

// collapse writes every letter that stands in a row once.
func collapse(s string) string {
	last := rune(-1)
	return strings.Map(func(r rune) rune {
		if r == last {
			return -1
		}
		last = r
		return r
	}, s)
}
