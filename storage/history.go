package storage

import (
	"context"
	"encoding/json"
	"fmt"

	"gorm.io/gorm"

	"medius/coach"
)

// History is everything that is kept about one member, but for letters and updates on their way.
type History struct {
	Member       coach.Member        // without Days
	Days         []coach.Day         // all of them, by date
	Facts        []coach.Fact        // the journal, oldest first
	Appointments []coach.Appointment // soonest first
}

// History gives the whole course of a member, as it stands at one moment; ok is false when there is no such member.
func (db *DB) History(ctx context.Context, member int64) (h History, ok bool, err error) {
	err = db.together(ctx, func(tx *gorm.DB) error {
		h, ok, err = history(tx, `id = ?`, member)
		return err
	})
	return h, ok, err
}

// HistoryOf is History for the member of a chat.
func (db *DB) HistoryOf(ctx context.Context, chat int64) (h History, ok bool, err error) {
	err = db.together(ctx, func(tx *gorm.DB) error {
		h, ok, err = history(tx, `chat_id = ?`, chat)
		return err
	})
	return h, ok, err
}

// together reads in one transaction, so that what is read belongs together. f may be run again from the beginning.
func (db *DB) together(ctx context.Context, f func(tx *gorm.DB) error) error {
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	return db.engine.patiently(ctx, func() error {
		return db.read(ctx, func(tx *gorm.DB) error { return tx.Transaction(f) })
	})
}

func history(tx *gorm.DB, where string, id int64) (h History, ok bool, err error) {
	var members []memberRow
	if err := tx.Where(where, id).Limit(1).Find(&members).Error; err != nil || len(members) == 0 {
		return h, false, err
	}
	if h.Member, err = members[0].member(); err != nil {
		return h, false, err
	}
	var days []dayRow
	if err := tx.Where("member_id = ?", h.Member.ID).Order("date").Find(&days).Error; err != nil {
		return h, false, err
	}
	for _, row := range days {
		day, err := row.day()
		if err != nil {
			return h, false, err
		}
		h.Days = append(h.Days, day)
	}
	if h.Facts, err = factsOf(tx, h.Member.ID); err != nil {
		return h, false, err
	}
	h.Appointments, err = appointmentsOf(tx, h.Member.ID)
	return h, err == nil, err
}

func (r memberRow) member() (coach.Member, error) {
	m := coach.Member{Chat: r.ChatID}
	if err := json.Unmarshal([]byte(r.Doc), &m); err != nil {
		return m, fmt.Errorf("member %d: %w", r.ID, err)
	}
	m.ID = r.ID
	return m, nil
}

func (r dayRow) day() (day coach.Day, err error) {
	if err := json.Unmarshal([]byte(r.Doc), &day); err != nil {
		return day, fmt.Errorf("member %d, day %s: %w", r.MemberID, r.Date, err)
	}
	day.Date = coach.Date(r.Date)
	return day, nil
}
