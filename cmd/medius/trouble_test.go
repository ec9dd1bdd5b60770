package main

import (
	"bytes"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"medius/bot"
	"medius/storage"
)

// A database that a newer medius wrote is left exactly as it is.
func TestADatabaseOfANewerMedius(t *testing.T) {
	path := filepath.Join(t.TempDir(), "medius.db")
	db, err := storage.Open(t.Context(), storage.Options{DSN: path, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	raw, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := raw.ExecContext(t.Context(), `INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)`); err != nil {
		t.Fatal(err)
	}
	if err := raw.Close(); err != nil {
		t.Fatal(err)
	}
	before := sum(t, path)
	p := start(t, []string{"MEDIUS_TELEGRAM_TOKEN=" + testToken, "MEDIUS_STORAGE_DSN=" + path, "MEDIUS_TELEGRAM_ENDPOINT=http://127.0.0.1:1"}, "run")
	if status := p.exits(20 * time.Second); status != statusRefused {
		t.Errorf("exit status %d", status)
	}
	p.hears(`(?m)^database .*: the database was written by a newer medius: schema 9999, this one knows \d+$`)
	p.hears(`(?m)^hint: use that version`)
	if sum(t, path) != before {
		t.Error("the file was changed")
	}
}

func sum(t *testing.T, path string) [sha256.Size]byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return sha256.Sum256(data)
}

// Every trouble the owner can do something about has a hint and the right status; a member's trouble is none of these.
func TestTroubleIsReportedWithAHint(t *testing.T) {
	for _, c := range []struct {
		name   string
		err    error
		status int
		says   string
	}{
		{"nothing", nil, 0, ""},
		{"an error nobody expected", errors.New("odd"), statusFailed, "odd\n"},
		{"the attempts of a driver", errors.New("no way:\n\ta: refused\n\ta: refused\n\tb: refused\nanother"), statusFailed, "no way: a: refused b: refused\nanother\n"},
		{"locked", explainStorage(fmt.Errorf("database x: %w", storage.ErrLocked)), statusFailed, "database x: the database is in use by another medius\nhint: stop the other"},
		{"foreign", explainStorage(storage.ErrForeign), statusRefused, "another program\nhint: storage.dsn must name"},
		{"newer", explainStorage(storage.ErrNewer), statusRefused, "hint: use that version"},
		{"damaged", explainStorage(storage.ErrCorrupt), statusRefused, "hint: restore a backup"},
		{"read-only", explainStorage(storage.ErrReadOnly), statusRefused, "hint: see who may write"},
		{"on a standby", explainStorage(storage.ErrStandby), statusFailed, "only lets it be read\nhint: see whether storage.dsn names the server that is written to"},
		{"a folder for backups that is shut", explainStorage(storage.ErrShut), statusRefused, "the folder cannot be written to\nhint: see who may write to the folder for backups"},
		{"somebody else's", explainStorage(fmt.Errorf("database x: %w", fs.ErrPermission)), statusRefused, "hint: run it as the user of medius"},
		{"full", explainStorage(storage.ErrFull), statusFailed, "the disk is full\nhint: make room"},
		{"another one of the database", explainStorage(errors.New("odd")), statusFailed, "odd\nhint: storage.dsn"},
		{"a token that is refused", explainTelegram(fmt.Errorf("x: %w", &bot.Refusal{Verdict: bot.Stop, Reason: "getMe: 401 Unauthorized"})),
			statusRefused, "Telegram does not accept the bot token: getMe: 401 Unauthorized\nhint: "},
		{"another refusal", explainTelegram(&bot.Refusal{Verdict: bot.Content, Reason: "getMe: 400 odd"}), statusFailed, "content: getMe: 400 odd\n"},
		{"with the house closed afterwards", errors.Join(refuse("do this", "that"), nil), statusRefused, "that\nhint: do this\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out bytes.Buffer
			if status := complain(&out, c.err); status != c.status {
				t.Errorf("status %d, want %d", status, c.status)
			}
			if !strings.Contains(out.String(), c.says) {
				t.Errorf("got %q, want %q", out.String(), c.says)
			}
		})
	}
}
