package report

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

var look = flag.String("look", "", "a folder to write the charts and the pages of the reports to")

// TestLook writes every chart of every simulated member, light in English and dark in German, and the pages of their
// reports, for whoever changes a drawing to look at, on a wide screen and no wider than a phone:
//
//	go test ./report -run TestLook -look DIR
//
// The reports are PDF; where pdftoppm is installed (poppler-utils) their pages are pictures too.
func TestLook(t *testing.T) {
	if *look == "" {
		t.Skip("no folder given with -look")
	}
	if err := os.MkdirAll(*look, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, r := range lives() {
		for lang, isDark := range map[string]bool{"en": false, "de": true} {
			pictures, err := Pictures(r, r.Everything(r.last()), Look{Say: speak(t, lang), Dark: isDark})
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range pictures {
				file := fmt.Sprintf("%s-%s%s-%s", name, p.Chart, p.Side, lang)
				save(t, file+".png", p.PNG)
				save(t, file+".txt", []byte(p.Caption+"\n"))
			}
			save(t, name+"-"+lang+".pdf", made(t, r, r.Everything(r.last()), options(t, lang)))
			if _, err := exec.LookPath("pdftoppm"); err == nil {
				paged(t, filepath.Join(*look, name+"-"+lang+".pdf"), 110, "-png")
			}
		}
	}
}

func save(t *testing.T, name string, file []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(*look, name), file, 0o644); err != nil {
		t.Fatal(err)
	}
}

// paged lets another program than the one that wrote a PDF draw its pages, beside it.
func paged(t *testing.T, pdf string, dots int, format string) {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "pdftoppm", "-r", fmt.Sprint(dots), format, pdf, pdf[:len(pdf)-len(".pdf")]).CombinedOutput()
	if err != nil || len(out) > 0 {
		t.Fatalf("pdftoppm %s: %v: %s", filepath.Base(pdf), err, out)
	}
}
