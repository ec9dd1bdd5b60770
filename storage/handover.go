package storage

import (
	"strconv"

	"gorm.io/gorm"

	"medius/coach"
)

// Counter is who sends letters. What a turn has to say at once is handed over with the turn's own commit, already marked as on
// its way: it needs no commit of its own for being claimed.
type Counter interface {
	// Open says whether letters are taken now, OpenForReminders whether reminders are: there is room for what leaves in bulk, and
	// nothing of it is known to wait.
	Open() bool
	OpenForReminders() bool
	// Take gets letters that are on their way now, as [DB.Claim] would have given them. more: others wait in the outbox.
	Take(letters []coach.Letter, more bool)
}

// HandTo lets letters that can leave at once go to a counter. It must be called before the first turn.
func (db *DB) HandTo(c Counter) { db.counter = c }

// outgoing collects the letters of one transaction.
type outgoing struct {
	crew  view
	open  bool           // the counter takes letters
	bulk  bool           // and reminders
	taken []coach.Letter // on their way when the transaction is committed
	more  bool           // some letter waits
	// elsewhere: some letter is another instance's to send.
	elsewhere bool

	flying flying

	ahead *window // what is known of the chat already
	later *putOff // where letters may wait to be written with others; nil: they may not
}

// knows tells what was read ahead for a turn in which letters may be put off.
func (o *outgoing) knows(w *within, ahead *glance) {
	if w != nil {
		o.flying.soon = w.soon
	}
	if w != nil && ahead.window.loaded {
		o.ahead, o.later = &ahead.window, &w.later
	}
}

// window is what is known of a chat. What was read ahead holds until the first letters of a turn.
func (o *outgoing) window(chat int64) *window {
	w := o.ahead
	o.ahead = nil
	if w == nil || w.chat != chat {
		w = &window{chat: chat, flying: o.flying}
	}
	return w
}

func (db *DB) outgoing() outgoing {
	o := outgoing{crew: db.engine.crew(), flying: db.flying(), open: db.counter != nil && db.counter.Open()}
	// Among several instances, each has claims that may be taking a reminder, unseen.
	o.bulk = o.open && o.crew.me == 0 && db.counter.OpenForReminders()
	return o
}

// stillMine gives those of some letters that an earlier try of this transaction has claimed, when it was committed although nobody heard
// of it. Otherwise they would be left to their lease.
func (db *DB) stillMine(tx *gorm.DB, letters []coach.Letter) (mine []coach.Letter, err error) {
	for _, l := range letters {
		const query = `SELECT 1 FROM outbox WHERE id = ? AND key = ? AND state = 'sending' AND holder = ?`
		there := 0
		if err := ask(tx, func() []any { return []any{&there} }, query, l.ID, l.Key, l.Holder); err != nil {
			return nil, err
		}
		if there == 1 {
			mine = append(mine, l)
		}
	}
	return mine, nil
}

// handOver gives away what the transaction has written. A letter that is lost here, because the process ends, is judged by
// [DB.Recover]: only letters that may be repeated are handed over.
func (db *DB) handOver(o *outgoing) {
	if db.counter != nil && (len(o.taken) > 0 || o.more) {
		if db.flights.begin(o.taken) { // it must not wait longer than it has to
			db.joint.hasten()
		}
		db.counter.Take(o.taken, o.more)
	}
}

// window knows what of a chat is not settled, so that its letters leave in order.
type window struct {
	chat   int64
	loaded bool
	seen   int  // so many open letters were looked at
	ack    bool // an ack waits or is on its way
	flies  int  // so many others were handed over and are on their way: the counter lets a letter wait for those
	other  bool // another letter waits or is on its way otherwise, but for
	bulk   bool // reminders that wait: answers pass those

	flying flying
}

// mostSeen is how many open letters of a chat are looked at, the oldest. Where there are as many, whoever comes is behind them: a turn must not
// take the longer the more its chat is behind.
const mostSeen = 4 * mostFlying

// oldestOpenSQL gives the oldest open letters of a chat. The bound of id leads to their index.
func oldestOpenSQL(columns, chat string) string {
	return `SELECT ` + columns + ` FROM outbox WHERE chat_id = ` + chat + ` AND settled_at = 0 AND id > 0 ORDER BY id LIMIT ` + strconv.Itoa(mostSeen)
}

var openLettersSQL = oldestOpenSQL("lane, state, id", "?")

// passes says whether a letter of the chat may leave with this transaction, or else whether it is behind another one, whose
// arrival brings it along. Behind one that is on its way it waits at the counter, unless it is about an earlier one, which may be that. Reminders wait for their turn where others do, and what is late or must not be said twice goes the long way.
func (w *window) passes(tx *gorm.DB, l coach.Letter, now int64, bulk bool) (passes, behind bool, err error) {
	first := l.Lane < coach.LaneReminder || bulk && l.Lane == coach.LaneReminder
	if !first {
		w.add(l.Lane, false)
		return false, false, nil // it waits for its turn among all chats, whatever there is in this one
	}
	if err := w.load(tx); err != nil {
		return false, false, err
	}
	if l.Lane == coach.LaneReminder {
		passes = w.flies == 0 && !w.other && !w.bulk && l.Target == "" && l.Repeat && milli(l.NotBefore) <= now
		w.add(l.Lane, passes)
		return passes, false, nil
	}
	behind = w.other || w.flies > 0 && (l.Target != "" || w.flies >= mostFlying && len(l.Hush) == 0)
	if l.Lane == coach.LaneAck {
		behind = w.ack && !w.crowded() // if not, it is claimed as soon as may be
	}
	about := w.bulk && l.Target != "" // it may be about the reminder that waits
	passes = !behind && !about && !w.crowded() && l.Repeat && milli(l.NotBefore) <= now
	w.add(l.Lane, passes)
	return passes, behind, nil
}

// add notes a letter of the turn itself.
func (w *window) add(lane coach.Lane, passes bool) {
	switch {
	case !passes:
		w.note(lane, "waiting", 0)
	case lane != coach.LaneAck && w.flying.flights != nil:
		w.flies++
	default:
		w.note(lane, "sending", 0)
	}
}

func (w *window) load(tx *gorm.DB) error {
	if w.loaded {
		return nil
	}
	type letter struct {
		lane  int
		state string
		id    int64
	}
	open, err := askAll(tx, func(l *letter) []any { return []any{&l.lane, &l.state, &l.id} }, openLettersSQL, w.chat)
	if err != nil {
		return err
	}
	for _, l := range open {
		w.open(coach.Lane(l.lane), l.state, l.id)
	}
	w.loaded = true
	return nil
}

// open notes one of the oldest open letters.
func (w *window) open(lane coach.Lane, state string, id int64) {
	w.note(lane, state, id)
	w.seen++
	w.other = w.other || w.crowded()
}

// crowded says that nobody knows what else there is.
func (w *window) crowded() bool { return w.seen >= mostSeen }

func (w *window) note(lane coach.Lane, state string, id int64) {
	switch {
	case lane == coach.LaneAck:
		w.ack = true
	case lane >= coach.LaneReminder && state == "waiting":
		w.bulk = true
	case state == "sending" && w.flying.has(id):
		w.flies++
	default:
		w.other = true
	}
}
