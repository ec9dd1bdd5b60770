package coach

import (
	"fmt"
	"strings"
	"testing"
)

func written(kind DoseKind) string {
	var doses []string
	for step := 1; step <= TopStep; step++ {
		d := DoseAt(kind, step)
		switch {
		case kind == DosePlank:
			doses = append(doses, fmt.Sprintf("%d×%ds", d.Sets, d.Seconds))
		case d.Seconds > 0:
			doses = append(doses, fmt.Sprintf("%d×%d", d.Count, d.Seconds))
		default:
			doses = append(doses, fmt.Sprintf("%d×%d", d.Sets, d.Count))
		}
	}
	return strings.Join(doses, " ")
}

// The ladders spelled out, step 1 to 28.
func TestLadders(t *testing.T) {
	for kind, want := range map[DoseKind]string{
		DoseReps: "1×5 2×5 3×5 3×6 3×7 3×8 3×9 3×10 3×11 3×12 3×13 3×14 3×15 3×16 " +
			"3×17 3×18 3×19 3×20 3×21 3×22 3×23 3×24 3×25 3×26 3×27 3×28 3×29 3×30",
		DoseHold: "1×5 2×5 3×5 4×5 5×5 6×5 7×5 8×5 9×5 10×5 10×6 10×7 10×8 10×9 " +
			"10×10 9×12 8×14 8×15 7×18 7×19 7×20 6×24 6×25 6×26 6×27 6×28 6×29 6×30",
		DoseBalance: "1×10 2×10 3×10 4×10 5×10 5×10 5×10 5×10 6×10 6×10 7×10 7×10 8×10 8×10 " +
			"9×10 9×10 10×10 10×10 10×11 10×11 10×12 10×12 10×13 10×13 10×14 10×14 10×15 10×15",
		DosePlank: "1×5s 2×5s 3×5s 3×6s 3×7s 3×8s 3×9s 3×10s 3×11s 3×12s 3×13s 3×14s 3×15s 3×16s " +
			"3×17s 3×18s 3×19s 3×20s 3×21s 3×22s 3×23s 3×24s 3×25s 3×26s 3×27s 3×28s 3×29s 3×30s",
		DoseSideSteps: "1×5 1×5 2×5 2×6 2×7 2×8 2×9 2×10 2×11 2×12 2×13 2×14 2×15 2×15 " +
			"2×15 2×15 2×15 2×15 2×15 2×15 2×15 2×15 2×15 2×15 2×15 2×15 2×15 2×15",
	} {
		if got := written(kind); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", kind, got, want)
		}
	}
}

func TestTotals(t *testing.T) {
	seconds := []int{5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 60, 70, 80, 90, 100, 108, 112, 120, 126, 133, 140, 144, 150,
		156, 162, 168, 174, 180}
	for i, want := range seconds {
		if got := DoseAt(DoseHold, i+1).Total(); got != want {
			t.Errorf("holds at step %d last %d s, want %d", i+1, got, want)
		}
	}
	for kind, want := range map[DoseKind]int{DoseReps: 30, DosePlank: 30, DoseBalance: 50, DoseSideSteps: 20} {
		if got := DoseAt(kind, StartStep).Total(); got != want {
			t.Errorf("%s at the start: total %d, want %d", kind, got, want)
		}
	}
}

// No ladder falls from one step to the next, and none passes the bounds.
func TestLaddersNeverFallAndStayInBounds(t *testing.T) {
	for _, kind := range []DoseKind{DoseReps, DoseHold, DoseBalance, DosePlank, DoseSideSteps} {
		before := 0
		for step := 1; step <= TopStep; step++ {
			d := DoseAt(kind, step)
			if d.Kind != kind || d.Total() < before || d.Sets < 1 || d.Sets > 3 || d.Count < 1 || d.Count > 30 || d.Seconds > 30 {
				t.Errorf("%s at step %d: %+v, total %d after %d", kind, step, d, d.Total(), before)
			}
			before = d.Total()
		}
		if before > 180 {
			t.Errorf("%s ends at %d", kind, before)
		}
		if DoseAt(kind, 0) != DoseAt(kind, 1) || DoseAt(kind, 99) != DoseAt(kind, TopStep) {
			t.Errorf("%s: a step off the ladder must be its nearest end", kind)
		}
	}
}

// The reductions and the week's cap, step 1 to 28.
func TestReductionsAndCap(t *testing.T) {
	back1 := []int{1, 1, 2, 3, 4, 4, 5, 6, 7, 8, 8, 9, 10, 11, 12, 12, 13, 14, 15, 16, 16, 17, 18, 19, 20, 20, 21, 22}
	for i, want := range back1 {
		if got := Back1(i + 1); got != want {
			t.Errorf("Back1(%d) = %d, want %d", i+1, got, want)
		}
		if got := DoLess(i + 1); got != want {
			t.Errorf("DoLess(%d) = %d, want %d", i+1, got, want)
		}
	}
	for step := 1; step <= TopStep; step++ {
		want := 3
		if step <= 5 {
			want = 1
		} else if step <= 9 {
			want = 2
		}
		if got := WeekCap(step); got != want {
			t.Errorf("WeekCap(%d) = %d, want %d", step, got, want)
		}
		if got := half(step); got != (step+1)/2 || 2*got < step {
			t.Errorf("half(%d) = %d", step, got)
		}
	}
}
