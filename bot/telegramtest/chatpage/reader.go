package chatpage

import (
	"fmt"
	"net/http"
	"sync"
	"time"
)

// reader is one open stream.
type reader struct {
	page  *page
	w     http.ResponseWriter
	out   *http.ResponseController
	only  int64 // the one chat it reads; 0: all
	chats map[int64]*seen
	stops map[int64]func()
	rung  *rung
	now   time.Time
}

// sync sends everything. The subscription comes before the look, so nothing falls between them.
func (s *reader) sync() error {
	patches := []patchView{}
	for _, id := range s.newcomers() {
		s.follow(id)
		if v, ok := s.page.view(id); ok {
			var p patchView
			s.chats[id], p = meet(v)
			patches = append(patches, p)
		}
	}
	clock := s.page.clockView()
	s.now = clock.Now.Truncate(time.Second)
	if _, err := fmt.Fprint(s.w, "retry: 1000\n"); err != nil {
		return err
	}
	return s.send("sync", map[string]any{"chats": patches, "clock": clock})
}

// newcomers lists the members whose chats the reader should have and has not.
func (s *reader) newcomers() []int64 {
	var ids []int64
	for _, m := range s.page.chats.Members() {
		if _, has := s.stops[m.ID]; !has && (s.only == 0 || s.only == m.ID) {
			ids = append(ids, m.ID)
		}
	}
	return ids
}

// follow listens to a chat until the reader leaves.
func (s *reader) follow(id int64) {
	changed, stop := s.page.chats.Subscribe(id)
	gone := make(chan struct{})
	s.stops[id] = sync.OnceFunc(func() { close(gone); stop() })
	go func() {
		for {
			select {
			case <-gone:
				return
			case _, open := <-changed:
				if !open {
					return
				}
				s.rung.mark(id)
			}
		}
	}()
}

func (s *reader) leave() {
	for _, stop := range s.stops {
		stop()
	}
}

// join sends the chats of new members, and looks at all others: their place may have changed.
func (s *reader) join() error {
	for _, id := range s.newcomers() {
		s.follow(id)
		v, ok := s.page.view(id)
		if !ok {
			continue
		}
		var p patchView
		s.chats[id], p = meet(v)
		if err := s.send("join", p); err != nil {
			return err
		}
	}
	for id := range s.chats {
		if err := s.change(id); err != nil {
			return err
		}
	}
	return nil
}

func (s *reader) changes() error {
	for _, id := range s.rung.take() {
		if err := s.change(id); err != nil {
			return err
		}
	}
	return nil
}

func (s *reader) change(id int64) error {
	seen, ok := s.chats[id]
	if !ok {
		return nil
	}
	v, ok := s.page.view(id)
	if !ok {
		return nil
	}
	if p, news := seen.patch(v); news {
		return s.send("chat", p)
	}
	return nil
}

// beat sends the time when it moved, ends what ends without a bell, and finds members who joined behind the page's back.
func (s *reader) beat() error {
	if len(s.newcomers()) > 0 {
		if err := s.join(); err != nil {
			return err
		}
	}
	for id, seen := range s.chats {
		if !seen.typing {
			continue
		}
		if err := s.change(id); err != nil {
			return err
		}
	}
	clock := s.page.clockView()
	if now := clock.Now.Truncate(time.Second); !now.Equal(s.now) {
		s.now = now
		return s.send("clock", clock)
	}
	if _, err := fmt.Fprint(s.w, ":\n\n"); err != nil { // so that both sides notice a dead connection
		return err
	}
	return s.out.Flush()
}

func (s *reader) send(event string, v any) error {
	if _, err := fmt.Fprintf(s.w, "event: %s\ndata: %s\n\n", event, encode(v)); err != nil {
		return err
	}
	return s.out.Flush()
}
