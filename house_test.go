// Package medius_test keeps the house in order: which room may know which, where time may be read, where words may
// stand. docs/ARCHITECTURE.md shows the same house as a picture.
package medius_test

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// room is what a package may import, test files apart: of ours, by folder, and of others, by the beginning of the path.
type room struct {
	ours, theirs []string
}

// rooms is the import table. The ground floor knows nothing but the standard library; the rooms above do not know each
// other; the roof knows all.
var rooms = map[string]room{
	"coach":        {},
	"coach/words":  {ours: []string{"coach"}},
	"coach/dialog": {ours: []string{"coach", "coach/words"}},
	"content": {ours: []string{"coach", "content/figure"}, theirs: []string{
		"github.com/goccy/go-yaml", "github.com/nicksnyder/go-i18n/v2", "golang.org/x/text",
		"github.com/ringsaturn/tzf", "github.com/ringsaturn/tzf-rel-lite", "google.golang.org/protobuf",
	}},
	"content/figure": {ours: []string{"coach", "content/figure/body", "content/figure/paint"}, theirs: []string{
		"git.sr.ht/~sbinet/gg", "golang.org/x/image", "github.com/goccy/go-yaml",
	}},
	"content/figure/body":  {},
	"content/figure/paint": {ours: []string{"content/figure/body"}, theirs: []string{"golang.org/x/image"}},
	"report": {ours: []string{"coach"}, theirs: []string{
		"gonum.org/v1/plot", "codeberg.org/go-pdf/fpdf", "codeberg.org/go-fonts/liberation", "golang.org/x/image",
		"github.com/golang/freetype",
	}},
	"storage": {ours: []string{"coach"}, theirs: []string{
		"gorm.io", "modernc.org/sqlite", "github.com/jackc/pgx/v5", "github.com/pressly/goose/v3", "github.com/gofrs/flock",
	}},
	"storage/postgrestest": {theirs: []string{"github.com/jackc/pgx/v5"}},
	"bot":                  {ours: []string{"coach", "coach/dialog"}, theirs: []string{"golang.org/x/time"}},
	"bot/telegram": {ours: []string{"bot", "coach", "coach/dialog"}, theirs: []string{
		"github.com/go-telegram-bot-api/telegram-bot-api/v5", "golang.org/x/text", "golang.org/x/time",
	}},
	"bot/telegramtest":             {},
	"bot/telegramtest/browsertest": {},
	"bot/telegramtest/chatpage":    {ours: []string{"bot/telegramtest"}},
	"scheduler":                    {ours: []string{"coach", "coach/dialog"}, theirs: []string{"github.com/robfig/cron/v3"}},
	"watch":                        {theirs: []string{"github.com/prometheus/client_golang"}},
	"cmd/medius": {
		ours: []string{
			"coach", "coach/words", "coach/dialog", "content", "content/figure", "report", "storage", "bot", "bot/telegram", "bot/telegramtest",
			"bot/telegramtest/chatpage", "scheduler", "watch",
		},
		theirs: []string{
			"github.com/alecthomas/kong", "github.com/goccy/go-yaml", "github.com/gofrs/flock", "golang.org/x/sync", "golang.org/x/time",
		},
	},
}

// testOnly are folders that hold tests and, beside them, at most a package comment.
var testOnly = []string{".", "e2e"}

// source is one parsed Go file of the repository.
type source struct {
	path  string // with slashes, from the root
	lines int
	test  bool
	file  *ast.File
}

func (s source) folder() string { return path.Dir(s.path) }

var files = token.NewFileSet()

// sources parses every Go file.
func sources(t *testing.T) []source {
	t.Helper()
	var all []source
	err := filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name != "." && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "testdata"):
			return fs.SkipDir
		case entry.IsDir() || filepath.Ext(name) != ".go":
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(files, name, text, parser.ParseComments)
		if err != nil {
			return err
		}
		all = append(all, source{
			path: filepath.ToSlash(name), lines: bytes.Count(text, []byte("\n")),
			test: strings.HasSuffix(name, "_test.go"), file: file,
		})
		return nil
	})
	if err != nil || len(all) == 0 {
		t.Fatalf("%d sources: %v", len(all), err)
	}
	return all
}

// TestImportsFollowTheTable: a room that learns to know another one has to be let in here first.
func TestImportsFollowTheTable(t *testing.T) {
	for _, s := range sources(t) {
		if s.test || slices.Contains(testOnly, s.folder()) {
			continue
		}
		r, known := rooms[s.folder()]
		if !known {
			t.Errorf("%s: the folder %s is no room of the house: add it to the table, and to docs/ARCHITECTURE.md", s.path, s.folder())
			continue
		}
		for _, spec := range s.file.Imports {
			name, _ := strconv.Unquote(spec.Path.Value) // the parser has read it already
			if !r.lets(name) {
				t.Errorf("%s: %s may not import %s", s.path, s.folder(), name)
			}
		}
	}
}

// lets tells whether an import is in the table. Of the standard library, SQL is storage's and HTTP is not the ground
// floor's.
func (r room) lets(name string) bool {
	if own, ok := strings.CutPrefix(name, "medius/"); ok {
		return slices.Contains(r.ours, own)
	}
	if first, _, _ := strings.Cut(name, "/"); strings.Contains(first, ".") {
		return slices.ContainsFunc(r.theirs, func(prefix string) bool {
			return name == prefix || strings.HasPrefix(name, prefix+"/")
		})
	}
	return name != "database/sql" || slices.Contains(r.theirs, "gorm.io")
}

// groundFloor is what the pure packages may use of the standard library: nothing that waits, opens or listens.
var groundFloor = []string{
	"cmp", "crypto/hmac", "crypto/sha256", "encoding/base64", "encoding/hex", "encoding/json", "errors", "fmt", "iter", "maps", "math", "regexp", "slices", "sort", "strconv", "strings",
	"sync", "time", "unicode", "unicode/utf8",
}

// TestTheGroundFloorIsPure: no I/O, no network, no goroutine and no lock that waits; what is true with pen and paper.
func TestTheGroundFloorIsPure(t *testing.T) {
	for _, s := range sources(t) {
		if s.test || s.folder() != "coach" && !strings.HasPrefix(s.folder(), "coach/") {
			continue
		}
		for _, spec := range s.file.Imports {
			name, _ := strconv.Unquote(spec.Path.Value)
			if !strings.HasPrefix(name, "medius/") && !slices.Contains(groundFloor, name) {
				t.Errorf("%s imports %s", s.path, name)
			}
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			switch n.(type) {
			case *ast.GoStmt, *ast.SelectStmt, *ast.SendStmt, *ast.ChanType:
				t.Errorf("%s: a goroutine or a channel", files.Position(n.Pos()))
			}
			return true
		})
	}
}

// TestEveryRoomHasItsSign: a package says what it promises, once.
func TestEveryRoomHasItsSign(t *testing.T) {
	signs := map[string]int{}
	for _, s := range sources(t) {
		if s.test {
			continue
		}
		signs[s.folder()] += 0
		if s.file.Doc != nil {
			signs[s.folder()]++
		}
	}
	for folder, n := range signs {
		if n != 1 {
			t.Errorf("%s: %d package comments, want 1", folder, n)
		}
	}
}

// TestTestFoldersHoldTests: the end-to-end tests start the program and know it only from outside.
func TestTestFoldersHoldTests(t *testing.T) {
	for _, s := range sources(t) {
		if slices.Contains(testOnly, s.folder()) && !s.test && len(s.file.Decls) > 0 {
			t.Errorf("%s: only tests belong into %s", s.path, s.folder())
		}
	}
}

// TestFilesStayReadable: look for the second noun long before this.
func TestFilesStayReadable(t *testing.T) {
	const most = 400
	for _, s := range sources(t) {
		if !s.test && s.lines > most {
			t.Errorf("%s: %d lines, want at most %d", s.path, s.lines, most)
		}
	}
}
