package telegramtest

import "sync"

// office tells subscribers that a chat changed.
type office struct {
	mu   sync.Mutex
	next int
	subs map[int64]map[int]chan struct{}
}

// Subscribe returns a channel that gets a value after each change of a chat: a message, an edit, a deletion, a
// tap, a toast, a typing sign, a keyboard. Changes that happen before the value is read are one value. Chat 0 is
// every chat. cancel ends it.
func (s *Server) Subscribe(chat int64) (changed <-chan struct{}, cancel func()) {
	o := &s.post
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.subs == nil {
		o.subs = map[int64]map[int]chan struct{}{}
	}
	if o.subs[chat] == nil {
		o.subs[chat] = map[int]chan struct{}{}
	}
	o.next++
	id, bell := o.next, make(chan struct{}, 1)
	o.subs[chat][id] = bell
	return bell, func() {
		o.mu.Lock()
		defer o.mu.Unlock()
		delete(o.subs[chat], id)
		if len(o.subs[chat]) == 0 {
			delete(o.subs, chat)
		}
	}
}

// Changes is Subscribe for every chat.
func (s *Server) Changes() (changed <-chan struct{}, cancel func()) { return s.Subscribe(0) }

// changed wakes whoever watches the chat.
func (o *office) changed(chat int64) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.subs) == 0 {
		return
	}
	ring(o.subs[chat])
	ring(o.subs[0])
}

func ring(bells map[int]chan struct{}) {
	for _, bell := range bells {
		select {
		case bell <- struct{}{}:
		default: // it has one waiting
		}
	}
}
