package content

import (
	"fmt"
	"io/fs"
	"slices"

	"medius/coach"
)

// Tip is one short piece of advice; its words are the text tip.<id>.
type Tip struct {
	coach.Tip
	Sources []string // ids, at least one
}

// tipFile is one entry of tips/*.yaml.
type tipFile struct {
	ID      string            `yaml:"id"`
	Themes  []coach.Theme     `yaml:"themes"`
	Missed  bool              `yaml:"missed"`
	Sources []string          `yaml:"sources"`
	Texts   map[string]string `yaml:"texts"` // by language
}

// tipFiles are read in this order; the first one holds those of the first two weeks.
var tipFiles = []string{"tips/first_weeks.yaml", "tips/later.yaml"}

// Tips lists all tips in their order.
func (l *Library) Tips() []Tip { return slices.Clone(l.tips) }

func (l *Library) readTips(fsys fs.FS) error {
	for i, name := range tipFiles {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			continue // a library without tips is none the worse; TestTipsAreComplete watches over the shipped one
		}
		var files []tipFile
		err = decode(data, &files)
		for _, f := range files {
			if err == nil {
				err = l.addTip(f, i == 0)
			}
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func (l *Library) addTip(f tipFile, first bool) error {
	for _, theme := range f.Themes {
		if !slices.Contains(coach.Themes(), theme) {
			return fmt.Errorf("%s: no theme %q", f.ID, theme)
		}
	}
	if err := l.known(f.Sources); err != nil {
		return fmt.Errorf("%s: %w", f.ID, err)
	}
	if err := l.addEach("tip."+f.ID, f.Texts); err != nil {
		return err
	}
	l.tips = append(l.tips, Tip{Tip: coach.Tip{ID: f.ID, First: first, Themes: f.Themes, Missed: f.Missed}, Sources: f.Sources})
	return nil
}
