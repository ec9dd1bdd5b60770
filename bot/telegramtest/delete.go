package telegramtest

import (
	"encoding/json"
	"time"
)

const (
	deletable    = 48 * time.Hour
	mostDeletion = 100
)

func (c *call) deleteMessage() (any, *failure) {
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	chat, f := c.deletionChat()
	if f != nil {
		return nil, f
	}
	id := c.in.number("message_id")
	m := chat.at(id)
	if m == nil {
		return nil, bad("message to delete not found")
	}
	if f := s.keepsFromDeletion(chat, m); f != nil {
		return nil, f
	}
	s.erase(chat, id)
	return true, nil
}

// deletionChat is the chat of a deletion, which needs no leave of the person.
func (c *call) deletionChat() (*Chat, *failure) {
	chat, f := c.chat()
	if chat != nil && chat.peer != nil && !chat.peer.deleted {
		f = nil
	}
	return chat, f
}

// keepsFromDeletion tells why a message must stay: too old, or another's in a group.
func (s *Server) keepsFromDeletion(chat *Chat, m *message) *failure {
	switch {
	case s.now().Sub(time.Unix(m.date, 0)) > deletable:
		return bad("message can't be deleted for everyone")
	case chat.peer == nil && m.from != s.bot:
		return bad("message can't be deleted")
	}
	return nil
}

// deleteMessages skips messages that are not there.
func (c *call) deleteMessages() (any, *failure) {
	var ids []int64
	if err := json.Unmarshal([]byte(c.in.text("message_ids")), &ids); err != nil || len(ids) == 0 {
		return nil, wrong("message identifiers are not specified")
	}
	if len(ids) > mostDeletion {
		return nil, wrong("too many message identifiers specified")
	}
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	chat, f := c.deletionChat()
	if f != nil {
		return nil, f
	}
	for _, id := range ids {
		if m := chat.at(id); m != nil {
			if f := s.keepsFromDeletion(chat, m); f != nil {
				return nil, f
			}
		}
	}
	for _, id := range ids {
		if chat.at(id) != nil {
			s.erase(chat, id)
		}
	}
	return true, nil
}

func (s *Server) erase(chat *Chat, id int64) {
	chat.remove(id)
	s.log.write("%d x %d", chat.id, id)
	s.post.changed(chat.id)
}
