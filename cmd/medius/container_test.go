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

// service is what a compose file says of one.
type service struct {
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
	Health      struct {
		Test []string `yaml:"test"`
	} `yaml:"healthcheck"`
	After map[string]struct {
		Condition string `yaml:"condition"`
	} `yaml:"depends_on"`
}

type composition struct {
	Services map[string]service `yaml:"services"`
	Volumes  map[string]any     `yaml:"volumes"`
	Secrets  map[string]struct {
		File string `yaml:"file"`
	} `yaml:"secrets"`
}

// composed reads a compose file, in which every service is closed, keeps its data in a volume, and has no secret in its
// environment.
func composed(t *testing.T, name string) composition {
	t.Helper()
	text := readFile(t, "../../deploy/docker/"+name)
	knownVariables(t, name, string(text))
	var c composition
	if err := yaml.Unmarshal(text, &c); err != nil {
		t.Fatal(err)
	}
	for of, s := range c.Services {
		if !s.ReadOnly || !regexp.MustCompile(`^[1-9]\d+:[1-9]\d+$`).MatchString(s.User) || !slices.Equal(s.CapDrop, []string{"ALL"}) || len(s.Ports) > 0 {
			t.Errorf("%s: the service %s is open: %+v", name, of, s)
		}
		for _, volume := range s.Volumes {
			from, _, _ := strings.Cut(volume, ":")
			if _, kept := c.Volumes[from]; !kept {
				t.Errorf("%s: the data of %s are not kept: %s", name, of, volume)
			}
		}
		if len(s.Volumes) == 0 || len(s.Secrets) == 0 {
			t.Errorf("%s: %s keeps nothing, or has no secret: %+v", name, of, s)
		}
		ignored := string(readFile(t, "../../.dockerignore")) + string(readFile(t, "../../.gitignore"))
		for _, secret := range s.Secrets {
			file := strings.TrimPrefix(c.Secrets[secret].File, "./")
			if file == "" || !strings.Contains(ignored, "\ndeploy/docker/"+file+"\n") || !strings.Contains(ignored, "\n/deploy/docker/"+file+"\n") {
				t.Errorf("%s: the secret %s of %s is no file, or would be taken along", name, secret, of)
			}
		}
		for key, value := range s.Environment {
			if strings.Contains(value, "/run/secrets/") != strings.HasSuffix(key, "_FILE") || strings.Contains(key, "PASSWORD") && !strings.HasSuffix(key, "_FILE") {
				t.Errorf("%s: %s of %s is no secret", name, key, of)
			}
		}
	}
	s := c.Services["medius"]
	if _, err := os.Stat(filepath.Join("../../deploy/docker", s.Build.Context, s.Build.Dockerfile)); err != nil {
		t.Error(err)
	}
	if s.Environment["MEDIUS_TELEGRAM_TOKEN_FILE"] != "/run/secrets/token" || s.Environment["MEDIUS_TELEGRAM_TOKEN"] != "" || !slices.Contains(s.Secrets, "token") {
		t.Errorf("%s: the token is no secret: %+v", name, s)
	}
	return c
}

// The compose file keeps the container closed and the token out of the environment.
func TestTheComposeFile(t *testing.T) {
	if s := composed(t, "compose.yaml").Services["medius"]; !slices.Equal(s.Volumes, []string{"data:/data"}) {
		t.Errorf("the data are not kept: %v", s.Volumes)
	}
}

// With Postgres the address of the database is a secret, too, and counts; medius begins when the server is well.
func TestTheComposeFileForPostgres(t *testing.T) {
	c := composed(t, "compose.postgres.yaml")
	m, p := c.Services["medius"], c.Services["postgres"]
	if dsn, set := m.Environment["MEDIUS_STORAGE_DSN"]; !set || dsn != "" || m.Environment["MEDIUS_STORAGE_DSN_FILE"] != "/run/secrets/dsn" {
		t.Errorf("the image's own database counts: %v", m.Environment)
	}
	for _, key := range []string{"MEDIUS_BACKUP_DIR", "MEDIUS_FIGURES_CACHE"} {
		if !strings.HasPrefix(m.Environment[key], "/data/") {
			t.Errorf("%s is not in the volume", key)
		}
	}
	if m.After["postgres"].Condition != "service_healthy" || len(p.Health.Test) < 2 || p.Health.Test[1] != "pg_isready" {
		t.Errorf("medius does not wait for its server: %+v, %+v", m.After, p.Health)
	}
	if p.Environment["POSTGRES_PASSWORD_FILE"] != "/run/secrets/password" || !strings.Contains(p.Environment["POSTGRES_INITDB_ARGS"], "UTF8") {
		t.Errorf("the server: %v", p.Environment)
	}
}
