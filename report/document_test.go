package report

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"medius/coach"
)

func options(t testing.TB, lang string) Options {
	return Options{Say: speak(t, lang), Language: lang, Made: time.Date(2026, 5, 25, 18, 0, 0, 0, time.UTC)}
}

// answered adds what the questionnaires, the runs and the red flags of a long programme would be.
func answered(r Record) Record {
	o := coach.Outcomes{Activities: []coach.Activity{{ID: "a", Text: "Walk <30> min & back ≥ 1 km 🏃"}, {ID: "b", Text: "Auf der linken Seite schlafen"}}}
	o = o.Note(coach.Survey{Date: start, First: true, Pain: coach.Rated(6), Activities: map[string]int{"a": 3, "b": 2},
		Situations: map[coach.Situation]int{coach.Stairs: 4, coach.Rising: 5}, Stands: map[coach.Side]coach.Stand{coach.Left: {Seconds: 8, Pain: 5}}})
	for week := 1; week <= 11; week++ {
		o = o.Note(coach.Survey{Date: start.Add(7 * week), Pain: coach.Rated(6 - week/3), Activities: map[string]int{"a": 3 + week/3, "b": 2 + week/2},
			Situations: map[coach.Situation]int{coach.Stairs: 4 + week/3}})
	}
	r.Outcomes = o.Note(coach.Survey{Date: start.Add(80), Change: coach.Rated(3), Stands: map[coach.Side]coach.Stand{coach.Left: {Seconds: 27, Pain: 2}}})
	run := coach.StartRunning(start.Add(60)).Log(start.Add(61), coach.Rated(1))
	r.Running = run.Log(start.Add(64), coach.Rated(2))
	for n, f := range []coach.Fact{
		{Kind: "routine_flag", Data: map[string]any{"flag": "R_FALLS"}},
		{Kind: "red_flag", Data: map[string]any{"flag": "U_NERVE"}},
		{Kind: "unlock", Data: map[string]any{"flag": "U_NERVE", "by": "physiotherapist"}},
		{Kind: "sharp", Data: map[string]any{"exercise": "clam"}},
	} {
		f.Date = start.Add(20 + n)
		f.At = clock(f.Date, coach.Morning)
		r.Facts = append(r.Facts, f)
	}
	return r
}

func TestShowPages(t *testing.T) {
	dir := os.Getenv("PICTURES")
	if dir == "" {
		t.Skip("PICTURES names no folder")
	}
	for name, r := range map[string]Record{"flaring": answered(flaring(84)), "both": both(84), "empty": lived(steady(0).Member.Courses, 0, nil), "week": steady(7)} {
		for _, lang := range []string{"en", "de"} {
			today := start.Add(max(1, len(r.Days)) - 1)
			pdf, err := Document(r, r.Everything(today), options(t, lang))
			if err != nil {
				t.Fatal(err)
			}
			os.WriteFile(filepath.Join(dir, name+"-"+lang+".pdf"), pdf, 0o600)
			t.Log(name, lang, len(pdf))
		}
	}
}
