package storage

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pressly/goose/v3"
)

// released makes a database as a medius with an older schema left it, with two rows in every table.
func released(t *testing.T, schema int64) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "medius.db")
	pool, err := sql.Open("sqlite", fileURI(path)+"?_journal_mode=WAL")
	must(t, err)
	steps, err := goose.NewProvider(goose.DialectSQLite3, pool, releases(), goose.WithDisableGlobalRegistry(true))
	must(t, err)
	_, err = steps.UpTo(t.Context(), schema)
	must(t, err)
	const tables = `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('goose_db_version', 'sqlite_sequence')`
	for _, table := range rowsOf(t, pool, tables) {
		for n := 1; n <= 2; n++ {
			var values []string
			for _, column := range rowsOf(t, pool, fmt.Sprintf(`SELECT name, type FROM pragma_table_info('%s')`, table)) {
				values = append(values, valueFor(column, n))
			}
			_, err := pool.ExecContext(t.Context(), fmt.Sprintf(`INSERT INTO %s VALUES (%s)`, table, strings.Join(values, ", ")))
			must(t, err)
		}
	}
	must(t, pool.Close())
	return path
}

func valueFor(column string, n int) string {
	name, kind, _ := strings.Cut(column, "|")
	switch {
	case name == "doc" || name == "data":
		return fmt.Sprintf(`'{"language":"en","n":%d}'`, n)
	case name == "settled_at" || name == "done_at" || name == "lease_end":
		return "0"
	case name == "state":
		return "'waiting'"
	case kind == "TEXT":
		return fmt.Sprintf("'%s %d'", name, n)
	case kind == "BLOB":
		return fmt.Sprintf("x'00ff%02d'", n)
	}
	return fmt.Sprint(n)
}

// kept checks that every row that was there is there, with every column it had; new columns stand behind them.
func kept(t *testing.T, got, want map[string][]string) {
	t.Helper()
	if len(want) < 9 {
		t.Fatalf("%d tables", len(want))
	}
	for table, rows := range want {
		for i, row := range rows {
			switch {
			case table == "goose_db_version" || table == "sqlite_sequence":
			case len(got[table]) != len(rows) || got[table][i] != row && !strings.HasPrefix(got[table][i], row+"|"):
				t.Errorf("%s: got %q, want %q", table, got[table], rows)
			}
		}
	}
}

// Every released schema is brought up to date with all that was in it, and its backup from before is as it was.
func TestEverySchemaIsUpgradedWithAllThatIsInIt(t *testing.T) {
	for schema := int64(1); schema <= newestRelease(); schema++ {
		t.Run(fmt.Sprint(schema), func(t *testing.T) {
			path := released(t, schema)
			before := everything(t, path)
			must(t, openAt(t, path).Close())
			kept(t, everything(t, path), before)
			saved := backups(t, path)
			if schema == newestRelease() {
				equal(t, "backups", len(saved), 0)
				return
			}
			if len(saved) != 1 {
				t.Fatalf("backups: %q", saved)
			}
			same(t, everything(t, saved[0]), before)
			c, err := Examine(t.Context(), saved[0], nil)
			must(t, err)
			equal(t, "schema of the backup", c.Schema, schema)
			equal(t, "sealed", c.Sealed, true)
		})
	}
}

// A backup of every released schema is put back, and brought up to date by the next start. Nothing that waited in it is sent.
func TestABackupOfEverySchemaIsPutBack(t *testing.T) {
	for schema := int64(1); schema <= newestRelease(); schema++ {
		t.Run(fmt.Sprint(schema), func(t *testing.T) {
			old := released(t, schema)
			before := everything(t, old)
			path := filepath.Join(t.TempDir(), "medius.db")
			r, err := Reinstate(t.Context(), options(t, path), old, false) // copied by hand: no date, no seal
			must(t, err)
			equal(t, "schema", r.Schema, schema)
			equal(t, "sealed", r.Sealed, false)
			equal(t, "letters called off", r.Letters, 2)
			db := openAt(t, path)
			keys(t, claim(t, db, noon, 10), "")
			after := everything(t, path)
			for _, changed := range []string{"members", "outbox", "inbox"} { // numbers of questions, and what waited
				equal(t, changed, len(after[changed]), len(before[changed]))
				delete(before, changed)
			}
			before["members"], after["members"] = nil, nil
			before["outbox"], before["inbox"] = nil, nil
			kept(t, after, before)
		})
	}
}
