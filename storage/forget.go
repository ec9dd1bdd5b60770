package storage

import (
	"context"
	"fmt"

	"gorm.io/gorm"
)

// Forgotten counts what is kept about a chat, and goes when it is forgotten.
type Forgotten struct {
	Member       bool
	Days         int
	Facts        int // lines of the journal
	Appointments int
	Letters      int // sent and waiting, those too that are kept a few days for edits
	Updates      int // words and taps not answered yet, and those that went wrong

	id int64
}

// Nothing: there is not a row about the chat.
func (f Forgotten) Nothing() bool {
	f.id = 0
	return f == Forgotten{}
}

// Kept counts what is kept about a chat.
func (db *DB) Kept(ctx context.Context, chat int64) (f Forgotten, err error) {
	err = db.together(ctx, func(tx *gorm.DB) error {
		f, err = countOf(tx, chat)
		return err
	})
	return f, err
}

// Forget erases everything about a chat, as the member's own /delete does, but without a goodbye. It says what it was.
func (db *DB) Forget(ctx context.Context, chat int64) (f Forgotten, err error) {
	err = db.write(ctx, func(tx *gorm.DB) error {
		if err := db.engine.hold(tx, chat); err != nil {
			return err
		}
		if f, err = countOf(tx, chat); err != nil {
			return err
		}
		return db.erase(tx, chat, f.id)
	})
	if err != nil {
		return Forgotten{}, fmt.Errorf("forget: %w", err)
	}
	db.shred(ctx)
	return f, nil
}

func countOf(tx *gorm.DB, chat int64) (f Forgotten, err error) {
	var ids []int64
	if err := tx.Raw(`SELECT id FROM members WHERE chat_id = ?`, chat).Find(&ids).Error; err != nil {
		return f, err
	}
	if len(ids) > 0 {
		f.Member, f.id = true, ids[0]
	}
	const query = `
		SELECT (SELECT COUNT(*) FROM days WHERE member_id = @id) AS days,
			(SELECT COUNT(*) FROM facts WHERE member_id = @id) AS facts,
			(SELECT COUNT(*) FROM appointments WHERE member_id = @id) AS appointments,
			(SELECT COUNT(*) FROM inbox WHERE chat_id = @chat AND done_at = 0) +
				(SELECT COUNT(*) FROM dead WHERE chat_id = @chat) AS updates`
	var row struct{ Days, Facts, Appointments, Updates int }
	if err := tx.Raw(query, map[string]any{"id": f.id, "chat": chat}).Find(&row).Error; err != nil {
		return f, err
	}
	f.Days, f.Facts, f.Appointments, f.Updates = row.Days, row.Facts, row.Appointments, row.Updates
	for from, args := range lettersOf(chat) {
		var letters int
		if err := tx.Raw("SELECT COUNT(*) "+from, args...).Find(&letters).Error; err != nil {
			return f, err
		}
		f.Letters += letters
	}
	return f, nil
}
