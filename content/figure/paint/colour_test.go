package paint

import (
	"image/color"
	"math"
	"testing"

	"medius/content/figure/body"
)

// luminance is the relative luminance of a colour (WCAG 2.2).
func luminance(c color.RGBA) float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= .04045 {
			return s / 12.92
		}
		return math.Pow((s+.055)/1.055, 2.4)
	}
	return .2126*linear(c.R) + .7152*linear(c.G) + .0722*linear(c.B)
}

func contrast(a, b color.RGBA) float64 {
	l, m := luminance(a), luminance(b)
	return (max(l, m) + .05) / (min(l, m) + .05)
}

// TestContoursStandOut: whatever the figure wears, its contour has a contrast of 3 to 1 to paper and floor (WCAG 1.4.11).
func TestContoursStandOut(t *testing.T) {
	for i, tone := range toneOf {
		if i == toneProp || i == toneDark || i == toneMat || i == toneCushion || i == tonePale || i == toneSock || i == toneSole {
			continue // things of the second rank, and what lies within dark contours
		}
		if c := contrast(tone.line, Paper); c < 3 {
			t.Errorf("tone %d: contour to paper %.1f", i, c)
		}
		if c := contrast(tone.line, Ground); c < 3 {
			t.Errorf("tone %d: contour to floor %.1f", i, c)
		}
	}
	for name, ink := range map[string]color.RGBA{"ink": Ink, "warning": Warning, "right": Right} {
		if c := contrast(ink, Paper); c < 3.5 {
			t.Errorf("%s: %.1f", name, c)
		}
	}
}

// TestWorkShowsWithoutColour: a muscle that works hard is told from the shorts by its brightness too.
func TestWorkShowsWithoutColour(t *testing.T) {
	if c := contrast(toneOf[toneWarm3].light, toneOf[toneShorts].light); c < 1.6 {
		t.Errorf("strong work to shorts: %.2f", c)
	}
	if c := contrast(toneOf[tonePale].light, toneOf[toneAccent].dark); c < 3 {
		t.Errorf("rings to sock: %.2f", c)
	}
}

// TestThePaletteLeavesRoom: a moving picture has 256 colours, and the marks want some.
func TestThePaletteLeavesRoom(t *testing.T) {
	if n := len(Palette()); n > 210 {
		t.Errorf("%d colours", n)
	}
}

// TestPicturesKeepToThePalette: apart from the mixtures at edges, every pixel has one of its colours.
func TestPicturesKeepToThePalette(t *testing.T) {
	known := map[color.RGBA]bool{}
	for _, c := range Palette() {
		known[c] = true
	}
	p := fresh(Woman)
	for name, shot := range goldenShots() {
		pic := take(p, shot)
		mixed := 0
		for y := range pic.Rect.Dy() {
			for x := range pic.Rect.Dx() {
				if !known[pic.RGBAAt(x, y)] {
					mixed++
				}
			}
		}
		if share := float64(mixed) / float64(len(pic.Pix)/4); share > .15 {
			t.Errorf("%s: %.0f %% of the pixels are mixtures", name, share*100)
		}
	}
}

// TestTheSoreLegIsMarked: on W, on both or on none; and a muscle is tinted on the side that works.
func TestTheSoreLegIsMarked(t *testing.T) {
	p := fresh(Man)
	shot := Shot{View: upright(Front), Posture: body.Rest()}
	left, right := halves(p, shot, toneAccent)
	if left == 0 || right > 0 {
		t.Errorf("W is sore: %d samples of accent on its side, %d on the other", left, right)
	}
	shot.Sore = SoreBoth
	if left, right = halves(p, shot, toneAccent); left == 0 || right == 0 {
		t.Errorf("both are sore: %d and %d", left, right)
	}
	shot.Sore = SoreNone
	if left, right = halves(p, shot, toneAccent); left+right > 0 {
		t.Errorf("none is sore: %d and %d", left, right)
	}
	shot.Tint.O[GluteMed] = .9
	if left, right = halves(p, shot, toneWarm3); left > 0 || right == 0 {
		t.Errorf("O works: %d samples of warmth on the W side, %d on the O side", left, right)
	}
}

// halves counts the samples of a tone in the left and the right half of the picture.
func halves(p *Painter, shot Shot, tone int) (left, right int) {
	take(p, shot)
	r := ramps[tone]
	for i, s := range p.canvas.sample {
		if c := int(s.colour()); s.figure() && c >= r.first && c < r.first+r.levels {
			if i%p.canvas.w < p.canvas.w/2 {
				left++
			} else {
				right++
			}
		}
	}
	return left, right
}
