package report

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"io"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"gonum.org/v1/plot/vg/vgimg"

	"medius/coach"
)

func options(t testing.TB, lang string) Options {
	return Options{Say: speak(t, lang), Language: lang, Made: time.Date(2026, 5, 25, 18, 0, 0, 0, time.UTC)}
}

// answered adds what questionnaires, runs and red flags leave behind in a long programme.
func answered(r Record) Record {
	o := coach.Outcomes{Activities: []coach.Activity{{ID: "a", Text: "Walk <30> min & back ≥ 1 km 🏃"}, {ID: "b", Text: "Auf der Seite schlafen"}}}
	o = o.Note(coach.Survey{Date: start, First: true, Pain: coach.Rated(6), Activities: map[string]int{"a": 3, "b": 2},
		Situations: map[coach.Situation]int{coach.Stairs: 4, coach.Rising: 5}, Stands: map[coach.Side]coach.Stand{coach.Left: {Seconds: 8, Pain: 5}}})
	for week := 1; week <= 11; week++ {
		o = o.Note(coach.Survey{Date: start.Add(7 * week), Pain: coach.Rated(6 - week/3), Activities: map[string]int{"a": 3 + week/3, "b": 2 + week/2},
			Situations: map[coach.Situation]int{coach.Stairs: 4 + week/3}})
	}
	r.Member.Outcomes = o.Note(coach.Survey{Date: start.Add(80), Change: coach.Rated(3), Stands: map[coach.Side]coach.Stand{coach.Left: {Seconds: 27, Pain: 2}}})
	r.Member.Notes = []coach.Note{{Date: start.Add(12), Text: "= carried the shopping, four flights & back"}, {Date: start.Add(75), Text: "Neue Matratze"}}
	r.Member.Running = coach.StartRunning(start.Add(60)).Log(start.Add(61), coach.Rated(1)).Log(start.Add(64), coach.Rated(2))
	for n, f := range []coach.Fact{
		{Kind: "routine_flag", Data: map[string]any{"flag": "R_FALLS"}},
		{Kind: "red_flag", Data: map[string]any{"flag": "U_NERVE"}},
		{Kind: "unlock", Data: map[string]any{"flag": "U_NERVE", "by": "physiotherapist"}},
		{Kind: "sharp", Data: map[string]any{"exercise": "clam"}},
		{Kind: "prescription", Data: map[string]any{"seat": 1, "kind": "reps", "rung": 0, "reps": 12, "exercise": "", "until": "", "what": "shown"}},
		{Kind: "prescription", Data: map[string]any{"seat": 1, "kind": "reps", "rung": 0, "reps": 12, "exercise": "", "until": "", "what": "in_force"}},
		{Kind: "prescription", Data: map[string]any{"seat": 1, "kind": "without", "rung": 0, "reps": 0, "exercise": "clam", "until": "", "what": "declined"}},
		{Kind: "visa_g", Data: map[string]any{"seat": 1, "score": 58}},
		{Kind: "visa_g", Data: map[string]any{"seat": 1, "score": 71}},
	} {
		f.Date = start.Add(20 + n)
		f.At = clock(f.Date, coach.Morning)
		r.Facts = append(r.Facts, f)
	}
	return r
}

// written is a document taken apart: everything that is drawn or written, without the compression.
func written(t *testing.T, pdf []byte) string {
	t.Helper()
	var plain strings.Builder
	for rest := pdf; ; {
		head, stream, found := bytes.Cut(rest, []byte("stream\n"))
		for line := range strings.Lines(string(head)) {
			if !sizes.MatchString(line) {
				plain.WriteString(line)
			}
		}
		if !found {
			return plain.String()
		}
		body, after, _ := bytes.Cut(stream, []byte("\nendstream"))
		if reader, err := zlib.NewReader(bytes.NewReader(body)); err == nil {
			if body, err = io.ReadAll(reader); err != nil {
				t.Fatal(err)
			}
		}
		plain.Write(body)
		rest = after
	}
}

// sizes are the lines that change with the compression: lengths and offsets.
var sizes = regexp.MustCompile(`/Length|^\d{10} |^\d+\s*$`)

var shown = regexp.MustCompile(`BT ([\d.-]+) ([\d.-]+) Td \(((?s:(?:\\.|[^\\)])*))\) Tj ET`)

// line is a text on a page, in points from the lower left.
type line struct {
	x, y float64
	text string
}

// read gives the texts of a document in the order in which they were written.
func read(t *testing.T, pdf []byte) []line {
	t.Helper()
	unescape := strings.NewReplacer(`\\`, `\`, `\(`, "(", `\)`, ")", `\r`, "\r")
	var out []line
	for _, m := range shown.FindAllStringSubmatch(written(t, pdf), -1) {
		raw := unescape.Replace(m[3])
		units := make([]uint16, 0, len(raw)/2)
		for i := 0; i+1 < len(raw); i += 2 {
			units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
		}
		x, _ := strconv.ParseFloat(m[1], 64)
		y, _ := strconv.ParseFloat(m[2], 64)
		out = append(out, line{x, y, string(utf16.Decode(units))})
	}
	return out
}

func made(t *testing.T, r Record, w Window, o Options) []byte {
	t.Helper()
	pdf, err := Document(r, w, o)
	if err != nil {
		t.Fatal(err)
	}
	return pdf
}

// The reports look as they did when somebody looked at them.
func TestReportsLookAsTheyDid(t *testing.T) {
	hashes := map[string]string{}
	for name, r := range lives() {
		for _, lang := range []string{"en", "de"} {
			pdf := made(t, r, r.Everything(r.last()), options(t, lang))
			hashes[name+"-"+lang] = fmt.Sprintf("%x", sha256.Sum256([]byte(written(t, pdf))))[:16]
			if len(pdf) > 400_000 {
				t.Errorf("%s: %d bytes", name, len(pdf))
			}
		}
	}
	golden(t, "reports.txt", hashes)
}

// The same record and moment give the same bytes; the moment is in the document.
func TestReportsAreTheSameToTheByte(t *testing.T) {
	r := answered(flaring(twelveWeeks))
	w := r.Everything(r.last())
	first := made(t, r, w, options(t, "en"))
	if !bytes.Equal(first, made(t, r, w, options(t, "en"))) {
		t.Error("two reports of the same differ")
	}
	later := options(t, "en")
	later.Made = later.Made.AddDate(0, 0, 1)
	if bytes.Equal(first, made(t, r, w, later)) {
		t.Error("a report of another day is the same")
	}
}

// What has to stand in a report stands in it, in both languages.
func TestAReportHoldsWhatItMust(t *testing.T) {
	r := answered(flaring(twelveWeeks))
	for lang, want := range map[string][]string{
		"en": {
			"Self-reported, not a medical record.", "25 May 2026, rules version 1", "no name given", "a physiotherapist",
			"– Walk <30> min & back ≥ 1 km", "Red flag U_NERVE: growing numbness", "U_NERVE cleared by a physiotherapist.",
			"BACK2_RED", "never tested on patients", "No time: 6.", "Stage 0 of 9", "= carried the shopping, four flights & back", "Better: the pain fell", "2.5", "Page 1 of",
		},
		"de": {
			"Selbst angegeben, keine Krankenakte.", "25. Mai 2026, Regeln Version 1", "Warnzeichen U_NERVE: zunehmende Taubheit",
			"nie an Patienten erprobt", "Besser: Der Schmerz fiel", "2,5", "Seite 1 von",
		},
	} {
		all := make([]string, 0, 1000)
		for _, l := range read(t, made(t, r, r.Everything(r.last()), options(t, lang))) {
			all = append(all, l.text)
		}
		text := strings.Join(all, " ")
		for _, part := range want {
			if !strings.Contains(text, part) {
				t.Errorf("%s: no %q", lang, part)
			}
		}
	}
}

// What is said to be entered was: a score that was raised for somebody who began sore stands as it was given, with what was
// added; a 10 is the most there is, so that a 9 and a 10 both come to one.
func TestARaisedScoreStandsAsItWasEntered(t *testing.T) {
	for pain, want := range map[int]string{8: "in sets 8 (+1, began sore)", 9: "in sets 9 (+1, began sore)", 10: "in sets 10, after 5 (+1, began sore)"} {
		r := stopped(6, pain)
		if got := wholly(t, r, "en"); !strings.Contains(got, want) || !strings.Contains(got, "the rules see the pain") {
			t.Errorf("%d in the sets: no %q in %s", pain, want, got)
		}
	}
	r := flaring(twelveWeeks)
	if got := wholly(t, r, "en"); strings.Contains(got, "began sore") {
		t.Error("raised for somebody who did not begin sore")
	}
}

// The same sessions are counted the same way everywhere: kept are those done and those stopped because it hurt, a training
// day is one with half of a main exercise, and the ceiling is no achievement.
func TestTheReportSaysWhatItCounts(t *testing.T) {
	r := stopped(3, 8)
	for lang, want := range map[string][]string{
		"en": {"5 of 5 planned sessions kept: 4 done, 1 stopped because it hurt, which was right.", "5 of 5 planned sessions kept, 100 %.",
			"Days rated", "Training days 2 of 30", "A training day is one with at least half of a main exercise done.", "May go up to rung 7 of 7"},
		"de": {"5 von 5 geplanten Einheiten eingehalten: 4 gemacht, 1 abgebrochen, weil es wehtat, was richtig war.", "Obergrenze Stufe 7 von 7"},
	} {
		got := wholly(t, r, lang)
		for _, part := range want {
			if !strings.Contains(got, part) {
				t.Errorf("%s: no %q in %s", lang, part, got)
			}
		}
	}
}

// wholly is the text of a whole report, broken lines joined.
func wholly(t *testing.T, r Record, lang string) string {
	t.Helper()
	var all []string
	for _, l := range read(t, made(t, r, r.Everything(r.last()), options(t, lang))) {
		all = append(all, l.text)
	}
	return strings.Join(all, " ")
}

// Where a page turns in a paragraph, at least two of its lines stand together on both sides; a short one is not parted.
func TestNoLineOfAParagraphStandsAlone(t *testing.T) {
	for lines := 2; lines <= 6; lines++ {
		for room := range lines + 2 {
			o := options(t, "en")
			p := newPaper(words{o.Say}, o.Made, "en", "t", "f")
			p.y = lowest - 10*(float64(room)+0.5) // ten points a line
			p.paragraph(10/1.4, light.ink, strings.Repeat(strings.Repeat("x", 80)+" ", lines))
			first, second := lines, 0
			if p.pdf.PageNo() > 1 {
				second = int((p.y-pageMargin)/10 + 0.5)
				first = lines - second
			}
			if first == 1 || second == 1 || lines <= 3 && first*second > 0 || second == 0 && room < lines {
				t.Errorf("%d lines with room for %d: %d, then %d", lines, room, first, second)
			}
		}
	}
}

// Every change of the plan is in the report with its rule; days that changed nothing are counted.
func TestEveryChangeIsInTheReport(t *testing.T) {
	for _, r := range []Record{flaring(twelveWeeks), both(twelveWeeks), silent(twelveWeeks)} {
		texts := []string{}
		for _, l := range read(t, made(t, r, r.Everything(r.last()), options(t, "en"))) {
			texts = append(texts, l.text)
		}
		for _, d := range r.Days {
			for i := range d.Verdicts {
				v := &d.Verdicts[i]
				rule := v.Row + " " + string(v.Reason)
				if !slices.ContainsFunc(texts, func(s string) bool { return strings.HasPrefix(s, rule) || strings.HasPrefix(rule, s) && s != "" }) {
					t.Errorf("%s: no %q", d.Date, rule)
				}
			}
		}
	}
}

// A report of the last days looks at them only.
func TestAReportOfAPart(t *testing.T) {
	r := answered(flaring(twelveWeeks))
	var dates []string
	for _, l := range read(t, made(t, r, Last(14, r.last()), options(t, "en"))) {
		dates = append(dates, l.text)
	}
	if !slices.Contains(dates, "11 May – 24 May 2026") || slices.Contains(dates, "10 May") || !slices.Contains(dates, "12 May") {
		t.Errorf("got %q", dates)
	}
	if _, err := Document(Record{}, Window{}, options(t, "en")); err == nil {
		t.Error("a report of no days")
	}
}

// Every text of every page stands inside its margins.
func TestPagesKeepTheirMargins(t *testing.T) {
	for name, r := range lives() {
		for _, lang := range languages(t) {
			for _, l := range read(t, made(t, r, r.Everything(r.last()), options(t, lang))) {
				if l.x < pageMargin-8 || l.x > pageWidth-pageMargin+1 || l.y < 24 || l.y > pageHeight-pageMargin+1 {
					t.Errorf("%s in %s: %+v", name, lang, l)
				}
			}
		}
	}
}

// Whatever is lived can be drawn and written.
func TestAnyLifeCanBeShown(t *testing.T) {
	for seed := range uint64(12) {
		random := rand.New(rand.NewPCG(seed, 7))
		one := func(n int) bool { return random.IntN(n) == 0 }
		courses := []coach.Course{sore(coach.Left, random.IntN(8), random.IntN(6))}
		if one(3) {
			courses = append(courses, sore(coach.Right, random.IntN(8), random.IntN(6)))
		}
		r := lived(courses, 1+random.IntN(40), func(int, coach.Side) mood {
			return mood{
				morning: random.IntN(4) * random.IntN(4), during: random.IntN(11), after: random.IntN(8), night: random.IntN(4), effort: random.IntN(4),
				tenths: random.IntN(11), silent: one(5), killer: one(6), skip: one(6), pause: one(9), stopped: one(12),
			}
		})
		w := Last(1+random.IntN(60), r.last().Add(random.IntN(30)))
		made(t, r, w, options(t, "de"))
		for _, chart := range []Chart{Pain, Dose, Weeks, Training} {
			s := newSheet(&scribe{Canvas: vgimg.New(10, 10)}, pictureWidth, 1100, pictureText, words{speak(t, "de")}, dark)
			if said, err := s.chart(r, r.since(w), chart, coach.Left); err != nil || said == "" {
				t.Fatalf("seed %d, %s: %v", seed, chart, err)
			}
		}
	}
}

func BenchmarkReport(b *testing.B) {
	r, o := answered(flaring(twelveWeeks)), options(b, "en")
	for b.Loop() {
		if _, err := Document(r, r.Everything(r.last()), o); err != nil {
			b.Fatal(err)
		}
	}
}

// How far the hip drop went stands below the exercises, and what opened and closed its full range among what touches safety.
func TestTheReportTellsTheRange(t *testing.T) {
	r := lived([]coach.Course{sore(coach.Left, 4, 1)}, 10, func(int, coach.Side) mood { return calm })
	tells := func(r Record, lang string) string {
		var all []string
		for _, l := range read(t, made(t, r, r.Everything(r.last()), options(t, lang))) {
			all = append(all, l.text)
		}
		return strings.Join(all, " ")
	}
	if got := tells(r, "en"); !strings.Contains(got, "The hip drop goes down to level.") || strings.Contains(got, "below level") || !strings.Contains(got, "3 s down") {
		t.Errorf("down to level: %s", got)
	}
	for n := 4; n < 7; n++ {
		r.Days[n].Rounds[0].Mark(coach.Left).Full = true
	}
	r.Member.Courses[0].Range = coach.Range{Opened: start.Add(4), Way: coach.RangePhysiotherapist}
	r.Facts = append(r.Facts,
		coach.Fact{At: calendar(start.Add(4)), Date: start.Add(4), Kind: "range", Side: coach.Left, Data: map[string]any{"what": "opened", "way": "physiotherapist"}})
	if got := tells(r, "en"); !strings.Contains(got, "on 3 of 10 days") || !strings.Contains(got, "Now in the full range.") || !strings.Contains(got, "4 s down") ||
		!strings.Contains(got, "their physiotherapist told them to") {
		t.Errorf("in the full range: %s", got)
	}
	r.Member.Courses[0].Range = coach.Range{Closed: start.Add(7), Why: coach.RangeEndRed}
	r.Facts = append(r.Facts,
		coach.Fact{At: calendar(start.Add(7)), Date: start.Add(7), Kind: "range", Side: coach.Left, Data: map[string]any{"what": "closed", "why": "red"}})
	if got := tells(r, "de"); !strings.Contains(got, "an 3 von 10 Tagen") || !strings.Contains(got, "Zurzeit bis zur Waagrechten.") || !strings.Contains(got, "ein Tag mit L3 oder L4") {
		t.Errorf("closed again: %s", got)
	}
}

// Every way and every end of the full range has its words, in every language.
func TestEveryRangeHasItsWords(t *testing.T) {
	for _, lang := range languages(t) {
		d := document{paper: &paper{words: words{speak(t, lang)}}}
		for _, way := range rangeWays {
			if d.ranged(coach.Fact{Data: map[string]any{"what": "opened", "way": way}}) == "" {
				t.Errorf("%s has no words", way)
			}
		}
		for _, end := range rangeEnds {
			if d.ranged(coach.Fact{Data: map[string]any{"what": "closed", "why": end}}) == "" {
				t.Errorf("%s has no words", end)
			}
		}
	}
}

// What a physiotherapist has set and entered stands in the report, in the words that the member read.
func TestTheReportSaysWhatWasPrescribed(t *testing.T) {
	r := answered(flaring(twelveWeeks))
	var all strings.Builder
	for _, l := range read(t, made(t, r, r.Everything(r.last()), options(t, "en"))) {
		all.WriteString(l.text + "\n")
	}
	for _, want := range []string{"Limits set by a physiotherapist", "At most 12 repetitions in a set", "in force", "Leave out “Clam”", "the member would rather not", "VISA-G, total 0 to 100", "+13"} {
		if !strings.Contains(all.String(), want) {
			t.Errorf("the report does not say %q", want)
		}
	}
}

// A name with a picture in it stands in the report without the picture; one of pictures only is none.
func TestANameWithAPicture(t *testing.T) {
	r := steady(7)
	for label, want := range map[string]string{"Anna 🌸": "Anna", "🦩🦩": speak(t, "en")("report.unnamed", nil)} {
		o := options(t, "en")
		o.Label = label
		var texts []string
		for _, l := range read(t, made(t, r, r.Everything(r.last()), o)) {
			texts = append(texts, l.text)
		}
		if !slices.Contains(texts, want) || slices.ContainsFunc(texts, func(s string) bool { return strings.Contains(s, "Anna ") }) {
			t.Errorf("%s: %q", label, texts[:min(12, len(texts))])
		}
	}
}
