package words_test

import (
	"strings"
	"testing"

	"medius/coach/words"
)

// A score is read however people write it, and nothing else is taken for one.
func TestPain(t *testing.T) {
	const (
		yes = words.Understood
		two = words.Ambiguous
		off = words.OutOfScale
		no  = words.Unclear
	)
	for _, c := range []struct {
		text   string
		want   words.Verdict
		lo, hi int
	}{
		{"3", yes, 3, 3},
		{" 3 ", yes, 3, 3},
		{"3/10", yes, 3, 3},
		{"3 / 10", yes, 3, 3},
		{"9/10", yes, 9, 9},
		{"10/10", yes, 10, 10},
		{"3 out of 10", yes, 3, 3},
		{"three out of ten", yes, 3, 3},
		{"3 of 10", yes, 3, 3},
		{"about 4", yes, 4, 4},
		{"it was fine, a 2", yes, 2, 2},
		{"ok, 3", yes, 3, 3},
		{"fine", no, 0, 0},
		{"four", yes, 4, 4},
		{"FOUR", yes, 4, 4},
		{"fourrr", yes, 4, 4},
		{"4.", yes, 4, 4},
		{"4.0", yes, 4, 4},
		{"a 4", yes, 4, 4},
		{"maybe 4?", yes, 4, 4},
		{"4ish", yes, 4, 4},
		{"4-ish", yes, 4, 4},
		{"~4", yes, 4, 4},
		{"#4", no, 0, 0},
		{"no pain", yes, 0, 0},
		{"No pain at all!", yes, 0, 0},
		{"pain-free", yes, 0, 0},
		{"none", yes, 0, 0},
		{"nothing", yes, 0, 0},
		{"fine", no, 0, 0}, {"it's fine", no, 0, 0},
		{"doesn't hurt", yes, 0, 0},
		{"0", yes, 0, 0},
		{"zero", yes, 0, 0},
		{"none, 0", yes, 0, 0},
		{"0/10, no pain", yes, 0, 0},
		{"4️⃣", yes, 4, 4},
		{"🔟", yes, 10, 10},
		{"1️⃣0️⃣", yes, 10, 10},
		{"４", yes, 4, 4},
		{"٤", yes, 4, 4},
		{"3 😩", yes, 3, 3},
		{"👍🏽 3", yes, 3, 3},
		{"7!!", yes, 7, 7},
		{"it's a 2 today", yes, 2, 2},
		{"It’s a 2 today", yes, 2, 2},
		{"I'd say a 3", yes, 3, 3},
		{"pain: 3", yes, 3, 3},
		{"pain - 3", yes, 3, 3},
		{"hip 3", yes, 3, 3},
		{"*3*", yes, 3, 3},
		{"“3”", yes, 3, 3},
		{"four (4)", yes, 4, 4},
		{"05", yes, 5, 5},
		{"10", yes, 10, 10},
		{"a ten", yes, 10, 10},
		{"not too bad, 3", yes, 3, 3},
		{"My hip was 3/10 after gardening", yes, 3, 3},
		{"honestly 3 out of 10 lol", yes, 3, 3},

		{"4,5", two, 4, 5},
		{"4.5", two, 4, 5},
		{"4½", two, 4, 5},
		{"41⁄2", two, 4, 5}, // what NFKC makes of it
		{"4 1⁄2", two, 4, 5},
		{"½", two, 0, 1},
		{"1⁄2", two, 0, 1},
		{"four and a half", two, 4, 5},
		{"3-4", two, 3, 4},
		{"3–4", two, 3, 4},
		{"3 - 4", two, 3, 4},
		{"3 -4", two, 3, 4},
		{"3-4/10", two, 3, 4},
		{"3 or 4", two, 3, 4},
		{"3 to 4 out of 10", two, 3, 4},
		{"between 3 and 4", two, 3, 4},
		{"between three and four", two, 3, 4},
		{"4 or 3", two, 3, 4},
		{"3, maybe 4", two, 3, 4},
		{"3/4", two, 3, 4},
		{"3 4", two, 3, 4},
		{"3+", two, 3, 4},
		{"2-5", two, 2, 5},
		{"almost no pain", two, 0, 1},
		{"9.5", two, 9, 10},
		{"3-3", yes, 3, 3},

		{"11", off, 0, 0},
		{"-1", off, 0, 0},
		{"−1", off, 0, 0},
		{"minus 2", off, 0, 0},
		{"100", off, 0, 0},
		{"11/10", off, 0, 0},
		{"10.5", off, 0, 0},
		{"10+", off, 0, 0},
		{"9-11", off, 0, 0},
		{"a hundred", off, 0, 0},
		{"twenty five", off, 0, 0},
		{"99999999999999999999999", off, 0, 0},

		{"", no, 0, 0},
		{"?", no, 0, 0},
		{"👍", no, 0, 0},
		{"I had 3 coffees and 2 teas", no, 0, 0},
		{"3 coffees", no, 0, 0},
		{"at 7:30", no, 0, 0},
		{"7:30", no, 0, 0},
		{"7.30", no, 0, 0},
		{"7 pm", no, 0, 0},
		{"10 minutes", no, 0, 0},
		{"10min", no, 0, 0},
		{"5km", no, 0, 0},
		{"3 days", no, 0, 0},
		{"3%", no, 0, 0},
		{"$3", no, 0, 0},
		{"3°", no, 0, 0},
		{"<3", no, 0, 0},
		{"3/5", no, 0, 0},
		{"3 out of 5", no, 0, 0},
		{"30/100", no, 0, 0},
		{"3/10/2026", no, 0, 0},
		{"24.12.2026", no, 0, 0},
		{"1,000", no, 0, 0},
		{"007", no, 0, 0},
		{"3 left, 5 right", no, 0, 0},
		{"left 3 right 4", no, 0, 0},
		{"not 3", no, 0, 0},
		{"not 3/10", no, 0, 0},
		{"it was 8/10 yesterday", no, 0, 0},
		{"5/10 better", no, 0, 0},
		{"I would like to get to 3/10", no, 0, 0},
		{"it started at 8/10", no, 0, 0},
		{"what does 3/10 mean?", no, 0, 0},
		{"8/10 a week ago", no, 0, 0},
		{"less than 3", no, 0, 0},
		{"not fine", no, 0, 0},
		{"no pain but 5 on stairs", no, 0, 0},
		{"nothing new", no, 0, 0},
		{"no", no, 0, 0},
		{"better", no, 0, 0},
		{"this one", no, 0, 0},
		{"the bad one", no, 0, 0},
		{"3 reps", no, 0, 0},
		{"4̶", no, 0, 0}, // struck through
		{"half", no, 0, 0},
		{"hello", no, 0, 0},
	} {
		t.Run(c.text, func(t *testing.T) {
			score, between, v := lexicon(t).Pain(c.text)
			if v != c.want {
				t.Fatalf("Pain(%q) is %v (%d, %v), want %v", c.text, v, score, between, c.want)
			}
			switch v {
			case words.Understood:
				if score != c.lo || between != [2]int{c.lo, c.lo} {
					t.Errorf("Pain(%q) = %d, %v; want %d", c.text, score, between, c.lo)
				}
			case words.Ambiguous:
				if score != -1 || between != [2]int{c.lo, c.hi} {
					t.Errorf("Pain(%q) = %d, %v; want [%d %d]", c.text, score, between, c.lo, c.hi)
				}
			default:
				if score != -1 || between != [2]int{} {
					t.Errorf("Pain(%q) = %d, %v; a text that is not understood gives no score", c.text, score, between)
				}
			}
		})
	}
}

// A number with a unit is never a score, whatever stands around it.
func TestANumberWithAUnitIsNoScore(t *testing.T) {
	l := lexicon(t)
	for _, unit := range []string{
		"minutes", "min", "hours", "h", "o'clock", "am", "pm", "days", "weeks", "reps", "sets", "kg", "km", "steps",
		"%", "€", "°", "°C", "coffees", "times", "years", "x", "mg", "tablets", "points",
	} {
		for _, text := range []string{"3 " + unit, "3" + unit, "about 3 " + unit, "it was 3 " + unit + " today"} {
			if score, _, v := l.Pain(text); v != words.Unclear {
				t.Errorf("Pain(%q) is %v %d, want unclear", text, v, score)
			}
		}
	}
}

// Scores keep their meaning in capitals, with spaces, and after normalising; the words of every number up to ten are known.
func TestPainDoesNotDependOnTheWriting(t *testing.T) {
	l := lexicon(t)
	for say, n := range l.Numbers {
		score, _, v := l.Pain(strings.ToUpper("  " + say + " !"))
		if n <= 10 && (v != words.Understood || score != n) || n > 10 && v != words.OutOfScale {
			t.Errorf("Pain(%q) is %v %d, want %d", say, v, score, n)
		}
	}
}
