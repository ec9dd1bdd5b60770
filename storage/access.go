package storage

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"medius/coach"
)

// door is what is known of a chat besides its member's document. A saved member brings along whether the chat is an
// owner's.
func (db *DB) door(tx *gorm.DB, chat int64, m coach.Member, code string) (d coach.Door, err error) {
	d = m.Door
	if m.ID == 0 {
		const query = `
			SELECT EXISTS (SELECT 1 FROM owners WHERE chat_id = ?) AS owner,
				NOT EXISTS (SELECT 1 FROM owners) AS unclaimed`
		if err := tx.Raw(query, chat).Find(&d).Error; err != nil {
			return d, err
		}
	}
	if code == "" {
		return d, nil
	}
	var kinds []string
	const query = `SELECT kind FROM passes WHERE code = ? AND (until = 0 OR until > ?)`
	if err := tx.Raw(query, code, milli(db.now())).Find(&kinds).Error; err != nil || len(kinds) == 0 {
		return d, err
	}
	d.Pass = coach.Pass(kinds[0])
	return d, nil
}

// enterDoor uses up a pass, writes down new ones, and makes the chat the owner's.
func enterDoor(tx *gorm.DB, chat, now int64, e coach.Entry) error {
	if e.Used != "" {
		used := tx.Exec(`DELETE FROM passes WHERE code = ?`, e.Used)
		if used.Error == nil && used.RowsAffected == 0 {
			return errors.New("a pass that is not there was used")
		}
		if used.Error != nil {
			return used.Error
		}
	}
	if e.Recall {
		if err := tx.Exec(`DELETE FROM passes WHERE kind = ?`, string(coach.PassMember)).Error; err != nil {
			return err
		}
	}
	for _, p := range e.Passes {
		const query = `INSERT INTO passes (code, kind, until) VALUES (?, ?, ?) ON CONFLICT (code) DO NOTHING`
		if err := tx.Exec(query, p.Code, string(coach.PassMember), milli(p.Until)).Error; err != nil {
			return err
		}
	}
	if e.Claims {
		return tx.Exec(`INSERT INTO owners (chat_id, since) VALUES (?, ?) ON CONFLICT (chat_id) DO NOTHING`, chat, now).Error
	}
	return nil
}

// Invitations is how many invitations nobody has opened yet.
func (db *DB) Invitations(ctx context.Context) (n int, err error) {
	err = db.read(ctx, func(tx *gorm.DB) error {
		const query = `SELECT COUNT(*) FROM passes WHERE kind = ? AND until > ?`
		return tx.Raw(query, string(coach.PassMember), milli(db.now())).Find(&n).Error
	})
	return n, err
}

// Barred gives the numbers of members whom the owner has blocked, the first ones.
func (db *DB) Barred(ctx context.Context, most int) (numbers []int64, err error) {
	err = db.read(ctx, func(tx *gorm.DB) error {
		return tx.Raw(barredSQL, string(coach.StandingBarred), most).Find(&numbers).Error
	})
	return numbers, err
}

const barredSQL = `SELECT id FROM members WHERE standing = ? ORDER BY id LIMIT ?`

// OfferClaim lets the bot be claimed by the code of that hash, and by no other; "": by none.
func (db *DB) OfferClaim(ctx context.Context, hash string) error {
	return db.write(ctx, func(tx *gorm.DB) error {
		if err := tx.Exec(`DELETE FROM passes WHERE kind = ?`, string(coach.PassClaim)).Error; err != nil || hash == "" {
			return err
		}
		return tx.Exec(`INSERT INTO passes (code, kind, until) VALUES (?, ?, 0)`, hash, string(coach.PassClaim)).Error
	})
}

// Claimed tells whether some chat has claimed the bot.
func (db *DB) Claimed(ctx context.Context) (bool, error) {
	return db.exists(ctx, `SELECT EXISTS (SELECT 1 FROM owners)`)
}

// Owners are the chats that have claimed the bot, the first one first.
func (db *DB) Owners(ctx context.Context) (chats []int64, err error) {
	err = db.read(ctx, func(tx *gorm.DB) error {
		return tx.Raw(`SELECT chat_id FROM owners ORDER BY since, chat_id`).Find(&chats).Error
	})
	return chats, err
}
