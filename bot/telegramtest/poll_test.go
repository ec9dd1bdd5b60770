package telegramtest

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// Updates come first in, first out, and each kind lives as long as it should.
func TestU1OrderAndLifetimes(t *testing.T) {
	c := newClock()
	b := newBot(t, Options{Now: c.Now, Fast: true})
	u := b.s.User(member, "member", "en")
	u.Send("one")
	u.Tap(1, "tap")
	u.Send("two")
	u.Edit(2, "three")
	if list := b.poll(); len(list) != 4 || list[0].Message == nil || list[1].Callback == nil ||
		list[2].Message == nil || list[3].Edited == nil || list[3].ID != list[0].ID+3 {
		t.Fatalf("got %+v, want a message, a tap, a message, an edit with ids in a row", list)
	}
	c.jump(149 * time.Second)
	if n := len(b.poll()); n != 4 {
		t.Errorf("after 149 s: got %d updates, want all 4", n)
	}
	c.jump(2 * time.Second)
	if list := b.poll(); len(list) != 3 || list[1].Callback != nil {
		t.Errorf("after 151 s: got %+v, want the three without the tap", list)
	}
	c.jump(24*time.Hour - 152*time.Second)
	if n := len(b.poll()); n != 3 {
		t.Errorf("before a day: got %d updates, want 3", n)
	}
	c.jump(2 * time.Second)
	if n := len(b.poll()); n != 0 {
		t.Errorf("after a day: got %d updates, want none", n)
	}
	if expired, _, _ := b.s.Losses(); expired != 4 {
		t.Errorf("got %d expired, want 4", expired)
	}
}

// An expired tap between living messages neither hides them nor is delivered.
func TestU1ExpiredInTheMiddle(t *testing.T) {
	c := newClock()
	b := newBot(t, Options{Now: c.Now, Fast: true})
	u := b.s.User(member, "member", "en")
	for i := range 5 {
		u.Send(fmt.Sprint("m", i))
		u.Tap(1, "x")
	}
	c.jump(tapLife + time.Second)
	list := b.poll("limit", 3)
	if texts(list) != "m0 m1 m2" || b.s.Pending() != 8 {
		t.Fatalf("got %q, %d pending", texts(list), b.s.Pending())
	}
	if list = b.poll("offset", list[2].ID+1); texts(list) != "m3 m4" {
		t.Errorf("got %q, want m3 m4", texts(list))
	}
}

// The request confirms, not the answer.
func TestU2ConfirmsWhenAsked(t *testing.T) {
	b := newBot(t, Options{Fast: true})
	u := b.s.User(member, "member", "en")
	u.Send("one")
	u.Send("two")
	first := b.poll()
	b.s.Fail(Fault{Method: "getUpdates", Kind: FaultResetAfter})
	if _, err := b.try(t.Context(), "getUpdates", "offset", first[0].ID+1); err == nil {
		t.Fatal("the answer should have been lost")
	}
	if !b.s.Confirmed(first[0].ID) || b.s.Confirmed(first[1].ID) {
		t.Error("the lost answer's request should have confirmed the first update, and only it")
	}
	if got := texts(b.poll()); got != "two" {
		t.Errorf("got %q, want two", got)
	}
	b.s.Fail(Fault{Method: "getUpdates", Kind: FaultResetBefore})
	_, _ = b.try(t.Context(), "getUpdates", "offset", first[1].ID+1)
	if b.s.Confirmed(first[1].ID) || b.s.Pending() != 1 {
		t.Error("a request that never arrived confirmed something")
	}
}

// Offsets: negative, zero, far ahead, far behind, and up to ten ahead.
func TestU3Offsets(t *testing.T) {
	b := newBot(t, Options{Fast: true})
	u := b.s.User(member, "member", "en")
	for i := range 6 {
		u.Send(fmt.Sprint("m", i))
	}
	last := b.s.LastUpdate()
	for _, c := range []struct {
		name   string
		offset int64
		want   string
	}{
		{"zero starts at the head", 0, "m0 m1 m2 m3 m4 m5"},
		{"eleven above the tail falls back to the head", last + 1 + 11, "m0 m1 m2 m3 m4 m5"},
		{"a hundred thousand below the head falls back", last - 5 - 100_001, "m0 m1 m2 m3 m4 m5"},
		{"an offset inside", last - 3, "m2 m3 m4 m5"},
		{"negative keeps the last", -2, "m4 m5"},
		{"ten above the tail is honoured", last + 1 + 10, ""},
	} {
		if got := texts(b.poll("offset", c.offset)); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
	for i := range 10 {
		u.Send(fmt.Sprint("later", i))
		if got := texts(b.poll("offset", last+1+10)); got != "" {
			t.Errorf("before the ids caught up: got %q", got)
		}
	}
	u.Send("caught up")
	if got := texts(b.poll("offset", last+1+10)); got != "caught up" {
		t.Errorf("got %q, want the update whose id is the offset", got)
	}
}

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

// Ids begin at random in their range, rise by one, and restart.
func TestU8Ids(t *testing.T) {
	first := map[int64]bool{}
	for seed := range uint64(20) {
		b := newBot(t, Options{Seed: seed, Fast: true})
		b.s.User(member, "member", "en").Send("a")
		id := b.s.LastUpdate()
		if id < 2_000_001 || id > 1_000_000_000 {
			t.Errorf("seed %d: got %d", seed, id)
		}
		first[id] = true
	}
	if len(first) < 15 {
		t.Errorf("got %d different first ids of 20", len(first))
	}
}

// A bot that clings to a high offset still gets what comes after the numbers fell.
func TestU8RestartLower(t *testing.T) {
	c := newClock()
	b := newBot(t, Options{Now: c.Now, Fast: true})
	u := b.s.User(member, "member", "en")
	b.s.RestartIDs(900_000)
	u.Send("high")
	b.s.RestartIDs(5)
	u.Send("still high")
	list := b.poll()
	if list[0].ID != 900_000 || list[1].ID != 900_001 {
		t.Fatalf("got %d and %d, want no restart while updates wait", list[0].ID, list[1].ID)
	}
	b.poll("offset", 900_002)
	u.Send("low")
	list = b.poll("offset", 900_002)
	if texts(list) != "low" || list[0].ID != 5 {
		t.Errorf("got %+v, want id 5", list)
	}
	b.poll("offset", 6)
	before := b.s.LastUpdate()
	c.jump(8 * 24 * time.Hour)
	u.Send("after a quiet week")
	if id := b.s.LastUpdate(); id == before+1 || id < 2_000_001 {
		t.Errorf("after a quiet week: got id %d after %d, want a random one", id, before)
	}
}

// At two thousand million the queue is cleared and numbering restarts.
func TestU8EndOfRange(t *testing.T) {
	b := newBot(t, Options{Fast: true})
	u := b.s.User(member, "member", "en")
	b.s.RestartIDs(1_999_999_999)
	u.Send("last")
	u.Send("first")
	if list := b.poll(); texts(list) != "first" || list[0].ID > 1_000_000_000 {
		t.Errorf("got %+v, want only the one after the restart", list)
	}
}

// A confirmed update may come again, whatever the offset.
func TestU9SameUpdateTwice(t *testing.T) {
	b := newBot(t, Options{Fast: true})
	u := b.s.User(member, "member", "en")
	u.Send("one")
	id := b.s.LastUpdate()
	b.poll()
	b.poll("offset", id+1)
	if !b.s.Redeliver(id) || b.s.Redeliver(id+1) {
		t.Fatal("want the confirmed update and no other")
	}
	u.Send("two")
	list := b.poll("offset", id+1)
	if texts(list) != "one two" || list[0].ID != id {
		t.Errorf("got %+v", list)
	}
	if got := texts(b.poll("offset", id+1)); got != "two" {
		t.Errorf("the next time: got %q, want two", got)
	}
}

// A tap and a text can arrive swapped.
func TestU9SwappedArrival(t *testing.T) {
	b := newBot(t, Options{Fast: true})
	u := b.s.User(member, "member", "en")
	b.s.SwapNext()
	u.Tap(1, "first")
	u.Send("second")
	u.Send("third")
	list := b.poll()
	if len(list) != 3 || list[0].Message == nil || list[1].Callback == nil || texts(list) != "second third" {
		t.Errorf("got %+v, want the text before the tap", list)
	}
}

// A full queue drops updates without a word.
func TestU10QueueLimits(t *testing.T) {
	b := newBot(t, Options{Fast: true, Quiet: true})
	u := b.s.User(member, "member", "en")
	for range queueLength + 10 {
		u.s.mu.Lock()
		u.s.push(held{kind: "message", payload: []byte(`{}`), expires: u.s.now().Add(messageLife)})
		u.s.mu.Unlock()
	}
	if _, dropped, _ := b.s.Losses(); b.s.Pending() != 100_000 || dropped != 10 {
		t.Errorf("got %d pending, %d dropped; want 100000 and 10", b.s.Pending(), dropped)
	}
	b = newBot(t, Options{Fast: true, Quiet: true})
	big := []byte(`{"text":"` + strings.Repeat("a", 511<<10) + `"}`)
	b.s.mu.Lock()
	for range 300 {
		b.s.push(held{kind: "message", payload: big, expires: b.s.now().Add(messageLife)})
	}
	b.s.push(held{kind: "message", payload: slices.Concat(big, big), expires: b.s.now().Add(messageLife)})
	b.s.mu.Unlock()
	if n := b.s.Pending(); n != 256 {
		t.Errorf("got %d updates of 511 KiB, want the 256 that fit into 128 MiB", n)
	}
}

// An update that no client can decode sits among good ones.
func TestU11StrangeUpdate(t *testing.T) {
	b := newBot(t, Options{Fast: true})
	u := b.s.User(member, "member", "en")
	u.Send("before")
	id := b.s.InjectRaw(`{"message":{"message_id":"not a number","chat":5}}`)
	empty := b.s.InjectRaw(`{}`)
	u.Send("after")
	var raws []json.RawMessage
	if err := json.Unmarshal(b.must("getUpdates").Result, &raws); err != nil || len(raws) != 4 {
		t.Fatalf("got %d updates, %v", len(raws), err)
	}
	if want := fmt.Sprintf(`{"update_id":%d,"message":{"message_id":"not a number","chat":5}}`, id); string(raws[1]) != want {
		t.Errorf("got %s, want %s", raws[1], want)
	}
	if want := fmt.Sprintf(`{"update_id":%d}`, empty); string(raws[2]) != want {
		t.Errorf("got %s, want %s", raws[2], want)
	}
	if json.Unmarshal(raws[1], &got{}) == nil {
		t.Error("want an update that does not decode")
	}
}

// A bot that raises its offset past what it was given is found out.
func TestConfirmedWithoutReadingIsCounted(t *testing.T) {
	b := newBot(t, Options{Fast: true})
	u := b.s.User(member, "member", "en")
	u.Send("read")
	u.Send("skipped")
	b.poll("limit", 1)
	b.poll("offset", b.s.LastUpdate()+1)
	if _, _, unread := b.s.Losses(); unread != 1 {
		t.Errorf("got %d, want the one that was never in an answer", unread)
	}
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
