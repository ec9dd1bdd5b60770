package telegramtest

import (
	"net/http"
	"strings"
	"testing"
)

// Every method of the list either works or says that it is not imitated; none passes by accident.
func TestS12EveryMethod(t *testing.T) {
	b := newBot(t, Options{Fast: true})
	if n := len(b.s.book.methods); n != 185 {
		t.Fatalf("got %d methods, want the 185 of Bot API 10.3", n)
	}
	for name := range imitated {
		if b.s.book.find(name) == nil {
			t.Errorf("%s is imitated but not in the list", name)
		}
	}
	for _, m := range b.s.book.methods {
		before := len(b.s.Breaches())
		out := b.call(m.name)
		if b.s.Calls(m.name) != 1 {
			t.Errorf("%s: got %d calls, want 1", m.name, b.s.Calls(m.name))
		}
		if imitated[m.name] == nil {
			want := "Not Implemented: the test server does not imitate " + m.name
			if out.Code != 501 || out.Description != want {
				t.Errorf("%s: got %d %q", m.name, out.Code, out.Description)
			}
		} else if len(m.needed) > 0 && out.OK && m.name != "setWebhook" { // an empty address removes it
			t.Errorf("%s: succeeded without %v", m.name, m.needed)
		}
		if (imitated[m.name] == nil || len(m.needed) > 0) && len(b.s.Breaches()) == before {
			t.Errorf("%s: no breach was noted", m.name)
		}
	}
}

// Requests are compared with the list, down to the fields of nested objects.
func TestS12Breaches(t *testing.T) {
	for _, c := range []struct {
		name, want string
		method     string
		params     []any
	}{
		{"unknown method", "unknown method sendTelegram", "sendTelegram", nil},
		{"unknown parameter", "sendMessage: unknown parameter txt", "sendMessage", []any{"chat_id", 7, "text", "a", "txt", "b"}},
		{"missing parameter", "sendMessage: missing parameter text", "sendMessage", []any{"chat_id", 7}},
		{"no number", "editMessageText: message_id: want a number", "editMessageText",
			[]any{"chat_id", 7, "message_id", "first", "text", "a"}},
		{"no flag", "sendMessage: protect_content: want true or false", "sendMessage",
			[]any{"chat_id", 7, "text", "a", "protect_content", "maybe"}},
		{"unknown field", "reply_markup.inline_keyboard[0][0]: unknown field colour", "sendMessage",
			[]any{"chat_id", 7, "text", "a", "reply_markup", `{"inline_keyboard":[[{"text":"a","callback_data":"b","colour":"red"}]]}`}},
		{"missing field", "commands[0]: missing field description", "setMyCommands", []any{"commands", `[{"command":"a"}]`}},
		{"wrong type inside", "reply_parameters.message_id: want a number", "sendMessage",
			[]any{"chat_id", 7, "text", "a", "reply_parameters", `{"message_id":"1"}`}},
		{"unknown style", "reply_markup.inline_keyboard[0][0].style", "sendMessage",
			[]any{"chat_id", 7, "text", "a", "reply_markup", `{"inline_keyboard":[[{"text":"a","callback_data":"b","style":"pink"}]]}`}},
		{"not imitated", "sendDice: not imitated by the test server", "sendDice", []any{"chat_id", 7}},
		{"65 bytes of data", "BUTTON_DATA_INVALID", "sendMessage",
			[]any{"chat_id", 7, "text", "a", "reply_markup", keyboard("a", strings.Repeat("b", 65))}},
		{"broken HTML", "can't parse entities", "sendMessage", []any{"chat_id", 7, "text", "<b>", "parse_mode", "HTML"}},
		{"wrong action", "action", "sendChatAction", []any{"chat_id", 7, "action", "dancing"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var strict []string
			b := newBot(t, Options{Strict: func(format string, args ...any) { strict = append(strict, format) }})
			b.s.User(7, "member", "en")
			b.call(c.method, c.params...)
			all := strings.Join(b.s.Breaches(), "\n")
			if !strings.Contains(all, c.want) {
				t.Errorf("got %q, want %q in it", all, c.want)
			}
			if len(strict) != len(b.s.Breaches()) {
				t.Errorf("Strict was called %d times for %d breaches", len(strict), len(b.s.Breaches()))
			}
		})
	}
}

// What the server refuses without the bot being at fault is no breach.
func TestS12RefusalsThatAreNoBreach(t *testing.T) {
	b := newBot(t, Options{})
	u := b.s.User(member, "member", "en")
	id := b.send(member, "a").ID
	b.call("sendMessage", "chat_id", 99, "text", "a")
	b.call("editMessageText", "chat_id", member, "message_id", id, "text", "a")
	b.call("editMessageText", "chat_id", member, "message_id", 99, "text", "b")
	b.call("deleteMessage", "chat_id", member, "message_id", 99)
	b.call("answerCallbackQuery", "callback_query_id", "1")
	u.Block()
	b.call("sendMessage", "chat_id", member, "text", "a")
	if got := b.s.Breaches(); len(got) > 0 {
		t.Errorf("got %q", got)
	}
}

// record is a test that notes its errors.
type record struct {
	errors   []string
	cleanups []func()
}

func (r *record) Helper()                      {}
func (r *record) Errorf(f string, args ...any) { r.errors = append(r.errors, strings.TrimSpace(f)) }
func (r *record) Cleanup(f func())             { r.cleanups = append(r.cleanups, f) }
func (r *record) end() int {
	for _, f := range r.cleanups {
		f()
	}
	return len(r.errors)
}

// A test fails at its end for breaches and for taps that were never answered, unless they were announced.
func TestStartReportsAtTheEnd(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(bot, *User)
		want int
	}{
		{"nothing happened", func(bot, *User) {}, 0},
		{"a breach", func(b bot, _ *User) { b.call("sendMessage", "chat_id", member) }, 2},
		{"an expected breach", func(b bot, _ *User) { b.s.ExpectBreach("sendMessage"); b.call("sendMessage", "chat_id", member) }, 0},
		{"an expected breach that did not happen", func(b bot, _ *User) { b.s.ExpectBreach("sendMessage") }, 1},
		{"an unanswered tap", func(b bot, u *User) { u.Tap(1, "a"); b.poll() }, 1},
		{"an answered tap", func(b bot, u *User) { b.must("answerCallbackQuery", "callback_query_id", u.Tap(1, "a")) }, 0},
		{"a tap that was never delivered", func(_ bot, u *User) { u.Tap(1, "a") }, 0},
		{"an unanswered tap that is allowed", func(b bot, u *User) { b.s.AllowUnanswered(); u.Tap(1, "a"); b.poll() }, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := &record{}
			s := Start(r, Options{})
			b := bot{t, s, http.DefaultClient}
			c.do(b, s.User(member, "member", "en"))
			if got := r.end(); got != c.want {
				t.Errorf("got %d errors %q, want %d", got, r.errors, c.want)
			}
		})
	}
}
