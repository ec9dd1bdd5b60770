package storage

import (
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"
)

// side is one end of a copy from database to database.
type side struct {
	engine engine
	tx     *gorm.DB
}

// column is one of a table, with what its values are in every engine.
type column struct {
	Name string
	Kind kind
}

type kind string

const (
	number kind = "number"
	word   kind = "word"
	octets kind = "bytes"
	truth  kind = "truth"
)

// kindOf is what the values of a column of this type are.
func kindOf(declared string) kind {
	switch strings.ToUpper(declared) {
	case "INTEGER", "BIGINT":
		return number
	case "BLOB", "BYTEA":
		return octets
	case "BOOLEAN":
		return truth
	}
	return word
}

// poured is how many rows are written in one statement: SQLite takes 32766 values at once.
const poured = 500

// pour copies everything from one database into another of the same schema that is empty: all rows with their numbers, the
// counters behind them, and the moments at which the schema came to be, by which a descent is known. What has arrived is read
// again and compared. It gives the number of rows of each table.
func pour(from, to side) (map[string]int64, error) {
	counters, err := from.engine.counters(from.tx)
	if err != nil {
		return nil, err
	}
	rows := map[string]int64{}
	for _, t := range tables {
		columns, err := t.columns(from, to)
		if err != nil {
			return nil, err
		}
		if len(columns) == 0 {
			continue // an older schema has no such table
		}
		sum, err := t.copy(from.tx, to.tx, columns)
		if err != nil {
			return nil, fmt.Errorf("copy %s: %w", t.name, err)
		}
		if err := t.prove(to.tx, columns, sum); err != nil {
			return nil, err
		}
		rows[t.name] = sum.rows
	}
	if err := to.engine.setCounters(to.tx, counters); err != nil {
		return nil, err
	}
	return rows, bequeath(from.tx, to.tx)
}

// columns are those of a table on both sides.
func (t table) columns(from, to side) ([]column, error) {
	columns, err := from.engine.columns(from.tx, t.name)
	if err != nil {
		return nil, err
	}
	there, err := to.engine.columns(to.tx, t.name)
	if err == nil && !slices.Equal(columns, there) {
		err = fmt.Errorf("%w: the table %s is not as it should be", ErrCorrupt, t.name)
	}
	return columns, err
}

// copy writes all rows of a table into the same one elsewhere.
func (t table) copy(from, to *gorm.DB, columns []column) (sum digest, err error) {
	err = t.walk(from, columns, func(rows [][]any) error {
		sum.add(columns, rows)
		return t.insert(to, columns, rows)
	})
	return sum, err
}

// prove reads what has been written.
func (t table) prove(tx *gorm.DB, columns []column, want digest) error {
	got, err := t.digest(tx, columns)
	if err == nil && got != want {
		return fmt.Errorf("%w: the copy of %s is another: %d rows of %d", ErrCorrupt, t.name, got.rows, want.rows)
	}
	return err
}

// walk goes through all rows of a table in the order of its key.
func (t table) walk(tx *gorm.DB, columns []column, visit func(rows [][]any) error) error {
	key := strings.Join(t.key, ", ")
	behind := fmt.Sprintf(" WHERE (%s) > (%s)", key, strings.TrimSuffix(strings.Repeat("?, ", len(t.key)), ", "))
	for last := []any(nil); ; {
		query, args := `SELECT * FROM `+t.name, last
		if last != nil {
			query += behind
		}
		var found []map[string]any
		err := tx.Raw(query+` ORDER BY `+key+` LIMIT ?`, append(slices.Clip(args), poured)...).Find(&found).Error
		if err != nil || len(found) == 0 {
			return err
		}
		rows, err := plainRows(columns, found)
		if err != nil {
			return err
		}
		if err := visit(rows); err != nil || len(found) < poured {
			return err
		}
		last = nil
		for _, name := range t.key {
			i := slices.IndexFunc(columns, func(c column) bool { return c.Name == name })
			last = append(last, rows[len(rows)-1][i])
		}
	}
}

// plainRows gives rows as their values are in every engine.
func plainRows(columns []column, found []map[string]any) ([][]any, error) {
	rows := make([][]any, len(found))
	for i, row := range found {
		if len(row) != len(columns) {
			return nil, fmt.Errorf("a row of %d columns, %d are wanted", len(row), len(columns))
		}
		rows[i] = make([]any, len(columns))
		for j, c := range columns {
			value, err := c.plain(row[c.Name])
			if err != nil {
				return nil, err
			}
			rows[i][j] = value
		}
	}
	return rows, nil
}

// insert writes rows in one statement.
func (t table) insert(tx *gorm.DB, columns []column, rows [][]any) error {
	var names []string
	for _, c := range columns {
		names = append(names, c.Name)
	}
	one := "(" + strings.TrimSuffix(strings.Repeat("?, ", len(columns)), ", ") + ")"
	places := strings.TrimSuffix(strings.Repeat(one+", ", len(rows)), ", ")
	query := `INSERT INTO ` + t.name + ` (` + strings.Join(names, ", ") + `) VALUES ` + places
	return tx.Exec(query, slices.Concat(rows...)...).Error
}

// bequeath hands on when each migration ran: a copy descends from what it was copied from.
func bequeath(from, to *gorm.DB) error {
	var steps []struct {
		Version int64
		At      string
	}
	const ask = `SELECT version_id AS version, CAST(tstamp AS TEXT) AS at FROM goose_db_version`
	if err := from.Raw(ask).Find(&steps).Error; err != nil {
		return err
	}
	for _, s := range steps {
		if err := to.Exec(`UPDATE goose_db_version SET tstamp = ? WHERE version_id = ?`, s.At, s.Version).Error; err != nil {
			return err
		}
	}
	return nil
}
