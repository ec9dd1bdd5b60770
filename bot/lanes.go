package bot

import (
	"slices"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"

	"medius/coach"
)

// Limits are the speeds the messenger tolerates. A zero field means no limit.
type Limits struct {
	PerChat        rate.Limit    // new messages a second in one chat
	Burst          int           // new messages at once in a chat that was quiet; 1 when zero
	Group          int           // new messages a minute in a group
	EditEvery      time.Duration // shortest time between two timer edits in one chat
	EditsPerMinute int           // edits of any lane in one chat
	Bulk           rate.Limit    // reminders and broadcasts a second, all chats together
	Broadcast      rate.Limit    // broadcasts a second, out of Bulk
}

// PoliteLimits are Telegram's published limits with some distance kept.
func PoliteLimits() Limits {
	return Limits{PerChat: 1, Burst: 3, Group: 20, EditEvery: 5 * time.Second, EditsPerMinute: 15, Bulk: 25,
		Broadcast: 10}
}

// A letter that would wait longer than this for its turn goes back to the outbox meanwhile. A member's answers never
// do: the waits of one chat are short. A timer edit hardly waits: in the outbox a newer one may replace it.
const (
	timerPatience = 50 * time.Millisecond
	bulkPatience  = time.Second
)

// timerWorth is how long a timer edit may be late. After that it shows a rest that is over.
const timerWorth = 10 * time.Second

func bulk(l coach.Lane) bool { return l >= coach.LaneReminder }

// lanes knows how fast letters may leave and what must not leave now. The buckets run on real time, since they protect
// against a real server; the ends of waits are on the clock of the letters, since the outbox goes by it.
type lanes struct {
	limits          Limits
	bulk, broadcast *rate.Limiter
	chats           map[int64]*chat
	closed          map[coach.Lane]time.Time // until when a lane was told to wait
	pauses          *pauses                  // the same, for those who are on their way already
	slow            []int64                  // chats whose letter was in hand at the last sweep
	held            map[coach.Lane]int       // letters in hand, but for acks
	crew            coach.Crew               // who shares the limits
	settled         time.Time                // when all instances are sure to know of that
	wary            bool                     // that moment has not come
}

// chat is what is remembered of one chat while something happens in it.
type chat struct {
	flying              bool           // a letter that is no ack is in hand
	behind              []coach.Letter // those handed over meanwhile, which wait for that one
	noting              int            // letters that have arrived, which is yet to be written down
	waited              bool           // some have, for so long that the outbox may take one for stranded
	mute                time.Time      // until when timer edits were told to wait
	fails               int            // failures in a row
	doubt               []int64        // letters that may have arrived already, to be sent once more
	quiet               int            // sweeps since something happened
	send, timer, minute *rate.Limiter
}

func newLanes(limits Limits) *lanes {
	return &lanes{
		limits:    limits,
		bulk:      bucket(limits.Bulk, 1),
		broadcast: bucket(limits.Broadcast, 1),
		chats:     map[int64]*chat{},
		closed:    map[coach.Lane]time.Time{},
		pauses:    &pauses{},
		held:      map[coach.Lane]int{},
	}
}

// bucket is nil for no limit.
func bucket(per rate.Limit, burst int) *rate.Limiter {
	if per <= 0 {
		return nil
	}
	return rate.NewLimiter(per, max(burst, 1))
}

// chat gives what is known of the chat with that id. Groups, whose ids are negative, tolerate less.
func (ls *lanes) chat(id int64) *chat {
	c := ls.chats[id]
	if c == nil {
		c = &chat{send: bucket(ls.limits.PerChat, ls.limits.Burst)}
		if id < 0 && ls.limits.Group > 0 {
			c.send = bucket(rate.Limit(ls.limits.Group)/60, ls.limits.Burst)
		}
		if ls.limits.EditEvery > 0 {
			c.timer = bucket(rate.Every(ls.limits.EditEvery), 1)
		}
		c.minute = bucket(rate.Limit(ls.limits.EditsPerMinute)/60, ls.limits.EditsPerMinute)
		ls.chats[id] = c
		if ls.wary {
			c.drain()
		}
	}
	c.quiet = 0
	return c
}

// turn books the letter's place: it may leave after wait. When back is true it is too long to hold the letter and
// nothing is booked. A message into a chat is counted when it is over: count.
func (ls *lanes) turn(l coach.Letter, kind OutKind) (wait time.Duration, back bool) {
	if kind == OutSend {
		wait = ls.chat(l.Chat).untilNext()
	}
	var booked []*rate.Reservation
	for _, b := range ls.buckets(l, kind) {
		if b == nil {
			continue
		}
		r := b.Reserve()
		booked = append(booked, r)
		wait = max(wait, r.Delay())
	}
	switch {
	case l.Lane == coach.LaneTimer:
		back = wait > timerPatience
	case bulk(l.Lane):
		back = wait > bulkPatience
	}
	if back {
		for _, r := range booked {
			r.Cancel()
		}
	}
	return wait, back
}

// untilNext is how long no message may leave for the chat.
func (c *chat) untilNext() time.Duration {
	if c.send == nil {
		return 0
	}
	missing := 1 - c.send.Tokens()
	return time.Duration(max(missing, 0) / float64(c.send.Limit()) * float64(time.Second))
}

// count takes a message for sent now, when the call is over. The server counted it some time before; were it counted when it left, one
// that is slow on its way would let those behind it arrive too early for a server with the same burst. One letter of a chat is under
// way at a time, so that nothing is booked before this one is counted.
func (c *chat) count() {
	if c.send != nil {
		c.send.Reserve()
	}
}

// room is how many letters of the bulk lanes down to one may be claimed: as many as leave within bulkPatience, less those in
// hand.
func (ls *lanes) room(last coach.Lane) int {
	room := share(ls.part(ls.limits.Bulk), ls.held[coach.LaneReminder]+ls.held[coach.LaneBroadcast])
	if last == coach.LaneBroadcast {
		room = min(room, share(ls.part(ls.limits.Broadcast), ls.held[coach.LaneBroadcast]))
	}
	return room
}

// share is 0 until half of what may be in hand has left, so that claims are few.
func share(per rate.Limit, held int) int {
	if per <= 0 {
		return mostInHand
	}
	most := max(int(float64(per)*bulkPatience.Seconds()), 1)
	if held > most/2 {
		return 0
	}
	return most - held
}

// buckets are those the letter draws from when it is booked. Edits do not count as messages, and acks and deletions as nothing.
func (ls *lanes) buckets(l coach.Letter, kind OutKind) []*rate.Limiter {
	c := ls.chat(l.Chat)
	var draw []*rate.Limiter
	switch {
	case kind == OutEdit && l.Lane == coach.LaneTimer:
		draw = append(draw, c.timer, c.minute)
	case kind == OutEdit || kind == OutChoose:
		draw = append(draw, c.minute)
	}
	if bulk(l.Lane) {
		draw = append(draw, ls.bulk)
	}
	if l.Lane == coach.LaneBroadcast {
		draw = append(draw, ls.broadcast)
	}
	return draw
}

// shut gives the moment until which the letter must not leave; it has passed, or is zero, when it may.
func (ls *lanes) shut(l coach.Letter) time.Time {
	if l.Lane == coach.LaneTimer {
		return ls.chat(l.Chat).mute
	}
	return ls.closed[l.Lane]
}

// flood remembers a wait the server asked for at this letter. The letter itself, put back, holds back its chat; beyond
// that a timer edit stands for the edits of its chat, and a bulk letter for its lane and those below.
func (ls *lanes) flood(l coach.Letter, until time.Time) {
	if l.Lane == coach.LaneTimer {
		ls.chat(l.Chat).mute = until
	}
	if !bulk(l.Lane) {
		return
	}
	for lane := l.Lane; lane <= coach.LaneBroadcast; lane++ {
		ls.close(lane, until)
	}
}

// close lets a lane wait until an instant, if it does not already.
func (ls *lanes) close(lane coach.Lane, until time.Time) {
	if until.After(ls.closed[lane]) {
		ls.closed[lane] = until
		ls.pauses[lane].Store(until.UnixNano())
	}
}

// pauses are until when each lane waits, in nanoseconds since 1970: whoever has got a turn before that was said asks once more.
type pauses [coach.LaneBroadcast + 1]atomic.Int64

// left is how long a letter of a lane has to wait.
func (p *pauses) left(lane coach.Lane, now time.Time) time.Duration {
	return max(time.Duration(p[lane].Load()-now.UnixNano()), 0)
}

// inHand are the chats whose letter has been in hand for a while: the outbox must not take it for stranded. Order and
// waits inside a chat are kept by the outbox itself.
func (ls *lanes) inHand() []int64 {
	ls.slow = slices.DeleteFunc(ls.slow, func(id int64) bool {
		c := ls.chats[id]
		return c == nil || c.noting == 0 && !c.waited && (!c.flying || c.quiet == 0)
	})
	return ls.slow
}

const (
	sweepEvery = 10 * time.Second
	longQuiet  = 360 // sweeps
)

// sweep forgets chats of which nothing is left to remember: at a thousand reminders a second there are many. Waits and failures are
// remembered until nothing has happened for an hour.
func (ls *lanes) sweep(now time.Time) {
	ls.slow = nil
	for id, c := range ls.chats {
		c.quiet++
		if c.flying || c.waited || c.noting > 0 {
			c.waited = c.waited || len(c.behind) > 0
			ls.slow = append(ls.slow, id)
			continue
		}
		if c.quiet > longQuiet || c.fails == 0 && len(c.doubt) == 0 && !c.mute.After(now) && c.full() {
			delete(ls.chats, id)
		}
	}
}

// full says that the chat's buckets are as those of a chat in which nothing was ever sent.
func (c *chat) full() bool {
	for _, b := range []*rate.Limiter{c.send, c.timer, c.minute} {
		if b != nil && b.Tokens() < float64(b.Burst()) {
			return false
		}
	}
	return true
}
