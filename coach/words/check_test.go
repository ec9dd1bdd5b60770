package words_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"medius/coach/words"
)

// Each fault a translator can make is named. The lexicon is copied as deep as each case spoils it.
func TestCheckNamesTheFault(t *testing.T) {
	for _, c := range []struct {
		fault string
		spoil func(*words.Lexicon)
		says  string
	}{
		{"no language", func(l *words.Lexicon) { l.Language = "" }, "language is missing"},
		{"a number is missing", func(l *words.Lexicon) {
			l.Numbers = maps.Clone(l.Numbers)
			delete(l.Numbers, "eleven")
		}, "11 has no word"},
		{"a list is empty", func(l *words.Lexicon) { l.Score.None = nil }, "score.none: no words"},
		{"an apostrophe in a phrase", func(l *words.Lexicon) { l.Reply.No = append(slices.Clone(l.Reply.No), "don't") }, `"don't" is not in normal form`},
		{"a capital", func(l *words.Lexicon) { l.Filler = append(slices.Clone(l.Filler), "Hi") }, `"Hi" is not in normal form`},
		{"a phrase twice", func(l *words.Lexicon) { l.Half = []string{"half", "half"} }, `"half" stands there twice`},
		{"yes and no at once", func(l *words.Lexicon) { l.Reply.Yes = append(slices.Clone(l.Reply.Yes), "nope") }, `"nope" means two things`},
		{"a doubt that is a filler", func(l *words.Lexicon) { l.Score.Doubt = append(slices.Clone(l.Score.Doubt), "today") }, `"today" means two things`},
		{"a command is missing", func(l *words.Lexicon) {
			l.Commands = maps.Clone(l.Commands)
			delete(l.Commands, "wrong")
		}, "wrong has no words"},
		{"two commands, one word", func(l *words.Lexicon) {
			l.Commands = maps.Clone(l.Commands)
			l.Commands["more"] = words.Phrases{"skip"}
		}, `"skip" means more and skip`},
		{"six weekdays", func(l *words.Lexicon) { l.Days.Names = l.Days.Names[:6] }, "6 instead of 7"},
		{"eleven months", func(l *words.Lexicon) { l.Dates.Months = l.Dates.Months[:11] }, "11 instead of 12"},
		{"an eighth day", func(l *words.Lexicon) { l.Days.Groups = []words.DayGroup{{Say: []string{"x"}, Days: []int{7}}} }, "needs days from 0"},
		{"an unknown slot", func(l *words.Lexicon) { l.Time.Patterns = []words.ClockPattern{{Say: "{h} {min}"}} }, "unknown slot {min}"},
		{"a time without an hour", func(l *words.Lexicon) { l.Time.Patterns = []words.ClockPattern{{Say: "later"}} }, `"later" has no hour`},
		{"a day part that ends before it begins", func(l *words.Lexicon) { l.Time.Parts = []words.DayPart{{Say: []string{"x"}, From: 9, To: 3}} }, "from 9 to 3"},
		{"a range with one end", func(l *words.Lexicon) { l.Score.Ranges = []string{"{a} or so"} }, "needs {a} and {b}"},
		{"an order of dates nobody uses", func(l *words.Lexicon) { l.Dates.Order = "ymd" }, `dates.order: "ymd"`},
		{"a warning class is missing", func(l *words.Lexicon) { l.Warnings = l.Warnings[1:] }, "life 0 is missing"},
		{"a warning class of its own making", func(l *words.Lexicon) {
			l.Warnings = append(slices.Clone(l.Warnings), words.Warning{Class: words.Urgent, Question: 1})
		}, "urgent 1 does not exist"},
		{"a warning without a test", func(l *words.Lexicon) { warn(l, words.Pattern{Say: "ouch"}) }, `"ouch" does not match its test ""`},
		{"a test that does not match", func(l *words.Lexicon) { warn(l, words.Pattern{Say: "ouch", Test: "au"}) }, `does not match its test "au"`},
		{"a warning of nothing", func(l *words.Lexicon) { warn(l, words.Pattern{Say: "*", Test: "x"}) }, "begins with nothing"},
		{"a warning with an unknown group", func(l *words.Lexicon) { warn(l, words.Pattern{Say: "{nix} da", Test: "x"}) }, "no group nix"},
		{"an exception that excuses nothing", func(l *words.Lexicon) {
			warn(l, words.Pattern{Say: "ouch", Test: "ouch", Unless: []words.Except{{Say: "ouch ouch", Test: "ouch"}}})
		}, `"ouch ouch" does not excuse "ouch"`},
		{"an exception that tests nothing", func(l *words.Lexicon) {
			warn(l, words.Pattern{Say: "ouch", Test: "ouch", Unless: []words.Except{{Say: "no ouch", Test: "hello"}}})
		}, `"no ouch" tests nothing`},
		{"an everyday sentence that alarms", func(l *words.Lexicon) { l.Ordinary = []string{"I fell"} }, `"I fell" raises`},
	} {
		l := *lexicon(t)
		c.spoil(&l)
		if err := l.Check(); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %q", c.fault, err, c.says)
		}
	}
}

// warn adds a pattern to the first class.
func warn(l *words.Lexicon, p words.Pattern) {
	l.Warnings = slices.Clone(l.Warnings)
	l.Warnings[0].Patterns = append(slices.Clone(l.Warnings[0].Patterns), p)
}

// A lexicon nobody filled knows nothing, panics nowhere, and says so.
func TestAnEmptyLexiconUnderstandsFiguresOnly(t *testing.T) {
	l := &words.Lexicon{}
	if l.Check() == nil {
		t.Error("an empty lexicon passes the check")
	}
	if score, _, v := l.Pain("3"); v != words.Understood || score != 3 {
		t.Errorf("Pain(3) is %v %d", v, score)
	}
	for _, s := range seeds {
		l.Clock(s)
		l.Weekdays(s)
		l.Duration(s)
		l.Until(s, "2026-03-04")
		l.Command(s)
		l.Choose(s, []string{s, "b"})
		l.Number(s)
		l.Side(s)
		l.YesNo(s)
		if len(l.Flags(s)) > 0 {
			t.Errorf("Flags(%q) out of nowhere", s)
		}
	}
}
