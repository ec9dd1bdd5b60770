package storage

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"gorm.io/gorm"

	"medius/coach"
)

// Queue is what waits in the inbox, or in a lane of the outbox.
type Queue struct {
	Waiting int
	Oldest  time.Time // since when the oldest one has waited that could have gone; zero: none has
}

// Backlog is all that waits.
type Backlog struct {
	Inbox  Queue
	Outbox map[coach.Lane]Queue
}

const (
	inboxCountSQL  = `SELECT COUNT(*) FROM inbox WHERE done_at = 0`
	inboxOldestSQL = `SELECT received_at FROM inbox WHERE done_at = 0 ORDER BY arrival LIMIT 1`
	laneCountSQL   = `SELECT lane, COUNT(*) AS n FROM outbox WHERE state = 'waiting' GROUP BY lane`
	waitingSQL     = `SELECT COUNT(*) FROM outbox WHERE state = 'waiting' AND lane = ?`
	laneOldestSQL  = `
		SELECT due_at FROM outbox
		WHERE state = 'waiting' AND lane = ? AND due_at > 0 AND due_at <= ?
		ORDER BY id LIMIT 1`
	censusSQL = `SELECT standing, COUNT(*) AS n FROM members GROUP BY standing`
)

// Backlog counts what waits, from indexes that hold nothing else: the members who are silent and the letters that have left
// cost nothing.
func (db *DB) Backlog(ctx context.Context, now time.Time) (Backlog, error) {
	b := Backlog{Outbox: map[coach.Lane]Queue{}}
	err := db.read(ctx, func(tx *gorm.DB) error {
		if err := tx.Raw(inboxCountSQL).Find(&b.Inbox.Waiting).Error; err != nil {
			return err
		}
		var err error
		if b.Inbox.Oldest, err = oldest(tx, inboxOldestSQL); err != nil {
			return err
		}
		var lanes []struct{ Lane, N int }
		if err := tx.Raw(laneCountSQL).Find(&lanes).Error; err != nil {
			return err
		}
		for _, l := range lanes {
			since, err := oldest(tx, laneOldestSQL, l.Lane, milli(now))
			if err != nil {
				return err
			}
			b.Outbox[coach.Lane(l.Lane)] = Queue{l.N, since}
		}
		return nil
	})
	if err != nil {
		return Backlog{}, fmt.Errorf("backlog: %w", err)
	}
	return b, nil
}

// Waiting counts the letters of a lane that wait.
func (db *DB) Waiting(ctx context.Context, lane coach.Lane) (int, error) {
	var n int
	err := db.read(ctx, func(tx *gorm.DB) error { return tx.Raw(waitingSQL, int(lane)).Find(&n).Error })
	if err != nil {
		return 0, fmt.Errorf("letters that wait: %w", err)
	}
	return n, nil
}

// oldest answers a query for at most one instant.
func oldest(tx *gorm.DB, query string, args ...any) (time.Time, error) {
	var found []int64
	if err := tx.Raw(query, args...).Find(&found).Error; err != nil || len(found) == 0 {
		return time.Time{}, err
	}
	return instant(found[0]), nil
}

// Census counts the members by where they stand. It walks an index of all members: a second for some millions.
func (db *DB) Census(ctx context.Context) (map[coach.Standing]int, error) {
	var rows []struct {
		Standing string
		N        int
	}
	err := db.read(ctx, func(tx *gorm.DB) error { return tx.Raw(censusSQL).Find(&rows).Error })
	if err != nil {
		return nil, fmt.Errorf("census: %w", err)
	}
	count := map[coach.Standing]int{}
	for _, row := range rows {
		count[coach.Standing(row.Standing)] = row.N
	}
	return count, nil
}

// Size gives the bytes of the database, and of the write-ahead log beside its file; a server keeps that to itself.
func (db *DB) Size(ctx context.Context) (data, log int64, err error) { return db.engine.size(ctx) }

func size(path string) (int64, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

// Ping makes sure that the database answers.
func (db *DB) Ping(ctx context.Context) error {
	_, err := db.exists(ctx, `SELECT EXISTS (SELECT 1 FROM settings)`)
	return err
}
