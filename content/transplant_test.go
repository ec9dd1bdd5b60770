package content

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// In a copy of the whole repository the steps are all there is to do: the tests that still fail are those of the second table, and
// no others.
func TestALanguageIsAddedAsThePaperSays(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the tests of a copy")
	}
	steps, want := stepsOnPaper(t)
	copied := t.TempDir()
	copyRepository(t, copied)
	tree := unpacked(t)
	for _, step := range steps {
		if do := newcomerSteps[step]; do != nil {
			do(t, tree)
		}
	}
	for name, f := range tree {
		if err := os.WriteFile(filepath.Join(copied, "content", filepath.FromSlash(name)), f.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	say := func(env string, args ...string) (string, error) {
		cmd := exec.CommandContext(t.Context(), "go", args...)
		cmd.Dir, cmd.Env = copied, append(os.Environ(), "GOFLAGS=-buildvcs=false", env)
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	if out, err := say("UPDATE=1", "test", "-vet=off", "./content", "-run", "CountriesHave"); err != nil {
		t.Fatal(out)
	}
	// All that is about texts, and of the pictures, charts and papers what is about their words: drawing them takes long.
	out, _ := say("UPDATE=", "test", "-vet=off", "-short", "-json", "-skip", "Zone|Picture|Drawing|Gallery|ALanguage|TestFind", "./content", "./coach/words")
	more, _ := say("UPDATE=", "test", "-vet=off", "-short", "-json", "-run", aboutWords, "./content/figure", "./report", ".")
	if got := failing(t, out+more); !slices.Equal(got, slices.Sorted(slices.Values(want))) {
		t.Errorf("what fails after the steps: %q, the paper says %q", got, want)
	}
}

// aboutWords are tests of words in pictures, charts, reports and of the conversation.
const aboutWords = "Words|Texts?[A-Z]|Tempo|Letter|HaveRoom|Margins|Range|Language|Reminders|Said|Caption"

// failing are the tests that failed, sorted, without those inside another.
func failing(t *testing.T, events string) []string {
	t.Helper()
	var names []string
	passed := 0
	for in := bufio.NewScanner(bytes.NewReader([]byte(events))); in.Scan(); {
		var e struct{ Action, Test, Package string }
		if json.Unmarshal(in.Bytes(), &e) != nil || strings.Contains(e.Test, "/") {
			continue
		}
		switch {
		case e.Action == "pass" && e.Test != "":
			passed++
		case e.Action == "fail" && e.Test != "":
			names = append(names, e.Test)
		case strings.HasPrefix(e.Action, "build-fail"):
			names = append(names, "building "+e.Package)
		}
	}
	if passed < 50 {
		t.Fatalf("%d tests passed:\n%.2000s", passed, events)
	}
	slices.Sort(names)
	return names
}

// copyRepository copies what is in it, but for what begins with a point.
func copyRepository(t *testing.T, to string) {
	t.Helper()
	err := filepath.WalkDir("..", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name != ".." && strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() && entry.Name() != ".ci" {
				return fs.SkipDir
			}
		}
		rel, err := filepath.Rel("..", name)
		if err != nil {
			return err
		}
		at := filepath.Join(to, rel)
		if entry.IsDir() {
			return os.MkdirAll(at, 0o700)
		}
		if !entry.Type().IsRegular() {
			return nil
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		return os.WriteFile(at, data, info.Mode().Perm())
	})
	if err != nil {
		t.Fatal(err)
	}
}
