package telegramtest

import (
	"maps"
	"strings"
)

// Send writes a text to the bot and returns the message id. Writing starts the bot and unblocks it. The label of a
// reply keyboard's button is sent the same way.
func (u *User) Send(text string) int64 {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	return u.write(&message{kind: "text", text: formatted{text, commandEntity(text)}})
}

// Reply writes a text as a reply to a message.
func (u *User) Reply(to int64, text string) int64 {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	return u.write(&message{kind: "text", text: formatted{text, commandEntity(text)}, replyTo: to})
}

// SendRaw sends any other kind of message: "sticker", "voice", "photo", "poll", "contact", ... fields are fields
// of the message on the wire, such as "forward_origin"; the one named like kind is filled in when it is missing.
func (u *User) SendRaw(kind string, fields map[string]any) int64 {
	extra := maps.Clone(fields)
	if extra == nil {
		extra = map[string]any{}
	}
	if sample, known := samples[kind]; known && extra[kind] == nil {
		extra[kind] = sample
	}
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	return u.write(&message{kind: kind, extra: extra})
}

// SendLocation shares a position.
func (u *User) SendLocation(latitude, longitude float64) int64 {
	return u.SendRaw("location", map[string]any{
		"location": map[string]any{"latitude": latitude, "longitude": longitude},
	})
}

// Edit changes the text of one of the person's own messages: the bot gets edited_message.
func (u *User) Edit(id int64, text string) {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	if m := u.own(id); m != nil {
		m.text = formatted{text, commandEntity(text)}
		u.edited(m)
	}
}

// EditRaw changes fields of one of the person's own messages, such as the position of a live location.
func (u *User) EditRaw(id int64, fields map[string]any) {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	if m := u.own(id); m != nil {
		m.extra = maps.Clone(m.extra)
		if m.extra == nil {
			m.extra = map[string]any{}
		}
		maps.Copy(m.extra, fields)
		u.edited(m)
	}
}

func (u *User) own(id int64) *message {
	if m := u.chat.at(id); m != nil && m.from != u.s.bot {
		return m
	}
	return nil
}

func (u *User) edited(m *message) {
	m.edited = u.s.unix()
	u.s.log.write("%d > * %d %s", u.chat.id, m.id, m.text.plain)
	u.s.pushEdit(u.chat, m)
	u.s.post.changed(u.chat.id)
}

// write adds a person's message to the private chat; s.mu is held.
func (u *User) write(m *message) int64 {
	u.started = true
	if u.blocked {
		u.blocked = false
		u.s.pushMembership(u.chat, u.account, "kicked", "member")
	}
	if keys := u.chat.keyboard; keys != nil && keys.once {
		u.chat.keyboard = nil
	}
	u.s.say(u.chat, u, m)
	return m.id
}

func (s *Server) say(chat *Chat, u *User, m *message) {
	m.from, m.date = u.account, s.unix()
	chat.add(m)
	s.noteMessage(chat, m, ">")
	if chat.heard(s, m) {
		s.pushMessage(chat, m)
	}
	s.post.changed(chat.id)
}

// Say writes a text in a group. With privacy mode, which bots have by default, the bot only gets commands,
// mentions of itself and replies to it.
func (c *Chat) Say(u *User, text string) int64 {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	m := &message{kind: "text", text: formatted{text, commandEntity(text)}}
	c.s.say(c, u, m)
	return m.id
}

// heard tells whether the bot gets a message of this chat.
func (c *Chat) heard(s *Server, m *message) bool {
	if c.peer != nil {
		return true
	}
	if c.state != chatOpen {
		return false
	}
	replied := c.at(m.replyTo)
	return strings.HasPrefix(m.text.plain, "/") || strings.Contains(m.text.plain, "@"+s.bot.Username) ||
		replied != nil && replied.from == s.bot
}

// samples are contents for SendRaw, as small as the wire allows.
var samples = map[string]any{
	"sticker": map[string]any{
		"file_id": "sticker", "file_unique_id": "sticker", "type": "regular", "width": 512, "height": 512,
		"is_animated": false, "is_video": false, "emoji": "👍",
	},
	"voice":      map[string]any{"file_id": "voice", "file_unique_id": "voice", "duration": 3, "mime_type": "audio/ogg"},
	"audio":      map[string]any{"file_id": "audio", "file_unique_id": "audio", "duration": 3},
	"video":      map[string]any{"file_id": "video", "file_unique_id": "video", "width": 320, "height": 240, "duration": 3},
	"video_note": map[string]any{"file_id": "note", "file_unique_id": "note", "length": 240, "duration": 3},
	"animation":  map[string]any{"file_id": "animation", "file_unique_id": "animation", "width": 320, "height": 240, "duration": 3},
	"document":   map[string]any{"file_id": "document", "file_unique_id": "document", "file_name": "plan.pdf"},
	"photo": []any{
		map[string]any{"file_id": "photo", "file_unique_id": "photo", "width": 320, "height": 240, "file_size": 1024},
	},
	"contact":  map[string]any{"phone_number": "+10000000000", "first_name": "contact"},
	"dice":     map[string]any{"emoji": "🎲", "value": 4},
	"location": map[string]any{"latitude": 52.5, "longitude": 13.4},
	"venue": map[string]any{
		"location": map[string]any{"latitude": 52.5, "longitude": 13.4}, "title": "park", "address": "street",
	},
	"poll": map[string]any{
		"id": "1", "question": "which", "total_voter_count": 0, "is_closed": false, "is_anonymous": true,
		"type": "regular", "allows_multiple_answers": false,
		"options": []any{
			map[string]any{"text": "a", "voter_count": 0}, map[string]any{"text": "b", "voter_count": 0},
		},
	},
}
