package coach

import "time"

// AppointmentKind names what a moment is for. A member has at most one appointment of a kind.
type AppointmentKind string

// Appointment is a moment the coach has promised to use. After Until it is too late to be useful.
type Appointment struct {
	Kind  AppointmentKind
	At    time.Time
	Until time.Time // zero: never too late
	// Slot is the naive local date (YYYY-MM-DD) and slot the moment stands for, such as "2026-03-29 morning": the
	// identity of the occurrence, which stays when the clock change moves the instant over midnight.
	Slot string
	// Spread says that nobody waits for this very moment: where many are due at once, they come one after the other, by lot.
	Spread bool
}

// Due is an appointment whose moment has come.
type Due struct {
	Member int64
	Chat   int64
	Appointment
}

// Fact is one line of the journal: something that happened and will not change. Data holds numbers, codes and
// dates only, never a member's words. The kinds with their data are listed in dialog/journal.go.
type Fact struct {
	At   time.Time
	Date Date
	Kind string
	Side Side // empty: both, or neither
	Data map[string]any
}
