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

// Sheet puts rows of pictures on one page, each picture shrunk to the width and its name close below it.
func Sheet(rows [][]Tile, width int) Picture {
	const gap, line = 10, 30
	columns, high := 0, gap
	for _, row := range rows {
		columns = max(columns, len(row))
		high += tallest(row, width) + line
	}
	out := image.NewRGBA(image.Rect(0, 0, gap+columns*(width+gap), high))
	p := newPen(out)
	w, h := float64(out.Rect.Dx()), float64(out.Rect.Dy())
	p.fill([]at{{0, 0}, {w, 0}, {w, h}, {0, h}}, paper)
	l, y := letters(false, smallSize), gap
	for _, row := range rows {
		for i, t := range row {
			to := image.Rect(0, 0, width, t.tall(width)).Add(image.Pt(gap+i*(width+gap), y))
			shrink(out, to, t.Picture)
			l.write(p, l.fit(t.Name, float64(width)), at{float64(to.Min.X), float64(to.Max.Y + 17)}, ink)
		}
		y += tallest(row, width) + line
	}
	return Picture{out}
}

// tall is how high the picture is when it is that wide.
func (t Tile) tall(width int) int {
	b := t.Picture.Bounds()
	return b.Dy() * width / b.Dx()
}

func tallest(row []Tile, width int) int {
	high := 0
	for _, t := range row {
		high = max(high, t.tall(width))
	}
	return high
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
