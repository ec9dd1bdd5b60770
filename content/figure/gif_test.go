package figure

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"testing"
)

// What the viewer sees after each frame is what was drawn, as near as the palette has it.
func TestReelShowsWhatWasDrawn(t *testing.T) {
	r := newReel(newTable(colours(), nil))
	im := image.NewRGBA(image.Rect(0, 0, 60, 40))
	p := newPen(im)
	var drawn []*image.RGBA
	for i := range 5 {
		p.fill([]at{{0, 0}, {60, 0}, {60, 40}, {0, 40}}, paper)
		p.fill(circle(at{float64(10 + 8*i), 20}, 8), accent)
		r.add(im, 8, resting)
		copied := *im
		copied.Pix = bytes.Clone(im.Pix)
		drawn = append(drawn, &copied)
	}
	data, err := r.encode()
	if err != nil {
		t.Fatal(err)
	}
	film, err := gif.DecodeAll(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	screen := image.NewRGBA(im.Rect)
	for n, frame := range film.Image {
		for y := frame.Rect.Min.Y; y < frame.Rect.Max.Y; y++ {
			for x := frame.Rect.Min.X; x < frame.Rect.Max.X; x++ {
				if c := color.RGBAModel.Convert(frame.At(x, y)).(color.RGBA); c.A != 0 {
					screen.SetRGBA(x, y, c)
				}
			}
		}
		for y := range 40 {
			for x := range 60 {
				if got, want := screen.RGBAAt(x, y), drawn[n].RGBAAt(x, y); apart(got, want) > 9000 {
					t.Fatalf("frame %d: %d,%d is %v, drawn was %v", n, x, y, got, want)
				}
			}
		}
	}
}

func TestStillFramesCostNextToNothing(t *testing.T) {
	r := newReel(newTable(colours(), nil))
	im := image.NewRGBA(image.Rect(0, 0, 480, 600))
	newPen(im).fill(circle(at{200, 200}, 90), ink)
	r.add(im, 8, rough)
	if cost := r.add(im, 8, rough); cost > 40 {
		t.Errorf("%d bytes for nothing", cost)
	}
}

// The palette has its marks exactly, and room for what is clear.
func TestPaletteHasTheMarks(t *testing.T) {
	all := colours()
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
