package telegram_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"medius/bot"
	"medius/bot/telegram"
	"medius/bot/telegramtest"
	"medius/coach"
)

// settings keep values in memory.
type settings map[string]string

func (s settings) Value(_ context.Context, name string) (string, bool, error) {
	value, ok := s[name]
	return value, ok, nil
}

func (s settings) SetValue(_ context.Context, name, value string) error {
	s[name] = value
	return nil
}

// Over a real connection: a start removes a webhook and registers the menus, what came in meanwhile is still there, a
// poll ends at once with its context, and a connection reset before the request was taken does not print the token.
func TestStart(t *testing.T) {
	srv := telegramtest.Start(t, telegramtest.Options{})
	var out bytes.Buffer
	client, err := telegram.Dial(srv.Token(), srv.URL(), nil, slog.New(slog.NewTextHandler(&out, nil)))
	if err != nil {
		t.Fatal(err)
	}
	a := srv.User(7, "a", "de-AT")
	a.Send("while you were away")
	me, err := client.Identity(t.Context())
	if err != nil || me.ID == 0 || me.Username == "" {
		t.Fatalf("got %+v, %v", me, err)
	}
	menus := map[string][]telegram.Command{"": {{Name: "start", Text: "Begin"}}, "de": {{Name: "start", Text: "Anfangen"}}}
	if err := client.Commands(t.Context(), settings{}, menus); err != nil {
		t.Error(err)
	}
	if got := srv.Commands(7, "de"); len(got) != 1 || got[0].Description != "Anfangen" {
		t.Errorf("the menu is %v", got)
	}

	woken, ended := make(chan struct{}, 9), make(chan error, 1)
	box := &memory{seen: map[int64]bool{}, wake: func() { woken <- struct{}{} }}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go func() { ended <- client.Poll(ctx, box) }()
	<-woken
	rows, _ := box.Pending(t.Context(), 0, 9)
	if len(rows) != 1 || rows[0].Chat != 7 || !strings.Contains(string(rows[0].Raw), "while you were away") {
		t.Errorf("%d updates came in", len(rows))
	}
	cancel()
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(5 * time.Second):
		t.Error("the poll does not end")
	}

	words := bot.Outgoing{Kind: bot.OutSend, Text: "x"}
	srv.Fail(telegramtest.Fault{Method: "sendMessage", Kind: telegramtest.FaultResetBefore})
	_, err = client.Send(t.Context(), coach.Letter{Chat: 7}, words)
	var refusal *bot.Refusal
	if !errors.As(err, &refusal) || refusal.Verdict != bot.Unknown {
		t.Errorf("got %v, want unknown", err)
	}
	srv.Revoke()
	_, err = client.Send(t.Context(), coach.Letter{Chat: 7}, words)
	if !errors.As(err, &refusal) || refusal.Verdict != bot.Stop {
		t.Errorf("got %v, want a stop", err)
	}
	for _, text := range []string{out.String(), err.Error(), refusal.Error()} {
		if _, key, _ := strings.Cut(srv.Token(), ":"); strings.Contains(text, key) {
			t.Error("the token shows")
		}
	}
}
