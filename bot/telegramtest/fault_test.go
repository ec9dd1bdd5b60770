package telegramtest

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// Buckets per chat, per group, for edits and for all answer 429 with the wait.
func TestF1Buckets(t *testing.T) {
	c := newClock()
	send := func(b bot, chat int64) int {
		return b.call("sendMessage", "chat_id", chat, "text", "a").Parameters.RetryAfter
	}
	start := func(l Limits) bot {
		b := newBot(t, Options{Now: c.Now, Limits: l})
		for id := range int64(50) {
			b.s.User(id+1, "member", "en")
		}
		b.s.Group(-5, "group")
		return b
	}
	b := start(Limits{Chat: Bucket{Rate: 1, Burst: 3}})
	waits := []int{send(b, 1), send(b, 1), send(b, 1), send(b, 1), send(b, 2)}
	if fmt.Sprint(waits) != "[0 0 0 1 0]" {
		t.Errorf("one chat: got waits %v, want a burst of three, then 1 s, other chats free", waits)
	}
	c.jump(time.Second)
	if waits = []int{send(b, 1), send(b, 1)}; fmt.Sprint(waits) != "[0 1]" {
		t.Errorf("a second later: got %v, want one more", waits)
	}
	b = start(Limits{Group: Bucket{Rate: 20.0 / 60, Burst: 20}})
	for i := range 20 {
		if wait := send(b, -5); wait != 0 {
			t.Errorf("group message %d: got a wait of %d", i, wait)
		}
	}
	if wait := send(b, -5); wait != 3 {
		t.Errorf("the 21st in a group: got %d s, want 3", wait)
	}
	b = start(Limits{Bulk: Bucket{Rate: 30, Burst: 30}})
	for id := range int64(30) {
		send(b, id+1)
	}
	if wait := send(b, 40); wait != 1 {
		t.Errorf("the 31st of all: got %d s, want 1", wait)
	}
	b = start(Limits{Edit: Bucket{Rate: 20.0 / 60, Burst: 1}})
	id := b.send(1, "a").ID
	b.must("editMessageText", "chat_id", 1, "message_id", id, "text", "b")
	b.refused(429, "Too Many Requests: retry after 3", "editMessageText", "chat_id", 1, "message_id", id, "text", "c")
	b.s.SetLimits(Limits{})
	b.must("editMessageText", "chat_id", 1, "message_id", id, "text", "c")
	if l := Published(); l.Chat.Rate != 1 || l.Bulk.Rate != 30 || !l.Uploads {
		t.Errorf("got %+v", l)
	}
}

// 429 on demand, with any wait, as often as wanted, for one chat or all.
func TestF1FloodOnDemand(t *testing.T) {
	b := newBot(t, Options{})
	b.s.User(member, "member", "en")
	b.s.User(8, "other", "en")
	cancel := b.s.Fail(Fault{Method: "sendMessage", Chat: member, Times: -1, Kind: Fault429, RetryAfter: 86_400})
	for range 3 {
		out := b.refused(429, "Too Many Requests: retry after 86400", "sendMessage", "chat_id", member, "text", "a")
		if out.Parameters.RetryAfter != 86_400 {
			t.Errorf("got %+v", out.Parameters)
		}
	}
	b.send(8, "another chat")
	b.must("getMe")
	cancel()
	b.send(member, "after")
	b.s.Fail(Fault{Times: 2, Kind: FaultCode, Code: 500, Description: "Internal Server Error: restart"})
	b.refused(500, "Internal Server Error: restart", "getMe")
	b.refused(500, "Internal Server Error: restart", "sendMessage", "chat_id", 8, "text", "a")
	b.must("getMe")
	for kind, want := range map[FaultKind]string{
		Fault401: "Unauthorized", Fault403Blocked: "Forbidden: bot was blocked by the user", Fault409: conflictPoll,
	} {
		b.s.Fail(Fault{Kind: kind})
		if out := b.call("getMe"); out.Description != want {
			t.Errorf("got %q, want %q", out.Description, want)
		}
	}
}

// A fault can be aimed at the answer to one person's tap.
func TestFaultFindsTheChatOfATap(t *testing.T) {
	b := newBot(t, Options{})
	tap := b.s.User(member, "member", "en").Tap(1, "a")
	b.s.Fail(Fault{Chat: member, Kind: FaultJSON502})
	b.refused(502, "Bad Gateway", "answerCallbackQuery", "callback_query_id", tap)
}

// Uploads of one size are spaced; more than 5 s of backlog is refused.
func TestF2SameSizeUploads(t *testing.T) {
	c := newClock()
	b := newBot(t, Options{Now: c.Now, Fast: true, Limits: Limits{Uploads: true}})
	b.s.User(member, "member", "en")
	send := func(size int) int {
		t.Helper()
		return b.upload("sendDocument", []part{{"document", "a.bin", make([]byte, size)}}, "chat_id", member).Parameters.RetryAfter
	}
	// 3 MB: 0.3 s apart. The 18th would wait 5.1 s.
	for i := range 17 {
		if wait := send(3_000_000); wait != 0 {
			t.Fatalf("upload %d: got a wait of %d", i, wait)
		}
	}
	if wait := send(3_000_000); wait != 60 {
		t.Errorf("past 5 s of backlog: got %d, want 60", wait)
	}
	if wait := send(3_000_001); wait != 0 {
		t.Errorf("another size: got %d, want 0", wait)
	}
	c.jump(time.Second)
	if wait := send(3_000_000); wait != 0 {
		t.Errorf("a second later: got %d, want 0", wait)
	}
	for range 40 {
		if wait := send(100_000); wait != 0 {
			t.Fatalf("small uploads: got a wait of %d", wait)
		}
	}
}

// A faithful server makes same-size uploads wait.
func TestF2SpacingIsFelt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBot(t, Options{Limits: Limits{Uploads: true}})
		b.s.User(member, "member", "en")
		begin := time.Now()
		for range 3 {
			b.upload("sendDocument", []part{{"document", "a.bin", make([]byte, 200_000)}}, "chat_id", member)
		}
		if took := time.Since(begin); took != 400*time.Millisecond {
			t.Errorf("three uploads took %v, want 0.4s", took)
		}
	})
}

// Broken answers, each in its own way.
func TestF3BrokenAnswers(t *testing.T) {
	b := newBot(t, Options{})
	u := b.s.User(member, "member", "en")
	send := func(f Fault) answer {
		t.Helper()
		f.Method = "sendMessage"
		b.s.Fail(f)
		return b.call("sendMessage", "chat_id", member, "text", "a")
	}
	if out := send(Fault{Kind: FaultHTML502}); out.Status != 502 || !strings.HasPrefix(out.Raw, "<html>") ||
		out.Header.Get("Content-Type") != "text/html" {
		t.Errorf("HTML: got %d %q", out.Status, out.Raw)
	}
	if out := send(Fault{Kind: FaultJSON502}); out.Raw != `{"ok":false,"error_code":502,"description":"Bad Gateway"}` {
		t.Errorf("JSON: got %q", out.Raw)
	}
	if out := send(Fault{Kind: FaultEmpty}); out.Status != 200 || out.Raw != "" {
		t.Errorf("empty: got %d %q", out.Status, out.Raw)
	}
	if n := len(u.Messages()); n != 0 {
		t.Errorf("got %d messages, want none", n)
	}
	if out := send(Fault{Kind: FaultCutJSON}); out.Status != 200 || !strings.HasPrefix(out.Raw, `{"ok":true,"result":`) || out.OK {
		t.Errorf("cut: got %d %q", out.Status, out.Raw)
	}
	if out := send(Fault{Kind: FaultHTML502, After: true}); out.Status != 502 {
		t.Errorf("HTML after: got %d", out.Status)
	}
	if n := len(u.Messages()); n != 2 {
		t.Errorf("got %d messages, want those of the answers that broke afterwards", n)
	}
}

// A reset before the message is accepted, and one after: the bot sees the same.
func TestF4Resets(t *testing.T) {
	s := Start(t, Options{})
	u := s.User(member, "member", "en")
	for name, client := range map[string]*http.Client{
		"network": {Transport: &http.Transport{DisableKeepAlives: true}}, "inside": {Transport: s.Transport()},
	} {
		b := bot{t, s, client}
		before := len(u.Messages())
		s.Fail(Fault{Method: "sendMessage", Kind: FaultResetBefore})
		if _, err := b.try(t.Context(), "sendMessage", "chat_id", member, "text", "before"); err == nil {
			t.Errorf("%s: want a transport error", name)
		}
		if n := len(u.Messages()) - before; n != 0 {
			t.Errorf("%s: reset before: got %d messages", name, n)
		}
		s.Fail(Fault{Method: "sendMessage", Kind: FaultResetAfter})
		if _, err := b.try(t.Context(), "sendMessage", "chat_id", member, "text", "after"); err == nil {
			t.Errorf("%s: want a transport error", name)
		}
		if n := len(u.Messages()) - before; n != 1 {
			t.Errorf("%s: reset after: got %d messages, want 1", name, n)
		}
	}
}

// An answer slower than the client's patience: the message is there, the client does not know.
func TestF5SlowAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBot(t, Options{})
		u := b.s.User(member, "member", "en")
		b.s.Fail(Fault{Method: "sendMessage", Kind: FaultSlow, Delay: time.Minute})
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		if _, err := b.try(ctx, "sendMessage", "chat_id", member, "text", "a"); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v, want the end of patience", err)
		}
		if n := len(u.Messages()); n != 1 {
			t.Errorf("got %d messages, want 1", n)
		}
		begin := time.Now()
		b.s.Fail(Fault{Method: "sendMessage", Kind: FaultSlow, Delay: 5 * time.Second})
		b.send(member, "patient")
		if took := time.Since(begin); took != 5*time.Second {
			t.Errorf("took %v, want 5s", took)
		}
	})
}

// The server's clock may jump and may be wrong; only its own dates follow.
func TestF6ClockJumps(t *testing.T) {
	c := newClock()
	b := newBot(t, Options{Now: c.Now, Fast: true})
	u := b.s.User(member, "member", "en")
	c.jump(-7 * time.Minute) // the server is slow
	u.Send("a")
	if m := b.poll()[0].Message; m.Date != c.Now().Unix() {
		t.Errorf("got %d, want the server's own time", m.Date)
	}
	c.jump(90 * 24 * time.Hour)
	if n := len(b.poll()); n != 0 {
		t.Errorf("after three months: got %d updates, want none", n)
	}
	c.jump(-80 * 24 * time.Hour) // backwards
	u.Send("b")
	b.must("sendMessage", "chat_id", member, "text", "c")
	if got := texts(b.poll()); got != "b" {
		t.Errorf("got %q", got)
	}
	if chat := u.Messages(); !chat[2].Date.Equal(c.Now()) || chat[2].Date.Location() != time.UTC {
		t.Errorf("got %v, want %v in UTC", chat[2].Date, c.Now())
	}
}

// A frozen clock does not make a faithful server hang: waits are in real time.
func TestF6FrozenClockDoesNotHang(t *testing.T) {
	c := newClock()
	synctest.Test(t, func(t *testing.T) {
		b := newBot(t, Options{Now: c.Now})
		begin := time.Now()
		b.poll("offset", 1)
		b.poll("offset", 1)
		if took := time.Since(begin); took != 3*time.Second {
			t.Errorf("took %v, want the 3 s of anti-spin", took)
		}
	})
}

// Everything that happens is one transcript.
func TestF7Transcript(t *testing.T) {
	b := newBot(t, Options{Fast: true})
	u := b.s.User(member, "member", "en")
	u.Send("/start")
	id := b.send(member, "<b>Welcome</b>\nof medius", "parse_mode", "HTML", "reply_markup", keyboard("Yes", "1:y", "No", "1:n")).ID
	tap, _ := u.TapLabel("Yes")
	b.must("answerCallbackQuery", "callback_query_id", tap, "text", "Noted.")
	b.must("editMessageReplyMarkup", "chat_id", member, "message_id", id, "reply_markup", keyboard("Yes", "done"))
	b.send(member, "Where?", "reply_markup", `{"keyboard":[["here","there"]]}`)
	u.SendLocation(1, 2)
	b.upload("sendPhoto", []part{{"photo", "a.png", picture(t, 2, 2)}}, "chat_id", member, "caption", "Like this",
		"reply_markup", `{"remove_keyboard":true}`)
	b.must("deleteMessage", "chat_id", member, "message_id", id)
	want := `7 > /start
7 < Welcome
    of medius
7   [Yes|1:y] [No|1:n]
7 >> 2 1:y
7 ! Noted.
7 * 2
7 < Welcome
    of medius
7   [Yes|done]
7 < Where?
7   {here} {there}
7 > (location)
7 < (photo) Like this
7   {}
7 x 2`
	if got := strings.Join(b.s.Transcript(), "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
