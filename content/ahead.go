package content

import (
	"context"
	"slices"
)

// Drawing ahead: pictures that will be wanted soon are drawn while nobody waits for one, so that they are there when they
// are. One at a time, and none while another is being drawn; who wants one meanwhile waits for the one in hand at most.

// mostAhead is how many pictures may wait to be drawn ahead. What finds no place is drawn when it is wanted.
const mostAhead = 256

// Ahead notes pictures that will be wanted soon; it does not wait for them. DrawAhead draws them.
func (g *Gallery) Ahead(looks ...Look) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, look := range looks {
		if !g.there[look] && len(g.ahead) < mostAhead && !slices.Contains(g.ahead, look) {
			g.ahead = append(g.ahead, look)
		}
	}
	select {
	case g.noted() <- struct{}{}:
	default: // it has been told
	}
}

// DrawAhead draws what Ahead notes, until ctx ends; after that nothing is written to the folder. Without a folder there is
// nowhere to keep it, and nothing is drawn.
func (g *Gallery) DrawAhead(ctx context.Context) {
	defer func() {
		g.mu.Lock()
		g.left = true
		g.mu.Unlock()
	}()
	for g.Folder != "" {
		look, ok := g.nextAhead(ctx)
		if !ok {
			return
		}
		d, err := g.Find(look)
		if err != nil {
			continue // whoever wants it is told
		}
		if g.stored(d.Name()) != nil {
			g.see(look)
			continue
		}
		_, _ = g.bytes(ctx, d)
	}
}

// mostThere bounds what is remembered: more than there are looks in two languages.
const mostThere = 4096

// see remembers that a picture is in the folder, so that thousands of reminders need not look for it.
func (g *Gallery) see(look Look) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.there == nil || len(g.there) >= mostThere {
		g.there = map[Look]bool{}
	}
	g.there[look] = true
}

// unsee is for when something was removed from the folder.
func (g *Gallery) unsee() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.there = nil
}

// nextAhead takes the first picture that was noted, when none is being drawn. It is false when ctx ends before.
func (g *Gallery) nextAhead(ctx context.Context) (Look, bool) {
	for ctx.Err() == nil {
		g.mu.Lock()
		var wait <-chan struct{} = g.noted()
		for _, m := range g.making {
			wait = m.done
		}
		if len(g.making) == 0 && len(g.ahead) > 0 {
			look := g.ahead[0]
			g.ahead = g.ahead[1:]
			g.mu.Unlock()
			return look, true
		}
		g.mu.Unlock()
		select {
		case <-wait:
		case <-ctx.Done():
		}
	}
	return Look{}, false
}

// noted rings when something has been noted. The caller has the lock.
func (g *Gallery) noted() chan struct{} {
	if g.stir == nil {
		g.stir = make(chan struct{}, 1)
	}
	return g.stir
}
