package main

import (
	"context"
	"math/rand/v2"
	"time"

	"medius/bot/telegramtest"
	"medius/bot/telegramtest/chatpage"
)

// rehearsalToken is no secret: the pretend Telegram takes it and no other, and it is too short a number for a real bot.
const rehearsalToken = "42:token-of-the-pretend-telegram"

// rehearse serves the pretend Telegram and the page, and coaches nobody: medius run does, in another terminal.
func (c *demoCmd) rehearse(ctx context.Context, w world, all *cli) error {
	if c.Data != "" {
		return refuse("the data are those of the medius run that coaches", "--data does not go with --api")
	}
	if !loopbackAddress(c.API) {
		return refuse("use 127.0.0.1 and a port", "--api %s: the pretend Telegram lets everybody in and stays on this machine", c.API)
	}
	s, err := w.demoSettings(all.Config)
	if err != nil {
		return err
	}
	log := newLog(s.Config, veil{to: w.Err})
	ctx, stop := interruptible(ctx, log)
	defer stop()
	server := telegramtest.New(telegramtest.Options{Token: rehearsalToken, Now: w.Now, Seed: rand.Uint64(), Fast: true, Quiet: true})
	api, err := serve(ctx, c.API, own(server), log)
	if err != nil {
		return unserved("--api", c.API, err)
	}
	defer api.stop()
	members := []chatpage.Member{{ID: firstMember, Name: "You", Language: "en"}}
	page, err := serve(ctx, c.Addr, chatpage.New(server, realTime{w.Now}, chatpage.Options{Members: members, Notice: "A rehearsal: nothing leaves this computer. The time is the real one.", Log: log}), log)
	if err != nil {
		return unserved("--addr", c.Addr, err)
	}
	defer page.stop()
	w.say("A pretend Telegram for medius run in another terminal, after these:\n")
	w.say("  export MEDIUS_TELEGRAM_ENDPOINT=%s\n  export MEDIUS_TELEGRAM_TOKEN=%s\n  export MEDIUS_STORAGE_DSN=rehearsal/medius.db\n", api.url, rehearsalToken)
	w.say("Open %s in your browser: that is the phone. Ctrl-C ends both.", page.url)
	<-ctx.Done()
	return nil
}

// realTime is the page's clock while the coach lives by the time of the machine.
type realTime struct{ now func() time.Time }

func (c realTime) Now() time.Time             { return c.now() }
func (c realTime) Idle(context.Context) error { return nil }
func (c realTime) Advance(context.Context, string) (time.Time, error) {
	return c.now(), chatpage.ErrRealTime
}
