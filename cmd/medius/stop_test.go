package main

import (
	"os"
	"syscall"
	"testing"
	"time"

	"medius/bot/telegramtest"
)

// A signal stops the poll at once, lets what is on the wire end, and the exit status is 0 within five seconds.
func TestAStopFinishesWhatIsInHandWithinFiveSeconds(t *testing.T) {
	for _, sig := range []os.Signal{syscall.SIGTERM, syscall.SIGINT} {
		t.Run(sig.String(), func(t *testing.T) {
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
			if status := p.exits(5 * time.Second); status != 0 {
				t.Errorf("exit status %d:\n%s", status, p.said)
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
