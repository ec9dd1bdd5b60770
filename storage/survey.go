package storage

import (
	"context"
	"fmt"

	"gorm.io/gorm"
)

// oldestServer is the oldest major version of Postgres that medius works with.
const oldestServer = 13

const (
	settingsSQL = `
		SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int / 10000 AS major,
			current_setting('server_encoding') AS encoding, COALESCE(current_schema(), '') AS schema`
	// A crash inside the first migration leaves goose's own table alone: that is still an empty database.
	foundSQL = `
		SELECT COUNT(*) AS tables, COALESCE(MAX(obj_description(oid, 'pg_class')) FILTER (WHERE relname = 'settings'), '') AS mark
		FROM pg_class
		WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm') AND relname <> 'goose_db_version'`
	appliedSQL = `SELECT MAX(version_id) FROM goose_db_version WHERE is_applied`
)

// survey looks at a database on a server: whether it can be used at all, and is ours. It gives the version of the schema,
// 0 for an empty one.
func survey(conn *gorm.DB) (int64, error) {
	var s struct {
		Version, Encoding, Schema string
		Major                     int
	}
	if err := conn.Raw(settingsSQL).Find(&s).Error; err != nil {
		return 0, err
	}
	switch {
	case s.Major < oldestServer:
		return 0, fmt.Errorf("%w: Postgres %s; %d or newer is needed", ErrUnfit, s.Version, oldestServer)
	case s.Encoding != "UTF8":
		return 0, fmt.Errorf("%w: its encoding is %s; UTF8 is needed", ErrUnfit, s.Encoding)
	case s.Schema == "":
		return 0, ErrNoSchema
	}
	var found struct {
		Tables int
		Mark   string
	}
	if err := conn.Raw(foundSQL).Find(&found).Error; err != nil || found.Tables == 0 {
		return 0, err
	}
	if found.Mark != "medius" {
		return 0, ErrForeign
	}
	var version int64
	err := conn.Raw(appliedSQL).Find(&version).Error
	return version, err
}

// complete fails where a table is missing: somebody has had a hand in it, and members would hear nothing.
func complete(e engine, conn *gorm.DB) error {
	for _, t := range tables {
		has, err := e.columns(conn, t.name)
		if err != nil {
			return err
		}
		if len(has) == 0 {
			return fmt.Errorf("%w: the table %s is missing", ErrCorrupt, t.name)
		}
	}
	return nil
}

func (*server) columns(tx *gorm.DB, table string) ([]column, error) {
	const query = `
		SELECT column_name AS name, data_type AS kind FROM information_schema.columns
		WHERE table_schema = current_schema() AND table_name = ? ORDER BY ordinal_position`
	return columnsOf(tx.Raw(query, table))
}

func (*server) counters(tx *gorm.DB) (map[string]int64, error) {
	var rows []struct {
		Name string
		Seq  int64
	}
	const query = `SELECT sequencename AS name, COALESCE(last_value, 0) AS seq FROM pg_sequences WHERE schemaname = current_schema()`
	if err := tx.Raw(query).Find(&rows).Error; err != nil {
		return nil, err
	}
	all := map[string]int64{}
	for _, t := range tables {
		for _, row := range rows {
			if t.counted && row.Name == t.name+"_"+t.key[0]+"_seq" {
				all[t.name] = row.Seq
			}
		}
	}
	return all, nil
}

// setCounters never lets a counter go back: a sequence keeps what it was told even if the transaction is taken back.
func (db *server) setCounters(tx *gorm.DB, last map[string]int64) error {
	now, err := db.counters(tx)
	if err != nil {
		return err
	}
	for _, t := range tables {
		if !t.counted || last[t.name] <= now[t.name] {
			continue
		}
		const query = `SELECT setval(pg_get_serial_sequence(?, ?), ?)`
		if err := tx.Exec(query, t.name, t.key[0], last[t.name]).Error; err != nil {
			return err
		}
	}
	return nil
}

func (db *server) size(ctx context.Context) (data, log int64, err error) {
	err = db.read(ctx, func(tx *gorm.DB) error {
		return tx.Raw(`SELECT pg_database_size(current_database())`).Find(&data).Error
	})
	return data, 0, err
}

// integrity looks whether every index and every rule of the schema is in force, and reads every row there is.
func (db *server) integrity(ctx context.Context) error {
	const query = `
		SELECT (SELECT COUNT(*) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
				WHERE c.relnamespace = current_schema()::regnamespace AND NOT i.indisvalid)
			+ (SELECT COUNT(*) FROM pg_constraint WHERE connamespace = current_schema()::regnamespace AND NOT convalidated)`
	return db.still(ctx, func(tx *gorm.DB, _ int64) error {
		var broken int
		if err := tx.Raw(query).Find(&broken).Error; err != nil {
			return err
		}
		if broken > 0 {
			return fmt.Errorf("%w: %d indexes or constraints are not valid", ErrCorrupt, broken)
		}
		if err := complete(db, tx); err != nil {
			return err
		}
		for _, t := range tables {
			columns, err := db.columns(tx, t.name)
			if err == nil {
				_, err = t.digest(tx, columns)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}
