package storage

import (
	"gorm.io/gorm"

	"medius/coach"
)

// Counter is who sends letters. What a turn has to say at once is handed over with the turn's own commit, already marked as on
// its way: it needs no commit of its own for being claimed.
type Counter interface {
	// Open says whether letters are taken now.
	Open() bool
	// Take gets letters that are on their way now, as [DB.Claim] would have given them. more: others wait in the outbox.
	Take(letters []coach.Letter, more bool)
}

// HandTo lets letters that can leave at once go to a counter. It must be called before the first turn.
func (db *DB) HandTo(c Counter) { db.counter = c }

// outgoing collects the letters of one transaction.
type outgoing struct {
	crew  view
	open  bool           // the counter takes letters
	taken []coach.Letter // on their way when the transaction is committed
	more  bool           // some letter waits
	// elsewhere: some letter is another instance's to send.
	elsewhere bool
}

func (db *DB) outgoing() outgoing {
	return outgoing{crew: db.engine.crew(), open: db.counter != nil && db.counter.Open()}
}

// handOver gives away what the transaction has written. A letter that is lost here, because the process ends, is judged by
// [DB.Recover]: only letters that may be repeated are handed over.
func (db *DB) handOver(o *outgoing) {
	if db.counter != nil && (len(o.taken) > 0 || o.more) {
		db.counter.Take(o.taken, o.more)
	}
}

// window knows what of a chat is on its way, so that its letters leave in order.
type window struct {
	chat        int64
	loaded      bool
	ack, others bool // an ack, or another letter, is not settled
}

const openLettersSQL = `SELECT DISTINCT lane FROM outbox WHERE chat_id = ? AND settled_at = 0`

// passes says whether a letter of the chat may leave with this transaction. Reminders wait for their turn, and what is late or
// must not be said twice goes the long way.
func (w *window) passes(tx *gorm.DB, l coach.Letter, now int64) (bool, error) {
	if !w.loaded {
		var lanes []int
		if err := tx.Raw(openLettersSQL, l.Chat).Find(&lanes).Error; err != nil {
			return false, err
		}
		for _, lane := range lanes {
			w.note(coach.Lane(lane))
		}
		w.loaded = true
	}
	blocked := w.others
	if l.Lane == coach.LaneAck {
		blocked = w.ack
	}
	w.note(l.Lane)
	return !blocked && l.Repeat && l.Lane < coach.LaneReminder && milli(l.NotBefore) <= now, nil
}

func (w *window) note(lane coach.Lane) {
	if lane == coach.LaneAck {
		w.ack = true
	} else {
		w.others = true
	}
}
