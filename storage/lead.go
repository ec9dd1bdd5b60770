package storage

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"
)

// leadLook is how often it is looked whether this instance leads, or still does.
const leadLook = 100 * time.Millisecond

// Lead calls work while this instance is the one that polls, again each time it becomes that, until ctx ends. What work returns while it
// is that is returned. The context of work ends when another instance may lead: before it does, unless this one stood still.
// Who has the database alone always leads.
func (db *DB) Lead(ctx context.Context, work func(context.Context) error) error {
	s, ok := db.engine.(*server)
	if !ok || db.engine.crew().me == 0 {
		return work(ctx)
	}
	s.guard.leading.Store(true)
	defer s.resign(ctx)
	s.guard.ring()
	tick := time.NewTicker(leadLook)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
		if !db.Leads() {
			continue
		}
		if ended, err := db.leadOnce(ctx, tick.C, work); ended || ctx.Err() != nil {
			return err
		}
	}
}

// leadOnce calls work and stops it when this instance leads no longer. ended: work has ended by itself.
func (db *DB) leadOnce(ctx context.Context, tick <-chan time.Time, work func(context.Context) error) (ended bool, err error) {
	working, stop := context.WithCancel(ctx)
	defer stop()
	over := make(chan error, 1)
	go func() { over <- work(working) }()
	for {
		select {
		case err := <-over:
			return true, err
		case <-tick:
			if !db.Leads() {
				stop()
				return false, <-over
			}
		}
	}
}

// resign lets another instance lead at once.
func (db *server) resign(ctx context.Context) {
	db.guard.leading.Store(false)
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), lookLimit)
	defer stop()
	err := db.write(ctx, func(tx *gorm.DB) error {
		const held = `SELECT id FROM instances WHERE id = ? AND leads FOR UPDATE` // what it still writes as the one that leads comes first
		if err := tx.Exec(held, db.crew().me).Error; err != nil {
			return err
		}
		if err := tx.Exec(`UPDATE instances SET leads = FALSE WHERE id = ? AND leads`, db.crew().me).Error; err != nil {
			return err
		}
		return tell(tx)
	})
	if err != nil {
		db.log.WarnContext(ctx, "hand over the polling", "err", err) // the others notice by themselves
	}
}

// errFollows says that another instance polls by now: what this one has fetched it will fetch as well.
var errFollows = errors.New("another instance polls by now")

// standAsLeader fails unless this instance leads, and keeps all others from doing so until the transaction has ended: an instance that
// stood still must not put back what its successor has written. Its own signs of life pass that lock (an update of what is no key takes a
// weaker one), however long the transaction takes: only who removes the row, or gives up leading, must wait.
func (db *DB) standAsLeader(tx *gorm.DB) error {
	me := db.engine.crew().me
	if me == 0 {
		return nil
	}
	var leader []int64
	err := tx.Raw(`SELECT id FROM instances WHERE id = ? AND leads FOR KEY SHARE`, me).Find(&leader).Error
	if err == nil && len(leader) == 0 {
		return errFollows
	}
	return err
}
