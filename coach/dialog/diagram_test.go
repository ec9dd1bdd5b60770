package dialog

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"reflect"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const diagram = "testdata/conversation.mmd"

// TestTheDiagramIsFresh: the picture of the conversation is drawn from the script; UPDATE=1 draws it anew.
func TestTheDiagramIsFresh(t *testing.T) {
	got := draw(t)
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(diagram, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(diagram)
	if err != nil || got != string(want) {
		t.Errorf("%s is not what the script says (%v): draw it with UPDATE=1 go test ./coach/dialog -run Diagram, and read the diff", diagram, err)
	}
}

// TestTheScriptHoldsTogether: every way back leads to a scene, round in no circle, and every scene can be reached.
func TestTheScriptHoldsTogether(t *testing.T) {
	reached := map[string]bool{}
	for _, tos := range edges(t) {
		for _, to := range tos {
			reached[to] = true
		}
	}
	for name, s := range scenes {
		if s.ask == nil || s.answer == nil {
			t.Errorf("%s asks or answers nothing", name)
		}
		if !reached[name] {
			t.Errorf("nothing leads to %s", name)
		}
		seen := map[string]bool{}
		for at := name; at != ""; at = scenes[at].back {
			if _, ok := scenes[at]; !ok || seen[at] {
				t.Errorf("%s: the way back leads to %q", name, at)
				break
			}
			seen[at] = true
		}
	}
}

// group is a part of the script under one comment.
type group struct {
	title  string
	scenes []string
}

var groupLine, sceneLine = regexp.MustCompile(`^\t\t// (.+)$`), regexp.MustCompile(`^\t\t"(\w+)": `)

// groups reads the script in the order in which it is written.
func groups(t *testing.T) []group {
	text, err := os.ReadFile("script.go")
	if err != nil {
		t.Fatal(err)
	}
	var all []group
	var names []string
	for line := range strings.SplitSeq(string(text), "\n") {
		if m := groupLine.FindStringSubmatch(line); m != nil {
			all = append(all, group{title: m[1]})
		}
		if m := sceneLine.FindStringSubmatch(line); m != nil {
			all[len(all)-1].scenes = append(all[len(all)-1].scenes, m[1])
			names = append(names, m[1])
		}
	}
	if slices.Sort(names); !slices.Equal(names, slices.Sorted(maps.Keys(scenes))) {
		t.Fatalf("script.go was read as %v", names)
	}
	return all
}

// draw makes a Mermaid state diagram: the groups, the ways forward that the answers name, the ways back, the detours.
func draw(t *testing.T) string {
	var b strings.Builder
	b.WriteString("%% Drawn from script.go: UPDATE=1 go test ./coach/dialog -run Diagram\n")
	b.WriteString("%% Solid: where an answer may lead. back: where the word leads. detour: afterwards the question before is asked again.\n")
	b.WriteString("stateDiagram-v2\n    [*] --> hello\n")
	for _, name := range slices.Sorted(maps.Values(junctions)) {
		fmt.Fprintf(&b, "    state %s <<choice>>\n", name)
	}
	for i, g := range groups(t) {
		fmt.Fprintf(&b, "\n    state %q as group%d {\n", g.title, i+1)
		for _, name := range g.scenes {
			fmt.Fprintf(&b, "        %s\n", name)
		}
		b.WriteString("    }\n")
	}
	forward := edges(t)
	b.WriteString("\n")
	for _, g := range groups(t) {
		for _, from := range g.scenes {
			for _, to := range forward[from] {
				if to != from {
					fmt.Fprintf(&b, "    %s --> %s\n", from, to)
				}
			}
			if back := scenes[from].back; back != "" {
				fmt.Fprintf(&b, "    %s --> %s : back\n", from, back)
			}
		}
	}
	for _, from := range slices.Sorted(maps.Values(junctions)) {
		for _, to := range forward[from] {
			if to != from {
				fmt.Fprintf(&b, "    %s --> %s\n", from, to)
			}
		}
	}
	b.WriteString("\n    classDef detour stroke-dasharray: 4 3\n    classDef session stroke-width: 3px\n")
	for _, class := range []struct {
		name string
		is   func(scene) bool
	}{{"detour", func(s scene) bool { return s.aside }}, {"session", func(s scene) bool { return s.session }}} {
		var names []string
		for _, g := range groups(t) {
			for _, name := range g.scenes {
				if class.is(scenes[name]) {
					names = append(names, name)
				}
			}
		}
		fmt.Fprintf(&b, "    class %s %s\n", strings.Join(names, ","), class.name)
	}
	return b.String()
}

// hubs lead to wherever the member was, or to anything: they would make every scene lead to every other one.
var hubs = []string{
	"ask", "askAgain", "again", "tell", "home", "comeHome", "resumeSession", "resumeOnboarding", "undo", "command", "back", "idle",
	"detour", "under", "reshape", "onward", "settle", "openDay", "touch", "warned", "lost", "probe", "before", "stop", "restart",
}

// junctions are the functions that lead on by what the member's day asks for; in the picture they are places of their own.
var junctions = map[string]string{"beginSession": "to_the_session", "checkIn": "to_the_check_in", "settingsDone": "to_the_settings", "nextQuestion": "to_the_next_question"}

// edges finds where the answer of each scene, each junction and the commands may lead: the scenes that their functions
// name, and the next question of the first conversation.
func edges(t *testing.T) map[string][]string {
	files := sources(t)
	bodies := map[string]ast.Node{}
	everywhere := map[string]bool{}
	for _, file := range files {
		literals(file, everywhere)
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok {
				bodies[f.Name.Name] = f.Body
			}
		}
	}
	out := map[string][]string{anywhere: slices.Sorted(maps.Keys(everywhere))}
	for name, s := range scenes {
		out[name] = leads(bodies, nameOf(s.answer), nameOf(s.read))
	}
	for function, name := range junctions {
		out[name] = leads(bodies, function)
	}
	return out
}

func nameOf(function any) string {
	v := reflect.ValueOf(function)
	if v.IsNil() {
		return ""
	}
	full := runtime.FuncForPC(v.Pointer()).Name()
	return full[strings.LastIndex(full, ".")+1:]
}

// anywhere stands for whatever asks a scene, commands and moments too.
const anywhere = "anywhere"

func sources(t *testing.T) []*ast.File {
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, e := range entries {
		if name := e.Name(); strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") && name != "script.go" {
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, file)
		}
	}
	return files
}

func leads(bodies map[string]ast.Node, functions ...string) []string {
	found := map[string]bool{}
	for _, f := range functions {
		follow(bodies, f, found, map[string]bool{})
	}
	return slices.Sorted(maps.Keys(found))
}

func follow(bodies map[string]ast.Node, name string, found, seen map[string]bool) {
	body := bodies[name]
	if body == nil || seen[name] {
		return
	}
	seen[name] = true
	literals(body, found)
	ast.Inspect(body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		next := called(call)
		switch place, junction := junctions[next]; {
		case junction:
			found[place] = true
		case !slices.Contains(hubs, next) && !strings.HasPrefix(next, "scene"):
			follow(bodies, next, found, seen)
		}
		return true
	})
}

func called(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		if x, ok := f.X.(*ast.Ident); ok && x.Name == "t" {
			return f.Sel.Name
		}
	}
	return ""
}

// literals collects the scenes that a piece of the program names: asked, put into Scene, or chosen from a map.
func literals(node ast.Node, found map[string]bool) {
	note := func(e ast.Expr, onward bool) {
		lit, ok := e.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			return
		}
		name, _ := strconv.Unquote(lit.Value)
		if i := slices.Index(onboarding, name); onward && i >= 0 && i+1 < len(onboarding) {
			name = onboarding[i+1]
		}
		if _, ok := scenes[name]; ok {
			found[name] = true
		}
	}
	ast.Inspect(node, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			switch name := called(n); name {
			case "ask", "detour", "under", "reshape", "onward":
				for _, arg := range n.Args {
					note(arg, name == "onward")
				}
			}
		case *ast.AssignStmt:
			if to, ok := n.Lhs[0].(*ast.SelectorExpr); ok && to.Sel.Name == "Scene" {
				note(n.Rhs[0], false)
			}
		case *ast.KeyValueExpr:
			note(n.Value, false)
		}
		return true
	})
}
