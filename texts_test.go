package medius_test

import (
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"medius/coach"
	"medius/coach/dialog"
	"medius/content"
)

// keyLike is the shape of a text key in Go code, or of the beginning of one: "reason." + something.
var keyLike = regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*\.?$`)

// sayers take a text key as their first argument.
var sayers = []string{"phrase", "say", "button", "yesNo", "tell", "toast", "turnAway"}

// spoken collects what the conversation asks of the texts: keys that are certainly keys, and everything that may be one.
func spoken(t *testing.T) (certain map[string]token.Pos, possible []string) {
	certain = map[string]token.Pos{}
	for _, s := range sources(t) {
		if s.test || !slices.Contains([]string{"coach/dialog", "bot", "bot/telegram", "report", "cmd/medius"}, s.folder()) {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				text, ok := quoted(n)
				if !ok || !keyLike.MatchString(text) {
					break
				}
				possible = append(possible, text)
				if s.folder() == "coach/dialog" && strings.Contains(text, ".") && !strings.HasSuffix(text, ".") {
					certain[text] = n.Pos() // nothing else in the conversation is written with dots
				}
			case *ast.CallExpr:
				if text, ok := saidKey(n); ok && keyLike.MatchString(text) {
					certain[text] = n.Pos()
				}
			case *ast.KeyValueExpr:
				if name, ok := n.Key.(*ast.Ident); ok && name.Name == "again" {
					if text, ok := quoted(n.Value); ok && text != "" {
						certain[text] = n.Pos()
					}
				}
			}
			return true
		})
	}
	return certain, possible
}

// saidKey is the key in phrase("pain.set", …), t.say("start.back") and their like.
func saidKey(call *ast.CallExpr) (string, bool) {
	if !slices.Contains(sayers, named(call)) || len(call.Args) == 0 {
		return "", false
	}
	return quoted(call.Args[0])
}

func quoted(n ast.Node) (string, bool) {
	lit, ok := n.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

func library(t *testing.T) *content.Library {
	t.Helper()
	l, err := content.Load()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// TestEverythingSaidHasWords: a key without a text would be shown as it is.
func TestEverythingSaidHasWords(t *testing.T) {
	l := library(t)
	certain, _ := spoken(t)
	for key, at := range certain {
		if !l.Has(key) {
			t.Errorf("%s: no text %s", files.Position(at), key)
		}
	}
	var made []string // keys that are put together while the coach talks
	for _, name := range dialog.Menu() {
		made = append(made, "menu."+name)
	}
	for _, e := range coach.Exercises() {
		made = append(made, "exercise."+e.ID+".name", "exercise."+e.ID+".how", "exercise."+e.ID+".tempo", "exercise."+e.ID+".cue.1")
	}
	for _, n := range coach.FullScreening() {
		made = append(made, "screening."+strconv.Itoa(n), "locked."+strings.ToLower(string(coach.ScreeningQuestion(n).Flag)))
	}
	for _, reason := range literals(t, "coach/reason.go", valueOf) {
		if reason != string(coach.ReasonStart) { // day 0 has a text of its own, plan.start
			made = append(made, "reason."+strings.ToLower(reason))
		}
	}
	for _, name := range dialog.Regions {
		made = append(made, "zone.region."+name)
	}
	for _, lang := range l.Languages() {
		made = append(made, "language.name."+lang)
	}
	for _, key := range made {
		if !l.Has(key) {
			t.Errorf("no text %s", key)
		}
	}
}

func valueOf(n ast.Node) ast.Expr {
	if spec, ok := n.(*ast.ValueSpec); ok && len(spec.Values) == 1 {
		return spec.Values[0]
	}
	return nil
}

// Every blank of a text is filled where it is said. What is put together while the coach talks is checked by playing.
func TestWhatIsSaidFillsEveryBlank(t *testing.T) {
	l, seen := library(t), 0
	fills := func(call *ast.CallExpr, key string, pairs []ast.Expr) {
		if call.Ellipsis.IsValid() || !l.Has(key) {
			return
		}
		seen++
		var filled []string
		for i := 0; i < len(pairs); i += 2 {
			name, _ := quoted(pairs[i])
			filled = append(filled, name)
		}
		for _, blank := range l.Blanks(key) {
			if !slices.Contains(filled, blank) {
				t.Errorf("%s: {%s} of %s is not filled", files.Position(call.Pos()), blank, key)
			}
		}
	}
	for _, s := range sources(t) {
		if s.test || s.folder() != "coach/dialog" {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				key, ok := saidKey(n)
				if again, isAgain := againKey(n); isAgain {
					key, ok = again, true
				}
				if ok {
					pairs := n.Args[1:]
					if named(n) == "button" {
						pairs = n.Args[2:] // behind its value
					}
					fills(n, key, pairs)
				}
			case *ast.KeyValueExpr:
				if name, ok := n.Key.(*ast.Ident); ok && name.Name == "again" {
					if key, ok := quoted(n.Value); ok && l.Has(key) && len(l.Blanks(key)) > 0 {
						t.Errorf("%s: nothing fills %v of %s", files.Position(n.Pos()), l.Blanks(key), key)
					}
				}
			}
			return true
		})
	}
	if seen < 300 {
		t.Errorf("only %d texts looked at", seen)
	}
}

// againKey is the key in t.again("days.unclear").
func againKey(call *ast.CallExpr) (string, bool) {
	if named(call) != "again" || len(call.Args) == 0 {
		return "", false
	}
	return quoted(call.Args[0])
}

// named is the last part of what a call names.
func named(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

// spare are texts that others than the conversation say: fallback is bot.Sorry's.
var spare = []string{"fallback"}

// listed are the beginnings of keys that are checked by a list of their own: content has the catalogue, the tips, the
// answers and the sources, content/figure the words in its pictures.
var listed = []string{"exercise.", "figure.", "tip.", "answer.", "source."}

// TestEveryTextIsSaid: a text nobody asks for would be translated for nothing.
func TestEveryTextIsSaid(t *testing.T) {
	_, possible := spoken(t)
	for _, key := range library(t).Keys(content.Reference) {
		kind := func(beginning string) bool { return strings.HasPrefix(key, beginning) }
		if slices.Contains(spare, key) || slices.ContainsFunc(listed, kind) {
			continue
		}
		if !slices.ContainsFunc(possible, func(p string) bool {
			return p == key || strings.HasSuffix(p, ".") && strings.HasPrefix(key, p)
		}) {
			t.Errorf("nobody says %s", key)
		}
	}
}

// unit finds a number, or a blank for one, that a phone may part from its unit at the end of a line.
var unit = regexp.MustCompile(`[0-9}] (s|min)\b`)

// A number and its unit stand on one line: the space between them does not break.
func TestANumberStaysBesideItsUnit(t *testing.T) {
	for _, folder := range []string{"content/texts", "content/exercises"} {
		files, err := os.ReadDir(folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if strings.HasPrefix(f.Name(), "words.") {
				continue // what members type
			}
			data, err := os.ReadFile(filepath.Join(folder, f.Name()))
			if err != nil {
				t.Fatal(err)
			}
			for n, line := range strings.Split(string(data), "\n") {
				if part := unit.FindString(line); part != "" && !strings.Contains(line, "snooze15:") { // a button is one line
					t.Errorf("%s/%s:%d: %q breaks; put a no-break space (U+00A0)", folder, f.Name(), n+1, part)
				}
			}
		}
	}
}
