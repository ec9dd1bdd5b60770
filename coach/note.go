package coach

import "slices"

// Note is a remark of the member's for their own report, kept because they asked for it. It decides nothing.
type Note struct {
	Date Date   `json:"date"`
	Text string `json:"text"`
}

// MostNotes are kept for a member: they are loaded with every turn.
const MostNotes = 50

// LongestNote is how long one may be, in letters.
const LongestNote = 300

// WithNote gives the notes with one more; false when there is no room.
func WithNote(notes []Note, n Note) ([]Note, bool) {
	if len(notes) >= MostNotes {
		return notes, false
	}
	return append(slices.Clip(notes), n), true
}
