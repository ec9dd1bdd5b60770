package coach

// Town is a place by the name a person would use, with its time zone.
type Town struct {
	Name string
	Zone string // IANA
}
