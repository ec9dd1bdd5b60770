package coach

import "testing"

// Notes are kept up to a number, and what was there before is not written to.
func TestNotesHaveAnEnd(t *testing.T) {
	var notes []Note
	for n := range MostNotes {
		more, ok := WithNote(notes, Note{Date: "2026-03-02", Text: "n"})
		if !ok || len(more) != n+1 || len(notes) != n {
			t.Fatalf("note %d: %t, %d", n, ok, len(more))
		}
		notes = more
	}
	if more, ok := WithNote(notes, Note{Text: "one too many"}); ok || len(more) != MostNotes {
		t.Errorf("one too many: %t, %d", ok, len(more))
	}
}
