package storage

import (
	"context"
	"encoding/json"
	"fmt"

	"gorm.io/gorm"

	"medius/coach"
)

// crowdChunk is how many members are written in one transaction.
const crowdChunk = 20_000

// Crowd puts n members with one and the same history into the chats from first on, for whoever wants to know what so many
// cost. The chats must have no member. Of the journal nothing is taken over.
func (db *DB) Crowd(ctx context.Context, first int64, n int, h History) error {
	doc, err := json.Marshal(h.Member)
	if err != nil {
		return err
	}
	for from := 0; from < n; from += crowdChunk {
		some := min(crowdChunk, n-from)
		err := db.write(ctx, func(tx *gorm.DB) error {
			return crowd(tx, first+int64(from), some, string(doc), h)
		})
		if err != nil {
			return fmt.Errorf("crowd: %w", err)
		}
	}
	return nil
}

func crowd(tx *gorm.DB, first int64, n int, doc string, h History) error {
	const people = `
		INSERT INTO members (chat_id, doc, standing)
		WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < ?)
		SELECT CAST(? AS BIGINT) + n, ?, ? FROM numbers`
	if err := tx.Exec(people, n, first, doc, string(h.Member.Standing())).Error; err != nil {
		return err
	}
	last := first + int64(n) - 1
	for _, day := range h.Days {
		text, err := json.Marshal(day)
		if err != nil {
			return err
		}
		const days = `INSERT INTO days (member_id, date, doc) SELECT id, ?, ? FROM members WHERE chat_id BETWEEN ? AND ?`
		if err := tx.Exec(days, string(day.Date), string(text), first, last).Error; err != nil {
			return err
		}
	}
	for _, a := range h.Appointments {
		const promises = `
			INSERT INTO appointments (member_id, kind, at, until, slot, ready_at, lot)
			SELECT id, ?, ?, ?, ?, ?, CASE WHEN ? THEN 1 + (id * 1640531527 + ?) % 2147483647 ELSE 0 END
			FROM members WHERE chat_id BETWEEN ? AND ?`
		at, start := milli(a.At), coach.Lot(0, a.At)-1
		if err := tx.Exec(promises, string(a.Kind), at, milli(a.Until), a.Slot, at, a.Spread, start, first, last).Error; err != nil {
			return err
		}
	}
	return nil
}
