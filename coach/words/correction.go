package words

// Correction is a number that somebody puts right.
type Correction struct {
	To   int
	From int // what was said before; -1: it is not repeated
	// Firm: it can be nothing else. "Sorry, 4" may also be the answer to a question about a number.
	Firm bool
}

// Corrected reads a number that takes the place of one said before: "I meant 4", "sorry, 3 not 7", "not 7 but 3". Every word must be
// accounted for.
func (l *Lexicon) Corrected(text string) (c Correction, ok bool) {
	c.From = -1
	ts, hits, soft := read(text), 0, false
	value := func(_ string, i int) (int, int) { return l.whole(ts, i) }
	for i := 0; i < len(ts); {
		if _, f := ts.longest(i, l.Correct.Swaps, value); f.width > 0 {
			c.To, c.From, c.Firm = f.values["a"], f.values["b"], true
			hits, i = hits+1, i+f.width
			continue
		}
		if n, w := l.whole(ts, i); w > 0 {
			c.To, hits, i = n, hits+1, i+w
			continue
		}
		name, w := ts.meaning(i, []string{"meant", "undo", "soft", "filler", "score", "count", "common"}, lists{
			"meant": l.Correct.Meant, "undo": l.Commands["undo"], "soft": l.Correct.Soft, "filler": l.Correct.Filler,
			"score": l.Score.Filler, "count": l.Count.Units, "common": l.Filler,
		})
		switch {
		case name == "meant" || name == "undo":
			c.Firm = true
		case name == "soft":
			soft = true
		case w == 0 && !ts[i].soft() && !ts[i].dash():
			return Correction{}, false
		}
		i += max(w, 1)
	}
	return c, hits == 1 && (c.Firm || soft)
}
