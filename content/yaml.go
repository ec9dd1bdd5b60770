package content

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

// keyPart is what may stand between the dots of a key. A key may be written with dots, too.
var keyPart = regexp.MustCompile(`^[a-z0-9_]+(\.[a-z0-9_]+)*$`)

// parseTexts reads a text file: nested maps, lists and texts.
func parseTexts(data []byte) (phrases, error) {
	var tree map[string]any
	if err := decode(data, &tree); err != nil {
		return nil, err
	}
	found := phrases{}
	return found, found.flatten("", tree)
}

// flatten walks down the tree and puts every text under its dotted key.
func (ps phrases) flatten(key string, node any) error {
	switch node := node.(type) {
	case string:
		return ps.put(key, map[string]string{"other": node}, false)
	case map[string]any:
		if texts := pluralForms(node); texts != nil {
			return ps.put(key, texts, true)
		}
		for _, name := range slices.Sorted(maps.Keys(node)) {
			if !keyPart.MatchString(name) {
				return fmt.Errorf("%s: %q is not a key: small letters, digits and _ only", key, name)
			}
			if err := ps.flatten(join(key, name), node[name]); err != nil {
				return err
			}
		}
		return nil
	case []any:
		for i, item := range node {
			if err := ps.flatten(join(key, fmt.Sprint(i+1)), item); err != nil {
				return err
			}
		}
		return nil
	}
	return fmt.Errorf("%s: not a text but %T; quote it", key, node)
}

// pluralForms gives the forms when a map consists of nothing but them, nil otherwise. Without "other", which every
// language has, the names are ordinary keys.
func pluralForms(node map[string]any) map[string]string {
	if _, ok := node["other"].(string); !ok {
		return nil
	}
	texts := map[string]string{}
	for name, value := range node {
		text, isText := value.(string)
		if _, isForm := forms[name]; !isForm || !isText {
			return nil
		}
		texts[name] = strings.TrimRight(text, "\n")
	}
	return texts
}

func (ps phrases) put(key string, texts map[string]string, isPlural bool) error {
	if key == "" {
		return fmt.Errorf("a text without a key")
	}
	if _, taken := ps[key]; taken {
		return fmt.Errorf("%s: said twice", key)
	}
	for form, text := range texts {
		texts[form] = strings.TrimRight(text, "\n") // a YAML block ends with one
	}
	p, err := newPhrase(texts, isPlural)
	if err != nil {
		return fmt.Errorf("%s: %w", key, err)
	}
	ps[key] = p
	return nil
}

func join(key, name string) string {
	if key == "" {
		return name
	}
	return key + "." + name
}

// decode reads YAML strictly: no field twice, none that into does not have. The parser panics on some malformed files
// (a tag where a list should be), which is an error here like any other.
func decode(data []byte, into any) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("yaml: %v", cause)
		}
	}()
	if err := yaml.UnmarshalWithOptions(data, into, yaml.Strict()); err != nil {
		return fmt.Errorf("yaml: %w", err)
	}
	return nil
}
