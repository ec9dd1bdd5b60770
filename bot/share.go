package bot

import (
	"time"

	"golang.org/x/time/rate"

	"medius/coach"
)

// settling is how long after a change not every instance may know of it: by then one that does not has stopped sending.
const settling = 4 * time.Second

// share fits the limits to the crew that shares them. What leaves in bulk is divided. A chat's limits belong to the instance that
// has the chat: after a change, when it may be another one, they are taken for used up.
func (ls *lanes) share(c coach.Crew, now time.Time) {
	for lane, until := range c.Shut {
		ls.close(lane, until)
	}
	ls.wary = now.Before(ls.settled)
	before := ls.crew
	if max(c.Size, 1) == max(before.Size, 1) && c.Place == before.Place {
		return
	}
	ls.crew, ls.settled, ls.wary = c, now.Add(settling), true
	if before.Size == 0 { // the others have not made room yet
		for lane := coach.LaneReminder; lane <= coach.LaneBroadcast; lane++ {
			ls.close(lane, ls.settled)
		}
	}
	for b, whole := range map[*rate.Limiter]rate.Limit{ls.bulk: ls.limits.Bulk, ls.broadcast: ls.limits.Broadcast} {
		if b != nil {
			b.SetLimit(ls.part(whole))
		}
	}
	for _, c := range ls.chats {
		c.drain()
	}
}

// part is this instance's part of a limit.
func (ls *lanes) part(whole rate.Limit) rate.Limit { return rate.Limit(ls.crew.Part(float64(whole))) }

// drain takes the bursts away that another instance may have used.
func (c *chat) drain() {
	for _, b := range []*rate.Limiter{c.send, c.timer} {
		for n := 0; b != nil && n < b.Burst() && b.Allow(); n++ {
		}
	}
	for n := 0; c.minute != nil && n < c.minute.Burst()*2/3 && c.minute.Allow(); n++ {
	}
}
