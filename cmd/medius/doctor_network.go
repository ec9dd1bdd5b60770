package main

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"medius/bot"
	"medius/bot/telegram"
)

// How far the clock may be off: reminders come by it, and far off no secure connection is made at all.
const (
	clockOff   = 10 * time.Second
	clockWrong = 2 * time.Minute
)

// answers asks the medius that runs whether it is well, where it can be asked.
func (p *patient) answers(ctx context.Context, wait time.Duration) {
	at, err := p.s.askAt()
	if err != nil || !p.running {
		return // nobody can be asked
	}
	ctx, done := context.WithTimeout(ctx, wait)
	defer done()
	report, err := askHealth(ctx, "http://"+at+"/readyz")
	switch {
	case errors.Is(err, errSilent):
		p.bad("health", "restart it: nothing is lost by that", "it runs, and does not answer at %s", at)
	case err != nil && p.onServer(): // another machine may be the one that runs
	case err != nil:
		p.warn("health", "restart medius, if watch.listen was changed since it was started", "it runs, and cannot be asked at %s: %v", at, err)
	case !report.OK:
		for _, check := range report.Checks {
			if !check.OK {
				p.bad("health", "docs/watching.md says what it means; see what the log says", "%s: %s", check.Name, check.Says)
			}
		}
	default:
		p.well("health", "it answers at %s, and can do its work", at)
	}
}

// telegram asks the server of the configuration two questions, once, unless it is to be left alone.
func (p *patient) telegram(ctx context.Context, offline bool) {
	token, err := p.s.token()
	if err != nil {
		p.fault("token", err)
		return
	}
	if offline {
		p.well("token", "there is one; nobody was asked whether it is right")
		return
	}
	client, err := telegram.Dial(string(token), p.s.Telegram.Endpoint, nil, slog.New(slog.DiscardHandler))
	if err != nil {
		p.bad("token", "check MEDIUS_TELEGRAM_ENDPOINT", "%v", err)
		return
	}
	sight, err := client.Look(ctx, p.w.Now)
	if err != nil {
		p.unseen(err)
		return
	}
	p.well("token", "the bot is @%s at %s", sight.Username, p.s.Telegram.Endpoint)
	p.clock(sight)
	switch {
	case sight.Webhook != "" && p.running:
		p.bad("webhook", "medius removes it, every ten minutes at most; find the program that sets it, and give it a bot of its own",
			"updates go to %s, and not to this medius", sight.Webhook)
	case sight.Webhook != "":
		p.warn("webhook", "medius run removes it; see that the other program does not set it again", "updates go to %s", sight.Webhook)
	case sight.Waiting > 100 && p.running:
		p.warn("webhook", "see what the log says; a restart loses nothing", "none, but %d updates wait at Telegram", sight.Waiting)
	default:
		p.well("webhook", "none, as it has to be; %s at Telegram", many(sight.Waiting, "update waits", "updates wait"))
	}
}

// unseen says why the server could not be looked at.
func (p *patient) unseen(err error) {
	refusal, known := errors.AsType[*bot.Refusal](err)
	reason := err.Error()
	if known {
		reason = refusal.Reason
	}
	switch {
	case known && refusal.Verdict == bot.Stop:
		p.fault("token", explainTelegram(err))
	case known && refusal.Verdict == bot.Wait:
		p.warn("token", "look again later", "Telegram asks for patience: %s", reason)
	default:
		p.bad("token", "see whether this machine reaches the address (--offline leaves this out); medius itself tries until it does",
			"%s cannot be asked: %s", p.s.Telegram.Endpoint, reason)
	}
}

// clock compares the clocks. The date came some time during the answer, in whole seconds.
func (p *patient) clock(sight telegram.Sight) {
	if sight.Date.IsZero() {
		p.warn("clock", "", "%s does not tell the time", p.s.Telegram.Endpoint)
		return
	}
	off := p.w.Now().Sub(sight.Date).Round(time.Second)
	off = max(off.Abs()-sight.Took.Round(time.Second)-time.Second, 0)
	const remedy = "let the machine set its clock by the network: timedatectl set-ntp true"
	switch {
	case off > clockWrong:
		p.bad("clock", remedy, "it is off by %s: reminders come at the wrong time", roughly(off))
	case off > clockOff:
		p.warn("clock", remedy, "it is off by %s", roughly(off))
	default:
		p.well("clock", "agrees with the server's")
	}
}
