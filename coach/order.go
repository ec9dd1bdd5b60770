package coach

import "cmp"

// Plan is what is due until the next decision. With ActionStop and ActionRest nothing is loaded; with all others it
// is the dose of Step on Rung.
type Plan struct {
	Action Action `json:"action"`
	Rung   int    `json:"rung"`
	Step   int    `json:"step"`
}

// Compare orders plans by load: STOP, REST, then all others by rung, then by step. It is negative when p is less.
func (p Plan) Compare(q Plan) int {
	if a, b := p.Action.load(), q.Action.load(); a != b || a < loading {
		return cmp.Compare(a, b)
	}
	return cmp.Or(cmp.Compare(p.Rung, q.Rung), cmp.Compare(p.Step, q.Step))
}

// Less tells whether p loads less than q.
func (p Plan) Less(q Plan) bool { return p.Compare(q) < 0 }

// Lower gives the plan that loads less, p when they are equal: the plan for both sides when an exercise loads both
// hips.
func Lower(p, q Plan) Plan {
	if q.Less(p) {
		return q
	}
	return p
}

const loading = 2

func (a Action) load() int {
	switch a {
	case ActionStop:
		return 0
	case ActionRest:
		return 1
	}
	return loading
}
