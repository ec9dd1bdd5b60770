package storage

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"medius/coach"
)

// The turns of a batch share what they read and what they write: of each kind there is one statement for all. A statement costs more
// than the rows it is about.

// mostAhead is how many updates are looked at together. It also bounds what is in memory of their members.
const mostAhead = 32

// glance is what was read of a chat before its turn. It holds until something is written about the chat.
type glance struct {
	account
	window window
}

const (
	membersAheadSQL = memberSQL + `chat_id IN (SELECT value FROM json_each(?))`
	daysAheadSQL    = `
		SELECT d.member_id, d.date, d.doc FROM json_each(?) n CROSS JOIN days d
		WHERE d.member_id = n.value AND d.date >= COALESCE((
			SELECT e.date FROM days e WHERE e.member_id = n.value ORDER BY e.date DESC LIMIT 1 OFFSET ? + 0), '')`
)

var lettersAheadSQL = `
	SELECT o.chat_id, o.lane, o.state, o.id FROM json_each(?) n CROSS JOIN outbox o
	WHERE o.id IN (` + oldestOpenSQL("id", "n.value") + `)`

// lookAhead reads what the turns of some chats will ask for.
func (db *DB) lookAhead(tx *gorm.DB, chats []int64) (map[int64]*glance, error) {
	glances := make(map[int64]*glance, len(chats))
	for _, chat := range chats {
		glances[chat] = &glance{account: account{chat: chat, member: coach.Member{Chat: chat}}, window: window{chat: chat, loaded: true, flying: db.flying()}}
	}
	return glances, errors.Join(db.membersAhead(tx, chats, glances), lettersAhead(tx, chats, glances))
}

func (db *DB) membersAhead(tx *gorm.DB, chats []int64, glances map[int64]*glance) error {
	rows, err := askAll(tx, placesOf, membersAheadSQL, list(chats))
	if err != nil || len(rows) == 0 {
		return err
	}
	ids := make([]int64, len(rows))
	for i, r := range rows {
		ids[i] = r.ID
	}
	days, err := askAll(tx, func(d *dayRow) []any { return []any{&d.MemberID, &d.Date, &d.Doc} }, daysAheadSQL, list(ids), coach.DaysLoaded-1)
	if err != nil {
		return err
	}
	slices.SortFunc(days, func(a, b dayRow) int {
		return cmp.Or(cmp.Compare(a.MemberID, b.MemberID), strings.Compare(b.Date, a.Date)) // the latest first
	})
	byMember := func(d dayRow, id int64) int { return cmp.Compare(d.MemberID, id) }
	for _, r := range rows {
		from, _ := slices.BinarySearchFunc(days, r.ID, byMember)
		to, _ := slices.BinarySearchFunc(days, r.ID+1, byMember)
		g := glances[r.ChatID]
		if g.member, g.saved, err = db.recall.read(r, days[from:to]); err != nil {
			return fmt.Errorf("member %d: %w", r.ID, err)
		}
		g.member.Door.Owner = r.Owner
	}
	return nil
}

func lettersAhead(tx *gorm.DB, chats []int64, glances map[int64]*glance) error {
	type letter struct {
		chat  int64
		lane  int
		state string
		id    int64
	}
	open, err := askAll(tx, func(l *letter) []any { return []any{&l.chat, &l.lane, &l.state, &l.id} }, lettersAheadSQL, list(chats))
	for _, l := range open {
		glances[l.chat].window.open(coach.Lane(l.lane), l.state, l.id)
	}
	return err
}

// beginTurn gives what was read ahead for a turn of a chat, once. When there is nothing, the turn will read, and what
// was put off is written before.
func (w *within) beginTurn(chat int64) (*glance, error) {
	if w == nil {
		return nil, nil
	}
	if g := w.ahead[chat]; g != nil {
		delete(w.ahead, chat)
		return g, nil
	}
	return nil, w.catchUp()
}

// stray is called before a turn touches what is not of its own chat: nothing holds any more that was read ahead, and what was put off is
// written.
func (w *within) stray() error {
	if w == nil {
		return nil
	}
	clear(w.ahead)
	return w.catchUp()
}

// putOff are letters that are yet to be written.
type putOff struct{ drafts []draft }

// catchUp writes what was put off.
func (w *within) catchUp() error {
	drafts := w.later.drafts
	w.later.drafts = nil
	return insertDrafts(w.tx, drafts)
}
