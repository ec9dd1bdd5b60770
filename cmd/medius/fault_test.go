package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"medius/bot/telegramtest"
	"medius/coach"
	"medius/storage"
)

// A token Telegram does not know: one line, a hint, exit status 2.
func TestAWrongToken(t *testing.T) {
	server := telegramtest.Start(t, telegramtest.Options{})
	p := start(t, coached(t, server), "run")
	if status := p.exits(20 * time.Second); status != statusRefused {
		t.Errorf("exit status %d", status)
	}
	p.hears(`(?m)^Telegram does not accept the bot token: getMe: 40[14] .*\nhint: see whether the token was revoked`)
}

// A token that is revoked while medius runs ends it the same way.
func TestARevokedToken(t *testing.T) {
	server := pretend(t)
	p := start(t, coached(t, server), "run")
	p.hears("medius is running")
	server.Revoke()
	if status := p.exits(20 * time.Second); status != statusRefused {
		t.Errorf("exit status %d", status)
	}
	p.hears(`Telegram does not accept the bot token: \w+: 401 Unauthorized`)
}

// The second instance on a database, or with a token, says so and ends; the first one goes on.
func TestASecondInstance(t *testing.T) {
	server := pretend(t)
	env := coached(t, server)
	first := start(t, env, "run")
	first.hears("medius is running")
	for _, c := range []struct{ other, says string }{
		{"MEDIUS_TELEGRAM_TOKEN=4243:TEST-token-of-another-bot-that-must-not-be-seen", `(?m)^database .*medius\.db: the database is in use by another medius$`},
		{"MEDIUS_STORAGE_DSN=" + filepath.Join(t.TempDir(), "other.db"), `(?m)^another medius on this machine uses the same bot token`},
	} {
		second := start(t, append(slices.Clone(env), c.other), "run")
		if status := second.exits(20 * time.Second); status != statusFailed {
			t.Errorf("exit status %d", status)
		}
		second.hears(c.says)
		second.hears(`(?m)^hint: stop the other one first`)
	}
	greets(t, server.User(7, "member", "en"))
}

// Telegram may be down when medius starts: it says so and tries until it succeeds.
func TestTelegramIsDownAtTheStart(t *testing.T) {
	server := telegramtest.New(telegramtest.Options{Token: testToken, Fast: true})
	stop, err := server.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	env := coached(t, server)
	stop()
	p := start(t, env, "run")
	p.hears("telegram does not answer")
	stop, err = server.Listen(strings.TrimPrefix(server.URL(), "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	p.hears("medius is running")
	greets(t, server.User(7, "member", "en"))
	p.signal(syscall.SIGTERM)
	if status := p.exits(5 * time.Second); status != 0 {
		t.Errorf("exit status %d", status)
	}
}

// Another program sets a webhook while medius runs: it is removed, and what was sent meanwhile is answered.
func TestAWebhookWhileMediusRuns(t *testing.T) {
	server := pretend(t)
	p := start(t, coached(t, server), "run")
	p.hears("medius is running")
	member := server.User(7, "member", "en")
	greets(t, member)
	server.SetWebhook("https://example.org/hook")
	greets(t, member)
	p.hears("another program has set a webhook")
	if strings.Contains(p.said.String(), "level=ERROR") {
		t.Errorf("one webhook is no reason for an alarm:\n%s", p.said)
	}
}

// Neither the token nor a word of a member is ever in the log, at any level.
func TestTheLogKeepsQuiet(t *testing.T) {
	server := pretend(t)
	server.Fail(telegramtest.Fault{Method: "getUpdates", Kind: telegramtest.FaultHTML502})
	server.Fail(telegramtest.Fault{Method: "sendMessage", Kind: telegramtest.FaultHTML502})
	p := start(t, coached(t, server), "run")
	p.hears("medius is running")
	member := server.User(7, "Eigenname", "en")
	greets(t, member)
	server.Fail(telegramtest.Fault{Method: "sendMessage", Kind: telegramtest.FaultCode, Code: 400, Description: "Bad Request: something"})
	member.Send("zebra")
	p.hears("letter refused")
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	for i, words := range []string{"zebrawords 8", "/zebracommand now", strings.Repeat("zebra ", 600)} {
		before := len(member.Messages())
		member.Send(words)
		err := member.WaitFor(ctx, func(chat []telegramtest.Message) bool { return len(chat) > before+1 })
		if err != nil {
			t.Fatalf("no answer to %d: %v\n%s", i, err, p.said)
		}
	}
	p.signal(syscall.SIGTERM)
	p.exits(5 * time.Second)
	for _, never := range []string{"zebra", "Eigenname", testToken, "TEST-token"} {
		if strings.Contains(p.said.String(), never) {
			t.Errorf("the log says %q:\n%s", never, p.said)
		}
	}
	if !strings.Contains(p.said.String(), "502") {
		t.Error("the log does not say that there was trouble")
	}
}

// A damage far inside a large database is found while medius is at work; then it ends as it would have at the start.
func TestADamageInsideALargeDatabase(t *testing.T) {
	server := pretend(t)
	env := coached(t, server)
	path, _ := strings.CutPrefix(env[2], "MEDIUS_STORAGE_DSN=")
	db, err := storage.Open(t.Context(), storage.Options{DSN: path, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	var many coach.Member
	many.Language, many.Zone = "en", strings.Repeat("x", 1500)
	if err := errors.Join(db.Crowd(t.Context(), 100, 24_000, storage.History{Member: many}), db.Close()); err != nil {
		t.Fatal(err)
	}
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err == nil {
		_, err = file.WriteAt(bytes.Repeat([]byte{0xa5}, 4096), 20<<20)
		err = errors.Join(err, file.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	p := start(t, env, "run")
	if status := p.exits(20 * time.Second); status != statusRefused {
		t.Errorf("exit status %d", status)
	}
	p.hears("medius is running")
	p.hears(`(?m)^database .*medius\.db: the file is damaged.*\nhint: restore a backup`)
}
