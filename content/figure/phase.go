package figure

import "math"

// Phase is one part of a repetition or hold, as the exercise file has it.
type Phase struct {
	Name    string
	Seconds int    // 0 when Hold
	Hold    bool   // as long as the plan's hold
	Once    bool   // once per set, not in every repetition
	Full    bool   // another way in the full range
	Count   string // the key of the words shown while it is counted
}

// How long what takes long is shown. A hold lasts 5 to 30 s by the plan and a rest up to 30; nobody watches that. The
// tempo bar marks such a phase as cut and says the real length.
const (
	shownHold = 5 // seconds of a hold
	longest   = 8 // seconds of a phase that is shown whole
	shownLong = 4 // seconds of a longer one
	introTime = 1 // seconds of the start, which is also how long the end is held
)

// shown is how long the phase lasts in the moving picture, in seconds, and whether that is less than it really lasts.
func (p Phase) shown() (seconds int, cut bool) {
	switch {
	case p.Hold:
		return shownHold, true
	case p.Seconds > longest:
		return shownLong, true
	}
	return p.Seconds, false
}

// FrameRate is how many frames a second has. GIF counts in hundredths, so that their delays differ: 8, 8, 9, 8, 8, 9, …
const FrameRate = 12

// delay of a frame in hundredths of a second; those of FrameRate frames in a row add up to 100.
func delay(frame int) int {
	if frame%3 == 2 {
		return 9
	}
	return 8
}

// ease starts and stops softly: t and the result run from 0 to 1.
func ease(t float64) float64 { return (1 - math.Cos(math.Pi*t)) / 2 }
