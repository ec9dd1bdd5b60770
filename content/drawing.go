package content

import (
	"cmp"
	"fmt"

	"medius/coach"
	"medius/content/figure"
)

// Drawings gives what finds the drawing of a look; the studio draws it.
func (l *Library) Drawings(studio *figure.Studio) func(Look) (Drawing, error) {
	return func(look Look) (Drawing, error) {
		ask, err := l.Ask(look.Exercise, look.Language, look.Side, cmp.Or(look.Build, coach.Woman), look.Full)
		if err != nil {
			return Drawing{}, err
		}
		n := number(ask, look)
		hash, err := ask.Hash(look.View, n)
		if err != nil {
			return Drawing{}, err
		}
		d := Drawing{Hash: hash}
		d.Width, d.Height = ask.Size(look.View, n)
		switch look.View {
		case figure.Moving:
			d.Moving, d.Seconds = true, ask.Seconds()
			d.Draw = func() ([]byte, error) {
				film, err := studio.Animation(ask)
				return film.GIF, err
			}
		case figure.Step:
			d.Draw = func() ([]byte, error) { return still(studio.Still(ask, n)) }
		case figure.Wrong:
			d.Draw = func() ([]byte, error) { return still(studio.Wrong(ask, n)) }
		default:
			return Drawing{}, fmt.Errorf("view %q: %w", look.View, ErrUnknown)
		}
		return d, nil
	}
}

// number is which still is meant. The end of an exercise is the end of its last phase: one more than there are stills.
func number(ask figure.Ask, look Look) int {
	switch look.View {
	case figure.Moving:
		return 0
	case figure.Step:
		if look.Number == ask.Steps()+1 {
			return ask.Steps()
		}
	}
	return look.Number
}

func still(p figure.Picture, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	return p.PNG()
}

// Looks lists every picture that members can be shown: of each exercise that has a figure, in these languages, for each
// side and build.
func (l *Library) Looks(languages []string) []Look {
	var looks []Look
	for _, e := range l.exercises {
		ranges := []bool{false}
		if e.fullPhase() >= 0 {
			ranges = append(ranges, true)
		}
		for _, full := range ranges {
			for _, language := range languages {
				for _, side := range []coach.Side{"", coach.Left, coach.Right} {
					for _, build := range []coach.Build{coach.Woman, coach.Man} {
						looks = append(looks, e.looks(Look{Exercise: e.ID, Side: side, Full: full, Build: build, Language: language})...)
					}
				}
			}
		}
	}
	return looks
}

// looks lists the views of an exercise.
func (e Exercise) looks(look Look) []Look {
	if len(e.Figure.Cycle) == 0 {
		return nil
	}
	look.View = figure.Moving
	looks := []Look{look}
	look.View = figure.Step
	for look.Number = 1; look.Number <= 1+len(e.Phases); look.Number++ {
		looks = append(looks, look)
	}
	look.View = figure.Wrong
	for look.Number = 1; look.Number <= len(e.Figure.Drawn(look.Full)); look.Number++ {
		looks = append(looks, look)
	}
	return looks
}
