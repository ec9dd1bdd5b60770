package report

import (
	"image"
	"image/color"
	"math"
	"sync"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"github.com/golang/freetype/truetype"
	xfont "golang.org/x/image/font"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
)

// raster is a canvas of pixels, one to a point, that sets its letters itself: vgimg bends every letter through
// transformations in floating point, which come out differently on different processors. freetype counts in whole numbers.
type raster struct {
	*vgimg.Canvas
	ink   color.Color
	faces map[font.Font]xfont.Face
}

func newRaster(width, height vg.Length) *raster {
	return &raster{
		Canvas: vgimg.NewWith(vgimg.UseWH(width, height), vgimg.UseDPI(72)),
		ink:    color.Black, faces: map[font.Font]xfont.Face{},
	}
}

// The fonts, read once.
var (
	regular = sync.OnceValue(func() *truetype.Font { return parsed(liberationsansregular.TTF) })
	bold    = sync.OnceValue(func() *truetype.Font { return parsed(liberationsansbold.TTF) })
)

func parsed(ttf []byte) *truetype.Font {
	f, err := truetype.Parse(ttf)
	if err != nil {
		panic(err) // it is built in
	}
	return f
}

// face gives the letters of a font at a size.
func (r *raster) face(f font.Font) xfont.Face {
	face := r.faces[f]
	if face == nil {
		letters := regular()
		if f.Weight == xfont.WeightBold {
			letters = bold()
		}
		face = truetype.NewFace(letters, &truetype.Options{Size: f.Size.Points(), DPI: r.DPI()})
		r.faces[f] = face
	}
	return face
}

// SetColor sets the colour of everything that follows.
func (r *raster) SetColor(c color.Color) {
	r.ink = c
	r.Canvas.SetColor(c)
}

// FillString writes text from the nearest whole pixel on.
func (r *raster) FillString(f font.Face, pt vg.Point, text string) {
	pixels := r.Image()
	pen := xfont.Drawer{
		Dst: pixels, Src: image.NewUniform(r.ink), Face: r.face(f.Font),
		Dot: fixed.P(int(math.Round(float64(pt.X))), pixels.Bounds().Dy()-int(math.Round(float64(pt.Y)))),
	}
	pen.DrawString(text)
}
