package coach

import (
	"math/rand/v2"
	"testing"
)

// told builds outcomes from a baseline and weekly answers: pain, and one own activity; -1 is not answered.
func outcomesOf(rows ...[2]int) Outcomes {
	o := Outcomes{Activities: []Activity{{ID: "a", Text: "stairs"}}}
	for i, row := range rows {
		s := Survey{Date: Date("2026-03-01").Add(7 * i), First: i == 0, Activities: map[string]int{}}
		if row[0] >= 0 {
			s.Pain = Rated(row[0])
		}
		if row[1] >= 0 {
			s.Activities["a"] = row[1]
		}
		o = o.Note(s)
	}
	return o
}

// The table of verdicts, worked through by hand.
func TestTheVerdictFollowsItsTable(t *testing.T) {
	const none = -1
	for _, c := range []struct {
		about string
		days  int
		rows  [][2]int
		want  Judgement
	}{
		{"before training day 20", 19, [][2]int{{8, 2}, {1, 9}}, JudgedNotYet},
		{"no baseline", 30, [][2]int{{none, none}, {1, none}}, JudgedNotYet},
		{"no answer since", 30, [][2]int{{8, 2}}, JudgedNotYet},
		{"pain down by 2 and 40 %", 20, [][2]int{{5, none}, {3, none}}, JudgedBetter},
		{"pain down by 2 of 7 is 28 %", 30, [][2]int{{7, none}, {5, none}}, JudgedSame},
		{"pain down by 3 of 10 counts", 30, [][2]int{{10, none}, {7, none}}, JudgedBetter},
		{"pain down by 2.5 of 8, the mean of two weeks", 30, [][2]int{{8, none}, {9, none}, {5, none}, {6, none}}, JudgedBetter},
		{"pain down by 1.5, the mean of two weeks", 30, [][2]int{{4, none}, {2, none}, {3, none}}, JudgedSame},
		{"pain from 1 to 0", 30, [][2]int{{1, none}, {0, none}}, JudgedSame},
		{"pain up by 2", 30, [][2]int{{1, none}, {3, none}}, JudgedWorse},
		{"an activity up by 2", 30, [][2]int{{4, 3}, {4, 5}}, JudgedBetter},
		{"an activity up by 1.5", 30, [][2]int{{none, 3}, {none, 4}, {none, 5}}, JudgedSame},
		{"an activity down by 2", 30, [][2]int{{4, 6}, {4, 4}}, JudgedWorse},
		{"less pain and less possible", 30, [][2]int{{6, 6}, {3, 4}}, JudgedMixed},
		{"more pain and more possible", 30, [][2]int{{3, 3}, {5, 6}}, JudgedMixed},
		{"only the last two weeks count", 30, [][2]int{{6, none}, {0, none}, {6, none}, {6, none}}, JudgedSame},
	} {
		if got := outcomesOf(c.rows...).Compare(c.days).Judged; got != c.want {
			t.Errorf("%s: %s, want %s", c.about, got, c.want)
		}
	}
}

// The verdict, written a second time from the table of the specification in halves of a point.
func TestTheVerdictAgreesWithASecondImplementation(t *testing.T) {
	seen := map[Judgement]int{}
	r := rand.New(rand.NewPCG(5, 6))
	for range 20_000 {
		rows := [][2]int{{r.IntN(11), r.IntN(11)}, {r.IntN(11), r.IntN(11)}, {r.IntN(11), r.IntN(11)}}
		days := 15 + r.IntN(20)
		pain, able := 2*rows[0][0]-rows[1][0]-rows[2][0], rows[1][1]+rows[2][1]-2*rows[0][1]
		better := pain >= 4 && pain*100 >= 30*2*rows[0][0] || able >= 4
		worse := pain <= -4 || able <= -4
		want := JudgedSame
		switch {
		case days < 20:
			want = JudgedNotYet
		case better && worse:
			want = JudgedMixed
		case better:
			want = JudgedBetter
		case worse:
			want = JudgedWorse
		}
		if got := outcomesOf(rows...).Compare(days).Judged; got != want {
			t.Fatalf("%v on day %d: %s, want %s", rows, days, got, want)
		}
		seen[want]++
	}
	if len(seen) != 5 {
		t.Errorf("only %v were met", seen)
	}
}

// A change of one point in three activities, or one left out for a week, is not rounded into a verdict.
func TestActivitiesAreComparedLikeWithLike(t *testing.T) {
	o := Outcomes{}.
		Note(Survey{Date: "2026-03-01", First: true, Activities: map[string]int{"a": 2, "b": 6, "c": 4}}).
		Note(Survey{Date: "2026-03-08", Activities: map[string]int{"a": 4, "c": 6}}).
		Note(Survey{Date: "2026-03-15", Activities: map[string]int{"a": 3, "b": 7, "c": 5}})
	then, now := o.Able()
	if got := now.Minus(then); got != (Points{3, 2}) {
		t.Errorf("rose by %v, want 3/2: twice as much in one week as in the other", got)
	}
	// One that takes another's place counts from its own first score: it moves nothing by itself.
	o = o.Note(Survey{Date: "2026-03-22", Activities: map[string]int{"a": 3, "b": 7, "d": 0}})
	if then, now = o.Able(); now.Minus(then) != (Points{1, 1}) {
		t.Errorf("from %v to %v; a new activity is no loss", then, now)
	}
}

// Two tens in a row make room for another activity.
func TestAnActivityIsReplaceableAfterTwoTens(t *testing.T) {
	if outcomesOf([2]int{5, 10}, [2]int{5, 9}, [2]int{5, 10}).Replaceable("a") {
		t.Error("after one ten")
	}
	if !outcomesOf([2]int{5, 3}, [2]int{5, 10}, [2]int{5, 10}).Replaceable("a") {
		t.Error("not after two")
	}
	o := Outcomes{Activities: []Activity{{ID: "a", Until: "2026-03-08"}, {ID: "b"}}}
	if in := o.InUse(); len(in) != 1 || in[0].ID != "b" || len(o.Activities) != 2 {
		t.Errorf("in use: %+v of %+v", in, o.Activities)
	}
}

// What is felt stands beside the scores and never changes them.
func TestTheFeelingIsNotMixedIntoTheVerdict(t *testing.T) {
	for change, want := range map[int]Judgement{-5: JudgedWorse, -2: JudgedWorse, -1: JudgedSame, 0: JudgedSame, 1: JudgedSame, 2: JudgedBetter, 5: JudgedBetter} {
		o := outcomesOf([2]int{6, 5}, [2]int{6, 5}).Note(Survey{Date: "2026-04-01", Change: &change})
		c := o.Compare(30)
		if c.Judged != JudgedSame || c.FeltAs != want || c.Disagree() != (want != JudgedSame) {
			t.Errorf("%+d: %s beside %s, disagree %t", change, c.FeltAs, c.Judged, c.Disagree())
		}
	}
	if c := outcomesOf([2]int{6, 5}, [2]int{6, 5}).Compare(30); c.Disagree() || c.FeltAs != "" {
		t.Error("a feeling nobody told")
	}
}

// Who begins low cannot fall by much: a point less is said, without a verdict.
func TestSmallGainsAreSaidWithoutAVerdict(t *testing.T) {
	for _, c := range []struct {
		then, now int
		want      bool
	}{{4, 3, true}, {2, 1, true}, {1, 0, true}, {4, 4, false}, {5, 4, false}, {4, 2, false}, {0, 0, false}} {
		if got := outcomesOf([2]int{c.then, -1}, [2]int{c.now, -1}).Compare(30); got.SlightlyLower != c.want {
			t.Errorf("%d to %d: slightly lower %t, %s", c.then, c.now, got.SlightlyLower, got.Judged)
		}
	}
}

// The referral: 30 training days and six weeks, or twelve weeks, and nothing better by scores or feeling.
func TestWhoDoesNotGetBetterIsReferred(t *testing.T) {
	felt := func(n int) *int { return &n }
	for _, c := range []struct {
		about     string
		days, day int
		now       int // of 6 at the start
		felt      *int
		want      bool
	}{
		{"too early by days", 29, 50, 6, nil, false},
		{"too early by weeks", 30, 41, 6, nil, false},
		{"both", 30, 42, 6, nil, true},
		{"twelve weeks, few days", 10, 84, 6, nil, true},
		{"better by scores", 30, 84, 3, nil, false},
		{"better by feeling", 30, 84, 6, felt(2), false},
		{"one is not enough", 30, 84, 6, felt(1), true},
		{"worse", 30, 42, 9, felt(-3), true},
	} {
		o := outcomesOf([2]int{6, -1}, [2]int{c.now, -1})
		if c.felt != nil {
			o = o.Note(Survey{Date: "2026-05-01", Change: c.felt})
		}
		if got := o.Compare(c.days).NoChange(c.day); got != c.want {
			t.Errorf("%s: %t", c.about, got)
		}
	}
}

// Noting answers leaves what was there alone, keeps the dates in order, and takes the later of two answers.
func TestNotingAnswersStacksNothing(t *testing.T) {
	before := outcomesOf([2]int{6, 5}, [2]int{5, 6})
	after := before.Note(Survey{Date: "2026-03-08", Activities: map[string]int{"a": 9}}).Note(Survey{Date: "2026-03-04", Pain: Rated(4)})
	if before.Surveys[1].Activities["a"] != 6 || len(before.Surveys) != 2 {
		t.Error("the outcomes before were changed")
	}
	if len(after.Surveys) != 3 || after.Surveys[1].Date != "2026-03-04" || after.Surveys[2].Activities["a"] != 9 || *after.Surveys[2].Pain != 5 {
		t.Errorf("%+v", after.Surveys)
	}
}

// An answer outside of its scale is refused.
func TestSurveysKnowTheirScales(t *testing.T) {
	for _, s := range []Survey{
		{Pain: Rated(11)}, {Pain: Rated(-1)}, {Change: Rated(6)}, {Change: Rated(-6)}, {Activities: map[string]int{"a": 11}},
		{Situations: map[Situation]int{Stairs: -1}}, {Situations: map[Situation]int{"lifts": 1}}, {Stands: map[Side]Stand{Left: {31, 0}}},
		{Stands: map[Side]Stand{Left: {30, 11}}},
	} {
		if s.Check() == nil {
			t.Errorf("accepted: %+v", s)
		}
	}
	good := Survey{Pain: Rated(10), Change: Rated(-5), Situations: map[Situation]int{Rising: 0}, Stands: map[Side]Stand{Left: {30, 10}}}
	if err := good.Check(); err != nil {
		t.Error(err)
	}
}

// The first and the latest value of what is only shown.
func TestShownValuesAreFirstAndLatest(t *testing.T) {
	o := Outcomes{}.
		Note(Survey{Date: "2026-03-01", First: true, Situations: map[Situation]int{Stairs: 3}, Stands: map[Side]Stand{Left: {10, 4}}}).
		Note(Survey{Date: "2026-03-15", Situations: map[Situation]int{Stairs: 5}, Stands: map[Side]Stand{Left: {20, 3}}}).
		Note(Survey{Date: "2026-04-12", Situations: map[Situation]int{Stairs: 7}, Stands: map[Side]Stand{Left: {30, 1}}})
	if then, now := o.Situation(Stairs); *then != 3 || *now != 7 {
		t.Errorf("stairs from %d to %d", *then, *now)
	}
	if then, now := o.StandOf(Left); *then != (Stand{10, 4}) || *now != (Stand{30, 1}) {
		t.Errorf("stand from %v to %v", *then, *now)
	}
	if then, now := o.StandOf(Right); then != nil || now != nil {
		t.Error("a stand nobody did")
	}
}

// Scores are exact until they are shown.
func TestPointsAreExact(t *testing.T) {
	if third := MeanOf(1, 2, 2); third.Tenths() != 17 || third != (Points{5, 3}) {
		t.Errorf("%v, %d tenths", third, third.Tenths())
	}
	if got := between(MeanOf(1, 1, 2), MeanOf(2, 3)); got != (Points{23, 12}) || got.AtLeast(2) {
		t.Errorf("%v", got)
	}
	if MedianOf(1, 4) != (Points{5, 2}) || MedianOf().Known() || (Points{-47, 20}).Tenths() != -24 {
		t.Error("median, or rounding")
	}
	if MeanOf(3).Minus(Points{}).Known() || between(Points{}, MeanOf(4)) != (Points{4, 1}) {
		t.Error("a missing score")
	}
}

// What was felt at one milestone says nothing at the next: left out there, it neither calms nor worries.
func TestAnOldFeelingIsNotHeldAgainst(t *testing.T) {
	o := outcomesOf([2]int{6, 5}, [2]int{6, 5}, [2]int{6, 5})
	for _, at := range []Moment{momentOf(42, 30), momentOf(84, 40), momentOf(86, 40)} {
		o = o.Ask(BlockChange, at)
		if at.Day == 42 {
			o = o.Note(Survey{Date: at.Date, Change: Rated(4)}).Answer(BlockChange)
			r, ok := o.Review(at)
			if !ok || r.FeltAs != JudgedBetter || r.Refer {
				t.Fatalf("week 6: %+v", r)
			}
			o = o.GaveReview(r)
		}
	}
	if r, ok := o.Review(momentOf(87, 40)); !ok || r.Felt != nil || r.FeltAs != "" || !r.Refer {
		t.Errorf("week 12: %+v", r)
	}
}
