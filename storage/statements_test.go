package storage

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"
)

func pool(t *testing.T) *sql.DB {
	t.Helper()
	db := sql.OpenDB(prepared{fileURI(filepath.Join(t.TempDir(), "s.db"))})
	db.SetMaxOpenConns(1)
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	if _, err := db.Exec(`CREATE TABLE n (n INTEGER NOT NULL); INSERT INTO n VALUES (1); INSERT INTO n VALUES (2)`); err != nil {
		t.Fatal(err)
	}
	return db
}

// The same text may be asked while its rows are still read.
func TestAStatementInsideItself(t *testing.T) {
	db := pool(t)
	c, err := db.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	const query = `SELECT n FROM n ORDER BY n`
	seen := 0
	outer, err := c.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	for outer.Next() {
		inner, err := c.QueryContext(t.Context(), query)
		if err != nil {
			t.Fatal(err)
		}
		for inner.Next() {
			seen++
		}
		if err := inner.Err(); err != nil {
			t.Fatal(err)
		}
	}
	if err := outer.Err(); err != nil || seen != 4 {
		t.Errorf("saw %d rows, %v", seen, err)
	}
}

// More texts than are kept, a table that changes below its statement, and one that was stopped in the middle.
func TestStatementsAreKept(t *testing.T) {
	db := pool(t)
	const query = `SELECT COUNT(*) FROM n WHERE n < ?`
	count := func(below int) (n int) {
		t.Helper()
		if err := db.QueryRow(query, below).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	if n := count(2); n != 1 {
		t.Errorf("got %d", n)
	}
	for i := range 3 * keptStatements {
		if _, err := db.Exec(fmt.Sprintf(`INSERT INTO n VALUES (%d)`, 10+i)); err != nil {
			t.Fatal(err)
		}
	}
	if n := count(1000); n != 2+3*keptStatements {
		t.Errorf("got %d", n)
	}
	if _, err := db.Exec(`ALTER TABLE n ADD COLUMN m INTEGER`); err != nil {
		t.Fatal(err)
	}
	if n := count(2); n != 1 {
		t.Errorf("got %d after the table changed", n)
	}
	over, stop := context.WithCancel(t.Context())
	rows, err := db.QueryContext(over, `SELECT n FROM n`)
	if err != nil {
		t.Fatal(err)
	}
	stop()
	if err := rows.Close(); err != nil {
		t.Fatal(err)
	}
	if n := count(2); n != 1 {
		t.Errorf("got %d after a stop", n)
	}
}
