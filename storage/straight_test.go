package storage

import (
	"bytes"
	"errors"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"

	"gorm.io/gorm"
)

// Postgres counts what SQLite only marks.
func TestPlacesAreNumbered(t *testing.T) {
	equal(t, "two places", numbered(`SELECT a FROM b WHERE c = ? AND d > ? + 0`), `SELECT a FROM b WHERE c = $1 AND d > $2 + 0`)
	equal(t, "no place", numbered(`SELECT 1`), `SELECT 1`)
}

// A statement that goes past gorm fails with gorm's name for it, and stands in the log without its values.
func TestAStatementPastGormFailsAsOthersDo(t *testing.T) {
	var out bytes.Buffer
	o := options(t, filepath.Join(t.TempDir(), "medius.db"))
	o.Log = slog.New(slog.NewTextHandler(&out, nil))
	db, err := Open(t.Context(), o)
	must(t, err)
	defer db.Close()
	const query = `INSERT INTO passes (code, kind, until) VALUES (?, ?, 0)`
	err = db.write(t.Context(), func(tx *gorm.DB) error {
		changed, err := order(tx, query, "secret", "member")
		must(t, err)
		equal(t, "changed", changed, 1)
		_, err = order(tx, query, "secret", "member")
		return err
	})
	equal(t, "the same code twice", errors.Is(err, gorm.ErrDuplicatedKey), true)
	equal(t, "it was logged", strings.Contains(out.String(), "INSERT INTO passes"), true)
	equal(t, "with its values", strings.Contains(out.String(), "secret"), false)
	var kinds []string
	must(t, db.read(t.Context(), func(tx *gorm.DB) error {
		return ask(tx, func() []any {
			kinds = append(kinds, "")
			return []any{&kinds[len(kinds)-1]}
		}, `SELECT kind FROM passes WHERE code = ? UNION ALL SELECT code FROM passes`, "secret")
	}))
	equal(t, "rows, of what was taken back", len(kinds), 0)
}
