package dialog

import (
	"go/ast"
	"go/token"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// documented reads the kinds of the journal and what is said about their data out of the comment in journal.go.
func documented(t *testing.T) map[string]string {
	text, err := os.ReadFile("journal.go")
	if err != nil {
		t.Fatal(err)
	}
	kinds, last := map[string]string{}, ""
	for _, m := range regexp.MustCompile(`(?m)^//\t(\w+| ) +(.+)$`).FindAllStringSubmatch(string(text), -1) {
		if kind := strings.TrimSpace(m[1]); kind != "" {
			last = kind
		}
		kinds[last] += " " + m[2]
	}
	return kinds
}

// TestTheJournalIsDocumented: who reads the journal finds every kind, and every name in its data, in one place.
func TestTheJournalIsDocumented(t *testing.T) {
	kinds, noted := documented(t), map[string]bool{}
	for _, file := range sources(t) {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || called(call) != "note" {
				return true
			}
			kind := word(call.Args[0])
			noted[kind] = true
			about, ok := kinds[kind]
			if !ok {
				t.Errorf("journal.go says nothing of the kind %q", kind)
			}
			for i := 1; i < len(call.Args); i += 2 {
				if key := word(call.Args[i]); !regexp.MustCompile(`\b` + key + `\b`).MatchString(about) {
					t.Errorf("journal.go says nothing of %q in %s", key, kind)
				}
			}
			return true
		})
	}
	for kind := range kinds {
		if !noted[kind] {
			t.Errorf("journal.go tells of %q, which nobody notes", kind)
		}
	}
}

// word is what stands in a string literal; nothing else may name a kind or a key.
func word(e ast.Expr) string {
	if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
		if s, err := strconv.Unquote(lit.Value); err == nil {
			return s
		}
	}
	return "something that is no literal"
}
