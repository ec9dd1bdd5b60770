package content

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"medius/coach"
)

// exerciseFile is exercises/<id>.yaml.
type exerciseFile struct {
	Exercise `yaml:",inline"`
	Texts    map[string]map[string]any `yaml:"texts"` // by language
}

// order is the place of a role within a rung.
var order = []coach.Role{coach.Main, coach.Alternative, coach.Second, coach.Harder, coach.Extra, coach.Optional}

func (l *Library) readExercises(fsys fs.FS) error {
	names, err := fs.Glob(fsys, "exercises/*.yaml")
	if err != nil {
		return fmt.Errorf("exercises: %w", err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return fmt.Errorf("exercises: %w", err)
		}
		if err := l.addExercise(strings.TrimSuffix(path.Base(name), ".yaml"), data); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	slices.SortStableFunc(l.exercises, func(a, b Exercise) int {
		return cmp.Or(
			cmp.Compare(uint(a.Rung), uint(b.Rung)), // -1, apart from the ladder, comes last
			cmp.Compare(slices.Index(order, a.Role), slices.Index(order, b.Role)),
			cmp.Compare(a.ID, b.ID))
	})
	return l.checkFigures()
}

func (l *Library) addExercise(id string, data []byte) error {
	var file exerciseFile
	if err := decode(data, &file); err != nil {
		return err
	}
	e := file.Exercise
	if e.ID != id {
		return fmt.Errorf("id %q is not the file's name", e.ID)
	}
	if err := e.check(); err != nil {
		return err
	}
	for lang, tree := range file.Texts {
		found := phrases{}
		if err := found.flatten("exercise."+id, tree); err != nil {
			return err
		}
		if lang == Reference {
			if err := e.fit(found); err != nil {
				return err
			}
		}
		if err := l.add(lang, found); err != nil {
			return err
		}
	}
	if e.Moves == 0 {
		return fmt.Errorf("no texts in %s", Reference)
	}
	l.exercises = append(l.exercises, e)
	return nil
}

// check tells whether the facts are whole and within their bounds.
func (e Exercise) check() error {
	apart := e.Role == coach.Optional
	degrees := []Compression{Low, Medium, High}
	switch {
	case e.Rung < -1 || e.Rung > 7 || apart != (e.Rung == -1):
		return fmt.Errorf("rung %d", e.Rung)
	case !slices.Contains(order, e.Role):
		return fmt.Errorf("role %q", e.Role)
	case !slices.Contains([]Origin{FromArticle, FromComment, Added}, e.Origin) || (e.Origin == Added) != (e.Source != ""):
		return fmt.Errorf("origin %q, source %q", e.Origin, e.Source)
	case e.Dose == "" || e.Licence == "" || len(e.Equipment) == 0:
		return errors.New("dose, licence or equipment is missing")
	case apart != (e.Fixed != nil) || apart && (e.Fixed.Sets < 1 || e.Fixed.Reps < 1):
		return errors.New("a fixed dose is for what is apart from the ladder")
	case !slices.Contains(degrees, e.Compression):
		return fmt.Errorf("compression %q", e.Compression)
	case e.CompressionWorst != "" && slices.Index(degrees, e.CompressionWorst) <= slices.Index(degrees, e.Compression):
		return fmt.Errorf("compression_worst %q", e.CompressionWorst)
	case e.Works != SoreSide && e.Works != BothSides:
		return fmt.Errorf("works %q", e.Works)
	}
	return e.checkPhases()
}

func (e Exercise) checkPhases() error {
	seen := map[string]bool{}
	for _, p := range e.Phases {
		if p.Name == "" || seen[p.Name] {
			return fmt.Errorf("phase %q: no name, or twice", p.Name)
		}
		seen[p.Name] = true
		if p.Hold == (p.Seconds > 0) || p.Seconds < 0 || p.SecondsFull < 0 {
			return fmt.Errorf("phase %s: either seconds or hold", p.Name)
		}
		if p.Once != "" && p.Once != First && p.Once != Last {
			return fmt.Errorf("phase %s: once %q", p.Name, p.Once)
		}
	}
	if len(e.Phases) == 0 {
		return errors.New("no phases")
	}
	return nil
}

// fit compares the texts with the facts, and notes how many there are.
func (e *Exercise) fit(found phrases) error {
	prefix := "exercise." + e.ID + "."
	e.Moves, e.Cues, e.Mistakes = found.run(prefix+"move."), found.run(prefix+"cue."), found.run(prefix+"mistake.")
	if e.Moves != len(e.Phases) || e.Cues == 0 || e.Mistakes == 0 {
		return fmt.Errorf("%d moves for %d phases, %d cues, %d mistakes", e.Moves, len(e.Phases), e.Cues, e.Mistakes)
	}
	keys := []string{"name", "purpose", "start", "hands", "easier", "harder", "stop_when", "equipment", "origin", "tempo", "how"}
	for i := range e.Phases {
		p := &e.Phases[i]
		p.Count = prefix + "count." + p.Name
		keys = append(keys, "count."+p.Name)
		if p.SecondsFull > 0 {
			keys = append(keys, "full.move", "full.count", "full.tempo", "full.how")
		}
	}
	for _, key := range keys {
		if _, ok := found[prefix+key]; !ok {
			return fmt.Errorf("no text %s", key)
		}
	}
	if spare := len(found) - len(keys) - e.Moves - e.Cues - e.Mistakes; spare != 0 {
		return fmt.Errorf("%d texts that nobody asks for", spare)
	}
	return fitBlanks(found)
}

// fitBlanks keeps it simple for the caller: the words of an exercise stand for themselves.
func fitBlanks(found phrases) error {
	for key, p := range found {
		if len(p.blanks) > 0 {
			return fmt.Errorf("%s: blanks %v in an exercise", key, p.blanks)
		}
	}
	return nil
}

// run counts the texts prefix+1, prefix+2 and so on.
func (ps phrases) run(prefix string) int {
	n := 0
	for {
		if _, ok := ps[fmt.Sprint(prefix, n+1)]; !ok {
			return n
		}
		n++
	}
}
