package coach

import (
	"math"
	"time"
)

// Where more reminders are due at one moment than may leave at once, they leave one after the other. Who has to wait is
// decided by lot, anew every day: by the members' numbers the same ones would always be the last.

// The lots of one day are all different, for a billion members; from one day to the next everybody moves on by the golden
// section of the whole, which brings each member to the front, the middle and the end equally often.
const (
	lots      = 1<<31 - 1     // a prime, so that no two members share a lot
	lotMember = 1_640_531_527 // neighbours are far apart
	lotDay    = 1_327_217_884 // the golden section of lots
)

// Lot is a member's place among all whose moment is the same, from 1 on: the lowest goes first.
func Lot(member int64, at time.Time) int64 {
	return 1 + (member%lots*lotMember+at.Unix()/86400%lots*lotDay)%lots
}

// aheadOfLimit is for how many seconds of the limit reminders are made into letters ahead: enough to keep the line busy.
const aheadOfLimit = 5

// Room is how many reminders may be made into letters now, when so many letters wait and so many a second may leave; a
// limit of zero is none. What does not fit stays an appointment: it is decided on when it can leave, is still called off by
// a member who has begun meanwhile, and takes no letter's place. While there is room for less than a second there is none,
// so that few are not fetched again and again.
func Room(perSecond float64, waiting int) int {
	if perSecond <= 0 {
		return math.MaxInt
	}
	most := int(math.Ceil(aheadOfLimit * perSecond))
	room := most - waiting
	if room < int(math.Ceil(perSecond)) {
		return 0
	}
	return room
}
