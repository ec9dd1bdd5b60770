package chatpage

import (
	"net/http"
	"time"
)

// beat is how often a stream looks at the clock and at what ends by itself (typing), in real time.
const beat = time.Second

// allEvents streams every chat over one connection: a browser opens six to a host, and a page with seven phones needs one
// more for what is typed.
func (p *page) allEvents(w http.ResponseWriter, r *http.Request) { p.stream(w, r, 0) }

func (p *page) chatEvents(w http.ResponseWriter, r *http.Request) {
	if id, ok := p.chatID(w, r); ok {
		p.stream(w, r, id)
	}
}

// stream is one reader. It sends the event "sync" with everything, then what changes, until the reader goes away.
func (p *page) stream(w http.ResponseWriter, r *http.Request, only int64) {
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	out := http.NewResponseController(w)
	_ = out.SetWriteDeadline(time.Time{}) // a stream outlives the server's time for an answer; not every writer can

	s := &reader{page: p, w: w, out: out, only: only, chats: map[int64]*seen{}, stops: map[int64]func(){}, rung: newRung()}
	defer s.leave()
	joined, stop := p.crowd.subscribe()
	defer stop()
	if s.sync() != nil {
		return
	}
	tick := time.NewTicker(beat)
	defer tick.Stop()
	for {
		var err error
		select {
		case <-r.Context().Done():
			return
		case <-joined:
			err = s.join()
		case <-s.rung.bell:
			err = s.changes()
		case <-tick.C:
			err = s.beat()
		}
		if err != nil {
			return
		}
	}
}

// view is the chat with what only the page knows.
func (p *page) view(id int64) (chatView, bool) {
	v, ok := p.chats.View(id)
	v.Zone = p.crowd.zone(id)
	return v, ok
}
