package telegramtest

import (
	"slices"
	"time"
)

// Chat is a private chat, or a group the bot is in.
type Chat struct {
	s        *Server
	id       int64
	title    string
	peer     *User // of a private chat
	messages []*message
	base     int64 // id of messages[0]
	state    chatState
	moved    int64 // id of the supergroup this group became
	keyboard *markup
	typing   time.Time
}

// chatState says whether the bot can write.
type chatState int

const (
	chatOpen chatState = iota
	chatKicked
	chatLeft
	chatDeleted
	chatUpgraded
)

// minSupergroup separates ids of basic groups from those of supergroups, which begin with -100.
const minSupergroup = -1_000_000_000_000

// Group makes or finds a group that the bot is in. Ids are negative; below -1000000000000 it is a supergroup.
func (s *Server) Group(id int64, title string) *Chat {
	s.mu.Lock()
	defer s.mu.Unlock()
	if known := s.chats[id]; known != nil {
		return known
	}
	return s.addChat(&Chat{s: s, id: id, title: title})
}

func (s *Server) addChat(c *Chat) *Chat {
	c.base = 1
	s.chats[c.id] = c
	return c
}

// ID is the chat's id.
func (c *Chat) ID() int64 { return c.id }

func (c *Chat) kind() string {
	switch {
	case c.peer != nil:
		return "private"
	case c.id <= minSupergroup:
		return "supergroup"
	}
	return "group"
}

func (c *Chat) wire() wireChat {
	out := wireChat{ID: c.id, Type: c.kind(), Title: c.title}
	if c.peer != nil {
		out.FirstName = c.peer.account.FirstName
	}
	return out
}

// at returns the message with that id, nil when it never was or is gone.
func (c *Chat) at(id int64) *message {
	i := id - c.base
	if id == 0 || i < 0 || i >= int64(len(c.messages)) {
		return nil
	}
	return c.messages[i]
}

// add gives the message the next id of the chat.
func (c *Chat) add(m *message) {
	m.id = c.base + int64(len(c.messages))
	c.messages = append(c.messages, m)
}

func (c *Chat) remove(id int64) { c.messages[id-c.base] = nil }

// Messages is the chat as its people see it now.
func (c *Chat) Messages() []Message {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	return c.seen()
}

func (c *Chat) seen() []Message {
	out := make([]Message, 0, len(c.messages))
	for _, m := range c.messages {
		if m != nil {
			out = append(out, m.seen(c.s, c))
		}
	}
	return slices.Clip(out)
}

// Kick throws the bot out: it gets my_chat_member, and its sends fail with 403.
func (c *Chat) Kick() { c.change(chatKicked, "kicked") }

// Leave takes the bot out without a ban: "bot is not a member".
func (c *Chat) Leave() { c.change(chatLeft, "left") }

// Return lets the bot in again.
func (c *Chat) Return() { c.change(chatOpen, "member") }

// Delete deletes the group.
func (c *Chat) Delete() { c.change(chatDeleted, "left") }

func (c *Chat) change(to chatState, status string) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	before := memberStatus(c.state)
	c.state = to
	if before != status {
		c.s.pushMembership(c, c.s.bot, before, status)
	}
}

func memberStatus(state chatState) string {
	switch state {
	case chatKicked:
		return "kicked"
	case chatLeft, chatDeleted:
		return "left"
	}
	return "member"
}

// Upgrade turns the group into a supergroup with a new id; sends to the old one name it in migrate_to_chat_id.
func (c *Chat) Upgrade() *Chat {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	super := c.s.addChat(&Chat{s: c.s, id: minSupergroup + c.id, title: c.title})
	c.state, c.moved = chatUpgraded, super.id
	note := &message{from: c.s.bot, kind: "migration", date: c.s.unix(), extra: map[string]any{
		"migrate_to_chat_id": super.id,
	}}
	c.add(note)
	c.s.pushMessage(c, note)
	return super
}

// refusal tells why the bot cannot write into the chat, nil when it can.
func (c *Chat) refusal() *failure {
	if c.peer != nil {
		return c.peer.refusal()
	}
	kind := c.kind() + " chat"
	switch c.state {
	case chatKicked:
		return forbidden("bot was kicked from the " + kind)
	case chatLeft:
		return forbidden("bot is not a member of the " + kind)
	case chatDeleted:
		return forbidden("the group chat was deleted")
	case chatUpgraded:
		f := bad("group chat was upgraded to a supergroup chat")
		f.migrate = c.moved
		return f
	}
	return nil
}
