package telegramtest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
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
