package bot

import (
	"context"
	"slices"
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
	probe  bool // it leaves although no letter gets an answer, to see whether this one does
	wire   chan struct{}
	pauses *pauses
	left   time.Time // on the wire, the last time
	// recalled: nobody wants it any more, found out when its turn had come.
	recalled bool
}

func (r *run) delivery(l coach.Letter, out Outgoing) *delivery {
	d := &delivery{Sender: r.Sender, letter: l, out: out, pauses: r.lanes.pauses}
	d.probe = r.Trouble() >= probeAfter && r.hand.Load() == 1 // others were claimed before that was known
	switch {
	case l.Lane == coach.LaneAck:
		d.wire = r.wire[0]
		return d
	case out.Picture != nil:
		d.wire = r.wire[3]
	case out.Paper != nil:
		d.wire = r.wire[4]
	case bulk(l.Lane):
		d.wire = r.wire[2]
	default:
		d.wire = r.wire[1]
	}
	c := r.lanes.chat(l.Chat)
	d.fails, d.doubt = c.fails, slices.Contains(c.doubt, l.ID)
	return d
}

// fate is what becomes of a letter: it was sent, or goes back, or has failed.
type fate struct {
	refusal *Refusal        // nil: delivered, or never tried
	tried   bool            // it came as far as the wire
	kind    OutKind         // what was tried last
	now     coach.Delivered // sent
	back    bool
	wait    time.Duration // back: for at least so long
	doubt   bool          // back: it may have arrived already
	why     string        // failed
	gone    bool          // nothing else arrives in the chat either
}

// tooLate is why a letter failed that is not worth sending any more.
const tooLate = "late"

// calledOff is why a letter was not sent that was in hand when nothing of its kind was to be sent any more.
const calledOff = "off"

// stops says that nothing else may leave for the chat now.
func (f fate) stops() bool { return f.back || f.gone }

// arrived says that the letter is where it was to go.
func (f fate) arrived() bool { return f.tried && !f.back && f.why == "" }

// deliver waits for the letter's turn and sends it. When ctx ends or the messenger falls silent before it is on the
// wire, it goes back unsent.
func (d *delivery) deliver(ctx, working context.Context, wait time.Duration) fate {
	now, refusal, tried := d.attempt(ctx, working, wait)
	if d.recalled {
		return fate{why: calledOff}
	}
	if !tried {
		f := fate{back: true}
		if !d.held() {
			f.wait = time.Second // until it is known whose it is
		}
		f.wait = max(f.wait, d.paused())
		return f
	}
	if again, ok := secondChance(d.letter.Lane, refusal); ok {
		if n, second, tried := d.attempt(ctx, working, again); tried {
			now, refusal = n, second
		}
	}
	return d.conclude(working, now, refusal)
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

// attempt waits, takes a slot on the wire and sends; tried is false when the letter must go back unsent.
func (d *delivery) attempt(ctx, working context.Context, wait time.Duration) (now coach.Delivered, _ *Refusal, tried bool) {
	if !sleep(ctx, wait) {
		return now, nil, false
	}
	select {
	case d.wire <- struct{}{}:
		defer func() { <-d.wire }()
	case <-ctx.Done():
		return now, nil, false
	}
	if d.Trouble() >= probeAfter && !d.probe {
		return now, nil, false
	}
	if !d.held() || d.paused() > 0 {
		return now, nil, false
	}
	if d.letter.Lane == coach.LaneBroadcast && d.Wanted != nil && !d.Wanted(working, d.letter) {
		d.recalled = true
		return now, nil, false
	}
	d.left = d.Now()
	now, refusal := d.send(working)
	return now, refusal, true
}

// paused is how long nothing leaves in bulk, by what the server has said since this letter got its turn.
func (d *delivery) paused() time.Duration {
	if d.pauses == nil || !bulk(d.letter.Lane) {
		return 0
	}
	return d.pauses.left(d.letter.Lane, d.Now())
}

// held says whether the letter is still this instance's to send.
func (d *delivery) held() bool { return d.Holds == nil || d.Holds(d.letter) }

// send makes the call, and makes it differently when that is what the refusal asks for, once for each reason.
func (d *delivery) send(ctx context.Context) (coach.Delivered, *Refusal) {
	var moved bool
	if d.Holds != nil {
		ctx = WithLastLook(ctx, d.held)
	}
	for {
		now, err := d.Transport.Send(ctx, d.letter, d.out)
		if err == nil {
			return now, nil
		}
		refusal := Judge(err)
		switch {
		case refusal.Verdict == Resend && refusal.Moved != 0 && !moved:
			d.letter.Chat, moved = refusal.Moved, true
		case refusal.Verdict == Resend && d.out.Kind == OutEdit:
			d.out, d.letter.TargetMessage, d.letter.TargetShows = d.out.AsNew(), 0, ""
		case refusal.Verdict == Plain && !d.out.Plain:
			d.Log.ErrorContext(ctx, "markup refused", "letter", d.letter.ID, "kind", d.out.Kind)
			d.out = d.out.AsPlain()
		case refusal.Verdict == Content && d.out.Picture != nil:
			d.Log.ErrorContext(ctx, "picture left out", "letter", d.letter.ID, "exercise", d.out.Picture.Exercise,
				"view", d.out.Picture.View, "number", d.out.Picture.Number, "err", refusal)
			d.out = d.out.AsWords()
		case refusal.Verdict == Content && d.out.Paper != nil:
			d.Log.ErrorContext(ctx, "paper left out", "letter", d.letter.ID, "paper", d.out.Paper.Kind, "days", d.out.Paper.Days,
				"err", refusal)
			d.out = d.out.AsWords()
		default:
			return coach.Delivered{}, refusal
		}
	}
}

// conclude decides what becomes of the letter.
func (d *delivery) conclude(ctx context.Context, now coach.Delivered, refusal *Refusal) fate {
	f := fate{refusal: refusal, tried: true, kind: d.out.Kind, now: now}
	if refusal == nil || refusal.Verdict == Settled {
		if refusal != nil || now.Message == 0 {
			f.now = coach.Delivered{Message: d.out.Aim(d.letter), Shows: d.letter.TargetShows}
		}
		return f
	}
	ack := d.letter.Lane == coach.LaneAck
	switch verdict := refusal.Verdict; {
	case verdict == Stop:
		f.back = true
	case verdict == Gone:
		f.why, f.gone = verdict.String(), d.Returned == nil || !d.Returned(d.letter.Chat, d.left)
	case ack:
		f.why = verdict.String()
	case verdict == Wait:
		d.flooded(ctx, &f)
	case verdict == Retry || verdict == Conflict:
		f.back, f.wait = true, backoff(d.fails+1)
	case verdict == Unknown:
		d.doubtful(ctx, &f)
	default:
		d.Log.ErrorContext(ctx, "letter refused", "letter", d.letter.ID, "kind", d.out.Kind, "err", refusal)
		f.why = verdict.String()
	}
	return f
}

// doubtful decides about a letter that may have arrived. What is harmless is simply done again. A message that must not
// get lost is repeated once; its buttons carry the same question, so that a tap on either copy counts once.
func (d *delivery) doubtful(ctx context.Context, f *fate) {
	d.ambiguous.Add(1)
	d.Log.WarnContext(ctx, "letter ambiguous", "letter", d.letter.ID, "kind", d.out.Kind, "err", f.refusal)
	switch {
	case d.out.Harmless():
		f.back, f.wait = true, backoff(d.fails+1)
	case d.letter.Repeat && !d.doubt:
		f.back, f.wait, f.doubt = true, repeatAfter, true
	default:
		f.why = "ambiguous"
	}
}

// flooded puts the letter back for exactly as long as the server said.
func (d *delivery) flooded(ctx context.Context, f *fate) {
	f.back, f.wait = true, f.refusal.After
	if f.wait > longFlood {
		d.Log.ErrorContext(ctx, "long flood wait", "lane", int(d.letter.Lane), "wait", f.wait)
	}
}

// late says that a letter put back until at will not be worth sending then. It is given up at once, since while it
// waits it holds back the letters behind it.
func (d *delivery) late(wait time.Duration, at time.Time) bool {
	expires := d.letter.Expires
	return d.letter.Lane == coach.LaneTimer && wait > timerWorth || !expires.IsZero() && !at.Before(expires)
}

// outcome is what follows when it is written down what became of a letter.
type outcome struct {
	again time.Duration  // it may be claimed again after this, if that is not 0
	next  []coach.Letter // of its chat, claimed
	more  bool           // there may be something to claim
}

// settle writes down what became of the letter.
func (d *delivery) settle(ctx context.Context, f fate) (o outcome) {
	working := ctx
	ctx = context.WithoutCancel(ctx)
	id := d.letter.ID
	if f.gone {
		d.Gone(ctx, d.letter.Chat) // first, so that the letters behind this one can be called off
	}
	// The outbox may cut off fractions of milliseconds, and a server's wait must not be cut short.
	now := d.Now()
	at := now.Truncate(time.Millisecond)
	if f.wait > 0 {
		at = now.Add(f.wait + time.Millisecond - 1).Truncate(time.Millisecond)
	}
	if f.back && d.late(f.wait, at) {
		f.back, f.why = false, tooLate
	}
	switch {
	case f.back:
		d.tellOthers(ctx, f)
		d.note(working, id, func() error { return d.Store.Later(ctx, id, at) })
		return outcome{again: at.Sub(now), more: true}
	case f.why != "":
		d.note(working, id, func() error { return d.Store.Failed(ctx, id, f.why) })
		return outcome{more: true}
	}
	d.note(working, id, func() (err error) {
		o.next, o.more, err = d.Store.Sent(ctx, id, f.now)
		return err
	})
	return o
}

// tellOthers lets all instances keep a wait that the server asked for, where it is not of one chat.
func (d *delivery) tellOthers(ctx context.Context, f fate) {
	if d.Shut == nil || !bulk(d.letter.Lane) || f.refusal == nil || f.refusal.Verdict != Wait {
		return
	}
	if err := d.Shut(ctx, d.letter.Lane, d.Now().Add(f.wait)); err != nil {
		d.Log.ErrorContext(ctx, "tell the other instances of a wait", "err", err)
	}
}

// slowestNote is the longest wait between two tries to write down what became of a letter.
const slowestNote = 5 * time.Second

// note writes to the outbox until it succeeds, or ctx ends: a letter that was sent and is not known to be would hold up its
// chat until its lease is over, and be sent again. A disk may be full for a while.
func (s *Sender) note(ctx context.Context, id int64, write func() error) {
	for try := 0; ; try++ {
		err := write()
		if err == nil {
			return
		}
		s.Log.ErrorContext(ctx, "note letter", "letter", id, "try", try+1, "err", err)
		if !sleep(ctx, min(100*time.Millisecond<<min(try, 10), slowestNote)) {
			return
		}
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
