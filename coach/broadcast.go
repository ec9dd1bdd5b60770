package coach

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

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

// ReadWords takes what the owner has to say to everybody, from wherever it was typed; ok is false when it is too long for a
// message, or none. What begins like a command was meant as one.
func ReadWords(typed string) (words string, ok bool) {
	words = strings.TrimSpace(typed)
	n := utf8.RuneCountInString(words)
	return words, n > 0 && n <= MostWords && utf8.ValidString(words) && !strings.HasPrefix(words, "/")
}

// Audience is how many of all members an announcement is for.
func Audience(census map[Standing]int) int {
	return census[StandingActive] + census[StandingPaused] + census[StandingBeginning] + census[StandingPractice]
}
