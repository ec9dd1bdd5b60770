package figure

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"math"
	"slices"
	"testing"

	"medius/content/figure/paint"
)

// play gives what the viewer of a film sees after each frame.
func play(t *testing.T, data []byte) []*image.RGBA {
	t.Helper()
	film, err := gif.DecodeAll(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	screen := image.NewRGBA(film.Image[0].Rect)
	var seen []*image.RGBA
	for _, frame := range film.Image {
		draw.Draw(screen, frame.Rect, frame, frame.Rect.Min, draw.Over)
		copied := *screen
		copied.Pix = bytes.Clone(screen.Pix)
		seen = append(seen, &copied)
	}
	return seen
}

// roll shoots a ball that crosses the picture, and gives the film and what was drawn; after the last frame the ball rests.
func roll(t *testing.T, moving slack) (data []byte, drawn []*image.RGBA, bytes int) {
	t.Helper()
	r := newReel(newTable(colours(smooth), paint.Palette()))
	im := image.NewRGBA(image.Rect(0, 0, 120, 60))
	p := newPen(im)
	const frames = 9
	for i := range frames {
		p.fill([]at{{0, 0}, {120, 0}, {120, 60}, {0, 60}}, paint.Paper)
		p.fill([]at{{0, 50}, {120, 50}, {120, 60}, {0, 60}}, shelf)
		middle := at{float64(20 + 9*min(i, frames-2)), 30}
		for ring := range 6 { // shaded as a limb is
			p.fill(circle(middle, 18-3*float64(ring)), mix(accent, paper, 40*ring))
		}
		s := moving
		if i == 0 || i == frames-1 {
			s = resting
		}
		bytes += r.add(im, 8, s)
		copied := *im
		copied.Pix = slices.Clone(im.Pix)
		drawn = append(drawn, &copied)
	}
	data, err := r.encode()
	if err != nil {
		t.Fatal(err)
	}
	return data, drawn, bytes
}

func pixel(im *image.RGBA, i int) color.RGBA {
	return color.RGBA{im.Pix[i], im.Pix[i+1], im.Pix[i+2], im.Pix[i+3]}
}

// What the viewer sees after each frame is what was drawn, as near as the palette has it; when bytes are short it may be
// further off, but only as long as things move, and never on even ground, where a trace would stay behind.
func TestReelShowsWhatWasDrawn(t *testing.T) {
	for _, moving := range []slack{resting, gentle, rough} {
		data, drawn, _ := roll(t, moving)
		for n, seen := range play(t, data) {
			limit := 30000
			if n == 0 || n == len(drawn)-1 || moving == resting {
				limit = 9000
			}
			for i := 0; i < len(seen.Pix); i += 4 {
				got, want := pixel(seen, i), pixel(drawn[n], i)
				if d := apart(got, want); d > limit {
					t.Fatalf("%v: frame %d: pixel %d is %v, drawn was %v", moving, n, i/4, got, want)
				}
			}
		}
	}
}

func TestStillFramesCostNextToNothing(t *testing.T) {
	r := newReel(newTable(colours(smooth), nil))
	im := image.NewRGBA(image.Rect(0, 0, 480, 600))
	newPen(im).fill(circle(at{200, 200}, 90), ink)
	r.add(im, 8, rough)
	if cost := r.add(im, 8, rough); cost > 40 {
		t.Errorf("%d bytes for nothing", cost)
	}
}

// On even ground away from the ball nothing stays behind, however short the bytes are.
func TestNoTraceOnEvenGround(t *testing.T) {
	data, drawn, _ := roll(t, rough)
	for n, seen := range play(t, data) {
		for y := range 60 {
			for x := range 120 {
				middle := 20 + 9*min(n, len(drawn)-2)
				if math.Hypot(float64(x-middle), float64(y-30)) < 21 || y > 47 && y < 52 {
					continue
				}
				if got, want := seen.RGBAAt(x, y), drawn[n].RGBAAt(x, y); got != want {
					t.Fatalf("frame %d: %d,%d is %v, drawn was %v", n, x, y, got, want)
				}
			}
		}
	}
}

// The pace of a film relies on the sizes that the packer tells, and short bytes on a rougher figure taking fewer.
func TestPackerTellsTheSize(t *testing.T) {
	sizes := map[slack]int{}
	for _, moving := range []slack{resting, gentle, rough} {
		data, _, told := roll(t, moving)
		const head = 13 + 3*256 + 19 + 1 // header, palette, loop, end
		if d := len(data) - head - told; d < -20 || d > 20 {
			t.Errorf("%v: the packer told %d bytes, the file has %d", moving, told, len(data)-head)
		}
		sizes[moving] = told
	}
	if sizes[rough] >= sizes[gentle] {
		t.Errorf("rougher is not smaller: %v", sizes)
	}
}

// The palette has its marks exactly, and room for what is clear.
func TestPaletteHasTheMarks(t *testing.T) {
	all := colours(smooth)
	if len(all) > 255 {
		t.Errorf("%d colours", len(all))
	}
	table := newTable(all, nil)
	for _, c := range append(inks, grounds...) {
		got := table.shades[table.shade(c.R, c.G, c.B)]
		if apart(got, c) > 60 {
			t.Errorf("%v is shown as %v", c, got)
		}
	}
}
