package content

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"medius/coach"
)

func shipped(t *testing.T) *Library {
	t.Helper()
	l, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// What the coach plans with and what it says about an exercise are the same facts.
func TestExercisesAgreeWithThePlan(t *testing.T) {
	l := shipped(t)
	for _, want := range coach.Exercises() {
		got, ok := l.Exercise(want.ID)
		if !ok {
			t.Errorf("%s: no file", want.ID)
			continue
		}
		facts := coach.Exercise{ID: got.ID, Rung: got.Rung, Role: got.Role, Dose: got.Dose,
			LoadsBoth: got.LoadsBoth, OneLeg: got.OneLeg, Symmetric: got.Symmetric}
		facts.Into, facts.OutOf = ramps(got)
		if facts != want {
			t.Errorf("%s: got  %+v\nwant %+v", want.ID, facts, want)
		}
	}
	for _, e := range l.Exercises() {
		if _, ok := coach.ExerciseByID(e.ID); !ok {
			t.Errorf("%s: the coach never plans it", e.ID)
		}
	}
}

// ramps are the seconds before and after the hold of an exercise that is held; the rest after it is not one of them.
func ramps(e Exercise) (into, outOf int) {
	held := false
	for _, p := range e.Phases {
		switch {
		case p.Hold:
			held = true
		case p.Name == "rest":
		case held:
			outOf += p.Seconds
		default:
			into += p.Seconds
		}
	}
	if !held {
		return 0, 0
	}
	return into, outOf
}

// The seconds of the programme, written down a second time: a repetition's length, with a hold of 10 s where there is
// one, and whether the article has the exercise.
func TestExercisesCarryTheProgramme(t *testing.T) {
	want := []struct {
		id      string
		seconds int
		origin  Origin
		squeeze Compression
	}{
		{"static_abduction_lying", 2 + 10 + 2 + 5, Added, Low},
		{"static_abduction_standing", 2 + 10 + 2 + 5, Added, Low},
		{"double_leg_bridge", 6, Added, Low},
		{"side_lying_abduction", 6, FromArticle, Medium},
		{"clam", 6, FromArticle, Medium},
		{"offset_bridge", 6, Added, Low},
		{"sit_to_stand", 7, Added, Low},
		{"hip_drop", 7, FromArticle, Medium},
		{"single_leg_balance", 2 + 1 + 10 + 2 + 5, FromArticle, Medium},
		{"one_leg_squat_chair", 6, FromArticle, Medium},
		{"single_limb_squat", 6, FromArticle, Medium},
		{"side_steps", 2, Added, Low},
		{"side_plank_abduction_up", 5, FromArticle, Medium},
		{"side_plank_abduction_down", 5, FromArticle, High},
		{"front_plank", 2 + 10 + 2 + 30, FromArticle, Low},
		{"sitting_hip_flexion", 5, FromComment, Low},
		{"standing_resisted_hip_flexion", 6, FromComment, Low},
		{"straight_leg_raise", 7, FromComment, Low},
	}
	got := shipped(t).Exercises()
	if len(got) != len(want) {
		t.Fatalf("%d exercises, want %d", len(got), len(want))
	}
	for i, w := range want {
		e := got[i]
		if e.ID != w.id || e.RepSeconds(10, false) != w.seconds || e.Origin != w.origin || e.Compression != w.squeeze {
			t.Errorf("%d: got %s, %d s, %s, %s; want %+v", i, e.ID, e.RepSeconds(10, false), e.Origin, e.Compression, w)
		}
		if full := e.RepSeconds(10, true); (full != w.seconds) != (w.id == "hip_drop") {
			t.Errorf("%s: %d s in full range", e.ID, full)
		}
	}
}

// bothSides are the words for the sore side and the other leg, by language: how has to say both.
var bothSides = map[string][]string{"en": {"sore side", "other leg"}, "de": {"schmerzende Seite", "anderes Bein"}}

// A tired person reads how before a set: it fits a caption, and says sore side and other leg in words.
func TestHowFitsACaptionAndNamesBothSides(t *testing.T) {
	l := shipped(t)
	for _, lang := range l.Languages() {
		if len(bothSides[lang]) == 0 {
			t.Errorf("%s: no words for the sides", lang)
		}
		for _, e := range l.Exercises() {
			for _, key := range []string{".how", ".full.how"} {
				key = "exercise." + e.ID + key
				if !l.Has(key) {
					continue
				}
				how, err := l.Say(lang, key, nil)
				if err != nil {
					t.Error(err)
				}
				if n := utf8.RuneCountInString(how); n > 500 {
					t.Errorf("%s %s: %d characters, at most 500", lang, key, n)
				}
				for _, words := range bothSides[lang] {
					if !strings.Contains(how, words) {
						t.Errorf("%s %s does not say %q", lang, key, words)
					}
				}
			}
		}
	}
}

// planned and seconds are how a move names its time, by language.
var (
	planned = map[string]string{"en": "time of your plan", "de": "wie dein Plan es sagt"}
	seconds = map[string]string{"en": " %d second", "de": " %d Sekunde"}
)

// Every seconds figure of a phase stands in its sentence, so that text and timer cannot drift apart.
func TestMovesSayTheSecondsOfTheirPhase(t *testing.T) {
	l := shipped(t)
	for _, lang := range l.Languages() {
		if planned[lang] == "" || seconds[lang] == "" {
			t.Errorf("%s: no words for the seconds", lang)
			continue
		}
		for _, e := range l.Exercises() {
			for i, p := range e.Phases {
				move := l.texts[lang][fmt.Sprintf("exercise.%s.move.%d", e.ID, i+1)].text
				if p.Hold != strings.Contains(move, planned[lang]) {
					t.Errorf("%s %s %s: a hold is as long as the plan says: %q", lang, e.ID, p.Name, move)
				}
				if !p.Hold && !strings.Contains(move, fmt.Sprintf(seconds[lang], p.Seconds)) {
					t.Errorf("%s %s %s: no %d seconds in %q", lang, e.ID, p.Name, p.Seconds, move)
				}
			}
		}
	}
}

// numeral is a number as it stands in a text.
var numeral = regexp.MustCompile(`\d+`)

// A translation carries the same figures: seconds, degrees, pain limits and doses do not change with the language.
func TestTranslatedExercisesKeepTheFigures(t *testing.T) {
	l := shipped(t)
	sorted := func(lang, key string) []string {
		return slices.Sorted(slices.Values(numeral.FindAllString(l.texts[lang][key].text, -1)))
	}
	for _, lang := range l.Languages() {
		for _, key := range l.Keys(lang) {
			if !strings.HasPrefix(key, "exercise.") {
				continue
			}
			if got, want := sorted(lang, key), sorted(Reference, key); !slices.Equal(got, want) {
				t.Errorf("%s %s: figures %v, want %v", lang, key, got, want)
			}
		}
	}
}

const oneExercise = `
id: x
rung: 1
role: main
origin: article
licence: l
dose: reps
compression: low
works: both
equipment: [mat]
phases: [{name: up, seconds: 2}]
texts:
  en: {name: n, purpose: p, start: s, move: [m], count: {up: u}, hands: h, cue: [c], mistake: [m], easier: e,
    harder: h, stop_when: s, equipment: e, origin: o, tempo: t, how: h}
`

// A slip in an exercise file is found when the program starts.
func TestLoadRefusesHalfAnExercise(t *testing.T) {
	for _, c := range []struct{ about, from, to, want string }{
		{"nothing wrong", "", "", ""},
		{"a misspelt field", "works:", "wroks:", "wroks"},
		{"an id that is not the file's name", "id: x", "id: y", "file's name"},
		{"a rung off the ladder", "rung: 1", "rung: 8", "rung 8"},
		{"an unknown role", "role: main", "role: star", "role"},
		{"an addition without a source", "origin: article", "origin: added", "source"},
		{"no licence", "licence: l", "licence: ''", "licence"},
		{"a fixed dose on the ladder", "dose: reps", "dose: reps\nfixed: {sets: 1, reps: 1}", "fixed"},
		{"an unknown compression", "compression: low", "compression: lo", "compression"},
		{"a worst case that is none", "compression: low", "compression: low\ncompression_worst: low", "worst"},
		{"a phase without length", "seconds: 2", "seconds: 0", "either seconds or hold"},
		{"more moves than phases", "[m], count", "[m, m], count", "2 moves for 1 phases"},
		{"no words for the count", "count: {up: u}, ", "", "no text count.up"},
		{"a text nobody asks for", "tempo: t", "tempo: t, tmepo: t", "1 texts"},
		{"a missing text", "tempo: t, ", "", "no text tempo"},
		{"a blank where none is filled", "tempo: t", "tempo: '{side}'", "blanks [side]"},
		{"no texts", "en:", "de:", "no texts in en"},
		{"what makes the parser panic", "[mat]", "!00\n000: #", "yaml"},
	} {
		t.Run(c.about, func(t *testing.T) {
			data := strings.Replace(oneExercise, c.from, c.to, 1)
			_, err := load(fstest.MapFS{
				"texts/en.yaml":    {Data: []byte("a: b")},
				"exercises/x.yaml": {Data: []byte(data)},
			})
			if c.want == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v; want an error with %q", err, c.want)
			}
		})
	}
}

// Whatever an exercise file holds, loading it says yes or no; a yes means that all its words can be said.
func FuzzExercise(f *testing.F) {
	f.Add(oneExercise)
	f.Add(strings.Replace(oneExercise, "seconds: 2", "seconds: 2, seconds_full: 3, once: first", 1))
	f.Add("texts: {en: [a]}")
	f.Fuzz(func(t *testing.T, data string) {
		l, err := load(fstest.MapFS{"texts/en.yaml": {Data: []byte("a: b")}, "exercises/x.yaml": {Data: []byte(data)}})
		if err != nil {
			return
		}
		for _, e := range l.Exercises() {
			for _, p := range e.Phases {
				if _, err := l.Say("en", p.Count, nil); err != nil {
					t.Error(err)
				}
			}
			if _, err := l.Say("en", "exercise.x.how", nil); err != nil || e.RepSeconds(5, true) < 0 {
				t.Error(err)
			}
		}
	})
}
