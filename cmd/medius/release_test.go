package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

const repository = "../.."

// releaseFile is what of .goreleaser.yaml names files or systems.
type releaseFile struct {
	Before struct {
		Hooks []string `yaml:"hooks"`
	} `yaml:"before"`
	Builds []struct {
		Main    string   `yaml:"main"`
		Env     []string `yaml:"env"`
		Flags   []string `yaml:"flags"`
		Ldflags []string `yaml:"ldflags"`
		Goos    []string `yaml:"goos"`
		Goarch  []string `yaml:"goarch"`
		Goarm   []string `yaml:"goarm"`
		Ignore  []struct {
			Goos   string `yaml:"goos"`
			Goarch string `yaml:"goarch"`
		} `yaml:"ignore"`
	} `yaml:"builds"`
	Archives []struct {
		Files []string `yaml:"files"`
	} `yaml:"archives"`
	Nfpms []struct {
		Formats  []string          `yaml:"formats"`
		Scripts  map[string]string `yaml:"scripts"`
		Contents []struct {
			Src  string `yaml:"src"`
			Dst  string `yaml:"dst"`
			Type string `yaml:"type"`
		} `yaml:"contents"`
	} `yaml:"nfpms"`
}

func goreleaser(t *testing.T) releaseFile {
	t.Helper()
	var r releaseFile
	if err := yaml.Unmarshal(readFile(t, repository+"/.goreleaser.yaml"), &r); err != nil {
		t.Fatal(err)
	}
	if len(r.Builds) != 1 || len(r.Archives) != 1 || len(r.Nfpms) != 1 {
		t.Fatalf("%d builds, %d archives, %d packages", len(r.Builds), len(r.Archives), len(r.Nfpms))
	}
	return r
}

// made is the folder for what papers.sh makes; it is not in the repository.
const made = "deploy/made/"

// papers makes the man page and the completions and gives their names.
func madePapers(t *testing.T) []string {
	t.Helper()
	for tool, from := range map[string]string{"sh": "dash", "gzip": "gzip"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed (package %s)", tool, from)
		}
	}
	program, err := exec.LookPath("medius")
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	if out, err := exec.CommandContext(t.Context(), "sh", repository+"/deploy/package/papers.sh", folder, program).CombinedOutput(); err != nil {
		t.Fatalf("papers.sh: %v\n%s", err, out)
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if info, err := e.Info(); err != nil || info.Size() < 500 {
			t.Errorf("%s: %v, %d bytes", e.Name(), err, info.Size())
		}
		names = append(names, e.Name())
	}
	return names
}

// A release that names a file that is not there fails on the day of the release.
func TestTheReleaseNamesFilesThatAreThere(t *testing.T) {
	r, papers := goreleaser(t), madePapers(t)
	there := func(what, pattern string) {
		t.Helper()
		if name, ok := strings.CutPrefix(pattern, made); ok {
			if name != "*" && !slices.Contains(papers, name) {
				t.Errorf("%s: papers.sh makes %q, not %s", what, papers, name)
			}
			return
		}
		if found, err := filepath.Glob(filepath.Join(repository, pattern)); err != nil || len(found) == 0 {
			t.Errorf("%s: no file %s (%v)", what, pattern, err)
		}
	}
	there("the program", r.Builds[0].Main)
	for _, file := range r.Archives[0].Files {
		there("archive", file)
	}
	for _, c := range r.Nfpms[0].Contents {
		there("package", c.Src)
		if strings.HasPrefix(c.Dst, "/etc/") && c.Type != "config|noreplace" {
			t.Errorf("package: an upgrade would overwrite %s", c.Dst)
		}
	}
	for _, script := range r.Nfpms[0].Scripts {
		there("package", script)
	}
	if !slices.Contains(r.Before.Hooks, "sh deploy/package/papers.sh "+strings.TrimSuffix(made, "/")) {
		t.Errorf("the papers are not made: %q", r.Before.Hooks)
	}
}

// targets are the systems of a release, as os/arch or os/arch/arm.
func (r releaseFile) targets() []string {
	var all []string
	b := r.Builds[0]
	for _, system := range b.Goos {
		for _, arch := range b.Goarch {
			if slices.ContainsFunc(b.Ignore, func(i struct {
				Goos   string `yaml:"goos"`
				Goarch string `yaml:"goarch"`
			}) bool {
				return i.Goos == system && i.Goarch == arch
			}) {
				continue
			}
			if arch != "arm" {
				all = append(all, system+"/"+arch)
				continue
			}
			for _, arm := range b.Goarm {
				all = append(all, system+"/arm/"+arm)
			}
		}
	}
	return all
}

// What is released is compiled before every change goes in. CI itself runs on linux/amd64.
func TestCIBuildsWhatIsReleased(t *testing.T) {
	ci := regexp.MustCompile(`(?m)^for target in (.*); do$`).FindStringSubmatch(string(readFile(t, repository+"/.ci/run")))
	if ci == nil {
		t.Fatal("no list in .ci/run")
	}
	built, want := append(strings.Fields(ci[1]), "linux/amd64"), goreleaser(t).targets()
	slices.Sort(built)
	slices.Sort(want)
	if !slices.Equal(built, want) {
		t.Errorf("CI builds %q, a release %q", built, want)
	}
	b := goreleaser(t).Builds[0]
	if !slices.Contains(b.Env, "CGO_ENABLED=0") || !slices.Contains(b.Flags, "-trimpath") || !strings.Contains(b.Ldflags[0], "-X main.release=") {
		t.Errorf("%q %q %q: a static file is wanted that names its version and nobody's folders", b.Env, b.Flags, b.Ldflags)
	}
}

// The scripts of the packages can be read by the shell they name.
func TestThePackageScriptsAreShell(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("sh is not installed (package dash)")
	}
	scripts, err := filepath.Glob(repository + "/deploy/package/*.sh")
	if err != nil || len(scripts) < 4 {
		t.Fatalf("%d scripts: %v", len(scripts), err)
	}
	for _, script := range scripts {
		if out, err := exec.CommandContext(t.Context(), sh, "-n", script).CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", script, err, out)
		}
		if !strings.HasPrefix(string(readFile(t, script)), "#!/bin/sh\n") {
			t.Errorf("%s does not name its shell", script)
		}
	}
}
