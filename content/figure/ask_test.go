package figure

import (
	"testing"

	"medius/coach"
	"medius/content/figure/body"
)

// Whatever goes into a picture changes its hash; asking twice does not.
func TestHashKnowsWhatGoesIn(t *testing.T) {
	hash := func(change func(*Ask), k Kind, n int) string {
		a := sample(t)
		change(&a)
		h, err := a.Hash(k, n)
		if err != nil || len(h) != 64 {
			t.Fatalf("%q: %v", h, err)
		}
		return h
	}
	same := func(*Ask) {}
	first := hash(same, Moving, 0)
	if hash(same, Moving, 0) != first || hash(func(a *Ask) { a.Build = coach.Woman }, Moving, 0) != first {
		t.Error("the same ask has two hashes")
	}
	seen := map[string]string{first: "the first"}
	for name, h := range map[string]string{
		"a still":       hash(same, Step, 1),
		"another still": hash(same, Step, 2),
		"a mistake":     hash(same, Wrong, 1),
		"left":          hash(func(a *Ask) { a.Side = coach.Left }, Moving, 0),
		"a man":         hash(func(a *Ask) { a.Build = coach.Man }, Moving, 0),
		"full":          hash(func(a *Ask) { a.Full = true }, Moving, 0),
		"seconds":       hash(func(a *Ask) { a.Phases[0].Seconds++ }, Moving, 0),
		"a word":        hash(func(a *Ask) { a.Say = func(key string) string { return key + "!" } }, Moving, 0),
		"a pose": hash(func(a *Ask) {
			p := a.Scene.Poses["P2"]
			p.Pelvis.Tilt = body.Deg(11)
			a.Scene.Poses["P2"] = p
		}, Moving, 0),
		"a direction": hash(func(a *Ask) {
			up := body.Direction("up")
			a.Scene.Poses["P1"].OArm.Hand.Fingers = &up
		}, Moving, 0),
		"a mark":   hash(func(a *Ask) { a.Scene.Cycle[0].Marks[1].Arrow.Stop = false }, Moving, 0),
		"a prop":   hash(func(a *Ask) { a.Scene.Props[0].At[0] = 0.4 }, Moving, 0),
		"a camera": hash(func(a *Ask) { a.Scene.Camera.Pitch = 3 }, Moving, 0),
	} {
		if other, taken := seen[h]; taken {
			t.Errorf("%s has the hash of %s", name, other)
		}
		seen[h] = name
	}
}

func TestStepsKnowTheirWords(t *testing.T) {
	a := Ask{ID: "x", Full: true, Phases: []Phase{{Name: "a"}, {Name: "b", Full: true}}}
	for n, want := range map[int]string{1: "exercise.x.start", 2: "exercise.x.move.1", 3: "exercise.x.full.move"} {
		if got := a.StepKey(n); got != want {
			t.Errorf("step %d: %s, want %s", n, got, want)
		}
	}
	a.Full = false
	if got := a.StepKey(3); got != "exercise.x.move.2" {
		t.Errorf("step 3: %s", got)
	}
}

func TestScenesThatCannotBePlayedAreRefused(t *testing.T) {
	for name, spoil := range map[string]func(*Scene){
		"no cycle":       func(s *Scene) { s.Cycle = nil },
		"unknown phase":  func(s *Scene) { s.Cycle[0].Phase = "sideways" },
		"unknown pose":   func(s *Scene) { s.Cycle[0].To = "P9" },
		"unknown ghost":  func(s *Scene) { s.Cycle[0].Ghost = "P9" },
		"unknown of":     func(s *Scene) { s.Cycle[0].Marks[0].Bar.Of = "P9" },
		"a jump":         func(s *Scene) { s.Cycle[2].To = "P2" },
		"its own base":   func(s *Scene) { p := s.Poses["P1"]; p.From = "P3"; s.Poses["P1"] = p },
		"two in a mark":  func(s *Scene) { s.Cycle[0].Marks[0].Stop = &Sign{} },
		"half an arrow":  func(s *Scene) { s.Cycle[0].Marks[1].Arrow.Path = nil },
		"unknown bone":   func(s *Scene) { s.Props[1].Round = []string{"tail"} },
		"unknown muscle": func(s *Scene) { s.Cycle[0].Tint = Tint{"heart": 1} },
		"out of reach":   func(s *Scene) { s.Poses["P1"].OArm.Hand.X = body.Deg(0.9) },
	} {
		a := sample(t)
		spoil(&a.Scene)
		if _, err := studio(t).Still(a, 1); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// What is a mistake short of the full range only is not shown in it, and the others keep their numbers and build on the
// pose that the full range ends in.
func TestFullRangeLeavesOutWhatIsNoMistakeInIt(t *testing.T) {
	for _, r := range exercises(t, false) {
		short, full := r.ask(func(key string) string { return key }, false), r.ask(func(key string) string { return key }, true)
		for n := 1; n <= full.Mistakes(); n++ {
			if got, want := full.MistakeKey(n), short.MistakeKey(n); got != want {
				t.Errorf("%s: picture %d shows %s in the full range and %s otherwise", r.ID, n, got, want)
			}
		}
		if r.ID != "hip_drop" {
			continue
		}
		if short.Mistakes() != full.Mistakes()+1 || short.MistakeKey(short.Mistakes()) != "exercise.hip_drop.mistake.4" {
			t.Errorf("sinking below level: %d mistakes, in the full range %d", short.Mistakes(), full.Mistakes())
		}
		for _, a := range []Ask{short, full} {
			s, err := newStage(a.Scene, a.Phases, a.Full)
			if err != nil {
				t.Fatal(err)
			}
			want := map[bool]string{false: "P4", true: "P4_full"}[a.Full]
			if got := s.right(a.mistakes()[0]); got != want {
				t.Errorf("full range %v: right is %s, want %s", a.Full, got, want)
			}
		}
	}
}
