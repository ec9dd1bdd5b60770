package telegramtest

import (
	"encoding/json"
	"net/http"
)

const notModified = "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"

// edit finds the message of a call, lets change work on a copy, and stores the copy unless nothing changed. A call
// without reply_markup removes the keyboard.
func (c *call) edit(change func(*message) *failure) (any, *failure) {
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	if c.in.text("inline_message_id") != "" {
		return nil, bad("MESSAGE_ID_INVALID") // the server knows no messages of inline mode
	}
	chat, f := c.chat()
	if f != nil {
		return nil, f
	}
	old, f := c.editable(chat)
	if f != nil {
		return nil, f
	}
	keyboard, f := c.inlineOnly(chat)
	if f != nil {
		return nil, f
	}
	changed := *old
	changed.markup = keyboard
	if f = change(&changed); f != nil {
		return nil, f
	}
	if old.same(&changed) {
		return nil, bad(notModified)
	}
	if f = s.limits.edit(chat.id, s.now()); f != nil {
		return nil, f
	}
	changed.edited = s.unix()
	*old = changed
	s.noteEdit(chat, old)
	s.post.changed(chat.id)
	return old.wire(s, chat), nil
}

// editable finds the message and refuses those that a bot cannot edit: not its own, or with a reply keyboard.
func (c *call) editable(chat *Chat) (*message, *failure) {
	if c.in.number("message_id") == 0 {
		return nil, wrong("message identifier is not specified")
	}
	m := chat.at(c.in.number("message_id"))
	switch {
	case m == nil:
		return nil, bad("message to edit not found")
	case m.from != c.s.bot, m.markup != nil && m.markup.inline == nil:
		return nil, bad("message can't be edited")
	}
	return m, nil
}

func (c *call) inlineOnly(chat *Chat) (*markup, *failure) {
	keyboard, f := readMarkup(c.in.json("reply_markup"), chat.peer != nil)
	if f == nil && keyboard != nil && keyboard.inline == nil {
		f = wrong("inline keyboard expected")
	}
	return keyboard, f
}

// same compares content and keyboard.
func (m *message) same(other *message) bool {
	return m.kind == other.kind && m.text.equal(other.text) && m.media == other.media &&
		m.spoiler == other.spoiler && m.preview == other.preview && m.markup.equal(other.markup)
}

func (c *call) editMessageText() (any, *failure) {
	if c.in.json("rich_message") != "" {
		return nil, &failure{
			code: http.StatusNotImplemented, text: "Not Implemented: the test server does not imitate rich messages",
			breach: true,
		}
	}
	text, f := c.in.messageText()
	if f != nil {
		return nil, f
	}
	return c.edit(func(m *message) *failure {
		if m.kind != "text" {
			return wrong("there is no text in the message to edit")
		}
		m.text, m.preview = text, c.in.json("link_preview_options")
		return nil
	})
}

func (c *call) editMessageCaption() (any, *failure) {
	text, f := caption(c.in.text("caption"), c.in.text("parse_mode"), c.in.json("caption_entities"))
	if f != nil {
		return nil, f
	}
	return c.edit(func(m *message) *failure {
		if !m.isMedia() {
			return wrong("there is no caption in the message to edit")
		}
		m.text = text
		return nil
	})
}

func (c *call) editMessageReplyMarkup() (any, *failure) {
	return c.edit(func(*message) *failure { return nil })
}

// editMessageMedia replaces the content; a text may become media too.
func (c *call) editMessageMedia() (any, *failure) {
	var item inputMedia
	if err := json.Unmarshal([]byte(c.in.text("media")), &item); err != nil {
		return nil, wrong("can't parse media JSON object")
	}
	if f := c.throttle(); f != nil {
		return nil, f
	}
	return c.edit(func(m *message) *failure {
		if m.album != "" && (item.Type == "animation" || (item.Type == "document") != (m.kind == "document")) {
			return wrong("can't use the media of the specified type in the album")
		}
		return item.fill(c, m)
	})
}

func (s *Server) noteEdit(chat *Chat, m *message) {
	if s.log.quiet {
		return
	}
	s.log.write("%d * %d", chat.id, m.id)
	s.noteMessage(chat, m, "<")
}
