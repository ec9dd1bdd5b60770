package report

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"medius/coach"
)

// constants reads the values of a type's constants out of a file of coach.
func constants(t *testing.T, file, kind string) []string {
	t.Helper()
	tree, err := parser.ParseFile(token.NewFileSet(), "../coach/"+file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	ast.Inspect(tree, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 {
			return true
		}
		name, ok := spec.Type.(*ast.Ident)
		if lit, isLit := spec.Values[0].(*ast.BasicLit); ok && isLit && name.Name == kind {
			text, _ := strconv.Unquote(lit.Value)
			found = append(found, text)
		}
		return true
	})
	if len(found) == 0 {
		t.Fatalf("%s: no constants of %s", file, kind)
	}
	return found
}

// Whoever adds a reason, a flag, an outcome or a judgement to the rules gives it words for the physiotherapist.
func TestEverythingOnTheReportHasWords(t *testing.T) {
	library, err := texts()
	if err != nil {
		t.Fatal(err)
	}
	want := []string{}
	for _, reason := range constants(t, "reason.go", "Reason") {
		want = append(want, "report.reason."+strings.ToLower(reason))
	}
	for _, flag := range append(constants(t, "safety.go", "Flag"), constants(t, "milestone.go", "Flag")...) {
		want = append(want, "report.flag."+strings.ToLower(flag))
	}
	for _, judged := range constants(t, "outcome.go", "Judgement") {
		want = append(want, "report.judged."+judged)
	}
	for _, o := range constants(t, "diary.go", "Outcome") {
		want = append(want, "chart.outcome."+o)
		if o != string(coach.Done) {
			want = append(want, "chart.weeks.caption."+o)
		}
	}
	for _, at := range coach.Situations() {
		want = append(want, "report.measure."+string(at))
	}
	for _, key := range want {
		if !library.Has(key) {
			t.Errorf("no text %s", key)
		}
	}
	if len(flags) != len(constants(t, "safety.go", "Flag"))+1 {
		t.Errorf("%d flags have words of their own", len(flags))
	}
}

// The font has every letter that the texts of every language need.
func TestTheFontHasEveryLetter(t *testing.T) {
	library, err := texts()
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range library.Languages() {
		for _, key := range library.Keys(lang) {
			if !strings.HasPrefix(key, "chart.") && !strings.HasPrefix(key, "report.") && !strings.HasPrefix(key, "exercise.") {
				continue
			}
			blanks := map[string]any{}
			for _, b := range library.Blanks(key) {
				blanks[b] = 2
			}
			text, err := library.Say(lang, key, blanks)
			if err != nil {
				t.Fatal(err)
			}
			if got := printable(strings.ReplaceAll(text, "\n", " ")); got != strings.ReplaceAll(text, "\n", " ") {
				t.Errorf("%s in %s: %q", key, lang, got)
			}
		}
	}
}

// Whatever a member writes can be printed, letter for letter where the font has them.
func TestWhatAMemberWritesCanBePrinted(t *testing.T) {
	for give, want := range map[string]string{
		"Treppe, 2. Stock ≥ 1 km":  "Treppe, 2. Stock ≥ 1 km",
		"Žluťoučký kůň, łódź, ÇĞŞ": "Žluťoučký kůň, łódź, ÇĞŞ",
		"Прогулка, βόλτα":          "Прогулка, βόλτα",
		"go 🏃 run":                 "go run",
		"Anna 🌸":                   "Anna",
		"🌸🌸 Anna":                  "Anna",
		"🏃‍♀️ run, 👍🏽 ❤️":          "run,",
		"🇩🇪 1️⃣":                   "1",
		"🦩":                        "",
		"♀ and ♂":                  "♀ and ♂",
		"a\tb\nc\x00d\u200be":      "a b cde",
		"走る":                       "??",
	} {
		if got := printable(give); got != want {
			t.Errorf("%q gives %q, want %q", give, got, want)
		}
	}
}
