package storage

import "gorm.io/gorm"

// columnsOf reads names and declared types.
func columnsOf(query *gorm.DB) (columns []column, err error) {
	err = query.Find(&columns).Error
	for i, c := range columns {
		columns[i].Kind = kindOf(string(c.Kind))
	}
	return columns, err
}

func (*file) columns(tx *gorm.DB, table string) ([]column, error) {
	return columnsOf(tx.Raw(`SELECT name, type AS kind FROM pragma_table_info(?)`, table))
}

func (*file) counters(tx *gorm.DB) (map[string]int64, error) {
	var rows []struct {
		Name string
		Seq  int64
	}
	err := tx.Raw(`SELECT name, seq FROM sqlite_sequence`).Find(&rows).Error
	all := map[string]int64{}
	for _, row := range rows {
		all[row.Name] = row.Seq
	}
	return all, err
}

func (*file) setCounters(tx *gorm.DB, last map[string]int64) error {
	for _, t := range tables {
		n := last[t.name]
		if !t.counted || n == 0 {
			continue
		}
		set := tx.Exec(`UPDATE sqlite_sequence SET seq = ? WHERE name = ?`, n, t.name)
		if set.Error == nil && set.RowsAffected == 0 { // no row has been written yet
			set = tx.Exec(`INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)`, t.name, n)
		}
		if set.Error != nil {
			return set.Error
		}
	}
	return nil
}
