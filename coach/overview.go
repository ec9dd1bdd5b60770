package coach

import "time"

// Overview is how the house is, for its owner. It counts and tells nothing of anybody.
type Overview struct {
	Members map[Standing]int
	Barred  []int64    // the numbers of those who are blocked, the first ones
	Open    int        // invitations that nobody has opened yet
	Inbox   int        // messages that wait for an answer
	Outbox  int        // letters that wait for their turn
	Dead    int        // messages that were given up, ever
	Backup  time.Time  // the latest; zero: none
	News    *Broadcast // the latest announcement; nil: none
}
