package bot

import (
	"time"

	"medius/coach"
)

// fate is how a delivery ended, as far as the letters behind it are concerned.
type fate struct {
	refusal *Refusal      // nil: delivered, or never tried
	tried   bool          // it came as far as the wire
	pause   time.Duration // the letter was put back for so long
	doubt   int64         // the letter that will be sent a second time
}

// land takes note of how a delivery ended.
func (r *run) land(l coach.Letter, f fate) {
	r.inHand--
	if f.pause > 0 {
		r.after(f.pause, func() {}) // look again exactly then
	}
	if f.tried {
		r.reach(f.refusal)
		r.learn(l, f)
	}
	if l.Lane != coach.LaneAck {
		r.lanes.chat(l.Chat).flying = false
	}
}

// learn remembers what the letters behind this one must know.
func (r *run) learn(l coach.Letter, f fate) {
	verdict := Settled
	if f.refusal != nil {
		verdict = f.refusal.Verdict
	}
	if verdict == Stop && r.fatal == nil {
		r.fatal = f.refusal
		r.cancel()
	}
	if l.Lane == coach.LaneAck {
		return
	}
	c := r.lanes.chat(l.Chat)
	c.doubt = f.doubt
	switch {
	case verdict == Wait:
		r.lanes.flood(l, r.Now().Add(f.refusal.After))
	case f.pause > 0:
		c.fails++
	default:
		c.fails = 0
	}
}

// reach counts sends that got no answer. After some in a row letters are risked one by one, with waits between.
func (r *run) reach(f *Refusal) {
	if f == nil || !f.Network {
		r.trouble.Store(0)
		return
	}
	n := r.trouble.Add(1)
	if n < probeAfter {
		return
	}
	if n == probeAfter {
		r.Log.Error("messenger does not answer", "failures", n)
	}
	r.probing = true
	r.after(backoff(int(n)-probeAfter+1), func() { r.probing = false })
}
