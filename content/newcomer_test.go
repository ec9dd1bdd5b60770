package content

import (
	"io/fs"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// A language that does not exist is made by copying English under another name, file by file as docs/languages.md says.

// newcomer is one that is not there yet, with the plural forms of English.
var newcomer = func() string {
	for _, lang := range []string{"nl", "sv", "da"} {
		if _, err := files.Open("texts/" + lang + ".yaml"); err != nil {
			return lang
		}
	}
	panic("name another one")
}()

var (
	fileStep    = regexp.MustCompile("(?m)^\\| `(content/[^`]+)` \\|")
	wordsOfTest = regexp.MustCompile("(?m)^\\| `(Test[A-Za-z]+)` \\|")
	inEnglish   = regexp.MustCompile(`^( *)en:`)
)

// newcomerSteps are what is done for each file that the paper names.
var newcomerSteps = map[string]func(t *testing.T, tree fstest.MapFS){
	"content/texts/xx.yaml": func(t *testing.T, tree fstest.MapFS) {
		text := string(tree["texts/en.yaml"].Data)
		at := strings.Index(text, "\nfigure:") // other words make other pictures
		tree["texts/"+newcomer+".yaml"] = file(text[:at] + regexp.MustCompile(`(?m)^(  [a-z_0-9]{5,}: [^"\n]+)$`).ReplaceAllString(text[at:], "$1 ·"))
	},
	"content/texts/words.xx.yaml": func(t *testing.T, tree fstest.MapFS) {
		tree["texts/words."+newcomer+".yaml"] = file(strings.Replace(string(tree["texts/words.en.yaml"].Data), "language: en", "language: "+newcomer, 1))
	},
	"content/exercises/*.yaml":     double("exercises/*.yaml"),
	"content/tips/*.yaml":          double("tips/*.yaml"),
	"content/answers/answers.yaml": double("answers/answers.yaml"),
	"content/sources/sources.yaml": double("sources/sources.yaml"),
	"content/texts/*.yaml": func(t *testing.T, tree fstest.MapFS) {
		nameIt(t, tree, "texts/en.yaml", "texts/de.yaml", "texts/"+newcomer+".yaml")
	},
	"content/places/countries.xx.tsv": nil, // is made by a test
}

func file(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }

// double says in each file what is said in English once more, in the new language.
func double(pattern string) func(*testing.T, fstest.MapFS) {
	return func(t *testing.T, tree fstest.MapFS) {
		names, err := fs.Glob(tree, pattern)
		if err != nil || len(names) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(names), err)
		}
		for _, name := range names {
			tree[name] = file(doubled(string(tree[name].Data)))
		}
	}
}

func doubled(text string) string {
	var out []string
	lines := strings.Split(text, "\n")
	for i := 0; i < len(lines); i++ {
		out = append(out, lines[i])
		english := inEnglish.FindStringSubmatch(lines[i])
		if english == nil {
			continue
		}
		end := i + 1
		for end < len(lines) && (strings.TrimSpace(lines[end]) == "" || strings.HasPrefix(lines[end], english[1]+" ")) {
			end++
		}
		inside := lines[i+1 : end]
		out = append(append(out, inside...), strings.Replace(lines[i], "en:", newcomer+":", 1))
		out = append(out, inside...)
		i = end - 1
	}
	return strings.Join(out, "\n")
}

// nameIt gives the button in /language its words.
func nameIt(t *testing.T, tree fstest.MapFS, names ...string) {
	for _, name := range names {
		if tree[name] == nil {
			continue
		}
		text := string(tree[name].Data)
		named := strings.Replace(text, "\n    de: Deutsch\n", "\n    de: Deutsch\n    "+newcomer+": Newcomer\n", 1)
		if named == text {
			t.Fatalf("%s: no place for the name of a language", name)
		}
		tree[name] = file(named)
	}
}

// stepsOnPaper are the files of the first table, and the tests of the second.
func stepsOnPaper(t *testing.T) (steps, tests []string) {
	t.Helper()
	paper, err := os.ReadFile("../docs/languages.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range fileStep.FindAllSubmatch(paper, -1) {
		steps = append(steps, string(m[1]))
	}
	for _, m := range wordsOfTest.FindAllSubmatch(paper, -1) {
		tests = append(tests, string(m[1]))
	}
	return steps, tests
}

func unpacked(t *testing.T) fstest.MapFS {
	t.Helper()
	tree := fstest.MapFS{}
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := files.ReadFile(name)
		tree[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// With every step of the paper a language is switched on; with one of them left out it is not, or the loader says what is wrong.
func TestALanguageIsCompleteOrOff(t *testing.T) {
	steps, _ := stepsOnPaper(t)
	if want := slices.Sorted(maps.Keys(newcomerSteps)); !slices.Equal(slices.Sorted(slices.Values(steps)), want) {
		t.Fatalf("docs/languages.md names %q, this test knows %q", steps, want)
	}
	for _, left := range append(steps, "") {
		if left != "" && (newcomerSteps[left] == nil || left == "content/texts/*.yaml") {
			continue // the conversation and the places notice that
		}
		tree := unpacked(t)
		for _, step := range steps {
			if do := newcomerSteps[step]; do != nil && step != left && (step != "content/texts/*.yaml" || left != "content/texts/xx.yaml") {
				do(t, tree)
			}
		}
		l, err := load(tree)
		on := err == nil && slices.Contains(l.Languages(), newcomer)
		if on != (left == "") {
			t.Errorf("without %q the language is on: %t, %v", left, on, err)
		}
		if err == nil && !slices.Contains(l.Languages(), "de") {
			t.Errorf("without %q German is off: %.300q", left, l.Gaps("de"))
		}
	}
}
