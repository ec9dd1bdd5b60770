package bot

import (
	"encoding/json"
	"fmt"

	"medius/coach"
)

// OutKind is what is done with an outgoing letter.
type OutKind string

// The kinds of outgoing letter.
const (
	OutSend   OutKind = "send"   // a new message
	OutEdit   OutKind = "edit"   // new text and buttons for an older message; without a target it is sent anew
	OutChoose OutKind = "choose" // the keyboard of an older message shrinks to Buttons (the one that was chosen)
	OutAck    OutKind = "ack"    // ends the progress bar of a tap, with a Toast or without
	OutDelete OutKind = "delete" // takes a message back; where that is refused and Text is set, Text replaces it
)

// Outgoing is what stands in the Body of a coach.Letter: one call to the messenger, in the messenger's terms but
// without its types. A letter's TargetMessage goes before Message.
type Outgoing struct {
	Kind OutKind `json:"kind"`
	// Text is HTML: b, i, u, s, a, code, pre, blockquote. Beside a picture it is the caption.
	Text     string        `json:"text,omitempty"`
	Plain    bool          `json:"plain,omitempty"`   // Text is not HTML
	Silent   bool          `json:"silent,omitempty"`  // send: it arrives without a sound
	Picture  *OutPicture   `json:"picture,omitempty"` // send, edit: shown above Text
	Bare     bool          `json:"bare,omitempty"`    // edit: there was to be a picture; one that is left would be the wrong one
	Paper    *OutPaper     `json:"paper,omitempty"`   // send: a chart above Text, or a document; without Text a chart brings its own
	Buttons  [][]OutButton `json:"buttons,omitempty"`
	Panel    *OutPanel     `json:"panel,omitempty"`    // excludes Buttons
	Message  int64         `json:"message,omitempty"`  // the message to edit, choose in or delete
	Callback string        `json:"callback,omitempty"` // ack: the tap to answer
	Toast    string        `json:"toast,omitempty"`    // ack: at most 200 characters of plain text
}

// OutButton is an inline button. Data comes back with a tap; 1 to 64 bytes.
type OutButton struct {
	Text   string `json:"text"`
	Data   string `json:"data"`
	Danger bool   `json:"danger,omitempty"` // shown in red by apps that know how
}

// OutPanel is the keyboard under the input field. It stays until another replaces it or Remove takes it away.
type OutPanel struct {
	Rows     [][]string `json:"rows,omitempty"`
	Location string     `json:"location,omitempty"` // text of a button that shares the location, in a row of its own
	Remove   bool       `json:"remove,omitempty"`
	// Persistent keeps the panel open; without it the member's app may fold it away.
	Persistent bool `json:"persistent,omitempty"`
}

// Encode gives the Body of a letter.
func (o Outgoing) Encode() ([]byte, error) {
	body, err := json.Marshal(o)
	if err != nil {
		return nil, fmt.Errorf("encode letter: %w", err)
	}
	return body, nil
}

// DecodeOutgoing opens the Body of a letter. Its errors never quote the body.
func DecodeOutgoing(body []byte) (Outgoing, error) {
	var o Outgoing
	if err := json.Unmarshal(body, &o); err != nil {
		return Outgoing{}, fmt.Errorf("decode letter of %d bytes: not an outgoing letter", len(body))
	}
	switch o.Kind {
	case OutSend, OutEdit, OutChoose, OutAck, OutDelete:
		return o, nil
	}
	return Outgoing{}, fmt.Errorf("decode letter of %d bytes: unknown kind", len(body))
}

// read gives what a letter says; one that comes straight from the turn need not be opened.
func read(l coach.Letter) (Outgoing, error) {
	if out, made := l.Made.(Outgoing); made {
		return out, nil
	}
	return DecodeOutgoing(l.Body)
}

// Aim is the message an edit, a choice or a deletion is about; 0 when there is none (any more).
func (o Outgoing) Aim(l coach.Letter) int64 {
	if l.TargetMessage != 0 {
		return l.TargetMessage
	}
	return o.Message
}

// Harmless says that doing it twice looks the same as doing it once.
func (o Outgoing) Harmless() bool { return o.Kind != OutSend }

// AsWords is the letter without its picture or paper, for when that cannot be shown: words never wait for a picture.
func (o Outgoing) AsWords() Outgoing {
	o = o.withoutPaper()
	o.Picture, o.Bare = nil, true
	return o
}

// AsNew is the letter as a message of its own, for when the message it wanted to edit is lost.
func (o Outgoing) AsNew() Outgoing {
	o.Kind, o.Message, o.Bare = OutSend, 0, false
	return o
}

// AsPlain is the letter without markup, for when the messenger cannot read ours: plain words are better than none.
func (o Outgoing) AsPlain() Outgoing {
	if !o.Plain {
		o.Text, o.Plain = unmarked(o.Text), true
	}
	return o
}
