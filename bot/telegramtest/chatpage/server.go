package chatpage

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"

	"medius/bot/telegramtest"
)

// New gives the chat page of a loopback Bot API server. The members of opts join at once; more join at the page.
//
// The streams of the page stay open until their reader leaves: give the http.Server a BaseContext that ends, or its
// Shutdown waits for every open page.
func New(server *telegramtest.Server, clock Clock, opts Options) http.Handler {
	s := &phones{server: server, users: map[int64]*phone{}, files: map[string]*telegramtest.File{}}
	for _, m := range opts.Members {
		s.Join(m.ID, m.Name, m.Language)
	}
	return newPage(s, clock, opts)
}

// phones meets chats with a Bot API server of package telegramtest.
type phones struct {
	server *telegramtest.Server

	mu    sync.Mutex
	order []int64
	users map[int64]*phone
	files map[string]*telegramtest.File // every file that was in view
}

// kinds are the messages without words a member can send; the server fills them in.
var kinds = []string{"photo", "sticker", "voice", "video", "document", "contact", "poll", "dice"}

// phone is one member's side.
type phone struct {
	user     *telegramtest.User
	name     string
	language string
	blocked  bool
}

func (s *phones) Join(id int64, name, language string) {
	// A stranger: as in life, the bot may not write before the member pressed Start.
	user := s.server.Stranger(id, name, language)
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, has := s.users[id]; !has {
		s.order = append(s.order, id)
	}
	s.users[id] = &phone{user: user, name: name, language: language}
}

func (s *phones) Members() []memberView {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []memberView
	for _, id := range s.order {
		list = append(list, memberView{ID: id, Name: s.users[id].name, Language: s.users[id].language})
	}
	return list
}

// phone gives a copy, so that nobody holds the lock while the server works.
func (s *phones) phone(id int64) (phone, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p, ok := s.users[id]; ok {
		return *p, true
	}
	return phone{}, false
}

func (s *phones) Subscribe(id int64) (<-chan struct{}, func()) { return s.server.Subscribe(id) }

func (s *phones) View(id int64) (chatView, bool) {
	p, ok := s.phone(id)
	if !ok {
		return chatView{}, false
	}
	v := chatView{
		ID: id, Name: p.name, Language: p.language, Blocked: p.blocked,
		Typing:   !s.server.Typing(id).IsZero(),
		Keyboard: keyboardOf(p.user),
	}
	for _, m := range p.user.Messages() {
		v.Messages = append(v.Messages, s.message(m))
		for _, data := range m.Pending {
			v.Pending = append(v.Pending, tapView{Message: m.ID, Data: data})
		}
	}
	for _, t := range p.user.Toasts() {
		if t.Text != "" {
			v.Toasts = append(v.Toasts, toastView{Text: t.Text, Alert: t.Alert})
		}
	}
	language, _, _ := strings.Cut(p.language, "-") // lists of commands go by the two letters
	for _, c := range s.server.Commands(id, language) {
		v.Commands = append(v.Commands, commandView{Name: c.Command, Text: c.Description})
	}
	return v, true
}

func (s *phones) File(id string) (content []byte, name, mime string, ok bool) {
	s.mu.Lock()
	f := s.files[id]
	s.mu.Unlock()
	if f == nil {
		return nil, "", "", false
	}
	content = s.server.File(id)
	return content, f.Name, f.MIME, content != nil
}

func (s *phones) Send(id int64, text string) error {
	return s.act(id, func(u *telegramtest.User) error { u.Send(text); return nil })
}

func (s *phones) Tap(id, message int64, data string) error {
	return s.act(id, func(u *telegramtest.User) error {
		for _, m := range u.Messages() {
			if m.ID == message && hasButton(m, data) {
				u.Tap(message, data)
				return nil
			}
		}
		return errNoButton
	})
}

func hasButton(m telegramtest.Message, data string) bool {
	return slices.ContainsFunc(m.Buttons, func(row []telegramtest.Button) bool {
		return slices.ContainsFunc(row, func(b telegramtest.Button) bool { return data != "" && b.Data == data })
	})
}

func (s *phones) SendLocation(id int64, lat, lon float64) error {
	return s.act(id, func(u *telegramtest.User) error { u.SendLocation(lat, lon); return nil })
}

func (s *phones) SendMedia(id int64, kind string) error {
	if !slices.Contains(kinds, kind) {
		return errKind
	}
	return s.act(id, func(u *telegramtest.User) error { u.SendRaw(kind, nil); return nil })
}

func (s *phones) Block(id int64, blocked bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, ok := s.users[id]
	switch {
	case !ok:
		return fmt.Errorf("member %d: %w", id, errNoMember)
	case p.blocked == blocked:
		return nil
	case blocked:
		p.user.Block()
	default:
		p.user.Unblock()
	}
	p.blocked = blocked
	return nil
}

// act lets a member do something the bot will hear of; a person who blocked a bot cannot write to it.
func (s *phones) act(id int64, do func(*telegramtest.User) error) error {
	p, ok := s.phone(id)
	if !ok {
		return fmt.Errorf("member %d: %w", id, errNoMember)
	}
	if p.blocked {
		return fmt.Errorf("member %d: %w", id, errBlocked)
	}
	return do(p.user)
}
