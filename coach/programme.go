package coach

// Role is the place of an exercise on its rung.
type Role string

// The roles. Only a main exercise (or an alternative in its place) decides how full a session was.
const (
	Main        Role = "main"
	Alternative Role = "alternative" // may take the main exercise's place on its rung
	Harder      Role = "harder"      // a harder form of the main exercise, entered by a trial
	Second      Role = "second"      // follows the main exercise
	Extra       Role = "extra"       // may follow the main exercise
	Optional    Role = "optional"    // apart from the ladder, never adapted
)

// Exercise is one entry of the catalogue, as far as planning needs it; its words, phases and pictures are content.
type Exercise struct {
	ID   string
	Rung int // 0-7; -1 apart from the ladder
	Role Role
	Dose DoseKind
	// LoadsBoth: both hips work, so with both sides sore the gentler of the two plans is used.
	LoadsBoth bool
	// OneLeg: done standing on one leg, with a support in reach.
	OneLeg bool
	// Into and OutOf are the seconds a hold takes to build up and to let go; 0 for what is not held.
	Into, OutOf int
	// Symmetric: done once for both hips; all others are done one side at a time.
	Symmetric bool
}

// catalogue lists every exercise of the programme, rung by rung.
var catalogue = []Exercise{
	{ID: "static_abduction_lying", Rung: 0, Role: Main, Dose: DoseHold, LoadsBoth: true, Symmetric: true, Into: 2, OutOf: 2},
	{ID: "static_abduction_standing", Rung: 0, Role: Alternative, Dose: DoseHold, LoadsBoth: true, Symmetric: true, Into: 2, OutOf: 2},
	{ID: "double_leg_bridge", Rung: 1, Role: Main, Dose: DoseReps, LoadsBoth: true, Symmetric: true},
	{ID: "side_lying_abduction", Rung: 2, Role: Main, Dose: DoseReps},
	{ID: "clam", Rung: 2, Role: Alternative, Dose: DoseReps},
	{ID: "offset_bridge", Rung: 3, Role: Main, Dose: DoseReps, LoadsBoth: true},
	{ID: "sit_to_stand", Rung: 3, Role: Alternative, Dose: DoseReps, LoadsBoth: true, Symmetric: true},
	{ID: "hip_drop", Rung: 4, Role: Main, Dose: DoseReps, LoadsBoth: true, OneLeg: true},
	{ID: "single_leg_balance", Rung: 4, Role: Second, Dose: DoseBalance, OneLeg: true, Into: 3, OutOf: 2},
	{ID: "one_leg_squat_chair", Rung: 5, Role: Main, Dose: DoseReps, OneLeg: true},
	{ID: "single_limb_squat", Rung: 6, Role: Main, Dose: DoseReps, OneLeg: true},
	{ID: "side_steps", Rung: 6, Role: Alternative, Dose: DoseSideSteps, LoadsBoth: true, Symmetric: true},
	{ID: "side_plank_abduction_up", Rung: 7, Role: Main, Dose: DoseReps, LoadsBoth: true},
	{ID: "side_plank_abduction_down", Rung: 7, Role: Harder, Dose: DoseReps, LoadsBoth: true},
	{ID: "front_plank", Rung: 7, Role: Extra, Dose: DosePlank, LoadsBoth: true, Symmetric: true, Into: 2, OutOf: 2},
	{ID: "straight_leg_raise", Rung: -1, Role: Optional, Dose: DoseReps},
	{ID: "sitting_hip_flexion", Rung: -1, Role: Optional, Dose: DoseReps},
	{ID: "standing_resisted_hip_flexion", Rung: -1, Role: Optional, Dose: DoseReps},
}

// Exercises gives the whole catalogue, rung by rung.
func Exercises() []Exercise { return append([]Exercise(nil), catalogue...) }

// ExerciseByID finds an exercise.
func ExerciseByID(id string) (Exercise, bool) {
	for _, e := range catalogue {
		if e.ID == id {
			return e, true
		}
	}
	return Exercise{}, false
}

// MainExercise is the main exercise of a rung 0-7.
func MainExercise(rung int) Exercise {
	for _, e := range catalogue {
		if e.Rung == rung && e.Role == Main {
			return e
		}
	}
	return catalogue[0]
}

// Alternatives are the exercises that may take the main exercise's place on a rung.
func Alternatives(rung int) []Exercise {
	var out []Exercise
	for _, e := range catalogue {
		if e.Rung == rung && e.Role == Alternative {
			out = append(out, e)
		}
	}
	return out
}

// FirstEverySecondDayRung: from here on one loading session every other day (guided mode, 48 h between heavy sessions:
// LOADIT recommendations 2024).
const FirstEverySecondDayRung = 5
