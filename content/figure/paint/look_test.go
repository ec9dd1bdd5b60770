package paint

import (
	"flag"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"medius/content/figure/body"
)

var look = flag.String("look", "", "a folder to write pictures to, to be looked at")

// write saves a picture when somebody wants to look at it.
func write(t *testing.T, name string, pic image.Image) {
	t.Helper()
	if *look == "" {
		return
	}
	f, err := os.Create(filepath.Join(*look, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, pic); err != nil {
		t.Fatal(err)
	}
}

// strip puts pictures side by side.
func strip(pics ...*image.RGBA) *image.RGBA {
	w, h := 0, 0
	for _, p := range pics {
		w, h = w+p.Rect.Dx(), max(h, p.Rect.Dy())
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	x := 0
	for _, p := range pics {
		draw.Draw(out, image.Rect(x, 0, x+p.Rect.Dx(), p.Rect.Dy()), p, image.Point{}, draw.Src)
		x += p.Rect.Dx()
	}
	return out
}

func take(p *Painter, shot Shot) *image.RGBA {
	pic := image.NewRGBA(image.Rect(0, 0, shot.View.Width, shot.View.Height))
	p.Draw(pic, shot)
	return pic
}

var skins = [...]func() *skinned{
	Woman: sync.OnceValue(func() *skinned { return sculpt(Woman) }), Man: sync.OnceValue(func() *skinned { return sculpt(Man) }),
}

// fresh is a painter that has not drawn anything yet; the skin, which takes long to make, is shared.
func fresh(b Build) *Painter { return &Painter{skin: skins[b]()} }

// TestLook writes pictures of the rest posture.
func TestLook(t *testing.T) {
	for b, name := range []string{"f", "m"} {
		p := fresh(Build(b))
		t.Log(name, len(p.skin.vertices), len(p.skin.triangles), len(p.skin.bonds))
		var row []*image.RGBA
		for _, yaw := range []float64{Front, -45, Side, -135, Back} {
			v := View{Yaw: yaw, Pitch: 6, Focus: body.Vec{Y: .5}, Span: 1.12, Width: 480, Height: 600}
			shot := Shot{View: v, Posture: body.Rest()}
			shot.Tint.W[GluteMed] = 1
			if yaw == Back {
				shot.Tint.W[GluteMax] = .5
			}
			row = append(row, take(p, shot))
		}
		write(t, name+"_rest", strip(row[:3]...))
		write(t, name+"_back", strip(row[3:]...))
		for i, yaw := range []float64{Side, -40, Front, 150} {
			var row []*image.RGBA
			for _, posture := range hard {
				shot := Shot{View: View{Yaw: yaw, Pitch: 6, Focus: body.Vec{Y: .55}, Span: 1.2, Width: 400, Height: 480}, Posture: posture}
				shot.Tint.W[Quads], shot.Tint.W[GluteMax], shot.Tint.O[HipFlexor], shot.Tint.W[Trunk] = .3, 1, .6, .6
				row = append(row, take(p, shot))
			}
			write(t, fmt.Sprintf("%s_hard%d", name, i), strip(row...))
		}
		var heads []*image.RGBA
		for _, yaw := range []float64{Front, -40, Side, 150} {
			v := View{Yaw: yaw, Pitch: 4, Focus: body.Vec{Y: .86}, Span: .36, Width: 400, Height: 500}
			heads = append(heads, take(p, Shot{View: v, Posture: body.Rest()}))
		}
		write(t, name+"_head", strip(heads...))
		near := func(at body.Landmark, yaw, pitch float64) *image.RGBA {
			rest := solve(t, name, "{w_arm: {abd: 14}, o_arm: {abd: 14}}")
			v := View{Yaw: yaw, Pitch: pitch, Focus: rest.Point(at), Span: .2, Width: 400, Height: 400}
			return take(p, Shot{View: v, Posture: rest})
		}
		write(t, name+"_hand", strip(near(body.WPalm, -90, 5), near(body.WPalm, -30, 5), near(body.WBall, -45, 20), near(body.WBall, -90, 5), near(body.WKneecap, -30, 5)))
	}
}

// TestLookAtPoses writes pictures of what the exercises ask of a body.
func TestLookAtPoses(t *testing.T) {
	for b, name := range []string{"f", "m"} {
		p := fresh(Build(b))
		var row []*image.RGBA
		for i, s := range sittings {
			row = append(row, take(p, s.shot(t)))
			if len(row) == 3 || i == len(sittings)-1 {
				write(t, fmt.Sprintf("%s_pose%d", name, i/3), strip(row...))
				row = nil
			}
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	p := fresh(Woman)
	v := View{Pitch: 6, Focus: body.Vec{Y: .5}, Span: 1.12, Width: 480, Height: 600}
	shot := Shot{View: v, Posture: body.Rest()}
	pic := image.NewRGBA(image.Rect(0, 0, v.Width, v.Height))
	for b.Loop() {
		p.Draw(pic, shot)
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		New(Woman)
	}
}
