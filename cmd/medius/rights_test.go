package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// limited wants a user to whom something can be forbidden.
func limited(t *testing.T) {
	t.Helper()
	if runtime.GOOS == "windows" || os.Getuid() == 0 {
		t.Skip("a user other than root is missing, or Windows lets everybody write: .ci/run runs it once more as nobody")
	}
}

// What cannot be written or read is told with whose it is and what to do, by the doctor before medius run finds it.
func TestWhatMayNotBeWritten(t *testing.T) {
	limited(t)
	for _, c := range []struct {
		name        string
		cause       func(*ward)
		says, verbs string
	}{
		{"the database", func(w *ward) { w.chmod(w.database, 0o400) }, `(?s)wrong +database +.*medius.db belongs to the user .*-> chmod u=rw `, "run"},
		{"the database, not even read", func(w *ward) { w.chmod(w.database, 0) }, `(?s)wrong +database +.*medius.db belongs to the user .*-> chmod u=rw `, "run backup"},
		{"its lock", func(w *ward) { w.chmod(w.database+".lock", 0o200) }, `(?s)wrong +database +.*medius.db.lock belongs to the user .*-> chmod u=rw `, "run"},
		{"its folder", func(w *ward) { w.close(filepath.Dir(w.database)) }, `(?s)wrong +database +.* belongs to the user .*-> chmod u=rwx `, ""},
		{"a folder that is to be made", func(w *ward) {
			w.env["MEDIUS_STORAGE_DSN"] = w.path("new/medius.db")
			w.close(filepath.Dir(w.database))
		}, `(?s)wrong +database +.* belongs to the user .*-> chmod u=rwx `, "run"},
		{"another's folder", func(w *ward) { w.env["MEDIUS_STORAGE_DSN"] = "/medius.db" },
			`(?s)wrong +database +/ belongs to the user root .*may not write there\n *-> name a folder of medius's own`, "run"},
		{"a folder in another's", func(w *ward) { w.env["MEDIUS_BACKUP_DIR"] = "/medius-backups" },
			`(?s)wrong +backups +/medius-backups is missing, and cannot be made: / belongs to the user root .*-> as root: install -d -o \S+ -m 700 /medius-backups\n`, ""},
		{"the folder of the backups", func(w *ward) { w.close(filepath.Dir(w.backup())) }, `(?s)wrong +backups +.*backups belongs to the user .*-> chmod u=rwx `, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := admit(t)
			c.cause(w)
			said := w.wants(2, c.says, "doctor", "--offline")
			if !strings.Contains(said, "\n1 thing is wrong, ") {
				t.Errorf("it is said again:\n%s", said)
			}
			for verb := range strings.FieldsSeq(c.verbs) {
				p := start(t, w.environ(), verb)
				p.hears(`belongs to the user .*\nhint: `)
				if status := p.exits(10 * time.Second); status != 2 {
					t.Errorf("%s: status %d", verb, status)
				}
			}
		})
	}
}

// A configuration that this user may not read is never made up for by another one.
func TestAConfigurationThatMayNotBeRead(t *testing.T) {
	limited(t)
	w := admit(t)
	w.config = w.file("secret.yaml", "zone: UTC\n")
	w.chmod(w.config, 0)
	w.wants(2, `secret.yaml: permission denied\nhint: it belongs to the user .* and has the mode ----------; `, "check")
	delete(w.env, "MEDIUS_TELEGRAM_TOKEN")
	w.env["MEDIUS_TELEGRAM_TOKEN_FILE"], w.config = w.config, ""
	w.wants(2, `secret.yaml: permission denied\nhint: it belongs to the user `, "check")
}

// Where a file is read by everybody's right only, the doctor's advice does not lock medius out.
func TestClosingAFileKeepsItReadable(t *testing.T) {
	limited(t)
	const others = "/etc/group" // which everybody may read on any such system
	if info, err := os.Stat(others); err != nil || ours(info) {
		t.Fatal(err, ours(info))
	}
	w := admit(t)
	w.env["MEDIUS_TELEGRAM_TOKEN_FILE"] = others
	delete(w.env, "MEDIUS_TELEGRAM_TOKEN")
	w.wants(2, `/etc/group is open to others .*\n *-> as root: chgrp \S+ /etc/group && chmod g-w,o=,g\+r /etc/group`, "doctor", "--offline")
	w.chmod(w.database, 0o644)
	w.wants(2, `medius.db is open to others .*\n *-> chmod go= `, "doctor", "--offline")
}

// In a folder that may not be looked into, a verb says how to go on.
func TestAFolderThatMayNotBeEntered(t *testing.T) {
	limited(t)
	folder := t.TempDir()
	t.Chdir(folder)
	if err := os.Chmod(folder, 0); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := os.Chmod(folder, 0o700); err != nil {
			t.Error(err)
		}
	}()
	var out strings.Builder
	if status := run(t.Context(), []string{"healthcheck"}, strings.NewReader(""), &out, &out); status != 2 || !strings.Contains(out.String(), "hint: medius may not look into this folder") {
		t.Errorf("status %d: %s", status, &out)
	}
}

// close takes the right to write from a folder, until the end of the test.
func (w *ward) close(folder string) {
	w.chmod(folder, 0o500)
	w.t.Cleanup(func() { w.chmod(folder, 0o700) })
}
