package words_test

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"medius/coach"
	"medius/coach/words"
)

// seeds are texts of all kinds, so that plain test runs already cover the odd corners.
var seeds = []string{
	"", " ", "3", "3/10", "4.5", "41⁄2", "3-4", "-1", "7:30 pm", "half past six", "3 and a half", "0730", "mon-fri", "not sunday", "15 min",
	"1h30", "until friday", "24.12.2027", "2026-12-24", "plan", "both", "I fell asleep", "suicide", "4️⃣", "🔟", "👍🏽",
	"İstanbul", "\xff\xfe", "\x00", "a\u0301", "٣/١٠", "𝟛", "½", "::::", "----", "/ / /", "3 out of", "between 3 and", "....",
	"'", "’’’", "{h}", "*", "{cant} walk", "zero zero zero", strings.Repeat("3 ", 200), strings.Repeat("fell ", 100), "1⁄0",
	"minus", "3+", "+", "99999999999999999999", "99999999999999999999:99", "quarter to", "every day except", "next", "Σς ΣΣ", "ẞß",
}

// Whatever arrives, no parser panics and every answer keeps its promises.
func FuzzEveryParser(f *testing.F) {
	l := lexicon(f)
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		promises(t, l, text)
	})
}

// reporter is what a test and a property have in common.
type reporter interface {
	Errorf(format string, args ...any)
}

func promises(t reporter, l *words.Lexicon, text string) {
	normal := l.Normal(text)
	if again := l.Normal(normal); again != normal {
		t.Errorf("Normal(%q) is %q, and normalised again %q", text, normal, again)
	}
	if !utf8.ValidString(normal) || strings.Contains(normal, "  ") || strings.TrimSpace(normal) != normal {
		t.Errorf("Normal(%q) is %q", text, normal)
	}
	pain(t, l, text, normal)
	times(t, l, text)
	if n, ok := l.Number(text); ok && (n < 0 || n > 1000) {
		t.Errorf("Number(%q) is %d", text, n)
	}
	if yes, ok := l.YesNo(text); yes && !ok {
		t.Errorf("YesNo(%q) says yes without being sure", text)
	}
	if left, right, ok := l.Side(text); ok != (left || right) {
		t.Errorf("Side(%q) is %v %v %v", text, left, right, ok)
	}
	if days, ok := l.Weekdays(text); ok && days == [7]bool{} {
		t.Errorf("Weekdays(%q) chooses no day", text)
	}
	if name, ok := l.Command(text); ok && len(l.Commands[name]) == 0 {
		t.Errorf("Command(%q) is %q, which does not exist", text, name)
	}
	labels := []string{"Left", "Right", text, normal}
	if i, ok := l.Choose(text, labels); ok && (i < 0 || i >= len(labels)) {
		t.Errorf("Choose(%q) is %d", text, i)
	}
	warned(t, l, text, normal)
}

// A score is 0 to 10, a range two of them, and normalising never turns an understood score into another one.
func pain(t reporter, l *words.Lexicon, text, normal string) {
	score, between, v := l.Pain(text)
	switch v {
	case words.Understood:
		if score < 0 || score > 10 || between != [2]int{score, score} {
			t.Errorf("Pain(%q) is %d %v", text, score, between)
		}
		if again, _, va := l.Pain(normal); va == words.Understood && again != score {
			t.Errorf("Pain(%q) is %d, but %d for %q", text, score, again, normal)
		}
		if again, _, va := l.Pain(" " + text + " "); va != v || again != score {
			t.Errorf("Pain(%q) is %d, but %v %d with spaces around", text, score, va, again)
		}
	case words.Ambiguous:
		if score != -1 || between[0] < 0 || between[0] >= between[1] || between[1] > 10 {
			t.Errorf("Pain(%q) is %d %v", text, score, between)
		}
	default:
		if score != -1 || between != [2]int{} {
			t.Errorf("Pain(%q) is %v and yet %d %v", text, v, score, between)
		}
	}
}

func times(t reporter, l *words.Lexicon, text string) {
	for _, evening := range []bool{false, true} {
		if h, m, ok := l.ClockNear(text, evening); ok && (h < 0 || h > 23 || m < 0 || m > 59) {
			t.Errorf("ClockNear(%q, %v) is %d:%d", text, evening, h, m)
		}
	}
	if d, ok := l.Duration(text); ok && (d <= 0 || d.Hours() > 24) {
		t.Errorf("Duration(%q) is %v", text, d)
	}
	const today coach.Date = "2026-02-28"
	if date, ok := l.Until(text, today); ok && (date <= today || date != date.Add(0)) {
		t.Errorf("Until(%q) is %q", text, date)
	}
}

// A warning found in a text is found in its normal form and when more is written around it, for no sign of danger may get
// lost in the writing.
func warned(t reporter, l *words.Lexicon, text, normal string) {
	flags := l.Flags(text)
	around := l.Flags("well\n" + text + "\nthat is all")
	for _, f := range flags {
		found := false
		for _, g := range around {
			found = found || f == g
		}
		if !found {
			t.Errorf("Flags(%q) is %v, but %v with words around it", text, flags, around)
		}
	}
	run := strings.Map(func(r rune) rune { // a sentence that never ends: only then may words of two sentences meet
		if strings.ContainsRune(".!?;:…\n", r) {
			return ' '
		}
		return r
	}, text)
	if len(l.Flags(normal)) > 0 && len(l.Flags(run)) == 0 {
		t.Errorf("%q raises nothing, its normal form %q does", run, normal)
	}
}

// Texts made of the lexicon's own words, numbers and marks in any order reach corners that random letters do not.
func TestPromisesHoldForAnyMixOfKnownWords(t *testing.T) {
	l := lexicon(t)
	piece := rapid.OneOf(
		rapid.SampledFrom(slices.Concat(
			l.Score.Filler, l.Score.About, l.Score.None, l.Score.Out, l.Score.Minus, l.Score.Doubt, l.Half, l.One, l.Filler,
			l.Reply.Yes, l.Reply.No, l.Reply.Unsure, l.Days.To, l.Days.Except, l.Length.Hours, l.Length.Minutes,
		)),
		rapid.SampledFrom(slices.Sorted(maps.Keys(l.Numbers))),
		rapid.SampledFrom([]string{"/10", "out of 10", "between", "and", "to", "or", "half past", "quarter to", "am", "pm", "monday",
			"mon", "fri", "december", "24th", "days", "weeks", "fell", "asleep", "cant", "walk", "numb", "groin", "👍", "4️⃣"}),
		rapid.Map(rapid.IntRange(-3, 130), strconv.Itoa),
	)
	gap := rapid.SampledFrom([]string{" ", " ", " ", "", ", ", ". ", "-", " - ", "/", ":", ".", "!\n", "…", "+", "'"})
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		for range rapid.IntRange(1, 7).Draw(t, "pieces") {
			b.WriteString(piece.Draw(t, "piece"))
			b.WriteString(gap.Draw(t, "gap"))
		}
		promises(t, l, b.String())
	})
}

// A bare number is believed only among known words: one word the lexicon does not have, and the coach asks again.
func TestAnUnknownWordMakesAScoreUnclear(t *testing.T) {
	l := lexicon(t)
	rapid.Check(t, func(t *rapid.T) {
		score := rapid.IntRange(0, 10).Draw(t, "score")
		stranger := rapid.StringMatching(`[b-df-hj-np-tv-z]{4,9}`).Draw(t, "word")
		text := rapid.SampledFrom([]string{"%d %s", "%[2]s %[1]d", "about %d %s today", "it's a %d, %s"}).Draw(t, "form")
		if got, _, v := l.Pain(fmt.Sprintf(text, score, stranger)); v == words.Understood {
			t.Errorf("%q with %q is understood as %d", text, stranger, got)
		}
	})
}
