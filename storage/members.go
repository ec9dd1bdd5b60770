package storage

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"medius/coach"
)

// Member gives the member of a chat with the latest coach.DaysLoaded days; ok is false when the chat has none.
func (db *DB) Member(ctx context.Context, chat int64) (m coach.Member, ok bool, err error) {
	err = db.together(ctx, func(tx *gorm.DB) error {
		m, _, err = loadMember(tx, chat)
		return err
	})
	return m, m.ID != 0, err
}

// Facts gives a member's journal, oldest entry first. Whole numbers in Data come back as int, others as float64.
func (db *DB) Facts(ctx context.Context, member int64) ([]coach.Fact, error) {
	var facts []coach.Fact
	err := db.read(ctx, func(tx *gorm.DB) (err error) {
		facts, err = factsOf(tx, member)
		return err
	})
	return facts, err
}

func factsOf(tx *gorm.DB, member int64) ([]coach.Fact, error) {
	var rows []factRow
	if err := tx.Where("member_id = ?", member).Order("id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("facts of member %d: %w", member, err)
	}
	facts := make([]coach.Fact, len(rows))
	for i, row := range rows {
		fact, err := row.fact()
		if err != nil {
			return nil, fmt.Errorf("fact %d: %w", row.ID, err)
		}
		facts[i] = fact
	}
	return facts, nil
}

// loadMember gives the member of a chat (ID 0 when there is none) and the documents as they stand in the tables: those of the
// days by date, the member's own under no date.
func loadMember(tx *gorm.DB, chat int64) (coach.Member, map[coach.Date]string, error) {
	m, saved, err := loadWhere(tx, "chat_id = ?", chat)
	m.Chat = chat
	return m, saved, err
}

// loadMemberByID is loadMember for a member's own number.
func loadMemberByID(tx *gorm.DB, id int64) (coach.Member, map[coach.Date]string, error) {
	return loadWhere(tx, "id = ?", id)
}

const (
	memberSQL = `
		SELECT m.id, m.chat_id, m.doc, EXISTS (SELECT 1 FROM owners o WHERE o.chat_id = m.chat_id) AS owner
		FROM members m WHERE m.`
	daysSQL = `SELECT date, doc FROM days WHERE member_id = ? ORDER BY date DESC LIMIT ? + 0`
)

func loadWhere(tx *gorm.DB, where string, number int64) (coach.Member, map[coach.Date]string, error) {
	var rows []memberRow
	if err := tx.Raw(memberSQL+where, number).Find(&rows).Error; err != nil || len(rows) == 0 {
		return coach.Member{}, nil, err
	}
	m, err := rows[0].member()
	if err != nil {
		return m, nil, err
	}
	m.Door.Owner = rows[0].Owner
	var days []dayRow
	if err := tx.Raw(daysSQL, m.ID, coach.DaysLoaded).Find(&days).Error; err != nil {
		return m, nil, err
	}
	slices.Reverse(days)
	saved := make(map[coach.Date]string, 1+len(days))
	saved[""] = rows[0].Doc
	for _, row := range days {
		day, err := row.day()
		if err != nil {
			return m, nil, err
		}
		m.Days = append(m.Days, day)
		saved[day.Date] = row.Doc
	}
	return m, saved, nil
}

// saveMember writes the document and the days, as far as they are not written yet as they are; it gives the member's id. A
// chat that has a member keeps its id, whatever m says.
func saveMember(tx *gorm.DB, id, chat int64, m coach.Member, saved map[coach.Date]string) (int64, error) {
	doc, err := json.Marshal(m)
	if err != nil {
		return 0, err
	}
	row := memberRow{ID: id, ChatID: chat, Doc: withoutNUL(string(doc)), Standing: string(m.Standing())}
	written := &gorm.DB{}
	switch {
	case id == 0:
		written = tx.Create(&row)
	case row.Doc != saved[""]:
		written = tx.Exec(`UPDATE members SET doc = ?, standing = ? WHERE id = ? AND CAST(doc AS TEXT) <> ?`, row.Doc, row.Standing, id, row.Doc)
	}
	if written.Error != nil {
		return 0, written.Error
	}
	if written.RowsAffected > 0 && len(m.Seats) > 0 {
		if err := saveInvitations(tx, row.ID, m.Seats); err != nil {
			return 0, fmt.Errorf("invitations: %w", err)
		}
	}
	for _, day := range m.Days {
		if err := saveDay(tx, row.ID, day, saved[day.Date]); err != nil {
			return 0, err
		}
	}
	return row.ID, nil
}

func saveDay(tx *gorm.DB, member int64, day coach.Day, saved string) error {
	if day.Date == "" {
		return fmt.Errorf("member %d: a day without date", member)
	}
	doc, err := json.Marshal(day)
	if err != nil || string(doc) == saved {
		return err
	}
	const query = `
		INSERT INTO days (member_id, date, doc) VALUES (?, ?, ?)
		ON CONFLICT (member_id, date) DO UPDATE SET doc = excluded.doc`
	return tx.Exec(query, member, string(day.Date), string(doc)).Error
}

// blankDocument is what nothing of a member is written as: every field is left out where it is empty.
const blankDocument = "{}"

// blankMember says that there is nothing to save: no days, and the document of a member who has said nothing yet.
func blankMember(m coach.Member) (bool, error) {
	if len(m.Days) > 0 || m.Stage != coach.StageNew {
		return false, nil
	}
	doc, err := json.Marshal(m)
	return string(doc) == blankDocument, err
}
