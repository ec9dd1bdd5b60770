package coach

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// at is a moment on a calm day n of the programme.
func momentOf(n, trainingDays int) Moment {
	return Moment{Date: Date("2026-03-01").Add(n), Start: "2026-03-01", Day: n, TrainingDays: trainingDays, RungLimit: MaxRung}
}

// ask plays one day: what is due is asked, and answered or not.
func play(o Outcomes, at Moment, answer bool) (Outcomes, Block) {
	b, ok := o.Due(at)
	if !ok {
		return o, ""
	}
	o = o.Ask(b, at)
	if answer {
		o = o.Answer(b)
	}
	return o, b
}

// A member who answers everything and trains five days a week: the calendar of twelve weeks.
func TestTheQuestionsOfTwelveWeeks(t *testing.T) {
	o := Outcomes{}
	got := map[int]Block{}
	for n := range 90 {
		var b Block
		if o, b = play(o, momentOf(n, n*5/7), true); b != "" {
			got[n] = b
		}
	}
	want := map[int]Block{
		7: BlockWeekly, 14: BlockWeekly, 15: BlockStand, 21: BlockWeekly, 28: BlockWeekly, 29: BlockChange, // training day 20
		35: BlockWeekly, 42: BlockWeekly, 43: BlockChange, 44: BlockStand, // week 6, and training day 30
		49: BlockWeekly, 56: BlockWeekly, 63: BlockWeekly, 70: BlockWeekly, 77: BlockWeekly,
		84: BlockWeekly, 85: BlockChange, 86: BlockStand,
	}
	for n := range 90 {
		if got[n] != want[n] {
			t.Errorf("day %d: %q, want %q", n, got[n], want[n])
		}
	}
}

// Skipped is asked once more two days later, then not, until the next occasion.
func TestASkippedBlockIsAskedOnceMore(t *testing.T) {
	o := Outcomes{}
	var days []int
	for n := range 21 {
		var b Block
		if o, b = play(o, momentOf(n, 0), false); b == BlockWeekly {
			days = append(days, n)
		}
	}
	if !slices.Equal(days, []int{7, 9, 14, 16}) {
		t.Errorf("asked on %v", days)
	}
}

// A flare, a pause and a red flag are left in peace; the weekly block comes up to three days late, then not.
func TestNothingIsAskedInAFlare(t *testing.T) {
	for from, want := range map[int][]int{8: {8}, 10: {10}, 11: nil} {
		o := Outcomes{}
		var days []int
		for n := range 14 {
			at := momentOf(n, 0)
			at.Quiet = n < from
			var b Block
			if o, b = play(o, at, true); b != "" {
				days = append(days, n)
			}
		}
		if !slices.Equal(days, want) {
			t.Errorf("calm from day %d: asked on %v, want %v", from, days, want)
		}
	}
	at := momentOf(7, 0)
	at.TextOfItsOwn = true
	if b, ok := (Outcomes{}).Due(at); ok {
		t.Errorf("%s beside a red flag", b)
	}
}

// One-leg standing is not asked of whoever should not stand on one leg.
func TestTheStandKeepsTheRungLimit(t *testing.T) {
	at := momentOf(15, 0)
	at.RungLimit = LimitUnsteady
	if b, ok := (Outcomes{}).Due(at); ok && b == BlockStand {
		t.Error("asked at rung limit 3")
	}
}

// Whatever a member does for half a year: at most one block a date, never in a quiet time, nothing more than twice, the
// second time two days later or more.
func TestQuestionsAreNeverANuisance(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 200 {
		o, training := Outcomes{}, 0
		for n := range 200 {
			at := momentOf(n, training)
			at.Quiet, at.TextOfItsOwn = r.IntN(5) == 0, r.IntN(20) == 0
			before := len(o.Asked)
			var b Block
			o, b = play(o, at, r.IntN(2) == 0)
			if b != "" && (at.Quiet || at.TextOfItsOwn) {
				t.Fatal("asked in a quiet time")
			}
			if _, more := o.Due(at); more && b != "" || len(o.Asked) > before+1 {
				t.Fatal("twice on a date")
			}
			training += r.IntN(2)
		}
		perDate := map[Date]Block{}
		for _, a := range o.Asked {
			if len(a.On) > 2 || len(a.On) == 2 && a.On[1].Since(a.On[0]) < 2 {
				t.Fatalf("%+v", a)
			}
			for _, on := range a.On {
				if b, taken := perDate[on]; taken && b != a.Block {
					t.Fatalf("%s and %s on %s", b, a.Block, on)
				}
				perDate[on] = a.Block
			}
		}
	}
}

// A review waits for its question, comes once, and stands for everything reached by then.
func TestAReviewWaitsForItsQuestion(t *testing.T) {
	o := outcomesOf([2]int{6, -1}, [2]int{6, -1})
	at := momentOf(43, 31)
	if _, ok := o.Review(at); ok {
		t.Fatal("before the question")
	}
	o = o.Ask(BlockChange, at).Answer(BlockChange).Note(Survey{Date: at.Date, Change: Rated(0)})
	r, ok := o.Review(at)
	if !ok || !slices.Equal(r.Milestones, []Milestone{Training20, Training30, Week6}) || !r.Refer || r.Judged != JudgedSame {
		t.Fatalf("%+v %t", r, ok)
	}
	o = o.GaveReview(r)
	if _, ok := o.Review(at); ok {
		t.Error("twice")
	}
	o = o.Ask(BlockChange, momentOf(84, 40)).Ask(BlockChange, momentOf(86, 40))
	if _, ok := o.Review(momentOf(86, 40)); ok {
		t.Error("while it may still be answered")
	}
	if r, ok := o.Review(momentOf(87, 40)); !ok || !slices.Equal(r.Milestones, []Milestone{Week12}) {
		t.Errorf("passed over twice: %+v %t", r, ok)
	}
	o = o.GaveReview(Review{Milestones: []Milestone{Week12}}).Ask(BlockChange, momentOf(168, 60)).Answer(BlockChange)
	if r, ok := o.Review(momentOf(168, 60)); ok {
		t.Errorf("week 24 only asks: %+v", r)
	}
	if got := Milestones(60, 200); !slices.Equal(got, []Milestone{Training20, Training30, Week6, Week12, "week_24"}) {
		t.Errorf("after half a year: %v", got)
	}
}

// A member's moment comes from what is known about them.
func TestTheMomentKnowsFlareAndFlag(t *testing.T) {
	m := Member{Stage: StageActive, Programme: Programme{Start: "2026-03-01", TrainingDays: 4}, Courses: []Course{{Side: Left}}}
	m.Days = []Day{{Date: "2026-03-08", RedFlag: true}}
	if at := m.Moment("2026-03-08"); at.Quiet || !at.TextOfItsOwn || at.Day != 7 || at.TrainingDays != 4 || at.RungLimit != MaxRung {
		t.Errorf("%+v", at)
	}
	for about, change := range map[string]func(*Member){
		"flare": func(m *Member) { m.Courses = []Course{{State: State{Flare: true}}} },
		"lock":  func(m *Member) { m.Lock = &Lock{} }, "pause": func(m *Member) { m.Pause = &Pause{Since: "2026-03-08"} },
		"stopped": func(m *Member) { m.Stage = StageStopped },
	} {
		quiet := m
		change(&quiet)
		if !quiet.Moment("2026-03-08").Quiet {
			t.Error(about)
		}
	}
}
