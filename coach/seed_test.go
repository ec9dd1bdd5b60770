package coach_test

import (
	"flag"

	_ "pgregory.net/rapid" // registers its flags
)

// Property tests start from one seed, so that a change is judged by the same cases as the one before it. New cases are
// looked for with -rapid.seed=0 (make explore).
func init() {
	if err := flag.Set("rapid.seed", "20260302"); err != nil {
		panic(err)
	}
}
