package telegram

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"medius/bot"
	"medius/coach"
)

// Whose a letter is, is looked at where the request is written: one that may not leave any more does not reach Telegram, not even its beginning, and is known
// not to have left.
func TestTheLastLookIsAtTheWire(t *testing.T) {
	var came atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		came.Add(1)
		fmt.Fprint(w, `{"ok":true,"result":{"message_id":1}}`)
	}))
	defer server.Close()
	c, err := Dial(testToken, server.URL, nil, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	ours, looks := true, 0
	ctx := bot.WithLastLook(t.Context(), func() bool { looks++; return ours })
	send := func() error {
		_, err := c.Send(ctx, coach.Letter{Chat: 7}, bot.Outgoing{Kind: bot.OutSend, Text: "x"})
		return err
	}
	for range 2 { // on a new connection, and on the same
		if err := send(); err != nil {
			t.Fatal(err)
		}
	}
	if looks < 2 {
		t.Errorf("%d looks at 2 letters", looks)
	}
	ours = false
	err = send()
	var refusal *bot.Refusal
	if !errors.As(err, &refusal) || refusal.Verdict != bot.Retry {
		t.Errorf("got %v, want one that is known not to have left", err)
	}
	ours = true
	if err := send(); err != nil {
		t.Error(err)
	}
	if n := came.Load(); n != 3 {
		t.Errorf("the server saw %d requests, want 3", n)
	}
}
