package storage

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"
)

// ErrMember: the chat has a member already.
var ErrMember = errors.New("there is a member in this chat already")

// Restore puts a history into a chat, as the member's new home: all of it or nothing. A member who is there already is
// [ErrMember], or goes first, as with [DB.Forget], when replace is set. Numbers of the history's own instance are passed
// over; letters of the chat that wait are called off, since they are about somebody else's conversation.
func (db *DB) Restore(ctx context.Context, chat int64, h History, replace bool) error {
	if chat == 0 {
		return errors.New("restore: no chat")
	}
	replaced := false
	err := db.write(ctx, func(tx *gorm.DB) error {
		if err := db.engine.hold(tx, chat); err != nil {
			return err
		}
		before, err := countOf(tx, chat)
		if err != nil {
			return err
		}
		if replaced = before.Member; replaced && !replace {
			return ErrMember
		}
		if err := db.erase(tx, chat, before.id); err != nil {
			return err
		}
		return restore(tx, before.id, chat, h)
	})
	if err == nil && replaced {
		db.shred(ctx)
	}
	if err != nil && !errors.Is(err, ErrMember) {
		return fmt.Errorf("restore: %w", err)
	}
	return err
}

// restore writes a history. Who takes the place of a member keeps the number: an earlier backup has that member, who did not wish to be forgotten.
func restore(tx *gorm.DB, id, chat int64, h History) error {
	m := h.Member
	m.Days = h.Days
	if id != 0 {
		if err := tx.Exec(`INSERT INTO members (id, chat_id, doc) VALUES (?, ?, '{}')`, id, chat).Error; err != nil {
			return err
		}
	}
	id, err := saveMember(tx, id, chat, m, nil)
	if err != nil {
		return err
	}
	const batch = 200 // SQLite takes so many rows at once, and more
	for from := 0; from < len(h.Facts); from += batch {
		if err := insertFacts(tx, id, h.Facts[from:min(from+batch, len(h.Facts))]); err != nil {
			return err
		}
	}
	return keepAppointments(tx, id, h.Appointments)
}
