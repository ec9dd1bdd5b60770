package coach

// Weekly is how a member looks back, and what was said of it.
type Weekly struct {
	Dark  bool `json:"dark,omitempty"`  // charts are light on dark
	Words bool `json:"words,omitempty"` // the summary comes without its chart
	Off   bool `json:"off,omitempty"`   // no summary by itself
	// Told is the Sunday whose summary was told, or let pass: the next one is a later one's.
	Told Date `json:"told,omitempty"`
}
