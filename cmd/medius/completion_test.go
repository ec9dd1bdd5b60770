package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// typing is what stands before the cursor, and what has to be offered for its last word, or must not be.
var typing = []struct {
	words       string
	offers, not []string
}{
	{"", []string{"run", "doctor", "version", "config"}, []string{"dump"}},
	{"co", []string{"config", "completion"}, []string{"run"}},
	{"config ", []string{"dump", "reference"}, []string{"run"}},
	{"-c my.yaml config ", []string{"dump", "reference"}, []string{"run"}},
	{"config dump --", []string{"--config"}, []string{"--member"}},
	{"export --", []string{"--member", "--all", "--out"}, []string{"--addr"}},
	{"figures --side ", []string{"left", "right"}, []string{"--out", "run"}},
	{"backup -", []string{"--out", "-c", "--config"}, nil},
	{"completion ", []string{"bash", "zsh", "fish"}, []string{"run"}},
}

// What a shell offers is what can be typed there.
func TestCompletionsInTheShells(t *testing.T) {
	for _, shell := range []string{"bash", "fish", "zsh"} {
		t.Run(shell, func(t *testing.T) {
			program, err := exec.LookPath(shell)
			if err != nil {
				t.Skipf("%s is not installed (package %s)", shell, shell)
			}
			script := filepath.Join(t.TempDir(), "medius."+shell)
			if err := os.WriteFile(script, []byte(printed(t, "completion", shell)), 0o600); err != nil {
				t.Fatal(err)
			}
			if shell == "fish" { // the others leave names of files to the shell itself
				kept := filepath.Join(t.TempDir(), "kept")
				if err := os.WriteFile(kept, nil, 0o600); err != nil {
					t.Fatal(err)
				}
				for _, typed := range []string{"restore " + kept[:len(kept)-1], "backup -c " + kept[:len(kept)-1]} {
					if offered := offers(t, program, shell, script, typed); !slices.Contains(offered, kept) {
						t.Errorf("%q: the file is not in %q", typed, offered)
					}
				}
			}
			for _, c := range typing {
				offered := offers(t, program, shell, script, c.words)
				for _, want := range c.offers {
					if !slices.Contains(offered, want) {
						t.Errorf("%q: %s is not in %q", c.words, want, offered)
					}
				}
				for _, never := range c.not {
					if slices.Contains(offered, never) {
						t.Errorf("%q: %s is in %q", c.words, never, offered)
					}
				}
			}
		})
	}
}

// printed is what the program prints.
func printed(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs strings.Builder
	if status := run(t.Context(), args, strings.NewReader(""), &out, &errs); status != 0 || errs.Len() > 0 {
		t.Fatalf("%v: status %d: %s", args, status, &errs)
	}
	return out.String()
}

// offers asks a shell. zsh completes at a terminal only: there the functions that would show the words print them.
func offers(t *testing.T, program, shell, script, typed string) []string {
	t.Helper()
	var ask string
	words := append([]string{"medius"}, strings.Split(typed, " ")...)
	switch shell {
	case "bash":
		ask = fmt.Sprintf(`source %s; COMP_WORDS=(%s ""); COMP_CWORD=%d; COMP_WORDS[COMP_CWORD]=%q; _medius; printf '%%s\n' "${COMPREPLY[@]}"`,
			script, strings.Join(words[:len(words)-1], " "), len(words)-1, words[len(words)-1])
	case "fish":
		ask = fmt.Sprintf(`source %s; complete -C "medius %s"`, script, typed)
	case "zsh":
		ask = fmt.Sprintf(`compdef() { : }; _files() { : }; compadd() { shift; print -l -- "$@" }
			_describe() { local c; for c in "${(@P)2}"; do print -r -- "${c%%%%:*}"; done }
			words=(%s ""); CURRENT=%d; source %s; _medius`, strings.Join(words[:len(words)-1], " "), len(words), script)
	}
	out, err := exec.CommandContext(t.Context(), program, "-c", ask).CombinedOutput()
	if err != nil {
		t.Fatalf("%q: %v: %s", typed, err, out)
	}
	var all []string
	for line := range strings.Lines(string(out)) {
		word, _, _ := strings.Cut(strings.TrimSpace(line), "\t")
		if shell != "zsh" || strings.HasPrefix(word, words[len(words)-1]) { // zsh itself picks what fits
			all = append(all, word)
		}
	}
	return all
}
