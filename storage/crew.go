package storage

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"time"

	"gorm.io/gorm"

	"medius/coach"
)

// Instances that share a database are its crew. Each says twice a second that it lives, and learns from the same table who else
// does: with that every one of them knows which part of the chats is its own. Nothing rests on that being right at every moment; it
// only keeps them out of each other's way. What must be right is kept by rows and locks: a chat is held by one turn at a time, and
// an update or a letter by one instance.
const (
	beatEvery = 500 * time.Millisecond
	trusted   = 2 * time.Second // how long an instance believes what it has seen of the others; what follows takes nobody for dead before
)

// Keys of advisory locks, beside applicationID, which is that of the database.
const (
	instanceLock = applicationID + 1 // with the number of an instance, held while it lives
	claimLock    = applicationID + 2 // of the schema: one claims letters after the other
)

const serverClock = `(extract(epoch FROM clock_timestamp()) * 1000)::BIGINT`

const (
	enlistSQL = `INSERT INTO instances (id, name, began_at, beat_at) VALUES (?, ?, ` + serverClock + `, ` + serverClock + `)`
	beatSQL   = `UPDATE instances SET beat_at = ` + serverClock + ` WHERE id = ?`
	// A row goes when nothing was heard of its instance for five seconds, or for two and a half when the connection is gone that holds its lock. Where
	// the server itself was away, all get the time to come back. Who is writing as the one that polls is left alone meanwhile.
	burySQL = `
		DELETE FROM instances WHERE id IN (
			SELECT i.id FROM instances i
			WHERE i.id <> ? AND pg_postmaster_start_time() < clock_timestamp() - INTERVAL '8 seconds' AND (
				i.beat_at < ` + serverClock + ` - 5000 OR i.beat_at < ` + serverClock + ` - 2500 AND NOT ` + livesSQL + `)
			FOR UPDATE SKIP LOCKED)`
	// Who begins takes over from whoever was here before and whose connection is gone, if that cannot still think that it is there.
	succeedSQL = `DELETE FROM instances i WHERE i.beat_at < ` + serverClock + ` - 2500 AND NOT ` + livesSQL
	livesSQL   = `EXISTS (
		SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database
		WHERE d.datname = current_database() AND l.locktype = 'advisory' AND l.classid::BIGINT = ? AND l.objid::BIGINT = i.id)`
	leadSQL = `UPDATE instances SET leads = TRUE WHERE id = ? AND NOT leads AND NOT EXISTS (SELECT 1 FROM instances WHERE leads)`
	crewSQL = `SELECT id, name, began_at, leads, reminders_until, broadcast_until FROM instances ORDER BY began_at, id`
)

// view is what an instance has seen of its crew. The zero view is that of one that has the database alone.
type view struct {
	coach.Crew
	me    int64
	leads bool
	led   bool // by another one
	seen  time.Time
}

// fresh says whether it may still be believed.
func (v view) fresh() bool { return v.me == 0 || time.Since(v.seen) < trusted }

// Instance is one medius that shares a database.
type Instance struct {
	Name  string
	Began time.Time
	Leads bool // it polls
}

type instanceRow struct {
	ID             int64
	Name           string
	BeganAt        int64
	Leads          bool
	RemindersUntil int64
	BroadcastUntil int64
}

const livingSQL = `SELECT i.name, i.began_at, i.leads FROM instances i WHERE ` + livesSQL + ` ORDER BY i.began_at, i.id`

// Instances are those that share the database, oldest first; none of a file.
func (db *DB) Instances(ctx context.Context) ([]Instance, error) {
	if _, ok := db.engine.(*server); !ok {
		return nil, nil
	}
	var rows []instanceRow
	err := db.read(ctx, func(tx *gorm.DB) error { return tx.Raw(livingSQL, instanceLock).Find(&rows).Error })
	if err != nil {
		return nil, fmt.Errorf("instances: %w", err)
	}
	all := make([]Instance, len(rows))
	for i, row := range rows {
		all[i] = Instance{Name: row.Name, Began: instant(row.BeganAt), Leads: row.Leads}
	}
	return all, nil
}

// nobodyWorks fails while an instance is at work on a schema that is to be changed: it knows nothing of the new one.
func nobodyWorks(tx *gorm.DB) error {
	var there bool
	if err := tx.Raw(`SELECT to_regclass('instances') IS NOT NULL`).Find(&there).Error; err != nil || !there {
		return err
	}
	var living []instanceRow
	if err := tx.Raw(livingSQL, instanceLock).Find(&living).Error; err != nil || len(living) == 0 {
		return err
	}
	return fmt.Errorf("%w: %s", ErrAtWork, living[0].Name)
}

// Crew is this instance's place among those that share the database, as far as it is known.
func (db *DB) Crew() coach.Crew { return db.engine.crew().Crew }

// Leads says whether this instance is the one that polls.
func (db *DB) Leads() bool {
	v := db.engine.crew()
	return v.me == 0 || v.leads && v.fresh()
}

// Follows says whether another instance polls, or whether that is not known for now.
func (db *DB) Follows() bool {
	v := db.engine.crew()
	return v.me != 0 && (v.led || !v.fresh())
}

// Holds says whether a letter that was claimed is still this instance's to send. Of one that has stood still for long the others have
// taken it.
func (db *DB) Holds(l coach.Letter) bool {
	v := db.engine.crew()
	return v.me == 0 || l.Holder == v.me && v.fresh()
}

func (*file) crew() view { return view{} }

func (db *server) crew() view {
	if db.guard == nil {
		return view{}
	}
	if v := db.guard.view.Load(); v != nil {
		return *v
	}
	return view{}
}

// enlist makes an instance one of the crew.
func (g *guard) enlist(ctx context.Context, name string) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.name = name
	if err := g.conn.WithContext(ctx).Exec(succeedSQL, instanceLock).Error; err != nil {
		return err
	}
	return g.muster(ctx, false)
}

// muster says that this instance lives, and looks who else does. anew: its connection is another one than before.
func (g *guard) muster(ctx context.Context, anew bool) error {
	seen := time.Now()
	conn := g.conn.WithContext(ctx)
	if g.me != 0 && anew {
		if err := g.sign(conn); err != nil {
			return err
		}
	}
	beat := conn.Exec(beatSQL, g.me)
	if beat.Error != nil {
		return beat.Error
	}
	if beat.RowsAffected == 0 { // new, or taken for dead: what it had is in other hands
		g.me = 1 + rand.Int64N(math.MaxInt32-1)
		if err := g.sign(conn); err != nil {
			return err
		}
		if err := conn.Exec(enlistSQL, g.me, g.name).Error; err != nil {
			return err
		}
	}
	if err := conn.Exec(burySQL, g.me, instanceLock).Error; err != nil {
		return err
	}
	if g.leading.Load() {
		err := conn.Exec(leadSQL, g.me).Error
		if err != nil && !errors.Is(err, gorm.ErrDuplicatedKey) { // another one was quicker
			return err
		}
	}
	return g.behold(conn, seen)
}

// sign takes the lock by which others see that this instance's connection lives. It is shared, since another schema may have an
// instance with the same number.
func (g *guard) sign(conn *gorm.DB) error {
	return conn.Exec(`SELECT pg_advisory_lock_shared(?, ?)`, instanceLock, g.me).Error
}

// behold notes who is there.
func (g *guard) behold(conn *gorm.DB, seen time.Time) error {
	var rows []instanceRow
	if err := conn.Raw(crewSQL).Find(&rows).Error; err != nil {
		return err
	}
	v := view{me: g.me, seen: seen, Crew: coach.Crew{Size: len(rows), Shut: map[coach.Lane]time.Time{}}}
	for i, row := range rows {
		if row.ID == g.me {
			v.Place, v.leads = i, row.Leads
		}
		v.led = v.led || row.Leads && row.ID != g.me
		for lane, until := range map[coach.Lane]int64{coach.LaneReminder: row.RemindersUntil, coach.LaneBroadcast: row.BroadcastUntil} {
			if at := instant(until); at.After(v.Shut[lane]) {
				v.Shut[lane] = at
			}
		}
	}
	g.view.Store(&v)
	return nil
}

// Shut lets all instances wait with the letters of a lane and of those below: the messenger has said so to this one.
func (db *DB) Shut(ctx context.Context, lane coach.Lane, until time.Time) error {
	v := db.engine.crew()
	if v.me == 0 {
		return nil
	}
	reminders := milli(until)
	if lane > coach.LaneReminder {
		reminders = 0
	}
	const query = `
		UPDATE instances SET reminders_until = GREATEST(reminders_until, ?), broadcast_until = GREATEST(broadcast_until, ?) WHERE id = ?`
	return db.write(ctx, func(tx *gorm.DB) error {
		if err := tx.Exec(query, reminders, milli(until), v.me).Error; err != nil {
			return err
		}
		return tell(tx)
	})
}

// mark is where a query can be narrowed.
const mark = "/*ours*/"

// ours narrows a query to the chats of this instance, where it is not alone: column is the chat's, and its mark stands where the
// condition goes.
func (db *DB) ours(query, column string) string {
	c := db.engine.crew().Crew
	if c.Size < 2 {
		return query
	}
	return strings.ReplaceAll(query, mark, fmt.Sprintf("AND mod(abs(%s), %d) = %d", column, c.Size, c.Place))
}
