package coach

// Flag is the code of a red flag (docs/safety.md).
type Flag string

// The red flags, by class.
const (
	EmergencyTrauma    Flag = "E_TRAUMA"
	EmergencyInfection Flag = "E_INFECTION"
	EmergencyCauda     Flag = "E_CAUDA"
	EmergencyClotHeart Flag = "E_CLOT_HEART"
	UrgentCancer       Flag = "U_CANCER"
	UrgentConstant     Flag = "U_CONSTANT"
	UrgentNerve        Flag = "U_NERVE"
	UrgentImmune       Flag = "U_IMMUNE"
	UrgentBone         Flag = "U_BONE"
	RoutineUsualHigh   Flag = "R_USUAL_HIGH"
	RoutineElsewhere   Flag = "R_ELSEWHERE"
	RoutineHistory     Flag = "R_HISTORY"
	RoutineNoName      Flag = "R_NO_NAME"
	RoutineFalls       Flag = "R_FALLS"
	RoutineFlares      Flag = "R_FLARES"
)

// Screening is one of the nine yes/no questions asked before any exercise; a yes raises its flag.
type Screening struct {
	Number int // 1-9
	Flag   Flag
}

// Emergency: a yes ends the screening at once, with the emergency number first.
func (s Screening) Emergency() bool { return s.Number <= 4 }

// ScreeningQuestions are the nine, in the order in which they are asked.
var screeningQuestions = []Screening{
	{1, EmergencyTrauma},
	{2, EmergencyInfection},
	{3, EmergencyCauda},
	{4, EmergencyClotHeart},
	{5, UrgentCancer},
	{6, UrgentConstant},
	{7, UrgentNerve},
	{8, UrgentImmune},
	{9, UrgentBone},
}

// ScreeningQuestion gives question n, 1-9.
func ScreeningQuestion(n int) Screening { return screeningQuestions[n-1] }

// FullScreening asks all nine: before any exercise, after a gap of 28 days, and every 6 weeks.
func FullScreening() []int { return []int{1, 2, 3, 4, 5, 6, 7, 8, 9} }

// AcuteScreening is asked after a score of 8-10, after "sharp, sudden, pop, gave way", and on "Something is wrong".
func AcuteScreening() []int { return []int{1, 2, 6, 7} }

// Days between full screenings, and the gap after which they are asked again.
const (
	ScreeningEveryDays = 42
	ScreeningGapDays   = 28
)
