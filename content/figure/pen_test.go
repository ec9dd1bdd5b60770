package figure

import (
	"image"
	"math"
	"testing"
)

func TestDashesCoverWhatTheyShould(t *testing.T) {
	path := []at{{0, 0}, {30, 0}, {30, 40}}
	on := 0.0
	for _, piece := range cutUp(path, 10, 5) {
		for i := 1; i < len(piece); i++ {
			on += piece[i].sub(piece[i-1]).len()
		}
	}
	if want := 10.0*4 + 10; math.Abs(on-want) > 1e-9 { // 70 long: 10 on, 5 off, four times whole, and 10
		t.Errorf("%.3f drawn, want %.3f", on, want)
	}
}

func TestSnapKeepsToTheGrid(t *testing.T) {
	for _, v := range []float64{0, 1, -1, 0.1, 299.999999999, 0.0078125} {
		if got := snap(v) * 64; got != math.Round(got) || math.Abs(snap(v)-v) > 1.0/64 {
			t.Errorf("%v is put to %v", v, snap(v))
		}
	}
}

// An arrow ends at its tip, whatever its way.
func TestShaftEndsBeforeTheTip(t *testing.T) {
	path := bow(at{0, 0}, at{100, 0}, 0.2)
	rest, tip := shorten(path, 12)
	if tip[1] != path[len(path)-1] {
		t.Errorf("the tip is at %v", tip[1])
	}
	if end := rest[len(rest)-1]; math.Abs(end.sub(tip[1]).len()-12) > 0.5 {
		t.Errorf("the shaft ends %.2f before the tip", end.sub(tip[1]).len())
	}
}

func TestWordsAreCutToFit(t *testing.T) {
	l := letters(true, 18)
	whole := "Senken, langsam, bis waagrecht"
	if l.fit(whole, 1000) != whole {
		t.Error("cut without need")
	}
	if short := l.fit(whole, 100); l.width(short) > 100 || short == "" {
		t.Errorf("%q is %.0f wide", short, l.width(short))
	}
}

// Letters beyond ASCII are drawn: an umlaut is more ink than its letter.
func TestUmlautsAreDrawn(t *testing.T) {
	inked := func(text string) (n int) {
		im := image.NewRGBA(image.Rect(0, 0, 60, 60))
		letters(true, 30).write(newPen(im), text, at{10, 45}, ink)
		for i := 3; i < len(im.Pix); i += 4 {
			n += int(im.Pix[i])
		}
		return n
	}
	for umlaut, letter := range map[string]string{"ä": "a", "Ö": "O", "ü": "u"} {
		if inked(umlaut) <= inked(letter) {
			t.Errorf("%s is drawn like %s", umlaut, letter)
		}
	}
}
