package figure

import (
	"testing"
)

// BenchmarkAnimation draws whole moving pictures, each of which has to be done within 1.5 s. Beside its time it tells the
// size of the file and how often in a second of movement the figure is drawn anew.
func BenchmarkAnimation(b *testing.B) {
	say := words(b, "en")
	for _, r := range exercises(b, false) {
		benchmarkFilm(b, r.ID, r.ask(say, false))
		if r.hasFull() {
			benchmarkFilm(b, r.ID+"_full", r.ask(say, true))
		}
	}
}

func benchmarkFilm(b *testing.B, name string, a Ask) {
	b.Run(name, func(b *testing.B) {
		s := ready(b, a)
		for b.Loop() {
			film, err := s.Animation(a)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(len(film.GIF))/1000, "kB")
			b.ReportMetric(FrameRate*float64(film.Drawn)/float64(max(film.Moving, 1)), "redraws/s")
		}
	})
}

// ready gives a studio that has made its figure and its palette.
func ready(b *testing.B, a Ask) *Studio {
	b.Helper()
	s := &Studio{lenient: true}
	if _, err := s.Still(a, 1); err != nil {
		b.Fatal(err)
	}
	return s
}

// BenchmarkStill draws one step and encodes it.
func BenchmarkStill(b *testing.B) {
	a := sample(b)
	s := ready(b, a)
	for b.Loop() {
		pic, err := s.Still(a, 2)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := pic.PNG(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLibrary draws every picture of every exercise for a right hip, encoded: 60 s are what it may take.
func BenchmarkLibrary(b *testing.B) {
	say := words(b, "en")
	for b.Loop() {
		s := &Studio{lenient: true}
		pictures := 0
		for _, r := range exercises(b, false) {
			pictures += drawAll(b, s, r.ask(say, false))
			if r.hasFull() {
				pictures += drawAll(b, s, r.ask(say, true))
			}
		}
		b.ReportMetric(float64(pictures), "pictures")
	}
}

// drawAll draws all pictures of an exercise and tells how many there are.
func drawAll(b *testing.B, s *Studio, a Ask) int {
	b.Helper()
	if _, err := s.Animation(a); err != nil {
		b.Fatal(err)
	}
	encode := func(p Picture, err error) {
		if err == nil {
			_, err = p.PNG()
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	for n := 1; n <= a.Steps(); n++ {
		encode(s.Still(a, n))
	}
	for n := 1; n <= a.Mistakes(); n++ {
		encode(s.Wrong(a, n))
	}
	return 1 + a.Steps() + a.Mistakes()
}
