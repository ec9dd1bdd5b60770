package chatpage

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/gif"
	"image/png"
	"mime"
	"path"
	"sync"
	"testing"
	"time"
)

// room is a chats of its own, without a bot: a test says what happens in it. It shows that the page promises what it
// promises for any server behind it.
type room struct {
	mu      sync.Mutex
	members []memberView
	views   map[int64]*chatView
	bells   map[int64]map[chan struct{}]struct{}
	files   map[string][]byte
	did     []string // what members did, in order
	err     error    // what every act gives
	left    chan int // gets how many bells are left in a chat when one is taken away
}

func newRoom() *room {
	return &room{views: map[int64]*chatView{}, bells: map[int64]map[chan struct{}]struct{}{}, files: map[string][]byte{}, left: make(chan int, 16)}
}

// change does something to a chat and rings its bells.
func (r *room) change(id int64, do func(*chatView)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	do(r.views[id])
	for bell := range r.bells[id] {
		select {
		case bell <- struct{}{}:
		default:
		}
	}
}

func (r *room) note(id int64, act string) error {
	if r.err != nil {
		return r.err
	}
	r.change(id, func(*chatView) { r.did = append(r.did, act) })
	return nil
}

func (r *room) acts() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]string(nil), r.did...)
}

func (r *room) Join(id int64, name, language string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.members = append(r.members, memberView{id, name, language})
	r.views[id] = &chatView{ID: id, Name: name, Language: language}
	r.bells[id] = map[chan struct{}]struct{}{}
}

func (r *room) Members() []memberView {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]memberView(nil), r.members...)
}

func (r *room) View(id int64) (chatView, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	v, ok := r.views[id]
	if !ok {
		return chatView{}, false
	}
	out := *v
	out.Messages = append([]messageView(nil), v.Messages...)
	return out, true
}

func (r *room) Subscribe(id int64) (<-chan struct{}, func()) {
	bell := make(chan struct{}, 1)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.bells[id][bell] = struct{}{}
	return bell, func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		delete(r.bells[id], bell)
		r.left <- len(r.bells[id])
	}
}

func (r *room) Send(id int64, text string) error          { return r.note(id, "send "+text) }
func (r *room) Tap(id, _ int64, data string) error        { return r.note(id, "tap "+data) }
func (r *room) SendLocation(id int64, _, _ float64) error { return r.note(id, "location") }
func (r *room) SendMedia(id int64, kind string) error     { return r.note(id, "media "+kind) }
func (r *room) Block(id int64, on bool) error {
	return r.note(id, map[bool]string{true: "block", false: "unblock"}[on])
}
func (r *room) File(id string) ([]byte, string, string, bool) {
	b, ok := r.files[id]
	return b, id, mime.TypeByExtension(path.Ext(id)), ok
}

// watch is a Clock that stands still until it is moved; next is the promised moment, zero for none.
type watch struct {
	mu    sync.Mutex
	now   time.Time
	next  time.Time
	moved []string
	idle  func(context.Context) error
}

func newWatch() *watch { return &watch{now: time.Date(2026, 3, 2, 18, 0, 0, 0, time.UTC)} }

func (w *watch) Now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

func (w *watch) Advance(_ context.Context, by string) (time.Time, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.moved = append(w.moved, by)
	switch {
	case by == "next" && w.next.IsZero():
		return w.now, ErrNothingDue
	case by == "next":
		w.now, w.next = w.next, time.Time{}
		return w.now, nil
	}
	if d, err := time.ParseDuration(by); err == nil {
		w.now = w.now.Add(d)
		return w.now, nil
	}
	t, err := time.Parse(time.RFC3339, by)
	if err == nil {
		w.now = t
	}
	return w.now, err
}

func (w *watch) Idle(ctx context.Context) error {
	if w.idle == nil {
		return nil
	}
	return w.idle(ctx)
}

// drawing gives a PNG of a hill.
func drawing(tb testing.TB) []byte {
	tb.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, hill(0)); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

// film gives a GIF of a moving hill.
func film(tb testing.TB) []byte {
	tb.Helper()
	var out bytes.Buffer
	var g gif.GIF
	for i := range 6 {
		g.Image, g.Delay = append(g.Image, hill(i*10)), append(g.Delay, 20)
	}
	if err := gif.EncodeAll(&out, &g); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

func hill(shift int) *image.Paletted {
	img := image.NewPaletted(image.Rect(0, 0, 320, 200), color.Palette{
		color.RGBA{0xea, 0xf4, 0xf0, 0xff}, color.RGBA{0x0b, 0x69, 0x57, 0xff}, color.RGBA{0x9f, 0xe5, 0xd0, 0xff},
	})
	for x := range 320 {
		d := x - 160 - shift
		for y := max(0, 60+d*d/200); y < 200; y++ {
			img.SetColorIndex(x, y, uint8(1+(y/24)%2))
		}
	}
	return img
}
