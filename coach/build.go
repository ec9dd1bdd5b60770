package coach

// Build is the body of the figure that shows the exercises.
type Build string

// The builds. Where none is chosen, Woman is shown: most people with this trouble are women.
const (
	Woman Build = "f"
	Man   Build = "m"
)
