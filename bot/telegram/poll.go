package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
	"golang.org/x/time/rate"

	"medius/bot"
	"medius/coach"
)

// Inbox is where updates are kept until they are worked on. Accept writes the batch and the offset of the next poll in
// one transaction, passes over updates it has, and lets those know who work on the others; only the next poll confirms them to the
// server.
type Inbox interface {
	Offset(ctx context.Context) (int64, error)
	Accept(ctx context.Context, batch []coach.Inbound, next int64) error
}

// wanted are the kinds of update asked for. The server remembers the list, so it is sent with every poll.
const wanted = `["message","edited_message","callback_query","my_chat_member"]`

const (
	gatherFrom = 8 // updates
	gatherPart = 6 // a sixth of what the poll took
	gatherMost = 5 * time.Millisecond
)

// Poll fetches updates into the inbox until ctx ends. It returns early, with a
// *bot.Refusal, only when the token is not valid.
//
// Ids are never compared with the offset: after a quiet week they may restart lower. Nothing of an update is read here
// but its id and its chat, so that a strange one cannot spoil its neighbours.
func (c *Client) Poll(ctx context.Context, box Inbox) error {
	// A server that does not hold an empty poll back must not be asked without end.
	p := poller{Client: c, box: box, empty: rate.NewLimiter(1, 5)}
	for try := 0; ctx.Err() == nil; try++ {
		err := p.once(ctx)
		if err == nil {
			p.tell(nil, 0)
			p.calm(ctx, time.Now())
			try = -1
			continue
		}
		if ctx.Err() != nil {
			break
		}
		refusal := judge(err)
		wait, fatal := p.policy(ctx, err, refusal, try)
		p.tell(refusal, wait)
		if fatal != nil {
			return fatal
		}
		sleep(ctx, wait)
	}
	return nil
}

type poller struct {
	*Client
	box   Inbox
	known bool // next was read
	next  int64
	empty *rate.Limiter
	rival rival
	shut  bool // what came could not be stored
}

// once makes one poll and stores what it brings. On any failure next stays as it was, and the same batch comes again.
func (p *poller) once(ctx context.Context) error {
	if !p.known {
		next, err := p.box.Offset(ctx)
		if err != nil {
			return fmt.Errorf("read offset: %w", err)
		}
		p.next, p.known = next, true
	}
	ask := tgbotapi.Params{"timeout": "50", "limit": "100", "allowed_updates": wanted}
	if p.next != 0 {
		ask["offset"] = strconv.FormatInt(p.next, 10)
	}
	began := time.Now()
	var raws []json.RawMessage
	if err := p.call(ctx, "getUpdates", ask, &raws); err != nil {
		return err
	}
	took := time.Since(began)
	if len(raws) == 0 {
		return p.empty.Wait(ctx)
	}
	batch, next := p.sort(ctx, raws)
	if len(batch) == 0 {
		return errors.New("no update of the batch has an id")
	}
	if err := p.box.Accept(ctx, batch, next); err != nil {
		return fmt.Errorf("accept updates: %w", err)
	}
	p.next = next
	if p.shut {
		p.shut = false
		p.log.InfoContext(ctx, "updates are taken in again")
	}
	if len(batch) >= gatherFrom {
		gather(ctx, took)
	}
	return nil
}

// gather waits a little after a poll that took so long and brought many updates. Who is being answered now may write again when the answer
// has come, which is as far away as the end of the next poll: sent at once, that poll would come back just before, and they would wait
// for the one after it. Where the server is near, nothing is waited for.
func gather(ctx context.Context, took time.Duration) {
	if wait := min(took/gatherPart, gatherMost); wait >= time.Millisecond {
		sleep(ctx, wait)
	}
}

// sort puts the updates into envelopes; one without an id cannot be kept.
func (p *poller) sort(ctx context.Context, raws []json.RawMessage) ([]coach.Inbound, int64) {
	next := p.next
	var batch []coach.Inbound
	for _, raw := range raws {
		in, ok := peek(raw)
		if !ok {
			p.log.ErrorContext(ctx, "update without id", "bytes", len(raw))
			continue
		}
		batch = append(batch, in)
		next = in.Update + 1
	}
	return batch, next
}

// Round is the longest that a poll takes with all that belongs to it: the answer, and storing what it brings.
const Round = pollPatience + 40*time.Second

// tell says how a poll went, before a wait.
func (p *poller) tell(refusal *bot.Refusal, wait time.Duration) {
	if p.Polled != nil {
		p.Polled(refusal, wait+Round)
	}
}

// policy is the wait after a failed poll, or the reason to give up.
func (p *poller) policy(ctx context.Context, err error, refusal *bot.Refusal, try int) (wait time.Duration, fatal error) {
	wait = backoff(try)
	switch refusal.Verdict {
	case bot.Stop:
		return 0, refusal
	case bot.Wait:
		wait = refusal.After
	case bot.Conflict:
		return p.contend(ctx, refusal, time.Now()), nil
	}
	if _, his := errors.AsType[*APIError](err); !his { // it is not Telegram that something is wrong with
		p.shut = true
		p.log.ErrorContext(ctx, "updates cannot be taken in", "wait", wait, "err", err)
		return wait, nil
	}
	p.log.WarnContext(ctx, "poll", "wait", wait, "err", refusal)
	return wait, nil
}
