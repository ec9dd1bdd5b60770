package main

import (
	"maps"
	"sync"
	"time"
)

// returns are the members who came back lately: what was sent to them before says nothing about what is sent now.
type returns struct {
	mu sync.Mutex
	at map[int64]time.Time
}

// longestCall is longer than any call takes.
const longestCall = 5 * time.Minute

// note keeps that a member has come back.
func (r *returns) note(chat int64, now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.at == nil {
		r.at = map[int64]time.Time{}
	}
	maps.DeleteFunc(r.at, func(_ int64, at time.Time) bool { return now.Sub(at).Abs() > longestCall })
	r.at[chat] = now
}

// since tells whether a member has come back since an instant.
func (r *returns) since(chat int64, left time.Time) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	at, back := r.at[chat]
	return back && !at.Before(left)
}
