package words_test

import (
	"strings"
	"testing"
)

// An order to stop is heard with whatever stands beside it, and what asks for something else is none.
func TestHalts(t *testing.T) {
	for _, c := range []struct {
		text  string
		halts bool
		score int
	}{
		{"it hurts, stop", true, -1}, {"stop it hurts a lot", true, -1}, {"ouch stop", true, -1}, {"stop stop", true, -1},
		{"stop! it hurts", true, -1}, {"stop, it hurts, 7", true, 7}, {"stop, no pain", true, 0}, {"stop now it really hurts", true, -1},
		{"I have to go, bus", true, -1}, {"sorry, I have to go", true, -1}, {"I can't do any more", true, -1}, {"too much, I give up", true, -1},
		{"stop, wrong button", false, -1}, {"stop, wait a moment", false, -1}, {"it hurts", false, -1}, {"it hurts when I stop walking", false, -1},
		{"should I stop", false, -1}, {"8 done", false, -1}, {"stop. " + strings.Repeat("and then it went on and on ", 20), true, -1},
		{"I did not want to stop but then " + strings.Repeat("it went on and on ", 20), false, -1},
	} {
		if n, ok := lexicon(t).Halts(c.text); ok != c.halts || ok && n != c.score {
			t.Errorf("%q: halts %v with %d, want %v with %d", c.text, ok, n, c.halts, c.score)
		}
	}
}

func TestHaltsInGerman(t *testing.T) {
	for text, want := range map[string]bool{
		"stop es tut weh": true, "stopp tut weh": true, "aufhören, tut weh": true, "stopp stopp": true, "tut weh, stopp": true, "ich muss weg, bus kommt": true,
		"mir reichts, keine kraft mehr": true, "es tut halt weh": false, "halt, falsche taste": false, "stopp, warte kurz": false, "tut weh": false,
	} {
		if _, ok := german(t).Halts(text); ok != want {
			t.Errorf("%q: halts %v, want %v", text, ok, want)
		}
	}
}

// A number beside "done" is how many were done, from six on; beside a word for pain it is the score.
func TestTally(t *testing.T) {
	for _, c := range []struct {
		text         string
		count, score int
		ok           bool
	}{
		{"10 done", 10, -1, true}, {"done 10", 10, -1, true}, {"done, 8", 8, -1, true}, {"done, 3", 0, 0, false}, {"3 reps done", 3, -1, true},
		{"only 8, pain 4", 8, 4, true}, {"8 reps pain 3", 8, 3, true}, {"pain 3, 8 reps", 8, 3, true}, {"did 10, no pain", 10, 0, true},
		{"done, no pain", -1, 0, true}, {"done but it hurts 8", -1, 8, true}, {"done, pain 8", -1, 8, true}, {"it hurts 8", 0, 0, false},
		{"8", 0, 0, false}, {"done, sharp 8", 0, 0, false}, {"done", 0, 0, false}, {"it hurts", 0, 0, false}, {"8 of 10 done", 8, -1, true},
	} {
		if n, p, ok := lexicon(t).Tally(c.text); ok != c.ok || ok && (n != c.count || p != c.score) {
			t.Errorf("%q: %d done, pain %d, %v; want %d, %d, %v", c.text, n, p, ok, c.count, c.score, c.ok)
		}
	}
	for text, want := range map[string]int{"10 fertig": 10, "10 mal gemacht": 10, "fertig, 8": 8, "fertig, keine schmerzen": -1, "nur 8, schmerz 4": 8, "3 mal gemacht": 3} {
		if n, _, ok := german(t).Tally(text); !ok || n != want {
			t.Errorf("%q: %d %v, want %d", text, n, ok, want)
		}
	}
}

func TestTwoThingsInOneText(t *testing.T) {
	for _, c := range []struct {
		text         string
		score, night int
		medicine, ok bool
	}{
		{"3, slept badly", 3, 2, false, true}, {"4 but kept me awake", 4, 3, false, true}, {"3 and I took a paracetamol at 6", 3, -1, true, true},
		{"yesterday 7, today 3", 3, -1, false, true}, {"3", 0, 0, false, false}, {"3, slept well", 0, 0, false, false}, {"3 yes", 0, 0, false, false},
	} {
		n, night, medicine, ok := lexicon(t).MorningTold(c.text)
		if ok != c.ok || ok && (n != c.score || night != c.night || medicine != c.medicine) {
			t.Errorf("%q: %d %d %v %v", c.text, n, night, medicine, ok)
		}
	}
	for text, want := range map[string][2]int{
		"half past six in the morning and eight at night": {6, 20}, "7 am and 7 pm": {7, 19}, "8 pm and 7 am": {7, 20}, "7 and 8": {}, "07:00": {},
	} {
		a, b, ok := lexicon(t).TwoTimes(text)
		if ok != (want != [2]int{}) || a[0] != want[0] || b[0] != want[1] {
			t.Errorf("%q: %v %v %v", text, a, b, ok)
		}
	}
}
