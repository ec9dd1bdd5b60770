package figure

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"iter"
	"sync"

	"medius/coach"
	"medius/content/figure/body"
	"medius/content/figure/paint"
)

// Studio draws pictures. It makes the figure of a build when that is first wanted, which takes a moment, and keeps it. It
// is safe for concurrent use, and draws one picture at a time.
type Studio struct {
	mu       sync.Mutex
	painters map[coach.Build]*paint.Painter
	colours  map[int]*table // by how far apart the levels of a shade are
	lenient  bool           // draws a pose that cannot be as near as it comes, for whoever is at work on it
}

// Film is a moving picture.
type Film struct {
	Width, Height int
	Frames        int
	Moving, Drawn int // frames in which the figure moves, and those of them that show where it is
	Hundredths    int // of a second until it begins anew
	GIF           []byte
}

// Picture is a still.
type Picture struct{ *image.RGBA }

// PNG encodes the picture.
func (p Picture) PNG() ([]byte, error) {
	var out bytes.Buffer
	if err := png.Encode(&out, p.RGBA); err != nil {
		return nil, fmt.Errorf("png: %w", err)
	}
	return out.Bytes(), nil
}

// painter of a build. The caller has the lock.
func (s *Studio) painter(b coach.Build) *paint.Painter {
	if p := s.painters[b]; p != nil {
		return p
	}
	build := paint.Woman
	if b == coach.Man {
		build = paint.Man
	}
	if s.painters == nil {
		s.painters = map[coach.Build]*paint.Painter{}
	}
	s.painters[b] = paint.New(build)
	return s.painters[b]
}

// table of the colours of a film. The caller has the lock.
func (s *Studio) table(step int) *table {
	if s.colours == nil {
		s.colours = map[int]*table{}
	}
	if s.colours[step] == nil {
		s.colours[step] = newTable(colours(step), paint.Palette())
	}
	return s.colours[step]
}

// open sets up an exercise. The caller has the lock.
func (s *Studio) open(a Ask) (*shoot, error) {
	stage, err := newStage(a.Scene, a.Phases, a.Full)
	if err != nil && (stage == nil || !s.lenient) {
		return nil, fmt.Errorf("%s: %w", a.ID, err)
	}
	w, h := a.Size(Moving, 0)
	return newShoot(s.painter(a.build()), stage, a, a.Scene.Camera, w, h, h-shelfHeight), nil
}

// Animation draws the moving picture.
func (s *Studio) Animation(a Ask) (Film, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	shoot, err := s.open(a)
	if err != nil {
		return Film{}, err
	}
	total := 0
	insets, pace := shoot.insets(), shoot.newPace()
	film := newReel(s.table(pace.levels()))
	for m, hundredths := range shoot.stage.frames() {
		m = pace.hold(shoot, m)
		before := shoot.drawn.posture
		shoot.take(m, insets)
		bytes := film.add(shoot.canvas, hundredths, pace.slack())
		pace.paid(bytes, shoot.drawn.posture != before, m.part == 1)
		total += hundredths
	}
	data, err := film.encode()
	if err != nil {
		return Film{}, fmt.Errorf("%s: %w", a.ID, err)
	}
	size := shoot.canvas.Rect
	return Film{size.Dx(), size.Dy(), len(film.out.Image), pace.moving, pace.drawn, total, data}, nil
}

// frames gives each frame in turn and how long it is shown, in hundredths of a second.
func (s *stage) frames() iter.Seq2[moment, int] {
	return func(yield func(moment, int) bool) {
		for i, b := range s.beats {
			for f := range b.seconds * FrameRate {
				part := float64(f+1) / float64(b.seconds*FrameRate)
				if !yield(moment{beat: i, part: part, posture: s.at(b, part).Posture}, delay(f)) {
					return
				}
			}
		}
	}
}

// Still draws step n: 1 is the start, then the end of each phase.
func (s *Studio) Still(a Ask, n int) (Picture, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n < 1 || n > a.Steps() {
		return Picture{}, fmt.Errorf("%s: step %d of %d", a.ID, n, a.Steps())
	}
	shoot, err := s.open(a)
	if err != nil {
		return Picture{}, err
	}
	m := shoot.stage.still(n)
	shoot.take(m, shoot.insets())
	return Picture{shoot.canvas}, nil
}

// still is the moment of step n.
func (s *stage) still(n int) moment {
	for i, b := range s.beats {
		if b.phase == n-2 || n == 1 {
			m := moment{beat: i, part: 1, still: true, posture: s.posture(b.to)}
			if n == 1 {
				m.part = 0
			}
			return m
		}
	}
	return moment{still: true, posture: body.Rest()}
}
