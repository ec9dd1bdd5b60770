package coach

// Weekly is how a member looks back, and what was said of it.
type Weekly struct {
	Dark  bool `json:"dark,omitempty"`  // charts are light on dark
	Words bool `json:"words,omitempty"` // the summary comes without its chart
	Off   bool `json:"off,omitempty"`   // no summary by itself
	At    int  `json:"at,omitempty"`    // the minute of Sunday it comes at; 0 = by the evening's session
	// Told is the Sunday whose summary was told, or let pass: the next one is a later one's.
	Told Date `json:"told,omitempty"`
	// Gentler is when fewer or shorter sessions were offered last.
	Gentler Date `json:"gentler,omitempty"`
}

// gentlerEvery is how many days lie between two offers of less: once a week.
const gentlerEvery = 7

// GentlerOffered tells whether less is offered on a date: fewer than half of the sessions of the seven days before it were
// kept, and it was not offered within a week.
func (m *Member) GentlerOffered(today Date) bool {
	if last := m.Weekly.Gentler; last != "" && last != today && today.Since(last) < gentlerEvery {
		return false
	}
	return Adhered(m.Days, today.Add(-7), today.Add(-1)).Low()
}
