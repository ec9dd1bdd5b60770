package report

import (
	"strings"
	"testing"

	"medius/coach"
)

// caption draws a chart and gives its words.
func caption(t *testing.T, r Record, w Window, chart Chart, side coach.Side, lang string) string {
	t.Helper()
	p, err := Draw(r, w, chart, side, Look{Say: speak(t, lang)})
	if err != nil {
		t.Fatal(err)
	}
	return p.Caption
}

// What is said is what was reported, in both languages, with dates and decimals as they are written there.
func TestCaptionsSayWhatWasReported(t *testing.T) {
	r := flaring(twelveWeeks)
	all := r.Everything(r.last())
	for _, test := range []struct {
		chart Chart
		lang  string
		want  []string
	}{
		{Pain, "en", []string{"Pain.", "83 scores", "highest 7", "In the sets at most 6", "On 13 mornings a painkiller"}},
		{Pain, "de", []string{"Schmerz.", "83 Werte", "höchster 7", "In den Sätzen höchstens 6", "An 13 Morgen wirkte ein Schmerzmittel"}},
		{Dose, "en", []string{"From Bridge biased to the sore side, 3×10, to Bridge on two legs, 3×6.", "2 flares.", "latest first\nmore · 4 May: felt and settled", "less · 23 Apr: too sore", "more · 29 Mar – 1 Apr, 2 times: felt"}},
		{Dose, "de", []string{"zu Brücke auf zwei Beinen, 3×6.", "2 Reizungen.", "das Neueste zuerst\nmehr · 4. Mai: gespürt", "weniger · 23. Apr.: zu gereizt"}},
		{Weeks, "en", []string{"2 Mar – 24 May 2026", "135 of 141 planned sessions kept: 133 done, 2 stopped because it hurt, which was right.", "27 more were rest", "6 were skipped."}},
		{Weeks, "de", []string{"2. März – 24. Mai 2026", "135 von 141 geplanten Einheiten eingehalten: 133 gemacht, 2 abgebrochen, weil es wehtat, was richtig war."}},
		{Training, "en", []string{"Training days: 71. Days with at least half of a main exercise done. The first 30 are complete."}},
	} {
		got := caption(t, r, all, test.chart, coach.Left, test.lang)
		for _, part := range test.want {
			if !strings.Contains(got, part) {
				t.Errorf("%s in %s: no %q in %q", test.chart, test.lang, part, got)
			}
		}
	}
	s := silent(twelveWeeks)
	if got := caption(t, s, s.Everything(s.last()), Pain, coach.Right, "de"); !strings.Contains(got, "Mitte 2,5") {
		t.Errorf("no German decimal in %q", got)
	}
}

// Nothing to show is said, not drawn; one value is a value.
func TestCaptionsOfLittle(t *testing.T) {
	empty := Record{Member: steady(1).Member}
	if got := caption(t, empty, Last(7, start), Pain, coach.Right, "en"); !strings.Contains(got, "No scores yet") {
		t.Errorf("got %q", got)
	}
	r := steady(2)
	if got, want := caption(t, r, r.Everything(r.last()), Pain, coach.Right, "en"), "Mornings: 1 score, 3; usual 3."; !strings.Contains(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := caption(t, r, r.Everything(r.last()), Training, "", "en"), "Training days: 2 of 30."; !strings.Contains(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A day of rest that the coach ordered is never counted against anybody.
func TestRestIsNotHeldAgainstAnybody(t *testing.T) {
	r := flaring(twelveWeeks)
	w := Window{From: start.Add(14), To: start.Add(20)}
	got := caption(t, r, w, Weeks, "", "en")
	if !strings.Contains(got, "3 of 3 planned sessions done.") || !strings.Contains(got, "rest by the coach") {
		t.Errorf("got %q", got)
	}
}
