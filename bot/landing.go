package bot

import (
	"context"
	"slices"

	"medius/coach"
)

// learn remembers of a letter's fate what those behind it must know. It runs before the outbox is told, and with that
// before any of them can be claimed.
func (r *run) learn(l coach.Letter, f fate) {
	if f.tried {
		r.reach(f.refusal)
		r.accept(f.refusal)
	}
	if f.refusal != nil && f.refusal.Verdict == Stop && r.fatal == nil {
		r.fatal = f.refusal
		r.cancel()
	}
	if l.Lane == coach.LaneAck {
		return
	}
	c := r.lanes.chat(l.Chat)
	r.lanes.held[l.Lane]--
	if f.tried { // an answer may have passed a reminder about which there is doubt
		c.doubt = slices.DeleteFunc(c.doubt, func(id int64) bool { return id == l.ID })
	}
	if f.doubt {
		c.doubt = append(c.doubt, l.ID)
	}
	if f.tried && f.kind == OutSend {
		c.count()
	}
	switch {
	case f.refusal != nil && f.refusal.Verdict == Wait:
		r.lanes.flood(l, r.Now().Add(f.refusal.After))
	case f.back && f.tried:
		c.fails++
	case f.tried:
		c.fails = 0
	}
}

// follow starts the letter that has waited for one that has landed. It waits until that is written down, or kept otherwise: of each chat there is at
// most one letter of which that is not known when the process dies.
func (r *run) follow(ctx, working context.Context, chat int64) {
	c := r.lanes.chat(chat)
	c.flying = false
	for len(c.behind) > 0 && !c.flying {
		next := c.behind[0]
		c.behind = c.behind[1:]
		if end := next.Expires; end.IsZero() || end.After(r.Now()) {
			r.start(ctx, working, next)
			continue
		}
		r.giveUp(working, next, tooLate)
	}
	c.waited = c.waited && c.flying
}

// giveUp settles a letter that is in hand and does not leave.
func (r *run) giveUp(working context.Context, l coach.Letter, why string) {
	d := &delivery{Sender: r.Sender, letter: l}
	go func() {
		o := d.settle(working, fate{why: why})
		r.post(func() { r.land(o) })
	}()
}

// callOff lets go of what waits at the counter in these lanes: what comes now cannot wait for it.
func (r *run) callOff(working context.Context, c *chat, lanes []coach.Lane) {
	if len(lanes) == 0 {
		return
	}
	c.behind = slices.DeleteFunc(c.behind, func(l coach.Letter) bool {
		off := slices.Contains(lanes, l.Lane) && len(l.Hush) == 0 // what is of the same turn, or as urgent, stays
		if off {
			r.giveUp(working, l, calledOff)
		}
		return off
	})
}

// putBack writes down that a letter goes back, or that its chat cannot be reached, and so it does of what has waited for it: none may pass.
// What is handed over until all that is written waits, too.
func (r *run) putBack(ctx, working context.Context, l coach.Letter, d *delivery, f fate) {
	first := d.settle(working, f)
	first.more = first.more && (f.tried || f.wait == 0) // where only the wait is too long, it is known when to look again
	over := []outcome{first}
	for behind := r.behind(ctx, working, l.Chat); len(behind) > 0; behind = r.behind(ctx, working, l.Chat) {
		for _, next := range behind {
			d := &delivery{Sender: r.Sender, letter: next}
			over = append(over, d.settle(working, fate{back: f.back, why: f.why}))
		}
	}
	for _, o := range over {
		r.post(func() { r.land(o) })
	}
}

// behind takes the letters that wait for one of their chat. When there are none, none needs to wait any more.
func (r *run) behind(ctx, working context.Context, chat int64) []coach.Letter {
	taken := make(chan []coach.Letter, 1)
	r.post(func() {
		r.startHanded(ctx, working)
		c := r.lanes.chat(chat)
		taken <- c.behind
		c.flying, c.behind = len(c.behind) > 0, nil
		c.waited = c.waited && c.flying
	})
	select {
	case letters := <-taken:
		return letters
	case <-r.over:
		return nil
	}
}

// land makes room for the next letter, and takes it over if it is known already.
func (r *run) land(o outcome) {
	r.hand.Add(int64(len(o.next)) - 1)
	r.mu.Lock()
	r.handed = append(r.handed, o.next...)
	r.mu.Unlock()
	// Where turns and this note are not written one after the other, neither may have seen the letter that the other left.
	unseen := r.Crew != nil && len(o.next) == 0
	if o.more || unseen || r.crowded && r.room(coach.LaneReminder) > 0 {
		r.look.Store(true)
	}
	if o.again > 0 {
		r.after(o.again, func() {}) // to look again exactly then
	}
}

// Trouble is how many sends in a row got no answer at all.
func (s *Sender) Trouble() int64 { return s.trouble.Load() }

// Refused is how many sends in a row the messenger has not accepted, whatever it said, or said nothing. Whom it cannot reach is no such matter.
func (s *Sender) Refused() int64 { return s.refused.Load() }

// Ambiguous is how many sends, since the start, may or may not have arrived.
func (s *Sender) Ambiguous() int64 { return s.ambiguous.Load() }

// accept counts sends that came to nothing, and says so once when there are some in a row: each of them may be put back for a good reason, and all
// together mean that nobody is answered.
func (r *run) accept(f *Refusal) {
	if f == nil || f.Verdict == Settled || f.Verdict == Gone {
		if r.refused.Swap(0) >= probeAfter {
			r.Log.Info("what is sent is accepted again")
		}
		return
	}
	if r.refused.Add(1) == probeAfter {
		r.Log.Error("nothing that is sent is accepted", "failures", probeAfter, "err", f)
	}
}

// reach counts sends that got no answer. After some in a row letters are risked one by one, with waits between.
func (r *run) reach(f *Refusal) {
	if f == nil || !f.Network {
		if r.trouble.Swap(0) >= probeAfter {
			r.look.Store(true) // letters were left alone
		}
		return
	}
	n := r.trouble.Add(1)
	if n < probeAfter {
		return
	}
	if n == probeAfter {
		r.Log.Error("messenger does not answer", "failures", n)
	}
	if r.probing {
		return
	}
	r.probing = true
	r.after(backoff(int(n)-probeAfter+1), func() { r.probing = false })
}
