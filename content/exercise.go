package content

import "io/fs"

// Exercise is one movement of the programme.
type Exercise struct {
	ID string
}

func (l *Library) readExercises(fs.FS) error { return nil }

// Exercises lists the catalogue, by rung.
func (l *Library) Exercises() []Exercise { return l.exercises }
