package words

import (
	"slices"
	"strings"
)

// YesNo reads a yes or a no. ok is false when neither, both, or anything else is said: "no, but I feel ill" is no answer.
func (l *Lexicon) YesNo(text string) (yes, ok bool) {
	return l.yesNo(text, slices.Concat(l.Reply.No, l.Reply.Hedged), nil, l.Reply.Unsure)
}

// PlainYesNo reads the answer to a question about danger, where a no has to be a plain one: "not really" is asked again.
func (l *Lexicon) PlainYesNo(text string) (yes, ok bool) {
	return l.yesNo(text, l.Reply.No, nil, slices.Concat(l.Reply.Unsure, l.Reply.Hedged))
}

// Unsure says that somebody leaves open whether it is a yes or a no: "not really", "no idea".
func (l *Lexicon) Unsure(text string) bool {
	order := []string{"unsure", "no", "yes", "filler", "common"}
	seen, ok := l.only(read(text), order, lists{
		"unsure": slices.Concat(l.Reply.Unsure, l.Reply.Hedged), "no": l.Reply.No, "yes": l.Reply.Yes, "filler": l.Reply.Filler, "common": l.Filler,
	})
	return ok && seen["unsure"]
}

// Agrees reads the answer to an offer or to terms: "ok" and "I agree" are a yes there, which they are not to a question
// about the body, and "I cannot" is a no.
func (l *Lexicon) Agrees(text string) (yes, ok bool) {
	return l.yesNo(text, slices.Concat(l.Reply.No, l.Reply.Hedged, l.Reply.Unable), l.Reply.Agree, l.Reply.Unsure)
}

func (l *Lexicon) yesNo(text string, no, agree, unsure []string) (yes, ok bool) {
	order := []string{"unsure", "no", "unable", "yes", "agree", "filler", "common"}
	of := lists{
		"unsure": unsure, "unable": l.Reply.Unable, "no": no, "yes": l.Reply.Yes, "agree": agree, "filler": l.Reply.Filler, "common": l.Filler,
	}
	seen, ok := l.only(read(text), order, of)
	if ok && seen["no"] && (seen["yes"] || seen["agree"]) { // a thumb beside a "nope" is kindly meant, and no yes
		seen, ok = l.only(read(pictureless(l.Normal(text))), order, of)
		ok = ok && seen["no"]
	}
	yes = seen["yes"] || seen["agree"]
	if !ok || seen["unsure"] || seen["unable"] || yes == seen["no"] {
		return false, false
	}
	return yes, true
}

// Pregnant reads the answer to whether somebody is pregnant, to which "I am a man" is a no.
func (l *Lexicon) Pregnant(text string) (yes, ok bool) {
	if yes, ok = l.YesNo(text); ok {
		return yes, true
	}
	seen, ok := l.only(read(text), []string{"never", "no", "filler", "common"}, lists{
		"never": l.NeverPregnant, "no": l.Reply.No, "filler": l.Reply.Filler, "common": l.Filler,
	})
	return false, ok && seen["never"]
}

// Unable reads "I could not do it". It is no answer to a yes or no: to "can you hardly stand on the leg" it is rather a yes.
func (l *Lexicon) Unable(text string) bool {
	seen, ok := l.only(read(text), []string{"unable", "no", "filler", "common"}, lists{
		"unable": l.Reply.Unable, "no": slices.Concat(l.Reply.No, l.Reply.Hedged), "filler": l.Reply.Filler, "common": l.Filler,
	})
	return ok && seen["unable"]
}

// Polite says that a text has only words that change nothing: "thanks", "hello", "ok thank you".
func (l *Lexicon) Polite(text string) bool {
	seen, ok := l.only(read(text), []string{"common"}, lists{"common": l.Filler})
	return ok && seen["common"]
}

// Side reads which side is sore. Both are true for "both", for "left and right" and for "both, but the left is worse".
func (l *Lexicon) Side(text string) (left, right, ok bool) {
	seen, ok := l.only(read(text), []string{"left", "right", "both", "more", "filler", "common"}, lists{
		"left": l.Sides.Left, "right": l.Sides.Right, "both": l.Sides.Both, "more": l.Sides.More, "filler": l.Sides.Filler, "common": l.Filler,
	})
	if !ok || seen["more"] && !seen["both"] {
		return false, false, false
	}
	left, right = seen["left"] || seen["both"], seen["right"] || seen["both"]
	return left, right, left || right
}

// Denies says that a word for no, or for no pain, stands somewhere in the text.
func (l *Lexicon) Denies(text string) bool {
	return holds(l.Normal(text), slices.Concat(l.Reply.No, l.Reply.Hedged, l.Score.None))
}

// Painless says that somewhere in the text a phrase for no pain stands.
func (l *Lexicon) Painless(text string) bool { return holds(l.Normal(text), l.Score.None) }

// Sided says which sides are named somewhere in a text about a score: "a 4 on the right". "Right now" names none.
func (l *Lexicon) Sided(text string) (left, right bool) {
	one := func(say string) bool { return !strings.Contains(say, " ") }
	letter := func(say string) bool { return letters(say) < 3 } // "l" is too little to go by
	normal := l.without(l.Normal(text), slices.DeleteFunc(slices.Clone(l.Score.Filler), one))
	return holds(normal, slices.DeleteFunc(slices.Clone(l.Sides.Left), letter)), holds(normal, slices.DeleteFunc(slices.Clone(l.Sides.Right), letter))
}

// WhoNamed finds in a sentence who named the problem: "my physio told me". ok is false when nobody or several are meant, or when
// a word leaves it open.
func (l *Lexicon) WhoNamed(text string) (who string, ok bool) {
	of := lists{}
	for name, says := range l.Named {
		of[name] = says
	}
	ts := read(text)
	for i := 0; i < len(ts); {
		name, w := ts.meaning(i, keys(l.Named), of)
		if who != "" && name != "" && who != name {
			return "", false
		}
		if name != "" {
			who = name
		}
		i += max(1, w)
	}
	return who, who != ""
}

// only reads a text of listed phrases and soft marks alone and tells which lists were used.
func (l *Lexicon) only(ts stream, order []string, of lists) (seen map[string]bool, ok bool) {
	seen = map[string]bool{}
	for i := 0; i < len(ts); {
		name, w := ts.meaning(i, order, of)
		switch {
		case w > 0:
			seen[name] = true
		case ts[i].soft() || ts[i].dash():
			w = 1
		default:
			return nil, false
		}
		i += w
	}
	return seen, true
}

// Number reads one whole number from 0 to 1000, such as repetitions done: "8", "eight", "only 6 reps", "8 of 10".
func (l *Lexicon) Number(text string) (n int, ok bool) {
	ts, n, hits := read(text), 0, 0
	for i := 0; i < len(ts); {
		w := ts.phrase(i, l.Count.None)
		if v, wn := l.whole(ts, i); wn >= w && wn > 0 {
			w = wn + l.goal(ts, i+wn, v)
			n, hits = v, hits+1
		} else if w > 0 {
			n, hits = 0, hits+1
		} else if w = max(ts.phrase(i, l.Count.Filler), ts.phrase(i, l.Count.Units), ts.phrase(i, l.Filler)); w == 0 {
			if !ts[i].soft() {
				return 0, false
			}
			w = 1
		}
		i += w
	}
	return n, hits == 1 && n <= 1000
}

// goal takes "of 10" and "/10" behind a number that is not larger.
func (l *Lexicon) goal(ts stream, i, done int) int {
	w := ts.phrase(i, l.Count.Of)
	if i < len(ts) && ts[i].is("/") {
		w = 1
	}
	goal, wg := l.whole(ts, i+w)
	if w == 0 || wg == 0 || goal < done {
		return 0
	}
	return w + wg
}
