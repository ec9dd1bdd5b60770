package chatpage

import "sync"

// rung remembers which chats changed while the reader was busy: many changes become one look.
type rung struct {
	mu   sync.Mutex
	ids  map[int64]struct{}
	bell chan struct{}
}

func newRung() *rung { return &rung{ids: map[int64]struct{}{}, bell: make(chan struct{}, 1)} }

func (r *rung) mark(id int64) {
	r.mu.Lock()
	r.ids[id] = struct{}{}
	r.mu.Unlock()
	select {
	case r.bell <- struct{}{}:
	default: // it rings already
	}
}

func (r *rung) take() []int64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	ids := make([]int64, 0, len(r.ids))
	for id := range r.ids {
		ids = append(ids, id)
	}
	clear(r.ids)
	return ids
}
