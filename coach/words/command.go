package words

import "strings"

// Command gives the name of the command that the text means: "/plan", "plan please", "something is wrong". Only a text that
// is the command and nothing else counts, so that a sentence with "stop" in it is no order. One slip of the finger is
// forgiven in a phrase of seven letters or more.
func (l *Lexicon) Command(text string) (name string, ok bool) {
	typed := l.bare(text)
	if typed == "" {
		return "", false
	}
	near := ""
	for n, says := range l.Commands {
		for _, say := range says {
			if typed == say || same(typed, say) {
				return n, true
			}
			if letters(say) >= 7 && slip(typed, say) {
				if near != "" && near != n {
					near = "?"
				} else {
					near = n
				}
			}
		}
	}
	return near, near != "" && near != "?"
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
