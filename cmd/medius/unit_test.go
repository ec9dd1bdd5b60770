package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const unitFile = "../../deploy/systemd/medius.service"

// unit gives the settings of the unit; one that stands there twice has both values.
func unit(t *testing.T) map[string]string {
	t.Helper()
	settings := map[string]string{}
	for line := range strings.Lines(string(readFile(t, unitFile))) {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), "="); ok && !strings.HasPrefix(line, "#") {
			settings[name] = strings.TrimSpace(settings[name] + " " + value)
		}
	}
	return settings
}

// What the unit promises systemd is what the program does, and what it takes away the program does not need.
func TestTheUnitFitsTheProgram(t *testing.T) {
	u := unit(t)
	for name, want := range map[string]string{
		"Type": "notify", "WatchdogSec": "60", "Restart": "always", "RestartPreventExitStatus": "2", "User": "medius",
		"StateDirectory": "medius", "UMask": "0077", "ExecStart": "/usr/bin/medius run --config /etc/medius/config.yaml",
		"NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes", "MemoryDenyWriteExecute": "yes",
		"CapabilityBoundingSet": "", "SystemCallFilter": "@system-service ~@privileged @resources",
	} {
		if got, there := u[name]; !there || got != want {
			t.Errorf("%s=%s, want %s", name, got, want)
		}
	}
	c, err := empty(nil).configure("../../deploy/package/config.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(c.Storage.DSN, u["WorkingDirectory"]+"/") {
		t.Errorf("the database %s is not in the unit's folder %s", c.Storage.DSN, u["WorkingDirectory"])
	}
	if err := c.seen(); err != nil || c.Watch.Listen == "" || c.Telegram.TokenFile == "" {
		t.Errorf("watch %q, token %q: %v", c.Watch.Listen, c.Telegram.TokenFile, err)
	}
	scrape := string(readFile(t, "../../deploy/prometheus/scrape.yaml"))
	if !strings.Contains(scrape, c.Watch.Listen) {
		t.Errorf("Prometheus does not ask at %s", c.Watch.Listen)
	}
}

// mostExposed is the worst that systemd may say of the unit, in tenths of its scale from 0 to 10.
const mostExposed = "15"

// systemd itself reads the unit without a word of blame, and finds it well closed.
func TestSystemdLikesTheUnit(t *testing.T) {
	analyze, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Skip("systemd-analyze is not installed (package systemd)")
	}
	// What the unit names on the machine it is for is not on this one.
	text := strings.NewReplacer(
		"ExecStart=/usr/bin/medius", "ExecStart=/bin/true", "file:///usr/share/doc/medius/install.md", "file:///bin/true",
	).Replace(string(readFile(t, unitFile)))
	file := filepath.Join(t.TempDir(), "medius.service")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), analyze, "verify", file).CombinedOutput()
	if err != nil || len(out) > 0 {
		t.Errorf("verify: %v\n%s", err, out)
	}
	out, err = exec.CommandContext(t.Context(), analyze, "security", "--offline=true", "--threshold="+mostExposed, "--no-pager", file).CombinedOutput()
	if err != nil {
		t.Errorf("security: %v\n%s", err, out)
	}
}
