package coach

import (
	"errors"
	"fmt"
	"time"
)

// Inbound is one update as it came from the wire, unopened. Update is unique for some days (numbers may restart
// after a quiet week); Arrival, which the inbox gives, grows from one to the next. Chat is 0 when the update belongs to no chat.
type Inbound struct {
	Arrival int64
	Update  int64
	Chat    int64
	Raw     []byte
	// Read is Raw as whoever took it from the wire has read it already; nil: nobody has. No inbox keeps it.
	Read any
}

// ErrOutOfTurn says that an update must wait, because its chat is in other hands, or an older update of it is not done. Nothing was
// wrong with it.
var ErrOutOfTurn = errors.New("not its turn yet")

// Lane is the urgency of a letter. A lower lane is never delayed by a higher one; inside one chat order is kept
// across lanes.
type Lane int

// The lanes, most urgent first.
const (
	LaneAck       Lane = iota // the progress bar of a tap; worthless after 100 s
	LaneReply                 // answers to something the member just did
	LaneTimer                 // edits of a running timer; a newer one replaces a waiting older one
	LaneReminder              // reminders and questions the coach starts by itself
	LaneBroadcast             // the owner's announcements
)

var lanes = [...]string{"ack", "reply", "timer", "reminder", "broadcast"}

// String names the lane for the owner.
func (l Lane) String() string {
	if l < 0 || int(l) >= len(lanes) {
		return fmt.Sprintf("lane %d", int(l))
	}
	return lanes[l]
}

// Lanes are all there are, most urgent first.
func Lanes() []Lane {
	all := make([]Lane, len(lanes))
	for i := range all {
		all[i] = Lane(i)
	}
	return all
}

// Letter is one outgoing message in its envelope: to whom, how urgent, by when. Its content (Body) is opaque here.
type Letter struct {
	ID     int64
	Member int64 // 0 when the chat has no member
	Chat   int64
	Lane   Lane
	// Key is unique for ever: a letter whose key exists is not written a second time.
	Key string
	// Target is the key of an earlier letter that this one is about; storage finds TargetMessage for it, and the picture
	// that message shows: the hash of its file, "" when there is none or it is not certain which.
	Target        string
	TargetMessage int64
	TargetShows   string
	// Part says that the letter changes only a part of its target, such as the buttons. Another letter, which changes all
	// of it, takes the place of those about the same target that still wait; this one does not.
	Part      bool
	NotBefore time.Time // zero: at once
	// Due is the moment from which its lateness counts: of a reminder the one that was promised. Zero: when it was written.
	Due      time.Time
	Expires  time.Time // zero: never; an expired letter is marked, not sent
	Attempts int
	// Repeat says what to do when it is not known whether the letter arrived: send again, or let it be.
	Repeat bool
	// Holder is the instance that has the letter on its way; 0 where there is only one.
	Holder int64
	Body   []byte
	// Hush are the lanes of its chat of which nothing that has not left yet may leave before it. The outbox calls off what waits there; this
	// tells whoever has taken some of it already. No outbox keeps it.
	Hush []Lane
	// Made is what Body says, as whoever has just written it has it; nil: Body is to be read. No outbox keeps it, and nobody changes it.
	Made any
}

// Delivered is what has become of a letter: the message it was sent as, or that it changed, and the hash of the picture
// which that message shows now, "" for none.
type Delivered struct {
	Message int64
	Shows   string
}

// Source says what led to a turn, so that the same transaction can mark it done: an update of the inbox, a due
// appointment, or (both zero) neither.
type Source struct {
	Update int64
	Due    *Due
	// Code is the hash of the invitation code that came with the update, "" for none.
	Code string
}

// Entry is everything one turn writes, in one transaction.
type Entry struct {
	Member  Member
	Erase   bool              // forget the member: every row goes, letters of this entry excepted
	Facts   []Fact            // appended to the journal
	Keep    []Appointment     // made, or moved: one per member and kind
	Drop    []AppointmentKind // called off
	Letters []Letter
	// Errands are what the member's account has to tell others, in the same transaction.
	Errands []Errand
	// Hush calls off letters of these lanes that still wait for this member (a session that ended, a pause).
	Hush []Lane
	// Used is the hash of a pass that is used up, Passes are new ones; Claims makes the chat the owner's.
	Used   string
	Passes []NewPass
	// Recall takes back all invitations that nobody has opened yet.
	Recall bool
	Claims bool
	// Announce is what the owner has to say to everybody; Silence stops it.
	Announce string
	Silence  bool
}
