package coach

import "strconv"

// Broadcast is an announcement of the owner's on its way to the members, a few at a time.
type Broadcast struct {
	ID     int64
	Chat   int64  // the owner's, who is told how it went
	Words  string // the owner's own; "" once it is over
	After  int64  // the last member it was offered to
	UpTo   int64  // the last member it is for
	Over   bool   // everybody has been offered it, or it was stopped
	Sent   int
	Failed int // not delivered, or not known to be
	// Waiting are letters that have not left yet.
	Waiting int
}

// Slot is what the keys of its letters begin with: whoever has got a letter gets no other one.
func (b Broadcast) Slot() string { return "news:" + strconv.FormatInt(b.ID, 10) }

// Listener is a member who may be told something.
type Listener struct{ ID, Chat int64 }

// MostWords is how long an announcement may be, in letters, so that it fits one message.
const MostWords = 3000
