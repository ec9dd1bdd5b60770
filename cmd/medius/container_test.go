package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

var variable = regexp.MustCompile(`\bMEDIUS_[A-Z_]+`)

// knownVariables wants every variable that a file names to be a setting.
func knownVariables(t *testing.T, name, text string) {
	t.Helper()
	for _, found := range variable.FindAllString(text, -1) {
		if !slices.ContainsFunc(keys, func(k key) bool { return k.env() == found }) {
			t.Errorf("%s: %s is no setting", name, found)
		}
	}
}

// The last stage of the Dockerfile is the image: nobody's shell, nobody's root, asked for its health, and made of files
// that are there.
func TestTheImage(t *testing.T) {
	text := string(readFile(t, "../../deploy/docker/Dockerfile"))
	knownVariables(t, "Dockerfile", text)
	stages := regexp.MustCompile(`(?m)^FROM `).Split(strings.ReplaceAll(text, "\\\n", " "), -1)
	image := stages[len(stages)-1]
	for _, want := range []string{
		"gcr.io/distroless/static-debian12:nonroot\n", "\nUSER 65532:65532\n", `CMD ["/usr/bin/medius", "healthcheck"]`,
		"\nENTRYPOINT [\"/usr/bin/medius\"]\nCMD [\"run\"]\n", "\nVOLUME /data\n", "MEDIUS_STORAGE_DSN=/data/",
	} {
		if !strings.Contains(image, want) {
			t.Errorf("the image has no %q", want)
		}
	}
	if strings.Contains(image, "\nRUN ") {
		t.Error("nothing can run in an image without a shell")
	}
	if !strings.Contains(stages[1], "CGO_ENABLED=0") || !strings.Contains(stages[1], "-o /out/medius ./cmd/medius") {
		t.Error("no static program is built")
	}
	goes := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindStringSubmatch(string(readFile(t, "../../go.mod")))
	if goes == nil || !strings.Contains(stages[1], "golang:"+goes[1]+"-") {
		t.Errorf("the program is not built with Go %v", goes)
	}
	for _, m := range regexp.MustCompile(`(?m)^COPY ([^-].*) \S+$`).FindAllStringSubmatch(text, -1) {
		for file := range strings.FieldsSeq(m[1]) {
			if _, err := os.Stat(filepath.Join(repository, file)); err != nil {
				t.Errorf("the image copies %s: %v", file, err)
			}
		}
	}
}

// What is left out of the build is not needed for it: no file that the program is made of. The token's file is left out, of
// the build and of the repository.
func TestTheImageIsBuiltFromAllItNeeds(t *testing.T) {
	ignored := string(readFile(t, "../../.dockerignore"))
	if !strings.Contains(ignored, "\ndeploy/docker/token\n") ||
		!strings.Contains(string(readFile(t, "../../.gitignore")), "\n/deploy/docker/token\n") {
		t.Error("the token's file would be taken along")
	}
	for line := range strings.Lines(ignored) {
		pattern := strings.TrimPrefix(strings.TrimSpace(line), "**/")
		if strings.HasSuffix(pattern, ".go") && pattern != "*_test.go" || slices.Contains([]string{"content", "storage", "docs"}, pattern) {
			t.Errorf(".dockerignore leaves out %s", pattern)
		}
	}
}

// The compose file keeps the container closed and the token out of the environment.
func TestTheComposeFile(t *testing.T) {
	text := readFile(t, "../../deploy/docker/compose.yaml")
	knownVariables(t, "compose.yaml", string(text))
	var file struct {
		Services map[string]struct {
			Build struct {
				Context    string `yaml:"context"`
				Dockerfile string `yaml:"dockerfile"`
			} `yaml:"build"`
			ReadOnly    bool              `yaml:"read_only"`
			User        string            `yaml:"user"`
			CapDrop     []string          `yaml:"cap_drop"`
			Volumes     []string          `yaml:"volumes"`
			Secrets     []string          `yaml:"secrets"`
			Ports       []string          `yaml:"ports"`
			Environment map[string]string `yaml:"environment"`
		} `yaml:"services"`
		Volumes map[string]any `yaml:"volumes"`
		Secrets map[string]struct {
			File string `yaml:"file"`
		} `yaml:"secrets"`
	}
	if err := yaml.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	s, ok := file.Services["medius"]
	if !ok || !s.ReadOnly || s.User != "65532:65532" || !slices.Equal(s.CapDrop, []string{"ALL"}) || len(s.Ports) > 0 {
		t.Errorf("the service is open: %+v", s)
	}
	if _, err := os.Stat(filepath.Join("../../deploy/docker", s.Build.Context, s.Build.Dockerfile)); err != nil {
		t.Error(err)
	}
	_, kept := file.Volumes["data"]
	if !kept || !slices.Equal(s.Volumes, []string{"data:/data"}) {
		t.Errorf("the data are not kept: %v", s.Volumes)
	}
	secret, named := file.Secrets["token"], s.Environment["MEDIUS_TELEGRAM_TOKEN_FILE"]
	if secret.File == "" || named != "/run/secrets/token" || s.Environment["MEDIUS_TELEGRAM_TOKEN"] != "" {
		t.Errorf("the token is no secret: %+v, %s", secret, named)
	}
}
