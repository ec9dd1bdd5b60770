package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"
)

// channelSQL names what instances of one schema listen to; a name has at most 63 bytes.
const channelSQL = `'medius_' || hashtext(COALESCE(current_schema(), ''))`

// tell lets the other instances look, when the transaction is committed.
func tell(tx *gorm.DB) error { return tx.Exec(`SELECT pg_notify(` + channelSQL + `, '')`).Error }

// Listen calls news whenever another instance has written something that this one may be waiting for, until ctx ends. What is told
// while the server is out of reach is lost: news is called afterwards.
func (db *DB) Listen(ctx context.Context, news func()) {
	s, ok := db.engine.(*server)
	if !ok || s.crew().me == 0 {
		return
	}
	for ctx.Err() == nil {
		if err := s.hear(ctx, news); err != nil && ctx.Err() == nil {
			db.log.DebugContext(ctx, "listen", "err", explain(err)) // the guard says what is wrong with the server
		}
		pause(ctx, time.Second)
	}
}

// hear listens on a connection of its own until that breaks.
func (db *server) hear(ctx context.Context, news func()) error {
	config := db.config.Copy()
	config.RuntimeParams["application_name"] = "medius"
	conn, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	// The name of a channel is no value, so the server puts the statement together.
	const listen = `DO $$ BEGIN EXECUTE format('LISTEN %I', ` + channelSQL + `); END $$`
	if _, err := conn.Exec(ctx, listen); err != nil {
		return err
	}
	for {
		db.guard.ring()
		news()
		if _, err := conn.WaitForNotification(ctx); err != nil {
			return err
		}
	}
}
