package storage

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"
)

// How long things are kept that are no longer needed for the work.
const (
	keepDone    = 3 * 24 * time.Hour  // done updates: Telegram repeats an update for a day at most
	keepDead    = 7 * 24 * time.Hour  // the text of dead updates, for the owner to look into
	keepBodies  = 2 * 24 * time.Hour  // bodies of letters that did not arrive
	keepLetters = 14 * 24 * time.Hour // keys and messages of settled letters, for edits and against repeats
	keepForgone = time.Hour           // letters to chats that have no member
	keepBackups = 30 * 24 * time.Hour // backups, and databases that were replaced
)

// sweepChunk keeps one transaction short: the next update must not wait for the housekeeping.
const sweepChunk = 500

// mostForgone is more than are settled to nobody within a chunk, of which the last may be many at one instant.
const mostForgone = 10 * sweepChunk

const (
	// Looked at are the oldest only: what is done lies in front, and an index for this would be written with every update. What was
	// done while the clock was ahead must not stay there until then.
	sweepInboxSQL = `
		DELETE FROM inbox WHERE done_at > 0 AND done_at NOT BETWEEN CAST(? AS BIGINT) + 1 AND CAST(? AS BIGINT) AND arrival IN (
			SELECT arrival FROM inbox WHERE arrival > 0 ORDER BY arrival LIMIT ?)`
	sweepDeadSQL = `
		UPDATE dead SET raw = NULL, chat_id = 0 WHERE id IN (
			SELECT id FROM dead WHERE raw IS NOT NULL AND died_at <= ? LIMIT ?)`
	sweepBodiesSQL = `
		UPDATE outbox SET body = NULL WHERE id IN (
			SELECT id FROM outbox WHERE settled_at > 0 AND body IS NOT NULL AND settled_at <= ? LIMIT ?)`
	// Earlier versions counted a group that had been greeted as a member.
	sweepGroupsSQL = `
		UPDATE members SET standing = 'group' WHERE id IN (SELECT id FROM members WHERE chat_id < 0 AND standing <> 'group' LIMIT ?)`
	sweepPassesSQL = `
		DELETE FROM passes WHERE code IN (SELECT code FROM passes WHERE until > 0 AND until <= ? LIMIT ?)`
	// What was said to somebody of whom nothing is kept: a stranger, or who was erased. Looked at are those settled between two instants.
	sweepForgoneSQL = `
		DELETE FROM outbox WHERE id IN (
			SELECT id FROM outbox WHERE settled_at > 0 AND settled_at > ? AND settled_at <= ?
				AND NOT EXISTS (SELECT 1 FROM members m WHERE m.chat_id = outbox.chat_id)
			ORDER BY settled_at LIMIT ?)`
	forgoneUpToSQL = `
		SELECT settled_at FROM outbox WHERE settled_at > 0 AND settled_at > ? AND settled_at <= ? ORDER BY settled_at LIMIT 1 OFFSET ?`
	sweepLettersSQL = `
		DELETE FROM outbox WHERE id IN (
			SELECT id FROM outbox WHERE settled_at > 0 AND settled_at <= ? LIMIT ?)`
)

// Sweep removes what has been kept long enough: done updates after 3 days, the text of dead ones after 7, the bodies of
// letters that did not arrive after 2 (the others lose theirs when they arrive) and the envelopes of all after 14 (after an hour where
// no member is left), and after 30 the backups and the databases that were replaced.
func (db *DB) Sweep(ctx context.Context, now time.Time) error {
	before := func(keep time.Duration) []any { return []any{milli(now.Add(-keep)), sweepChunk} }
	var troubles []error
	swept := func(name string, err error) { // one that fails holds up no other
		if err != nil {
			troubles = append(troubles, fmt.Errorf("sweep %s: %w", name, err))
		}
	}
	for _, job := range []struct {
		name  string
		query string
		args  []any
	}{
		{"done updates", sweepInboxSQL, []any{milli(now.Add(-keepDone)), milli(now.Add(keepDone)), sweepChunk}},
		{"dead updates", sweepDeadSQL, before(keepDead)},
		{"groups", sweepGroupsSQL, []any{sweepChunk}},
		{"bodies of letters", sweepBodiesSQL, before(keepBodies)},
		{"letters", sweepLettersSQL, before(keepLetters)},
		{"passes", sweepPassesSQL, before(0)},
	} {
		swept(job.name, db.sweep(ctx, job.query, job.args))
	}
	swept("letters to nobody", db.sweepForgone(ctx, milli(now.Add(-keepForgone))))
	swept("backups", db.sweepBackups(now))
	return errors.Join(errors.Join(troubles...), db.engine.swept(ctx))
}

// sweepForgone goes on where it has been: most letters are to members, and each is looked at once after a start.
func (db *DB) sweepForgone(ctx context.Context, until int64) error {
	if until < db.forgone { // the clock was put back
		db.forgone = 0
	}
	for db.forgone < until && ctx.Err() == nil {
		var upTo int64
		err := db.write(ctx, func(tx *gorm.DB) error {
			var next []int64
			if err := tx.Raw(forgoneUpToSQL, db.forgone, until, sweepChunk).Find(&next).Error; err != nil {
				return err
			}
			upTo = append(next, until)[0]
			return tx.Exec(sweepForgoneSQL, db.forgone, upTo, mostForgone).Error
		})
		if err != nil {
			return err
		}
		db.forgone = upTo
	}
	return ctx.Err()
}

func (db *DB) sweep(ctx context.Context, query string, args []any) error {
	for {
		var n int64
		err := db.write(ctx, func(tx *gorm.DB) error {
			result := tx.Exec(query, args...)
			n = result.RowsAffected
			return result.Error
		})
		if err != nil || n == 0 {
			return err
		}
	}
}

// Optimize is for a quiet hour: what the database knows about its tables is refreshed, and what it has put off is done.
func (db *DB) Optimize(ctx context.Context) error {
	if db.writer == nil {
		return ErrReadOnly
	}
	return db.engine.optimize(ctx)
}
