package telegramtest

import (
	"encoding/json"
	"net/http"
	"slices"
	"time"
)

// The numbers of getUpdates.
const (
	mostUpdates  = 100
	longestPoll  = 50 * time.Second
	spinWindow   = 3 * time.Second
	spinTight    = 500 * time.Millisecond
	batchWait    = 1500 * time.Microsecond // a wake-up collects a batch
	conflictHold = 3 * time.Second
)

// Texts of 409.
const (
	conflictWebhook = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
	conflictPoll    = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
	conflictHook    = "Conflict: terminated by setWebhook request"
	conflictHooks   = "Conflict: terminated by other setWebhook"
)

// updateKinds are the names allowed_updates may list.
var updateKinds = []string{
	"message", "edited_message", "channel_post", "edited_channel_post", "inline_query", "chosen_inline_result",
	"callback_query", "shipping_query", "pre_checkout_query", "poll", "poll_answer", "my_chat_member",
	"chat_member", "chat_join_request", "chat_boost", "removed_chat_boost", "message_reaction",
	"message_reaction_count", "business_connection", "business_message", "edited_business_message",
	"deleted_business_messages", "purchased_paid_media", "managed_bot", "guest_message", "subscription",
}

// defaultUpdates is what a bot gets that never asked for anything else.
func defaultUpdates() map[string]bool {
	set := map[string]bool{}
	for _, kind := range updateKinds {
		set[kind] = true
	}
	delete(set, "chat_member")
	delete(set, "message_reaction")
	delete(set, "message_reaction_count")
	return set
}

// poller is the state of getUpdates between and during requests.
type poller struct {
	allowed      map[string]bool // remembered by the server, outlives the bot's process
	asked        bool
	lastOffset   int64
	lastTime     time.Time
	parked       *parked
	lastConflict time.Time
}

// parked is a request that waits for updates.
type parked struct {
	bell chan struct{}
	end  chan *failure
}

func (p *poller) wants(kind string) bool { return p.allowed[kind] }

func (p *poller) ring() {
	if p.parked != nil {
		select {
		case p.parked.bell <- struct{}{}:
		default:
		}
	}
}

// abort ends the parked request, if there is one.
func (p *poller) abort(f *failure) {
	if p.parked != nil {
		p.parked.end <- f // has room for one, and is sent to once
		p.parked = nil
	}
}

// remember keeps the wanted kinds. Anything but a list leaves them as they were; a list without a known name
// stands for the default.
func (p *poller) remember(list string) {
	var names []string
	if list == "" || json.Unmarshal([]byte(list), &names) != nil || names == nil {
		return
	}
	set := map[string]bool{}
	for _, name := range names {
		if slices.Contains(updateKinds, name) {
			set[name] = true
		}
	}
	if len(set) == 0 {
		set = defaultUpdates()
	}
	p.allowed = set
}

// getUpdates confirms, then answers at once or parks.
func (c *call) getUpdates() (any, *failure) {
	s := c.s
	s.mu.Lock()
	if s.revoked { // since the token was looked at
		s.mu.Unlock()
		return nil, &failure{code: http.StatusUnauthorized, text: "Unauthorized"}
	}
	if s.hook.url != "" {
		s.mu.Unlock()
		return nil, &failure{code: http.StatusConflict, text: conflictWebhook}
	}
	offset, limit, timeout := c.pollParameters()
	s.poller.remember(c.in.json("allowed_updates"))
	s.queue.confirm(offset)
	s.terminate(conflictPoll)
	timeout, limit = s.unspin(offset, timeout, limit)
	if s.queue.waiting(s.now()) || timeout == 0 {
		defer s.mu.Unlock()
		return s.batch(limit), nil
	}
	me := &parked{bell: make(chan struct{}, 1), end: make(chan *failure, 1)}
	s.poller.parked = me
	s.mu.Unlock()
	return c.park(me, offset, limit, timeout)
}

func (c *call) pollParameters() (offset int64, limit int, timeout time.Duration) {
	limit = mostUpdates
	if c.in.has("limit") {
		limit = int(min(max(c.in.number("limit"), 1), mostUpdates))
	}
	seconds := min(max(c.in.number("timeout"), 0), int64(longestPoll/time.Second))
	return c.in.number("offset"), limit, time.Duration(seconds) * time.Second
}

// terminate ends the older request with a conflict: at once the first time, held when it happens again soon.
func (s *Server) terminate(text string) {
	if s.poller.parked == nil {
		return
	}
	now := s.now()
	again := !s.poller.lastConflict.IsZero() && now.Sub(s.poller.lastConflict) < conflictHold
	s.poller.lastConflict = now
	s.poller.abort(&failure{code: http.StatusConflict, text: text, wait: again && !s.opt.Fast})
}

// unspin slows down a bot that asks with the same offset over and over.
func (s *Server) unspin(offset int64, timeout time.Duration, limit int) (time.Duration, int) {
	p, now := &s.poller, s.now()
	if since := now.Sub(p.lastTime); p.asked && p.lastOffset == offset && !s.opt.Fast && since >= 0 {
		if since < spinWindow && timeout < spinWindow {
			timeout = spinWindow
		}
		if since < spinTight {
			limit = 1
		}
	}
	p.asked, p.lastOffset, p.lastTime = true, offset, now
	return timeout, limit
}

// park waits for updates, the end of the time, another request, or the client to leave.
func (c *call) park(me *parked, offset int64, limit int, timeout time.Duration) (any, *failure) {
	timer := time.NewTimer(timeout)
	defer timer.Stop()
	for over := false; !over; {
		select {
		case <-me.bell:
			if !c.s.opt.Fast {
				pause(c.ctx, batchWait)
			}
		case <-timer.C:
			over = true
		case <-c.ctx.Done():
			over = true
		case f := <-me.end:
			if f.wait {
				pause(c.ctx, conflictHold)
			}
			return nil, f
		}
		if result, f, done := c.unpark(me, offset, limit, over); done {
			return result, f
		}
	}
	return nil, nil // not reached: the last round is always done
}

// unpark answers a parked request if there is something for it, or if its time is over.
func (c *call) unpark(me *parked, offset int64, limit int, over bool) (any, *failure, bool) {
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.poller.parked != me {
		return nil, <-me.end, true // ended in this moment
	}
	if c.ctx.Err() != nil {
		s.poller.parked = nil
		return nil, &failure{code: http.StatusInternalServerError, text: "Internal Server Error: restart"}, true
	}
	s.queue.confirm(offset) // ids that only now caught up with an offset ahead of them
	if !over && !s.queue.waiting(s.now()) {
		return nil, nil, false
	}
	s.poller.parked = nil
	return s.batch(limit), nil, true
}

// batch is the answer: the updates at the head, as they were queued.
func (s *Server) batch(limit int) json.RawMessage {
	out := []byte{'['}
	for i, u := range s.queue.read(limit, s.now()) {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, u.body...)
		u.delivered = true
		if u.tap != nil {
			u.tap.delivered = true
		}
	}
	return append(out, ']')
}
