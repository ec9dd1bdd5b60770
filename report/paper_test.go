package report

import (
	"os"
	"strings"
	"testing"
)

// Every table and every column is explained in docs/export.md.
func TestThePaperNamesEveryColumn(t *testing.T) {
	raw, err := os.ReadFile("../docs/export.md")
	if err != nil {
		t.Fatal(err)
	}
	tables, err := Tables(answered(flaring(20)))
	if err != nil {
		t.Fatal(err)
	}
	sections := map[string]string{}
	for _, section := range strings.Split(string(raw), "\n### ")[1:] {
		name, text, _ := strings.Cut(section, ".csv")
		sections[name] = text
	}
	for _, table := range tables {
		for _, column := range table.Columns {
			if !strings.Contains(sections[table.Name], "`"+column+"`") {
				t.Errorf("docs/export.md does not explain %s of %s.csv", column, table.Name)
			}
		}
	}
	if len(sections) != len(tables) {
		t.Errorf("docs/export.md explains %d tables of %d", len(sections), len(tables))
	}
}
