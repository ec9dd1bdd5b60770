package figure

import "testing"

// BenchmarkAnimation draws whole moving pictures; each has to be done within 1.5 s.
func BenchmarkAnimation(b *testing.B) {
	say := words(b, "en")
	for _, r := range exercises(b, false) {
		b.Run(r.ID, func(b *testing.B) {
			s := &Studio{lenient: true}
			a := r.ask(say, false)
			if _, err := s.Still(a, 1); err != nil { // makes the figure
				b.Fatal(err)
			}
			for b.Loop() {
				film, err := s.Animation(a)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(len(film.GIF))/1000, "kB")
			}
		})
	}
}
