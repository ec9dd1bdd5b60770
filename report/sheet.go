package report

import (
	"image/color"
	"strings"

	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// sheet is the paper a chart is drawn on. Lengths are points, y goes up; em is the size of ordinary text, by which
// everything else is measured, so that one drawing suits a phone and a printed page.
type sheet struct {
	draw.Canvas
	words
	palette
	em     vg.Length
	margin vg.Length
}

// box is a rectangle on the sheet.
type box = vg.Rectangle

// newSheet is one for a screen: text begins on whole pixels.
func newSheet(c vg.Canvas, width, height, em vg.Length, w words, p palette) sheet {
	s := sheet{Canvas: draw.NewCanvas(snapped{c, 1}, width, height), words: w, palette: p, em: em, margin: 1.2 * em}
	s.fill(s.Rectangle, p.ground)
	return s
}

// paperSheet is one for a part of a printed page, which has margins of its own.
func paperSheet(c vg.Canvas, width, height, em vg.Length, w words) sheet {
	return sheet{Canvas: draw.NewCanvas(snapped{c, 1.0 / grid}, width, height), words: w, palette: light, em: em}
}

// Liberation Sans has the metrics of the usual sans-serif of documents and the letters of every European language.
func face(size vg.Length, bold bool) font.Face {
	f := font.Font{Typeface: "Liberation", Variant: "Sans"}
	if bold {
		f.Weight = xfont.WeightBold
	}
	return font.DefaultCache.Lookup(f, size)
}

// print is how a line of text looks. Size is in em; across is 0 to begin at the point, 0.5 to be centred, 1 to end.
type print struct {
	size   vg.Length
	bold   bool
	color  color.Color
	across vg.Length
}

// write sets one line on its base line.
func (s sheet) write(p print, at vg.Point, text string) {
	f := face(p.size*s.em, p.bold)
	s.SetColor(p.color)
	at.X -= p.across * f.Width(text)
	s.FillString(f, at, text)
}

func (s sheet) width(size vg.Length, bold bool, text string) vg.Length {
	f := face(size*s.em, bold)
	return f.Width(text)
}

// wrapped breaks a text into lines of at most this width.
func (s sheet) wrapped(size, width vg.Length, text string) []string {
	f := face(size*s.em, false)
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		longer := strings.TrimSpace(line + " " + word)
		if line != "" && f.Width(longer) > width {
			lines, longer = append(lines, line), word
		}
		line = longer
	}
	return append(lines, line)
}

func (s sheet) fill(b box, c color.Color) {
	s.SetColor(c)
	s.Canvas.Fill(b.Path())
}

// mark draws a filled shape; hollow ones are filled with the ground and have a rim.
func (s sheet) mark(sh shape, at vg.Point, radius vg.Length, c color.Color, hollow bool) {
	if !hollow {
		s.SetColor(c)
		s.Canvas.Fill(sh.at(at, radius))
		return
	}
	s.SetColor(s.ground)
	s.Canvas.Fill(sh.at(at, radius))
	s.stroke(sh.at(at, radius-s.em*0.04), c, max(0.07*s.em, radius*0.22))
}

func (s sheet) stroke(p vg.Path, c color.Color, width vg.Length, dashes ...vg.Length) {
	s.SetColor(c)
	s.SetLineWidth(width)
	s.SetLineDash(dashes, 0)
	s.Canvas.Stroke(p)
	s.SetLineDash(nil, 0)
}

func (s sheet) rule(from, to vg.Point, c color.Color, width vg.Length, dashes ...vg.Length) {
	var p vg.Path
	p.Move(from)
	p.Line(to)
	s.stroke(p, c, width, dashes...)
}

// head writes the title with the dates below it, and gives what is left of the sheet, less its margins.
func (s sheet) head(title, below string) box {
	b := s.Rectangle
	b.Min.X, b.Max.X, b.Min.Y = b.Min.X+s.margin, b.Max.X-s.margin, b.Min.Y+s.margin
	b.Max.Y -= s.margin + 1.15*s.em
	s.write(print{size: 1.5, bold: true, color: s.ink}, vg.Point{X: b.Min.X, Y: b.Max.Y}, title)
	b.Max.Y -= 1.45 * s.em
	s.write(print{size: 0.95, color: s.muted}, vg.Point{X: b.Min.X, Y: b.Max.Y}, below)
	b.Max.Y -= 0.9 * s.em
	return b
}

// sign is one entry of a legend: a mark around a point, and what it means.
type sign struct {
	draw  func(at vg.Point)
	label string
}

// legend writes the signs at the bottom of a box, in as many rows as they need, and gives what is left above them.
func (s sheet) legend(b box, signs []sign) box {
	const size, rowHeight = 0.88, 1.5
	swatch, between := 1.9*s.em, 1.1*s.em
	var rows [][]sign
	x := b.Max.X
	for _, one := range signs {
		need := swatch + s.width(size, false, one.label)
		if x+need > b.Max.X {
			rows, x = append(rows, nil), b.Min.X
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], one)
		x += need + between
	}
	y := b.Min.Y + vg.Length(len(rows)-1)*rowHeight*s.em + 0.2*s.em
	b.Min.Y += vg.Length(len(rows))*rowHeight*s.em + 0.5*s.em
	for _, row := range rows {
		x := b.Min.X
		for _, one := range row {
			one.draw(vg.Point{X: x + 0.7*s.em, Y: y + 0.3*s.em})
			s.write(print{size: size, color: s.muted}, vg.Point{X: x + swatch, Y: y}, one.label)
			x += swatch + s.width(size, false, one.label) + between
		}
		y -= rowHeight * s.em
	}
	return b
}

// plotter draws into a panel: x and y turn values into places.
type plotter func(b box, x, y func(float64) vg.Length)

// Plot makes a plotter one of gonum's.
func (f plotter) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	f(c.Rectangle, x, y)
}

// panel draws plotters over one another into a box whose sides stand for these values.
func (s sheet) panel(b box, xmin, xmax, ymin, ymax float64, layers ...plotter) {
	p := plot.New()
	p.HideAxes()
	p.BackgroundColor = nil
	p.X.Padding, p.Y.Padding = 0, 0
	for _, l := range layers {
		p.Add(l)
	}
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = xmin, xmax, ymin, ymax
	p.Draw(draw.Canvas{Canvas: s.Canvas.Canvas, Rectangle: b})
}
