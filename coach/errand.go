package coach

// Errand is what one account has to tell another: a member a physiotherapist, or the other way round. No conversation
// touches another one's document; each decides for itself what it makes of an errand. It is carried in the transaction of
// the turn that sent it, so it is never lost and never kept. From is filled in by whoever carries it: it cannot be forged.
type Errand struct {
	From, To int64 // numbers of accounts
	Kind     ErrandKind
	Seat     int // the member's seat it is about

	Code         string        // ErrandKnock: hash of the invitation's code
	Label        string        // ErrandKnock: what the physiotherapist wants to be called; ErrandGranted: what the member does
	Zone         string        // ErrandGranted: the member's, where the physiotherapist has none
	What         string        // ErrandSeen: what was looked at; ErrandFlag: the flag; ErrandAnswered: what became of the prescription
	Text         string        // ErrandMessage: the words to pass on
	Score        int           // ErrandVisaG: 0-100
	Prescription *Prescription // ErrandPrescribe; ErrandAnswered: nil where it is about all limits
	Why          SeatEnding    // ErrandOver
	Bar          Bar           // ErrandBarred
	Slot         string        // ErrandNews, ErrandNewsOver: what its letters are known by
	News         *Broadcast    // ErrandNewsOver

	// Chat is the sender's, and Claimed that it has claimed the bot; both are filled in as From is.
	Chat    int64
	Claimed bool
}

// ErrandKind says what an errand is about.
type ErrandKind string

// What a physiotherapist's conversation tells a member's.
const (
	ErrandKnock     ErrandKind = "knock"     // the invitation was opened
	ErrandSeen      ErrandKind = "seen"      // something was looked at
	ErrandPrescribe ErrandKind = "prescribe" // a limit or a prescription
	ErrandMessage   ErrandKind = "message"   // words to pass on
	ErrandVisaG     ErrandKind = "visa_g"    // the total of a questionnaire done on paper
	ErrandLeave     ErrandKind = "leave"     // the access is not wanted any more
)

// What a member's conversation tells a physiotherapist's.
const (
	ErrandGranted  ErrandKind = "granted"  // the member has let them in
	ErrandOver     ErrandKind = "over"     // the access is over, or never began
	ErrandFlag     ErrandKind = "flag"     // a red flag was raised
	ErrandAnswered ErrandKind = "answered" // a prescription took effect, or was not wanted
)

// What the owner's conversation tells a member's, and what comes back.
const (
	ErrandBar    ErrandKind = "bar"    // the coaching is over
	ErrandUnbar  ErrandKind = "unbar"  // it may go on
	ErrandBarred ErrandKind = "barred" // what came of it
)

// What the house tells an account; an account tells no other one any of it.
const (
	ErrandNews     ErrandKind = "news"      // the owner announces something
	ErrandNewsOver ErrandKind = "news_over" // an announcement of the owner's has reached everybody
)

// Bar is what came of blocking somebody.
type Bar string

// The ends of it.
const (
	BarDone   Bar = "barred"
	BarLifted Bar = "lifted"
	BarOwner  Bar = "owner" // an owner is not blocked
)

// ErrandGone is what comes back when the account an errand was for does not exist any more.
const ErrandGone ErrandKind = "gone"
