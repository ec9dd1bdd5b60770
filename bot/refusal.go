package bot

import (
	"errors"
	"fmt"
	"time"
)

// Verdict says what becomes of a letter that was not simply delivered.
type Verdict int

// The verdicts. Unknown is the zero value: where nothing is known, a letter may have arrived.
const (
	Unknown  Verdict = iota // the request was written but no answer came: the message may exist
	Gone                    // the member cannot be reached: blocked, deleted, never started
	Settled                 // nothing left to do: not modified, tap too old, message to delete not found
	Resend                  // the message to edit is lost: send a new one
	Plain                   // our markup could not be read: send once more without it
	Content                 // our mistake: sending it again cannot help
	Wait                    // flood: again after After, exactly
	Retry                   // trouble on the server or before the request was written: it did not arrive
	Conflict                // somebody else uses the same token
	Stop                    // the token is not valid: nothing can be sent or fetched
)

var verdicts = [...]string{"unknown", "gone", "settled", "resend", "plain", "content", "wait", "retry", "conflict",
	"stop"}

// String names the verdict for logs.
func (v Verdict) String() string {
	if v < 0 || int(v) >= len(verdicts) {
		return fmt.Sprintf("verdict %d", int(v))
	}
	return verdicts[v]
}

// Verdicts are the names of all verdicts.
func Verdicts() []string { return verdicts[:] }

// Refusal is the typed outcome of a send that did not simply succeed.
type Refusal struct {
	Verdict Verdict
	After   time.Duration // Wait: how long
	Moved   int64         // Resend: the chat's new id, when a group became a supergroup
	Network bool          // Retry, Unknown: no answer came at all
	Reason  string        // the messenger's words about it, or ours; never the message, never the token
}

// Error is the reason with the verdict before it.
func (r *Refusal) Error() string {
	if r.Verdict == Wait {
		return fmt.Sprintf("%s %s: %s", r.Verdict, r.After, r.Reason)
	}
	return r.Verdict.String() + ": " + r.Reason
}

// Judge finds the refusal in an error. An error that is no refusal is judged Unknown: it says nothing about whether
// the message arrived.
func Judge(err error) *Refusal {
	var r *Refusal
	if errors.As(err, &r) {
		return r
	}
	return &Refusal{Verdict: Unknown, Reason: err.Error()}
}
