package telegram

import (
	"errors"
	"log/slog"
	"testing"
	"time"

	"medius/bot"
	"medius/bot/telegramtest"
)

// A look tells who the bot is, the time, what waits and where a webhook sends it, without its secret path; it takes nothing
// out of the queue.
func TestALookChangesNothing(t *testing.T) {
	server := telegramtest.Start(t, telegramtest.Options{})
	client, err := Dial(server.Token(), server.URL(), nil, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	server.User(7, "member", "en").Send("/start")
	for range 2 {
		got, err := client.Look(t.Context(), time.Now)
		if err != nil {
			t.Fatal(err)
		}
		if got.Username == "" || got.Waiting != 1 || got.Webhook != "" {
			t.Errorf("got %+v", got)
		}
		if off := time.Since(got.Date).Abs(); off > 5*time.Second {
			t.Errorf("the server's clock is off by %s", off)
		}
	}
	if server.Calls("getUpdates")+server.Calls("deleteWebhook") > 0 {
		t.Error("it did more than look")
	}
}

func TestALookSeesAWebhook(t *testing.T) {
	server := telegramtest.Start(t, telegramtest.Options{})
	client, err := Dial(server.Token(), server.URL(), nil, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	if err := client.call(t.Context(), "setWebhook", map[string]string{"url": "https://example.org/secret-path"}, nil); err != nil {
		t.Fatal(err)
	}
	got, err := client.Look(t.Context(), time.Now)
	if err != nil || got.Webhook != "example.org" {
		t.Errorf("got %+v, %v", got, err)
	}
}

// What the server refuses, and a server that is not there, are told apart.
func TestALookThatFails(t *testing.T) {
	server := telegramtest.Start(t, telegramtest.Options{})
	for name, c := range map[string]struct {
		token, endpoint string
		want            bot.Verdict
		network         bool
	}{
		"another token": {"4242:TEST-token-that-must-never-be-seen", server.URL(), bot.Stop, false},
		"nobody there":  {server.Token(), "http://127.0.0.1:1", bot.Retry, true},
	} {
		client, err := Dial(c.token, c.endpoint, nil, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		_, err = client.Look(t.Context(), time.Now)
		refusal, ok := errors.AsType[*bot.Refusal](err)
		if !ok || refusal.Verdict != c.want || refusal.Network != c.network {
			t.Errorf("%s: got %#v", name, err)
		}
	}
}
