package medius_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// papers are all documents, by path.
func papers(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name != "." && strings.HasPrefix(entry.Name(), "."):
			return fs.SkipDir
		case filepath.Ext(name) == ".md":
			text, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			found[filepath.ToSlash(name)] = string(text)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

var (
	link    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading = regexp.MustCompile(`(?m)^#+ +(.+)$`)
	unlinky = regexp.MustCompile(`[^\pL\pN _-]`)
	fence   = regexp.MustCompile("(?ms)^ *```.*?^ *```")
)

// anchors are the names of a document's headings, as the forges make them.
func anchors(text string) map[string]bool {
	names := map[string]bool{}
	for _, match := range heading.FindAllStringSubmatch(fence.ReplaceAllString(text, ""), -1) {
		name := unlinky.ReplaceAllString(strings.ToLower(strings.TrimSpace(match[1])), "")
		names[strings.ReplaceAll(name, " ", "-")] = true
	}
	return names
}

// TestLinksLeadSomewhere: to a file that is there, and to a heading it has.
func TestLinksLeadSomewhere(t *testing.T) {
	all := papers(t)
	for name, text := range all {
		for _, match := range link.FindAllStringSubmatch(fence.ReplaceAllString(text, ""), -1) {
			if strings.Contains(match[1], "://") {
				continue
			}
			file, anchor, _ := strings.Cut(match[1], "#")
			target := name
			if file != "" {
				target = filepath.ToSlash(filepath.Join(filepath.Dir(name), file))
			}
			if _, err := os.Stat(target); err != nil {
				t.Errorf("%s: %s: %v", name, match[1], err)
				continue
			}
			if there, ok := all[target]; ok && anchor != "" && !anchors(there)[anchor] {
				t.Errorf("%s: %s: no such heading", name, match[1])
			}
		}
	}
}

// literals finds the strings that stand first in the rows of a table in a Go file, or are given to constants of a type.
func literals(t *testing.T, file string, want func(ast.Node) ast.Expr) []string {
	t.Helper()
	tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	ast.Inspect(tree, func(n ast.Node) bool {
		if n == nil {
			return false
		}
		if lit, ok := want(n).(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if text, err := strconv.Unquote(lit.Value); err == nil {
				found = append(found, text)
			}
		}
		return true
	})
	if len(found) == 0 {
		t.Fatalf("%s: nothing found", file)
	}
	return found
}

// TestThePaperNamesEveryRule: whoever adds a row or a reason explains it to the physiotherapist.
func TestThePaperNamesEveryRule(t *testing.T) {
	paper := papers(t)["docs/adaptation.md"]
	rows := literals(t, "coach/adapt.go", func(n ast.Node) ast.Expr {
		if row, ok := n.(*ast.CompositeLit); ok && row.Type == nil && len(row.Elts) > 1 {
			return row.Elts[0]
		}
		return nil
	})
	for _, row := range rows {
		if !strings.Contains(paper, "\n| "+row+" |") {
			t.Errorf("docs/adaptation.md has no row %s", row)
		}
	}
	reasons := literals(t, "coach/reason.go", func(n ast.Node) ast.Expr {
		if spec, ok := n.(*ast.ValueSpec); ok && len(spec.Values) == 1 {
			return spec.Values[0]
		}
		return nil
	})
	for _, reason := range reasons {
		if !strings.Contains(paper, "`"+reason+"`") {
			t.Errorf("docs/adaptation.md does not name the reason %s", reason)
		}
	}
	version := literals(t, "coach/decision.go", func(n ast.Node) ast.Expr {
		if spec, ok := n.(*ast.ValueSpec); ok && spec.Names[0].Name == "RulesVersion" {
			return spec.Values[0]
		}
		return nil
	})
	if !strings.Contains(paper, "Rules version: **"+version[0]+"**") {
		t.Errorf("docs/adaptation.md is not about version %s of the rules", version[0])
	}
}

// TestThePaperNamesEveryFlag: a red flag that can lock a member is explained.
func TestThePaperNamesEveryFlag(t *testing.T) {
	paper := papers(t)["docs/safety.md"]
	flags := literals(t, "coach/safety.go", func(n ast.Node) ast.Expr {
		if spec, ok := n.(*ast.ValueSpec); ok && len(spec.Values) == 1 {
			return spec.Values[0]
		}
		return nil
	})
	for _, flag := range flags {
		if !strings.Contains(paper, "`"+flag+"`") {
			t.Errorf("docs/safety.md does not name %s", flag)
		}
	}
}

// purpose is the sentence that every other text must agree with.
const purpose = "medius reminds adults whose health professional has named their problem gluteal tendinopathy (greater trochanteric " +
	"pain syndrome) of a published exercise routine, guides them through the sets, keeps a log, and fits the number of " +
	"repetitions to the pain scores they enter, by fixed rules that anyone can read."

// TestTheIntendedPurposeIsTheSameEverywhere: where it is told, it is told in the same words.
func TestTheIntendedPurposeIsTheSameEverywhere(t *testing.T) {
	for _, name := range []string{"README.md", "docs/safety.md", "content/texts/en.yaml"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Error(err)
			continue
		}
		one := strings.Join(strings.Fields(strings.ReplaceAll(string(text), "\n> ", "\n")), " ")
		if !strings.Contains(one, purpose) {
			t.Errorf("%s does not tell the intended purpose word for word", name)
		}
	}
}

// TestTheHouseIsOnPaper: every room is in the picture.
func TestTheHouseIsOnPaper(t *testing.T) {
	paper := papers(t)["docs/ARCHITECTURE.md"]
	for folder := range rooms {
		if !strings.Contains(paper, "`"+folder+"`") {
			t.Errorf("docs/ARCHITECTURE.md does not name %s", folder)
		}
	}
}

var keyRow = regexp.MustCompile("(?m)^\\| `([a-z_.]+)` \\| `(MEDIUS_[A-Z_]+)` \\|")

// TestThePaperNamesEveryKey: a setting the owner cannot read about is no setting. The README has the most important ones
// only, under their right names, and leads to the others.
func TestThePaperNamesEveryKey(t *testing.T) {
	all := papers(t)
	makers := []string{"text", "whole", "decimal", "length", "list", "level", "flag"}
	known := map[string]string{}
	for _, key := range literals(t, "cmd/medius/key.go", func(n ast.Node) ast.Expr {
		if call, ok := n.(*ast.CallExpr); ok && len(call.Args) > 1 {
			if name, ok := call.Fun.(*ast.Ident); ok && slices.Contains(makers, name.Name) {
				return call.Args[0]
			}
		}
		return nil
	}) {
		known[key] = "MEDIUS_" + strings.ToUpper(strings.ReplaceAll(key, ".", "_"))
		if !strings.Contains(all["docs/configuration.md"], "\n| `"+key+"` | `"+known[key]+"` |") {
			t.Errorf("docs/configuration.md has no line for %s and %s", key, known[key])
		}
	}
	rows := keyRow.FindAllStringSubmatch(all["README.md"], -1)
	if len(rows) == 0 || !strings.Contains(all["README.md"], "](docs/configuration.md)") {
		t.Errorf("README.md has %d keys and a link to all of them, or not", len(rows))
	}
	for _, row := range rows {
		if known[row[1]] != row[2] {
			t.Errorf("README.md: %s is not called %s", row[1], row[2])
		}
	}
}

var testName = regexp.MustCompile("`(Test[A-Z]\\w+|Fuzz[A-Z]\\w+)`")

// TestThePaperNamesRealTests: a guard that was renamed is looked for in vain.
func TestThePaperNamesRealTests(t *testing.T) {
	real := map[string]bool{}
	for _, s := range sources(t) {
		for _, decl := range s.file.Decls {
			if f, ok := decl.(*ast.FuncDecl); ok && s.test {
				real[f.Name.Name] = true
			}
		}
	}
	for name, text := range papers(t) {
		for _, match := range testName.FindAllStringSubmatch(text, -1) {
			if !real[match[1]] {
				t.Errorf("%s: there is no %s", name, match[1])
			}
		}
	}
}
