package telegramtest

import (
	"slices"
	"time"
)

// Message is one message as a person sees it now, with all edits applied.
type Message struct {
	ID              int64
	Chat            int64
	Date            time.Time
	Edited          time.Time // zero: never
	FromBot         bool
	From            int64  // id of the sender
	Kind            string // "text", "photo", "animation", "document", "sticker", "location", ...
	Text            string // plain; "" for media
	HTML            string // the same as HTML: Telegram's tags only, all else escaped, line feeds kept
	Entities        []Entity
	Caption         string // of media, like Text
	CaptionHTML     string
	CaptionEntities []Entity
	Buttons         [][]Button // inline keyboard
	Photo           *File
	Animation       *File
	Document        *File // set for an animation too
	ReplyTo         int64
	Album           string // media group id
	Silent          bool
	Protected       bool
	Effect          string
	Reaction        string   // emoji the bot put under it
	Pending         []string // data of taps on this message whose progress bar still runs
}

// Button is one inline button.
type Button struct {
	Text string
	Data string // callback_data, goes to User.Tap
	URL  string
	Copy string // text a copy_text button copies
	// Style is "danger", "success", "primary", or "".
	Style string
}

// message is a message in the server's memory. It is changed only with Server.mu held.
type message struct {
	id, date, edited int64 // dates in Unix seconds
	from             *account
	kind             string
	text             formatted // or the caption
	media            *stored
	markup           *markup
	replyTo          int64
	album            string
	effect           string
	reaction         string
	preview          string // link_preview_options as sent
	silent           bool
	protected        bool
	spoiler          bool
	extra            map[string]any // further fields, for SendRaw
	waiting          []*tap         // unanswered taps
}

func (m *message) isMedia() bool { return m.media != nil }

// seen converts to what a person sees.
func (m *message) seen(s *Server, chat *Chat) Message {
	out := Message{
		ID: m.id, Chat: chat.id, Date: time.Unix(m.date, 0).UTC(), FromBot: m.from.IsBot, From: m.from.ID,
		Kind: m.kind, ReplyTo: m.replyTo, Album: m.album, Silent: m.silent, Protected: m.protected,
		Effect: m.effect, Reaction: m.reaction,
	}
	if m.edited != 0 {
		out.Edited = time.Unix(m.edited, 0).UTC()
	}
	if m.kind == "text" {
		out.Text, out.HTML, out.Entities = m.text.plain, m.text.html(), slices.Clone(m.text.entities)
	} else {
		out.Caption, out.CaptionHTML, out.CaptionEntities = m.text.plain, m.text.html(), slices.Clone(m.text.entities)
	}
	if m.markup != nil {
		out.Buttons = m.markup.seen()
	}
	m.showMedia(s, &out)
	for _, tap := range m.waiting {
		out.Pending = append(out.Pending, tap.data)
	}
	return out
}

func (m *message) showMedia(s *Server, out *Message) {
	if m.media == nil {
		return
	}
	file := m.media.seen()
	switch m.kind {
	case "photo":
		out.Photo = file
	case "animation":
		out.Animation, out.Document = file, file
	case "document":
		out.Document = file
	}
}
