package coach

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"time"
)

// Access is who may be coached. Whoever is there already stays, whatever it says; a physiotherapist comes in by a member's
// invitation in each of them, and as a physiotherapist only.
type Access string

// The ways, the strictest first.
const (
	AccessPrivate Access = "private" // the owner alone
	AccessInvite  Access = "invite"  // and whoever opens a one-time link of the owner's
	AccessOpen    Access = "open"    // everybody who finds the bot
)

// Pass is what a one-time code opens.
type Pass string

// The passes.
const (
	PassNone   Pass = ""
	PassClaim  Pass = "claim"  // the bot itself: whoever opens it first is its owner
	PassMember Pass = "member" // the owner's invitation to be coached
)

// PassUseful is how long the owner's invitation can be opened.
const PassUseful = 7 * 24 * time.Hour

// Door is what is known of a chat besides its member's document: it comes with every event, and no document can claim it.
type Door struct {
	Owner bool // this chat has claimed the bot
	Pass  Pass // what the code that came with the event opens
	// Unclaimed: no chat has. It is looked up for chats without a member only.
	Unclaimed bool
}

// NewPass is an invitation to write down: the hash of its code, and until when it can be opened.
type NewPass struct {
	Code  string
	Until time.Time
}

// PassCode makes the code of an owner's invitation, as InvitationCode does that of a member's.
func PassCode(secret []byte, chat int64, made time.Time) string {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte("pass " + strconv.FormatInt(chat, 10) + " " + strconv.FormatInt(made.UnixNano(), 10)))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:16])
}
