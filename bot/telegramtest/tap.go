package telegramtest

import (
	"strconv"
	"time"
	"unicode/utf8"
)

const (
	toastRunes = 200
	tapOld     = "query is too old and response timeout expired or query ID is invalid"
	mostTaps   = 100_000 // kept to refuse a second answer
)

// tap is one press of an inline button, a callback query for the bot.
type tap struct {
	id        string
	user      *User
	chat      *Chat // nil for a message of inline mode
	message   int64
	data      string
	at        time.Time
	delivered bool
	answered  bool
}

// Toast is the answer to one tap.
type Toast struct {
	Callback string
	Message  int64
	Text     string // "" only ended the progress bar
	URL      string
	Alert    bool // shown as a window to be closed
	At       time.Time
}

// Tap presses a button of a message in the private chat, however old, and returns the callback id. data need not
// be on any button: clients can forge it. A message that is gone arrives as an inaccessible one.
func (u *User) Tap(message int64, data string) (callback string) {
	return u.chat.Tap(u, message, data)
}

// Tap is a press by a person in a group.
func (c *Chat) Tap(u *User, message int64, data string) (callback string) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	return c.s.tap(&tap{user: u, chat: c, message: message, data: data})
}

// TapInline presses a button of a message sent in inline mode: the callback has no message.
func (u *User) TapInline(inlineMessage, data string) (callback string) {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	return u.s.tapWith(&tap{user: u, data: data}, map[string]any{"inline_message_id": inlineMessage})
}

// TapLabel presses the button with that label on the newest message that has one; ok is false when there is none.
func (u *User) TapLabel(label string) (callback string, ok bool) {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	for i := len(u.chat.messages) - 1; i >= 0; i-- {
		m := u.chat.messages[i]
		if m == nil || m.markup == nil {
			continue
		}
		for _, row := range m.markup.inline {
			for _, b := range row {
				if b.Text == label && b.Data != nil {
					return u.s.tap(&tap{user: u, chat: u.chat, message: m.id, data: *b.Data}), true
				}
			}
		}
	}
	return "", false
}

func (s *Server) tap(t *tap) string {
	source := map[string]any{"message_id": t.message, "date": 0, "chat": t.chat.wire()} // inaccessible
	fields := map[string]any{"message": source}
	if m := t.chat.at(t.message); m != nil {
		fields["message"] = m.wire(s, t.chat)
		m.waiting = append(m.waiting, t)
	}
	s.log.write("%d >> %d %s", t.chat.id, t.message, t.data)
	return s.tapWith(t, fields)
}

func (s *Server) tapWith(t *tap, fields map[string]any) string {
	t.id, t.at = strconv.FormatInt(s.random(1<<60, 1<<61), 10), s.now()
	s.taps[t.id] = t
	s.tapSeq = append(s.tapSeq, t)
	if len(s.tapSeq) > s.tapRoom {
		s.forgetTaps()
	}
	fields["id"], fields["from"], fields["data"] = t.id, t.user.account, t.data
	fields["chat_instance"] = strconv.FormatInt(-t.user.ID()-1<<40, 10)
	s.push(held{kind: "callback_query", payload: marshal(fields), expires: t.at.Add(tapLife), tap: t})
	if t.chat != nil {
		s.post.changed(t.chat.id)
	}
	return t.id
}

// forgetTaps drops the older half of the taps, save those the bot still owes an answer; the room grows with those.
func (s *Server) forgetTaps() {
	var kept []*tap
	for i, t := range s.tapSeq {
		if i < len(s.tapSeq)/2 && (t.answered || s.now().Sub(t.at) > tapLife && !t.delivered) {
			delete(s.taps, t.id)
		} else {
			kept = append(kept, t)
		}
	}
	s.tapSeq, s.tapRoom = kept, max(mostTaps, 2*len(kept))
}

// answerCallbackQuery ends the progress bar, once, while the tap is fresh.
func (c *call) answerCallbackQuery() (any, *failure) {
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	text := c.in.text("text")
	if utf8.RuneCountInString(text) > toastRunes {
		return nil, wrong("MESSAGE_TOO_LONG")
	}
	t := s.taps[c.in.text("callback_query_id")]
	if t == nil || t.answered || s.now().Sub(t.at) > tapLife {
		return nil, bad(tapOld)
	}
	t.answered = true
	t.user.toasts = append(t.user.toasts, Toast{
		Callback: t.id, Message: t.message, Text: text, URL: c.in.text("url"), Alert: c.in.flag("show_alert"),
		At: s.now(),
	})
	if t.chat != nil {
		s.stopWaiting(t)
		if text != "" {
			s.log.write("%d ! %s", t.chat.id, text)
		}
		s.post.changed(t.chat.id)
	}
	return true, nil
}

// stopWaiting ends the progress bar of a tap.
func (s *Server) stopWaiting(t *tap) {
	m := t.chat.at(t.message)
	if m == nil {
		return
	}
	var still []*tap
	for _, other := range m.waiting {
		if other != t {
			still = append(still, other)
		}
	}
	m.waiting = still
}

// Unanswered is how many taps still show a progress bar: delivered or not, not answered, not expired.
func (s *Server) Unanswered() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, t := range s.tapSeq {
		if !t.answered && s.now().Sub(t.at) <= tapLife {
			n++
		}
	}
	return n
}
