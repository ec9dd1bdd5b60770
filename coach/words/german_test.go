package words_test

import (
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"medius/coach"
	"medius/coach/words"
)

// Another language is data: German says "half seven" for 6:30, counts the minutes around the half hour, joins its number
// words and writes the day before the month, and no line of code knows.
func TestGermanNeedsNoCode(t *testing.T) {
	l, err := load("testdata/words.de.yaml")
	if err != nil {
		t.Fatal(yaml.FormatError(err, false, true))
	}
	for text, want := range map[string]string{
		"halb sieben": "6:30", "Halb Sieben abends": "18:30", "viertel nach sieben": "7:15", "Viertel vor 8": "7:45",
		"viertel acht": "7:15", "dreiviertel acht": "7:45", "fünf vor halb sieben": "6:25", "fünf nach halb 7": "6:35",
		"19 Uhr 30": "19:30", "19:30 Uhr": "19:30", "7 Uhr": "7:00", "um sieben Uhr abends": "19:00", "7.30": "7:30",
		"fünfundzwanzig vor acht": "7:35", "halb eins": "12:30", "2 Uhr nachts": "2:00", "Mittag": "12:00", "halb": "",
	} {
		if got := shown(l.Clock(text)); got != want {
			t.Errorf("Clock(%q) is %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]int{
		"drei": 3, "etwa vier": 4, "3 von 10": 3, "keine Schmerzen": 0, "FÜNF": 5, "4er": 4, "nicht 3": -1, "eine Minute": -1,
		"3 Minuten": -1,
	} {
		if score, _, _ := l.Pain(text); score != want {
			t.Errorf("Pain(%q) is %d, want %d", text, score, want)
		}
	}
	if _, between, v := l.Pain("zwischen drei und vier"); v != words.Ambiguous || between != [2]int{3, 4} {
		t.Errorf("zwischen drei und vier: %v %v", v, between)
	}
	if days, ok := l.Weekdays("Mo-Fr, aber nicht mittwochs"); !ok || days != [7]bool{1: true, 2: true, 4: true, 5: true} {
		t.Errorf("Mo-Fr, aber nicht mittwochs: %v %v", days, ok)
	}
	for text, want := range map[string]time.Duration{
		"in einer Stunde": time.Hour, "anderthalb Stunden": 90 * time.Minute, "1,5 Stunden": 90 * time.Minute,
		"zwei Stunden und 5 Minuten": 125 * time.Minute, "eine halbe Stunde": 30 * time.Minute,
	} {
		if got, ok := l.Duration(text); !ok || got != want {
			t.Errorf("Duration(%q) is %v %v, want %v", text, got, ok, want)
		}
	}
	for text, want := range map[string]coach.Date{
		"bis zum 3. April": "2026-04-03", "3.4.": "2026-04-03", "3/4": "2026-04-03", "bis Freitag": "2026-03-06", "zwei Wochen": "2026-03-18",
		"übermorgen": "2026-03-06", "24. Dezember 2027": "2027-12-24",
	} {
		if got, ok := l.Until(text, "2026-03-04"); !ok || got != want {
			t.Errorf("Until(%q) is %q %v, want %q", text, got, ok, want)
		}
	}
	for _, text := range []string{"Ich bin gestürzt!", "Ich kann nicht laufen", "kann gar nicht auftreten"} {
		if len(l.Flags(text)) == 0 {
			t.Errorf("Flags(%q) finds nothing", text)
		}
	}
	if l.Check() == nil {
		t.Error("a language with one warning class of ten passes the check")
	}
}
