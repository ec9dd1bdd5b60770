package bot

import (
	"context"
	"time"

	"medius/coach"
)

// repeatAfter is the wait before a letter that may have arrived is sent once more.
const repeatAfter = 10 * time.Second

// delivery is one claimed letter on its way, in a goroutine of its own.
type delivery struct {
	*Sender
	letter coach.Letter
	out    Outgoing
	fails  int  // failures in a row in this chat before this letter
	doubt  bool // this letter may have arrived already
	wire   chan struct{}
}

func (r *run) delivery(l coach.Letter, out Outgoing) *delivery {
	d := &delivery{Sender: r.Sender, letter: l, out: out}
	switch {
	case l.Lane == coach.LaneAck:
		d.wire = r.wire[0]
		return d
	case bulk(l.Lane):
		d.wire = r.wire[2]
	default:
		d.wire = r.wire[1]
	}
	c := r.lanes.chat(l.Chat)
	d.fails, d.doubt = c.fails, c.doubt == l.ID
	return d
}

// deliver waits for the letter's turn and sends it. When ctx ends before it is on the wire, it goes back unsent.
func (d *delivery) deliver(ctx, working context.Context, wait time.Duration) fate {
	message, refusal, tried := d.attempt(ctx, working, wait)
	if !tried {
		d.later(working, 0)
		return fate{}
	}
	if again, ok := secondChance(d.letter.Lane, refusal); ok {
		if m, second, tried := d.attempt(ctx, working, again); tried {
			message, refusal = m, second
		}
	}
	return d.conclude(working, message, refusal)
}

// secondChance is the wait before an ack is tried once more. An ack is worth nothing after 100 s, so it is not put back.
func secondChance(lane coach.Lane, refusal *Refusal) (time.Duration, bool) {
	if lane != coach.LaneAck || refusal == nil {
		return 0, false
	}
	switch refusal.Verdict {
	case Wait:
		return refusal.After, refusal.After <= 100*time.Second
	case Retry, Unknown, Conflict:
		return time.Second, true
	}
	return 0, false
}

// attempt waits, takes a slot on the wire and sends.
func (d *delivery) attempt(ctx, working context.Context, wait time.Duration) (message int64, _ *Refusal, tried bool) {
	if !sleep(ctx, wait) {
		return 0, nil, false
	}
	select {
	case d.wire <- struct{}{}:
		defer func() { <-d.wire }()
	case <-ctx.Done():
		return 0, nil, false
	}
	message, refusal := d.send(working)
	return message, refusal, true
}

// send makes the call, and makes it differently when that is what the refusal asks for, once for each reason.
func (d *delivery) send(ctx context.Context) (int64, *Refusal) {
	var moved bool
	for {
		message, err := d.Transport.Send(ctx, d.letter)
		if err == nil {
			return message, nil
		}
		refusal := Judge(err)
		switch {
		case refusal.Verdict == Resend && refusal.Moved != 0 && !moved:
			d.letter.Chat, moved = refusal.Moved, true
		case refusal.Verdict == Resend && d.out.Kind == OutEdit:
			d.out, d.letter.TargetMessage = d.out.AsNew(), 0
		case refusal.Verdict == Plain && !d.out.Plain:
			d.Log.ErrorContext(ctx, "markup refused", "letter", d.letter.ID, "kind", d.out.Kind)
			d.out = d.out.AsPlain()
		default:
			return 0, refusal
		}
		body, err := d.out.Encode()
		if err != nil {
			return 0, &Refusal{Verdict: Content, Reason: err.Error()}
		}
		d.letter.Body = body
	}
}

// conclude writes down what became of the letter.
func (d *delivery) conclude(ctx context.Context, message int64, refusal *Refusal) fate {
	f := fate{refusal: refusal, tried: true}
	if refusal == nil || refusal.Verdict == Settled {
		if message == 0 {
			message = d.out.Aim(d.letter)
		}
		d.note(ctx, d.letter, func(ctx context.Context) error { return d.Store.Sent(ctx, d.letter.ID, message) })
		return f
	}
	verdict := refusal.Verdict
	if d.letter.Lane == coach.LaneAck && verdict != Gone && verdict != Stop {
		d.failed(ctx, verdict.String())
		return f
	}
	switch verdict {
	case Gone:
		d.failed(ctx, verdict.String())
		d.Gone(ctx, d.letter.Chat)
	case Wait:
		f.pause = d.flooded(ctx, refusal)
	case Stop:
		d.later(ctx, 0)
	case Retry, Conflict:
		f.pause = d.later(ctx, backoff(d.fails+1))
	case Unknown:
		f.pause, f.doubt = d.doubtful(ctx, refusal)
	default:
		d.Log.ErrorContext(ctx, "letter refused", "letter", d.letter.ID, "kind", d.out.Kind, "err", refusal)
		d.failed(ctx, verdict.String())
	}
	return f
}

// doubtful decides about a letter that may have arrived. What is harmless is simply done again. A message that must not
// get lost is repeated once; its buttons carry the same question, so that a tap on either copy counts once.
func (d *delivery) doubtful(ctx context.Context, refusal *Refusal) (pause time.Duration, doubt int64) {
	d.ambiguous.Add(1)
	d.Log.WarnContext(ctx, "letter ambiguous", "letter", d.letter.ID, "kind", d.out.Kind, "err", refusal)
	switch {
	case d.out.Harmless():
		return d.later(ctx, backoff(d.fails+1)), 0
	case d.letter.Repeat && !d.doubt:
		return d.later(ctx, repeatAfter), d.letter.ID
	}
	d.failed(ctx, "ambiguous")
	return 0, 0
}

// flooded puts the letter back for exactly as long as the server said.
func (d *delivery) flooded(ctx context.Context, refusal *Refusal) time.Duration {
	if refusal.After > longFlood {
		d.Log.ErrorContext(ctx, "long flood wait", "lane", int(d.letter.Lane), "wait", refusal.After)
	}
	if d.letter.Lane == coach.LaneTimer && refusal.After > timerWorth {
		d.failed(ctx, "late")
		return 0
	}
	return d.later(ctx, refusal.After)
}

// later puts the letter back. The outbox may round to the millisecond, and a server's wait must not be cut short.
func (d *delivery) later(ctx context.Context, wait time.Duration) time.Duration {
	at := d.Now().Add(wait)
	if wait > 0 {
		at = at.Add(time.Millisecond)
	}
	d.note(ctx, d.letter, func(ctx context.Context) error { return d.Store.Later(ctx, d.letter.ID, at) })
	return wait
}

func (d *delivery) failed(ctx context.Context, why string) {
	d.note(ctx, d.letter, func(ctx context.Context) error { return d.Store.Failed(ctx, d.letter.ID, why) })
}

// note writes to the outbox, several times if need be and even after a stop: a letter that was sent and is not known to
// be would be sent again.
func (s *Sender) note(ctx context.Context, l coach.Letter, write func(context.Context) error) {
	ctx = context.WithoutCancel(ctx)
	for try := range 4 {
		err := write(ctx)
		if err == nil {
			return
		}
		s.Log.ErrorContext(ctx, "note letter", "letter", l.ID, "try", try, "err", err)
		sleep(ctx, 100*time.Millisecond<<try)
	}
}

// sleep waits and says whether ctx is still on.
func sleep(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return ctx.Err() == nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
