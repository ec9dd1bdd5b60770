package coach

import "time"

// Asking is a questionnaire on its way through its questions.
type Asking struct {
	Block Block `json:"block,omitempty"`
	// Left are the questions still to be asked, the one at hand first; Past those that were passed, the latest last:
	//
	//	pain                    on average over seven days (M2)
	//	name                    another own activity, typed; name:instead, in the place of one
	//	activity:<id>           how well it can be done (M3)
	//	situation:<name>        how well a fixed situation can be borne (M4)
	//	change                  the change as a whole (M5)
	//	stand:<side>            seconds on one leg, and the pain in them (M6)
	//	replace:<id>            whether another activity takes the place of this one
	Left []string `json:"left,omitempty"`
	Past []string `json:"past,omitempty"`
	// Answered: at least one of them was.
	Answered bool `json:"answered,omitempty"`
	// Since is when the foot was lifted; Stood is for how long, in seconds, while the pain in it is asked about.
	Since time.Time `json:"since,omitzero"`
	Stood int       `json:"stood,omitempty"`
}

// Reading is what a member is looking at of what there is to read.
type Reading struct {
	Page  int      `json:"page,omitempty"`  // of the tips or the sources, from 0
	Topic string   `json:"topic,omitempty"` // the answer that is shown
	Also  []string `json:"also,omitempty"`  // other answers that a typed question may have meant
}
