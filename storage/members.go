package storage

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"sync"

	"gorm.io/gorm"

	"medius/coach"
)

// Member gives the member of a chat with the latest coach.DaysLoaded days; ok is false when the chat has none.
func (db *DB) Member(ctx context.Context, chat int64) (m coach.Member, ok bool, err error) {
	err = db.together(ctx, func(tx *gorm.DB) error {
		m, _, err = db.loadMember(tx, chat)
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
func (db *DB) loadMember(tx *gorm.DB, chat int64) (coach.Member, map[coach.Date]string, error) {
	m, saved, err := db.loadWhere(tx, "chat_id = ?", chat)
	m.Chat = chat
	return m, saved, err
}

// loadMemberByID is loadMember for a member's own number.
func (db *DB) loadMemberByID(tx *gorm.DB, id int64) (coach.Member, map[coach.Date]string, error) {
	return db.loadWhere(tx, "id = ?", id)
}

const (
	memberSQL = `
		SELECT m.id, m.chat_id, m.doc, EXISTS (SELECT 1 FROM owners o WHERE o.chat_id = m.chat_id) AS owner
		FROM members m WHERE m.`
	updateMemberSQL = `UPDATE members SET doc = ?, standing = ? WHERE id = ? AND CAST(doc AS TEXT) <> ?`

	daysSQL = `SELECT date, doc FROM days WHERE member_id = ? ORDER BY date DESC LIMIT ? + 0`
)

func (db *DB) loadWhere(tx *gorm.DB, where string, number int64) (coach.Member, map[coach.Date]string, error) {
	var r memberRow
	if err := ask(tx, func() []any { return placesOf(&r) }, memberSQL+where, number); err != nil || r.ID == 0 {
		return coach.Member{}, nil, err
	}
	days, err := daysOf(tx, r.ID)
	if err != nil {
		return coach.Member{}, nil, err
	}
	m, saved, err := db.recall.read(r, days)
	m.Door.Owner = r.Owner
	return m, saved, err
}

// placesOf says where the columns of memberSQL go.
func placesOf(r *memberRow) []any { return []any{&r.ID, &r.ChatID, &r.Doc, &r.Owner} }

// daysOf gives the latest days, the latest first.
func daysOf(tx *gorm.DB, member int64) ([]dayRow, error) {
	return askAll(tx, func(d *dayRow) []any { return []any{&d.Date, &d.Doc} }, daysSQL, member, coach.DaysLoaded)
}

// saveMember writes the document and the days, as far as they are not written yet as they are; it gives the member's id. A
// chat that has a member keeps its id, whatever m says.
func saveMember(tx *gorm.DB, id, chat int64, m coach.Member, saved map[coach.Date]string) (int64, error) {
	doc, err := document(&m, saved[""])
	if err != nil {
		return 0, err
	}
	row := memberRow{ID: id, ChatID: chat, Doc: withoutNUL(doc), Standing: string(m.Standing())}
	changed, err := saveDocument(tx, &row, saved[""])
	if err != nil {
		return 0, err
	}
	if changed && len(m.Seats) > 0 {
		if err := saveInvitations(tx, row.ID, m.Seats); err != nil {
			return 0, fmt.Errorf("invitations: %w", err)
		}
	}
	for i := range m.Days {
		if err := saveDay(tx, row.ID, &m.Days[i], saved[m.Days[i].Date]); err != nil {
			return 0, err
		}
	}
	return row.ID, nil
}

// saveDocument writes a member's document unless it stands there already, and says whether it did.
func saveDocument(tx *gorm.DB, row *memberRow, saved string) (bool, error) {
	if row.ID == 0 {
		return true, tx.Create(row).Error
	}
	if row.Doc == saved {
		return false, nil
	}
	changed, err := order(tx, updateMemberSQL, row.Doc, row.Standing, row.ID, row.Doc)
	return changed > 0, err
}

func saveDay(tx *gorm.DB, member int64, day *coach.Day, saved string) error {
	if day.Date == "" {
		return fmt.Errorf("member %d: a day without date", member)
	}
	doc, err := document(day, saved)
	if err != nil || doc == saved {
		return err
	}
	const query = `
		INSERT INTO days (member_id, date, doc) VALUES (?, ?, ?)
		ON CONFLICT (member_id, date) DO UPDATE SET doc = excluded.doc`
	_, err = order(tx, query, member, string(day.Date), doc)
	return err
}

// scratch is where documents are written before it is known whether they say anything new.
var scratch = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// document writes a member or a day as JSON. Most of them say what stands in the tables already; then that is given, and nothing is
// left behind.
func document(of any, saved string) (string, error) {
	b := scratch.Get().(*bytes.Buffer)
	defer scratch.Put(b)
	b.Reset()
	if err := json.NewEncoder(b).Encode(of); err != nil {
		return "", err
	}
	if doc := bytes.TrimSuffix(b.Bytes(), []byte("\n")); string(doc) != saved {
		return string(doc), nil
	}
	return saved, nil
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
