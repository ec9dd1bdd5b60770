package figure

import (
	"image"
	"image/color"
)

// Tile is one picture of a contact sheet and what stands below it.
type Tile struct {
	Name    string
	Picture image.Image
}

// Sheet puts pictures on one page, in rows, each shrunk to the width.
func Sheet(tiles []Tile, columns, width int) Picture {
	const gap, line = 10, 26
	high := 0
	for _, t := range tiles {
		b := t.Picture.Bounds()
		high = max(high, b.Dy()*width/b.Dx())
	}
	rows := (len(tiles) + columns - 1) / columns
	out := image.NewRGBA(image.Rect(0, 0, gap+columns*(width+gap), gap+rows*(high+line+gap)))
	p := newPen(out)
	p.fill([]at{{0, 0}, {float64(out.Rect.Dx()), 0}, {float64(out.Rect.Dx()), float64(out.Rect.Dy())}, {0, float64(out.Rect.Dy())}}, paper)
	for i, t := range tiles {
		x, y := gap+i%columns*(width+gap), gap+i/columns*(high+line+gap)
		b := t.Picture.Bounds()
		shrink(out, image.Rect(x, y, x+width, y+b.Dy()*width/b.Dx()), t.Picture)
		l := letters(false, smallSize)
		l.write(p, l.fit(t.Name, float64(width)), at{float64(x), float64(y + high + 19)}, ink)
	}
	return Picture{out}
}

// shrink copies a picture into a smaller rectangle; each pixel is the mean of what it covers.
func shrink(onto *image.RGBA, to image.Rectangle, from image.Image) {
	b := from.Bounds()
	for y := range to.Dy() {
		y0, y1 := b.Min.Y+y*b.Dy()/to.Dy(), b.Min.Y+(y+1)*b.Dy()/to.Dy()
		for x := range to.Dx() {
			x0, x1 := b.Min.X+x*b.Dx()/to.Dx(), b.Min.X+(x+1)*b.Dx()/to.Dx()
			onto.SetRGBA(to.Min.X+x, to.Min.Y+y, mean(from, image.Rect(x0, y0, max(x1, x0+1), max(y1, y0+1))))
		}
	}
}

func mean(im image.Image, part image.Rectangle) color.RGBA {
	var r, g, b, n uint32
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			cr, cg, cb, _ := im.At(x, y).RGBA()
			r, g, b, n = r+cr>>8, g+cg>>8, b+cb>>8, n+1
		}
	}
	return color.RGBA{uint8(r / n), uint8(g / n), uint8(b / n), 0xff}
}
