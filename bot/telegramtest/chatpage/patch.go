package chatpage

import "encoding/json"

// patchView is what is new in one chat since the reader saw it last. The small parts always come whole; only the messages
// and the toasts are those the reader does not have.
type patchView struct {
	ID       int64         `json:"id"`
	Name     string        `json:"name"`
	Language string        `json:"language"`
	Zone     string        `json:"zone"`
	Blocked  bool          `json:"blocked"`
	Typing   bool          `json:"typing"`
	Keyboard keyboardView  `json:"keyboard"`
	Pending  []tapView     `json:"pending"`
	Commands []commandView `json:"commands"`
	Messages []messageView `json:"messages"` // new or changed, oldest first
	Gone     []int64       `json:"gone"`     // deleted
	Toasts   []toastView   `json:"toasts"`
}

// seen is what one reader has of one chat.
type seen struct {
	messages map[int64]string // by id, as JSON
	toasts   int
	rest     string
	typing   bool
}

// meet gives the whole chat to a new reader. Old toasts are over and stay away.
func meet(v chatView) (*seen, patchView) {
	s := &seen{messages: map[int64]string{}, toasts: len(v.Toasts)}
	p, _ := s.patch(v)
	return s, p
}

// patch gives what is new in v, and notes it as seen; ok is false when nothing is.
func (s *seen) patch(v chatView) (p patchView, ok bool) {
	p = patchView{
		ID: v.ID, Name: v.Name, Language: v.Language, Zone: v.Zone, Blocked: v.Blocked, Typing: v.Typing,
		Keyboard: v.Keyboard, Pending: filled(v.Pending), Commands: filled(v.Commands),
		Messages: []messageView{}, Gone: []int64{}, Toasts: []toastView{},
	}
	p.Keyboard.Rows = filled(p.Keyboard.Rows)
	rest := encode(p)
	s.news(&p, v)
	ok = rest != s.rest || len(p.Messages)+len(p.Gone)+len(p.Toasts) > 0
	s.rest, s.typing = rest, v.Typing
	return p, ok
}

// news fills in the messages and toasts this reader does not have.
func (s *seen) news(p *patchView, v chatView) {
	here := make(map[int64]bool, len(v.Messages))
	for _, m := range v.Messages {
		here[m.ID] = true
		if text := encode(m); s.messages[m.ID] != text {
			s.messages[m.ID] = text
			p.Messages = append(p.Messages, m)
		}
	}
	for id := range s.messages {
		if !here[id] {
			delete(s.messages, id)
			p.Gone = append(p.Gone, id)
		}
	}
	if s.toasts < len(v.Toasts) {
		p.Toasts = append(p.Toasts, v.Toasts[s.toasts:]...)
	}
	s.toasts = len(v.Toasts)
}

// filled keeps a nil slice from becoming null.
func filled[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// encode gives the JSON of a view; views hold nothing that JSON cannot say.
func encode(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(text)
}
