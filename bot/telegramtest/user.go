package telegramtest

import (
	"context"
	"fmt"
)

// User is a person with a private chat with the bot. Methods are what the person does and sees.
type User struct {
	s       *Server
	account *account
	chat    *Chat
	started bool
	blocked bool
	deleted bool
	toasts  []Toast
}

// User makes or finds a person who has started the bot. language is the app's language tag, such as "pt-br".
func (s *Server) User(id int64, name, language string) *User {
	s.mu.Lock()
	defer s.mu.Unlock()
	u := s.person(id, name, language)
	u.started = true
	return u
}

// Stranger makes or finds a person who never wrote to the bot: the bot may not begin a conversation. The first
// message of the person changes that.
func (s *Server) Stranger(id int64, name, language string) *User {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.person(id, name, language)
}

func (s *Server) person(id int64, name, language string) *User {
	if known := s.people[id]; known != nil {
		return known
	}
	u := &User{s: s, account: &account{ID: id, FirstName: name, Language: language}}
	u.chat = s.addChat(&Chat{s: s, id: id, peer: u})
	s.people[id] = u
	return u
}

// ID is the person's id, which is the id of the private chat too.
func (u *User) ID() int64 { return u.account.ID }

// Chat is the private chat with the bot.
func (u *User) Chat() *Chat { return u.chat }

// SetLanguage changes the language tag the person's app reports from now on.
func (u *User) SetLanguage(tag string) {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	changed := *u.account // messages already sent keep what they said
	changed.Language = tag
	u.account = &changed
}

// Block blocks the bot, which is told so; Unblock takes it back.
func (u *User) Block() { u.setBlocked(true, "member", "kicked") }

// Unblock lets the bot write again.
func (u *User) Unblock() { u.setBlocked(false, "kicked", "member") }

func (u *User) setBlocked(blocked bool, before, after string) {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	if u.blocked == blocked {
		return
	}
	u.blocked = blocked
	u.s.pushMembership(u.chat, u.account, before, after)
}

// Delete deletes the person's account: sends fail with 403 and the bot is told nothing.
func (u *User) Delete() {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	u.deleted = true
}

func (u *User) refusal() *failure {
	switch {
	case u.deleted:
		return forbidden("user is deactivated")
	case u.blocked:
		return forbidden("bot was blocked by the user")
	case !u.started:
		return forbidden("bot can't initiate conversation with a user")
	}
	return nil
}

// Messages is the private chat as the person sees it now, oldest first.
func (u *User) Messages() []Message { return u.chat.Messages() }

// Keyboard is the reply keyboard shown now, nil when there is none.
func (u *User) Keyboard() [][]string {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	if u.chat.keyboard == nil {
		return nil
	}
	return u.chat.keyboard.labels()
}

// Toasts are the answers to the person's taps, oldest first; those that only ended the progress bar have no text.
func (u *User) Toasts() []Toast {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	return append([]Toast(nil), u.toasts...)
}

// WaitFor returns when ok says yes to the chat; ok is asked at once and after each change. The error is the
// context's.
func (u *User) WaitFor(ctx context.Context, ok func([]Message) bool) error {
	changed, cancel := u.s.Subscribe(u.chat.id)
	defer cancel()
	for !ok(u.Messages()) {
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("chat %d: %w", u.chat.id, ctx.Err())
		}
	}
	return nil
}
