package report

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"testing"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
)

// scribe is a canvas that only keeps where texts stand.
type scribe struct {
	vg.Canvas
	texts []writing
}

type writing struct {
	text string
	box  box
}

func (s *scribe) FillString(f font.Face, pt vg.Point, text string) {
	wide := f.Width(text)
	s.texts = append(s.texts, writing{text, box{
		Min: vg.Point{X: pt.X, Y: pt.Y - f.Font.Size*0.2}, Max: vg.Point{X: pt.X + wide, Y: pt.Y + f.Font.Size*0.7},
	}})
}

// Texts stay on the sheet and do not lie on one another, in every language and every life.
func TestTextsHaveRoom(t *testing.T) {
	for name, r := range lives() {
		for _, lang := range languages(t) {
			w := r.since(r.Everything(r.last()))
			for _, chart := range []Chart{Pain, Dose, Weeks, Training} {
				for _, side := range r.sides(w) {
					height := r.height(w, chart, side, words{speak(t, lang)})
					s := &scribe{Canvas: vgimg.New(10, 10)}
					if _, err := newSheet(s, pictureWidth, height, pictureText, words{speak(t, lang)}, light).chart(r, w, chart, side); err != nil {
						t.Fatal(err)
					}
					if len(s.texts) < 3 {
						t.Errorf("%s %s %s: %d texts", name, chart, lang, len(s.texts))
					}
					for _, fault := range s.faults(pictureWidth, height) {
						t.Errorf("%s %s %s: %s", name, chart, lang, fault)
					}
				}
			}
		}
	}
}

func (s *scribe) faults(width, height vg.Length) []string {
	var found []string
	for i, a := range s.texts {
		if a.box.Min.X < 0 || a.box.Max.X > width || a.box.Min.Y < 0 || a.box.Max.Y > height {
			found = append(found, fmt.Sprintf("%q leaves the sheet: %v", a.text, a.box))
		}
		for _, b := range s.texts[:i] {
			if a.box.Min.X < b.box.Max.X && b.box.Min.X < a.box.Max.X && a.box.Min.Y < b.box.Max.Y && b.box.Min.Y < a.box.Max.Y {
				found = append(found, fmt.Sprintf("%q lies on %q", a.text, b.text))
			}
		}
	}
	return found
}

// Every mark has a shape of its own: without any colour they can still be told apart.
func TestMarksDifferWithoutColour(t *testing.T) {
	grey := palette{ground: rgb(0xffffff), ink: rgb(0), muted: rgb(0), line: rgb(0), accent: rgb(0), warm: rgb(0)}
	draw := func(f func(s sheet, at vg.Point)) *image.RGBA {
		canvas := vgimg.NewWith(vgimg.UseWH(64, 64), vgimg.UseDPI(72))
		f(newSheet(canvas, 64, 64, 32, words{}, grey), vg.Point{X: 32, Y: 32})
		return canvas.Image().(*image.RGBA)
	}
	for name, family := range map[string]map[string]func(sheet, vg.Point){
		"outcomes": outcomeMarks(), "changes": changeMarks(), "scores": {
			"morning": func(s sheet, at vg.Point) { s.scoreMark(inMorning, at, 20) },
			"sets":    func(s sheet, at vg.Point) { s.scoreMark(inSets, at, 20) },
			"after":   func(s sheet, at vg.Point) { s.scoreMark(afterSets, at, 20) },
		},
	} {
		for a, markA := range family {
			for b, markB := range family {
				if differ := difference(draw(markA), draw(markB)); a < b && differ < 120 {
					t.Errorf("%s: %s and %s differ by %d pixels only", name, a, b, differ)
				}
			}
		}
	}
}

func outcomeMarks() map[string]func(sheet, vg.Point) {
	marks := map[string]func(sheet, vg.Point){}
	for _, o := range outcomes {
		marks[string(o)] = func(s sheet, at vg.Point) { s.outcomeMark(o, at, 20) }
	}
	return marks
}

func changeMarks() map[string]func(sheet, vg.Point) {
	marks := map[string]func(sheet, vg.Point){}
	for _, kind := range []changeKind{more, less, newer, rest, again, halt} {
		marks[string(kind)] = func(s sheet, at vg.Point) { s.changeMark(kind, at, 18) }
	}
	return marks
}

// difference counts the pixels that are clearly not the same.
func difference(a, b *image.RGBA) int {
	n := 0
	for i := 0; i < len(a.Pix); i += 4 {
		if d := int(a.Pix[i]) - int(b.Pix[i]); d > 100 || d < -100 {
			n++
		}
	}
	return n
}

// Text can be read and marks can be seen on everything they lie on, light and dark (WCAG 2.2: 4.5 and 3 to 1).
func TestColoursCanBeSeen(t *testing.T) {
	for name, p := range map[string]palette{"light": light, "dark": dark} {
		for _, ground := range []color.RGBA{p.ground, p.low, p.mid, p.high, p.away} {
			if c := contrast(p.ink, ground); c < 4.5 {
				t.Errorf("%s: ink on %v has %.1f", name, ground, c)
			}
			for _, mark := range []color.RGBA{p.accent, p.warm} {
				if c := contrast(mark, ground); c < 3 {
					t.Errorf("%s: %v on %v has %.1f", name, mark, ground, c)
				}
			}
		}
		if c := contrast(p.muted, p.ground); c < 4.5 {
			t.Errorf("%s: muted text has %.1f", name, c)
		}
	}
}

func contrast(a, b color.RGBA) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(c color.RGBA) float64 {
	part := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*part(c.R) + 0.7152*part(c.G) + 0.0722*part(c.B)
}

// No mark is red: nothing here scolds.
func TestNothingIsRed(t *testing.T) {
	for _, p := range []palette{light, dark} {
		for _, c := range []color.RGBA{p.ink, p.muted, p.accent, p.warm, p.high, p.away, p.hatch} {
			if int(c.R) > 2*int(c.G) {
				t.Errorf("%v is red", c)
			}
		}
	}
}
