package figure

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image"
	"image/gif"
	"os"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"medius/coach"
)

var theStudio Studio

// studio is the same for all tests, since making a figure takes a while.
func studio(testing.TB) *Studio { return &theStudio }

// sample asks for the scene in testdata.
func sample(t testing.TB) Ask {
	t.Helper()
	data, err := os.ReadFile("testdata/scene.yaml")
	if err != nil {
		t.Fatal(err)
	}
	a := Ask{ID: "sample", Side: coach.Right, Say: func(key string) string { return strings.TrimPrefix(key, "figure.") }}
	if err := yaml.UnmarshalWithOptions(data, &a.Scene, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	a.Phases = []Phase{
		{Name: "up", Seconds: 2, Count: "up"}, {Name: "stay", Hold: true, Count: "stay"}, {Name: "back", Seconds: 1, Once: true, Count: "back"},
	}
	return a
}

// bare is the same scene without what is not mirrored: words, ticks, the numbers of the tempo bar.
func bare(a Ask) Ask {
	a.Scene.Sore = &SoreMark{Hide: true}
	a.Scene.Insets = nil
	cycle := make([]Move, len(a.Scene.Cycle))
	for i, m := range a.Scene.Cycle {
		m.Say = ""
		var marks []Mark
		for _, k := range m.Marks {
			if k.Label == nil && k.Tick == nil && k.Level == nil {
				marks = append(marks, k)
			}
		}
		m.Marks = marks
		cycle[i] = m
	}
	a.Scene.Cycle = cycle
	return a
}

func TestLeftIsTheMirrorImage(t *testing.T) {
	s := studio(t)
	a := bare(sample(t))
	for n := 1; n <= a.Steps(); n++ {
		a.Side = coach.Right
		r, err := s.Still(a, n)
		if err != nil {
			t.Fatal(err)
		}
		a.Side = coach.Left
		l, err := s.Still(a, n)
		if err != nil {
			t.Fatal(err)
		}
		upper := image.Rect(0, 0, r.Rect.Dx(), r.Rect.Dy()-shelfHeight)
		if bytes.Equal(l.Pix, r.Pix) {
			t.Errorf("step %d: left and right are the same", n)
		}
		mirror(l.RGBA, upper)
		for y := range upper.Max.Y {
			for x := range upper.Max.X {
				if l.RGBAAt(x, y) != r.RGBAAt(x, y) {
					t.Fatalf("step %d: %d,%d is %v on the right and %v on the left", n, x, y, r.RGBAAt(x, y), l.RGBAAt(x, y))
				}
			}
		}
	}
}

// The words read from left to right on both sides, and the tempo bar is the same.
func TestTempoBarIsNotMirrored(t *testing.T) {
	s := studio(t)
	a := sample(t)
	var bars [2][]byte
	for i, side := range []coach.Side{coach.Right, coach.Left} {
		a.Side = side
		pic, err := s.Still(a, 2)
		if err != nil {
			t.Fatal(err)
		}
		bars[i] = pic.Pix[pic.PixOffset(0, pic.Rect.Dy()-shelfHeight):]
	}
	if !bytes.Equal(bars[0], bars[1]) {
		t.Error("the bars differ")
	}
}

// The file that a viewer gets: sizes, frames, delays, an end that leads into the beginning, and a figure that does not
// stutter.
func TestAnimationsKeepTheirLimits(t *testing.T) {
	asks := map[string]Ask{"sample": sample(t)}
	for _, r := range exercises(t, false) {
		if testing.Short() {
			break
		}
		asks[r.ID] = r.ask(words(t, "en"), false)
		if r.hasFull() {
			asks[r.ID+" full"] = r.ask(words(t, "en"), true)
		}
	}
	studios := make(chan *Studio, 2) // a studio draws one picture at a time
	studios <- studio(t)
	studios <- new(Studio)
	for name, a := range asks {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := <-studios
			defer func() { studios <- s }()
			film, err := s.Animation(a)
			if err != nil {
				t.Fatal(err)
			}
			keepsLimits(t, a, film)
		})
	}
}

func keepsLimits(t *testing.T, a Ask, film Film) {
	t.Helper()
	g, err := gif.DecodeAll(bytes.NewReader(film.GIF))
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, d := range g.Delay {
		total += d
	}
	w, h := a.Size(Moving, 0)
	switch {
	case len(film.GIF) > 400_000:
		t.Errorf("%d bytes", len(film.GIF))
	case g.Config.Width != w || g.Config.Height != h || min(w, h) < 480:
		t.Errorf("%d x %d", g.Config.Width, g.Config.Height)
	case total != 100*a.Seconds() || total != film.Hundredths:
		t.Errorf("%d hundredths, want %d s", total, a.Seconds())
	case len(g.Image)*100 < 12*total || len(g.Image) != film.Frames:
		t.Errorf("%d frames in %d hundredths", len(g.Image), total)
	case g.LoopCount != 0:
		t.Errorf("stops after %d", g.LoopCount)
	case 10*film.Drawn < 8*film.Moving:
		t.Errorf("the figure moves in %d frames and is drawn anew in %d of them", film.Moving, film.Drawn)
	}
}

// Stills and pictures of mistakes are as large as announced, beside and stacked.
func TestStillsHaveTheirSizes(t *testing.T) {
	s, a := studio(t), sample(t)
	a.Scene.Mistakes = append(a.Scene.Mistakes, a.Scene.Mistakes[0])
	a.Scene.Mistakes[1].Stack = true
	for n := 1; n <= 2; n++ {
		for kind, draw := range map[Kind]func(Ask, int) (Picture, error){Step: s.Still, Wrong: s.Wrong} {
			pic, err := draw(a, n)
			if err != nil {
				t.Fatal(err)
			}
			if w, h := a.Size(kind, n); pic.Rect != image.Rect(0, 0, w, h) {
				t.Errorf("%s %d: %v, announced %d x %d", kind, n, pic.Rect, w, h)
			}
		}
	}
}

func TestPicturesAreTheSameEveryTime(t *testing.T) {
	s, again := studio(t), new(Studio)
	a := sample(t)
	for n := 1; n <= a.Steps(); n++ {
		p, err := s.Still(a, n)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := again.Wrong(a, 1); err != nil { // what was drawn before leaves no trace
			t.Fatal(err)
		}
		q, err := again.Still(a, n)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(p.Pix, q.Pix) {
			t.Errorf("step %d differs", n)
		}
	}
}

const golden = "testdata/golden.txt"

// The pictures of the sample are the same on every machine, and change only together with Version: otherwise those in the
// caches would stay. After raising Version, UPDATE=1 writes the hashes anew; without, it refuses to. The hashes of package
// paint are among them.
func TestPicturesChangeWithTheVersionOnly(t *testing.T) {
	s := studio(t)
	var got strings.Builder
	fmt.Fprintf(&got, "version %d\n", Version)
	painted, err := os.ReadFile("paint/testdata/golden.txt")
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&got, "paint %x\n", sha256.Sum256(painted))
	a := sample(t)
	for _, build := range []coach.Build{coach.Woman, coach.Man} {
		a.Build = build
		film, err := s.Animation(a)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&got, "%s film %x\n", build, sha256.Sum256(film.GIF))
		for _, n := range []int{1, 2} {
			pic, err := s.Still(a, n)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&got, "%s step %d %x\n", build, n, sha256.Sum256(pic.Pix))
		}
		pic, err := s.Wrong(a, 1)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&got, "%s wrong %x\n", build, sha256.Sum256(pic.Pix))
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) == got.String() {
		return
	}
	if os.Getenv("UPDATE") == "" || bytes.HasPrefix(want, fmt.Appendf(nil, "version %d\n", Version)) {
		t.Fatalf("the pictures changed: raise Version, then run with UPDATE=1\ngot\n%swant\n%s", got.String(), want)
	}
	if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// A round limb in few shades looks stained. Only the side planks, where all of the body moves for most of the time, have to
// do with few.
func TestFilmsHaveAllShades(t *testing.T) {
	s := studio(t)
	for _, r := range exercises(t, false) {
		a := r.ask(words(t, "en"), false)
		shoot, err := s.open(a)
		if err != nil {
			t.Fatal(err)
		}
		if few := shoot.newPace().levels() != smooth; few != strings.HasPrefix(r.ID, "side_plank") {
			t.Errorf("%s has few shades: %v", r.ID, few)
		}
	}
}
