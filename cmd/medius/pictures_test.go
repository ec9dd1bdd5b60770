package main

import (
	"slices"
	"testing"

	"medius/content"
)

// What the conversation thinks is drawn is what is drawn, in both ranges; only the hip drop has two.
func TestTheSheetKnowsWhatIsDrawn(t *testing.T) {
	library, err := content.Load()
	if err != nil {
		t.Fatal(err)
	}
	h := &house{library: library}
	for _, e := range library.Exercises() {
		sheet := h.sheet(e.ID)
		for _, full := range []bool{false, true} {
			var drawn []int
			for _, m := range e.Figure.Drawn(full) {
				drawn = append(drawn, m.Shows)
			}
			thought := slices.DeleteFunc(slices.Clone(sheet.Wrong), func(n int) bool { return full && slices.Contains(sheet.NotFull, n) })
			if !slices.Equal(thought, drawn) {
				t.Errorf("%s, full range %t: %v are drawn, %v are said to be", e.ID, full, drawn, thought)
			}
		}
		if two := e.ID == "hip_drop"; two != (sheet.FullMove == 3) || two != (len(sheet.NotFull) > 0) || !two && sheet.FullMove != 0 {
			t.Errorf("%s: %+v", e.ID, sheet)
		}
	}
}
