package coach

// SetNext is what follows a set.
type SetNext string

// What may follow, from the gravest to the mildest.
const (
	NextEndSession  SetNext = "end_session"
	NextEndExercise SetNext = "end_exercise" // for this session
	NextFewer       SetNext = "fewer"        // the next set with SetVerdict.Reps repetitions
	NextOfferFewer  SetNext = "offer_fewer"  // as planned; "do fewer" is offered, the technique reminder shown
	NextAsPlanned   SetNext = "as_planned"
)

// SetVerdict is what the set rules made of one set.
type SetVerdict struct {
	Row              int // 1-6, the row of the set rules
	Next             SetNext
	Reps             int  // repetitions (or holds) of the next set; 0 when none follows in this exercise
	CancelEvening    bool // an evening loading session of the same day is called off
	RedFlagQuestions bool
}

// AfterSet judges a set by the worst pain in it, 0-10; the first row that applies wins. sharp: sharp, sudden, a pop,
// or the leg giving way, at any score. gentle: a balance exercise or one of the optional list, which end earlier.
// planned is the number of repetitions planned for the next set.
func AfterSet(worst int, sharp, gentle bool, planned int) SetVerdict {
	v := SetVerdict{Reps: planned, CancelEvening: sharp || TooSore(worst)}
	switch {
	case sharp || worst >= 8:
		v.Row, v.Next, v.Reps, v.RedFlagQuestions = 1, NextEndSession, 0, true
	case worst >= 6:
		v.Row, v.Next, v.Reps = 2, NextEndExercise, 0
	case worst >= 3 && gentle:
		v.Row, v.Next, v.Reps = 3, NextEndExercise, 0
	case worst == 5:
		v.Row, v.Next, v.Reps = 4, NextFewer, max(1, planned*4/5)
	case worst >= 3:
		v.Row, v.Next = 5, NextOfferFewer
	default:
		v.Row, v.Next = 6, NextAsPlanned
	}
	return v
}

// TooSore tells whether a score forbids loading for now: before a session ("pain right now", which also counts as
// After), and after a morning session for the evening of the same day.
func TooSore(score int) bool { return score >= 6 }

// RestSeconds gives the rest after a set by how it felt (the scale of Answers.Effort); 90 s when it was not said.
func RestSeconds(effort Score) int {
	switch {
	case effort == nil || *effort == 1:
		return 90
	case *effort == 0:
		return 60
	}
	return 120
}
