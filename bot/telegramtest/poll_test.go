package telegramtest

import (
	"context"
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

// Limit and time-out are clamped; a long poll ends after 50 s.
func TestU4Clamps(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBot(t, Options{Fast: true})
		u := b.s.User(member, "member", "en")
		for _, timeout := range []int{60, 50, 7, 0, -3} {
			begin := time.Now()
			if n := len(b.poll("timeout", timeout)); n != 0 {
				t.Fatalf("got %d updates from an empty queue", n)
			}
			want := time.Duration(min(max(timeout, 0), 50)) * time.Second
			if took := time.Since(begin); took != want {
				t.Errorf("timeout %d: took %v, want %v", timeout, took, want)
			}
		}
		for range 120 {
			u.Send("a")
		}
		for limit, want := range map[string]int{"0": 1, "-5": 1, "3": 3, "1000": 100, "": 100} {
			if n := len(b.poll("limit", limit)); n != want && limit != "" {
				t.Errorf("limit %q: got %d, want %d", limit, n, want)
			}
		}
		if n := len(b.poll()); n != 100 {
			t.Errorf("without a limit: got %d, want 100", n)
		}
	})
}

// A parked poll answers as soon as something happens, and gathers what comes together.
func TestU4LongPollWakes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBot(t, Options{})
		u := b.s.User(member, "member", "en")
		go func() {
			time.Sleep(10 * time.Second)
			u.Send("one")
			u.Send("two")
		}()
		begin := time.Now()
		if got := texts(b.poll("timeout", 50)); got != "one two" {
			t.Errorf("got %q", got)
		}
		if took := time.Since(begin); took < 10*time.Second || took > 10*time.Second+5*time.Millisecond {
			t.Errorf("took %v, want a moment more than 10 s", took)
		}
	})
}

// A client that goes away leaves no parked poll behind, and what it did not get is not lost.
func TestU4ClientLeaves(t *testing.T) {
	b := newBot(t, Options{Fast: true})
	u := b.s.User(member, "member", "en")
	ctx, cancel := context.WithCancel(t.Context())
	left := make(chan error)
	go func() {
		_, err := b.try(ctx, "getUpdates", "timeout", 50)
		left <- err
	}()
	eventually(t, "the poll is parked", b.parked)
	cancel()
	if err := <-left; err == nil {
		t.Error("want the client's own error")
	}
	eventually(t, "the poll is gone", func() bool { return !b.parked() })
	u.Send("later")
	if got := texts(b.poll()); got != "later" {
		t.Errorf("got %q", got)
	}
}

func (b bot) parked() bool {
	b.s.mu.Lock()
	defer b.s.mu.Unlock()
	return b.s.poller.parked != nil
}

// Asking with the same offset again waits 3 s, and within half a second gives one update.
func TestU5AntiSpin(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBot(t, Options{})
		u := b.s.User(member, "member", "en")
		took := func(params ...any) time.Duration {
			begin := time.Now()
			b.poll(params...)
			return time.Since(begin)
		}
		if d := took("offset", 5); d != 0 {
			t.Errorf("the first time: took %v, want 0", d)
		}
		if d := took("offset", 5); d != 3*time.Second {
			t.Errorf("the same offset again: took %v, want 3s", d)
		}
		if d := took("offset", 6); d != 0 {
			t.Errorf("another offset: took %v, want 0", d)
		}
		time.Sleep(4 * time.Second)
		if d := took("offset", 6); d != 0 {
			t.Errorf("the same after 4 s: took %v, want 0", d)
		}
		for range 3 {
			u.Send("a")
		}
		time.Sleep(600 * time.Millisecond)
		if n := len(b.poll("offset", 6)); n != 3 {
			t.Errorf("after 0.6 s: got %d, want 3", n)
		}
		if n := len(b.poll("offset", 6)); n != 1 {
			t.Errorf("at once again: got %d, want 1", n)
		}
	})
}

// A fast server does without those waits.
func TestU5FastServerDoesNotWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBot(t, Options{Fast: true})
		begin := time.Now()
		for range 5 {
			b.poll("offset", 5)
		}
		if took := time.Since(begin); took != 0 {
			t.Errorf("took %v, want 0", took)
		}
	})
}

// The kinds of update are remembered until the bot says otherwise.
func TestU6AllowedUpdates(t *testing.T) {
	b := newBot(t, Options{Fast: true})
	u := b.s.User(member, "member", "en")
	u.Send("queued before")
	b.poll("allowed_updates", `["callback_query","nonsense"]`)
	arrivals := func() int {
		before := b.s.Pending()
		u.Send("a")
		return b.s.Pending() - before
	}
	if texts(b.poll()) != "queued before" {
		t.Error("the setting acted on an update that was already queued")
	}
	for _, keeps := range []string{"null", "", "5", `{"a":1}`} {
		b.poll("allowed_updates", keeps)
		if arrivals() != 0 {
			t.Errorf("%q changed the setting", keeps)
		}
	}
	for _, resets := range []string{`[]`, `["nonsense"]`} {
		b.poll("allowed_updates", `["poll"]`)
		b.poll("allowed_updates", resets)
		if arrivals() != 1 {
			t.Errorf("%s did not reset the setting", resets)
		}
	}
	set := defaultUpdates()
	if set["chat_member"] || set["message_reaction"] || set["message_reaction_count"] || !set["my_chat_member"] {
		t.Errorf("got default %v", set)
	}
}

// A second poll ends the first at once; when it happens again within 3 s the answer is held for 3 s.
func TestU7Conflict(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBot(t, Options{})
		poll := func(offset int) chan answer {
			out := make(chan answer, 1)
			go func() { out <- b.call("getUpdates", "timeout", 50, "offset", offset) }()
			synctest.Wait()
			return out
		}
		first := poll(1)
		second := poll(2)
		begin := time.Now()
		if got := <-first; got.Code != 409 || got.Description != conflictPoll || time.Since(begin) != 0 {
			t.Errorf("the older: got %+v after %v", got, time.Since(begin))
		}
		third := poll(3)
		if got := <-second; got.Description != conflictPoll || time.Since(begin) != 3*time.Second {
			t.Errorf("again within 3 s: got %q after %v, want it held 3 s", got.Description, time.Since(begin))
		}
		b.must("setWebhook", "url", "https://example.org/hook")
		want := "Conflict: terminated by setWebhook request"
		if got := <-third; got.Code != 409 || got.Description != want {
			t.Errorf("setWebhook: got %q, want %q", got.Description, want)
		}
		b.refused(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
			"getUpdates")
		b.must("deleteWebhook")
		b.must("getUpdates")
	})
}

// A setWebhook that is still at work is ended by another one.
func TestU7OtherSetWebhook(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBot(t, Options{})
		b.s.Fail(Fault{Method: "setWebhook", Kind: FaultSlow, Delay: time.Second})
		older := make(chan answer, 1)
		go func() { older <- b.call("setWebhook", "url", "https://example.org/a") }()
		synctest.Wait()
		b.must("setWebhook", "url", "https://example.org/b")
		if got := <-older; got.Code != 409 || got.Description != "Conflict: terminated by other setWebhook" {
			t.Errorf("got %+v", got)
		}
		b.s.SetWebhook("")
		b.must("getUpdates")
	})
}

// A revoked token ends a parked poll.
func TestRevokeEndsParkedPoll(t *testing.T) {
	b := newBot(t, Options{Fast: true})
	out := make(chan answer, 1)
	go func() { out <- b.call("getUpdates", "timeout", 50) }()
	eventually(t, "the poll is parked", b.parked)
	b.s.Revoke()
	if got := <-out; got.Code != http.StatusUnauthorized {
		t.Errorf("got %+v", got)
	}
}
