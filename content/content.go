// Package content is what the coach says and shows: texts in every language, exercises and places, as data, and the
// loader that refuses data it cannot stand behind. No sentence that a member reads stands in Go code.
//
// Texts stand in texts/<language>.yaml (the conversation), under texts.<language> in exercises/<id>.yaml, and beside the
// tips, answers and sources. They all end up in one list of keys per language: nested keys are joined by dots, lists
// count from 1 (exercise.hip_drop.cue.1). A text is a snippet of Telegram HTML with named blanks: {reps}. What fills a
// blank is escaped by the caller.
package content

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

//go:embed texts/*.yaml exercises/*.yaml tips/*.yaml answers/*.yaml sources/*.yaml
var files embed.FS

// Reference is the language every other one is compared with; it is always complete.
const Reference = "en"

// Library holds everything that was loaded. It does not change afterwards and may be used by many goroutines.
type Library struct {
	texts      map[string]phrases // by language, complete or not
	words      map[string][]byte  // texts/words.<language>.yaml, by language
	languages  []string           // complete ones, Reference first
	matcher    language.Matcher   // over languages, in the same order
	localizers map[string]*i18n.Localizer
	exercises  []Exercise
	sources    []Source
	tips       []Tip
	answers    []Answer
}

// ErrUnknown is returned for a language that is not switched on, or a key that does not exist.
var ErrUnknown = errors.New("no such text")

// Load reads the data that is built into the program. An error names the file and the key at fault.
func Load() (*Library, error) { return load(files) }

func load(fsys fs.FS) (*Library, error) {
	l := &Library{texts: map[string]phrases{}, words: map[string][]byte{}}
	if err := l.readTexts(fsys); err != nil {
		return nil, err
	}
	for _, read := range []func(fs.FS) error{l.readExercises, l.readSources, l.readTips, l.readAnswers} {
		if err := read(fsys); err != nil {
			return nil, err
		}
	}
	if len(l.texts[Reference]) == 0 {
		return nil, fmt.Errorf("texts: no %s.yaml", Reference)
	}
	if err := l.switchOn(); err != nil {
		return nil, err
	}
	return l, nil
}

func (l *Library) readTexts(fsys fs.FS) error {
	names, err := fs.Glob(fsys, "texts/*.yaml")
	if err != nil {
		return fmt.Errorf("texts: %w", err)
	}
	for _, name := range names {
		lang := strings.TrimSuffix(path.Base(name), ".yaml")
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return fmt.Errorf("texts: %w", err)
		}
		if of, isWords := strings.CutPrefix(lang, "words."); isWords {
			l.words[of] = data
			continue
		}
		found, err := parseTexts(data)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if err := l.add(lang, found); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// add puts phrases into a language; a key may come from one place only.
func (l *Library) add(lang string, found phrases) error {
	tag, err := language.Parse(lang)
	if err != nil {
		return fmt.Errorf("language %q: %w", lang, err)
	}
	if l.texts[lang] == nil {
		l.texts[lang] = phrases{}
	}
	for _, key := range slices.Sorted(maps.Keys(found)) {
		if _, taken := l.texts[lang][key]; taken {
			return fmt.Errorf("%s: said twice", key)
		}
		if err := found[key].fits(tag); err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
		l.texts[lang][key] = found[key]
	}
	return nil
}

// switchOn makes the complete languages available.
func (l *Library) switchOn() error {
	bundle := i18n.NewBundle(language.Make(Reference))
	l.localizers = map[string]*i18n.Localizer{}
	tags := []language.Tag{}
	for _, lang := range slices.Sorted(maps.Keys(l.texts)) {
		if len(l.Gaps(lang)) > 0 {
			continue
		}
		tag := language.Make(lang)
		for key, p := range l.texts[lang] {
			if !p.plural() {
				continue // there is nothing to choose
			}
			if err := bundle.AddMessages(tag, p.message(key)); err != nil {
				return fmt.Errorf("language %s: %s: %w", lang, key, err)
			}
		}
		l.localizers[lang] = i18n.NewLocalizer(bundle, lang)
		at := len(l.languages)
		if lang == Reference {
			at = 0 // the matcher falls back to the first
		}
		l.languages = slices.Insert(l.languages, at, lang)
		tags = slices.Insert(tags, at, tag)
	}
	l.matcher = language.NewMatcher(tags)
	return nil
}
