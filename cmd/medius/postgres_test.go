package main

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"medius/bot/telegramtest"
	"medius/storage"
	"medius/storage/postgrestest"
)

// served is a ward whose database is on a server that asks for a password, which must be seen nowhere.
func served(t *testing.T) (*ward, *postgrestest.Server) {
	t.Helper()
	folder, s := t.TempDir(), postgrestest.Start(t)
	dsn := s.Guarded(t, secretPart)
	w := &ward{t: t, now: time.Now, database: filepath.Join(folder, ".local", "share", "medius", "medius.db"), server: pretend(t)}
	w.env = map[string]string{
		"MEDIUS_TELEGRAM_TOKEN": testToken, "MEDIUS_TELEGRAM_ENDPOINT": w.server.URL(), "MEDIUS_STORAGE_DSN_FILE": filepath.Join(folder, "dsn"),
		"MEDIUS_OWNER_CONTACT": "owner@example.org", "MEDIUS_OWNER_IDS": "4711", "HOME": folder, "MEDIUS_ACCESS": "open",
		"MEDIUS_LIMITS_PER_CHAT_PER_SECOND": "0", "MEDIUS_LOG_LEVEL": "debug",
	}
	if err := os.WriteFile(w.env["MEDIUS_STORAGE_DSN_FILE"], []byte(dsn+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	db := openData(t, dsn)
	lived(t, db, 4711)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return w, s
}

// runs starts medius there, as a process of its own.
func (w *ward) runs() *process {
	w.t.Helper()
	var env []string
	for name, value := range w.env {
		env = append(env, name+"="+value)
	}
	p := start(w.t, env, "run")
	p.hears("medius is running")
	return p
}

// wants types a command and looks at what it says.
func (w *ward) wants(status int, says string, args ...string) string {
	w.t.Helper()
	got, said := w.types(args...)
	if got != status || !regexp.MustCompile(says).MatchString(said) {
		w.t.Errorf("%s: status %d, want %d and %q:\n%s", strings.Join(args, " "), got, status, says, said)
	}
	return said
}

// With its database on a server medius coaches as with a file, the server may be restarted meanwhile, and the owner's commands
// do what they do with a file.
func TestMediusOnPostgres(t *testing.T) {
	w, s := served(t)
	p := w.runs()
	member := w.server.User(7, "member", "en")
	greets(t, member)

	w.wants(1, `(?m)^ok +running +yes, on postgres://guarded@`, "doctor") // the servers of tests do not wait for the disk
	w.wants(1, `(?m)^ok +instances +\S+:\d+; \S+:\d+ polls$`, "doctor")
	w.wants(1, `(?m)^ok +members +2, in 2 time zones`, "doctor")
	w.wants(0, `(?m)^# The database is postgres://guarded@`, "config", "dump")
	w.wants(0, `postgres://guarded@`, "check")
	made := w.wants(0, `looked through and sealed`, "backup")
	backup, _, _ := strings.Cut(made, ": ")
	w.wants(1, `is in use by another medius`, "forget", "4711", "--yes")
	w.wants(1, `is in use by another medius`, "restore", backup, "--replace")
	w.wants(1, `is in use by another medius`, "move", "--to", w.path("moved.db"))

	s.Stop(t)
	member.Send("/start")
	p.hears(`the database is out of reach`)
	w.wants(2, `(?m)^wrong +database +.*the database server does not answer`, "doctor", "--offline")
	s.Resume(t)
	before := len(member.Messages())
	if err := member.WaitFor(t.Context(), func(chat []telegramtest.Message) bool { return len(chat) > before && chat[len(chat)-1].FromBot }); err != nil {
		t.Fatal(err)
	}
	greets(t, member)
	p.signal(syscall.SIGTERM)
	if status := p.exits(5 * time.Second); status != 0 {
		t.Errorf("exit status %d", status)
	}

	w.wants(0, `member 4711: .* in `, "export", "--member", "4711", "--out", w.path("member.json"))
	w.wants(0, `member 4711 is forgotten`, "forget", "4711", "--yes")
	w.wants(2, `there is a database already`, "restore", backup)
	w.wants(0, `1 member was forgotten since, and forgotten again`, "restore", backup, "--replace")
	w.wants(0, `member 4711`, "import", w.path("member.json"), "--member", "4711")
	w.wants(0, `(?s)postgres://guarded@.* is now in .*moved.db: 2 chats, 61 days.*still where it was`, "move", "--to", w.path("moved.db"))
	w.wants(0, `(?s)stay until they are 30 days old; medius deletes the last one on 20..-..-..\.`, "move", "--to", w.path("again.db"))
	w.wants(2, `there is a database already`, "move", "--from", w.path("moved.db"))
	w.wants(0, `.*moved.db is now in postgres://medius@.*: 2 chats, 61 days`, "move", "--from", w.path("moved.db"), "--to", s.Database(t))
	searched(t, w.env["HOME"], "dsn")
}

// What is wrong with a server is said in one line, with what to do about it.
func TestTroubleWithAServerIsExplained(t *testing.T) {
	w, s := served(t)
	right := w.env["MEDIUS_STORAGE_DSN_FILE"]
	for _, c := range []struct {
		about, dsn string
		status     int
		says       string
	}{
		{"the password is wrong", strings.Replace(s.Address("postgres"), "medius@", "guarded:wrong@", 1), 2, `does not let medius in.*\n.*pg_hba.conf`},
		{"there is no database", s.Address("nowhere"), 2, `there is no such database.*\n.*CREATE DATABASE`},
		{"there is no schema", s.Address("postgres") + "&search_path=nope", 2, `its search_path names no schema that is there\n.*CREATE SCHEMA`},
		{"nobody listens", "postgres://medius:" + secretPart + "@127.0.0.1:1/medius", 1, `does not answer.*\n.*whether the server is running`},
		{"no certificate can be read", "postgres://medius:" + secretPart + "@127.0.0.1:1/medius?sslmode=verify-full&sslrootcert=/nowhere/ca.pem", 2, `the address of the database cannot be used: .*/nowhere/ca.pem.*\n.*settings of Postgres`},
		{"a mode that there is not", "postgres://medius:" + secretPart + "@127.0.0.1:1/medius?sslmode=bogus", 2, `the address of the database cannot be used: .*sslmode is invalid`},
		{"a setting that there is not", s.Address("postgres") + "&serch_path=x", 2, `the address of the database cannot be used: .*serch_path`},
		{"it is no address", "postgres://medius:" + secretPart + "@127.0.0.1:port/medius", 2, `storage.dsn: the address cannot be read`},
		{"it is another engine", "mysql://medius:" + secretPart + "@127.0.0.1/medius", 2, `storage.dsn: a file is wanted, or an address`},
	} {
		t.Run(c.about, func(t *testing.T) {
			w.t = t
			w.env["MEDIUS_STORAGE_DSN"] = c.dsn
			w.wants(c.status, c.says, "run")
			said := w.wants(2, `(?m)^1 thing is wrong, `, "doctor", "--offline")
			if strings.Contains(said, "does not answer") && strings.Count(said, "connection refused") != 1 {
				t.Errorf("it is said again and again:\n%s", said)
			}
		})
	}
	w.t = t
	delete(w.env, "MEDIUS_STORAGE_DSN")
	w.env["MEDIUS_STORAGE_DSN_FILE"] = right + "x"
	w.wants(2, `storage.dsn_file: .*no such file`, "run")
	if _, err := storage.InUse(t.Context(), s.Address("nowhere")); !errors.Is(err, storage.ErrMissing) {
		t.Errorf("got %v", err)
	}
}
