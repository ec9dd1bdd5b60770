package dialog

import (
	"time"

	"medius/coach"
)

// EventKind tells the three ways something can happen to a member apart.
type EventKind string

// The kinds of event.
const (
	Said      EventKind = "said"      // a text message; commands too
	Tapped    EventKind = "tapped"    // an inline button
	Located   EventKind = "located"   // a shared location; Zone is its time zone
	Sent      EventKind = "sent"      // anything else: sticker, voice, photo, poll ...; Media names it
	Arrived   EventKind = "arrived"   // a due appointment
	Told      EventKind = "told"      // another account has something to tell
	Blocked   EventKind = "blocked"   // the member blocked the bot, or cannot be reached
	Flooded   EventKind = "flooded"   // more comes from the member than is answered
	Unblocked EventKind = "unblocked" // the member unblocked the bot
)

// Event is what arrived, already translated: nothing of Telegram but the message id is left in it.
type Event struct {
	Kind     EventKind
	Text     string    // Said: NFKC-normalised text, at most 4096 characters; Sent: the words below a picture, or what a message was changed to
	Question int       // Tapped: number of the question the button belongs to
	Choice   string    // Tapped: the button's value
	Message  int64     // Tapped: the message that carries the button
	Label    string    // Tapped: what stood on the button, "" when unknown
	Callback string    // Tapped: id to answer, so that the progress bar ends
	Zone     string    // Located: IANA name, "" when none was found
	Media    string    // Sent: "sticker", "voice", ...; "edit" when a message was changed
	Album    string    // Sent: what several pictures that were sent together have in common
	Language string    // the language tag the member's app reports, such as "de" or "pt-br"; "" when unknown
	When     time.Time // when it was written, zero when that is not known; only a flood is told by it
	Due      coach.Appointment
	Errand   coach.Errand // Told
}

// Args are the named blanks of a phrase. Values are string (shown as typed, escaped), int, or Phrase.
type Args map[string]any

// Phrase is a text key with its blanks; the words stand in content/texts.
type Phrase struct {
	Key  string
	Args Args
}

// Button is one inline button. Value travels back in Event.Choice.
type Button struct {
	Label Phrase
	Value string
	// Danger marks the button that stops for pain, where the member's app shows such a mark.
	Danger bool
}

// View is how a picture shows its exercise.
type View string

// The views.
const (
	Moving View = "moving" // the whole exercise, moving
	Step   View = "step"   // one step of it, still
	Wrong  View = "wrong"  // right beside wrong, still
)

// Picture is what a message shows above its words: the exercise moving, one step of it, or right beside wrong.
type Picture struct {
	Exercise string
	View     View
	Number   int         // Step: 1 = start, then each phase; Wrong: 1..n; Moving: 0
	Side     coach.Side  // the sore side; "" when both are, or none stands out
	Full     bool        // the hip drop beyond level, where it is unlocked
	Build    coach.Build // which figure; "" is coach.Woman
}

// PaperKind names what is drawn or written from a member's own course.
type PaperKind string

// The kinds of paper. Charts arrive as photos, whose captions are the message's words, or the chart's own where it has
// none; the others arrive as documents with the words as their caption.
const (
	PaperPain     PaperKind = "pain"     // chart of a side: pain during, after and next morning, with flares
	PaperDose     PaperKind = "dose"     // chart of a side: the dose and why it changed
	PaperWeeks    PaperKind = "weeks"    // chart: what became of every session
	PaperTraining PaperKind = "training" // chart: training days of the programme
	PaperReport   PaperKind = "report"   // a PDF for a physiotherapist
	PaperExport   PaperKind = "export"   // everything kept about the member, in one file
)

// Paper is drawn or written when it is delivered: from the member's own course, or from that of a patient who grants a seat
// at that moment.
type Paper struct {
	Kind PaperKind
	Days int        // the last so many days; 0: since the start
	Side coach.Side // charts of one side; "" where the chart is of the member
	Dark bool       // charts: for a dark screen
	Date coach.Date // the member's local date it was asked for: the last day shown
	// Of is the account of the patient whose course it is, for a physiotherapist; 0: the member's own.
	Of int64
}

// Message is one thing to say.
type Message struct {
	Phrase Phrase
	// Picture stands above the words, which are its caption then: at most 1024 characters once the markup is read.
	Picture *Picture
	// Paper comes with the message, which is always a new one; excludes Picture and Edits. Without a Phrase a chart brings
	// its own words. When it cannot be made, the words go out alone.
	Paper    *Paper
	Buttons  [][]Button    // inline keyboard; the buttons carry the number of the current question
	Question int           // the question these buttons belong to
	Panel    *Panel        // reply keyboard under the input field; excludes Buttons
	Lane     coach.Lane    // LaneReply unless set
	Name     string        // a name by which a later message of this member can edit this one
	Edits    string        // Name of the message this one replaces
	Slot     string        // identity of a reminder, makes it unique for ever
	Silent   bool          // it arrives without a sound
	Expires  time.Duration // after this it is not worth sending; 0 = always worth it
}

// Closed names a question's message and what was answered there.
type Closed struct {
	Name  string
	Label Phrase
}

// Panel is the keyboard under the input field: rows of plain texts, and a button that shares the location.
type Panel struct {
	Rows     [][]Phrase
	Location *Phrase
	Remove   bool
}

// Turn is what one event led to. Step touches nothing; bot writes the turn down in one transaction.
type Turn struct {
	Member coach.Member
	Say    []Message
	Toast  *Phrase  // shown over the chat as the answer to a tap
	Chosen bool     // the tap counted: its keyboard is replaced by the one button that was chosen
	Strip  []string // names of messages whose buttons are over
	Remove []string // names of messages to take back
	Closed *Closed  // the open question was answered by typing: its keyboard shows the answer
	Keep   []coach.Appointment
	Drop   []coach.AppointmentKind
	Facts  []coach.Fact
	Hush   []coach.Lane
	// Errands are what is told to other accounts, in the same transaction.
	Errands []coach.Errand
	// Used is a pass that is used up, Passes are new ones; Claims makes the chat the owner's.
	Used   string
	Passes []coach.NewPass
	// Recall takes back all invitations that nobody has opened yet.
	Recall bool
	Claims bool
	// Announce is what the owner has to say to everybody; Silence stops it.
	Announce string
	Silence  bool
	Erase    bool
	Ahead    []Picture // may be wanted soon
	// Language is what the turn is said in, also where no member is left.
	Language string
}
