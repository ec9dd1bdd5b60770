package storage

import (
	"errors"
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
	db, out := listening(t)
	const query = `INSERT INTO passes (code, kind, until) VALUES (?, ?, 0)`
	err := db.write(t.Context(), func(tx *gorm.DB) error {
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
	must(t, db.read(t.Context(), func(tx *gorm.DB) (err error) {
		kinds, err = askAll(tx, func(kind *string) []any { return []any{kind} }, `SELECT kind FROM passes WHERE code = ? UNION ALL SELECT code FROM passes`, "secret")
		return err
	}))
	equal(t, "rows, of what was taken back", len(kinds), 0)
}
