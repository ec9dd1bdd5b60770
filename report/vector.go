package report

import (
	"image"
	"image/color"

	"codeberg.org/go-pdf/fpdf"
	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// vector is a canvas on a page, so that charts on paper are lines and letters and stay sharp at any size. It knows what
// sheets ask for: straight lines, fills and level text, without rotation.
type vector struct {
	pdf   *fpdf.Fpdf
	x, y  float64 // where the lower left corner lies on the page, in points from the top left
	scale float64
	width vg.Length
	kept  []vg.Length
}

func (v *vector) at(p vg.Point) (x, y float64) {
	return v.x + float64(p.X)*v.scale, v.y - float64(p.Y)*v.scale
}

// SetLineWidth sets the width of what is stroked.
func (v *vector) SetLineWidth(w vg.Length) {
	v.width = w
	v.pdf.SetLineWidth(float64(w) * v.scale)
}

// SetLineDash sets the pattern of what is stroked.
func (v *vector) SetLineDash(pattern []vg.Length, offset vg.Length) {
	dashes := make([]float64, len(pattern))
	for i, d := range pattern {
		dashes[i] = float64(d) * v.scale
	}
	v.pdf.SetDashPattern(dashes, float64(offset)*v.scale)
}

// SetColor sets the colour of everything; transparency is not known here.
func (v *vector) SetColor(c color.Color) {
	r, g, b, _ := color.NRGBAModel.Convert(c).RGBA()
	red, green, blue := int(r>>8), int(g>>8), int(b>>8)
	v.pdf.SetDrawColor(red, green, blue)
	v.pdf.SetFillColor(red, green, blue)
	v.pdf.SetTextColor(red, green, blue)
}

// Push keeps the width of lines; nothing else is changed between Push and Pop by what is drawn here.
func (v *vector) Push() { v.kept = append(v.kept, v.width) }

// Pop brings it back.
func (v *vector) Pop() {
	if n := len(v.kept) - 1; n >= 0 {
		v.SetLineWidth(v.kept[n])
		v.kept = v.kept[:n]
	}
}

// Stroke draws a path.
func (v *vector) Stroke(p vg.Path) {
	if v.width > 0 {
		v.path(p, "D")
	}
}

// Fill fills a path.
func (v *vector) Fill(p vg.Path) { v.path(p, "F") }

func (v *vector) path(p vg.Path, style string) {
	for _, c := range p {
		x, y := v.at(c.Pos)
		switch c.Type {
		case vg.MoveComp:
			v.pdf.MoveTo(x, y)
		case vg.LineComp:
			v.pdf.LineTo(x, y)
		case vg.CloseComp:
			v.pdf.ClosePath()
		}
	}
	v.pdf.DrawPath(style)
}

// FillString writes text.
func (v *vector) FillString(f font.Face, pt vg.Point, text string) {
	style := ""
	if f.Font.Weight == xfont.WeightBold {
		style = "B"
	}
	v.pdf.SetFont(family, style, float64(f.Font.Size)*v.scale)
	x, y := v.at(pt)
	v.pdf.Text(x, y, printable(text))
}

// Rotate, Translate, Scale and DrawImage are part of every canvas; sheets do without them.
func (v *vector) Rotate(float64) {}

// Translate does nothing, see Rotate.
func (v *vector) Translate(vg.Point) {}

// Scale does nothing, see Rotate.
func (v *vector) Scale(_, _ float64) {}

// DrawImage does nothing, see Rotate.
func (v *vector) DrawImage(vg.Rectangle, image.Image) {}

// Size is that of the page.
func (v *vector) Size() (w, h vg.Length) {
	wide, high := v.pdf.GetPageSize()
	return vg.Length(wide), vg.Length(high)
}
