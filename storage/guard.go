package storage

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"gorm.io/gorm"
)

// A server has no lock file: who has a database open holds a lock in it, for as long as one connection lives. The lock is of
// the schema, so that two databases of medius can live in one.
const (
	aloneSQL  = `SELECT pg_try_advisory_lock(?, hashtext(COALESCE(current_schema(), '')))`
	sharedSQL = `SELECT pg_try_advisory_lock_shared(?, hashtext(COALESCE(current_schema(), '')))`
	mineSQL   = `SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid())`
)

// watchEvery is how often the guard looks whether its connection still lives, and lookLimit how long that may take.
const (
	watchEvery = 2 * time.Second
	lookLimit  = 3 * time.Second
)

// lockPatience is how long the lock of somebody else is waited for: a server takes a moment to notice that a process was killed.
var lockPatience = 2 * time.Second

const lockPause = 100 * time.Millisecond

// OutOfReach and InReach are what the log says when a server has gone, and when it is back.
const (
	OutOfReach = "the database is out of reach; nothing is written"
	InReach    = "the database is in reach again"
)

// guard holds the lock of a database on a server, and takes it again when the connection was lost. Nothing is written
// while it is not held.
type guard struct {
	conn *gorm.DB // one connection at most: the lock is that connection's
	log  *slog.Logger
	take string // aloneSQL or sharedSQL
	held atomic.Bool
	mu   sync.Mutex
	told bool // that it is not held
	bell chan struct{}
	stop context.CancelFunc
	done chan struct{}

	// Of an instance that shares the database; see muster.
	name    string // "": not one of the crew yet
	me      int64
	leading atomic.Bool // it wants to be the one that polls
	view    atomic.Pointer[view]
}

// post puts a guard in front of the database, or says who is there already.
func (db *server) post(ctx context.Context) (*guard, error) {
	conn, err := dial(db.config, toGuard, silent(nil)) // it looks often: what changes is logged, and once
	if err != nil {
		return nil, err
	}
	g := &guard{conn: conn, log: db.log, take: aloneSQL, bell: make(chan struct{}, 1), done: make(chan struct{})}
	if db.share {
		g.take = sharedSQL
	}
	err = g.seize(ctx)
	for wait := time.Duration(0); errors.Is(err, ErrLocked) && wait < lockPatience && ctx.Err() == nil; wait += lockPause {
		pause(ctx, lockPause)
		err = g.seize(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, disconnect(conn))
	}
	watching, stop := context.WithCancel(context.WithoutCancel(ctx))
	g.stop = stop
	go g.watch(watching)
	return g, nil
}

// seize takes the lock.
func (g *guard) seize(ctx context.Context) error {
	var mine bool
	if err := g.conn.WithContext(ctx).Raw(g.take, applicationID).Find(&mine).Error; err != nil {
		return err
	}
	g.held.Store(mine)
	if !mine {
		return ErrLocked
	}
	return nil
}

// inTurn runs f while no other medius runs something in its turn.
func (g *guard) inTurn(ctx context.Context, f func() error) error {
	const (
		take = `SELECT pg_try_advisory_lock(?, hashtext('turn ' || COALESCE(current_schema(), '')))`
		give = `SELECT pg_advisory_unlock(?, hashtext('turn ' || COALESCE(current_schema(), '')))`
	)
	for mine := false; !mine; {
		if err := g.conn.WithContext(ctx).Raw(take, applicationID).Find(&mine).Error; err != nil {
			return err
		}
		if !mine {
			pause(ctx, lockPause)
		}
	}
	err := f()
	return errors.Join(err, g.conn.WithContext(ctx).Exec(give, applicationID).Error)
}

// watch looks after the connection until the guard leaves.
func (g *guard) watch(ctx context.Context) {
	defer close(g.done)
	tick := time.NewTicker(g.every())
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-g.bell:
		}
		g.look(ctx)
	}
}

// every is the time between two looks.
func (g *guard) every() time.Duration {
	if g.take == sharedSQL {
		return beatEvery
	}
	return watchEvery
}

// look takes the lock again when its connection is gone, and another one has taken its place.
func (g *guard) look(ctx context.Context) {
	g.mu.Lock()
	defer g.mu.Unlock()
	ctx, stop := context.WithTimeout(ctx, lookLimit)
	defer stop()
	var mine bool
	err := g.conn.WithContext(ctx).Raw(mineSQL).Find(&mine).Error
	if err == nil && !mine {
		err = g.seize(ctx)
	}
	if err == nil && g.name != "" {
		err = g.muster(ctx, !mine)
	}
	if ctx.Err() != nil && errors.Is(ctx.Err(), context.Canceled) {
		return
	}
	if before := g.held.Swap(err == nil); err != nil && (before || !g.told) {
		g.told = true
		g.log.WarnContext(ctx, OutOfReach, "err", explain(err))
	} else if err == nil && g.told {
		g.told = false
		g.log.InfoContext(ctx, InReach)
	}
}

// standing says whether the lock is held.
func (g *guard) standing() error {
	if g == nil {
		return errClosed
	}
	if !g.held.Load() {
		return fmt.Errorf("%w, or another medius has taken the database over", ErrUnreachable)
	}
	return nil
}

// heard lets the guard look at once when a connection broke: its own may have, too.
func (g *guard) heard(err error) error {
	if errors.Is(err, ErrUnreachable) {
		g.held.Store(false)
		g.ring()
	}
	return err
}

// ring lets the guard look at once.
func (g *guard) ring() {
	select {
	case g.bell <- struct{}{}:
	default:
	}
}

// leaveTime is how long a server that may be gone is waited for at the end.
const leaveTime = 2 * time.Second

// leave gives the lock back. It ends with the connection anyhow, but then the server takes its time.
func (g *guard) leave() error {
	if g.stop != nil {
		g.stop()
		<-g.done
	}
	if g.held.Swap(false) {
		ctx, cancel := context.WithTimeout(context.Background(), leaveTime)
		defer cancel()
		conn := g.conn.WithContext(ctx)
		if g.me != 0 {
			_ = conn.Exec(`DELETE FROM instances WHERE id = ?`, g.me).Error
		}
		_ = conn.Exec(`SELECT pg_advisory_unlock_all()`).Error
	}
	return disconnect(g.conn)
}

// inUse tells whether somebody holds the lock of a database on a server.
func inUse(ctx context.Context, dsn string) (bool, error) {
	db := &DB{log: silent(nil)}
	if err := db.choose(dsn); err != nil {
		return false, err
	}
	conn, err := dial(db.engine.(*server).config, toGuard, db.log)
	if err != nil {
		return false, err
	}
	g := &guard{conn: conn, take: aloneSQL}
	err = errors.Join(g.seize(ctx), g.leave())
	if errors.Is(err, ErrLocked) {
		return true, nil
	}
	return false, explain(err)
}
