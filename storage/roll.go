package storage

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"medius/coach"
)

// Chats lists the chats that have a member, oldest member first; groups have none.
func (db *DB) Chats(ctx context.Context) (chats []int64, err error) {
	err = db.read(ctx, func(tx *gorm.DB) error {
		return tx.Raw(`SELECT chat_id FROM members WHERE chat_id > 0 ORDER BY id`).Find(&chats).Error
	})
	return chats, err
}

// ChatOf gives the chat of a member by the number the log names.
func (db *DB) ChatOf(ctx context.Context, member int64) (chat int64, ok bool, err error) {
	err = db.read(ctx, func(tx *gorm.DB) error {
		chat, err = chatOf(tx, member)
		return err
	})
	return chat, chat != 0, err
}

// chatOf gives the chat of a member, 0 when there is none.
func chatOf(tx *gorm.DB, member int64) (int64, error) {
	var chats []int64
	if err := tx.Raw(`SELECT chat_id FROM members WHERE id = ?`, member).Find(&chats).Error; err != nil || len(chats) == 0 {
		return 0, err
	}
	return chats[0], nil
}

// rollSpan is how many numbers of members one statement looks at: hardly anybody is silent, and no statement may take long.
const rollSpan = 10_000

// Silent gives, without their days, members who have not been heard of since a date or whose last word is not dated, in the
// order of their numbers and beginning after one: page by page, 0 first.
func (db *DB) Silent(ctx context.Context, since coach.Date, after int64, limit int) ([]coach.Member, error) {
	const (
		newest = `SELECT COALESCE(MAX(id), 0) FROM members`
		query  = `
			SELECT id, chat_id, doc FROM members
			WHERE id > ? AND id <= ? AND COALESCE(doc -> 'programme' ->> 'last_seen', '') <= ?
			ORDER BY id LIMIT ? + 0`
	)
	var last int64
	err := db.read(ctx, func(tx *gorm.DB) error { return tx.Raw(newest).Find(&last).Error })
	var rows []memberRow
	for from := after; err == nil && from < last && len(rows) < limit; from += rollSpan {
		err = db.read(ctx, func(tx *gorm.DB) error {
			var some []memberRow
			err := tx.Raw(query, from, from+rollSpan, string(since), limit-len(rows)).Find(&some).Error
			rows = append(rows, some...)
			return err
		})
	}
	if err != nil {
		return nil, fmt.Errorf("silent members: %w", err)
	}
	members := make([]coach.Member, len(rows))
	for i, row := range rows {
		if members[i], err = row.member(); err != nil {
			return nil, err
		}
	}
	return members, nil
}
