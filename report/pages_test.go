package report

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
)

// Another program than the one that writes the reports reads them without a complaint: every page has something on it,
// and nothing stands where a printer cannot print.
func TestAnotherProgramReadsTheReports(t *testing.T) {
	if _, err := exec.LookPath("pdftoppm"); err != nil {
		t.Skip("pdftoppm is not installed (poppler-utils)")
	}
	dir := t.TempDir()
	all := lives()
	for _, name := range []string{"answered", "both", "silent", "empty"} {
		r := all[name]
		file := filepath.Join(dir, name+".pdf")
		if err := os.WriteFile(file, made(t, r, r.Everything(r.last()), options(t, "de")), 0o600); err != nil {
			t.Fatal(err)
		}
		paged(t, file, 36, "-gray")
		pages, err := filepath.Glob(filepath.Join(dir, name+"-*.pgm"))
		if err != nil || len(pages) == 0 {
			t.Fatalf("%s: no pages: %v", name, err)
		}
		for _, page := range pages {
			if fault := pageFault(t, page); fault != "" {
				t.Errorf("%s: %s", filepath.Base(page), fault)
			}
		}
	}
}

// pageFault looks at a page of grey points, 36 to the inch.
func pageFault(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var wide, high, most int
	if _, err := fmt.Fscanf(bytes.NewReader(data), "P5\n%d %d\n%d\n", &wide, &high, &most); err != nil || wide*high == 0 {
		t.Fatalf("%s: %v", file, err)
	}
	points := data[len(data)-wide*high:]
	const margin = 9 // a quarter of an inch
	ink := 0
	for i, p := range points {
		x, y := i%wide, i/wide
		if p > 200 {
			continue
		}
		ink++
		if slices.Min([]int{x, y, wide - 1 - x, high - 1 - y}) < margin {
			return fmt.Sprintf("ink in the margin, at %d, %d of %d, %d", x, y, wide, high)
		}
	}
	if ink < 60 {
		return fmt.Sprintf("%d points of ink: as good as empty", ink)
	}
	return ""
}
