package medius_test

import (
	"go/ast"
	"go/token"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// clocks are the ways to meet the real clock.
var clocks = []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker"}

// edges are the only files below cmd that may wait in real time, because what they wait for is real: a server, a
// socket, a stop. None of them decides anything by it; what a member is told depends on the Now that is handed down.
var edges = map[string][]string{
	"bot/delivery.go":                     {"NewTimer"},                                  // a rate limit, a back-off
	"bot/desk.go":                         {"NewTimer", "AfterFunc"},                     // a failed row is tried again
	"bot/inbox.go":                        {"NewTimer"},                                  // what is in hand at a stop
	"bot/sender.go":                       {"NewTimer", "NewTicker", "AfterFunc", "Now"}, // whether the wall clock was put forward
	"bot/telegram/client.go":              {"NewTimer"},                                  // back-off
	"bot/telegram/date.go":                {"Now", "Since"},                              // what time it is at the server
	"bot/telegram/poll.go":                {"Now", "Since"},                              // how far away the server is; when conflicts were
	"bot/telegramtest/call.go":            {"NewTimer"},                                  // a slow answer
	"bot/telegramtest/poll.go":            {"NewTimer"},                                  // a long poll
	"bot/telegramtest/server.go":          {"Now"},                                       // the default of Options.Now
	"bot/telegramtest/webhook.go":         {"NewTimer"},
	"bot/telegramtest/chatpage/stream.go": {"NewTicker"},                 // the heartbeat of a page
	"scheduler/scheduler.go":              {"NewTimer"},                  // a stop has a deadline
	"storage/admit.go":                    {"Now", "Since"},              // whether there is time for another answer in a commit
	"storage/connect.go":                  {"Since"},                     // whether a statement was slow enough to be told of
	"storage/crew.go":                     {"Now", "Since"},              // how old is what was seen of other instances
	"storage/flights.go":                  {"NewTimer"},                  // a moment for a note to be written with what comes next
	"storage/guard.go":                    {"NewTicker"},                 // whether the lock on a server is still held
	"storage/joint.go":                    {"Now", "Since", "AfterFunc"}, // how long others have waited for a commit
	"storage/lead.go":                     {"NewTicker"},                 // whether this instance still leads
	"storage/postgres.go":                 {"NewTimer"},                  // a transaction is run again
	"storage/straight.go":                 {"Now"},                       // how long a statement takes
	"storage/postgrestest/server_unix.go": {"Sleep"},                     // until a server is up
	"watch/notify.go":                     {"NewTicker"},                 // signs of life for systemd
}

// TestTimeIsAnArgument: below cmd, now is handed in; a wait that is not at an edge could not be tested by moving the
// clock.
func TestTimeIsAnArgument(t *testing.T) {
	met := map[string][]string{}
	for _, s := range sources(t) {
		if s.test || strings.HasPrefix(s.path, "cmd/") {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if name, ok := selected(n, "time"); ok && slices.Contains(clocks, name) {
				if !slices.Contains(edges[s.path], name) {
					t.Errorf("%s: time.%s", files.Position(n.Pos()), name)
				}
				met[s.path] = append(met[s.path], name)
			}
			return true
		})
	}
	for file, names := range edges {
		for _, name := range names {
			if !slices.Contains(met[file], name) {
				t.Errorf("%s does not use time.%s any more: take it off the list", file, name)
			}
		}
	}
}

// selected gives the name in pkg.name.
func selected(n ast.Node, pkg string) (string, bool) {
	sel, ok := n.(*ast.SelectorExpr)
	if !ok {
		return "", false
	}
	x, ok := sel.X.(*ast.Ident)
	return sel.Sel.Name, ok && x.Name == pkg
}

// sentence is two words in a row: keys, codes and formats have none.
var sentence = regexp.MustCompile(`\pL{3,}[,;]? \pL{3,}`)

// rulesInWords are the files in which the rules say themselves, for whoever checks the table; no member reads that.
var rulesInWords = []string{
	"coach/adapt.go", "coach/rule.go", "coach/change.go", "coach/outcome.go", "coach/rungate.go", "coach/running.go", "coach/runrule.go",
	"coach/fullrange.go", "coach/rangegate.go",
}

// TestTheCoachsWordsStandInContent: what a member reads stands in content/texts, where a translator finds it. Errors,
// panics and lines of the log are for the owner.
func TestTheCoachsWordsStandInContent(t *testing.T) {
	for _, s := range sources(t) {
		talking := []string{"coach", "coach/dialog", "bot"}
		if s.test || slices.Contains(rulesInWords, s.path) || !slices.Contains(talking, s.folder()) {
			continue
		}
		owners := ownersWords(s.file)
		ast.Inspect(s.file, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING || owners[lit] {
				return true
			}
			if text, err := strconv.Unquote(lit.Value); err == nil && sentence.MatchString(text) {
				t.Errorf("%s: %s belongs into content/texts", files.Position(lit.Pos()), lit.Value)
			}
			return true
		})
	}
}

// ownersWords finds the strings of a file that no member ever reads: in errors, panics and logs.
func ownersWords(file *ast.File) map[*ast.BasicLit]bool {
	found := map[*ast.BasicLit]bool{}
	mark := func(n ast.Node) {
		ast.Inspect(n, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok {
				found[lit] = true
			}
			return true
		})
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if forOwner(n.Fun) {
				mark(n)
			}
		case *ast.GenDecl:
			if n.Tok == token.IMPORT {
				mark(n)
			}
		}
		return true
	})
	return found
}

func forOwner(fun ast.Expr) bool {
	switch f := fun.(type) {
	case *ast.Ident:
		return f.Name == "panic"
	case *ast.SelectorExpr:
		return slices.Contains([]string{
			"Errorf", "New", "Error", "ErrorContext", "Warn", "WarnContext", "Info", "InfoContext", "Debug", "DebugContext",
		}, f.Sel.Name)
	}
	return false
}

// TestSkipsSayWhy: a test that does not run says what it would have needed.
func TestSkipsSayWhy(t *testing.T) {
	for _, s := range sources(t) {
		if !s.test {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			sel, ok := call.Fun.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			switch {
			case sel.Sel.Name == "SkipNow":
				t.Errorf("%s: skipped without a word", files.Position(call.Pos()))
			case (sel.Sel.Name == "Skip" || sel.Sel.Name == "Skipf") && len(call.Args) == 0:
				t.Errorf("%s: skipped without a word", files.Position(call.Pos()))
			}
			return true
		})
	}
}

// unfinished are the marks of work that was put off. They are put together here so that this file has none.
var unfinished = []string{"TO" + "DO", "FIX" + "ME", "XX" + "X"}

// TestNothingIsLeftForLater: what is known to be missing stands in CHANGELOG.md or docs, not in a remark.
func TestNothingIsLeftForLater(t *testing.T) {
	for _, s := range sources(t) {
		for _, group := range s.file.Comments {
			for _, mark := range unfinished {
				if strings.Contains(group.Text(), mark) {
					t.Errorf("%s: %s", files.Position(group.Pos()), mark)
				}
			}
		}
	}
}

// licences are the terms of what others made and the repository carries.
var licences = map[string]string{
	"LICENSE":                         "MIT",
	"bot/telegramtest/botapi.LICENSE": "MIT",
	"content/places/LICENCES.md":      "GeoNames",
	"content/places/unicode.LICENCE":  "UNICODE",
}

// TestLicencesTravelAlong: data of others is kept only with their terms beside it.
func TestLicencesTravelAlong(t *testing.T) {
	for _, name := range slices.Sorted(maps.Keys(licences)) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Error(err)
			continue
		}
		if !strings.Contains(string(text), licences[name]) {
			t.Errorf("%s does not name %s", name, licences[name])
		}
	}
}
