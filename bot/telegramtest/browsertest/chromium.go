// Package browsertest finds the browser that tests look at pages with.
package browsertest

import (
	"os"
	"os/exec"
	"testing"
)

// Chromium gives the path of a browser, or skips the test: a short run opens none, and a machine may lack one. CHROMIUM names another.
func Chromium(t testing.TB) string {
	t.Helper()
	if testing.Short() {
		t.Skip("a short run opens no browser; one without -short does")
	}
	if path := os.Getenv("CHROMIUM"); path != "" {
		return path
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "headless-shell"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("Chromium is not installed (package chromium), and CHROMIUM does not name one")
	return ""
}
