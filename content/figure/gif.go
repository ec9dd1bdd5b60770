package figure

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"slices"
)

// reel collects the frames of a moving picture. Each frame after the first holds only the rectangle that changed, and
// in it what did not change is left open.
type reel struct {
	table *table
	seen  *image.RGBA // the frame before as it was drawn
	shown []uint8     // and as the viewer sees it, by number of the colour
	out   gif.GIF
}

// clear is the number of no colour: what stays as it was.
const clear = 0

// near is how far a colour may be from the one that is shown already to be left as it is while things move, and beside
// how far from its neighbour to the left to be taken for that. A level or two of a shade, which hardly anybody sees in
// motion, make a third of the bytes.
const (
	near    = 1600
	beside  = 0
	resting = 600
)

func newReel(t *table) *reel { return &reel{table: t} }

// add appends a frame that is shown for a time in hundredths of a second. The picture is only read until add returns.
// At rest the colours are nearer than in motion: the eye has time. The result is how many bytes the frame takes.
func (r *reel) add(im *image.RGBA, hundredths int, rest bool) float64 {
	b := im.Bounds()
	if r.seen == nil {
		r.seen, r.shown = image.NewRGBA(b), make([]uint8, b.Dx()*b.Dy())
		r.out.Config = image.Config{ColorModel: r.table.palette, Width: b.Dx(), Height: b.Dy()}
		rest = true
	} else if !rest {
		b = r.changed(im)
	}
	frame := image.NewPaletted(b, r.table.palette)
	slack := near
	if rest {
		slack = resting
	}
	r.fill(frame, im, slack)
	copy(r.seen.Pix, im.Pix)
	frame = trim(frame)
	r.out.Image = append(r.out.Image, frame)
	r.out.Delay = append(r.out.Delay, hundredths)
	r.out.Disposal = append(r.out.Disposal, gif.DisposalNone)
	return weigh(frame)
}

// changed is the smallest rectangle round what differs from the frame before; one pixel where nothing does.
func (r *reel) changed(im *image.RGBA) image.Rectangle {
	b := im.Bounds()
	found := image.Rectangle{}
	for y := range b.Dy() {
		p, q := im.Pix[y*im.Stride:][:b.Dx()*4], r.seen.Pix[y*r.seen.Stride:][:b.Dx()*4]
		if bytes.Equal(p, q) {
			continue
		}
		from, to := 0, len(p)-1
		for p[from] == q[from] {
			from++
		}
		for p[to] == q[to] {
			to--
		}
		found = found.Union(image.Rect(from/4, y, to/4+1, y+1))
	}
	if found.Empty() {
		return image.Rect(0, 0, 1, 1)
	}
	return found
}

// fill finds the colours of a frame.
func (r *reel) fill(frame *image.Paletted, im *image.RGBA, slack int) {
	b, wide := frame.Rect, im.Rect.Dx()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		from := im.Pix[im.PixOffset(b.Min.X, y):im.PixOffset(b.Max.X, y)]
		shown := r.shown[y*wide+b.Min.X:]
		to := frame.Pix[frame.PixOffset(b.Min.X, y):]
		left := uint8(clear)
		for x := range len(from) / 4 {
			c := r.table.index(from[4*x], from[4*x+1], from[4*x+2])
			slack := slack
			if r.table.flat[c] {
				slack = 0
			}
			switch far := &r.table.far[c]; {
			case shown[x] != clear && int(far[shown[x]]) <= slack:
				to[x] = clear
				continue
			case slack > 0 && left != clear && int(far[left]) <= beside:
				c = left
			}
			to[x], shown[x], left = c, c, c
		}
	}
}

// trim cuts off what is clear all round.
func trim(frame *image.Paletted) *image.Paletted {
	found := image.Rectangle{}
	for y := frame.Rect.Min.Y; y < frame.Rect.Max.Y; y++ {
		row := frame.Pix[frame.PixOffset(frame.Rect.Min.X, y):][:frame.Rect.Dx()]
		from, to := 0, len(row)
		for from < to && row[from] == clear {
			from++
		}
		for from < to && row[to-1] == clear {
			to--
		}
		if from < to {
			found = found.Union(image.Rect(frame.Rect.Min.X+from, y, frame.Rect.Min.X+to, y+1))
		}
	}
	if found.Empty() {
		found = image.Rectangle{frame.Rect.Min, frame.Rect.Min.Add(image.Pt(1, 1))}
	}
	return frame.SubImage(found).(*image.Paletted)
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
	found   []uint8          // by 6 bits of each part; clear: not looked for yet
	far     [256][256]uint16 // how far two colours are from each other, at most 65535
	flat    [256]bool        // the colours of large even areas, on which any trace would show
}

const tableBits = 6

// newTable makes a table of at most 255 colours, besides the one that is clear.
func newTable(colours []color.RGBA) *table {
	t := &table{palette: color.Palette{color.RGBA{}}, found: make([]uint8, 1<<(3*tableBits))}
	for _, c := range colours {
		if len(t.palette) < 256 && !slices.Contains(t.palette, color.Color(c)) {
			t.palette = append(t.palette, c)
		}
	}
	for i, c := range t.palette {
		t.flat[i] = slices.Contains(grounds, c.(color.RGBA))
		for j, d := range t.palette {
			t.far[i][j] = uint16(min(apart(c.(color.RGBA), d.(color.RGBA)), 65535))
		}
	}
	return t
}

// distance weighs the parts of a difference as the eye does.
func distance(r, g, b int) int { return 3*r*r + 6*g*g + 2*b*b }

// index of the nearest colour. Colours that share their upper bits share their answer, which is found for the middle
// of what they share, so that it does not depend on which came first.
func (t *table) index(r, g, b uint8) uint8 {
	const low = 8 - tableBits
	key := int(r>>low)<<(2*tableBits) | int(g>>low)<<tableBits | int(b>>low)
	if c := t.found[key]; c != clear {
		return c
	}
	middle := func(v uint8) int { return int(v>>low)<<low | 1<<(low-1) }
	best, least := 1, 1<<30
	for i, c := range t.palette[1:] {
		p := c.(color.RGBA)
		if d := distance(middle(r)-int(p.R), middle(g)-int(p.G), middle(b)-int(p.B)); d < least {
			best, least = i+1, d
		}
	}
	t.found[key] = uint8(best)
	return uint8(best)
}
