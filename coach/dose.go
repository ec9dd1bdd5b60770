package coach

// DoseKind says which ladder turns a step into a dose.
type DoseKind string

// The ladders.
const (
	DoseReps      DoseKind = "reps"    // sets of repetitions, rungs 1-7
	DoseHold      DoseKind = "hold"    // one set of holds, rung 0
	DoseBalance   DoseKind = "balance" // one set of stands on one leg
	DosePlank     DoseKind = "plank"   // the reps ladder read as seconds: each set is one hold
	DoseSideSteps DoseKind = "steps"   // sets of steps, Count each way
)

// Dose is how much of one exercise: Sets sets of Count repetitions. Seconds is the length of one hold, 0 for
// repetitions. 3×10 is {Sets 3, Count 10}; eight holds of 5 s are {Sets 1, Count 8, Seconds 5}.
type Dose struct {
	Kind    DoseKind `json:"kind"`
	Sets    int      `json:"sets"`
	Count   int      `json:"count"`
	Seconds int      `json:"seconds,omitempty"`
}

// holds is the ladder of rung 0 from step 11 on: number of holds, seconds each. The total rises with every step,
// from below the first week of the LEAP protocol to the isometric dose of Clifford 2019 (6×30 s).
var holds = [...][2]int{
	{10, 6}, {10, 7}, {10, 8}, {10, 9}, {10, 10}, {9, 12}, {8, 14}, {8, 15}, {7, 18}, {7, 19}, {7, 20},
	{6, 24}, {6, 25}, {6, 26}, {6, 27}, {6, 28}, {6, 29}, {6, 30},
}

// DoseAt gives the dose of a step on a ladder. A step outside 1-28 is read as the nearest end of the ladder.
func DoseAt(kind DoseKind, step int) Dose {
	step = max(1, min(TopStep, step))
	sets, d := min(3, step), Dose{Kind: kind, Sets: 1}
	switch kind {
	case DoseHold:
		d.Count, d.Seconds = step, 5
		if step > 10 {
			d.Count, d.Seconds = holds[step-11][0], holds[step-11][1]
		}
	case DoseBalance:
		d.Count, d.Seconds = balance(step)
	case DosePlank:
		d.Sets, d.Count, d.Seconds = sets, 1, reps(step)
	case DoseSideSteps:
		d.Sets, d.Count = min(2, (step+1)/2), min(15, reps(step))
	default:
		d.Sets, d.Count = sets, reps(step)
	}
	return d
}

// balance grows by one stand every two steps up to the article's ten, then by a second every two steps up to its 15.
func balance(step int) (count, seconds int) {
	switch {
	case step <= 5:
		return step, 10
	case step <= 8:
		return 5, 10
	case step <= 18:
		return (step + 3) / 2, 10
	}
	return 10, (step + 3) / 2
}

// Total is the whole amount: repetitions (side-steps: each way), or seconds under load.
func (d Dose) Total() int { return d.Sets * d.Count * max(1, d.Seconds) }

// Back1 is the step after a small reduction: about 80 %, at least one step less, never below 1.
func Back1(step int) int { return max(1, min(step-1, step*4/5)) }

// half is half a step, rounded up.
func half(step int) int { return (step + 1) / 2 }

// reps is the number of repetitions in a set on the reps ladder.
func reps(step int) int { return max(5, step+2) }

// WeekCap is how many increases are allowed in a week that began at this step. It uses the reps ladder on every
// rung.
func WeekCap(step int) int { return max(1, min(3, reps(step)/4)) }
