package bot

import (
	"context"
	"sync"
	"time"

	"medius/coach"
	"medius/coach/dialog"
)

// Floodgate keeps one chat from taking the time of all others. What it knows is kept in memory: after a restart everybody is
// quiet.
type Floodgate struct {
	PerMinute int // updates of one chat that are answered; 0: all
	Now       func() time.Time
	// Urgent are events that are answered whatever came before.
	Urgent func(dialog.Event) bool
	// Over hears of a chat of which nothing is answered for a while, Held of each update that is dropped; nil: nobody does.
	Over func(ctx context.Context, chat int64)
	Held func()

	mu    sync.Mutex
	chats map[int64]*coach.Flow
	swept time.Time
}

// weigh decides about one event of a chat. A nil gate is always open.
func (g *Floodgate) weigh(ctx context.Context, chat int64, ev dialog.Event) coach.Taken {
	if g == nil || g.PerMinute <= 0 {
		return coach.Answered
	}
	taken := g.take(chat, ev.When)
	switch {
	case taken == coach.Answered:
		return taken
	case g.Urgent(ev):
		return coach.Answered
	case taken == coach.Warned && g.Over != nil:
		g.Over(ctx, chat)
	case taken == coach.Dropped && g.Held != nil:
		g.Held()
	}
	return taken
}

// take counts one update, by when it was written: what has gathered over a night in which nobody answered is no flood.
func (g *Floodgate) take(chat int64, written time.Time) coach.Taken {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.Now()
	if now.Sub(g.swept) > time.Minute {
		for id, f := range g.chats {
			if f.Calm(now) {
				delete(g.chats, id)
			}
		}
		g.swept = now
	}
	if g.chats == nil {
		g.chats = map[int64]*coach.Flow{}
	}
	f := g.chats[chat]
	if f == nil {
		f = &coach.Flow{}
		g.chats[chat] = f
	}
	if !written.IsZero() && written.Before(now) {
		now = written
	}
	return f.Take(now, g.PerMinute)
}
