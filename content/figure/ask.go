package figure

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"medius/coach"
)

// Version of the engine is part of every picture's hash. Raise it whenever a picture comes out differently from the same
// scene, or old pictures stay in the caches.
const Version = 7

// Ask says which exercise is to be shown, and how.
type Ask struct {
	ID     string // of the exercise, for its text keys and for errors
	Scene  Scene
	Phases []Phase     // in the full range with its seconds and words, when Full
	Side   coach.Side  // the sore side; "" when neither stands out
	Build  coach.Build // "" is coach.Woman
	Full   bool
	// Alike tells that both legs do the same for both hips, so that no side need be marked when Side is "".
	Alike bool
	// Say gives the words for a text key.
	Say func(key string) string
}

// Kind is a kind of picture.
type Kind string

// The kinds.
const (
	Moving Kind = "moving"
	Step   Kind = "step"  // one step as a still: 1 is the start, then each phase
	Wrong  Kind = "wrong" // right beside wrong: 1 to the number of the scene's mistakes
)

// Size is the width and height of picture n of a kind, in pixels.
func (a Ask) Size(k Kind, n int) (width, height int) {
	switch {
	case k == Wrong && n >= 1 && n <= a.Mistakes() && a.mistakes()[n-1].Stack:
		return stackWide, 2 * (panelHead + stackHigh)
	case k == Wrong:
		return 2 * panelWide, panelHead + panelHigh
	case a.Scene.Size == Landscape:
		return 600, 480
	}
	return 480, 600
}

// Steps is how many stills there are: the start and each phase.
func (a Ask) Steps() int { return 1 + len(a.Phases) }

// Mistakes is how many pictures of right beside wrong there are.
func (a Ask) Mistakes() int { return len(a.mistakes()) }

func (a Ask) mistakes() []Mistake { return a.Scene.Drawn(a.Full) }

// StepKey is the key of the text that says the same as still n.
func (a Ask) StepKey(n int) string {
	if n <= 1 {
		return "exercise." + a.ID + ".start"
	}
	if a.Full && n-2 < len(a.Phases) && a.Phases[n-2].Full {
		return "exercise." + a.ID + ".full.move"
	}
	return fmt.Sprintf("exercise.%s.move.%d", a.ID, n-1)
}

// MistakeKey is the key of the text that says what picture n of right beside wrong shows.
func (a Ask) MistakeKey(n int) string {
	if n < 1 || n > a.Mistakes() {
		return ""
	}
	return fmt.Sprintf("exercise.%s.mistake.%d", a.ID, a.mistakes()[n-1].Shows)
}

// Seconds is how long the moving picture takes until it begins anew.
func (a Ask) Seconds() int {
	total := introTime
	for _, m := range a.Scene.Cycle {
		for _, p := range a.Phases {
			if p.Name == m.Phase {
				seconds, _ := p.shown()
				total += seconds
			}
		}
	}
	return total
}

// Hash names a picture by everything that goes into it, without drawing it: 64 hexadecimal digits.
func (a Ask) Hash(k Kind, n int) (string, error) {
	words := map[string]string{}
	for _, key := range a.Says() {
		words[key] = a.Say(key)
	}
	data, err := json.Marshal(struct {
		Version int
		Kind    Kind
		Number  int
		Scene   Scene
		Phases  []Phase
		Side    coach.Side
		Build   coach.Build
		Full    bool
		Alike   bool
		Words   map[string]string
	}{Version, k, n, a.Scene, a.Phases, a.Side, a.build(), a.Full, a.Alike, words})
	if err != nil {
		return "", fmt.Errorf("%s: %w", a.ID, err)
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), nil
}

func (a Ask) build() coach.Build {
	if a.Build == "" {
		return coach.Woman
	}
	return a.Build
}

// general are the words that every picture may need.
var general = []string{"figure.start", "figure.plan", "figure.seconds", "figure.sore", "figure.right", "figure.wrong"}

// Says lists the keys of all words that the pictures of the exercise may show, sorted.
func (a Ask) Says() []string {
	keys := map[string]bool{}
	for _, key := range general {
		keys[key] = true
	}
	for _, p := range a.Phases {
		keys[p.Count] = true
	}
	for _, key := range a.Scene.Says() {
		keys[key] = true
	}
	return slices.Sorted(maps.Keys(keys))
}

// Says lists the keys of the words that the scene names, sorted.
func (s Scene) Says() []string {
	keys := map[string]bool{s.Intro.Say: true}
	for _, m := range s.marks() {
		switch {
		case m.Label != nil:
			keys[m.Label.Say] = true
		case m.Level != nil:
			keys[m.Level.Say] = true
		}
	}
	for _, m := range s.Cycle {
		keys[m.Say] = true
	}
	for _, in := range s.Insets {
		keys[in.Say] = true
	}
	delete(keys, "")
	return slices.Sorted(maps.Keys(keys))
}

// marks lists all marks of the scene.
func (s Scene) marks() []Mark {
	all := slices.Clone(s.Intro.Marks)
	for _, m := range s.Cycle {
		all = slices.Concat(all, m.Marks, m.FullMarks)
	}
	for _, in := range s.Insets {
		all = append(all, in.Marks...)
	}
	for _, m := range s.Mistakes {
		all = slices.Concat(all, m.Marks, m.RightMarks, m.WrongMarks)
	}
	return all
}
