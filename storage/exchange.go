package storage

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"medius/coach"
)

// mostErrands is far above what one turn leads to: a physiotherapist who looks at a long list leaves one errand for each
// patient. Errands that call each other for ever are a defect, and must not hold the only writing connection.
const mostErrands = 5000

// Exchange is Turn for an event that may concern more than one account. f is called first with the member of the chat and
// no errand; then, in the same transaction, once for every errand that an entry sends, with the account it is for. Each call
// gets what the calls before it have written. An errand for an account that does not exist comes back to its sender as
// coach.ErrandGone. Nothing at all is written when one call fails.
//
// A physiotherapist's account comes with those of its patients who still grant it a seat (coach.Patient.Member), and with
// the invitation that the source names, as far as it is open; every account comes with what is known of its chat (coach.Door).
func (db *DB) Exchange(
	ctx context.Context, chat int64, src coach.Source, f func(coach.Member, *coach.Errand) (coach.Entry, error),
) error {
	var carried carrier
	how := manner{then: func() { db.handOver(&carried.out) }}
	if src.Due != nil && src.Due.Spread {
		how.unhurried = true
	}
	err := db.write(how.in(ctx), func(tx *gorm.DB) error {
		if err := db.reserve(tx, chat, src); err != nil {
			return err
		}
		ahead, err := inside(ctx).beginTurn(chat)
		if err != nil {
			return err
		}
		if ahead == nil {
			ahead = &glance{account: account{chat: chat}}
			if ahead.member, ahead.saved, err = db.loadMember(tx, chat); err != nil {
				return fmt.Errorf("chat's member: %w", err)
			}
		}
		member := ahead.member
		before := carried
		carried = carrier{}
		err = db.take(tx, member.ID, src)
		if errors.Is(err, errNothing) { // if this was tried before, it was committed, and only the answer was lost
			carried = before
			carried.out.taken, err = db.stillMine(tx, before.out.taken)
			return err
		}
		if err != nil {
			return err
		}
		if member.Invited, err = db.invitation(tx, src.Code); err != nil {
			return fmt.Errorf("invitation: %w", err)
		}
		if member.Door, err = db.door(tx, chat, member, src.Code); err != nil {
			return fmt.Errorf("door: %w", err)
		}
		carried = carrier{db: db, tx: tx, f: f, out: db.outgoing()}
		carried.out.knows(inside(ctx), ahead)
		if err := carried.run(account{chat: chat, member: member, saved: ahead.saved}, nil); err != nil {
			return err
		}
		if err := carried.errands(); err != nil || !carried.out.elsewhere {
			return err
		}
		return tell(tx)
	})
	if err != nil {
		return err
	}
	afterwards(ctx, func() {
		if carried.owner != 0 { // whoever waits for the link to be opened should hear of it, all the more when it was somebody else
			db.log.WarnContext(ctx, "this bot has an owner now", "member", carried.owner)
		}
		if carried.erased {
			db.shred(ctx)
		}
	})
	return nil
}

// reserve keeps others from a chat until the transaction ends. For an update, of which there are many, nobody waits where
// instances share the work: it comes back as coach.ErrOutOfTurn.
func (db *DB) reserve(tx *gorm.DB, chat int64, src coach.Source) error {
	if src.Update == 0 || db.engine.crew().me == 0 {
		return db.engine.hold(tx, chat)
	}
	held, err := db.engine.tryHold(tx, chat)
	if err == nil && !held {
		return coach.ErrOutOfTurn
	}
	return err
}

// account is one member with what was loaded of it.
type account struct {
	chat   int64
	member coach.Member
	saved  map[coach.Date]string
}

// carrier brings errands from account to account within one transaction.
type carrier struct {
	db     *DB
	tx     *gorm.DB
	f      func(coach.Member, *coach.Errand) (coach.Entry, error)
	queue  []coach.Errand
	out    outgoing
	erased bool
	owner  int64 // the member who has claimed the bot
}

// run lets one account take its turn and writes it down. What it has to tell others waits in the queue.
func (c *carrier) run(a account, errand *coach.Errand) error {
	if err := c.db.loadPatients(c.tx, &a.member); err != nil {
		return err
	}
	entry, err := c.f(a.member, errand)
	if err != nil {
		return err
	}
	c.erased = c.erased || entry.Erase
	if err := c.strays(a.chat, entry); err != nil {
		return err
	}
	id, err := c.db.enter(c.tx, &c.out, a, entry)
	if entry.Claims {
		c.owner = id
	}
	if err != nil {
		return fmt.Errorf("member %d: %w", id, err)
	}
	for _, e := range entry.Errands {
		if e.From, e.Chat, e.Claimed = id, a.chat, a.member.Door.Owner; id == 0 {
			return errors.New("errands need a saved member")
		}
		c.queue = append(c.queue, e)
	}
	return nil
}

// strays makes sure that what an entry does beyond its letters and its member finds everything written.
func (c *carrier) strays(chat int64, e coach.Entry) error {
	if len(e.Hush) > 0 {
		c.out.ahead = nil
	}
	elsewhere := slices.ContainsFunc(e.Letters, func(l coach.Letter) bool { return l.Chat != 0 && l.Chat != chat })
	if !e.Erase && !e.Silence && len(e.Errands) == 0 && !elsewhere {
		return nil
	}
	c.out.ahead, c.out.later = nil, nil
	return inside(c.tx.Statement.Context).stray()
}

// errands carries until nobody has anything left to tell.
func (c *carrier) errands() error {
	for n := 0; len(c.queue) > 0; n++ {
		e := c.queue[0]
		c.queue = c.queue[1:]
		if n >= mostErrands {
			return fmt.Errorf("%d errands and no end", n)
		}
		to, saved, err := c.receiver(e.To)
		if err != nil {
			return fmt.Errorf("errand to member %d: %w", e.To, err)
		}
		if to.ID == 0 {
			if e.Kind != coach.ErrandGone {
				c.queue = append(c.queue, coach.Errand{From: e.To, To: e.From, Kind: coach.ErrandGone, Seat: e.Seat})
			}
			continue
		}
		if err := c.run(account{to.Chat, to, saved}, &e); err != nil {
			return err
		}
	}
	return nil
}

// receiver loads the account an errand is for; ID 0 when there is none. Nobody else may write to its chat from then on.
func (c *carrier) receiver(id int64) (coach.Member, map[coach.Date]string, error) {
	chat, err := chatOf(c.tx, id)
	if err != nil || chat == 0 {
		return coach.Member{}, nil, err
	}
	if err := c.db.engine.hold(c.tx, chat); err != nil {
		return coach.Member{}, nil, err
	}
	return c.db.loadMemberByID(c.tx, id)
}
