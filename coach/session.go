package coach

import (
	"slices"
	"time"
)

// Session is a round in progress: its sets in order, and where the member is.
type Session struct {
	Date    Date      `json:"date"`
	Slot    Slot      `json:"slot"`
	Light   bool      `json:"light,omitempty"`
	Sets    []Set     `json:"sets"`
	At      int       `json:"at"` // index of the set at hand; len(Sets) = all done
	Began   time.Time `json:"began"`
	Touched time.Time `json:"touched"`
	// Hold timer: the hold at hand (1-based, 0 = getting ready), and whether the muscle works or rests.
	Hold    int  `json:"hold,omitempty"`
	Resting bool `json:"resting,omitempty"`
	// Held are the holds of the set at hand that were done before the timer was stopped; it goes on from there.
	Held int `json:"held,omitempty"`
	// Scene is the session's own scene, to come back to after a detour.
	Scene string `json:"scene,omitempty"`
	// RestFrom and RestFor are the rest at hand: its start and its length in seconds.
	RestFrom time.Time `json:"rest_from,omitzero"`
	RestFor  int       `json:"rest_for,omitempty"`
	// Rate lists the sides whose score of the set at hand is still to be asked.
	Rate  []Side `json:"rate,omitempty"`
	Worst int    `json:"worst,omitempty"` // of the set at hand, over its sides
	Sharp bool   `json:"sharp,omitempty"`
	// Stopping: the member pressed stop; after the score the session ends.
	Stopping bool `json:"stopping,omitempty"`
	// Hurting: the member pressed "it hurts"; the score is asked before the count.
	Hurting bool `json:"hurting,omitempty"`
}

// Set is one set of one exercise on one side ("" = both at once).
type Set struct {
	Exercise string   `json:"exercise"`
	Side     Side     `json:"side,omitempty"`
	Sides    []Side   `json:"sides"` // whose pain is asked, and to whom it counts
	Main     bool     `json:"main,omitempty"`
	Number   int      `json:"number"` // 1-based
	Of       int      `json:"of"`
	Kind     DoseKind `json:"kind"`
	Count    int      `json:"count"`             // reps, or holds
	Seconds  int      `json:"seconds,omitempty"` // of one hold
	Done     int      `json:"done,omitempty"`    // reps, or seconds held
	Worked   bool     `json:"worked,omitempty"`
}

// Units is the set's whole amount: reps, or seconds under load.
func (s Set) Units() int { return s.Count * max(1, s.Seconds) }

// Timed: the set is held, not counted.
func (s Set) Timed() bool { return s.Seconds > 0 }

// HoldRest is the rest between two holds of a set, in seconds (article and LEAP: about 5 s).
const HoldRest = 5

// GetReady is the time to get into position before a timed set, in seconds.
const GetReady = 8

// PlankRest is the rest between two front planks, in seconds.
const PlankRest = 30

// LightChoice is the exercise of a light session on rungs 5-7, the member's choice.
var lightDoses = map[string]Set{
	"static_abduction_lying": {Kind: DoseHold, Count: 10, Seconds: 5},
	"double_leg_bridge":      {Kind: DoseReps, Count: 10},
	"side_lying_abduction":   {Kind: DoseReps, Count: 10},
}

// LightChoices lists the exercises a light session may be made of, gentlest last.
func LightChoices() []string {
	return []string{"single_leg_balance", "side_lying_abduction", "double_leg_bridge", "static_abduction_lying"}
}

// NewSession lays out a loading session: warm-up on rungs 5-7, the main exercise of each task, balance after it on rung 4.
// Less reduces the dose by one small step back, for today only.
func NewSession(tasks []Task, less bool) []Set {
	var sets []Set
	if heavy(tasks) {
		sets = append(sets, Set{Exercise: "double_leg_bridge", Sides: allSides(tasks), Number: 1, Of: 1, Kind: DoseReps, Count: 5})
	}
	sets = append(sets, mainSets(tasks, less)...)
	for _, t := range tasks {
		if t.Rung == 4 && exercises(sets) < mostExercises {
			step := lessStep(t.Step, less)
			sets = append(sets, oneByOne("single_leg_balance", t.Sides, DoseAt(DoseBalance, step), false)...)
		}
	}
	return sets
}

// mostExercises of a session: fewer than four are kept to better (Bachmann 2018).
const mostExercises = 3

func exercises(sets []Set) int {
	seen := map[string]bool{}
	for _, s := range sets {
		seen[s.Exercise] = true
	}
	return len(seen)
}

// mainSets puts set beside set when two sides do the same exercise, so that the rest of one is the work of the other.
func mainSets(tasks []Task, less bool) []Set {
	var sets []Set
	for _, t := range tasks {
		e, _ := ExerciseByID(t.Exercise)
		d := DoseAt(e.Dose, lessStep(t.Step, less))
		if e.Symmetric {
			for n := 1; n <= d.Sets; n++ {
				sets = append(sets, setOf(e.ID, "", t.Sides, d, n, true))
			}
			continue
		}
		sets = append(sets, oneByOne(e.ID, t.Sides, d, true)...)
	}
	return sets
}

func oneByOne(id string, sides []Side, d Dose, main bool) []Set {
	var sets []Set
	for n := 1; n <= d.Sets; n++ {
		for _, side := range sides {
			sets = append(sets, setOf(id, side, []Side{side}, d, n, main))
		}
	}
	return sets
}

func setOf(id string, side Side, sides []Side, d Dose, n int, main bool) Set {
	return Set{
		Exercise: id, Side: side, Sides: sides, Main: main, Number: n, Of: d.Sets,
		Kind: d.Kind, Count: d.Count, Seconds: d.Seconds,
	}
}

func lessStep(step int, less bool) int {
	if less {
		return Back1(step)
	}
	return step
}

func allSides(tasks []Task) []Side {
	var out []Side
	for _, t := range tasks {
		for _, s := range t.Sides {
			if !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	return out
}

// LightSession lays out a light session of rungs 5-7 with the chosen exercise, for the sides that do not rest.
func LightSession(id string, courses []Course) []Set {
	var sides []Side
	step := TopStep
	for _, c := range courses {
		if !c.State.Flare {
			sides, step = append(sides, c.Side), min(step, c.State.Step)
		}
	}
	if id == "single_leg_balance" {
		return oneByOne(id, sides, DoseAt(DoseBalance, step), false)
	}
	s := lightDoses[id]
	s.Exercise, s.Sides, s.Number, s.Of = id, sides, 1, 1
	if e, _ := ExerciseByID(id); !e.Symmetric {
		var sets []Set
		for _, side := range sides {
			one := s
			one.Side, one.Sides = side, []Side{side}
			sets = append(sets, one)
		}
		return sets
	}
	return []Set{s}
}

// Current is the set at hand, nil when all are worked through.
func (s *Session) Current() *Set {
	if s.At < 0 || s.At >= len(s.Sets) {
		return nil
	}
	return &s.Sets[s.At]
}

// HeldSoFar is how many holds of the set are over, without the one at hand.
func (s *Session) HeldSoFar() int {
	if s.Resting {
		return s.Hold
	}
	return max(0, s.Hold-1)
}

// DropExercise takes the sets of an exercise on a side that are still to come out of the session: it is over for today.
// The other side has its own answers and goes on.
func (s *Session) DropExercise(id string, side Side) {
	kept := append([]Set(nil), s.Sets[:s.At+1]...)
	for _, set := range s.Sets[s.At+1:] {
		if set.Exercise != id || set.Side != side {
			kept = append(kept, set)
		}
	}
	s.Sets = kept
}

// Exchangeable: the main exercise is at hand, and one more is not too many for a session.
func (s *Session) Exchangeable() bool {
	set := s.Current()
	return set != nil && set.Main && !set.Worked && exercises(s.Sets[:s.At]) < mostExercises
}

// Exchange goes on with what has been laid out for another exercise: with as many of its sets as were left, cut as far as
// those were, and with what else has not been done yet.
func (s *Session) Exchange(laid []Set) {
	s.Held = 0
	past, next := s.Sets[:s.At], s.Sets[s.At]
	main := func(set Set) bool { return set.Main }
	full := s.Sets[slices.IndexFunc(s.Sets, main)].Count
	over := count(laid, main) - count(s.Sets[s.At:], main)
	sets := slices.Clone(past)
	for _, set := range laid {
		switch {
		case set.Main && over > 0:
			over--
		case set.Main:
			set.Count = max(1, set.Count*min(next.Count, full)/full)
			sets = append(sets, set)
		case !slices.ContainsFunc(past, func(p Set) bool { return p.Exercise == set.Exercise }):
			sets = append(sets, set)
		}
	}
	s.Sets = sets
}

func count(sets []Set, is func(Set) bool) int {
	n := 0
	for _, set := range sets {
		if is(set) {
			n++
		}
	}
	return n
}

// Fewer cuts the coming sets of the exercise at hand to a number of reps (of holds, where it is held).
func (s *Session) Fewer(count int) {
	id, side := s.Sets[s.At].Exercise, s.Sets[s.At].Side
	s.Sets = append([]Set(nil), s.Sets...)
	for i := s.At + 1; i < len(s.Sets); i++ {
		if s.Sets[i].Exercise == id && s.Sets[i].Side == side {
			s.Sets[i].Count = max(1, min(s.Sets[i].Count, count))
		}
	}
}
