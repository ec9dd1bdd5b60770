package medius_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"medius/coach"
)

// sayings are the words of a table's rows: the strings of every row of the variable in that file, joined as in a paper's
// table. Rows begin with a string, or with a constant that stands for one.
func sayings(t *testing.T, file, variable string) []string {
	t.Helper()
	tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	constants := map[string]string{}
	var table *ast.CompositeLit
	ast.Inspect(tree, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 {
			return true
		}
		if text, ok := quoted(spec.Values[0]); ok {
			constants[spec.Names[0].Name] = "`" + text + "`"
		}
		if lit, ok := spec.Values[0].(*ast.CompositeLit); ok && spec.Names[0].Name == variable {
			table = lit
		}
		return true
	})
	if table == nil {
		t.Fatalf("%s: no table %s", file, variable)
	}
	var rows []string
	for _, row := range table.Elts {
		cells := []string{}
		for _, cell := range row.(*ast.CompositeLit).Elts[:2] {
			if text, ok := quoted(cell); ok {
				cells = append(cells, text)
			} else if name, ok := cell.(*ast.Ident); ok && constants[name.Name] != "" {
				cells = append(cells, constants[name.Name])
			}
		}
		rows = append(rows, "\n| "+strings.Join(cells, " | ")+" |")
	}
	return rows
}

// TestThePaperSaysTheRowsOfRunning: whoever changes a gate, a row of the 24-hour rule or of the verdict, a reason not to
// run, or what opens and closes the full range of the hip drop, changes the sentence that a physiotherapist reads.
func TestThePaperSaysTheRowsOfRunning(t *testing.T) {
	for _, table := range []struct{ file, variable, paper string }{
		{"coach/rungate.go", "runGates", "docs/running.md"},
		{"coach/runrule.go", "runRules", "docs/running.md"},
		{"coach/runspace.go", "runRefusals", "docs/running.md"},
		{"coach/outcome.go", "judgements", "docs/outcomes.md"},
		{"coach/rangegate.go", "rangeGates", "docs/adaptation.md"},
		{"coach/fullrange.go", "rangeEnds", "docs/adaptation.md"},
	} {
		paper := papers(t)[table.paper]
		at := 0
		for _, row := range sayings(t, table.file, table.variable) {
			next := strings.Index(paper[at:], row)
			if next < 0 {
				t.Errorf("%s does not say %q, or not in the order of %s", table.paper, strings.TrimSpace(row), table.file)
				continue
			}
			at += next + len(row) - len(" |")
		}
	}
}

// TestThePaperShowsTheLadderOfOutings: in minutes and seconds, stage by stage.
func TestThePaperShowsTheLadderOfOutings(t *testing.T) {
	paper := papers(t)["docs/running.md"]
	clock := func(seconds int) string { return fmt.Sprintf("%d:%02d", seconds/60, seconds%60) }
	for stage := range coach.LastStage + 1 {
		o := coach.OutingAt(stage)
		outing := fmt.Sprintf("%d × (%s walk, %s run)", o.Rounds, clock(o.Walk), clock(o.Run))
		switch {
		case o.Hills:
			outing = "hills or speed, one at a time"
		case o.Run == 0:
			outing = clock(o.Walk) + " walk"
		case o.RunMost > 0:
			outing = clock(o.Run) + " to " + clock(o.RunMost) + " run, easy"
		case o.Walk == 0:
			outing = clock(o.Run) + " run, easy"
		}
		row := "\n| " + strconv.Itoa(stage) + " | " + outing
		ends := fmt.Sprintf(" | %d min | %s |", o.Seconds()/60, clock(o.Running()))
		_, rest, found := strings.Cut(paper, row)
		line, _, _ := strings.Cut(rest, "\n")
		if !found || !strings.Contains(line, ends) {
			t.Errorf("docs/running.md has no stage %q … %q", strings.TrimSpace(row), ends)
		}
	}
}

// TestThePaperNamesEveryMeasure: what a day, a week or a questionnaire can come to is explained.
func TestThePaperNamesEveryMeasure(t *testing.T) {
	for _, made := range []struct {
		file, of, paper string
	}{
		{"coach/praise.go", "Coming", "docs/outcomes.md"}, {"coach/praise.go", "Praise", "docs/outcomes.md"},
		{"coach/questionnaire.go", "Block", "docs/outcomes.md"}, {"coach/milestone.go", "Flag", "docs/outcomes.md"},
		{"coach/diary.go", "Outcome", "docs/outcomes.md"}, {"coach/runrule.go", "RunHold", "docs/running.md"},
		{"coach/running.go", "RunEnd", "docs/running.md"}, {"coach/fullrange.go", "RangeEnd", "docs/adaptation.md"},
		{"coach/fullrange.go", "RangeWay", "docs/adaptation.md"},
	} {
		paper := papers(t)[made.paper]
		names := literals(t, made.file, func(n ast.Node) ast.Expr {
			if spec, ok := n.(*ast.ValueSpec); ok && len(spec.Values) == 1 {
				if kind, ok := spec.Type.(*ast.Ident); ok && kind.Name == made.of {
					return spec.Values[0]
				}
			}
			return nil
		})
		for _, name := range names {
			if !strings.Contains(paper, "`"+name+"`") {
				t.Errorf("%s does not name the %s %q", made.paper, made.of, name)
			}
		}
	}
	paper := papers(t)["docs/outcomes.md"]
	if !strings.Contains(paper, fmt.Sprintf("before training day %d,", coach.FirstJudged)) ||
		!strings.Contains(paper, fmt.Sprintf("training day n of %d;", coach.TrainingGoal)) {
		t.Error("docs/outcomes.md counts other training days")
	}
}
