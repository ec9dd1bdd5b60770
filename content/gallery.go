package content

import (
	"context"
	"fmt"
	"log/slog"
	"sync"

	"medius/coach"
	"medius/content/figure"
)

// Look says which picture of an exercise is wanted.
type Look struct {
	Exercise string
	View     figure.Kind // Moving is a GIF, the others are PNGs
	Number   int         // Step: 1 = start, then each phase, last = end; Wrong: 1..n
	Side     coach.Side  // the sore side; "" when both are
	Full     bool        // beyond level, where the exercise has such a form
	Build    coach.Build // "" is coach.Woman
	Language string      // of the labels
}

// Drawing is a picture that has a name but need not be drawn yet.
type Drawing struct {
	Hash          string // hexadecimal, over everything that goes into the picture
	Moving        bool   // a GIF; else a PNG
	Width, Height int    // pixels
	Seconds       int    // of one round, when Moving
	Draw          func() ([]byte, error)
}

// Name is the name of its file.
func (d Drawing) Name() string {
	if d.Moving {
		return d.Hash + ".gif"
	}
	return d.Hash + ".png"
}

// Gallery draws each picture once and keeps it on disk. It is safe for concurrent use; its fields do not change after the
// first call.
type Gallery struct {
	// Find gives the drawing of a look, quickly; that of Library.Drawings does.
	Find func(Look) (Drawing, error)
	// Folder is where pictures are kept, "" for nowhere; it is made when it is missing, but not the one it lies in. One that
	// cannot be written is no error: the pictures are drawn again and again then.
	Folder string
	// Most is how many bytes are kept; beyond that the oldest go. 0 is DefaultMost.
	Most int64
	Log  *slog.Logger // nil: silent

	mu      sync.Mutex    // guards all below
	drawing chan struct{} // held while drawing: one picture at a time, a small computer has other things to do
	making  map[string]*making
	ahead   []Look        // to be drawn when nobody waits for a picture
	there   map[Look]bool // were seen in the folder, where nothing was removed since
	stir    chan struct{} // rings when ahead has grown
	left    bool          // nobody wants anything any more; what is still being drawn is not kept
	warned  bool
}

// DefaultMost holds every moving picture in two languages with room to spare.
const DefaultMost = 256 << 20

// making is a picture that is being drawn.
type making struct {
	done chan struct{}
	data []byte
	err  error
}

// Picture finds a picture and what its bytes are got with. The bytes take a while the first time; when ctx ends before
// they are there, they are made all the same, for the next one who asks.
func (g *Gallery) Picture(look Look) (Drawing, func(ctx context.Context) ([]byte, error), error) {
	d, err := g.Find(look)
	if err != nil {
		return Drawing{}, nil, fmt.Errorf("%s: %w", look.Exercise, err)
	}
	return d, func(ctx context.Context) ([]byte, error) { return g.bytes(ctx, d) }, nil
}

func (g *Gallery) bytes(ctx context.Context, d Drawing) ([]byte, error) {
	if data := g.stored(d.Name()); data != nil {
		return data, nil
	}
	m := g.begin(d)
	select {
	case <-m.done:
		return m.data, m.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// begin has a picture drawn, unless that is under way already.
func (g *Gallery) begin(d Drawing) *making {
	g.mu.Lock()
	defer g.mu.Unlock()
	if m := g.making[d.Name()]; m != nil {
		return m
	}
	m := &making{done: make(chan struct{})}
	if g.making == nil {
		g.making = map[string]*making{}
	}
	g.making[d.Name()] = m
	go g.finish(d, m)
	return m
}

func (g *Gallery) finish(d Drawing, m *making) {
	defer func() {
		g.mu.Lock()
		delete(g.making, d.Name())
		g.mu.Unlock()
		close(m.done)
	}()
	defer g.alone()()
	if m.data, m.err = draw(d); m.err == nil {
		g.store(d.Name(), m.data)
	}
}

// alone waits until no picture is being drawn, and keeps it so until it is let go.
func (g *Gallery) alone() (letGo func()) {
	g.mu.Lock()
	if g.drawing == nil {
		g.drawing = make(chan struct{}, 1)
	}
	g.mu.Unlock()
	g.drawing <- struct{}{}
	return func() { <-g.drawing }
}

// draw survives a defect in a scene: a missing picture must not stop the coach.
func draw(d Drawing) (data []byte, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			data, err = nil, fmt.Errorf("draw %s: %v", d.Name(), cause)
		}
	}()
	data, err = d.Draw()
	if err == nil && !whole(data) {
		return nil, fmt.Errorf("draw %s: no picture came out", d.Name())
	}
	return data, err
}
