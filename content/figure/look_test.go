package figure

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/draw"
	"image/gif"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"medius/coach"
)

var look = flag.String("look", "", "a folder to write the pictures to")
var lookSide = flag.String("side", "right", "the sore side")
var lookBuild = flag.String("build", "f", "the build: f or m")
var lookLang = flag.String("lang", "en", "the language of the words")

// TestLook writes the pictures of the exercises into a folder, for whoever writes a scene to look at:
//
//	go test ./content/figure -run TestLook -look DIR -only hip_drop
//
// It writes NAME.gif, NAME_steps.png with all stills, NAME_frames.png with three frames a second, and NAME_wrong_N.png.
// A pose that cannot be is drawn as near as it comes, and the test says what is wrong with it.
func TestLook(t *testing.T) {
	if *look == "" {
		t.Skip("no folder given with -look")
	}
	if err := os.MkdirAll(*look, 0o755); err != nil {
		t.Fatal(err)
	}
	studio := &Studio{lenient: true}
	say := words(t, *lookLang)
	for _, r := range exercises(t, false) {
		t.Run(r.ID, func(t *testing.T) {
			a := r.ask(say, false)
			a.Side, a.Build = coach.Side(*lookSide), coach.Build(*lookBuild)
			lookAt(t, studio, a, r.ID)
			if r.hasFull() {
				a := r.ask(say, true)
				a.Side, a.Build = coach.Side(*lookSide), coach.Build(*lookBuild)
				lookAt(t, studio, a, r.ID+"_full")
			}
		})
	}
}

func lookAt(t *testing.T, s *Studio, a Ask, name string) {
	t.Helper()
	if _, err := newStage(a.Scene, a.Phases, a.Full); err != nil {
		t.Error(err)
	}
	film, err := s.Animation(a)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%s: %d frames, %.1f s, %d kB", name, film.Frames, float64(film.Hundredths)/100, len(film.GIF)/1000)
	save(t, name+".gif", film.GIF)
	var stills []Tile
	for n := 1; n <= a.Steps(); n++ {
		pic, err := s.Still(a, n)
		if err != nil {
			t.Fatal(err)
		}
		stills = append(stills, Tile{a.StepKey(n), pic})
	}
	savePNG(t, name+"_steps.png", Sheet(slices.Collect(slices.Chunk(stills, 3)), 480))
	savePNG(t, name+"_frames.png", Sheet(slices.Collect(slices.Chunk(strip(t, film.GIF, 4), 7)), 260))
	for n := 1; n <= a.Mistakes(); n++ {
		pic, err := s.Wrong(a, n)
		if err != nil {
			t.Error(err)
			continue
		}
		savePNG(t, fmt.Sprintf("%s_wrong_%d.png", name, n), pic)
	}
}

// strip takes every so manieth frame of a moving picture, as a viewer has it.
func strip(t *testing.T, data []byte, every int) []Tile {
	t.Helper()
	film, err := gif.DecodeAll(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	screen := image.NewRGBA(film.Image[0].Rect)
	var tiles []Tile
	for n, frame := range film.Image {
		draw.Draw(screen, frame.Rect, frame, frame.Rect.Min, draw.Over)
		if n%every == 0 {
			shown := image.NewRGBA(screen.Rect)
			draw.Draw(shown, shown.Rect, screen, image.Point{}, draw.Src)
			tiles = append(tiles, Tile{fmt.Sprintf("%d: %.2f s", n+1, float64(n)/FrameRate), shown})
		}
	}
	return tiles
}

func savePNG(t *testing.T, name string, p Picture) {
	t.Helper()
	data, err := p.PNG()
	if err != nil {
		t.Fatal(err)
	}
	save(t, name, data)
}

func save(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(*look, name), data, 0o644); err != nil {
		t.Fatal(err)
	}
}
