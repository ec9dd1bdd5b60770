package content

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"slices"
)

// Source is where a fact comes from. Its text source.<id>.about says in one sentence what is to be found there.
type Source struct {
	ID      string `yaml:"id"`
	Title   string `yaml:"title"`   // not translated
	Address string `yaml:"address"` // public, "" for what has none
}

// sourceFile is one entry of sources/sources.yaml.
type sourceFile struct {
	Source `yaml:",inline"`
	About  map[string]string `yaml:"about"` // by language
}

// Sources lists every source, in the order of the file.
func (l *Library) Sources() []Source { return slices.Clone(l.sources) }

// Source finds one.
func (l *Library) Source(id string) (Source, bool) {
	for _, s := range l.sources {
		if s.ID == id {
			return s, true
		}
	}
	return Source{}, false
}

func (l *Library) readSources(fsys fs.FS) error {
	const name = "sources/sources.yaml"
	data, err := fs.ReadFile(fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var files []sourceFile
	if err == nil {
		err = decode(data, &files)
	}
	for _, f := range files {
		if err == nil {
			err = l.addSource(f)
		}
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

func (l *Library) addSource(f sourceFile) error {
	if _, taken := l.Source(f.ID); taken || f.Title == "" {
		return fmt.Errorf("%q: twice, or without a title", f.ID)
	}
	if f.Address != "" {
		if u, err := url.Parse(f.Address); err != nil || u.Host == "" || u.User != nil {
			return fmt.Errorf("%s: %q is no public address", f.ID, f.Address)
		}
	}
	if err := l.addEach("source."+f.ID+".about", f.About); err != nil {
		return err
	}
	l.sources = append(l.sources, f.Source)
	return nil
}

// addEach puts one text into every language it is given in.
func (l *Library) addEach(key string, texts map[string]string) error {
	if texts[Reference] == "" {
		return fmt.Errorf("%s: no text in %s", key, Reference)
	}
	for lang, text := range texts {
		found := phrases{}
		if err := found.flatten(key, text); err != nil {
			return err
		}
		if err := fitBlanks(found); err != nil {
			return err
		}
		if err := l.add(lang, found); err != nil {
			return err
		}
	}
	return nil
}

// known tells whether sources are named, and all of them exist.
func (l *Library) known(sources []string) error {
	if len(sources) == 0 {
		return errors.New("no sources")
	}
	for _, id := range sources {
		if _, ok := l.Source(id); !ok {
			return fmt.Errorf("no source %q", id)
		}
	}
	return nil
}
