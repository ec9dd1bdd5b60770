package main

import (
	"os"
	"os/signal"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"medius/bot/telegramtest"
)

// A signal stops the poll at once, lets what is on the wire end, and the exit status is 0 within five seconds.
func TestAStopFinishesWhatIsInHandWithinFiveSeconds(t *testing.T) {
	for _, sig := range []os.Signal{syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP} {
		t.Run(sig.String(), func(t *testing.T) {
			if signal.Ignored(sig) {
				t.Skip("started with this signal ignored, as by nohup, which medius inherits: start the tests without it")
			}
			server := pretend(t)
			p := start(t, coached(t, server), "run")
			p.hears("medius is running")
			member := server.User(7, "member", "en")
			greets(t, member)
			server.Fail(telegramtest.Fault{Method: "sendMessage", Kind: telegramtest.FaultSlow, Delay: time.Second})
			member.Send("hello?")
			if err := member.WaitFor(t.Context(), func(chat []telegramtest.Message) bool { return chat[len(chat)-1].FromBot }); err != nil {
				t.Fatal(err)
			}
			p.signal(sig) // the answer is in the chat, but the call has not come back
			if sig == syscall.SIGHUP {
				p.hears("stopping")
				p.signal(sig) // a terminal that is closed says it twice
			}
			if status := p.exits(5 * time.Second); status != 0 {
				t.Errorf("exit status %d:\n%s", status, p.said)
			}
			if lines := strings.Split(strings.TrimSpace(p.said.String()), "\n"); !strings.Contains(lines[len(lines)-1], "msg=stopped") {
				t.Errorf("the last line is %q", lines[len(lines)-1])
			}
			count := len(member.Messages())
			again := start(t, p.cmd.Env, "run")
			again.hears("medius is running")
			greets(t, member)
			if member.Messages()[count].FromBot {
				t.Error("the answer was sent again: its end was not waited for")
			}
		})
	}
}

// Whoever starts medius so that it outlives the terminal (nohup) is not stopped by the end of it.
func TestAHangupThatIsIgnoredStopsNothing(t *testing.T) {
	server := pretend(t)
	p := launch(t, coached(t, server), "sh", "-c", `trap "" HUP; exec medius run`)
	p.hears("medius is running")
	p.signal(syscall.SIGHUP)
	greets(t, server.User(7, "member", "en"))
	if strings.Contains(p.said.String(), "stopping") {
		t.Error("it stops")
	}
}

// Whoever reads the log may end, such as head or less; the bot goes on.
func TestALogThatNobodyReadsStopsNothing(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there is no mkfifo here: the pipe is made with it")
	}
	server := pretend(t)
	p := launch(t, coached(t, server), "sh", "-c", `mkfifo log; head -n 1 <log & exec medius run >log 2>&1`)
	p.hears("(?m)\n")
	greets(t, server.User(7, "member", "en"))
	p.signal(syscall.SIGTERM)
	if status := p.exits(5 * time.Second); status != 0 {
		t.Errorf("exit status %d", status)
	}
}

// Even when Telegram swallows a call, a stop takes less than five seconds; a second signal ends at once.
func TestAStopWhenTelegramIsSilent(t *testing.T) {
	for _, c := range []struct {
		name   string
		twice  bool
		within time.Duration
		status int
	}{
		{"one signal", false, 5 * time.Second, 0},
		{"two signals", true, 2 * time.Second, -1}, // killed by the signal
	} {
		t.Run(c.name, func(t *testing.T) {
			server := pretend(t)
			p := start(t, coached(t, server), "run")
			p.hears("medius is running")
			member := server.User(7, "member", "en")
			greets(t, member)
			server.Fail(telegramtest.Fault{Method: "sendMessage", Kind: telegramtest.FaultSlow, Delay: time.Hour})
			calls := server.Calls("sendMessage")
			member.Send("hello?")
			for server.Calls("sendMessage") == calls {
				if err := member.WaitFor(t.Context(), func([]telegramtest.Message) bool { return true }); err != nil {
					t.Fatal(err)
				}
			}
			p.signal(syscall.SIGTERM)
			if c.twice {
				p.hears("stopping")
				p.signal(syscall.SIGTERM)
			}
			if status := p.exits(c.within); status != c.status {
				t.Errorf("exit status %d:\n%s", status, p.said)
			}
		})
	}
}
