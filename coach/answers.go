package coach

import (
	"encoding/json"
	"fmt"
	"slices"
)

// Score is an answer in numbers; nil means that it was not asked or not answered. 0 is an answer.
type Score = *int

// Rated gives n as an answer.
func Rated(n int) Score { return &n }

// Completion is the share of the planned reps (or seconds) of the main exercise that was done over the whole day,
// measured against the plan as decided.
type Completion string

// The completions; a day without a session is CompletionNone, never missing.
const (
	CompletionFull    Completion = "full"    // at least 90 %
	CompletionPartial Completion = "partial" // 50 to below 90 %
	CompletionNone    Completion = "none"    // below 50 %
)

// Trend compares this week's mornings with last week's. In JSON a missing trend is null.
type Trend string

// The trends.
const (
	TrendMissing Trend = ""
	TrendDown    Trend = "down"
	TrendFlat    Trend = "flat"
	TrendUp1     Trend = "up1"
	TrendUp2     Trend = "up2"
)

// MarshalJSON writes a missing trend as null.
func (t Trend) MarshalJSON() ([]byte, error) {
	if t == TrendMissing {
		return []byte("null"), nil
	}
	return json.Marshal(string(t))
}

// UnmarshalJSON reads null as a missing trend.
func (t *Trend) UnmarshalJSON(b []byte) error {
	var s string // null leaves it empty
	if err := json.Unmarshal(b, &s); err != nil {
		return fmt.Errorf("trend: %w", err)
	}
	*t = Trend(s)
	return nil
}

// Answers are what one sore side told between two decisions. During, After, Effort, Completion and StoppedForPain
// describe the day before; Morning, Night, Painkiller today's morning. All scores are the worst of their time.
type Answers struct {
	During         Score      `json:"during"`  // 0-10, worst pain in the sets
	After          Score      `json:"after"`   // 0-10, pain after the last session
	Morning        Score      `json:"morning"` // 0-10, pain this morning
	Night          Score      `json:"night"`   // 0 none, 1 as usual, 2 worse than usual, 3 kept me awake
	Effort         Score      `json:"effort"`  // 0 easy, 1 ok, 2 hard, 3 could not finish
	Completion     Completion `json:"completion"`
	Trend          Trend      `json:"trend"`
	StoppedForPain bool       `json:"stopped_for_pain"`
	Painkiller     bool       `json:"painkiller"`    // one in the last 8 hours
	RedFlag        bool       `json:"red_flag"`      // any since the last decision
	LowAdherence   bool       `json:"low_adherence"` // fewer than half of the last 7 days' sessions done
}

// Check names the first answer that is out of its range.
func (a Answers) Check() error {
	for _, f := range []struct {
		name  string
		score Score
		hi    int
	}{
		{"during", a.During, 10}, {"after", a.After, 10}, {"morning", a.Morning, 10},
		{"night", a.Night, 3}, {"effort", a.Effort, 3},
	} {
		if f.score != nil && (*f.score < 0 || *f.score > f.hi) {
			return fmt.Errorf("answers: %s is %d, want 0-%d", f.name, *f.score, f.hi)
		}
	}
	switch a.Completion {
	case CompletionFull, CompletionPartial, CompletionNone:
	default:
		return fmt.Errorf("answers: completion is %q", a.Completion)
	}
	switch a.Trend {
	case TrendMissing, TrendDown, TrendFlat, TrendUp1, TrendUp2:
	default:
		return fmt.Errorf("answers: trend is %q", a.Trend)
	}
	return nil
}

// Cautious raises During and After by one (at most 10) for a member who started sore, in the first 14 programme
// days. Morning stays: it is compared with the member's own usual value. The stored answers keep what was said.
func Cautious(a Answers) Answers {
	a.During, a.After = oneMore(a.During), oneMore(a.After)
	return a
}

func oneMore(s Score) Score {
	if s == nil {
		return nil
	}
	return Rated(min(10, *s+1))
}

// cautious: the decision of this day sees raised answers.
func (c *Course) cautious(d *Day) bool { return c.Cautious && d.Number <= 14 }

// Raised tells by how much Cautious had raised what a day's decision about a side saw, so that a reader can be told what was
// entered. A 10 may have been a 9 or a 10: that the member's days tell.
func (m *Member) Raised(d *Day, side Side, seen Answers) (during, after int) {
	c := d.before(side)
	if c == nil || !c.cautious(d) {
		return 0, 0
	}
	entered := m.entered(d, c)
	return raised(seen.During, entered.During), raised(seen.After, entered.After)
}

func raised(seen, entered Score) int {
	if seen == nil || *seen == 10 && entered != nil && *entered == 10 {
		return 0
	}
	return 1
}

// Completed gives the share done of what was planned: reps, or seconds. Nothing planned is CompletionNone.
func Completed(done, planned int) Completion {
	switch {
	case planned <= 0 || done*2 < planned:
		return CompletionNone
	case done*10 < planned*9:
		return CompletionPartial
	}
	return CompletionFull
}

// TrendOf compares the medians of two weeks of morning scores: the last 7 mornings, today's included, and the 7
// before. Only the mornings that have a score are given. With fewer than 4 in either week there is no trend. The
// caller leaves the trend out when today has no morning score.
func TrendOf(last7, before7 []int) Trend {
	x, ok := MorningShift(last7, before7)
	switch {
	case !ok:
		return TrendMissing
	case x <= -1:
		return TrendDown
	case x < 2:
		return TrendFlat
	case x < 4:
		return TrendUp1
	}
	return TrendUp2
}

// MorningShift is by how much this week's mornings were worse than last week's, in half points (3 is 1.5 on the
// scale); ok is false with fewer than 4 scores in either week.
func MorningShift(last7, before7 []int) (halves int, ok bool) {
	if len(last7) < 4 || len(before7) < 4 {
		return 0, false
	}
	return twiceMedian(last7) - twiceMedian(before7), true
}

// twiceMedian stays in integers: the median of an even number of scores is the mean of the middle two.
func twiceMedian(scores []int) int {
	s := slices.Sorted(slices.Values(scores))
	n := len(s)
	return s[(n-1)/2] + s[n/2]
}
