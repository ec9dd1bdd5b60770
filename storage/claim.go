package storage

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"gorm.io/gorm"

	"medius/coach"
)

// letterLease is how long a letter may be on its way. It is longer than the slowest upload with its waits; a letter
// whose end was never noted (the disk was full) is judged again after it, instead of blocking its chat until the next
// start.
const letterLease = 5 * time.Minute

// lostLease is what is left of the lease, in milliseconds, of a letter that has been on its way for half a minute: a sender that has it names
// its chat as busy by then. Where it does not, the letter was claimed in a commit whose answer was lost with the connection to a server.
const lostLease = int64((letterLease - 30*time.Second) / time.Millisecond)

// letterSQL is all that whoever sends a letter must know of it.
const letterSQL = `
	SELECT o.id, o.key, o.chat_id, o.lane, o.target, o.not_before, o.expires_at, o.attempts, o.repeatable, o.part, o.due_at, o.body,
		COALESCE(m.id, 0) AS member_id, COALESCE(t.message_id, 0) AS target_message, COALESCE(t.shows, '') AS target_shows
	FROM outbox o
	LEFT JOIN members m ON m.chat_id = o.chat_id
	LEFT JOIN outbox t ON t.key = o.target AND t.chat_id = o.chat_id
	WHERE o.state = 'waiting' AND +o.not_before <= ?`

// inTurnSQL holds a letter back as long as another of its chat must leave first: every older one; but an ack waits for older acks
// only, nothing else waits for an ack, and an answer for no reminder that has not left, unless it is about that one.
const inTurnSQL = ` AND NOT EXISTS (
		SELECT 1 FROM outbox e
		WHERE e.chat_id = o.chat_id AND e.settled_at = 0 AND e.id <> o.id AND (o.lane > 0) = (e.lane > 0)
			AND (e.state = 'sending' OR e.id < o.id AND (e.lane < 3 OR o.lane >= 3 OR e.key = o.target)))
	ORDER BY o.lane, o.id`

// claimSQL gives the letters that may go now. The plus in letterSQL keeps SQLite from starting with not_before and sorting all that is
// ready: walking outbox_turn in order, it stops at the limit.
const claimSQL = letterSQL + ` AND o.lane <= ? /*ours*/` + inTurnSQL + `
	LIMIT ? + 0`

// nextSQL gives the answer of a chat that may go now that the one on its way has arrived. It looks at the oldest one only, however
// many wait; there is nothing else that it could be behind but the reminder it is about.
// The bound of f.id leads SQLite to the index of open letters.
const nextSQL = letterSQL + ` AND (o.expires_at = 0 OR o.expires_at > ?) AND o.id = (
		SELECT MIN(f.id) FROM outbox f WHERE f.chat_id = ? AND f.settled_at = 0 AND f.lane > 0 AND f.lane < 3 AND f.id > 0)
	AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.key = o.target AND e.chat_id = o.chat_id AND e.settled_at = 0)`

const claimAnySQL = `
	SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 'waiting' AND not_before <= ?)
		OR EXISTS (SELECT 1 FROM outbox WHERE state = 'waiting' AND expires_at > 0 AND expires_at <= ?)
		OR EXISTS (SELECT 1 FROM outbox WHERE state = 'sending' AND lease_end <= ?)`

// claimUrgentSQL is claimAnySQL for the lanes down to one. Walking outbox_turn, it sees none of the letters below.
const claimUrgentSQL = `
	SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 'waiting' AND lane <= ? AND +not_before <= ?)
		OR EXISTS (SELECT 1 FROM outbox WHERE state = 'sending' AND lease_end <= ?)`

// claimSharedSQL is that for one of several instances: letters of its chats, and those that are left on their way.
const (
	claimSharedSQL = `
		SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 'waiting' AND lane <= ? AND not_before <= ? /*ours*/)
			OR EXISTS (SELECT 1 FROM outbox WHERE state = 'waiting' AND expires_at > 0 AND expires_at <= ?)
			OR EXISTS (` + leftSQL + `)`
	leftSQL = `
		SELECT id, chat_id FROM outbox o
		WHERE state = 'sending' AND (
			holder = ? AND (lease_end <= ? OR lane > 0 AND lease_end <= ?) OR NOT EXISTS (SELECT 1 FROM instances i WHERE i.id = o.holder))`
)

const expireSQL = `
	UPDATE outbox SET state = 'expired', settled_at = ?
	WHERE state = 'waiting' AND expires_at > 0 AND expires_at <= ?`

const strandedSQL = `SELECT id, chat_id FROM outbox WHERE state = 'sending' AND lease_end <= ?`

// hideSQL forgets what messages show while a letter that may change that is on its way: if the process ends before its
// end is noted, the next letter must not take the old picture for granted.
const hideSQL = `UPDATE outbox SET shows = '' WHERE key IN ? AND shows <> ''`

const recoverSQL = `
	UPDATE outbox SET
		state = CASE WHEN repeatable THEN 'waiting' ELSE 'ambiguous' END,
		settled_at = CASE WHEN repeatable THEN 0 ELSE CAST(? AS BIGINT) END,
		attempts = attempts + 1, lease_end = 0
	WHERE id IN ? AND state = 'sending'`

// recalledSQL: of an announcement that was stopped while nobody was there to hear it nothing goes on.
var recalledSQL = `
	UPDATE outbox SET state = 'off', settled_at = ?, body = NULL
	WHERE id IN ? AND state = 'waiting' AND ` + ofStopped("outbox.key")

// Claim takes letters out for sending: most urgent lane first, down to the lane last, then the oldest; at most one of a chat, none of a busy
// chat (one that has a letter in flight, or is paused), and none of a chat whose earlier letter is not settled yet.
// Inside their chat acks overtake everything, and answers what the coach says of its own accord: whoever taps waits for no reminder.
// Otherwise a letter whose NotBefore lies ahead holds back the later ones of its chat.
//
// Expired letters are marked instead of given out. TargetMessage is the message of the letter whose key is Target,
// 0 when that one was never sent, and TargetShows the picture it shows. Nothing to send costs a look at an index and no lock.
func (db *DB) Claim(ctx context.Context, now time.Time, last coach.Lane, busy []int64, limit int) ([]coach.Letter, error) {
	at := milli(now)
	if any, err := db.claimable(ctx, at, last); err != nil || !any || limit <= 0 {
		return nil, err
	}
	var letters []coach.Letter
	var late int64
	err := db.write(ctx, func(tx *gorm.DB) error {
		if err := db.engine.queue(tx); err != nil {
			return err
		}
		mine, err := db.stillMine(tx, letters)
		if err != nil {
			return err
		}
		for _, l := range mine {
			busy = append(busy[:len(busy):len(busy)], l.Chat)
		}
		if _, err := db.recoverLetters(tx, at, at, busy); err != nil {
			return err
		}
		expired := tx.Exec(expireSQL, at, at)
		if expired.Error != nil {
			return expired.Error
		}
		late = expired.RowsAffected
		// A chat has at most two candidates, an ack and another, so this many rows hold limit chats that are free.
		var candidates []letterRow
		query := db.ours(claimSQL, "o.chat_id") + db.engine.claiming("o")
		if err := tx.Raw(query, at, int(last), 2*(limit+len(busy))).Find(&candidates).Error; err != nil {
			return err
		}
		rows, holder := onePerChat(candidates, busy, limit-len(mine)), db.engine.crew().me
		letters = append(mine, held(rows, holder)...)
		return takeLetters(tx, at, holder, rows)
	})
	if err != nil {
		return nil, fmt.Errorf("claim letters: %w", err)
	}
	db.late.Add(late)
	return letters, nil
}

// held gives letters that are in the hands of an instance.
func held(rows []letterRow, holder int64) []coach.Letter {
	letters := make([]coach.Letter, len(rows))
	for i, row := range rows {
		letters[i] = row.letter()
		letters[i].Holder = holder
	}
	return letters
}

// takeLetters marks letters as on their way.
func takeLetters(tx *gorm.DB, now, holder int64, rows []letterRow) error {
	if len(rows) == 0 {
		return nil
	}
	const take = `UPDATE outbox SET state = 'sending', lease_end = ?, holder = ? WHERE id IN ?`
	if err := tx.Exec(take, now+letterLease.Milliseconds(), holder, letterIDs(rows)).Error; err != nil {
		return err
	}
	return hidePictures(tx, rows)
}

// next claims the answer that may follow in a chat, and no reminder: those wait for their turn among all chats.
func (db *DB) next(tx *gorm.DB, chat int64) ([]coach.Letter, error) {
	crew, now := db.engine.crew(), milli(db.now())
	if !crew.Home(chat) {
		return nil, nil
	}
	var rows []letterRow
	query := nextSQL + db.engine.claiming("o")
	if err := tx.Raw(query, now, now, chat).Find(&rows).Error; err != nil || len(rows) == 0 {
		return nil, err
	}
	return held(rows, crew.me), takeLetters(tx, now, crew.me, rows)
}

// claimable says whether there is anything for Claim to do.
func (db *DB) claimable(ctx context.Context, at int64, last coach.Lane) (bool, error) {
	if v := db.engine.crew(); v.me != 0 {
		return db.exists(ctx, db.ours(claimSharedSQL, "chat_id"), int(last), at, at, v.me, at, at+lostLease)
	}
	if last < coach.LaneBroadcast {
		return db.exists(ctx, claimUrgentSQL, int(last), at, at)
	}
	return db.exists(ctx, claimAnySQL, at, at, at)
}

// onePerChat keeps the first row of each chat that is not busy.
func onePerChat(rows []letterRow, busy []int64, limit int) []letterRow {
	taken := make(map[int64]bool, len(busy)+limit)
	for _, chat := range busy {
		taken[chat] = true
	}
	var free []letterRow
	for _, row := range rows {
		if len(free) < limit && !taken[row.ChatID] {
			taken[row.ChatID] = true
			free = append(free, row)
		}
	}
	return free
}

// hidePictures marks the pictures of the messages that the letters are about as uncertain.
func hidePictures(tx *gorm.DB, rows []letterRow) error {
	var keys []string
	for _, row := range rows {
		if row.TargetShows != "" {
			keys = append(keys, row.Target)
		}
	}
	if len(keys) == 0 {
		return nil
	}
	return tx.Exec(hideSQL, keys).Error
}

func letterIDs(rows []letterRow) []int64 {
	ids := make([]int64, len(rows))
	for i, row := range rows {
		ids[i] = row.ID
	}
	return ids
}

// Recover judges, at the start, the letters that were on their way when the process ended, or an instance that is no more: it is not
// known whether they arrived. Those that may be repeated wait again, the others become ambiguous. It gives the number of both.
func (db *DB) Recover(ctx context.Context) (int, error) {
	n := 0
	err := db.write(ctx, func(tx *gorm.DB) (err error) {
		n, err = db.recoverLetters(tx, milli(db.now()), math.MaxInt64, nil)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("recover letters: %w", err)
	}
	return n, nil
}

// recoverLetters judges the letters on their way whose lease ends by an instant, except those of busy chats: there
// somebody still waits for the answer.
func (db *DB) recoverLetters(tx *gorm.DB, now, leaseEnd int64, busy []int64) (int, error) {
	var rows []letterRow
	find := tx.Raw(strandedSQL, leaseEnd)
	if v := db.engine.crew(); v.me != 0 {
		find = tx.Raw(leftSQL, v.me, leaseEnd, max(leaseEnd, now+lostLease))
	}
	if err := find.Find(&rows).Error; err != nil {
		return 0, err
	}
	rows = slices.DeleteFunc(rows, func(r letterRow) bool { return slices.Contains(busy, r.ChatID) })
	for _, id := range letterIDs(rows) {
		db.flights.end(id)
	}
	if len(rows) == 0 {
		return 0, nil
	}
	if err := tx.Exec(recoverSQL, now, letterIDs(rows)).Error; err != nil {
		return 0, err
	}
	return len(rows), tx.Exec(recalledSQL, now, letterIDs(rows)).Error
}
