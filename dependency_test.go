package medius_test

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// dependency is a row of docs/dependencies.md.
type dependency struct {
	Module, Version string
	Of              time.Time // the version in use
	Latest          time.Time // the newest there was when it was looked up
	Newest          string    // its name; "" when it is the one in use
	Why             string
}

const dependencyPaper = "docs/dependencies.md"

// tooOld is how long a module may be without a release before somebody has to say why it is used.
const tooOld = 2

var (
	dependencyRow = regexp.MustCompile("(?m)^\\| `([^`]+)` \\| (v[^ |]+) \\| ([0-9-]{10}) \\| ([0-9-]{10})(?: \\((v[^ )]+)\\))? \\| (.*) \\|$")
	lookedUp      = regexp.MustCompile(`Looked up on (\d{4}-\d\d-\d\d)`)
	decision      = regexp.MustCompile(`\(adr/(\d{4}-[a-z-]+\.md)\)`)
)

// dependencies reads the table, and when it was made.
func dependencies(t *testing.T) (rows []dependency, checked time.Time) {
	t.Helper()
	paper := papers(t)[dependencyPaper]
	for _, m := range dependencyRow.FindAllStringSubmatch(paper, -1) {
		rows = append(rows, dependency{m[1], m[2], dated(t, m[3]), dated(t, m[4]), m[5], m[6]})
	}
	when := lookedUp.FindStringSubmatch(paper)
	if len(rows) == 0 || when == nil {
		t.Fatalf("%s has %d rows, or no day", dependencyPaper, len(rows))
	}
	return rows, dated(t, when[1])
}

func dated(t *testing.T, day string) time.Time {
	t.Helper()
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// required are the versions of the modules that are required directly, and of those with a tool.
func required(t *testing.T) map[string]string {
	t.Helper()
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	all, indirect, tools := map[string]string{}, map[string]string{}, []string{}
	for line := range strings.Lines(string(mod)) {
		fields := strings.Fields(strings.TrimPrefix(strings.TrimSpace(line), "require "))
		switch {
		case len(fields) == 2 && fields[0] == "tool":
			tools = append(tools, fields[1])
		case len(fields) < 2 || !strings.HasPrefix(fields[1], "v"):
		case strings.Contains(line, "// indirect"):
			indirect[fields[0]] = fields[1]
		default:
			all[fields[0]] = fields[1]
		}
	}
	for _, tool := range tools {
		for module, version := range indirect {
			if strings.HasPrefix(tool+"/", module+"/") {
				all[module] = version
			}
		}
	}
	return all
}

// A module that is required directly stands in docs/dependencies.md with its version and a reason, and no other one does.
func TestEveryDependencyHasAReason(t *testing.T) {
	want := required(t)
	rows, _ := dependencies(t)
	for _, row := range rows {
		if want[row.Module] != row.Version {
			t.Errorf("%s: %s %s is listed, go.mod has %q", dependencyPaper, row.Module, row.Version, want[row.Module])
		}
		delete(want, row.Module)
	}
	for module, version := range want {
		t.Errorf("%s has no row for %s %s: | module | version | of | latest | why | where | licence |", dependencyPaper, module, version)
	}
}

// A module that nobody has released for two years is used with a decision that says why, or not at all.
func TestNoDependencyIsOldWithoutADecision(t *testing.T) {
	rows, checked := dependencies(t)
	for _, row := range rows {
		if row.Latest.Before(row.Of) || row.Latest.After(checked) || (row.Newest == "") != row.Latest.Equal(row.Of) || row.Newest == row.Version {
			t.Errorf("%s: the days do not fit: of %s, latest %s %q, looked up %s", row.Module, row.Of, row.Latest, row.Newest, checked)
		}
		if row.Latest.After(checked.AddDate(-tooOld, 0, 0)) {
			continue
		}
		said := false
		for _, m := range decision.FindAllStringSubmatch(row.Why, -1) {
			text, err := os.ReadFile(filepath.Join("docs/adr", m[1]))
			if err != nil {
				t.Error(err)
			}
			said = said || strings.Contains(string(text), "`"+row.Module+"`")
		}
		if !said {
			t.Errorf("%s: the latest release is of %s, and no page of docs/adr that its row links to says why it is used",
				row.Module, row.Latest.Format(time.DateOnly))
		}
	}
}

var alongRow = regexp.MustCompile("(?m)^\\| `([^`]+)` \\| (v[^ |]+) \\| ([0-9-]{10}) \\| `([^`]+)` \\|$")

// What is built in because something else requires it stands in docs/dependencies.md, and what of it is old in a decision.
func TestWhatComesAlongIsKnown(t *testing.T) {
	list := exec.CommandContext(t.Context(), "go", "list", "-deps", "-f", "{{with .Module}}{{.Path}} {{.Version}}{{end}}", "./cmd/medius")
	list.Env = append(os.Environ(), "GOPROXY=off", "GOFLAGS=-mod=readonly", "CGO_ENABLED=0", "GOOS=linux")
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	built, direct := map[string]string{}, required(t)
	for line := range strings.Lines(string(out)) {
		module, version, ok := strings.Cut(strings.TrimSpace(line), " ")
		if _, known := direct[module]; ok && !known {
			built[module] = version
		}
	}
	reasons, err := os.ReadFile("docs/adr/0018-old-modules-that-come-along.md")
	if err != nil {
		t.Fatal(err)
	}
	_, checked := dependencies(t)
	for _, m := range alongRow.FindAllStringSubmatch(papers(t)[dependencyPaper], -1) {
		module, version, of, with := m[1], m[2], dated(t, m[3]), m[4]
		if built[module] != version {
			t.Errorf("%s: %s %s is listed, built in is %q", dependencyPaper, module, version, built[module])
		}
		delete(built, module)
		if _, ok := direct[with]; !ok {
			t.Errorf("%s comes with %s, which is not required directly", module, with)
		}
		if old := of.Before(checked.AddDate(-tooOld, 0, 0)); old != strings.Contains(string(reasons), "`"+module+"`") {
			t.Errorf("%s is of %s: docs/adr/0018 names what is older than %d years, and nothing else", module, m[3], tooOld)
		}
	}
	for module, version := range built {
		t.Errorf("%s has no row for %s %s: | module | version | of | comes with |", dependencyPaper, module, version)
	}
}

// The days in the table are those of the versions, as far as the module cache of this machine knows them.
func TestDependenciesAreAsOldAsThePaperSays(t *testing.T) {
	rows, _ := dependencies(t)
	args := []string{"list", "-m", "-e", "-json"}
	for _, row := range rows {
		args = append(args, row.Module)
	}
	list := exec.CommandContext(t.Context(), "go", args...)
	list.Env = append(os.Environ(), "GOPROXY=off", "GOFLAGS=-mod=readonly")
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]*time.Time{}
	for in := json.NewDecoder(strings.NewReader(string(out))); ; {
		var m struct {
			Path string
			Time *time.Time
		}
		if err := in.Decode(&m); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		known[m.Path] = m.Time
	}
	compared := 0
	for _, row := range rows {
		at := known[row.Module]
		if at == nil {
			continue
		}
		if compared++; at.UTC().Format(time.DateOnly) != row.Of.Format(time.DateOnly) {
			t.Errorf("%s %s is of %s, the table says %s", row.Module, row.Version, at.Format(time.DateOnly), row.Of.Format(time.DateOnly))
		}
	}
	if compared == 0 {
		t.Skip("the module cache knows no days: go mod download fetches them")
	}
}
