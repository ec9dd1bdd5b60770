package telegram

import (
	"errors"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"medius/bot"
	"medius/coach"
)

// Each kind of letter is one call with exactly these parameters.
func TestSend(t *testing.T) {
	const preview = `{"is_disabled":true}`
	yes := [][]bot.OutButton{{{Text: "Yes <1>", Data: "4:y"}, {Text: "No", Data: "4:n"}}}
	const yesJSON = `{"inline_keyboard":[[{"text":"Yes \u003c1\u003e","callback_data":"4:y"},` +
		`{"text":"No","callback_data":"4:n"}]]}`
	for _, c := range []struct {
		name   string
		letter coach.Letter
		out    bot.Outgoing
		method string
		params map[string]string
		answer string
		want   int64
	}{
		{"a message", coach.Letter{Chat: 1 << 45}, bot.Outgoing{Kind: bot.OutSend, Text: "<b>a</b>", Buttons: yes},
			"sendMessage", map[string]string{"chat_id": "35184372088832", "text": "<b>a</b>", "parse_mode": "HTML",
				"link_preview_options": preview, "reply_markup": yesJSON}, `{"message_id":4000000000}`, 4000000000},
		{"plain words", coach.Letter{Chat: 7}, bot.Outgoing{Kind: bot.OutSend, Text: "a < b", Plain: true},
			"sendMessage", map[string]string{"chat_id": "7", "text": "a < b", "link_preview_options": preview},
			`{"message_id":5}`, 5},
		{"without a sound", coach.Letter{Chat: 7}, bot.Outgoing{Kind: bot.OutSend, Text: "a", Plain: true, Silent: true},
			"sendMessage", map[string]string{"chat_id": "7", "text": "a", "link_preview_options": preview, "disable_notification": "true"},
			`{"message_id":5}`, 5},
		{"a panel", coach.Letter{Chat: 7}, bot.Outgoing{Kind: bot.OutSend, Text: "a",
			Panel: &bot.OutPanel{Rows: [][]string{{"Plan", "Stop"}}, Location: "Where I am", Persistent: true}},
			"sendMessage", map[string]string{"chat_id": "7", "text": "a", "parse_mode": "HTML",
				"link_preview_options": preview,
				"reply_markup": `{"keyboard":[[{"text":"Where I am","request_location":true}],` +
					`[{"text":"Plan"},{"text":"Stop"}]],"resize_keyboard":true,"is_persistent":true}`},
			`{"message_id":5}`, 5},
		{"no panel any more", coach.Letter{Chat: 7}, bot.Outgoing{Kind: bot.OutSend, Text: "a",
			Panel: &bot.OutPanel{Remove: true}},
			"sendMessage", map[string]string{"chat_id": "7", "text": "a", "parse_mode": "HTML",
				"link_preview_options": preview, "reply_markup": `{"remove_keyboard":true}`}, `{"message_id":5}`, 5},
		{"an edit keeps the keyboard it is given", coach.Letter{Chat: 7, TargetMessage: 9},
			bot.Outgoing{Kind: bot.OutEdit, Text: "a", Buttons: yes, Message: 3},
			"editMessageText", map[string]string{"chat_id": "7", "message_id": "9", "text": "a", "parse_mode": "HTML",
				"link_preview_options": preview, "reply_markup": yesJSON}, `{"message_id":9}`, 9},
		{"an edit without a target is a message", coach.Letter{Chat: 7}, bot.Outgoing{Kind: bot.OutEdit, Text: "a"},
			"sendMessage", map[string]string{"chat_id": "7", "text": "a", "parse_mode": "HTML",
				"link_preview_options": preview}, `{"message_id":5}`, 5},
		{"a choice", coach.Letter{Chat: 7}, bot.Outgoing{Kind: bot.OutChoose, Message: 9, Buttons: yes},
			"editMessageReplyMarkup", map[string]string{"chat_id": "7", "message_id": "9", "reply_markup": yesJSON},
			`true`, 9},
		{"a keyboard that ends", coach.Letter{Chat: 7}, bot.Outgoing{Kind: bot.OutChoose, Message: 9},
			"editMessageReplyMarkup", map[string]string{"chat_id": "7", "message_id": "9",
				"reply_markup": `{"inline_keyboard":[]}`}, `true`, 9},
		{"a choice in no message", coach.Letter{Chat: 7}, bot.Outgoing{Kind: bot.OutChoose}, "", nil, "", 0},
		{"an ack", coach.Letter{Chat: 7}, bot.Outgoing{Kind: bot.OutAck, Callback: "c7"},
			"answerCallbackQuery", map[string]string{"callback_query_id": "c7"}, `true`, 0},
		{"an ack with a long toast", coach.Letter{Chat: 7},
			bot.Outgoing{Kind: bot.OutAck, Callback: "c7", Toast: strings.Repeat("ü", 300)}, "answerCallbackQuery",
			map[string]string{"callback_query_id": "c7", "text": strings.Repeat("ü", 199) + "…"}, `true`, 0},
		{"a deletion", coach.Letter{Chat: 7}, bot.Outgoing{Kind: bot.OutDelete, Message: 9},
			"deleteMessage", map[string]string{"chat_id": "7", "message_id": "9"}, `true`, 9},
	} {
		t.Run(c.name, func(t *testing.T) {
			client, srv := serve(t, func(w http.ResponseWriter, _ *http.Request, _ string, _ int) { ok(w, c.answer) })
			got, err := client.Send(t.Context(), c.letter, c.out)
			if err != nil || got.Message != c.want {
				t.Errorf("got message %d, %v, want %d", got.Message, err, c.want)
			}
			calls := srv.seen()
			if c.method == "" {
				if len(calls) != 0 {
					t.Errorf("made %v", calls)
				}
				return
			}
			want := url.Values{}
			for name, value := range c.params {
				want.Set(name, value)
			}
			if len(calls) != 1 || calls[0].method != c.method || !reflect.DeepEqual(calls[0].params, want) {
				t.Errorf("made %v\nwant %s %v", calls, c.method, want)
			}
		})
	}
}

// A message that cannot be deleted any more gets harmless words instead.
func TestDeletingAnOldMessage(t *testing.T) {
	client, srv := serve(t, func(w http.ResponseWriter, _ *http.Request, method string, _ int) {
		if method == "deleteMessage" {
			fail(w, 400, "Bad Request: message can't be deleted for everyone", "")
			return
		}
		ok(w, `{"message_id":9}`)
	})
	out := bot.Outgoing{Kind: bot.OutDelete, Message: 9, Text: "(removed)"}
	if _, err := client.Send(t.Context(), coach.Letter{Chat: 7}, out); err != nil {
		t.Error(err)
	}
	calls := srv.seen()
	if len(calls) != 2 || calls[1].method != "editMessageText" || calls[1].params.Get("text") != "(removed)" ||
		calls[1].params.Get("message_id") != "9" {
		t.Errorf("made %v", calls)
	}
}

// A refusal comes back typed.
func TestSendRefused(t *testing.T) {
	client, srv := serve(t, func(w http.ResponseWriter, _ *http.Request, _ string, _ int) {
		fail(w, 403, "Forbidden: bot was blocked by the user", "")
	})
	var refusal *bot.Refusal
	_, err := client.Send(t.Context(), coach.Letter{Chat: 7}, bot.Outgoing{Kind: bot.OutSend, Text: "x"})
	if !errors.As(err, &refusal) || refusal.Verdict != bot.Gone {
		t.Errorf("got %v, want gone", err)
	}
	if n := len(srv.seen()); n != 1 {
		t.Errorf("%d calls, want 1", n)
	}
}
