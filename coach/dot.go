package coach

// Dot is one day of a week at a glance. None of them is red, and none breaks a row.
type Dot string

// The dots.
const (
	DotDone   Dot = "done"   // filled: at least one session was kept
	DotRest   Dot = "rest"   // filled as well: the coach ordered rest
	DotPaused Dot = "paused" // grey
	DotEmpty  Dot = "empty"  // planned, and not done
	DotNone   Dot = "none"   // nothing was planned, or the day is still open
)

// Filled: the day counts as kept. A rest that the coach ordered does, as a flare's does.
func (d Dot) Filled() bool { return d == DotDone || d == DotRest }

// DotOf shows a day by the best of its sessions: whoever did one of two has done something.
func DotOf(d Day) Dot {
	seen := map[Dot]bool{}
	for _, r := range d.Rounds {
		switch {
		case r.Outcome.Kept():
			seen[DotDone] = true
		case r.Outcome == Rested:
			seen[DotRest] = true
		case r.Outcome == Paused:
			seen[DotPaused] = true
		case r.Outcome.Planned():
			seen[DotEmpty] = true
		}
	}
	for _, dot := range []Dot{DotDone, DotRest, DotPaused, DotEmpty} {
		if seen[dot] {
			return dot
		}
	}
	return DotNone
}

// Dots shows the seven days that end with last, oldest first. Days of a pause that nobody opened are grey, too; pause is
// the one that is going on, nil when there is none.
func Dots(days []Day, pause *Pause, last Date) [7]Dot {
	var dots [7]Dot
	for i := range dots {
		date := last.Add(i - 6)
		dots[i] = DotNone
		if pause != nil && date >= pause.Since {
			dots[i] = DotPaused
		}
		for j := range days {
			if dot := DotOf(days[j]); days[j].Date == date && dot != DotNone {
				dots[i] = dot
			}
		}
	}
	return dots
}
