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
	}
	if f.refusal != nil && f.refusal.Verdict == Stop && r.fatal == nil {
		r.fatal = f.refusal
		r.cancel()
	}
	if l.Lane == coach.LaneAck {
		return
	}
	c := r.lanes.chat(l.Chat)
	c.flying = f.back // until that is written: see putBack
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

// follow starts the letter that has waited for one that is over. Those for a chat that cannot be reached are not tried.
func (r *run) follow(ctx, working context.Context, l coach.Letter, f fate) {
	if l.Lane == coach.LaneAck || f.back {
		return
	}
	c := r.lanes.chat(l.Chat)
	if f.why == Gone.String() {
		r.settleBehind(working, c, fate{why: f.why})
	}
	for len(c.behind) > 0 && !c.flying {
		next := c.behind[0]
		c.behind = c.behind[1:]
		r.start(ctx, working, next)
	}
}

// putBack puts a letter back, and those of its chat that have waited for it, so that none passes it. Until that is written it counts as on
// its way: what is written before that takes it for such.
func (r *run) putBack(ctx, working context.Context, d *delivery, f fate) {
	o := d.settle(working, f)
	r.post(func() {
		r.startHanded(ctx, working)
		c := r.lanes.chat(d.letter.Chat)
		c.flying = false
		r.settleBehind(working, c, fate{back: true})
		r.land(o)
	})
}

// settleBehind lets none of the letters that wait in a chat leave.
func (r *run) settleBehind(working context.Context, c *chat, f fate) {
	for _, l := range c.behind {
		d := &delivery{Sender: r.Sender, letter: l}
		go func() {
			o := d.settle(working, f)
			r.post(func() { r.land(o) })
		}()
	}
	c.behind = nil
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
