package content

import (
	"errors"
	"fmt"

	"medius/coach"
	"medius/content/figure"
)

// Ask gives what the figures need to know to show an exercise in a language: for a sore side ("" for neither), with a
// build, in the full range where the exercise has one and full is set.
func (l *Library) Ask(id, lang string, side coach.Side, build coach.Build, full bool) (figure.Ask, error) {
	e, ok := l.Exercise(id)
	switch {
	case !ok:
		return figure.Ask{}, fmt.Errorf("exercise %q: %w", id, ErrUnknown)
	case l.localizers[lang] == nil:
		return figure.Ask{}, fmt.Errorf("language %q: %w", lang, ErrUnknown)
	case len(e.Figure.Cycle) == 0:
		return figure.Ask{}, fmt.Errorf("exercise %s: %w", id, errNoFigure)
	}
	full = full && e.fullPhase() >= 0
	return figure.Ask{
		ID: id, Scene: e.Figure, Phases: e.figurePhases(full), Side: side, Build: build, Full: full, Alike: e.Symmetric,
		Say: func(key string) string {
			text, err := l.Say(lang, key, nil)
			if err != nil {
				return key // load has seen to it that there is none
			}
			return text
		},
	}, nil
}

var errNoFigure = errors.New("no figure")

// fullPhase is the index of the phase that differs in the full range, -1 when there is no such form.
func (e Exercise) fullPhase() int {
	for i, p := range e.Phases {
		if p.SecondsFull > 0 {
			return i
		}
	}
	return -1
}

func (e Exercise) figurePhases(full bool) []figure.Phase {
	phases := make([]figure.Phase, len(e.Phases))
	for i, p := range e.Phases {
		phases[i] = figure.Phase{Name: p.Name, Seconds: p.Seconds, Hold: p.Hold, Once: p.Once != "", Count: p.Count}
		if full && p.SecondsFull > 0 {
			phases[i].Full, phases[i].Seconds = true, p.SecondsFull
			phases[i].Count = "exercise." + e.ID + ".full.count"
		}
	}
	return phases
}

// checkFigures tells whether every word that a figure shows is there.
func (l *Library) checkFigures() error {
	for _, e := range l.exercises {
		if len(e.Figure.Cycle) == 0 {
			continue
		}
		ask := figure.Ask{ID: e.ID, Scene: e.Figure, Phases: e.figurePhases(false)}
		for _, key := range ask.Says() {
			if p, ok := l.texts[Reference][key]; !ok || len(p.blanks) > 0 {
				return fmt.Errorf("exercise %s: the figure says %s, which is no text, or one with blanks", e.ID, key)
			}
		}
	}
	return nil
}
