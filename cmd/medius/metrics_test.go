package main

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"medius/watch"
)

// told is a metrics page, taken apart: the type of each metric, and every series.
type told struct {
	page  string
	types map[string]string
}

var (
	typeLine   = regexp.MustCompile(`(?m)^# TYPE (\S+) (\S+)$`)
	metricName = regexp.MustCompile(`\b(?:medius|process|go)_[a-z_]+\b`)
	selector   = regexp.MustCompile(`\b((?:medius|process|go)_[a-z_]+)\{([^}]*)\}`)
	matcher    = regexp.MustCompile(`(\w+)(=~|!~|!=|=)"([^"]*)"`)
)

// tells builds a house and gives what it would tell Prometheus.
func tells(t *testing.T) told {
	t.Helper()
	conf := defaults()
	h, err := build(t.Context(), plot{
		Config: conf, Database: filepath.Join(t.TempDir(), "medius.db"), Token: testToken, Now: time.Now, Real: time.Now,
		Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = h.Close() })
	h.begin()
	if err := h.count(t.Context()); err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	watch.Routes(h.board, h.alive(), h.ready()).ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/metrics", nil))
	all := told{page: w.Body.String(), types: map[string]string{}}
	for _, m := range typeLine.FindAllStringSubmatch(all.page, -1) {
		all.types[m[1]] = m[2]
	}
	if w.Code != http.StatusOK || len(all.types) < 20 {
		t.Fatalf("status %d:\n%s", w.Code, all.page)
	}
	return all
}

// known tells whether a name in an expression is a metric, or a part of a histogram.
func (a told) known(name string) bool {
	if a.types[name] != "" {
		return a.types[name] != "histogram"
	}
	for _, part := range []string{"_bucket", "_sum", "_count"} {
		if base, ok := strings.CutSuffix(name, part); ok && a.types[base] == "histogram" {
			return true
		}
	}
	return false
}

// compare finds what an expression names that the program does not tell: a metric, a label, or a value of one.
func (a told) compare(t *testing.T, where, expr string) {
	t.Helper()
	names := metricName.FindAllString(expr, -1)
	if len(names) == 0 && !strings.HasPrefix(expr, "up{") {
		t.Errorf("%s: no metric in %s", where, expr)
	}
	for _, name := range names {
		if !a.known(name) {
			t.Errorf("%s: nothing tells %s", where, name)
		}
	}
	for _, m := range selector.FindAllStringSubmatch(expr, -1) {
		for _, cond := range matcher.FindAllStringSubmatch(m[2], -1) {
			if cond[1] == "job" {
				continue
			}
			for value := range strings.SplitSeq(cond[3], "|") {
				series := regexp.MustCompile(`(?m)^` + m[1] + `\{[^}]*\b` + cond[1] + `="` + value + `"`)
				if !series.MatchString(a.page) {
					t.Errorf("%s: %s has no %s %q", where, m[1], cond[1], value)
				}
			}
		}
	}
}

// alertRule is one alert of the file.
type alertRule struct {
	Alert       string            `yaml:"alert"`
	Expr        string            `yaml:"expr"`
	For         string            `yaml:"for"`
	Labels      map[string]string `yaml:"labels"`
	Annotations map[string]string `yaml:"annotations"`
}

// alerts reads the file of the alerts.
func alerts(t *testing.T) []alertRule {
	t.Helper()
	var file struct {
		Groups []struct {
			Name  string      `yaml:"name"`
			Rules []alertRule `yaml:"rules"`
		} `yaml:"groups"`
	}
	if err := yaml.UnmarshalWithOptions(readFile(t, "../../deploy/prometheus/alerts.yaml"), &file, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	if len(file.Groups) != 1 || len(file.Groups[0].Rules) == 0 {
		t.Fatalf("%d groups", len(file.Groups))
	}
	return file.Groups[0].Rules
}

func readFile(t *testing.T, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// An alert on a metric that nobody tells would never ring; one without a word about what to do would only frighten.
func TestEveryAlertCanRingAndIsExplained(t *testing.T) {
	all, paper := tells(t), string(readFile(t, "../../docs/watching.md"))
	var names []string
	for _, a := range alerts(t) {
		all.compare(t, a.Alert, a.Expr)
		names = append(names, a.Alert)
		if !strings.Contains(paper, "\n### "+a.Alert+"\n") {
			t.Errorf("docs/watching.md does not say what to do about %s", a.Alert)
		}
		if a.Annotations["runbook"] != "docs/watching.md#"+strings.ToLower(a.Alert) || a.Annotations["summary"] == "" {
			t.Errorf("%s: %v", a.Alert, a.Annotations)
		}
		if !slices.Contains([]string{"warning", "critical"}, a.Labels["severity"]) {
			t.Errorf("%s: %v", a.Alert, a.Labels)
		}
	}
	for _, m := range regexp.MustCompile(`(?m)^### (Medius\w+)$`).FindAllStringSubmatch(paper, -1) {
		if !slices.Contains(names, m[1]) {
			t.Errorf("docs/watching.md explains %s, which is no alert", m[1])
		}
	}
}

// A panel that names what nobody tells would stay empty.
func TestEveryPanelOfTheDashboardShowsSomething(t *testing.T) {
	all := tells(t)
	var board struct {
		Panels []struct {
			ID      int
			Title   string
			Targets []struct{ Expr string }
		}
	}
	if err := json.Unmarshal(readFile(t, "../../deploy/grafana/medius.json"), &board); err != nil {
		t.Fatal(err)
	}
	if len(board.Panels) < 10 {
		t.Fatalf("%d panels", len(board.Panels))
	}
	for i, p := range board.Panels {
		if p.ID != i+1 || len(p.Targets) == 0 {
			t.Errorf("panel %d: id %d, %d targets", i+1, p.ID, len(p.Targets))
		}
		for _, target := range p.Targets {
			all.compare(t, p.Title, target.Expr)
		}
	}
}

// The page of the metrics names all of ours, each with its type and its labels, and no other.
func TestThePaperNamesEveryMetric(t *testing.T) {
	all, paper := tells(t), string(readFile(t, "../../docs/watching.md"))
	rows := map[string]string{}
	for _, m := range regexp.MustCompile("(?m)^\\| `(medius_\\w+)` \\| (\\w+) \\|(.*)\\|$").FindAllStringSubmatch(paper, -1) {
		rows[m[1]] = m[3]
		if all.types[m[1]] != m[2] {
			t.Errorf("docs/watching.md: %s is a %q, not a %s", m[1], all.types[m[1]], m[2])
		}
	}
	for name := range all.types {
		if strings.HasPrefix(name, "medius_") && rows[name] == "" {
			t.Errorf("docs/watching.md has no row for %s", name)
		}
	}
	for _, m := range regexp.MustCompile(`(?m)^(medius_\w+?)(?:_bucket|_sum|_count)?\{([^}]*)\}`).FindAllStringSubmatch(all.page, -1) {
		for _, label := range matcher.FindAllStringSubmatch(m[2], -1) {
			if label[1] != "le" && !strings.Contains(rows[m[1]], "`"+label[1]+"`") {
				t.Errorf("docs/watching.md: the row of %s does not name the label %s", m[1], label[1])
			}
		}
	}
}
