package content

import (
	"slices"

	"medius/coach"
	"medius/content/figure"
)

// Exercise is one movement of the programme as data. Its words are texts: exercise.<id>.name, .purpose, .start,
// .move.1 to .move.n (one per phase), .hands, .cue.1 to .cue.n, .mistake.1 to .mistake.n, .easier, .harder,
// .stop_when, .equipment, .origin, .tempo, .count.<phase> and .how; none has a blank. Where a phase
// has SecondsFull there are .full.move, .full.count, .full.tempo and .full.how besides, in place of that phase's and the
// whole's words.
type Exercise struct {
	ID     string     `yaml:"id"`
	Rung   int        `yaml:"rung"` // 0-7; -1 apart from the ladder
	Role   coach.Role `yaml:"role"`
	Origin Origin     `yaml:"origin"`
	// Source names where an exercise that the article does not have was taken from.
	Source  string         `yaml:"source"`
	Licence string         `yaml:"licence"`
	Dose    coach.DoseKind `yaml:"dose"`
	// Fixed is the dose of an exercise apart from the ladder; it never changes.
	Fixed *Fixed `yaml:"fixed"`
	// Compression says how much the tendon is squeezed; CompressionWorst, where it is not empty, in the less
	// favourable form that the file names.
	Compression      Compression `yaml:"compression"`
	CompressionWorst Compression `yaml:"compression_worst"`
	LoadsBoth        bool        `yaml:"loads_both"` // both hips work
	OneLeg           bool        `yaml:"one_leg"`    // done standing on one leg: a support in reach
	Symmetric        bool        `yaml:"symmetric"`  // done once for both hips
	Works            Works       `yaml:"works"`
	Equipment        []string    `yaml:"equipment"`
	OptionalEquip    []string    `yaml:"optional_equipment"`
	Phases           []Phase     `yaml:"phases"`
	// Figure is how it looks; its words are texts, too: figure.<name>, the same for all exercises.
	Figure figure.Scene `yaml:"figure"`

	// Moves, Cues and Mistakes say how many texts there are of each.
	Moves    int `yaml:"-"`
	Cues     int `yaml:"-"`
	Mistakes int `yaml:"-"`
}

// Phase is one part of a repetition or hold.
type Phase struct {
	Name    string `yaml:"name"`
	Seconds int    `yaml:"seconds"` // 0 when Hold
	Hold    bool   `yaml:"hold"`    // as long as the plan's hold
	// SecondsFull takes the place of Seconds in the full range, where that is unlocked; 0: no such form.
	SecondsFull int `yaml:"seconds_full"`
	// Once is First or Last for a phase that comes once per set, before the first or after the last repetition.
	Once Once `yaml:"once"`
	// Count is the key of the words shown while the phase is counted.
	Count string `yaml:"-"`
}

// Fixed is a dose that never changes.
type Fixed struct {
	Sets        int  `yaml:"sets"`
	Reps        int  `yaml:"reps"`
	OtherLegToo bool `yaml:"other_leg_too"` // the same with the other leg afterwards
}

// Origin says where an exercise comes from.
type Origin string

// The origins.
const (
	FromArticle Origin = "article"
	FromComment Origin = "comment" // under the article, for another problem
	Added       Origin = "added"   // for safety; the article does not have it
)

// Compression is how much an exercise squeezes the tendon.
type Compression string

// The degrees of compression.
const (
	Low    Compression = "low"
	Medium Compression = "medium"
	High   Compression = "high"
)

// Works says which side does the work.
type Works string

// The sides that work.
const (
	SoreSide  Works = "sore"
	BothSides Works = "both"
)

// Once says when a phase that comes once per set comes.
type Once string

// The places in a set.
const (
	First Once = "first"
	Last  Once = "last"
)

// RepSeconds is the length of one repetition without what comes once per set; a hold counts as hold seconds.
func (e Exercise) RepSeconds(hold int, fullRange bool) int {
	total := 0
	for _, p := range e.Phases {
		switch {
		case p.Once != "":
		case p.Hold:
			total += hold
		case fullRange && p.SecondsFull > 0:
			total += p.SecondsFull
		default:
			total += p.Seconds
		}
	}
	return total
}

// Exercise finds an exercise.
func (l *Library) Exercise(id string) (Exercise, bool) {
	for _, e := range l.exercises {
		if e.ID == id {
			return e, true
		}
	}
	return Exercise{}, false
}

// Exercises lists the catalogue: the ladder by rung, the main exercise of a rung first, then what is apart from it.
func (l *Library) Exercises() []Exercise { return slices.Clone(l.exercises) }
