package telegramtest

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

// Who cannot be written to is said in Telegram's words.
func TestP1Unreachable(t *testing.T) {
	b := newBot(t, Options{Fast: true})
	send := func(code int, text string, chat int64) {
		t.Helper()
		b.refused(code, text, "sendMessage", "chat_id", chat, "text", "a")
	}
	u := b.s.User(member, "member", "en")
	u.Block()
	send(403, "Forbidden: bot was blocked by the user", member)
	if u.Messages() != nil && len(u.Messages()) > 0 {
		t.Error("a blocked bot reached the person")
	}
	u.Unblock()
	b.send(member, "a")
	u.Delete()
	send(403, "Forbidden: user is deactivated", member)
	stranger := b.s.Stranger(8, "stranger", "en")
	send(403, "Forbidden: bot can't initiate conversation with a user", 8)
	stranger.Send("/start")
	b.send(8, "a")
	send(400, "Bad Request: chat not found", 99)
	send(403, "Forbidden: the bot can't send messages to the bot", 4242)
	b.refused(400, "Bad Request: chat_id is empty", "sendMessage", "text", "a")
	for _, c := range []struct {
		id   int64
		kind string
	}{{-5, "group"}, {-1_000_000_000_005, "supergroup"}} {
		g := b.s.Group(c.id, "group")
		b.send(c.id, "a")
		g.Kick()
		send(403, "Forbidden: bot was kicked from the "+c.kind+" chat", c.id)
		g.Return()
		g.Leave()
		send(403, "Forbidden: bot is not a member of the "+c.kind+" chat", c.id)
		g.Delete()
		send(403, "Forbidden: the group chat was deleted", c.id)
	}
}

// Blocking, unblocking and being thrown out arrive as my_chat_member; a deleted account does not.
func TestP1MembershipUpdates(t *testing.T) {
	b := newBot(t, Options{Fast: true})
	u := b.s.User(member, "member", "en")
	u.Block()
	u.Block()
	u.Unblock()
	u.Block()
	u.Send("/start")
	b.s.Group(-5, "group").Kick()
	u.Delete()
	var seen []string
	for _, update := range b.poll() {
		if update.Member != nil {
			seen = append(seen, update.Member.Chat.Type+" "+update.Member.Old.Status+">"+update.Member.New.Status)
		} else {
			seen = append(seen, update.Message.Text)
		}
	}
	want := "private member>kicked, private kicked>member, private member>kicked, private kicked>member, /start, group member>kicked"
	if got := strings.Join(seen, ", "); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

// A group that was upgraded names its new id.
func TestP2GroupUpgrade(t *testing.T) {
	b := newBot(t, Options{Fast: true})
	super := b.s.Group(-5, "group").Upgrade()
	out := b.refused(400, "Bad Request: group chat was upgraded to a supergroup chat", "sendMessage", "chat_id", -5, "text", "a")
	if out.Parameters.Migrate != super.ID() || super.ID() >= -1_000_000_000_000 {
		t.Errorf("got %d, want %d", out.Parameters.Migrate, super.ID())
	}
	if m := b.send(super.ID(), "a"); m.Chat.Type != "supergroup" {
		t.Errorf("got %+v", m.Chat)
	}
	if raw := string(b.must("getUpdates").Result); !strings.Contains(raw, `"migrate_to_chat_id":-1000000000005`) {
		t.Errorf("got %s", raw)
	}
}

// Old buttons, double taps, and taps while the bot is down.
func TestP3LateAndDoubleTaps(t *testing.T) {
	c := newClock()
	b := newBot(t, Options{Now: c.Now, Fast: true})
	u := b.s.User(member, "member", "en")
	old := b.send(member, "yesterday", "reply_markup", keyboard("a", "1:a")).ID
	c.jump(20 * 24 * time.Hour)
	b.send(member, "today", "reply_markup", keyboard("b", "2:b"))
	u.Tap(old, "1:a")
	u.Tap(old, "1:a")
	list := b.poll()
	if len(list) != 2 || list[0].Callback.Message.ID != old || list[0].Callback.Message.Text != "yesterday" ||
		list[0].Callback.ID == list[1].Callback.ID || list[1].Callback.Data != "1:a" {
		t.Fatalf("got %+v, want two taps on the old message", list)
	}
	b.poll("offset", list[1].ID+1)
	u.Tap(old, "down") // the bot is down for three minutes
	u.Send("down")
	c.jump(3 * time.Minute)
	if list = b.poll(); len(list) != 1 || texts(list) != "down" {
		t.Errorf("got %+v, want the tap gone and the text kept", list)
	}
}

// A tap on a message that is gone has an inaccessible message; one of inline mode has none.
func TestP4InaccessibleMessage(t *testing.T) {
	b := newBot(t, Options{Fast: true})
	u := b.s.User(member, "member", "en")
	id := b.send(member, "a", "reply_markup", keyboard("a", "b")).ID
	b.must("deleteMessage", "chat_id", member, "message_id", id)
	u.Tap(id, "b")
	u.TapInline("inline", "c")
	list := b.poll()
	if gone := list[0].Callback.Message; gone == nil || gone.ID != id || gone.Date != 0 || gone.Chat.ID != member || gone.Text != "" {
		t.Errorf("got %+v, want chat, id and date 0", gone)
	}
	if list[1].Callback.Message != nil || list[1].Callback.Inline != "inline" || list[1].Callback.Data != "c" {
		t.Errorf("got %+v, want no message", list[1].Callback)
	}
	b.must("answerCallbackQuery", "callback_query_id", list[1].Callback.ID)
	if n := len(u.Toasts()); n != 1 {
		t.Errorf("got %d toasts, want 1", n)
	}
}

// In a group the bot hears commands, mentions and nothing else.
func TestGroupPrivacy(t *testing.T) {
	b := newBot(t, Options{Fast: true})
	u := b.s.User(member, "member", "en")
	g := b.s.Group(-5, "group")
	for _, text := range []string{"chatter", "/start", "hello @medius_test_bot"} {
		g.Say(u, text)
	}
	if got := texts(b.poll()); got != "/start hello @medius_test_bot" {
		t.Errorf("got %q", got)
	}
	if n := len(g.Messages()); n != 3 {
		t.Errorf("got %d messages in the group, want 3", n)
	}
}

// Every other kind of message can be sent, with whatever fields.
func TestOtherKindsOfMessage(t *testing.T) {
	b := newBot(t, Options{Fast: true})
	u := b.s.User(member, "member", "pt-br")
	for kind := range samples {
		u.SendRaw(kind, nil)
		if raw := string(b.must("getUpdates", "offset", b.s.LastUpdate()).Result); !strings.Contains(raw, `"`+kind+`":`) ||
			!strings.Contains(raw, `"language_code":"pt-br"`) {
			t.Errorf("%s: got %s", kind, raw)
		}
	}
	u.SendRaw("poll", map[string]any{"forward_origin": map[string]any{"type": "hidden_user", "date": 1, "sender_user_name": "a"}})
	if raw := string(b.must("getUpdates", "offset", b.s.LastUpdate()).Result); !strings.Contains(raw, `"forward_origin"`) ||
		!strings.Contains(raw, `"question"`) {
		t.Errorf("got %s", raw)
	}
	id := u.SendLocation(1.5, -2.5)
	u.EditRaw(id, map[string]any{"location": map[string]any{"latitude": 3, "longitude": 4}})
	raw := string(b.must("getUpdates", "offset", b.s.LastUpdate()-1).Result)
	if !strings.Contains(raw, `"latitude":1.5`) || !strings.Contains(raw, `"edited_message"`) || !strings.Contains(raw, `"latitude":3`) {
		t.Errorf("got %s", raw)
	}
}

// Waiting ends with the change, or with the context.
func TestWaitForWakesOnChange(t *testing.T) {
	b := newBot(t, Options{Fast: true})
	u := b.s.User(member, "member", "en")
	go func() { _, _ = b.try(t.Context(), "sendMessage", "chat_id", member, "text", "here") }()
	if err := u.WaitFor(t.Context(), func(chat []Message) bool { return len(chat) == 1 }); err != nil {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := u.WaitFor(ctx, func([]Message) bool { return false }); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// Subscribers hear of their chat only, and of every chat when they ask for chat 0.
func TestSubscribe(t *testing.T) {
	b := newBot(t, Options{Fast: true})
	u, other := b.s.User(member, "member", "en"), b.s.User(8, "other", "en")
	mine, stop := b.s.Subscribe(member)
	all, stopAll := b.s.Changes()
	defer stopAll()
	rang := func(bell <-chan struct{}) bool {
		select {
		case <-bell:
			return true
		default:
			return false
		}
	}
	other.Send("a")
	if rang(mine) || !rang(all) {
		t.Error("a change of another chat: want only the subscriber of all to hear it")
	}
	u.Send("a")
	u.Send("b")
	if !rang(mine) || rang(mine) || !rang(all) {
		t.Error("two changes: want one ring for both subscribers")
	}
	stop()
	u.Send("c")
	if rang(mine) {
		t.Error("rang after the end of the subscription")
	}
}

// Old taps are forgotten, but not those the bot still owes an answer.
func TestTapsAreForgotten(t *testing.T) {
	b := newBot(t, Options{Fast: true, Quiet: true})
	u := b.s.User(member, "member", "en")
	b.s.mu.Lock()
	b.s.tapRoom = 10
	b.s.mu.Unlock()
	owed := u.Tap(1, "owed")
	b.poll()
	answered := u.Tap(1, "answered")
	b.must("answerCallbackQuery", "callback_query_id", answered)
	for range 10 {
		u.Tap(1, "a")
	}
	b.s.mu.Lock()
	defer b.s.mu.Unlock()
	if b.s.taps[owed] == nil || b.s.taps[answered] != nil || b.s.tapRoom != mostTaps {
		t.Errorf("owed kept: %v, answered forgotten: %v", b.s.taps[owed] != nil, b.s.taps[answered] == nil)
	}
}
