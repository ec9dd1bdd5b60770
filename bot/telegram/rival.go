package telegram

import (
	"context"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"medius/bot"
)

const (
	conflictWait  = 5 * time.Second
	conflictSoon  = time.Second     // a poll that setWebhook has ended: the next one tells whether a webhook is there now
	conflictAlarm = 3               // conflicts in a row: another copy is alive
	conflictCalm  = 3 * time.Minute // without one: what comes later is another row
	conflictAgain = 10 * time.Minute
)

// rival is what a poller knows of somebody else who uses its token. What lasts is said once, and then rarely.
type rival struct {
	row      int       // conflicts without a calm between them
	last     time.Time // of them
	said     time.Time // the alarm
	lasting  bool      // it was said, and not yet that it is over
	unhooked time.Time // a webhook was removed
}

// keepWaiting are the parameters of deleteWebhook: answers given while nobody polled are in the queue, and must never be dropped.
func keepWaiting() tgbotapi.Params { return tgbotapi.Params{"drop_pending_updates": "false"} }

// contend says what a conflict is about, does what can be done, and gives the wait before the next poll. A webhook is removed as at
// the start, but rarely: who sets it again at once has the token too, and removing it without end would be a quarrel.
func (p *poller) contend(ctx context.Context, refusal *bot.Refusal, now time.Time) time.Duration {
	r := &p.rival
	if now.Sub(r.last) >= conflictCalm {
		r.row = 0
	}
	r.row++
	r.last = now
	wait, what := conflictWait, strings.ToLower(refusal.Reason)
	switch {
	case strings.Contains(what, "webhook is active"):
		if now.Sub(r.unhooked) >= conflictAgain {
			return p.unhook(ctx, now)
		}
		p.alarm(ctx, now, "another program sets a webhook with the same token again and again, and gets what is for medius; stop it, "+
			"or take a new token from @BotFather", refusal)
		return wait
	case strings.Contains(what, "setwebhook"):
		wait = conflictSoon
	}
	switch {
	case r.row >= conflictAlarm:
		p.alarm(ctx, now, "another program polls with the same token; stop it, or take a new token from @BotFather", refusal)
	case !r.lasting:
		p.log.WarnContext(ctx, "poll", "wait", wait, "err", refusal)
	}
	return wait
}

// alarm says what lasts, rarely.
func (p *poller) alarm(ctx context.Context, now time.Time, what string, refusal *bot.Refusal) {
	if p.rival.lasting = true; now.Sub(p.rival.said) >= conflictAgain {
		p.rival.said = now
		p.log.ErrorContext(ctx, what, "err", refusal)
	}
}

// unhook removes a webhook that was set since the start.
func (p *poller) unhook(ctx context.Context, now time.Time) time.Duration {
	if err := p.call(ctx, "deleteWebhook", keepWaiting(), nil); err != nil {
		p.log.WarnContext(ctx, "a webhook keeps what members send from medius, and could not be removed", "wait", conflictWait, "err", err)
		return conflictWait
	}
	p.rival.unhooked = now
	p.log.WarnContext(ctx, "another program has set a webhook, which keeps what members send from medius; it is removed, and medius polls again")
	return 0
}

// calm is told of a poll that went well: after a while that is the end of the conflict.
func (p *poller) calm(ctx context.Context, now time.Time) {
	if r := &p.rival; r.lasting && now.Sub(r.last) >= conflictCalm {
		*r = rival{unhooked: r.unhooked}
		p.log.InfoContext(ctx, "no other program uses the token any more")
	}
}
