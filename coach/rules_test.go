package coach

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
)

// rulesInWords prints the table as a reader would say it.
func rulesInWords() string {
	var b strings.Builder
	for _, block := range rules {
		fmt.Fprintf(&b, "%s - when: %s\n", block.name, block.when.says)
		for _, r := range block.rows {
			var does []string
			for _, c := range append(append([]change{}, block.also...), r.changes...) {
				does = append(does, c.says)
			}
			fmt.Fprintf(&b, "  %-3s %s\n      -> %s (%s)", r.id, r.when.says, r.action, r.reason)
			if len(does) > 0 {
				fmt.Fprintf(&b, ": %s", strings.Join(does, "; "))
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

// The rules in words are kept beside the tests: whoever changes a row sees the sentence that changed, and is reminded
// of RulesVersion. UPDATE=1 writes the file anew.
func TestRulesReadAsAgreed(t *testing.T) {
	const file = "testdata/rules.txt"
	got := fmt.Sprintf("version %s\n\n%s", RulesVersion, rulesInWords())
	if os.Getenv("UPDATE") == "1" {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the rules changed: raise RulesVersion, then UPDATE=1 and read the difference\n%s", got)
	}
}

// The table and its second implementation agree in action, reason and every field.
func TestRulesAgreeWithSecondImplementation(t *testing.T) {
	seen := map[string]int{}
	manyCases(t, func(r *rand.Rand) string {
		s, a := anyState(r), anyAnswers(r)
		d, err := Decide(s, a)
		if err != nil {
			return err.Error()
		}
		seen[d.Row+" "+string(d.Reason)]++
		action, state, reason := reference(s, a)
		if d.Action != action || d.State != state || d.Reason != reason {
			return fmt.Sprintf("%s\ntable  %s %s %s %+v\nsecond %s %s %+v", situation(s, a), d.Row, d.Action, d.Reason, d.State,
				action, reason, state)
		}
		return ""
	})
	for _, block := range rules {
		for _, row := range block.rows {
			// I11 for a day that is calm, not easy: all rows have to be met.
			if seen[row.id+" "+string(row.reason)] == 0 {
				t.Errorf("row %s %s was never met: it proves nothing here", row.id, row.reason)
			}
		}
	}
}

// reasonsOf lists, row by row, the reasons a row may give.
var reasonsOf = map[string][]Reason{
	"A1": {ReasonStopFlag},
	"B1": {ReasonFlareData}, "B2": {ReasonFlareSore}, "B3": {ReasonFlareWait}, "B4": {ReasonFlareExit},
	"C1": {ReasonBack1Effort}, "C2": {ReasonTrialRepeat, ReasonHoldData},
	"D1": {ReasonRestFlare},
	"E1": {ReasonTrialBack}, "E2": {ReasonTrialRepeat}, "E3": {ReasonTrialRepeat}, "E4": {ReasonTrialOK},
	"F1": {ReasonRestFlare}, "F2": {ReasonRestFlare}, "F3": {ReasonRungDownMin}, "F4": {ReasonBack2Red},
	"G1": {ReasonHoldMin}, "G2": {ReasonBack1Linger}, "G3": {ReasonBack1Hard},
	"G4": {ReasonHoldLinger, ReasonHoldPainStop, ReasonHoldTrend},
	"H1": {ReasonHoldMin}, "H2": {ReasonBack1Effort},
	"I1": {ReasonHoldData}, "I2": {ReasonHoldPartial}, "I3": {ReasonHoldData}, "I4": {ReasonHoldPainkiller},
	"I5": {ReasonHoldAdherence}, "I6": {ReasonHoldTop, ReasonHoldHard}, "I7": {ReasonHoldCool}, "I8": {ReasonHoldPoints},
	"I9": {ReasonHoldLast}, "I10": {ReasonRungUp}, "I11": {ReasonHoldTop}, "I12": {ReasonHoldCap},
	"I13": {ReasonUpGreen, ReasonUpAmber},
}

// G4 has three reasons, in this order.
func TestLingeringDayNamesItsReason(t *testing.T) {
	s := Start(1, 3)
	for _, c := range []struct {
		name string
		a    Answers
		want Reason
	}{
		{"a bad night beside a stop", Answers{Night: Rated(2), StoppedForPain: true}, ReasonHoldLinger},
		{"the morning alone", Answers{Morning: Rated(4), StoppedForPain: true}, ReasonHoldLinger},
		{"a stop beside a trend", Answers{StoppedForPain: true, Trend: TrendUp1}, ReasonHoldPainStop},
		{"the trend alone", Answers{Morning: Rated(3), Trend: TrendUp1}, ReasonHoldTrend},
	} {
		c.a.Completion = CompletionFull
		d, err := Decide(s, c.a)
		if err != nil || d.Row != "G4" || d.Reason != c.want {
			t.Errorf("%s: got %s %s (%v), want G4 %s", c.name, d.Row, d.Reason, err, c.want)
		}
	}
}

func TestHoldDataNamesTheFirstMissingAnswer(t *testing.T) {
	full := Answers{During: Rated(1), Morning: Rated(1), Effort: Rated(1), Completion: CompletionFull}
	for _, c := range []struct {
		name string
		edit func(*Answers)
		row  string
		want string
	}{
		{"nothing at all", func(a *Answers) { *a = Answers{Completion: CompletionNone} }, "C2", "morning"},
		{"no morning", func(a *Answers) { a.Morning = nil }, "I1", "morning"},
		{"no morning, no sets", func(a *Answers) { a.Morning, a.During, a.After = nil, nil, Rated(1) }, "I1", "morning"},
		{"no sets, no effort", func(a *Answers) { a.During, a.Effort = nil, nil }, "I1", "during"},
		{"no effort", func(a *Answers) { a.Effort = nil }, "I3", "effort"},
		{"nothing missing", func(*Answers) {}, "I8", ""},
	} {
		a := full
		c.edit(&a)
		d, err := Decide(Start(1, 3), a)
		if err != nil || d.Row != c.row || d.Missing != c.want {
			t.Errorf("%s: got %s, missing %q (%v), want %s, %q", c.name, d.Row, d.Missing, err, c.row, c.want)
		}
	}
}

// The blanks {more} and {days} of the sentences.
func TestWhatTheSentencesCount(t *testing.T) {
	for _, c := range []struct {
		level        Level
		points, more int
	}{{L0, 2, 1}, {L0, 3, 1}, {L0, 1, 2}, {L1, 1, 3}, {L1, 3, 1}} {
		if got := (Decision{Level: c.level, State: State{Points: c.points}}).More(); got != c.more {
			t.Errorf("%s with %d points: %d more, want %d", c.level, c.points, got, c.more)
		}
	}
	s, a := Start(1, 3), Answers{During: Rated(1), Morning: Rated(1), Effort: Rated(1), Completion: CompletionFull}
	s.CoolOff = 3
	for want := 3; want >= 1; want-- {
		d, err := Decide(s, a)
		if err != nil || d.Reason != ReasonHoldCool || d.CoolDays() != want {
			t.Errorf("got %s, %d days (%v), want HOLD_COOL, %d", d.Reason, d.CoolDays(), err, want)
		}
		s = d.State
	}
}
