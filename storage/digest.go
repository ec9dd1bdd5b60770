package storage

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"

	"gorm.io/gorm"
)

// digest tells the content of a table, whatever the engine and the order of its rows: how many there are, and the sum of
// their checksums.
type digest struct {
	rows int64
	sum  uint64
}

func (d *digest) add(columns []column, rows [][]any) {
	for _, row := range rows {
		var text []byte
		for i := range columns {
			text = appendValue(text, row[i])
		}
		whole := sha256.Sum256(text)
		d.rows++
		d.sum += binary.BigEndian.Uint64(whole[:])
	}
}

// appendValue writes a value so that no two rows read the same.
func appendValue(text []byte, value any) []byte {
	said := ""
	switch v := value.(type) {
	case nil:
		return append(text, 'n')
	case int64:
		said = strconv.FormatInt(v, 10)
	case bool:
		said = strconv.FormatBool(v)
	case string:
		said = v
	case []byte:
		said = string(v)
	}
	text = append(text, 'v')
	text = binary.AppendUvarint(text, uint64(len(said)))
	return append(text, said...)
}

// digest reads a whole table.
func (t table) digest(tx *gorm.DB, columns []column) (d digest, err error) {
	err = t.walk(tx, columns, func(rows [][]any) error {
		d.add(columns, rows)
		return nil
	})
	return d, err
}

// plain gives a value as it is in every engine: nil, a number, a word, bytes, or whether.
func (c column) plain(value any) (any, error) {
	switch v := value.(type) {
	case nil:
		return nil, nil
	case int64:
		if c.Kind == truth {
			return v != 0, nil
		}
		if c.Kind == number {
			return v, nil
		}
	case int32:
		return c.plain(int64(v))
	case bool:
		if c.Kind == truth {
			return v, nil
		}
	case string:
		if c.Kind == word {
			return c.text(v), nil
		}
		if c.Kind == octets {
			return []byte(v), nil
		}
	case []byte:
		if c.Kind == octets {
			return v, nil
		}
		if c.Kind == word {
			return c.text(string(v)), nil
		}
	}
	return nil, fmt.Errorf("column %s: %w: a %T where a %s is wanted", c.Name, ErrCorrupt, value, c.Kind)
}

// text gives a text as every engine keeps it.
func (c column) text(s string) string {
	if c.Name == "doc" {
		return withoutNUL(s)
	}
	return strings.ReplaceAll(s, nul, unshown)
}
