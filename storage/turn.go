package storage

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"medius/coach"
)

// errNothing says that what the turn was for is over. Nothing was written then.
var errNothing = errors.New("nothing to do")

// Turn runs one turn of the conversation in one transaction: it loads the member of the chat (an unsaved zero one when
// the chat has none) with the latest coach.DaysLoaded days, calls f, writes everything of the entry, and marks the
// source as done. When f fails, or panics, nothing is written and the error is returned as it is.
//
// f is not called, and nil returned, when the source is over: the update is done or dead, or the appointment was
// called off, moved or used. An update that was never accepted is an error. A due appointment is taken out before
// the entry's own are kept, so that f may keep the next one of the same kind.
//
// The entry's member is saved under this chat, and gets its id, unless it is blank: the same document as
// coach.Member{} and no days. A blank member leaves a saved one as it was. Facts and appointments need a saved
// member; letters do not. A letter without a chat goes to this one.
//
// f holds the only writing connection: it must not call a method of DB that writes.
func (db *DB) Turn(
	ctx context.Context, chat int64, src coach.Source, f func(coach.Member) (coach.Entry, error),
) error {
	return db.Exchange(ctx, chat, src, func(m coach.Member, e *coach.Errand) (coach.Entry, error) {
		if e != nil {
			return coach.Entry{}, fmt.Errorf("an errand %q in a turn that concerns one member", e.Kind)
		}
		return f(m)
	})
}

// take marks the source as done, or gives errNothing when it is over.
func (db *DB) take(tx *gorm.DB, member int64, src coach.Source) error {
	if src.Update != 0 && !inside(tx.Statement.Context).takes(src.Update) {
		if err := db.takeUpdate(tx, src.Update); err != nil {
			return err
		}
	}
	if src.Due == nil {
		return nil
	}
	const query = `DELETE FROM appointments WHERE member_id = ? AND kind = ? AND at = ?`
	due := src.Due
	if due.Member != member {
		return errNothing
	}
	gone, err := order(tx, query, member, string(due.Kind), milli(due.At))
	if err == nil && gone == 0 {
		return errNothing
	}
	return err
}

func (db *DB) takeUpdate(tx *gorm.DB, update int64) error {
	query := doneSQL
	if db.engine.crew().me != 0 {
		query = doneInTurnSQL
	}
	taken, err := order(tx, query, milli(db.now()), update)
	if err != nil || taken > 0 {
		return err
	}
	return why(tx, update)
}

// why says for what reason an update could not be taken.
func why(tx *gorm.DB, update int64) error {
	var waits, known bool
	err := tx.Raw(`SELECT EXISTS (SELECT 1 FROM inbox WHERE update_id = ? AND done_at = 0)`, update).Find(&waits).Error
	if err != nil {
		return err
	}
	if waits {
		return coach.ErrOutOfTurn
	}
	const query = `
		SELECT EXISTS (SELECT 1 FROM inbox WHERE update_id = ?) OR EXISTS (SELECT 1 FROM dead WHERE update_id = ?)`
	if err := tx.Raw(query, update, update).Find(&known).Error; err != nil {
		return err
	}
	if !known {
		return fmt.Errorf("update %d: not in the inbox", update)
	}
	return errNothing
}

// enter writes the entry and gives the id of its member. The order matters: what is called off goes before what is new. The
// first error ends it: SQLite takes the transaction back by itself when the disk is full, and whatever followed would be
// written alone.
func (db *DB) enter(tx *gorm.DB, o *outgoing, a account, e coach.Entry) (int64, error) {
	chat, id := a.chat, a.member.ID
	now := milli(db.now())
	if err := enterDoor(tx, chat, now, e); err != nil {
		return id, err
	}
	if err := enterBroadcast(tx, chat, now, e); err != nil {
		return id, err
	}
	if e.Erase {
		if err := db.erase(tx, chat, id); err != nil {
			return id, err
		}
		return id, insertLetters(tx, o, letters{chat: chat, now: now, all: e.Letters})
	}
	id, err := enterMember(tx, chat, id, a.saved, e)
	if err != nil {
		return id, err
	}
	for _, write := range []func() error{
		func() error { return insertFacts(tx, id, e.Facts) },
		func() error { return dropAppointments(tx, id, e.Drop) },
		func() error { return keepAppointments(tx, id, e.Keep) },
		func() error { return hushLetters(tx, chat, now, e.Hush) },
		func() error { return insertLetters(tx, o, letters{chat, id, now, e.Letters}) },
	} {
		if err := write(); err != nil {
			return id, err
		}
	}
	return id, nil
}

// enterMember saves the entry's member unless it is blank, and gives the id that facts and appointments belong to.
func enterMember(tx *gorm.DB, chat, id int64, saved map[coach.Date]string, e coach.Entry) (int64, error) {
	if e.Member.ID != 0 && e.Member.ID != id {
		return 0, fmt.Errorf("the entry is about member %d", e.Member.ID)
	}
	blank, err := blankMember(e.Member)
	if err != nil {
		return 0, err
	}
	if !blank {
		return saveMember(tx, id, chat, e.Member, saved)
	}
	if id == 0 && len(e.Facts)+len(e.Keep) > 0 {
		return 0, errors.New("facts and appointments need a saved member")
	}
	return id, nil
}

func insertFacts(tx *gorm.DB, member int64, facts []coach.Fact) error {
	var values []any
	for _, f := range facts {
		row, err := rowOfFact(member, f)
		if err != nil {
			return fmt.Errorf("fact %s: %w", f.Kind, err)
		}
		values = append(values, row.MemberID, row.At, row.Date, row.Kind, row.Side, row.Data)
	}
	return insertRows(tx, "facts (member_id, at, date, kind, side, data)", 6, "", values)
}
