package telegramtest

import (
	"strconv"
	"time"
)

// Lifetimes of updates in the queue.
const (
	messageLife = 24 * time.Hour // counted from the message's own date
	tapLife     = 150 * time.Second
)

// held is an update kept back by SwapNext.
type held struct {
	kind    string
	payload []byte
	expires time.Time
	tap     *tap
}

// now is the server's clock, in UTC and whole seconds as Telegram's dates are when asked for with unix.
func (s *Server) now() time.Time { return s.opt.Now().UTC() }

func (s *Server) unix() int64 { return s.now().Unix() }

func (s *Server) pushMessage(c *Chat, m *message) {
	s.push(held{kind: "message", payload: marshal(m.wire(s, c)), expires: time.Unix(m.date, 0).Add(messageLife)})
}

func (s *Server) pushEdit(c *Chat, m *message) {
	s.push(held{kind: "edited_message", payload: marshal(m.wire(s, c)), expires: time.Unix(m.edited, 0).Add(messageLife)})
}

// pushMembership tells the bot that its own membership changed by the hand of from.
func (s *Server) pushMembership(c *Chat, from *account, before, after string) {
	member := func(status string) map[string]any {
		out := map[string]any{"user": s.bot, "status": status}
		if status == "kicked" {
			out["until_date"] = 0
		}
		return out
	}
	now := s.now()
	s.push(held{kind: "my_chat_member", expires: now.Add(messageLife), payload: marshal(map[string]any{
		"chat": c.wire(), "from": from, "date": now.Unix(),
		"old_chat_member": member(before), "new_chat_member": member(after),
	})})
	s.post.changed(c.id)
}

func marshal(value any) []byte {
	raw, err := encode(value)
	if err != nil {
		panic("telegramtest: " + err.Error()) // fields given to SendRaw that JSON does not know
	}
	return raw
}

// push puts an update into the queue unless the bot did not ask for its kind; s.mu is held.
func (s *Server) push(u held) {
	if !s.poller.wants(u.kind) {
		return
	}
	if s.swap && s.held == nil {
		s.held = &u
		return
	}
	s.enqueue(u)
	if s.swap {
		s.swap = false
		first := *s.held
		s.held = nil
		s.enqueue(first)
	}
}

func (s *Server) enqueue(u held) {
	id := s.queue.take(s.now())
	body := append(strconv.AppendInt([]byte(`{"update_id":`), id, 10), `,"`+u.kind+`":`...)
	body = append(append(body, u.payload...), '}')
	if s.queue.push(update{id: id, expires: u.expires, body: body, tap: u.tap}) {
		s.poller.ring()
	}
}

// InjectRaw queues an update whose fields are those of a JSON object, whether the bot can decode them or not; the
// server adds update_id. It returns that id.
func (s *Server) InjectRaw(object string) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	id := s.queue.take(now)
	body := strconv.AppendInt([]byte(`{"update_id":`), id, 10)
	if len(object) > 2 {
		body = append(body, ',')
	}
	body = append(body, object[1:]...)
	if s.queue.push(update{id: id, expires: now.Add(messageLife), body: body}) {
		s.poller.ring()
	}
	return id
}

// RestartIDs makes the next update's id n, higher or lower than before. Telegram restarts numbers only after a
// quiet week, so it takes effect when the queue is empty.
func (s *Server) RestartIDs(n int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.queue.restart = n
}

// Redeliver puts an update into the next answer once more, whatever offset the bot asks with: what happens when
// Telegram loses a confirmation. It is false when the update is not among the last 4096 confirmed or pending.
func (s *Server) Redeliver(id int64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, ok := s.queue.seen.find(id)
	for i := s.queue.head; !ok && i < len(s.queue.items); i++ {
		u, ok = s.queue.items[i], s.queue.items[i].id == id
	}
	if ok {
		s.queue.repeats = append(s.queue.repeats, u)
		s.poller.ring()
	}
	return ok
}

// SwapNext holds the next update back until the one after it is queued, so that the two arrive swapped.
func (s *Server) SwapNext() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.swap = true
}

// Confirmed tells whether the bot confirmed an update by asking with a higher offset.
func (s *Server) Confirmed(id int64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.queue.gone.has(id)
}

// LastUpdate is the id of the newest update.
func (s *Server) LastUpdate() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.queue.next - 1
}

// Pending is how many updates wait to be confirmed, expired ones that nobody asked for included.
func (s *Server) Pending() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.queue.length()
}

// Losses says how many updates never reached the bot: expired in the queue, dropped because it was full, and
// confirmed by the bot without ever having been part of an answer.
func (s *Server) Losses() (expired, dropped, unread int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.queue.expired, s.queue.dropped, s.queue.unread
}
