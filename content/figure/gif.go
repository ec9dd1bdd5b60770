package figure

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/gif"
)

// reel collects the frames of a moving picture. Each frame after the first holds only the rectangle that changed, and
// in it what did not change is left open.
type reel struct {
	table  *table
	before *image.RGBA
	out    gif.GIF
}

// clear is the colour of what stays as it was; the first of every palette.
const clear = 0

func newReel(t *table) *reel { return &reel{table: t} }

// add appends a frame that is shown for a time in hundredths of a second. The picture is only read until add returns.
func (r *reel) add(im *image.RGBA, hundredths int) {
	b := im.Bounds()
	var frame *image.Paletted
	if r.before == nil {
		frame = image.NewPaletted(b, r.table.palette)
		r.before = image.NewRGBA(b)
		r.out.Config = image.Config{ColorModel: r.table.palette, Width: b.Dx(), Height: b.Dy()}
		r.fill(frame, im, true)
	} else {
		frame = image.NewPaletted(r.changed(im), r.table.palette)
		r.fill(frame, im, false)
	}
	copy(r.before.Pix, im.Pix)
	r.out.Image = append(r.out.Image, frame)
	r.out.Delay = append(r.out.Delay, hundredths)
	r.out.Disposal = append(r.out.Disposal, gif.DisposalNone)
}

// changed is the smallest rectangle round what differs from the frame before; one pixel where nothing does.
func (r *reel) changed(im *image.RGBA) image.Rectangle {
	b := im.Bounds()
	row := b.Dx() * 4
	top, bottom := b.Dy(), -1
	left, right := b.Dx(), -1
	for y := range b.Dy() {
		p, q := im.Pix[y*im.Stride:y*im.Stride+row], r.before.Pix[y*r.before.Stride:y*r.before.Stride+row]
		if bytes.Equal(p, q) {
			continue
		}
		top, bottom = min(top, y), y
		x := 0
		for p[x] == q[x] {
			x++
		}
		left = min(left, x/4)
		x = row - 1
		for p[x] == q[x] {
			x--
		}
		right = max(right, x/4)
	}
	if bottom < 0 {
		return image.Rect(0, 0, 1, 1)
	}
	return image.Rect(left, top, right+1, bottom+1)
}

// fill finds the palette's colours for a rectangle of the picture.
func (r *reel) fill(frame *image.Paletted, im *image.RGBA, whole bool) {
	b := frame.Rect
	for y := b.Min.Y; y < b.Max.Y; y++ {
		from := im.Pix[im.PixOffset(b.Min.X, y):im.PixOffset(b.Max.X, y)]
		old := r.before.Pix[r.before.PixOffset(b.Min.X, y):]
		to := frame.Pix[frame.PixOffset(b.Min.X, y):]
		for x := 0; x < len(from); x += 4 {
			c := r.table.index(from[x], from[x+1], from[x+2])
			if !whole && c == r.table.index(old[x], old[x+1], old[x+2]) {
				c = clear
			}
			to[x/4] = c
		}
	}
}

// encode gives the file; it plays for ever.
func (r *reel) encode() ([]byte, error) {
	var out bytes.Buffer
	if err := gif.EncodeAll(&out, &r.out); err != nil {
		return nil, fmt.Errorf("gif: %w", err)
	}
	return out.Bytes(), nil
}

// table finds the nearest colour of a palette and remembers what it has found.
type table struct {
	palette color.Palette
	near    []uint8 // by 6 bits of each part; 0: not looked for yet
}

const tableBits = 6

// newTable makes a table of at most 255 colours, besides the one that is clear.
func newTable(colours []color.RGBA) *table {
	t := &table{palette: color.Palette{color.RGBA{}}, near: make([]uint8, 1<<(3*tableBits))}
	for _, c := range colours {
		if len(t.palette) < 256 {
			t.palette = append(t.palette, c)
		}
	}
	return t
}

// index of the nearest colour. Colours that share their upper bits share their answer, which is found for the middle
// of what they share, so that it does not depend on which came first.
func (t *table) index(r, g, b uint8) uint8 {
	const low = 8 - tableBits
	key := int(r>>low)<<(2*tableBits) | int(g>>low)<<tableBits | int(b>>low)
	if c := t.near[key]; c != clear {
		return c
	}
	middle := func(v uint8) int { return int(v>>low)<<low | 1<<(low-1) }
	best, least := 1, 1<<30
	for i, c := range t.palette[1:] {
		p := c.(color.RGBA)
		dr, dg, db := middle(r)-int(p.R), middle(g)-int(p.G), middle(b)-int(p.B)
		if d := 3*dr*dr + 6*dg*dg + 2*db*db; d < least {
			best, least = i+1, d
		}
	}
	t.near[key] = uint8(best)
	return uint8(best)
}
