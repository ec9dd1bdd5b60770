package storage

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"gorm.io/gorm"
)

// Gorm takes longer over a statement than SQLite does, and leaves more behind. The statements of every turn go straight to the
// transaction that gorm has begun: what is slow is in the log all the same, and errors have the same names.

// ask runs a query; row says, for each row before it is read, where its columns go.
func ask(tx *gorm.DB, row func() []any, query string, args ...any) error {
	return straight(tx, query, func(ctx context.Context, query string) (n int64, err error) {
		rows, err := tx.Statement.ConnPool.QueryContext(ctx, query, args...)
		if err != nil {
			return 0, err
		}
		for ; err == nil && rows.Next(); n++ {
			err = rows.Scan(row()...)
		}
		return n, errors.Join(err, rows.Err(), rows.Close())
	})
}

// askAll runs a query and gives its rows; row says where the columns of one go.
func askAll[T any](tx *gorm.DB, row func(*T) []any, query string, args ...any) (all []T, err error) {
	err = ask(tx, func() []any {
		var one T
		all = append(all, one)
		return row(&all[len(all)-1])
	}, query, args...)
	return all, err
}

// order runs a statement and tells how many rows it has changed.
func order(tx *gorm.DB, query string, args ...any) (changed int64, err error) {
	err = straight(tx, query, func(ctx context.Context, query string) (int64, error) {
		result, err := tx.Statement.ConnPool.ExecContext(ctx, query, args...)
		if err != nil {
			return 0, err
		}
		changed, err = result.RowsAffected()
		return changed, err
	})
	return changed, err
}

// straight runs a statement as gorm would.
func straight(tx *gorm.DB, query string, run func(ctx context.Context, query string) (rows int64, err error)) error {
	began, ctx := time.Now(), tx.Statement.Context
	rows, err := run(ctx, spelt(tx, query))
	err = translated(tx, err)
	tx.Logger.Trace(ctx, began, func() (string, int64) { return query, rows }, err)
	return err
}

// translated gives an error the name that gorm has for it.
func translated(tx *gorm.DB, err error) error {
	if t, ok := tx.Dialector.(gorm.ErrorTranslator); ok && err != nil {
		return t.Translate(err)
	}
	return err
}

// spelt is a statement in the words of the engine. json_each stands for what gives the elements of an array, as "value".
func spelt(tx *gorm.DB, query string) string {
	if tx.Name() == "postgres" {
		return numbered(strings.ReplaceAll(query, "json_each(?)", "json_array_elements(CAST(? AS json))"))
	}
	return query
}

// numbered gives every ? its number, as Postgres wants it.
func numbered(query string) string {
	var text strings.Builder
	for n := 1; ; n++ {
		before, after, found := strings.Cut(query, "?")
		text.WriteString(before)
		if !found {
			return text.String()
		}
		text.WriteString("$" + strconv.Itoa(n))
		query = after
	}
}
