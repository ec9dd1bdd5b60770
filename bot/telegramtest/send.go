package telegramtest

import (
	"encoding/json"
	"strings"
	"time"
)

// actionShown is how long a chat action stays.
const actionShown = 5 * time.Second

// sendMessage sends a text.
func (c *call) sendMessage() (any, *failure) {
	text, f := c.in.messageText()
	if f != nil {
		return nil, f
	}
	return c.send(func(m *message) *failure {
		m.kind, m.text, m.preview = "text", text, c.in.json("link_preview_options")
		return nil
	})
}

// send makes a message, lets fill put its content in, and adds it to the chat. It answers with the message.
func (c *call) send(fill func(*message) *failure) (any, *failure) {
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	chat, f := c.chat()
	if f != nil {
		return nil, f
	}
	keyboard, f := readMarkup(c.in.json("reply_markup"), chat.peer != nil)
	if f != nil {
		return nil, f
	}
	m := &message{from: s.bot, date: s.unix(), markup: keyboard}
	if f = c.replyTo(chat, m); f != nil {
		return nil, f
	}
	c.dress(m)
	if f = fill(m); f != nil {
		return nil, f
	}
	if f = s.limits.send(chat.id, s.now()); f != nil {
		return nil, f
	}
	s.deliver(chat, m)
	return m.wire(s, chat), nil
}

// dress sets what every kind of message can carry.
func (c *call) dress(m *message) {
	m.silent = c.in.flag("disable_notification")
	m.protected = c.in.flag("protect_content")
	m.effect = c.in.text("message_effect_id")
}

// replyTo finds the message replied to, named the new way or the old.
func (c *call) replyTo(chat *Chat, m *message) *failure {
	var to struct {
		ID    int64 `json:"message_id"`
		Allow bool  `json:"allow_sending_without_reply"`
	}
	if raw := c.in.json("reply_parameters"); raw != "" {
		if json.Unmarshal([]byte(raw), &to) != nil {
			return wrong("can't parse reply parameters JSON object")
		}
	} else {
		to.ID, to.Allow = c.in.number("reply_to_message_id"), c.in.flag("allow_sending_without_reply")
	}
	if to.ID == 0 {
		return nil
	}
	if chat.at(to.ID) == nil {
		if to.Allow {
			return nil
		}
		return bad("message to be replied not found")
	}
	m.replyTo = to.ID
	return nil
}

// deliver adds the bot's message to the chat, changes the reply keyboard and ends the typing sign.
func (s *Server) deliver(chat *Chat, m *message) {
	chat.add(m)
	chat.typing = time.Time{}
	switch keys := m.markup; {
	case keys == nil:
	case keys.remove || keys.force || keys.reply != nil && len(keys.reply) == 0:
		chat.keyboard = nil
	case keys.reply != nil:
		chat.keyboard = keys
	}
	s.noteMessage(chat, m, "<")
	s.post.changed(chat.id)
}

// sendChatAction shows for five seconds that the bot is busy.
func (c *call) sendChatAction() (any, *failure) {
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	if c.in.text("action") == "" {
		return nil, wrong("wrong parameter action in request")
	}
	chat, f := c.chat()
	if f != nil {
		return nil, f
	}
	chat.typing = s.now().Add(actionShown)
	s.post.changed(chat.id)
	return true, nil
}

// Typing is until when the sign that the bot is typing (or uploading) stands in the chat; zero when it does not.
func (s *Server) Typing(chat int64) time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.chats[chat]
	if c == nil || !c.typing.After(s.now()) {
		return time.Time{}
	}
	return c.typing
}

// noteMessage writes a message into the transcript.
func (s *Server) noteMessage(chat *Chat, m *message, arrow string) {
	if s.log.quiet {
		return
	}
	text := strings.ReplaceAll(m.text.plain, "\n", "\n    ")
	if m.kind != "text" {
		text = strings.TrimSuffix("("+m.kind+") "+text, " ")
	}
	s.log.write("%d %s %s", chat.id, arrow, text)
	if m.markup != nil {
		s.noteMarkup(chat, m.markup)
	}
}

func (s *Server) noteMarkup(chat *Chat, keys *markup) {
	for _, row := range keys.inline {
		var cells []string
		for _, b := range row {
			data := b.URL
			if b.Data != nil {
				data = *b.Data
			}
			cells = append(cells, "["+b.Text+"|"+data+"]")
		}
		s.log.write("%d   %s", chat.id, strings.Join(cells, " "))
	}
	for _, row := range keys.labels() {
		s.log.write("%d   {%s}", chat.id, strings.Join(row, "} {"))
	}
	if keys.remove {
		s.log.write("%d   {}", chat.id)
	}
}
