package coach

// Judgement is how a member is doing by their own scores, or by their own feeling.
type Judgement string

// The judgements.
const (
	JudgedNotYet Judgement = "not_yet" // too early, or nothing to compare; no verdict is shown
	JudgedMixed  Judgement = "mixed"
	JudgedBetter Judgement = "better"
	JudgedWorse  Judgement = "worse"
	JudgedSame   Judgement = "same"
)

// FirstJudged is the training day before which nothing is judged.
const FirstJudged = 20

// Comparison is a member's scores then and now, what they come to, and what the member feels. None of it changes a dose.
type Comparison struct {
	PainThen, PainNow Points // M2, 0-10
	AbleThen, AbleNow Points // M3, 0-10, more is better
	TrainingDays      int

	Judged Judgement
	// SlightlyLower: the pain began at 4 or less and fell by a point or more. It is said in words and is no verdict.
	SlightlyLower bool

	Felt   *int      // M5, -5 to +5, the latest
	FeltAs Judgement // better, same or worse; "" when M5 was never answered
}

// Compare puts then beside now.
func (o Outcomes) Compare(trainingDays int) Comparison {
	c := Comparison{PainThen: o.PainThen(), PainNow: o.PainNow(), TrainingDays: trainingDays, Felt: o.Felt()}
	c.AbleThen, c.AbleNow = o.Able()
	for _, row := range judgements {
		if row.holds(c) {
			c.Judged = row.is
			break
		}
	}
	fell := c.PainThen.Minus(c.PainNow)
	c.SlightlyLower = c.Judged == JudgedSame && c.PainThen.AtLeast(1) && !c.PainThen.AtLeast(5) && fell.AtLeast(1)
	if c.Felt != nil {
		c.FeltAs = feltAs(*c.Felt)
	}
	return c
}

// judgement is one row of the table.
type judgement struct {
	is    Judgement
	says  string
	holds func(Comparison) bool
}

// THE VERDICT. The first row that holds. Two points on the scales: Clifford 2019 for the pain, the smallest detectable
// change of the Patient-Specific Functional Scale for the activities; 30 % after Salaffi 2004 (33 %), so that 3 of 10
// counts. How they are put together is a design choice, see docs/outcomes.md.
var judgements = []judgement{
	{JudgedNotYet, "before training day 20", func(c Comparison) bool { return c.TrainingDays < FirstJudged }},
	{JudgedNotYet, "without a baseline, or without an answer since", func(c Comparison) bool { return !c.painKnown() && !c.ableKnown() }},
	{JudgedMixed, "both a better and a worse one hold", func(c Comparison) bool { return c.better() && c.worse() }},
	{JudgedBetter, "pain fell by at least 2 points and by at least 30 %, or activities rose by at least 2 points", Comparison.better},
	{JudgedWorse, "pain rose by at least 2 points, or activities fell by at least 2 points", Comparison.worse},
	{JudgedSame, "otherwise", func(Comparison) bool { return true }},
}

func (c Comparison) painKnown() bool { return c.PainThen.Known() && c.PainNow.Known() }

func (c Comparison) ableKnown() bool { return c.AbleThen.Known() && c.AbleNow.Known() }

func (c Comparison) better() bool {
	fell := c.PainThen.Minus(c.PainNow)
	return fell.AtLeast(2) && 10*fell.Sum*c.PainThen.Of >= 3*c.PainThen.Sum*fell.Of || c.AbleNow.Minus(c.AbleThen).AtLeast(2)
}

func (c Comparison) worse() bool {
	return c.PainNow.Minus(c.PainThen).AtLeast(2) || c.AbleThen.Minus(c.AbleNow).AtLeast(2)
}

// Disagree: the feeling and the scores differ, and both are shown with "you feel" and "your scores say".
func (c Comparison) Disagree() bool {
	return c.FeltAs != "" && c.Judged != JudgedNotYet && c.FeltAs != c.Judged
}

// feltAs reads the change as a whole: 2 or more counts (Clifford 2019).
func feltAs(change int) Judgement {
	switch {
	case change >= 2:
		return JudgedBetter
	case change <= -2:
		return JudgedWorse
	}
	return JudgedSame
}
