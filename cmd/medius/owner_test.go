package main

import (
	"context"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"medius/bot/telegramtest"
	"medius/storage/postgrestest"
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
	if n := strings.Count(second.said.String(), "level=WARN msg=\"this bot has an owner now\" member=1\n"); n != 1 {
		t.Errorf("the log tells %d times that the bot has an owner", n)
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

// A command writes to everybody beside the medius that is running, which takes the words up, leaves no file of them, sends them and
// tells the owner. It is refused while another announcement is on its way, and the one that is can be stopped from outside.
func TestACommandWritesToEverybody(t *testing.T) {
	for kind, where := range map[string]func(testing.TB) string{
		"a file":   func(t testing.TB) string { return filepath.Join(t.TempDir(), "medius.db") },
		"a server": postgrestest.Database,
	} {
		t.Run(kind, func(t *testing.T) { commandWrites(t, where(t)) })
	}
}

func commandWrites(t *testing.T, database string) {
	server := pretend(t)
	w := &ward{t: t, now: time.Now, env: map[string]string{}, server: server}
	for _, line := range append(coached(t, server), "MEDIUS_OWNER_IDS=3,1", "MEDIUS_LIMITS_BROADCAST_PER_SECOND=0.2", "MEDIUS_STORAGE_DSN="+database) {
		name, value, _ := strings.Cut(line, "=")
		w.env[name] = value
	}
	var env []string
	for name, value := range w.env {
		env = append(env, name+"="+value)
	}
	p := start(t, env, "run")
	p.hears("medius is running")
	owner, member := server.User(1, "Owner", "en"), server.User(2, "Member", "en")
	greets(t, owner)
	greets(t, member)
	says := func(status int, want string, args ...string) {
		t.Helper()
		if got, said := w.types(append([]string{"broadcast"}, args...)...); got != status || !strings.Contains(said, want) {
			t.Errorf("%v: status %d:\n%s", args, got, said)
		}
	}
	says(0, "There was no announcement yet", "--status")
	says(0, "It is for 2 members.\nIt is on its way", "--yes", "The kanarienvogel is away.")
	says(1, "another announcement is on its way", "--yes", "And one more.")
	reads(t, "The kanarienvogel is away.", owner, member)
	reads(t, "2 sent, 0 not delivered", owner)
	w.eventually("The last one: 2 sent, 0 not delivered", "broadcast", "--status") // it is noted after the owner was told
	says(0, "It is on its way", "--yes", "Once more.")
	somebodyReads(t, "Once more.", owner, member) // the next one has to wait for five seconds
	says(0, "Stopped.", "--stop")
	says(0, "No announcement is on its way. The last one: 1 sent", "--status")
	p.signal(syscall.SIGTERM)
	p.exits(5 * time.Second)
	again := 0
	for _, m := range append(owner.Messages(), member.Messages()...) {
		if strings.Contains(m.Text, "Once more.") {
			again++
		}
	}
	if again != 1 {
		t.Errorf("it left %d times", again)
	}
	if left, err := filepath.Glob(database + ".notice*"); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if strings.Contains(p.said.String(), canary) {
		t.Error("the log has the words")
	}
}

// eventually types a command until it says something.
func (w *ward) eventually(want string, args ...string) {
	w.t.Helper()
	again, end := time.NewTicker(100*time.Millisecond), time.Now().Add(10*time.Second)
	defer again.Stop()
	for {
		_, said := w.types(args...)
		switch {
		case strings.Contains(said, want):
			return
		case time.Now().After(end):
			w.t.Fatalf("%s does not come to say %q:\n%s", strings.Join(args, " "), want, said)
		}
		<-again.C
	}
}

// reads waits until the latest message of each has these words.
func reads(t *testing.T, want string, all ...*telegramtest.User) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 25*time.Second)
	defer cancel()
	for _, who := range all {
		if err := who.WaitFor(ctx, func(chat []telegramtest.Message) bool { return strings.Contains(chat[len(chat)-1].Text, want) }); err != nil {
			t.Fatalf("nobody reads %q: %v", want, err)
		}
	}
}

// somebodyReads waits until the latest message of one of them has these words. Who is the first, depends on what else is on its way to
// them.
func somebodyReads(t *testing.T, want string, all ...*telegramtest.User) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 25*time.Second)
	defer cancel()
	read := make(chan error, len(all))
	for _, who := range all {
		go func() {
			read <- who.WaitFor(ctx, func(chat []telegramtest.Message) bool { return strings.Contains(chat[len(chat)-1].Text, want) })
		}()
	}
	if err := <-read; err != nil {
		t.Fatalf("nobody reads %q: %v", want, err)
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
	reads(t, "Tomorrow I am away.", member)
	reads(t, "1 sent, 0 not delivered", owner)
	p.signal(syscall.SIGTERM)
	p.exits(5 * time.Second)
}
