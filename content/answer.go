package content

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
)

// Answer is a fixed answer to a question members ask. Its words are the texts answer.<id>.question, short enough for a
// button, and answer.<id>.text, which ends with the line for whoever is in doubt. answer.unknown is said when none fits.
type Answer struct {
	ID       string
	Sources  []string            // ids, at least one
	Keywords map[string][]string // by language; what a question is found by (words.Topic)
	Aside    bool                // found by its words, but not in the list of questions, which is long enough
}

// answersFile is answers/answers.yaml.
type answersFile struct {
	Doubt   map[string]string `yaml:"doubt"`   // by language
	Unknown map[string]string `yaml:"unknown"` // by language
	Answers []struct {
		ID       string                       `yaml:"id"`
		Aside    bool                         `yaml:"aside"`
		Sources  []string                     `yaml:"sources"`
		Keywords map[string][]string          `yaml:"keywords"` // by language
		Texts    map[string]map[string]string `yaml:"texts"`    // by language: question, text
	} `yaml:"answers"`
}

// Answers lists them all, in the order of the file.
func (l *Library) Answers() []Answer { return slices.Clone(l.answers) }

func (l *Library) readAnswers(fsys fs.FS) error {
	const name = "answers/answers.yaml"
	data, err := fs.ReadFile(fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var f answersFile
	if err == nil {
		err = decode(data, &f)
	}
	if err == nil {
		err = l.addAnswers(f)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

func (l *Library) addAnswers(f answersFile) error {
	unknown, err := doubted(f.Unknown, f.Doubt)
	if err == nil {
		err = l.addEach("answer.unknown", unknown)
	}
	if err != nil {
		return err
	}
	for _, a := range f.Answers {
		questions, texts := map[string]string{}, map[string]string{}
		for lang, said := range a.Texts {
			if len(said) != 2 || len(a.Keywords[lang]) == 0 {
				return fmt.Errorf("%s: question, text and keywords are wanted in %s", a.ID, lang)
			}
			questions[lang], texts[lang] = said["question"], said["text"]
		}
		if texts, err = doubted(texts, f.Doubt); err != nil {
			return fmt.Errorf("%s: %w", a.ID, err)
		}
		if err := l.known(a.Sources); err != nil {
			return fmt.Errorf("%s: %w", a.ID, err)
		}
		if err := l.addEach("answer."+a.ID+".question", questions); err != nil {
			return err
		}
		if err := l.addEach("answer."+a.ID+".text", texts); err != nil {
			return err
		}
		l.answers = append(l.answers, Answer{ID: a.ID, Sources: a.Sources, Keywords: a.Keywords, Aside: a.Aside})
	}
	return nil
}

// doubted puts the line for whoever is in doubt under every text, so that none can do without.
func doubted(texts, doubt map[string]string) (map[string]string, error) {
	all := maps.Clone(texts)
	for lang, text := range texts {
		if doubt[lang] == "" || text == "" {
			return nil, fmt.Errorf("no text, or no line for doubt, in %s", lang)
		}
		all[lang] = text + "\n\n" + doubt[lang]
	}
	return all, nil
}
