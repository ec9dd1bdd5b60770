package paint

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"medius/content/figure/body"
)

// golden are the hashes of pictures as this version draws them. A new hash is a new look: whoever wants one changes them
// here, and the version of the engine, so that stored pictures are drawn again.
var golden = map[string]string{
	"f above":  "d322ae0252339829",
	"f crouch": "39d0edde97774cad",
	"f huddle": "253e65546c07d6d5",
	"f stride": "a77782234b0edfe8",
	"m above":  "5ad25810e8d77855",
	"m crouch": "ac34f3a7e6b47da3",
	"m huddle": "6cb245adebb359e3",
	"m stride": "5376806564740ac9",
}

// goldenShots are a picture of every kind of thing that is drawn.
func goldenShots() map[string]Shot {
	rest := body.Rest()
	high := body.Vec{Y: .55}
	view := func(yaw, pitch float64) View {
		return View{Yaw: yaw, Pitch: pitch, Focus: high, Span: 1.2, Lens: 8, Width: 240, Height: 300}
	}
	shots := map[string]Shot{
		"crouch": {View: view(Side, 6), Posture: crouch, Ghost: &rest, Props: []Prop{{Kind: Chair, At: body.Vec{Z: -.2}}, {Kind: Wall, At: body.Vec{Z: .5}, Yaw: 180}}},
		"huddle": {View: view(-40, 12), Posture: huddle, Sore: SoreBoth, Props: []Prop{{Kind: Loop, Bones: []body.Bone{body.WThigh, body.OThigh}, Down: .19}, {Kind: Step}}},
		"stride": {View: view(0, 3), Posture: stride, Props: []Prop{{Kind: Band, Points: []body.Vec{{X: .4, Y: .1}, {X: .1, Y: .1}}}, {Kind: Table, At: body.Vec{Z: .5}, Outline: true}}},
		"above":  {View: view(20, 85), Posture: kicking, Props: []Prop{{Kind: Mat}, {Kind: Pillow, At: body.Vec{X: .2, Y: .1}}, {Kind: Door, At: body.Vec{X: -.4}, Yaw: 90}}},
	}
	for name, shot := range shots {
		shot.Tint.W[GluteMed], shot.Tint.O[GluteMax], shot.Tint.W[Quads] = 1, .5, .2
		shots[name] = shot
	}
	return shots
}

// TestPicturesAreTheSameEverywhere: run it with GOARCH=386, and with GOAMD64=v3, which fuses products and sums as other
// machines do.
func TestPicturesAreTheSameEverywhere(t *testing.T) {
	for b, build := range []string{"f", "m"} {
		p := fresh(Build(b))
		for name, shot := range goldenShots() {
			pic := take(p, shot)
			write(t, "golden_"+build+"_"+name, pic)
			sum := sha256.Sum256(pic.Pix)
			if got := hex.EncodeToString(sum[:8]); got != golden[build+" "+name] {
				t.Errorf("got\n\t%q: %q,", build+" "+name, got)
			}
		}
	}
}

// TestAPictureDoesNotDependOnTheOneBefore: a painter keeps what did not change, and nothing else.
func TestAPictureDoesNotDependOnTheOneBefore(t *testing.T) {
	used := fresh(Woman)
	for name, shot := range goldenShots() {
		for range 2 {
			if got, want := take(used, shot), take(fresh(Woman), shot); string(got.Pix) != string(want.Pix) {
				t.Errorf("%s: another picture after others", name)
			}
			shot.Posture[body.Head].Turn = times(body.AboutY(20), shot.Posture[body.Head].Turn)
		}
	}
}
