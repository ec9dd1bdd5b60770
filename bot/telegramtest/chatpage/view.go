package chatpage

import "time"

// The JSON shapes of the page. Times are seconds since 1970, UTC; offsets and lengths are UTF-16 units, as in the Bot API
// and in JavaScript.

// chatView is one chat in full.
type chatView struct {
	ID       int64
	Name     string
	Language string
	Zone     string // IANA zone of the place shared last; "" when the page knows none
	Blocked  bool
	Typing   bool
	Messages []messageView // oldest first
	Keyboard keyboardView
	Pending  []tapView // taps the bot has not answered yet
	Toasts   []toastView
	Commands []commandView
}

// messageView is one bubble. Text is the caption when there is a file.
type messageView struct {
	ID       int64          `json:"id"`
	Date     int64          `json:"date"`
	Edited   bool           `json:"edited,omitempty"`
	Bot      bool           `json:"bot,omitempty"`
	Text     string         `json:"text,omitempty"`
	Entities []entityView   `json:"entities,omitempty"`
	Buttons  [][]buttonView `json:"buttons,omitempty"`
	File     *fileView      `json:"file,omitempty"`
	Reaction string         `json:"reaction,omitempty"` // of the bot
	Kind     string         `json:"kind,omitempty"`     // of what has neither text nor file: sticker, voice, location, ...
}

type entityView struct {
	Type     string `json:"type"`
	Offset   int    `json:"offset"`
	Length   int    `json:"length"`
	URL      string `json:"url,omitempty"`
	Language string `json:"language,omitempty"`
}

type buttonView struct {
	Text  string `json:"text"`
	Data  string `json:"data,omitempty"`
	URL   string `json:"url,omitempty"`
	Copy  string `json:"copy,omitempty"`  // the text the button copies
	Style string `json:"style,omitempty"` // danger, success, primary
}

// fileView is a picture, an animation or a document; its bytes are at /api/files/{id}.
type fileView struct {
	ID     string `json:"id"`
	Kind   string `json:"kind"` // photo, animation, document
	Name   string `json:"name,omitempty"`
	Type   string `json:"type,omitempty"` // MIME type
	Size   int    `json:"size,omitempty"` // bytes
	Width  int    `json:"width,omitempty"`
	Height int    `json:"height,omitempty"`
}

// keyboardView is the reply keyboard under the input field.
type keyboardView struct {
	Rows [][]keyView `json:"rows"`
}

type keyView struct {
	Text     string `json:"text"`
	Location bool   `json:"location,omitempty"` // shares the location instead of sending its text
}

type tapView struct {
	Message int64  `json:"message"`
	Data    string `json:"data"`
}

type toastView struct {
	Text  string `json:"text"`
	Alert bool   `json:"alert,omitempty"`
}

type commandView struct {
	Name string `json:"name"` // without the slash
	Text string `json:"text"`
}

// memberView is a line of the list of members.
type memberView struct {
	ID       int64  `json:"id"`
	Name     string `json:"name"`
	Language string `json:"language"`
}

type clockView struct {
	Now time.Time `json:"now"` // UTC, RFC 3339
}
