package main

import (
	"context"
	"strings"
	"syscall"
	"testing"
	"time"

	"medius/bot/telegramtest"
)

// answers makes somebody write and gives what comes back.
func answers(t *testing.T, u *telegramtest.User, text string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	asked, said := u.Send(text), ""
	err := u.WaitFor(ctx, func(chat []telegramtest.Message) bool {
		last := chat[len(chat)-1]
		said = last.Text
		return last.FromBot && last.ID > asked
	})
	if err != nil {
		t.Fatalf("no answer to %q: %v", text, err)
	}
	return said
}

// The link in the log makes whoever opens it the owner: it is another one at each start, the old one is of no use, and there is
// none any more once it was opened. A stranger is turned away, the owner writes to everybody who is there.
func TestTheLogClaimsTheBot(t *testing.T) {
	server := pretend(t)
	env := append(coached(t, server), "MEDIUS_ACCESS=private", "MEDIUS_LIMITS_BROADCAST_PER_SECOND=0")
	const link = `no owner yet.* link="?https://t\.me/\S+\?start=([A-Za-z0-9_-]{22})`
	first := start(t, env, "run")
	old := first.hears(link)
	first.hears("medius is running")
	first.signal(syscall.SIGTERM)
	first.exits(5 * time.Second)

	second := start(t, env, "run")
	code := second.hears(link)
	if code == old {
		t.Error("the same code twice")
	}
	second.hears("medius is running")
	owner, stranger := server.User(1, "Owner", "en"), server.User(2, "Stranger", "en")
	for _, step := range []struct {
		who        *telegramtest.User
		says, want string
	}{
		{stranger, "/start", "belongs to nobody yet"},
		{stranger, "/start " + old, "does not work any more"},
		{owner, "/start " + code, "is yours now"},
		{stranger, "/start", "take nobody else in"},
		{owner, "/owner", "Your coach"},
		{owner, "/start", "Do you agree?"},
	} {
		if got := answers(t, step.who, step.says); !strings.Contains(got, step.want) {
			t.Errorf("%q is answered with %q, want %q", step.says, got, step.want)
		}
	}
	second.signal(syscall.SIGTERM)
	second.exits(5 * time.Second)

	third := start(t, env, "run")
	third.hears("medius is running")
	if got := answers(t, stranger, "/start "+code); !strings.Contains(got, "does not work any more") {
		t.Errorf("a used code is answered with %q", got)
	}
	if strings.Contains(third.said.String(), "no owner yet") {
		t.Error("a bot that has an owner is offered once more")
	}
}

// An announcement goes out through the whole program, and the owner is told how it went.
func TestTheOwnerWritesToEverybody(t *testing.T) {
	server := pretend(t)
	env := append(coached(t, server), "MEDIUS_OWNER_IDS=1", "MEDIUS_LIMITS_BROADCAST_PER_SECOND=0")
	p := start(t, env, "run")
	p.hears("medius is running")
	owner, member := server.User(1, "Owner", "en"), server.User(2, "Member", "en")
	greets(t, member)
	answers(t, owner, "/owner")
	answers(t, owner, "write to everybody")
	answers(t, owner, "Tomorrow I am away.")
	answers(t, owner, "send it")
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	for who, want := range map[*telegramtest.User]string{member: "Tomorrow I am away.", owner: "1 sent, 0 not delivered"} {
		err := who.WaitFor(ctx, func(chat []telegramtest.Message) bool { return strings.Contains(chat[len(chat)-1].Text, want) })
		if err != nil {
			t.Errorf("nobody reads %q: %v", want, err)
		}
	}
	p.signal(syscall.SIGTERM)
	p.exits(5 * time.Second)
}
