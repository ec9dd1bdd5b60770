package telegram

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"medius/bot"
)

// drawer keeps settings in memory.
type drawer map[string]string

func (d drawer) Value(_ context.Context, name string) (string, bool, error) {
	value, ok := d[name]
	return value, ok, nil
}

func (d drawer) SetValue(_ context.Context, name, value string) error {
	d[name] = value
	return nil
}

// The bot learns who it is and keeps what waits in the queue, however long the messenger is away at first.
func TestIdentityInsists(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &script{start: time.Now(), body: []string{"", "<html>",
			`{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":90}}`,
			`{"ok":true,"result":{"id":4242,"is_bot":true,"first_name":"medius","username":"medius_bot"}}`,
			`{"ok":false,"error_code":502,"description":"Bad Gateway"}`, `{"ok":true,"result":true}`}}
		var out syncBuffer
		client, err := Dial(testToken, "", s, slog.New(slog.NewTextHandler(&out, nil)))
		if err != nil {
			t.Fatal(err)
		}
		me, err := client.Identity(t.Context())
		if err != nil || me != (Identity{ID: 4242, Username: "medius_bot", Name: "medius"}) {
			t.Errorf("got %+v, %v", me, err)
		}
		if got := s.asked[5].Get("drop_pending_updates"); got != "false" {
			t.Errorf("drop_pending_updates is %q", got)
		}
		if wait := s.at[3] - s.at[2]; wait.Round(10*time.Millisecond) != 90*time.Second {
			t.Errorf("flood wait of %v", wait)
		}
		if secret(out.String()) {
			t.Error("the log contains the token")
		}
	})
}

// An invalid token is told at once.
func TestIdentityOfABadToken(t *testing.T) {
	client, _ := serve(t, func(w http.ResponseWriter, _ *http.Request, _ string, _ int) { fail(w, 401, "Unauthorized", "") })
	_, err := client.Identity(t.Context())
	var refusal *bot.Refusal
	if !errors.As(err, &refusal) || refusal.Verdict != bot.Stop {
		t.Errorf("got %v, want a stop", err)
	}
}

// A menu is registered when it is new or changed, and only then; a refused one does not stop the others.
func TestCommands(t *testing.T) {
	var refuse string
	client, srv := serve(t, func(w http.ResponseWriter, r *http.Request, _ string, _ int) {
		if refuse != "" && r.PostForm.Get("language_code") == refuse {
			fail(w, 400, "Bad Request: invalid language code specified", "")
			return
		}
		ok(w, "true")
	})
	known := drawer{}
	menus := map[string][]Command{"": {{"start", "Begin"}}, "de": {{"start", "Anfangen"}}}
	count := func(want int) {
		t.Helper()
		if got := len(srv.seen()); got != want {
			t.Errorf("%d calls so far, want %d", got, want)
		}
	}
	if err := client.Commands(t.Context(), known, menus); err != nil {
		t.Error(err)
	}
	count(2)
	calls := srv.seen()
	if got := calls[1].params; got.Get("language_code") != "de" ||
		got.Get("commands") != `[{"command":"start","description":"Anfangen"}]` {
		t.Errorf("registered %v", got)
	}
	if _, named := calls[0].params["language_code"]; named {
		t.Errorf("the menu of all others names a language: %v", calls[0].params)
	}
	if err := client.Commands(t.Context(), known, menus); err != nil {
		t.Error(err)
	}
	count(2)
	menus["de"] = []Command{{"start", "Los"}}
	menus["d"] = []Command{{"start", "?"}}
	refuse = "d"
	before := maps.Clone(known)
	if err := client.Commands(t.Context(), known, menus); err == nil {
		t.Error("the refused menu was not reported")
	}
	count(4)
	if len(known) != len(before) || known["commands/4242/de"] == before["commands/4242/de"] {
		t.Errorf("noted %v", known)
	}
}
