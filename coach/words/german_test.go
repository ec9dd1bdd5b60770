package words_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"medius/coach"
	"medius/coach/words"
)

// Another language is data: German says "half seven" for 6:30, counts the minutes around the half hour, joins its number
// words and writes the day before the month, and no line of code knows.
func TestGermanNeedsNoCode(t *testing.T) {
	l, err := load("../../content/texts/words.de.yaml")
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
		"3 Minuten": -1, "ein Schmerz": -1, "gut": -1, "bis 3": -1, "morgen 3": -1, "besser als 3": -1, "gestern 3": -1,
		"Guten Morgen, heute 2": 2, "tut nicht weh": 0, "keine": 0, "es ist eine fuenf": 5, "nicht so schlimm, 2": 2,
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
	for text, want := range map[string]string{
		"meine Hüfte tut heute echt weh": "hurts", "es tut wieder so weh": "hurts", "die Hüfte tut wirklich sehr weh": "hurts", "tut heute nicht weh": "",
		"Ich hab auf den falschen Knopf gedrückt": "undo", "aus Versehen gedrückt": "undo", "ich habe mich verdrückt": "undo",
	} {
		if got, _ := l.Command(text); got != want {
			t.Errorf("Command(%q) is %q, want %q", text, got, want)
		}
	}
	if err := l.Check(); err != nil {
		t.Error(err)
	}
}

// agreedGerman says in German what the agreed table says in English; the lexicon may hold more, never less.
var agreedGerman = map[words.Flag]string{
	{Class: words.Emergency, Question: 1}: "gestürzt · gestuerzt · hingefallen · Sturz · Unfall · Autounfall · gebrochen · Bruch · Fraktur · Frakturen · ausgekugelt · " +
		"ausgerenkt · angefahren · kann nicht laufen · kann nicht gehen · kann nicht stehen · kann nicht auftreten · kann kaum auftreten · kann das Bein nicht belasten · Bein ist kürzer · " +
		"nach außen gedreht · nach aussen gedreht",
	{Class: words.Emergency, Question: 2}: "Fieber · fiebrig · Temperatur · Schüttelfrost · Schuettelfrost · heiß und rot · heiss und rot · rot und geschwollen · " +
		"geschwollene Hüfte · Hüfte ist geschwollen · Eiter · fühle mich sehr krank · fühle mich richtig krank",
	{Class: words.Emergency, Question: 3}: "Blase · Blasenschwäche · Darm · Stuhlgang · inkontinent · Inkontinenz · eingenässt · in die Hose gemacht · kann nicht pinkeln · Reithose · " +
		"taub zwischen den Beinen · zwischen den Beinen ist es taub · beide Beine schwach · Leiste taub",
	{Class: words.Emergency, Question: 4}: "Brustschmerz · Brustschmerzen · Schmerzen in der Brust · Brust tut weh · Atemnot · keine Luft · kann nicht atmen · kurzatmig · " +
		"Wade geschwollen · Wade ist geschwollen · geschwollene Wade · Wade heiß · kollabiert · zusammengebrochen · ohnmächtig · ohnmaechtig · Ohnmacht · bewusstlos · Thrombose",
	{Class: words.Urgent, Question: 5}: "Krebs · Brustkrebs · Tumor · Tumore · Metastasen · Gewicht verloren · verliere Gewicht · abgenommen · Nachtschweiß · Nachtschweiss · schwitze nachts",
	{Class: words.Urgent, Question: 6}: "dauernd Schmerzen · ständig Schmerzen · Dauerschmerz · hört nicht auf · keine Position · in jeder Lage · unerträglich · unertraeglich · " +
		"schlimmste Schmerzen · viel schlimmer · immer schlimmer · halte es nicht mehr aus",
	{Class: words.Urgent, Question: 7}: "taub · Taubheit · Taubheitsgefühl · Kribbeln · kribbelt · Ameisenlaufen · schwaches Bein · Bein knickt weg · weggeknickt · gibt nach · kann nicht bewegen · " +
		"kann das Bein nicht heben · Knall · geknallt · geschnappt · geknackt · gerissen · Riss · eingerissen · Sehnenriss",
	{Class: words.Urgent, Question: 8}: "Operation · operiert · OP · Spritze · Kortison · Cortison · Kortisonspritze · Injektion · Infektion · Infekt · Chemo · Chemotherapie · Transplantation · Immunsystem",
	{Class: words.Urgent, Question: 9}: "Leiste · Leistenschmerz · Ermüdungsbruch · Ermuedungsbruch · Stressfraktur · Osteoporose · Osteopenie · beide Hüften steif · jeden Morgen steif · " +
		"morgens steif",
	{Class: words.Stroke}: "Gesicht hängt · Mundwinkel hängt · verwaschene Sprache · halbseitig · habe einen Schlaganfall",
	{Class: words.Life}:   "mich umbringen · nicht mehr leben · Suizid · Suizidgedanken · Selbstmord · will sterben · möchte sterben · moechte sterben · Leben beenden · lebensmüde",
}

func german(t *testing.T) *words.Lexicon {
	t.Helper()
	l, err := load("../../content/texts/words.de.yaml")
	if err != nil {
		t.Fatal(yaml.FormatError(err, false, true))
	}
	return l
}

// Each agreed German warning fires alone, in a sentence, shouted, and negated.
func TestEveryAgreedGermanWarningFires(t *testing.T) {
	l := german(t)
	if len(agreedGerman) != len(agreed) {
		t.Errorf("%d classes, English has %d", len(agreedGerman), len(agreed))
	}
	for flag, table := range agreedGerman {
		for word := range strings.SplitSeq(table, " · ") {
			for _, text := range []string{
				word, strings.ToUpper(word) + "!!!", "also " + word + " seit heute", "kein " + word, "(" + word + ")",
				strings.ReplaceAll(word, " ", "  \n"), strings.ReplaceAll(word, " ", ", "),
			} {
				if !slices.Contains(l.Flags(text), flag) {
					t.Errorf("%q does not raise %v but %v", text, flag, l.Flags(text))
				}
			}
		}
	}
}

// What people really write, in whole sentences and with slips.
func TestGermanFlags(t *testing.T) {
	l := german(t)
	for _, c := range []struct {
		text     string
		question int // 0: life
	}{
		{"bin gestern auf der treppe ausgerutscht", 1}, {"Ich kann mit dem Bein nicht auftreten", 1}, {"ich kann garnicht mehr laufen", 1}, {"hab mir glaub ich die hüfte gebrochn", 1},
		{"Ich bin eingeschlafen und dann aus dem Bett gefallen", 1}, {"bin hingefalen", 1}, {"gesturzt", 1},
		{"hab 39 fieber", 2}, {"Schütelfrost", 2}, {"die Hüfte ist ganz rot und dick", 2}, {"FIEBERRRR", 2}, {"meine Leiste ist geschwollen", 2},
		{"Ich kann das Wasser nicht mehr halten", 3}, {"untenrum ist alles taub", 3}, {"kann nicht aufs klo", 3},
		{"es sticht in der brust", 4}, {"krieg keine luft", 4}, {"meine Wade ist dick", 4}, {"mir wurde schwarz vor den Augen", 4}, {"bin in Onmacht gefallen", 4},
		{"hatte vor 10 Jahren Prostatakrebs", 5}, {"habe 5 kilo abgenommen", 5}, {"nachts schwitze ich alles durch", 5},
		{"die Schmerzen hören auch nachts nicht auf, unerträglich", 6}, {"es wird immer schlimmer", 6}, {"der Schmerz geht nicht mehr weg", 6},
		{"mein fuß ist eingeschlafen", 7}, {"das bein ist mir weggeknickt", 7}, {"es hat laut geknackt", 7}, {"ich krieg das bein nicht mehr hoch", 7},
		{"wurde letzten monat operirt", 8}, {"Cortisonspritze vor 2 Wochen", 8}, {"Infekion", 8},
		{"es zieht in die leiste", 9}, {"osteoperose", 9}, {"Ich bin jeden Morgen ganz steif", 9},
		{"Ich will nicht mehr leben!", 0}, {"suizit", 0}, {"ich bring mich um", 0},
	} {
		flags := l.Flags(c.text)
		if !slices.ContainsFunc(flags, func(f words.Flag) bool { return f.Question == c.question }) {
			t.Errorf("Flags(%q) is %v, want question %d", c.text, flags, c.question)
		}
	}
}
