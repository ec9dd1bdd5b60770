package report

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"medius/coach"
	"medius/content"
)

// texts are the product's own, read once.
var texts = sync.OnceValues(content.Load)

// languages are all there are.
func languages(t testing.TB) []string {
	t.Helper()
	library, err := texts()
	if err != nil {
		t.Fatal(err)
	}
	return library.Languages()
}

// speak gives the product's own texts; a key that does not exist fails the test.
func speak(t testing.TB, lang string) Say {
	t.Helper()
	library, err := texts()
	if err != nil {
		t.Fatal(err)
	}
	return func(key string, blanks map[string]any) string {
		text, err := library.Say(lang, key, blanks)
		if err != nil {
			t.Errorf("%v", err)
		}
		return text
	}
}

// lives are the members whose charts are looked at.
func lives() map[string]Record {
	return map[string]Record{
		"steady": steady(twelveWeeks), "flaring": flaring(twelveWeeks), "silent": silent(twelveWeeks), "both": both(twelveWeeks),
		"answered": answered(flaring(twelveWeeks)), "week": steady(7), "six_weeks": steady(42), "one": steady(2), "stopped": stopped(6, 8), "empty": {Member: steady(1).Member},
	}
}

// last is the last day of a record.
func (r Record) last() coach.Date { return start.Add(max(1, len(r.Days)) - 1) }

// golden compares what was made with what somebody has looked at. The lines of the file are names and hashes. UPDATE=1
// takes the new ones; TestLook writes the pictures themselves: look at them first.
//
// A hash changes for one of these reasons, and each wants a look at the pictures: a drawing or a text was changed on
// purpose; a rule was, so that the simulated members live otherwise; gonum/plot, gg, x/image, fpdf or the font came in a new
// version. A change of the processor or of Go is no reason.
func golden(t *testing.T, file string, made map[string]string) {
	t.Helper()
	var lines strings.Builder
	for _, name := range slices.Sorted(maps.Keys(made)) {
		fmt.Fprintf(&lines, "%s %s\n", name, made[name])
	}
	file = filepath.Join("testdata", file)
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(file, []byte(lines.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(want)) {
		name, hash, _ := strings.Cut(strings.TrimSpace(line), " ")
		if made[name] != hash {
			t.Errorf("%s looks different: %s, was %s", name, made[name], hash)
		}
		delete(made, name)
	}
	for name := range made {
		t.Errorf("%s has not been looked at", name)
	}
}

// pixels is the hash of what a picture shows, whatever the compression.
func pixels(t *testing.T, file []byte) string {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	flat := image.NewRGBA(img.Bounds())
	draw.Draw(flat, flat.Bounds(), img, img.Bounds().Min, draw.Src)
	return fmt.Sprintf("%x", sha256.Sum256(flat.Pix))[:16]
}

// The charts look as they did when somebody looked at them: light in English, dark in German.
func TestChartsLookAsTheyDid(t *testing.T) {
	hashes := map[string]string{}
	for name, r := range lives() {
		for lang, isDark := range map[string]bool{"en": false, "de": true} {
			pictures, err := Pictures(r, r.Everything(r.last()), Look{Say: speak(t, lang), Dark: isDark})
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range pictures {
				file := fmt.Sprintf("%s-%s%s-%s", name, p.Chart, p.Side, lang)
				hashes[file] = pixels(t, p.PNG)
				if len(p.PNG) > 200_000 || len([]rune(p.Caption)) > 900 {
					t.Errorf("%s: %d bytes, a caption of %d letters (Telegram takes 1024)", file, len(p.PNG), len(p.Caption))
				}
			}
		}
	}
	golden(t, "charts.txt", hashes)
}

// Both sides have charts of their own, and the shared ones come once.
func TestEverySoreSideHasItsCharts(t *testing.T) {
	r := both(10)
	pictures, err := Pictures(r, Last(7, r.last()), Look{Say: speak(t, "en")})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range pictures {
		got = append(got, strings.TrimSuffix(string(p.Chart)+" "+string(p.Side), " "))
	}
	if want := []string{"pain left", "pain right", "dose left", "dose right", "weeks", "training"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestChartsThatCannotBeDrawn(t *testing.T) {
	look := Look{Say: speak(t, "en")}
	r := steady(3)
	if _, err := Draw(r, Window{}, Pain, coach.Right, look); err == nil {
		t.Error("a span without days was drawn")
	}
	if _, err := Draw(r, Last(7, r.last()), "pie", coach.Right, look); err == nil {
		t.Error("a chart that does not exist was drawn")
	}
}

func BenchmarkChart(b *testing.B) {
	r, look := flaring(twelveWeeks), Look{Say: speak(b, "en")}
	for b.Loop() {
		if _, err := Draw(r, r.Everything(r.last()), Pain, coach.Left, look); err != nil {
			b.Fatal(err)
		}
	}
}
