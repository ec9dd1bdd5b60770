package storage

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"gorm.io/gorm"

	"medius/coach"
)

// Answer answers an update that is being accepted. What it writes with its context is written in the same commit.
type Answer func(ctx context.Context, in coach.Inbound) error

// errAnswer says that an update could not be answered while it was accepted.
var errAnswer = errors.New("not answered at once")

// sliceTime is how long updates are answered before what was written is committed: what it leads to leaves while the next
// ones are answered.
const sliceTime = 2 * time.Millisecond

// aMoment is how long the note of a letter is waited for when its chat writes alone: who writes while a letter is on its way has most likely just
// got it, and its note, a commit of its own else, is written with what comes now.
const aMoment = 150 * time.Microsecond

// Admit accepts a batch, as [DB.Accept] does, and has it answered in the same commit, or few of them, so that an answer waits for
// one commit and not for two. Answered at once is what is new, in order, and only while nothing older of its chat waits. What could not
// be is left in the inbox: then left is true. An answer that fails leaves the rest of the batch, itself and what was answered in the
// same commit included.
//
// answer must be prepared to be called again for the same update, with nothing of the first call written.
func (db *DB) Admit(ctx context.Context, batch []coach.Inbound, next int64, answer Answer) (left bool, err error) {
	if len(batch) == 1 && db.engine.alone() {
		db.flights.meet(batch[0].Chat, db.moment)
	}
	for rest := batch; db.engine.alone() && len(rest) > 0; {
		a, err := db.admit(ctx, rest, next, answer)
		switch {
		case errors.Is(err, errAnswer):
			return true, db.Accept(ctx, rest, next)
		case err != nil:
			return left, err
		}
		left = left || len(a.left) > 0
		if rest = rest[a.passed:]; len(rest) == 0 {
			return left, nil
		}
	}
	return true, db.Accept(ctx, batch, next)
}

// admit writes as much of the batch in one commit as there is time for.
func (db *DB) admit(ctx context.Context, batch []coach.Inbound, next int64, answer Answer) (a *admission, err error) {
	how := manner{then: func() {
		for _, do := range a.then {
			do()
		}
	}}
	err = db.write(how.in(ctx), func(tx *gorm.DB) error {
		a = &admission{within: &within{tx: tx, soon: map[int64]bool{}}, now: milli(db.now()), since: time.Now(), slice: db.slice, answer: answer}
		if err := a.answered(db, batch); err != nil {
			return err
		}
		if err := a.catchUp(); err != nil {
			return err
		}
		if err := a.keep(); err != nil {
			return err
		}
		if a.passed < len(batch) {
			return setOffset(tx, batch[a.passed-1].Update+1)
		}
		return setOffset(tx, next)
	})
	if err != nil {
		return nil, err
	}
	for _, do := range a.after {
		do()
	}
	return a, nil
}

// admission is one batch on its way in.
type admission struct {
	*within
	now    int64
	since  time.Time
	slice  time.Duration
	answer Answer
	passed int             // so many updates were looked at
	done   []int64         // those that were answered
	left   []coach.Inbound // those that were not
}

// answered has the batch answered as far as there is time, and no more of it is looked at than there may be time for.
func (a *admission) answered(db *DB, batch []coach.Inbound) error {
	batch = batch[:min(len(batch), db.pace.most())]
	defer func() { db.pace.learn(a.passed, a.passed < len(batch)) }()
	known, busy, err := a.look(batch)
	if err != nil {
		return err
	}
	if err := a.lookAhead(db, batch, known, busy); err != nil {
		return err
	}
	for _, in := range batch {
		if a.passed > 0 && time.Since(a.since) >= a.slice {
			return nil
		}
		a.passed++
		if known[in.Update] { // once more
			continue
		}
		if busy[in.Chat] {
			a.left = append(a.left, in)
			continue
		}
		known[in.Update] = true
		a.update = in.Update
		err := a.answer(a.carry(), in)
		if err = errors.Join(err, a.err); err != nil {
			return fmt.Errorf("%w: %w", errAnswer, err)
		}
		if a.update != 0 {
			return fmt.Errorf("%w: update %d had no turn", errAnswer, in.Update)
		}
		a.done = append(a.done, in.Update)
	}
	return nil
}

// pace is how many updates there is time for in a commit, as far as is known: 0 as long as there was time for all.
type pace struct{ last atomic.Int64 }

// most is how many updates to look at together.
func (p *pace) most() int {
	if last := int(p.last.Load()); last > 0 {
		return min(last+last/4+1, mostAhead)
	}
	return mostAhead
}

// learn is told how many there was time for, and whether some were left. Where none were, there may be time for more.
func (p *pace) learn(passed int, left bool) {
	if last := int(p.last.Load()); left || last > 0 && passed > last {
		p.last.Store(int64(passed))
	}
}

// lookAhead reads what the turns will ask for. A single one asks itself.
func (a *admission) lookAhead(db *DB, batch []coach.Inbound, known, busy map[int64]bool) (err error) {
	var chats []int64
	for _, in := range batch {
		if !known[in.Update] && !busy[in.Chat] {
			chats = append(chats, in.Chat)
		}
	}
	if len(chats) > 1 {
		a.ahead, err = db.lookAhead(a.tx, chats)
	}
	return err
}

const knownSQL = `
	SELECT FALSE, update_id FROM inbox WHERE update_id IN (SELECT value FROM json_each(?))
	UNION ALL SELECT TRUE, value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM inbox WHERE done_at = 0 AND chat_id = value)`

// look finds the updates of the batch that are in the inbox already, and the chats of which something waits there.
func (a *admission) look(batch []coach.Inbound) (known, busy map[int64]bool, err error) {
	updates, chats := make([]int64, len(batch)), make([]int64, len(batch))
	for i, in := range batch {
		updates[i], chats[i] = in.Update, in.Chat
	}
	type finding struct {
		chat bool
		id   int64
	}
	all, err := askAll(a.tx, func(f *finding) []any { return []any{&f.chat, &f.id} }, knownSQL, list(updates), list(chats))
	known, busy = map[int64]bool{}, map[int64]bool{}
	for _, f := range all {
		if f.chat {
			busy[f.id] = true
		} else {
			known[f.id] = true
		}
	}
	return known, busy, err
}

// Of what was answered only the id is kept, as in doneSQL.
const keepDoneSQL = `
	INSERT INTO inbox (update_id, chat_id, received_at, done_at) SELECT value, 0, ?, ? FROM json_each(?)`

// keep writes the batch down.
func (a *admission) keep() error {
	if len(a.done) > 0 {
		if _, err := order(a.tx, keepDoneSQL, a.now, a.now, list(a.done)); err != nil {
			return err
		}
	}
	return insertInbox(a.tx, a.left, a.now)
}

// list is how numbers are handed to json_each.
func list(numbers []int64) string {
	text, _ := json.Marshal(numbers) // numbers always can be
	return string(text)
}
