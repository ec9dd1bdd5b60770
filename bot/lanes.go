package bot

import (
	"time"

	"golang.org/x/time/rate"
)

// Limits are the speeds the messenger tolerates. A zero field means no limit.
type Limits struct {
	PerChat        rate.Limit    // messages a second in one chat
	Burst          int           // messages at once in a chat that was quiet; 1 when zero
	Group          int           // messages a minute in a group
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
