package words

import "strings"

// What is said to the two morning questions beside the score: how the night was, and whether a painkiller was taken.

// Night reads how the hip let somebody sleep, from 0 (not felt) to 3 (kept awake), as the morning asks it. Of "slept badly, it
// kept me awake" the worse counts; "no pain, but slept badly" is no answer.
func (l *Lexicon) Night(text string) (n int, ok bool) {
	n = -1
	seen, ok := l.only(read(text), []string{"awake", "worse", "usual", "calm", "filler", "common"}, lists{
		"awake": l.Nights.Awake, "worse": l.Nights.Worse, "usual": l.Nights.Usual, "calm": l.Nights.Calm,
		"filler": l.Nights.Filler, "common": l.Filler,
	})
	if !ok || strings.Contains(text, "?") {
		return 0, false
	}
	for i, name := range []string{"calm", "usual", "worse", "awake"} {
		switch {
		case !seen[name]:
		case n >= 0 && n < 2:
			return 0, false
		default:
			n = i
		}
	}
	return n, n >= 0
}

// Medicine reads whether something was taken: "an ibuprofen", "yes, 400 mg", "took nothing". Where it could be either, or is a
// question, ok is false.
func (l *Lexicon) Medicine(text string) (taken, ok bool) {
	m, seen, ts := l.Medicines, map[string]bool{}, read(text)
	of := lists{"none": m.None, "thing": m.Things, "no": l.Reply.No, "yes": l.Reply.Yes, "took": m.Took, "filler": m.Filler, "common": l.Filler}
	for i := 0; i < len(ts); {
		name, w := ts.meaning(i, []string{"none", "thing", "took", "no", "yes", "filler", "common"}, of)
		if w > 0 {
			seen[name] = true
		} else if _, w = l.whole(ts, i); w == 0 {
			if !ts[i].soft() && !ts[i].dash() {
				return false, false
			}
			w = 1
		}
		i += w
	}
	no := seen["none"] || seen["no"]
	switch {
	case strings.Contains(text, "?"), no && (seen["yes"] || seen["took"] || seen["thing"]):
		return false, false
	case no:
		return false, true
	}
	return true, seen["thing"] || seen["yes"]
}
