package figure

import (
	"bytes"
	"fmt"
	"image"
	"image/gif"
)

// reel collects the frames of a moving picture. Each frame after the first holds only the rectangle that changed, and
// in it what did not change is left open.
type reel struct {
	table  *table
	book   book
	seen   *image.RGBA     // the frame before as it was drawn
	wanted plate           // and its shades
	piece  plate           // the rectangle that is being packed
	drawn  image.Rectangle // where the picture differs from the one before
	exact  bool            // all that is shown is as near as a figure at rest has to be
	out    gif.GIF
}

// plate is a picture, or a rectangle of one, as the packer sees it, pixel by pixel.
type plate struct {
	want  []uint8 // the shade that is drawn
	shown []uint8 // the colour that the viewer sees, clear at first
	kind  []uint8 // which of the limits holds
}

// The kinds of pixels.
const (
	beside    = 1 // an edge
	untouched = 2 // drawn as it was in the frame before
)

// clear is the number of no colour: what stays as it was.
const clear = 0

func newReel(t *table) *reel { return &reel{table: t} }

// add appends a frame that is shown for a time in hundredths of a second, and tells how many bytes it takes. The picture
// is only read until add returns.
func (r *reel) add(im *image.RGBA, hundredths int, s slack) int {
	b := im.Rect
	if r.seen == nil {
		n := b.Dx() * b.Dy()
		r.seen, r.wanted = image.NewRGBA(b), plate{make([]uint8, n), make([]uint8, n), make([]uint8, n)}
		r.out.Config = image.Config{ColorModel: r.table.palette, Width: b.Dx(), Height: b.Dy()}
	}
	limits := r.table.limits(s)
	r.look(im)
	if !s.all || r.exact {
		b = r.drawn // all else is as it may be
	}
	r.exact = s.all
	b = r.changed(b, im.Rect.Dx(), limits)
	frame := image.NewPaletted(b, r.table.palette)
	r.piece.cut(&r.wanted, im.Rect.Dx(), b)
	bits := r.book.pack(r.table, frame.Pix, &r.piece, limits)
	for y := range b.Dy() {
		copy(r.wanted.shown[(y+b.Min.Y)*im.Rect.Dx()+b.Min.X:], r.piece.shown[y*b.Dx():(y+1)*b.Dx()])
	}
	r.out.Image = append(r.out.Image, frame)
	r.out.Delay = append(r.out.Delay, hundredths)
	r.out.Disposal = append(r.out.Disposal, gif.DisposalNone)
	const head, block = 20, 255 // bytes before the pixels, and in each piece of them
	size := (bits + 7) / 8
	return head + size + size/block
}

// cut takes a rectangle out of a plate of some width.
func (p *plate) cut(from *plate, wide int, b image.Rectangle) {
	p.want, p.shown, p.kind = p.want[:0], p.shown[:0], p.kind[:0]
	for y := b.Min.Y; y < b.Max.Y; y++ {
		i, j := y*wide+b.Min.X, y*wide+b.Max.X
		p.want, p.shown, p.kind = append(p.want, from.want[i:j]...), append(p.shown, from.shown[i:j]...), append(p.kind, from.kind[i:j]...)
	}
}

// look finds the shades of a picture where it differs from the one before, and the edges there.
func (r *reel) look(im *image.RGBA) {
	w, h := im.Rect.Dx(), im.Rect.Dy()
	for y := r.drawn.Min.Y; y < r.drawn.Max.Y; y++ {
		for i := y*w + r.drawn.Min.X; i < y*w+r.drawn.Max.X; i++ {
			r.wanted.kind[i] |= untouched
		}
	}
	found := image.Rectangle{}
	for y := range h {
		p, q := im.Pix[y*im.Stride:][:w*4], r.seen.Pix[y*r.seen.Stride:][:w*4]
		if bytes.Equal(p, q) {
			continue
		}
		from, to := 0, w
		for [4]byte(p[4*from:]) == [4]byte(q[4*from:]) {
			from++
		}
		for [4]byte(p[4*to-4:]) == [4]byte(q[4*to-4:]) {
			to--
		}
		want, kind := r.wanted.want[y*w:][:w], r.wanted.kind[y*w:][:w]
		for x := from; x < to; x++ {
			if c := [4]byte(p[4*x:]); c != [4]byte(q[4*x:]) {
				if s := r.table.shade(c[0], c[1], c[2]); s != want[x] {
					want[x] = s
					kind[x] &^= untouched
				}
			}
		}
		copy(q[4*from:4*to], p[4*from:4*to])
		found = found.Union(image.Rect(from, y, to, y+1))
	}
	r.drawn = found.Inset(-1).Intersect(im.Rect)
	r.mark(r.drawn.Intersect(image.Rect(1, 1, w-1, h-1)), w)
}

// mark finds the edges in a rectangle: where a pixel differs much from one beside, above or below it.
func (r *reel) mark(b image.Rectangle, wide int) {
	want := r.wanted.want
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for i := y*wide + b.Min.X; i < y*wide+b.Max.X; i++ {
			e := &r.table.edge[want[i]]
			now := e[want[i-1]] | e[want[i+1]] | e[want[i-wide]] | e[want[i+wide]]
			switch kind := r.wanted.kind[i]; kind {
			case beside | untouched:
				r.wanted.kind[i] = now | now<<1 // what an edge has left is as good as touched
			default:
				r.wanted.kind[i] = kind&untouched | now
			}
		}
	}
}

// changed is the smallest rectangle round what cannot stay as the viewer sees it; one pixel where all can.
func (r *reel) changed(within image.Rectangle, wide int, limits *limits) image.Rectangle {
	found := image.Rectangle{}
	p := &r.wanted
	for y := within.Min.Y; y < within.Max.Y; y++ {
		from, to := -1, 0
		for i := y*wide + within.Min.X; i < y*wide+within.Max.X; i++ {
			if !r.table.stays(p.want[i], p.shown[i], &limits[p.kind[i]]) {
				if from < 0 {
					from = i - y*wide
				}
				to = i - y*wide + 1
			}
		}
		if from >= 0 {
			found = found.Union(image.Rect(from, y, to, y+1))
		}
	}
	if found.Empty() {
		return image.Rect(0, 0, 1, 1)
	}
	return found
}

// encode gives the file; it plays for ever.
func (r *reel) encode() ([]byte, error) {
	var out bytes.Buffer
	if err := gif.EncodeAll(&out, &r.out); err != nil {
		return nil, fmt.Errorf("gif: %w", err)
	}
	return out.Bytes(), nil
}
