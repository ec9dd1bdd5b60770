package medius_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const inAModule = `=== Package Results ===

Vulnerability #1: GO-0000-0001
    Something in a module
  Module: example.org/module
    Found in: example.org/module@v1.0.0
    Fixed in: example.org/module@v1.0.1
`

const inGo = `=== Package Results ===

Vulnerability #1: GO-0000-0002
    Something in Go
  Standard library
    Found in: net/http@go1.0
    Fixed in: net/http@go1.0.1
`

// What .ci/vulncheck makes of what govulncheck says: it fails on what a change can mend and on what it does not understand, and
// not where there is no database to be had.
func TestVulnerabilitiesAreJudged(t *testing.T) {
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("bash is not installed (package bash)")
	}
	for name, c := range map[string]struct {
		says   string
		status string // of govulncheck
		args   []string
		fails  bool
		want   string
	}{
		"nothing found":               {"No vulnerabilities found.", "0", nil, false, "no known vulnerability in any package"},
		"in a module":                 {inAModule, "3", nil, true, "Fixed in: example.org/module@v1.0.1"},
		"in Go":                       {inGo, "3", nil, false, "Fixed in: net/http@go1.0.1"},
		"in Go, before a release":     {inGo, "3", []string{"--release"}, true, "Fixed in: net/http@go1.0.1"},
		"in both":                     {inGo + inAModule, "3", nil, true, "GO-0000-0001"},
		"no database, and none kept":  {"govulncheck: fetching vulnerabilities: no such host", "1", nil, false, "not checked for known vulnerabilities"},
		"no database for a release":   {"govulncheck: fetching vulnerabilities: no such host", "1", []string{"--release"}, true, "not checked for known vulnerabilities"},
		"code that cannot be checked": {"govulncheck: loading packages: a misspelt word", "1", nil, true, "a misspelt word"},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			said, fake := filepath.Join(folder, "said"), filepath.Join(folder, "govulncheck")
			write(t, said, c.says, 0o600)
			write(t, fake, "#!/bin/sh\ncat "+said+"\nexit "+c.status+"\n", 0o700)
			script := exec.CommandContext(t.Context(), "bash", append([]string{".ci/vulncheck"}, c.args...)...)
			// Without a proxy and with an empty cache the module with the database cannot be had either.
			script.Env = append(os.Environ(), "GOVULNCHECK="+fake, "GOPROXY=off", "GOMODCACHE="+folder)
			out, err := script.CombinedOutput()
			if failed := err != nil; failed != c.fails || !strings.Contains(string(out), c.want) {
				t.Errorf("%v:\n%s", err, out)
			}
		})
	}
}

func write(t *testing.T, path, text string, mode os.FileMode) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
}
