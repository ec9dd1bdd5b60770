package main

import (
	"errors"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// The test binary is medius too, so that scripts and tests run the program as a process of its own.
func TestMain(m *testing.M) { testscript.Main(m, map[string]func(){"medius": listenedTo}) }

// What people type, and what they get: testdata/*.txtar.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"exits": exits},
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", env.WorkDir)
			env.Defer(func() { searched(t, env.WorkDir) })
			return nil
		},
	})
}

// exits runs a command and wants an exit status: "exits 2 medius run".
func exits(ts *testscript.TestScript, negated bool, args []string) {
	if negated || len(args) < 2 {
		ts.Fatalf("usage: exits status command...")
	}
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		ended, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = ended.ExitCode()
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("exit status %d, want %s", got, args[0])
	}
}

// fullDisk takes so many bytes.
type fullDisk struct{ left int }

func (d *fullDisk) Write(p []byte) (int, error) {
	if d.left -= len(p); d.left < 0 {
		return 0, syscall.ENOSPC
	}
	return len(p), nil
}

// What could not be written out is an error, and not a short file.
func TestWhatIsSaidToAFullDisk(t *testing.T) {
	for _, verb := range [][]string{{"version"}, {"config", "reference"}, {"completion", "bash"}, {"man"}} {
		var errs strings.Builder
		if status := run(t.Context(), verb, strings.NewReader(""), &fullDisk{5}, &errs); status != 1 || !strings.Contains(errs.String(), "no space left") {
			t.Errorf("%v: status %d: %s", verb, status, &errs)
		}
	}
}
