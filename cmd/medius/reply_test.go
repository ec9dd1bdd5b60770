package main

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"medius/bot"
	"medius/bot/telegram"
	"medius/bot/telegramtest"
)

// BenchmarkReply is the time from wire to wire: a member's command goes into the Bot API server over loopback HTTP, is
// polled, stored, handled, put into the outbox and sent back as a message. Two lengths: one chat, and fifty at once.
func BenchmarkReply(b *testing.B) {
	for _, c := range []struct{ chats, ahead int }{{1, 1}, {1, 100}, {50, 1}, {50, 4}} {
		b.Run(fmt.Sprintf("chats=%d,ahead=%d", c.chats, c.ahead), func(b *testing.B) { benchmarkReply(b, c.chats, c.ahead) })
	}
}

func benchmarkReply(b *testing.B, chats, ahead int) {
	heard := make([]chan struct{}, chats)
	for i := range heard {
		heard[i] = make(chan struct{}, ahead)
	}
	server := telegramtest.Start(b, telegramtest.Options{Fast: true, Quiet: true, Seed: 1, Answered: func(a telegramtest.Answer) {
		if a.Method == "sendMessage" {
			heard[a.Chat-firstMember] <- struct{}{}
		}
	}})
	ctx, stop := context.WithCancel(b.Context())
	conf := Config{Adapt: "auto", Access: "open", Workers: 64}
	conf.Telegram.Endpoint = server.URL()
	h, err := build(ctx, plot{
		Config: conf, Database: filepath.Join(b.TempDir(), "medius.db"),
		Token: Secret(server.Token()), Now: time.Now, Real: time.Now, Log: slog.New(slog.DiscardHandler), Limits: bot.Limits{}, Menus: forgetful{},
	})
	if err != nil {
		b.Fatal(err)
	}
	ready, ended := make(chan struct{}), make(chan error, 1)
	go func() { ended <- h.live(ctx, func(telegram.Identity) { close(ready) }) }()
	<-ready
	var people []*telegramtest.User
	for i := range chats {
		people = append(people, server.User(firstMember+int64(i), "member", "en"))
	}
	b.ResetTimer()
	var wg sync.WaitGroup
	for i := range people {
		wg.Go(func() {
			for n := i; n < b.N; n += chats {
				if n >= chats*ahead {
					<-heard[i]
				}
				people[i].Send("/about")
			}
		})
	}
	wg.Wait()
	for i := range min(b.N, chats*ahead) {
		<-heard[i%chats]
	}
	b.StopTimer()
	stop()
	if err := <-ended; err != nil {
		b.Error(err)
	}
	if err := h.Close(); err != nil {
		b.Error(err)
	}
}
